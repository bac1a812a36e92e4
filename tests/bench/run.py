"""`make bench`: what the ledger costs as it grows, in seconds and megabytes, written to BENCHMARK.md.

`python -m tests.bench.run [PART ...] [--large] [--keep DIR]`. A part that was measured before keeps its
figures in DIR until it is measured again, and so do the ledgers made for it. --large adds what takes longest.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.home import PROJECT
from tests.bench.generate import SEED, articles
from tests.bench.measure import Measured, alone, table, timed

if TYPE_CHECKING:
    from tests.bench.killing import Killed

REPORT = PROJECT / "BENCHMARK.md"
READ, WARM_UP = 300, 30
MENTIONS = (10_000, 50_000, 200_000)
HOUSES, LARGE_HOUSE = (1_000, 10_000), 100_000
NEW = 100
INCIDENTS = 1_000_000
FUZZED = 24_000
KILLS, MANY_KILLS = 64, 208  # eight and 26 for each of six steps, and for before and after
HEAD = """# Benchmark

Written by `make bench`, on invented articles (`tests/bench`). Seconds are by the clock, and of the processor,
which other work on the machine moves less; MB is the most that one process held.
"""


def extraction(keep: Path, large: bool) -> str:
    """Time the reading of articles that nothing is known of, in one process."""
    rows = [_row(READ, done) for done in [alone(_read, READ)]]
    head = ["articles", "seconds", "processor s", "MB", "articles a processor s"]
    return table(head, [[*row, READ / row[2]] for row in rows])


def _read(number: int) -> Measured:
    from tests.bench.tables import article_of
    from transforms.extraction.extract import extract

    texts = [article_of(piece) for piece in islice(articles(number + WARM_UP), number + WARM_UP)]
    for article in texts[:WARM_UP]:
        extract(article)
    return timed(lambda: sum(extract(article).is_relevant for article in texts[WARM_UP:]))


def linking(keep: Path, large: bool) -> str:
    """Time the linking of mentions, and say how right it is."""
    rows = []
    for number in MENTIONS:
        done = alone(_link, number)
        rows.append([*_row(number, done), 1e6 * done.cpu_seconds / number, *done.result])
        print(rows[-1], flush=True)
    head = [
        "mentions",
        "seconds",
        "processor s",
        "MB",
        "processor µs a mention",
        "incidents",
        "B³ precision",
        "B³ recall",
    ]
    return table(head, rows)


def _link(number: int) -> Measured:
    from tests.bench.truth import mentions
    from tests.linking.bcubed import b_cubed
    from transforms.incidents.link import link

    told = list(mentions(number, SEED))
    done = timed(lambda: link([mention for _, mention in told]))
    found = {mention.key: str(at) for at, group in enumerate(done.result) for mention in group}
    score = b_cubed({mention.key: label for label, mention in told}, found)
    figures = (len(done.result), round(score.precision, 4), round(score.recall, 4))
    return Measured(done.seconds, done.cpu_seconds, done.megabytes, tuple(figures))


def day(keep: Path, large: bool) -> str:
    """Time a run over new articles in ledgers of several sizes."""
    rows: list[list[Any]] = []
    for number in (*HOUSES, LARGE_HOUSE) if large else HOUSES:
        done = alone(_day, number, keep)
        if done.result:
            raise RuntimeError(f"The run over {NEW} new articles ended with {done.result}.")
        first = rows[0][1] if rows else done.seconds
        rows.append([*_row(number, done), done.seconds / first])
        print(rows[-1], flush=True)
    return table(["in the house", "seconds", "processor s", "MB", "times the first"], rows)


def _day(number: int, keep: Path) -> Measured:
    from tests.bench.house import house, run_command, with_news

    folder = with_news(alone(house, number, keep), number, NEW, keep / "day")
    return timed(lambda: run_command(folder))


def marts(keep: Path, large: bool) -> str:
    """Time every mart over a million incidents."""
    from orchestration.building import mart_queries

    database = _million(keep)
    rows = [
        [name, *_row(INCIDENTS, alone(_mart, database, query))[1:]] for name, query in mart_queries().items()
    ]
    return table(["mart", "seconds", "processor s", "MB"], rows)


def _mart(database: Path, query: str) -> Measured:
    from warehouse.reader import connect

    # A count would let DuckDB leave out the columns; a hash of the rows needs every one.
    asked = f"SELECT bit_xor(hash(mart)) FROM ({query.rstrip().rstrip(';')}) AS mart"
    with connect(database) as connection:
        return timed(lambda: connection.execute(asked).fetchone())


def audit(keep: Path, large: bool) -> str:
    """Time all expectations over a million incidents."""
    done = alone(_audit, _million(keep))
    return table(["incidents", "seconds", "processor s", "MB", "expectations", "not met"],
                 [[*_row(INCIDENTS, done), *done.result]])  # fmt: skip


def _audit(database: Path) -> Measured:
    from expectations.runner import check

    done = timed(lambda: check(database))
    results = done.result[0]
    figures = (results.height, results.filter(~results["success"]).height)
    return Measured(done.seconds, done.cpu_seconds, done.megabytes, figures)


def _million(keep: Path) -> Path:
    """Return the database of a million incidents; made once."""
    from tests.bench.tables import write as write_tables

    database = keep / f"incidents-{INCIDENTS}.duckdb"
    if not database.exists():
        making = database.with_suffix(".making")
        alone(write_tables, INCIDENTS, making, SEED)
        making.rename(database)
    return database


def kills(keep: Path, large: bool) -> str:
    """Kill runs with signal 9 in every step; each must be made whole by the next."""
    import shutil

    from tests.bench.killing import kill_many

    folder = keep / "kills"
    shutil.rmtree(folder, ignore_errors=True)
    done = []
    for one in kill_many(folder, MANY_KILLS if large else KILLS):
        done.append(one)
        print(len(done), one, flush=True)
    steps = list(dict.fromkeys(one.moment.step for one in done))
    rows = [
        _of_kills(
            step, [one for one in done if one.moment.step == step], lambda one: one.met == one.moment.step
        )
        for step in steps
    ]
    head = ["step", "kills aimed at it", "that met it", "looks at the database, all opened", "not made whole"]
    return table(head, [*rows, _of_kills("any", done, lambda one: one.was_running)])


def _of_kills(step: str, kills: list[Killed], has_met: Callable[[Killed], bool]) -> list[Any]:
    met, broken = sum(map(has_met, kills)), sum(one.broken is not None for one in kills)
    return [step, len(kills), met, sum(one.looks for one in kills), broken]


def fuzzing(keep: Path, large: bool) -> str:
    """Send broken inputs to every reader."""
    from tests.bench.fuzz import fuzz

    rows: list[list[Any]] = []
    for name, found in fuzz(FUZZED):
        rows.append([name, found.inputs, len(found.crashes), found.slowest])
        print(rows[-1], *found.crashes[:5], f"slowest: {found.slowest_input}", sep="\n", flush=True)
    rows.append(["all", sum(r[1] for r in rows), sum(r[2] for r in rows), max(r[3] for r in rows)])
    return table(["reader", "inputs", "crashes", "slowest, processor s"], rows)


PARTS: dict[str, tuple[str, Callable[[Path, bool], str]]] = {
    "extraction": ("Reading articles, one process", extraction),
    "linking": ("Linking event mentions", linking),
    "day": (f"A day: a run over {NEW} new articles, by how many are in the house", day),
    "marts": ("Marts at a million incidents", marts),
    "audit": ("All expectations at a million incidents", audit),
    "kills": ("Runs killed with signal 9 in every step, each made whole by the next run", kills),
    "fuzz": ("Broken inputs", fuzzing),
}


def _row(number: int, done: Measured) -> list[Any]:
    return [number, done.seconds, done.cpu_seconds, done.megabytes]


def write_report(sections: Path) -> None:
    """Write BENCHMARK.md from the sections measured so far."""
    text = HEAD
    for part, (title, _) in PARTS.items():
        if (sections / f"{part}.md").exists():
            text += f"\n## {title}\n{(sections / f'{part}.md').read_text(encoding='utf-8')}\n"
    REPORT.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure the parts asked for, all without a name, and write the report."""
    parser = argparse.ArgumentParser(description="Measure what the ledger costs as it grows.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument(
        "--large", action="store_true", help=f"also a house of {LARGE_HOUSE:,} articles; {MANY_KILLS} kills"
    )
    parser.add_argument("--keep", type=Path, default=PROJECT / "warehouse" / "data" / "bench")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    keep = asked.keep.resolve()
    sections = keep / "sections"
    sections.mkdir(parents=True, exist_ok=True)
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python"
    machine = f"{machine} {platform.python_version()}"
    for part in asked.parts or PARTS:
        title, measure = PARTS[part]
        print(f"{title} ...", flush=True)
        found = measure(keep, asked.large)
        (sections / f"{part}.md").write_text(f"{machine}\n\n{found}\n", encoding="utf-8")
        print(found, flush=True)
        write_report(sections)
    print(REPORT)


if __name__ == "__main__":
    main()
