"""Every decision of one incident: the slots of the event, of its agencies and of its persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from transforms.incidents.amend import Amender, Outcome
from transforms.incidents.corrections import Correction
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
    vague,
)
from transforms.incidents.slots import DEVELOPMENT_SLOTS, EVENT_SLOTS, HARMED_SLOTS, SPAN_SLOTS, SUBJECT_SLOTS
from transforms.reference.gazetteer import Gazetteer

_Key = tuple[str | None, str]  # entity and slot


@dataclass(frozen=True)
class Decisions:
    """The decisions of one incident by entity and slot; a slot that takes several values has several."""

    by_slot: Mapping[tuple[str | None, str], tuple[Decision, ...]]
    outcomes: tuple[Outcome, ...] = ()  # what became of each correction

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


def is_withdrawn(by_slot: Mapping[_Key, tuple[Decision, ...]], person_id: str) -> bool:
    """Tell whether a correction says that there was no such person."""
    found = by_slot.get((person_id, "exists"), ())
    return bool(found) and all(one.status == "corrected" and one.value is None for one in found)


def decisions_of(
    mentions: tuple[Mention, ...],
    entries: Iterable[Entry],
    subjects: Iterable[Person],
    harmed: Iterable[Person],
    corrections: Iterable[Correction] = (),
) -> Decisions:
    """Return the decisions on every slot that any claim tells of, but those that follow from the day.

    `corrections` are those of this incident.
    """
    return _Deciding(mentions, entries, [*subjects], [*harmed], corrections).all()


def with_spans(decisions: Decisions, entries: Iterable[Entry], days: Mapping[str, Any]) -> Decisions:
    """Add those on first day, last day and precision, which follow from the day or one report's span.

    `days` are the columns of `incidents` that tell when it happened.
    """
    told: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.entity_id is None and entry.claim.slot in SPAN_SLOTS:
            told[entry.claim.slot].append(entry)
    spans: dict[_Key, tuple[Decision, ...]] = {
        (None, slot): (_span(slot, own, days, decisions),) for slot, own in told.items()
    }
    return Decisions({**decisions.by_slot, **spans}, decisions.outcomes)


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


class _Deciding:
    """The claims of one incident by entity and slot, and what is decided so far."""

    def __init__(
        self,
        mentions: tuple[Mention, ...],
        entries: Iterable[Entry],
        subjects: list[Person],
        harmed: list[Person],
        corrections: Iterable[Correction],
    ) -> None:
        self.mentions, self.subjects, self.harmed = mentions, subjects, harmed
        self.told: dict[_Key, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.told[entry.entity_id, entry.claim.slot].append(entry)
        persons = {person.person_id: person for person in [*subjects, *harmed]}
        self.amender = Amender(corrections, mentions, persons)
        self.found: dict[_Key, tuple[Decision, ...]] = {}

    def all(self) -> Decisions:
        """Decide every slot, those first that others depend on."""
        for slot in EVENT_SLOTS:
            self._settle(slot, None)
        self._day()
        self._location()
        for person in self.subjects:
            self._person(person.person_id, SUBJECT_SLOTS)
        for person in self.harmed:
            self._person(person.person_id, HARMED_SLOTS)
        for slot in ("force_type", *DEVELOPMENT_SLOTS):
            self._several(slot, None)
        for key in [*self.told, *self.amender.left]:
            if key[1] == "agency_role" and key not in self.found:
                self._roles(*key)
        for key, own in self.told.items():
            if key not in self.found and key[1] not in SPAN_SLOTS:
                self.found[key] = (no_value(*key, own),)
        return Decisions(self.found, tuple(self.amender.outcomes))

    def _settle(
        self, slot: str, entity: str | None, fits: Callable[[Entry], bool] = lambda _: True,
        is_known: Callable[[str], bool] = lambda _: True,
    ) -> None:  # fmt: skip
        """Decide a slot that takes one value; claims that do not fit are set aside."""
        own = self.told.get((entity, slot), [])
        decision = decide(slot, entity, own, fits) if own else None
        if decision is not None and decision.value is not None and not is_known(decision.value):
            decision = no_value(entity, slot, own, "not_in_gazetteer")
        decision = decision or self.amender.name_added((entity, slot))
        decision = self.amender.one((entity, slot), decision, own)
        if decision is not None:
            self.found[entity, slot] = (decision,)

    def _value(self, slot: str, entity: str | None = None) -> str | None:
        decisions = self.found.get((entity, slot))
        return decisions[0].value if decisions else None

    def _day(self) -> None:
        """Nobody reports what has not happened yet: a day after the first report is set aside."""
        first = first_report(self.mentions)
        last = first.isoformat() if first is not None else "9999"
        self._settle("occurred_on", None, lambda entry: entry.claim.value <= last)

    def _location(self) -> None:
        """City and county of the state that most tell, as far as the gazetteer has them there."""
        gazetteer = Gazetteer.load()
        states = self.told.get((None, "state"))
        told = decide("state", None, states).value if states else None
        self._settle("state", None)
        state = self._value("state")
        for slot, known in (("city", gazetteer.place), ("county", gazetteer.county)):
            self._settle(
                slot,
                None,
                lambda entry: entry.mention.state in {None, told},
                partial(_is_known, known, state),
            )

    def _person(self, person_id: str, slots: Iterable[str]) -> None:
        """The values of a person, none of one whom a correction withdrew."""
        self._several("exists", person_id)
        if is_withdrawn(self.found, person_id):
            return
        for slot in slots:
            self._settle(slot, person_id)
        if "armed" in slots:
            self._weapon_basis(person_id)

    def _weapon_basis(self, person_id: str) -> None:
        """What the weapon rests on, by those who report that weapon."""
        weapon = self._value("armed", person_id)
        tellers = {
            entry.mention.key
            for entry in self.told.get((person_id, "armed"), [])
            if weapon is not None and entry.claim.value == weapon and is_held(entry)
        }
        self._settle("armed_basis", person_id, lambda entry: entry.mention.key in tellers)

    def _several(self, slot: str, entity: str | None) -> None:
        """Every value held is one; a vague one (`other`) says nothing beside another."""
        own = self.told.get((entity, slot), [])
        told = by_value(own)
        held = {value: [entry for entry in entries if is_held(entry)] for value, entries in told.items()}
        kept = {value for value, counting in held.items() if counting}
        kept = kept - vague() or kept
        decisions = [
            one_of_several(
                slot, entity, told[value], held[value], "denied" if is_denied(told[value], value) else None
            )
            for value in sorted(kept)
        ]
        if rest := [entry for entry in own if entry.claim.value not in kept]:
            is_vague = any(is_held(entry) for entry in rest)
            decisions.append(no_value(entity, slot, rest, "vague" if is_vague else "none_counts"))
        self._keep((entity, slot), decisions, own)

    def _roles(self, agency_id: str | None, slot: str) -> None:
        """The parts of an agency; one that is only denied is none."""
        own = self.told.get((agency_id, slot), [])
        decisions, rest = [], []
        for _, entries in sorted(by_value(own).items()):
            counting = [e for e in entries if e.superseded_by is None and e.claim.modality != "denied"]
            if counting:
                dispute = _role_dispute(self.mentions, entries)
                decisions.append(one_of_several(slot, agency_id, entries, counting, dispute))
            else:
                rest += entries
        if rest:
            decisions.append(no_value(agency_id, slot, rest))
        self._keep((agency_id, slot), decisions, own)

    def _keep(self, key: _Key, decisions: list[Decision], own: list[Entry]) -> None:
        if amended := self.amender.several(key, decisions, own):
            self.found[key] = tuple(amended)


def _is_known(known: Callable[[str, str], object], state: str | None, name: str) -> bool:
    return state is not None and known(name, state) is not None


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
