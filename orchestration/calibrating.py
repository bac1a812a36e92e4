"""`make calibration`: how often values with a raw score were right, as seeds/extraction/confidence.yml.

Reads all annotated sets anew, so it is run after any change of extraction, before `make accuracy`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestration.accuracy import measure, present_sets
from orchestration.home import PROJECT

if TYPE_CHECKING:
    from transforms.records import Article, Extraction
    from transforms.scoring.calibration import Scored
    from transforms.scoring.compare import Reading

TABLE = PROJECT / "seeds" / "extraction" / "confidence.yml"
HEAD = """# How often values of a slot were right, by raw score: [score from which on, probability], rising.
# Made by `make calibration` from the annotated sets ({sets}); never edited.
# Steps by pooling adjacent violators over groups of readings, drawn towards the share of all slots.
"""
KEYS = {  # what the scorer calls a slot, and what a claim calls it, where they differ
    "date": "occurred_on",
    "reason": "contact_reason",
    "agency_force": "agency_role_used_force",
    "agency_investigating": "agency_role_investigating",
}


def main() -> None:
    """Fit on every set, write the table, and print how well one set's table serves another."""
    by_set = {name: measure(folder, _raw).readings for name, folder in present_sets().items()}
    for name, readings in by_set.items():
        others = [one for other, found in by_set.items() if other != name for one in found]
        if others:
            print(f"{name}: error of a table made from the other sets {_error(fit(others), readings):.3f}")
    table = fit([one for readings in by_set.values() for one in readings])
    lines = [f"{key}: {[list(step) for step in found]}" for key, found in sorted(table.items())]
    TABLE.write_text(HEAD.format(sets=", ".join(by_set)) + "\n".join(lines) + "\n", encoding="utf-8")
    print(TABLE)


def fit(readings: list[Reading]) -> dict[str, list[tuple[float, float]]]:
    """Return the steps of each slot, and of all slots together under `all`."""
    from transforms.extraction.confidence import ALL
    from transforms.scoring.calibration import steps

    slots: dict[str, list[Scored]] = defaultdict(list)
    for one in readings:
        slots[KEYS.get(one.slot, one.slot)].append((one.confidence, one.is_right))
    share = sum(one.is_right for one in readings) / len(readings)
    return {ALL: [(0.0, round(share, 3))]} | {key: steps(scored, share) for key, scored in slots.items()}


def _raw(article: Article) -> Extraction:
    """Read an article with raw scores in place of confidences."""
    from transforms.extraction.extract import extract

    read = extract(article)
    events = tuple(
        replace(event, claims=tuple(replace(claim, confidence=claim.support) for claim in event.claims))
        for event in read.events
    )
    return replace(read, events=events)


def _error(table: dict[str, list[tuple[float, float]]], readings: list[Reading]) -> float:
    from transforms.extraction.confidence import ALL, step_of
    from transforms.scoring.reliability import calibration_error

    return calibration_error(
        replace(one, confidence=step_of(table.get(KEYS.get(one.slot, one.slot), table[ALL]), one.confidence))
        for one in readings
    )


if __name__ == "__main__":
    main()
