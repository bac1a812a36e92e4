"""Write invented articles whose truth is known.

`python -m tests.bench.generate articles --count N --out DIR` writes those of ten years, `day --house N
--count M --out DIR` those of the day after. The same arguments write the same bytes. DIR/inbox holds the
articles, a thousand a file; DIR/part-truth.jsonl what each tells, in the form of tests/linking/gold.jsonl;
DIR/part-incidents.jsonl the incidents as they were.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from tests.bench.stories import Piece, first_report, follow_up, other_news, story
from tests.bench.world import LAST_DAY, Incident, incident

SEED = 1
PART = 1000  # articles a file
DAY = LAST_DAY + timedelta(days=1)  # of the articles that come new into a house
NEW_SHARE = 0.5  # of a day's articles: on new incidents; others are on old ones and on other things
OLD_SHARE = 0.1
APART = 1 << 31  # numbers of a day's incidents and other news: none of the house's


def articles(number: int, seed: int = SEED) -> Iterator[Piece]:
    """Yield so many articles, of ten years up to `LAST_DAY`; a smaller number gives the first of a larger."""
    pieces = (piece for at in count() for piece in story(at, seed, LAST_DAY))
    yield from islice(pieces, number)


def day_of_news(number: int, house: int, seed: int = SEED) -> Iterator[Piece]:
    """Yield so many articles of the day after, to be added to a house of `house` articles."""
    dice = random.Random(f"{seed}:day:{house}")
    for at in range(number):
        share = at / number
        if share < NEW_SHARE:
            yield first_report(incident(APART + at, seed, DAY, DAY), dice)
        elif share < NEW_SHARE + OLD_SHARE:
            old = incident(dice.randrange(house // 4), seed)
            yield follow_up(old, "lawsuit", DAY + timedelta(days=1), dice)
        else:
            yield other_news(APART + at, seed, DAY)


def write(pieces: Iterable[Piece], out: Path, name: str = "part") -> int:
    """Write articles into the folder's inbox and the truth beside it; return how many articles."""
    (out / "inbox").mkdir(parents=True, exist_ok=True)
    known: dict[str, Incident] = {}
    written = 0
    with (out / f"{name}-truth.jsonl").open("w", encoding="utf-8") as truth:
        for number, chunk in enumerate(_chunks(pieces)):
            lines = "".join(_json(piece.line) for piece in chunk)
            (out / "inbox" / f"{name}-{number:04}.jsonl").write_text(lines, encoding="utf-8")
            for piece in chunk:
                events = [
                    {"incident": told.label, "is_background": passing} for told, passing in piece.events
                ]
                truth.write(_json({"doc_id": piece.doc_id, "events": events}))
                known |= {told.label: told for told, _ in piece.events}
            written += len(chunk)
    lines = "".join(_json(facts(told)) for told in known.values())
    (out / f"{name}-incidents.jsonl").write_text(lines, encoding="utf-8")
    return written


def _chunks(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    stream = iter(pieces)
    while chunk := list(islice(stream, PART)):
        yield chunk


def facts(told: Incident) -> dict[str, Any]:
    """Return what is true of an incident, as a line."""
    return {
        "incident": told.label, "occurred_on": told.day.isoformat(), "city": told.town.city,
        "state": told.town.state, "agency_id": told.agency.agency_id, "force_type": told.force,
        "name": told.name, "age": told.age, "outcome": told.outcome,
    }  # fmt: skip


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def main() -> None:
    """Write what the arguments say."""
    parser = argparse.ArgumentParser(description="Write invented articles whose truth is known.")
    parser.add_argument("what", choices=["articles", "day"])
    parser.add_argument("--count", type=int, required=True, help="articles")
    parser.add_argument("--house", type=int, default=1000, help="articles that were there before the day")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    if asked.what == "articles":
        written = write(articles(asked.count, asked.seed), asked.out)
    else:
        written = write(day_of_news(asked.count, asked.house, asked.seed), asked.out, "day")
    print(f"{written} articles in {asked.out / 'inbox'}")


if __name__ == "__main__":
    main()
