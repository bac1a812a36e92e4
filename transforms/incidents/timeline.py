"""What became known of each incident on which day, by the claims that told it.

The articles of an island are replayed day by day, and what the rules make of them on one day is held
against the day before. Only days of publication count: when articles were taken in does not matter. What
followed an event (footage, charges, lawsuit, settlement) goes where a correction withdrew it, and comes where
one gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from transforms.incidents.amend import correction_id
from transforms.incidents.corrections import Correction
from transforms.incidents.history import Moment, Replay
from transforms.incidents.identity import content_id
from transforms.incidents.incident import Incident, Row, agency_rows, subject_rows
from transforms.incidents.ledger import Entry
from transforms.incidents.mentions import HELD
from transforms.incidents.resolve import Decision, is_held
from transforms.incidents.slots import DEVELOPMENT_SLOTS


@dataclass(frozen=True, slots=True)
class _Change:
    """What changed; `told` are slot, value and modalities of the claims that may tell it."""

    event: str
    entity_id: str | None
    old: str | None
    new: str
    told: tuple[str, str, tuple[str, ...]]


@dataclass(slots=True)
class _State:
    """What was told of one incident on one day: persons by today's ids, agencies by their part."""

    names: dict[str, str | None] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)  # certainty by agency_id
    investigators: set[str] = field(default_factory=set)
    developments: set[tuple[str, str]] = field(default_factory=set)  # slot and value


def timeline_rows(replays: Iterable[Replay]) -> list[Row]:
    """Return the rows of `incident_timeline`."""
    return [row for replay in replays for row in _of_island(replay)]


def _of_island(replay: Replay) -> Iterator[Row]:
    days = {name: one.published_on for name, one in replay.articles.items() if one.published_on is not None}
    today = {one.incident_id: one for one in replay.today}
    for incident in replay.today:
        yield from _first_report(incident)
        yield from _given(incident)
    before: dict[str, _State] = {}
    for day, incidents in replay.states(days):
        now = _states(incidents, replay.today)
        for incident_id, state in now.items():
            for change in _changes(before.get(incident_id), state):
                if change.event == "investigation_handed_over" and _still_investigates(
                    today[incident_id], day, before[incident_id].investigators
                ):
                    continue  # two agencies investigate side by side
                yield from _row(today[incident_id], day, change)
        before = now


def _states(incidents: Iterable[Incident], today: Iterable[Incident]) -> dict[str, _State]:
    """Return what the incidents of a day tell, by the incident of today that holds the naming mention."""
    incident_of = {mention.key: one.incident_id for one in today for mention in one.mentions}
    person_of = {
        (mention.key, figure.entity): person.person_id
        for one in today
        for person in one.subjects
        for mention, figure in person.told
    }
    found: dict[str, _State] = {}
    for incident in incidents:
        state = found.setdefault(incident_of[incident.mentions[0].key], _State())
        own = {
            person.person_id: person_of.get((person.told[0][0].key, person.told[0][1].entity))
            for person in incident.subjects
        }
        for row in subject_rows(incident):
            person_id = own[row["subject_id"]]
            if person_id is not None:
                state.names[person_id] = state.names.get(person_id) or row["name"]
                state.outcomes.setdefault(person_id, row["outcome"])
        state.developments |= {
            (slot, one.value)
            for slot in DEVELOPMENT_SLOTS
            for one in incident.decisions.several(slot)
            if one.value is not None
        }
        for row in agency_rows(incident):
            if row["role"] == "used_force":
                state.users[row["agency_id"]] = row["certainty"]
            elif row["role"] == "investigating":
                state.investigators.add(row["agency_id"])
    return found


