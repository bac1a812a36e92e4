"""What corrections change: they are aimed at an incident, checked against what the claims give, and applied.

A correction names its incident by an id that it has or once had: the id of any of its mentions. A correction
that expects another value than the claims give is stale and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transforms.incidents.corrections import Correction, in_order
from transforms.incidents.identity import content_id
from transforms.incidents.ledger import Entry
from transforms.incidents.mentions import Mention
from transforms.incidents.persons import Person
from transforms.incidents.resolve import Decision, contradicts, is_held
from transforms.incidents.slots import HARMED_SLOTS, SUBJECT_SLOTS
from transforms.records import Agency
from transforms.reference.register import Register

Key = tuple[str | None, str]  # entity and slot
_OF_SUBJECT = (*SUBJECT_SLOTS, "armed_basis", "exists")
ByIncident = Mapping[str, Sequence[Correction]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a correction did: a code of `corrections.effect`, and the value that the claims give."""

    correction: Correction
    effect: str
    entity_id: str | None = None
    found: str | None = None


def by_incident(corrections: Iterable[Correction]) -> ByIncident:
    """Return corrections by the id under which each names its incident."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        found[one.incident_id].append(one)
    return found


def aimed_at(mentions: Iterable[Mention], corrections: ByIncident) -> list[Correction]:
    """Return the corrections whose incident is made of these mentions, under this id or a former one."""
    if not corrections:
        return []
    found = [one for m in mentions for one in corrections.get(content_id("inc", *m.key), ())]
    return sorted(found, key=in_order)


def added_by(corrections: Iterable[Correction], subjects: Iterable[Person]) -> list[Person]:
    """Return the persons force was used on whom corrections of an incident add to those told of."""
    names = {name for subject in subjects for name in subject.names}
    added = {
        one.entity: Person(content_id("sub", one.incident_id, one.entity), (), one.entity)
        for one in corrections
        if one.slot == "exists" and one.expect is None and one.entity is not None and one.entity not in names
    }
    return list(added.values())


def correction_id(one: Correction) -> str:
    """Return the id of a correction, made from what it says and not from where it stands."""
    return content_id(
        "cor", one.incident_id, one.entity, one.slot, one.expect, one.value, one.decided_by, one.decided_on
    )


class Amender:
    """The corrections of one incident, and what became of each."""

    def __init__(
        self, corrections: Iterable[Correction], mentions: Iterable[Mention], persons: Mapping[str, Person]
    ) -> None:
        self.outcomes: list[Outcome] = []
        self.left: dict[Key, list[Correction]] = defaultdict(list)
        self._added: dict[str, Correction] = {}
        for one in corrections:
            entity_id = _entity_id(one, mentions, persons)
            if one.entity is not None and entity_id is None:
                self.outcomes.append(Outcome(one, "no_entity"))
            else:
                self.left[entity_id, one.slot].append(one)
                if entity_id is not None and entity_id in persons and persons[entity_id].given == one.entity:
                    self._added.setdefault(entity_id, one)

    def name_added(self, key: Key) -> Decision | None:
        """Return the decision on the name of a person whom a correction added."""
        entity_id, slot = key
        correction = self._added.get(entity_id) if slot == "name" and entity_id is not None else None
        return _corrected(key, None, (), correction, correction.entity) if correction is not None else None

    def one(self, key: Key, decision: Decision | None, own: Iterable[Entry]) -> Decision | None:
        """Return the decision on a slot that takes one value, corrected where a correction says so."""
        for correction in self.left.pop(key, ()):
            found = decision.value if decision is not None else None
            effect = _effect(correction, found)
            self.outcomes.append(Outcome(correction, effect, key[0], found))
            if effect == "applied":
                decision = _corrected(key, decision, own, correction, correction.value)
        return decision

    def several(self, key: Key, decisions: list[Decision], own: list[Entry]) -> list[Decision]:
        """Return the decisions on the values of a slot that takes several, corrected."""
        for correction in self.left.pop(key, ()):
            values = {one.value: at for at, one in enumerate(decisions) if one.value is not None}
            is_there = correction.expect in values
            found = correction.expect if is_there else None
            if correction.value in values and not is_there:
                found = correction.value
            effect = "applied" if is_there and correction.expect else _effect(correction, found)
            self.outcomes.append(Outcome(correction, effect, key[0], found))
            if effect != "applied":
                continue
            if correction.expect is None:
                decisions = [*decisions, _corrected(key, None, (), correction, correction.value)]
                continue
            at = values[correction.expect]
            told = [entry for entry in own if entry.claim_id in decisions[at].standings]
            value = correction.value if correction.value not in values else None  # it stands already
            changed = _corrected(key, decisions[at], told, correction, value)
            decisions = [*decisions[:at], changed, *decisions[at + 1 :]]
        return decisions


def agency_of_correction(one: Correction) -> Agency | None:
    """Return the agency that a correction gives a part, None where the register does not know it."""
    if one.slot != "agency_role" or one.entity is None:
        return None
    return next((agency for agency in Register.load().agencies if one.entity in _titles(agency)), None)


def _effect(correction: Correction, found: str | None) -> str:
    if found == correction.value:
        return "agreed"
    return "applied" if found == correction.expect else "stale"


def _corrected(
    key: Key, decision: Decision | None, own: Iterable[Entry], correction: Correction, value: str | None
) -> Decision:
    """Return a decision with the corrected value, and where the claims stand towards it."""
    standings = {
        entry.claim_id: _standing(entry, value) if _counts(entry, decision) else "set_aside" for entry in own
    }
    told = decision.told if decision is not None else value
    return Decision(*key, value, "corrected", "correction", None, None, standings, told, correction)


def _counts(entry: Entry, decision: Decision | None) -> bool:
    return decision is not None and decision.standings[entry.claim_id] != "set_aside" and is_held(entry)


def _standing(entry: Entry, value: str | None) -> str:
    told = entry.claim.value
    if told == value:
        return "agrees"
    if value is None:
        return "dissents"
    return "dissents" if contradicts(entry.claim.slot, told, value, entry.mention.city) else "compatible"


def _entity_id(one: Correction, mentions: Iterable[Mention], persons: Mapping[str, Person]) -> str | None:
    """Return the id of the person or agency that a correction names, None where no single one is meant."""
    if one.entity is None:
        return None
    if one.slot == "agency_role":
        met = {a.agency_id for m in mentions for a in m.agencies if one.entity in _titles(a)}
        if not met and (agency := agency_of_correction(one)) is not None:
            met = {agency.agency_id}
        return met.pop() if len(met) == 1 else None
    found = {
        person_id
        for person_id, person in persons.items()
        if one.slot in (_OF_SUBJECT if person_id.startswith("sub-") else (*HARMED_SLOTS, "exists"))
        and (one.entity in person.names or one.entity in _former_ids(person))
    }
    return found.pop() if len(found) == 1 else None


def _former_ids(person: Person) -> set[str]:
    """Return the ids that a person may have had: one of each place that tells of the person."""
    prefix = person.person_id.partition("-")[0]
    return {content_id(prefix, m.article_id, m.index, figure.entity) for m, figure in person.told}


def _titles(agency: Agency) -> set[str]:
    return {agency.agency_id, f"{agency.name}, {agency.state}"}
