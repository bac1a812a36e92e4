"""Every decision of one incident: the slots of the event, of its agencies and of its persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from transforms.incidents.ledger import Entry
from transforms.incidents.mentions import Mention
from transforms.incidents.persons import Person
from transforms.incidents.resolve import (
    UNKNOWN,
    Decision,
    by_value,
    clearest,
    decide,
    is_denied,
    is_held,
    no_value,
    one_of_several,
)
from transforms.reference.gazetteer import Gazetteer

SPAN_SLOTS = ("occurred_from", "occurred_to", "date_precision")  # follow from the day or one report's span
EVENT_SLOTS = ("place", "contact_reason", "fled", "body_camera", "officers_injured", "officers_killed")
SUBJECT_SLOTS = ("name", "age", "gender", "race", "outcome", "armed")
HARMED_SLOTS = ("name", "age", "outcome", "harmed_by")

_Told = Mapping[tuple[str | None, str], list[Entry]]
_Found = dict[tuple[str | None, str], tuple[Decision, ...]]


@dataclass(frozen=True)
class Decisions:
    """The decisions of one incident by entity and slot; a slot that takes several values has several."""

    by_slot: Mapping[tuple[str | None, str], tuple[Decision, ...]]

    def value(self, entity_id: str | None, slot: str) -> str | None:
        """Return the value of a slot that takes one, None where it has none or nothing was told."""
        found = self.by_slot.get((entity_id, slot), ())
        return found[0].value if found else None

    @property
    def all(self) -> list[Decision]:
        """Every decision, in no order that matters."""
        return [one for found in self.by_slot.values() for one in found]

    def several(self, slot: str) -> list[Decision]:
        """Return the decisions with a value on a slot that takes several, of every entity."""
        return [
            one for (_, name), found in self.by_slot.items() if name == slot for one in found if one.value
        ]


def decisions_of(
    mentions: tuple[Mention, ...],
    entries: Iterable[Entry],
    subjects: Iterable[Person],
    harmed: Iterable[Person],
) -> Decisions:
    """Return the decisions on every slot that any claim tells of, but those that follow from the day."""
    told: dict[tuple[str | None, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        told[entry.entity_id, entry.claim.slot].append(entry)
    found: _Found = {}
    for slot in EVENT_SLOTS:
        found |= _one(slot, None, told)
    found |= _day(mentions, told) | _location(told)
    for person in subjects:
        found |= _person(person.person_id, SUBJECT_SLOTS, told)
        found |= _weapon_basis(person.person_id, told, found)
    for person in harmed:
        found |= _person(person.person_id, HARMED_SLOTS, told)
    found |= _several("force_type", None, told.get((None, "force_type"), [])) | _roles(mentions, told)
    left: _Found = {
        key: (no_value(*key, own),)
        for key, own in told.items()
        if key not in found and key[1] not in SPAN_SLOTS
    }
    return Decisions(found | left)


def with_spans(decisions: Decisions, entries: Iterable[Entry], days: Mapping[str, Any]) -> Decisions:
    """Add those on first day, last day and precision, which follow from the day or one report's span.

    `days` are the columns of `incidents` that tell when it happened.
    """
    told: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.entity_id is None and entry.claim.slot in SPAN_SLOTS:
            told[entry.claim.slot].append(entry)
    spans: _Found = {(None, slot): (_span(slot, own, days, decisions),) for slot, own in told.items()}
    return Decisions({**decisions.by_slot, **spans})


def _span(slot: str, own: list[Entry], days: Mapping[str, Any], decisions: Decisions) -> Decision:
    value = str(days[slot])
    if days[slot] in {None, UNKNOWN} or not any(is_held(entry) for entry in own):
        return no_value(None, slot, own)
    same = [entry for entry in own if entry.claim.value == value and is_held(entry)]
    chosen = clearest(same) if same else None
    standings = {entry.claim_id: _span_standing(entry, chosen, value, days) for entry in own}
    day = decisions.by_slot[None, "occurred_on"][0] if days["date_precision"] == "day" else None
    status, dispute = (day.status, day.dispute) if day is not None else ("settled", None)
    return Decision(None, slot, value, status, "follows", dispute, chosen, standings)


def _span_standing(entry: Entry, chosen: Entry | None, value: str, days: Mapping[str, Any]) -> str:
    """Return where a claim stands: a span that holds the one taken is only less exact."""
    if not is_held(entry):
        return "set_aside"
    if entry.claim.value == value:
        return "chosen" if chosen is not None and entry.claim_id == chosen.claim_id else "agrees"
    told = entry.mention.days
    first, last = days["occurred_from"] or date.min, days["occurred_to"] or date.max
    return "compatible" if told is not None and told[0] <= first and last <= told[1] else "dissents"


def first_report(mentions: Iterable[Mention]) -> date | None:
    """Return the day of the first report, None where no article has one."""
    return min((m.published_on for m in mentions if m.published_on is not None), default=None)


def _one(
    slot: str, entity: str | None, told: _Told, fits: Callable[[Entry], bool] = lambda _: True
) -> _Found:
    own = told.get((entity, slot))
    return {(entity, slot): (decide(slot, entity, own, fits),)} if own else {}


def _day(mentions: tuple[Mention, ...], told: _Told) -> _Found:
    """Nobody reports what has not happened yet: a day after the first report is set aside."""
    first = first_report(mentions)
    last = first.isoformat() if first is not None else "9999"
    return _one("occurred_on", None, told, lambda entry: entry.claim.value <= last)


def _location(told: _Told) -> _Found:
    """City and county of the resolved state, as far as the gazetteer has them there."""
    gazetteer = Gazetteer.load()
    found = _one("state", None, told)
    state = found[None, "state"][0].value if found else None
    for slot, known in (("city", gazetteer.place), ("county", gazetteer.county)):
        for key, (decision,) in _one(slot, None, told, lambda e: e.mention.state in {None, state}).items():
            is_there = decision.value is not None and state is not None and known(decision.value, state)
            found[key] = (decision if is_there else _left_out(decision, "not_in_gazetteer"),)
    return found


def _left_out(decision: Decision, rule: str) -> Decision:
    """Return a decision whose value is not taken over; one that has none stays."""
    if decision.value is None:
        return decision
    return replace(decision, value=None, status=UNKNOWN, rule=rule, dispute=None)


def _person(person_id: str, slots: Iterable[str], told: _Told) -> _Found:
    found: _Found = {}
    for slot in slots:
        found |= _one(slot, person_id, told)
    return found | _several("exists", person_id, told.get((person_id, "exists"), []))


def _weapon_basis(person_id: str, told: _Told, found: _Found) -> _Found:
    """What the weapon rests on, by those who report that weapon."""
    armed = found.get((person_id, "armed"))
    weapon = armed[0].value if armed else None
    tellers = {
        entry.mention.key
        for entry in told.get((person_id, "armed"), [])
        if weapon is not None and entry.claim.value == weapon and is_held(entry)
    }
    return _one("armed_basis", person_id, told, lambda entry: entry.mention.key in tellers)


def _several(slot: str, entity: str | None, own: list[Entry]) -> _Found:
    """Every value held is one; `other` says nothing beside another kind."""
    told = by_value(own)
    held = {value: [entry for entry in entries if is_held(entry)] for value, entries in told.items()}
    kept = {value for value, counting in held.items() if counting}
    kept = kept - {"other"} or kept
    decisions = [
        one_of_several(
            slot, entity, told[value], held[value], "denied" if is_denied(told[value], value) else None
        )
        for value in sorted(kept)
    ]
    if rest := [entry for entry in own if entry.claim.value not in kept]:
        is_vague = any(is_held(entry) for entry in rest)
        decisions.append(no_value(entity, slot, rest, "vague" if is_vague else "none_counts"))
    return {(entity, slot): tuple(decisions)} if decisions else {}


def _roles(mentions: tuple[Mention, ...], told: _Told) -> _Found:
    """The parts of each agency; one that is only denied is none."""
    found: _Found = {}
    for (agency_id, slot), own in told.items():
        if slot != "agency_role":
            continue
        decisions, rest = [], []
        for _, entries in sorted(by_value(own).items()):
            counting = [e for e in entries if e.superseded_by is None and e.claim.modality != "denied"]
            if counting:
                dispute = _role_dispute(mentions, entries)
                decisions.append(one_of_several(slot, agency_id, entries, counting, dispute))
            else:
                rest += entries
        if rest:
            decisions.append(no_value(agency_id, slot, rest))
        found[agency_id, slot] = tuple(decisions)
    return found


def _role_dispute(mentions: tuple[Mention, ...], entries: list[Entry]) -> str | None:
    """Return why a part is disputed: somebody denies it, or gives the force to others and this one a part."""
    live = [entry for entry in entries if entry.superseded_by is None]
    if any(entry.claim.modality == "denied" for entry in live):
        return "denied"
    agency_id, role = entries[0].entity_id or "", entries[0].claim.value
    is_asserted = any(entry.claim.modality == "asserted" for entry in live)
    if role == "used_force" and is_asserted and any(_contradicts(mention, agency_id) for mention in mentions):
        return "other_part"
    return None


def _contradicts(mention: Mention, agency_id: str) -> bool:
    return (
        not mention.is_background
        and bool(mention.force_agencies)
        and agency_id in mention.agency_ids
        and agency_id not in mention.force_agencies
    )