def _changes(before: _State | None, now: _State) -> Iterator[_Change]:
    """Yield what is told now and was not before; on the first day only names and what followed are news."""
    old = before or _State()
    for person_id, name in now.names.items():
        known = old.names.get(person_id)
        if name is not None and name != known:
            yield _Change("person_named", person_id, known, name, ("name", name, HELD))
    for person_id, outcome in now.outcomes.items():
        known = old.outcomes.get(person_id, outcome)
        if outcome not in {known, "unknown"}:
            yield _Change("outcome_changed", person_id, known, outcome, ("outcome", outcome, HELD))
    for slot, value in sorted(now.developments - old.developments):
        earlier = [known for name, known in old.developments if name == slot]
        yield _Change(slot, None, earlier[0] if len(earlier) == 1 else None, value, (slot, value, HELD))
    if before is None:
        return
    for agency_id, certainty in now.users.items():
        known = before.users.get(agency_id)
        if certainty == "stated" != known:
            sure = ("agency_role", "used_force", ("asserted",))
            yield _Change("agency_clarified", agency_id, known, certainty, sure)
    if before.investigators:
        (only, *others) = sorted(before.investigators)
        for agency_id in sorted(now.investigators - before.investigators):
            told = ("agency_role", "investigating", HELD)
            last = only if not others else None
            yield _Change("investigation_handed_over", agency_id, last, agency_id, told)


def _still_investigates(incident: Incident, day: Moment, agencies: set[str]) -> bool:
    """Tell whether a report of that day or later says of any of these agencies that it investigates."""
    return any(
        (entry.claim.slot, entry.claim.value) == ("agency_role", "investigating") and is_held(entry)
        and entry.entity_id in agencies
        and entry.mention.published_on is not None and entry.mention.published_on >= day
        for entry in incident.entries
    )  # fmt: skip


def _first_report(incident: Incident) -> Iterator[Row]:
    told = [
        e for e in incident.entries if e.claim.slot == "force_type" and e.mention.published_on is not None
    ]
    first = min(told, key=_first_told, default=None)
    if first is not None and first.mention.published_on is not None:
        yield _event(incident, first.mention.published_on, "first_report", first)


def _row(incident: Incident, day: object, change: _Change) -> Iterator[Row]:
    """Yield the row of a change, none where no claim of its day tells it."""
    slot, value, modalities = change.told
    if (slot, value) in _withdrawn(incident):
        return
    told = [
        entry
        for entry in incident.entries
        if entry.mention.published_on == day and entry.entity_id == change.entity_id and is_held(entry)
        and (entry.claim.slot, entry.claim.value) == (slot, value) and entry.claim.modality in modalities
    ]  # fmt: skip
    if told:
        best = min(told, key=lambda entry: (entry.mention.is_background, *_first_told(entry)))
        on = best.mention.published_on or date.max
        yield _event(incident, on, change.event, best, change.entity_id, change.old, change.new)


def _corrected(incident: Incident) -> Iterator[tuple[Decision, Correction]]:
    """Yield the decisions on what followed that corrections made."""
    for slot in DEVELOPMENT_SLOTS:
        for one in incident.decisions.by_slot.get((None, slot), ()):
            if one.correction is not None:
                yield one, one.correction


def _withdrawn(incident: Incident) -> set[tuple[str, str | None]]:
    """Return slot and value of what articles tell and corrections say did not follow."""
    return {(one.slot, one.told) for one, _ in _corrected(incident) if one.told != one.value}


def _given(incident: Incident) -> Iterator[Row]:
    """Yield what corrections alone say followed."""
    for one, correction in _corrected(incident):
        if one.value is not None:
            day, old = correction.decided_on, correction.expect
            yield _event(incident, day, one.slot, None, None, old, one.value, correction_id(correction))


def _event(
    incident: Incident, day: date, event: str, entry: Entry | None, entity_id: str | None = None,
    old: str | None = None, new: str | None = None, correction: str | None = None,
) -> Row:  # fmt: skip
    return {
        "timeline_id": content_id("evt", incident.incident_id, day, event, entity_id, new),
        "incident_id": incident.incident_id,
        "reported_on": day,
        "event": event,
        "entity_id": entity_id,
        "from_value": old,
        "to_value": new,
        "article_id": entry.mention.article_id if entry is not None else None,
        "claim_id": entry.claim_id if entry is not None else None,
        "statement_id": entry.statement_id if entry is not None else None,
        "char_start": entry.claim.start if entry is not None else None,
        "char_end": entry.claim.end if entry is not None else None,
        "correction_id": correction,
    }


def _first_told(entry: Entry) -> tuple[object, ...]:
    return (*entry.mention.rank, entry.claim.start, entry.claim_id)
