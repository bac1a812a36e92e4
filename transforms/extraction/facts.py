"""What the facts of an event are made of: pieces of evidence with points, weighed into one value.

Every extractor of facts (outcome, weapons, circumstances, officers, harmed) collects evidence and
weighs it here. None where the text is silent: silence is not "no".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.extraction.deeds import Scene
from transforms.extraction.mask import findings
from transforms.extraction.modality import ALLEGED, ASSERTED, VALUED, doubt_at


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence at `[start, end)` of the body; `cue` names what was seen, once per sentence.

    `weight` is below 1 where somebody only thought so; extractors decide whether it matters.
    """

    code: str
    points: float
    start: int
    end: int
    sentence: int
    cue: str
    modality: str = ASSERTED
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with the characters it rests on.

    `support` is the sum of points that speak for it less those for the next best value. A fact that
    is unconfirmed or denied is no value: it says that somebody said so.
    """

    value: str
    start: int
    end: int
    sentence: int
    support: float
    modality: str = ASSERTED


def place(scene: Scene, code: str, points: float, sentence: int, start: int, end: int, cue: str) -> Evidence:
    """Make a piece of evidence, as sure as its sentence is at that place."""
    span = scene.spans[sentence]
    doubt = doubt_at(span.text, start - span.start_char)
    return Evidence(code, points, start, end, sentence, cue, doubt.modality, doubt.weight)


def from_patterns(scene: Scene, name: str, section: str, number: int | None = None) -> list[Evidence]:
    """Collect the evidence of a lexicon's patterns over masked sentences.

    With `number`, only what marks that subject, or marks none where the event has one subject.
    """
    found = []
    for finding in findings(scene.sentences, name, section):
        if number is not None and number not in finding.subjects and (finding.subjects or scene.subjects > 1):
            continue
        row = finding.options
        found.append(
            place(
                scene,
                finding.code,
                finding.points,
                finding.sentence,
                finding.start,
                finding.end,
                row["reason"],
            )
        )
    return found


def valued(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Keep what a value may come from: neither unconfirmed nor denied."""
    return [one for one in evidence if one.modality in VALUED]


def totals(evidence: Iterable[Evidence]) -> dict[str, float]:
    """Add up points by code; the same cue in one sentence, or the same words again, count once."""
    seen: dict[tuple[str, int, str], float] = {}
    for one in evidence:
        key = (one.code, one.sentence, one.cue)
        seen[key] = max(seen.get(key, one.points), one.points)
    sums: dict[str, float] = {}
    for (code, _, _), points in seen.items():
        sums[code] = sums.get(code, 0.0) + points
    return sums


def fact_of(code: str, evidence: Iterable[Evidence]) -> Fact:
    """Return a value with its best piece of evidence: most points, then sure, then first."""
    mine = [one for one in evidence if one.code == code]
    best = max(mine, key=lambda one: (one.points, one.modality == ASSERTED, -one.start))
    sums = totals(evidence)
    rival = max((points for other, points in sums.items() if other != code), default=0.0)
    modality = ALLEGED if best.modality == ALLEGED else best.modality
    return Fact(code, best.start, best.end, best.sentence, sums[code] - rival / 2, modality)


def most(evidence: list[Evidence], at_least: float) -> Fact | None:
    """Return the value with most points, the earliest of equals; None below `at_least`."""
    kept = valued(evidence)
    sums = totals(kept)
    if not sums or max(sums.values()) < at_least:
        return None
    first = {code: min(one.start for one in kept if one.code == code) for code in sums}
    return fact_of(max(sums, key=lambda code: (sums[code], -first[code], code)), kept)


def open_question(evidence: Iterable[Evidence]) -> Fact | None:
    """Return what is only said to be unknown, or denied: the first such piece."""
    doubted = sorted((one for one in evidence if one.modality not in VALUED), key=lambda one: one.start)
    if not doubted:
        return None
    one = doubted[0]
    return Fact(one.code, one.start, one.end, one.sentence, one.points, one.modality)
