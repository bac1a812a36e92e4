"""Annotation and reading compared: true and false positives and negatives per slot, and each error."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from transforms.reference.gazetteer import fold
from transforms.reference.register import Register
from transforms.scoring.told import (
    EVENT_SLOTS,
    HARMED_SLOTS,
    SUBJECT_SLOTS,
    Document,
    Incident,
    Utterance,
    Value,
)
from warehouse.seeds import load_yaml

APART = ("relevant", "incident", "background", "direct", "indirect", "hedge")  # no slots of main incidents
NEAR = 16  # characters: where a statement begins is told apart by "that", an article, a quotation mark
PLACE_OVERLAP = 0.5  # share of the annotated spot's words that the reading must hold


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement: in which document, on which slot, what was annotated and what was read."""

    doc_id: str
    slot: str
    expected: str | None
    read: str | None


@dataclass(slots=True)
class Count:
    """Right readings, readings that are wrong or not annotated, annotations that were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right readings among readings; 1 where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right readings among annotations; 1 where nothing was annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that was read: how sure its claim was (0 to 1), and whether it was right."""

    slot: str
    confidence: float
    is_right: bool


@dataclass(slots=True)
class Score:
    """Counts per slot, in order of first use, every error, and every value read with its confidence."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    errors: list[Error] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def note(
        self, doc_id: str, slot: str, expected: str | None, read: str | None, is_right: bool = False
    ) -> None:
        """Count one slot as right, or as wrong and missed. Where both sides are absent nothing counts."""
        count = self.counts[slot]
        if isinstance(read, Value):
            self.readings.append(Reading(slot, read.confidence, is_right))
        if is_right:
            count.right += 1
            return
        if expected is None and read is None:
            return
        count.wrong += read is not None
        count.missed += expected is not None
        self.errors.append(Error(doc_id, slot, expected, read))

    def summary(self) -> dict[str, Count]:
        """Return the counts of every slot that occurs, and the micro average over those of main incidents."""
        told = {
            slot: count for slot, count in self.counts.items() if count.right + count.wrong + count.missed
        }
        return told | {"incident slots together": self.together(s for s in told if not s.startswith(APART))}

    def together(self, slots: Iterable[str]) -> Count:
        """Return the counts of several slots added up (micro average)."""
        total = Count()
        for slot in slots:
            count = self.counts.get(slot, Count())
            total.right += count.right
            total.wrong += count.wrong
            total.missed += count.missed
        return total


def compare(pairs: Iterable[tuple[Document, Document]]) -> Score:
    """Compare pairs of (annotated, read) documents."""
    score = Score()
    for expected, read in pairs:
        score.note(
            expected.doc_id, "relevant", _yes(expected.is_relevant), _yes(read.is_relevant),
            is_right=expected.is_relevant and read.is_relevant,
        )  # fmt: skip
        for is_background, slot in ((False, "incident"), (True, "background")):
            _incidents(score, expected, read, is_background, slot)
        if expected.is_relevant:
            _utterances(score, expected, read)
    return score


def _yes(value: bool) -> str | None:
    return "relevant" if value else None


def _incidents(score: Score, expected: Document, read: Document, is_background: bool, slot: str) -> None:
    wanted = [one for one in expected.incidents if one.is_background == is_background]
    found = [one for one in read.incidents if one.is_background == is_background]
    for ours, theirs in _aligned(wanted, found, _likeness):
        title = None if ours is None else _title(ours)
        score.note(
            expected.doc_id, slot, title, None if theirs is None else _title(theirs), bool(ours and theirs)
        )
        if not is_background:
            _slots(score, expected.doc_id, ours or Incident(False), theirs or Incident(False))


def _title(incident: Incident | None) -> str | None:
    if incident is None:
        return None
    return " ".join(incident.values.get(name, "?") for name in ("date", "city", "state"))


def _aligned(
    wanted: list[T], found: list[T], likeness: Callable[[T, T], float]
) -> list[tuple[T | None, T | None]]:
    """Pair the items of two lists, the likest first; what stays over is paired with None."""
    ranked = sorted(
        ((-likeness(a, b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(found)),
    )
    pairs: list[tuple[T | None, T | None]] = []
    left, right = set(range(len(wanted))), set(range(len(found)))
    for _, i, j in ranked:
        if i in left and j in right:
            pairs.append((wanted[i], found[j]))
            left.discard(i)
            right.discard(j)
    pairs += [(wanted[i], None) for i in sorted(left)]
    return pairs + [(None, found[j]) for j in sorted(right)]


def _likeness(ours: Incident, theirs: Incident) -> float:
    equal = sum(
        name in theirs.values and same(name, value, theirs.values[name])
        for name, value in ours.values.items()
    )
    names = {fold(one["name"]) for one in ours.subjects if "name" in one}
    return equal + 3 * len(names & {fold(one["name"]) for one in theirs.subjects if "name" in one})


def _slots(score: Score, doc_id: str, ours: Incident, theirs: Incident) -> None:
    for name in EVENT_SLOTS.values():
        _single(score, doc_id, name, ours.values.get(name), theirs.values.get(name))
    _sets(score, doc_id, "force_type", ours.force_types, theirs.force_types)
    for name, left, right in (
        ("agency_force", ours.agencies_force, theirs.agencies_force),
        ("agency_investigating", ours.agencies_investigating, theirs.agencies_investigating),
    ):
        _sets(score, doc_id, name, {agency_key(a) for a in left}, {_keyed(a) for a in right})
    for one, other in _aligned(ours.subjects, theirs.subjects, _alike):
        _person(score, doc_id, "subject", SUBJECT_SLOTS, one, other)
    for one, other in _aligned(ours.others_harmed, theirs.others_harmed, _alike):
        _person(score, doc_id, "harmed", HARMED_SLOTS, one, other)


def _person(
    score: Score,
    doc_id: str,
    kind: str,
    slots: tuple[str, ...],
    ours: dict[str, str] | None,
    theirs: dict[str, str] | None,
) -> None:
    titles = [None if one is None else str(one) for one in (ours, theirs)]
    score.note(doc_id, kind, titles[0], titles[1], ours is not None and theirs is not None)
    for slot in slots:
        _single(score, doc_id, f"{kind}_{slot}", (ours or {}).get(slot), (theirs or {}).get(slot))


def _alike(ours: dict[str, str], theirs: dict[str, str]) -> float:
    return sum(
        (3 if slot == "name" else 1)
        for slot in ours
        if slot in theirs and same(slot, ours[slot], theirs[slot])
    )


def _single(score: Score, doc_id: str, slot: str, expected: str | None, read: str | None) -> None:
    right = expected is not None and read is not None and same(slot, expected, read)
    score.note(doc_id, slot, expected, read, right)


def _sets(score: Score, doc_id: str, slot: str, expected: set[str], read: set[str]) -> None:
    given = {value: value for value in read}  # the reading's own texts, which know their confidence
    for value in sorted(expected | read):
        score.note(
            doc_id, slot, value if value in expected else None, given.get(value), value in expected & read
        )


def same(slot: str, expected: str, read: str) -> bool:
    """Tell whether two values of a slot agree: names without middle names, spots by their words."""
    if slot.endswith("name"):
        return _name_key(expected) == _name_key(read)
    if slot == "place":
        words = set(fold(expected).split())
        return len(words & set(fold(read).split())) >= PLACE_OVERLAP * len(words)
    if slot == "county":
        return _county_key(expected) == _county_key(read)
    return fold(expected) == fold(read)


def _name_key(name: str) -> tuple[str, str]:
    words = [word for word in fold(name).split() if word not in {"jr", "sr", "ii", "iii", "iv"}]
    return (words[0], words[-1]) if words else ("", "")


def _county_key(name: str) -> str:
    return re.sub(r" (?:county|parish|borough)$", "", fold(name))


def _keyed(agency: str) -> str:
    key = agency_key(agency)
    return Value.of(key, agency.confidence) if isinstance(agency, Value) else key


@cache
def agency_key(text: str) -> str:
    """Return what stands for an agency written `Official Name, ST`: its register id, else its plain words."""
    name, _, state = text.rpartition(", ")
    name, state = (name, state) if len(state) == 2 or state == "None" else (text, "")
    agency = Register.load().find(name, state) if state else None
    if agency is not None:
        return f"{agency.agency_id} {agency.name}, {agency.state}"
    rules = load_yaml("scoring.yml")["agency_words"]
    words = (rules["same"].get(word, word) for word in fold(name).split())
    return f"{' '.join(word for word in words if word not in rules['empty'])}, {state}"


def _utterances(score: Score, expected: Document, read: Document) -> None:
    for kind in ("direct", "indirect"):
        wanted = [one for one in expected.utterances if one.kind == kind]
        found = [one for one in read.utterances if one.kind == kind]
        for ours, theirs in _aligned(wanted, found, _nearness):
            if ours is not None and theirs is not None and _nearness(ours, theirs) <= 0:
                _utterance(score, expected.doc_id, kind, ours, None)
                _utterance(score, expected.doc_id, kind, None, theirs)
            else:
                _utterance(score, expected.doc_id, kind, ours, theirs)


def _nearness(ours: Utterance, theirs: Utterance) -> float:
    return NEAR - abs(ours.start - theirs.start) + 1 if ours.start >= 0 else 0


def _utterance(
    score: Score, doc_id: str, kind: str, ours: Utterance | None, theirs: Utterance | None
) -> None:
    one = None if ours is None else f"@{ours.start} {ours.speaker} / {ours.organisation}"
    other = None if theirs is None else f"@{theirs.start} {theirs.speaker} / {theirs.organisation}"
    both = ours is not None and theirs is not None
    score.note(doc_id, kind, one, other, both)
    speaker = bool(ours and theirs) and _speaker(ours) == _speaker(theirs)
    score.note(doc_id, f"{kind}_speaker", one, other, speaker)
    organisation = speaker and _organisation(ours) == _organisation(theirs)
    score.note(doc_id, f"{kind}_organisation", one, other, organisation)
    hedges = [one.hedge if one and one.hedge != "alleged" else None for one in (ours, theirs)]
    score.note(doc_id, "hedge", hedges[0], hedges[1], hedges[0] is not None and hedges[0] == hedges[1])


def _speaker(utterance: Utterance | None) -> tuple[str, str] | None:
    return _name_key(utterance.speaker) if utterance and utterance.speaker else None


def _organisation(utterance: Utterance | None) -> str | None:
    return agency_key(utterance.organisation) if utterance and utterance.organisation else None
