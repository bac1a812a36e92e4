"""What a document tells, in the shape in which annotation and reading are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.records import Extraction

EVENT_SLOTS = {
    "occurred_on": "date",
    "city": "city",
    "state": "state",
    "county": "county",
    "place": "place",
    "officers_injured": "officers_injured",
    "officers_killed": "officers_killed",
    "contact_reason": "reason",
    "fled": "fled",
    "body_camera": "body_camera",
}
SUBJECT_SLOTS = ("name", "age", "gender", "race", "outcome", "armed")
HARMED_SLOTS = ("name", "age", "outcome", "harmed_by")
VALUED = ("asserted", "alleged")  # a value is never taken from what is denied or cannot be confirmed


class Value(str):
    """A value as text that remembers how sure the claim behind it is (0 to 1)."""

    __slots__ = ("confidence",)
    confidence: float

    @classmethod
    def of(cls, text: str, confidence: float) -> Value:
        """Return a text with a confidence."""
        value = cls(text)
        value.confidence = confidence
        return value


@dataclass(slots=True)
class Incident:
    """One incident of one document: single values as text, several as sets; absent means not told."""

    is_background: bool
    values: dict[str, str] = field(default_factory=dict)
    force_types: set[str] = field(default_factory=set)
    agencies_force: set[str] = field(default_factory=set)
    agencies_investigating: set[str] = field(default_factory=set)
    subjects: list[dict[str, str]] = field(default_factory=list)
    others_harmed: list[dict[str, str]] = field(default_factory=list)
    is_agency_certain: bool = True


@dataclass(slots=True)
class Utterance:
    """One statement: where it begins in the body, who said it, for whom, and how sure."""

    kind: str  # direct (written ones too) or indirect
    start: int
    speaker: str | None
    organisation: str | None
    hedge: str | None


@dataclass(slots=True)
class Document:
    """What one document tells."""

    doc_id: str
    is_relevant: bool
    incidents: list[Incident] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as the scorer reads it. `entity` is None, `subject:…`, `harmed:…` or `agency:NAME, ST`."""

    slot: str
    value: str
    modality: str
    confidence: float
    start: int
    entity: str | None


def incident_of(claims: Iterable[ClaimRow], is_background: bool) -> Incident:
    """Return the incident that one article's claims tell.

    Of several values of one slot the asserted one wins over the alleged one, then the more confident
    one, then the first in the text.
    """
    incident = Incident(is_background)
    people: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda c: (c.modality != "asserted", -c.confidence, c.start, c.value)):
        if claim.slot == "agency_role":
            _take_role(incident, claim)
        elif claim.modality not in VALUED:
            continue
        elif claim.entity is not None:
            people[claim.entity].setdefault(claim.slot, Value.of(claim.value, claim.confidence))
        elif claim.slot == "force_type":
            incident.force_types.add(Value.of(claim.value, claim.confidence))
        elif claim.slot in EVENT_SLOTS and claim.value != "unknown":
            incident.values.setdefault(EVENT_SLOTS[claim.slot], Value.of(claim.value, claim.confidence))
    for entity in sorted(people):
        kept = SUBJECT_SLOTS if entity.startswith("subject") else HARMED_SLOTS
        values = {
            slot: value for slot, value in people[entity].items() if slot in kept and value != "unknown"
        }
        (incident.subjects if entity.startswith("subject") else incident.others_harmed).append(values)
    return incident


def _take_role(incident: Incident, claim: ClaimRow) -> None:
    name = Value.of((claim.entity or "").removeprefix("agency:"), claim.confidence)
    if claim.value == "used_force":
        incident.agencies_force.add(name)
        incident.is_agency_certain &= claim.modality in VALUED
    elif claim.value in {"investigating", "oversight"} and claim.modality in VALUED:
        incident.agencies_investigating.add(name)


def document_of(doc_id: str, extraction: Extraction) -> Document:
    """Return what an extraction tells, in the scorer's shape."""
    document = Document(doc_id, extraction.is_relevant)
    for event in extraction.events:
        names = {
            f"agency:{agency.agency_id}": f"agency:{agency.name}, {agency.state}" for agency in event.agencies
        }
        rows = [
            ClaimRow(c.slot, c.value, c.modality, c.confidence, c.start, names.get(c.entity or "", c.entity))
            for c in event.claims
        ]
        document.incidents.append(incident_of(rows, event.is_background))
    for statement in extraction.statements:
        organisation = (
            f"{statement.agency.name}, {statement.agency.state}"
            if statement.agency
            else statement.organisation
        )
        kind = "indirect" if statement.kind == "indirect" else "direct"
        document.utterances.append(
            Utterance(kind, statement.start, statement.speaker_name, organisation, statement.hedge)
        )
    return document
