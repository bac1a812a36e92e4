"""One incident: the values of its row and of the rows that hang on it, resolved from its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from transforms.incidents.amend import ByIncident, added_by, aimed_at
from transforms.incidents.decisions import (
    Decisions,
    decisions_of,
    first_report,
    is_withdrawn,
    with_spans,
)
from transforms.incidents.identity import content_id
from transforms.incidents.ledger import Entry, entries_of
from transforms.incidents.location import location_of
from transforms.incidents.mentions import Mention
from transforms.incidents.persons import Person, harmed_of, subjects_of
from transforms.incidents.revisions import with_history
from transforms.records import Statement

Row = dict[str, Any]
_CERTAINTY = {"settled": "stated", "corrected": "stated", "unclear": "unclear", "disputed": "disputed"}
_PRECISIONS = ("week", "month", "year")


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with its mentions (the naming one first), persons, claims and what they decide."""

    incident_id: str
    mentions: tuple[Mention, ...]
    subjects: tuple[Person, ...]
    harmed: tuple[Person, ...]
    entries: tuple[Entry, ...]
    days: Row  # when it happened, as the row has it
    decisions: Decisions


def incident_of(
    group: list[Mention], statements: Mapping[str, tuple[Statement, ...]], next_version: Mapping[str, str],
    corrections: ByIncident = MappingProxyType({}),
) -> Incident:  # fmt: skip
    """Return the incident that a group of mentions is; corrections of others do not matter."""
    ordered = tuple(sorted(group, key=lambda mention: (mention.is_background, mention.rank)))
    aimed = aimed_at(ordered, corrections)
    subjects = subjects_of(ordered)
    subjects += added_by(aimed, subjects)
    harmed = harmed_of(ordered, subjects)
    entries = with_history(entries_of(ordered, [*subjects, *harmed], statements), next_version)
    decisions = decisions_of(ordered, entries, subjects, harmed, aimed)
    days = _dates(ordered, decisions, first_report(ordered))
    return Incident(
        content_id("inc", *ordered[0].key), ordered, _there(subjects, decisions), _there(harmed, decisions),
        tuple(entries), days, with_spans(decisions, entries, days),
    )  # fmt: skip


def _there(persons: Iterable[Person], decisions: Decisions) -> tuple[Person, ...]:
    return tuple(one for one in persons if not is_withdrawn(decisions.by_slot, one.person_id))


def incident_row(incident: Incident) -> Row:
    """Return the row of `incidents`."""
    published = sorted(m.published_on for m in incident.mentions if m.published_on is not None)
    value = partial(incident.decisions.value, None)
    outcomes = {row["outcome"] for row in subject_rows(incident)}
    return {
        "incident_id": incident.incident_id,
        **incident.days,
        **location_of(incident.decisions),
        "is_shooting": any(row["force_type"] == "firearm" for row in force_rows(incident)),
        "is_fatal": _is_fatal(outcomes),
        "officers_injured": _number(value("officers_injured")),
        "officers_killed": _number(value("officers_killed")),
        "contact_reason": value("contact_reason") or "unknown",
        "fled": _truth(value("fled")),
        "body_camera": _truth(value("body_camera")),
        "first_reported_on": published[0] if published else None,
        "last_reported_on": published[-1] if published else None,
        "article_count": len({mention.article_id for mention in incident.mentions}),
        "source_count": len({mention.source for mention in incident.mentions}),
    }


def article_rows(incident: Incident) -> list[Row]:
    """Return the rows of `incident_articles`."""
    return [
        {"incident_id": incident.incident_id, "article_id": m.article_id, "is_background": m.is_background}
        for m in incident.mentions
    ]


def agency_rows(incident: Incident) -> list[Row]:
    """Return the rows of `incident_agencies`; a part that is only denied is none."""
    return [
        {"incident_id": incident.incident_id, "agency_id": one.entity_id, "role": one.value,
         "certainty": _CERTAINTY[one.status]}
        for one in incident.decisions.several("agency_role")
    ]  # fmt: skip


def force_rows(incident: Incident) -> list[Row]:
    """Return the rows of `force_uses`: agency and subject only where there is one."""
    users = [row["agency_id"] for row in agency_rows(incident) if row["role"] == "used_force"]
    persons = [subject.person_id for subject in incident.subjects]
    return [
        {
            "incident_id": incident.incident_id,
            "force_type": one.value,
            "agency_id": users[0] if len(users) == 1 else None,
            "subject_id": persons[0] if len(persons) == 1 else None,
        }
        for one in incident.decisions.several("force_type")
    ]


def subject_rows(incident: Incident) -> list[Row]:
    """Return the rows of `subjects`."""
    rows = []
    for subject in incident.subjects:
        value = partial(incident.decisions.value, subject.person_id)
        rows.append(
            {
                "subject_id": subject.person_id,
                "incident_id": incident.incident_id,
                "name": value("name"),
                "age": _number(value("age")),
                "gender": value("gender"),
                "race": value("race"),
                "outcome": value("outcome") or "unknown",
                "armed": value("armed") or "unknown",
                "armed_basis": value("armed_basis") or "unknown",
            }
        )
    return rows


def harmed_rows(incident: Incident) -> list[Row]:
    """Return the rows of `others_harmed`."""
    rows = []
    for person in incident.harmed:
        value = partial(incident.decisions.value, person.person_id)
        rows.append(
            {
                "person_id": person.person_id,
                "incident_id": incident.incident_id,
                "name": value("name"),
                "age": _number(value("age")),
                "outcome": value("outcome") or "unknown",
                "harmed_by": value("harmed_by") or "unknown",
            }
        )
    return rows


def _dates(mentions: tuple[Mention, ...], decisions: Decisions, first_report: date | None) -> Row:
    """The day; else the narrowest span told, cut at the first report; else the limits told."""
    last = first_report.isoformat() if first_report is not None else "9999"
    day = decisions.value(None, "occurred_on")
    if day is not None:
        on = date.fromisoformat(day)
        chosen = decisions.by_slot[None, "occurred_on"][0].chosen
        basis = chosen.mention.value("date_basis") if chosen is not None else None
        return _when(on, on, on, "day", basis)
    spans = [
        (m.is_background, _PRECISIONS.index(m.precision), *m.days, m.value("date_basis") or "")
        for m in mentions
        if m.days is not None and m.precision in _PRECISIONS and m.days[0].isoformat() <= last
    ]
    if spans:
        _, precision, start, end, basis = min(spans)
        end = min(end, first_report) if first_report is not None else end
        return _when(None, start, end, _PRECISIONS[precision], basis or None)
    return _limits(mentions, first_report)


def _limits(mentions: tuple[Mention, ...], first_report: date | None) -> Row:
    """The latest first day and the earliest last day that any report tells; none where they disagree."""
    told = [(m, m.value("date_basis")) for m in mentions if m.days is None]
    starts = [(start, basis or "") for m, basis in told if (start := m.value("occurred_from")) is not None]
    ends = [(end, basis or "") for m, basis in told if (end := m.value("occurred_to")) is not None]
    start, start_basis = max(starts, default=(None, ""))
    end, end_basis = min(ends, default=(None, ""))
    if first_report is not None and (end is None or end >= first_report.isoformat()):
        end, end_basis = first_report.isoformat(), ""
    if start is not None and end is not None and start > end:
        return _when(None, None, first_report, "unknown", None)
    first, last = (date.fromisoformat(day) if day is not None else None for day in (start, end))
    return _when(None, first, last, "unknown", start_basis or end_basis or None)


def _when(on: date | None, start: date | None, end: date | None, precision: str, basis: str | None) -> Row:
    return {
        "occurred_on": on,
        "occurred_from": start,
        "occurred_to": end,
        "occurred_year": start.year
        if start is not None and end is not None and start.year == end.year
        else None,
        "date_precision": precision,
        "date_basis": basis,
    }


def _is_fatal(outcomes: set[str]) -> bool | None:
    if "killed" in outcomes:
        return True
    return False if outcomes and "unknown" not in outcomes else None


def _number(value: str | None) -> int | None:
    return int(value) if value is not None else None


def _truth(value: str | None) -> bool | None:
    return {"true": True, "false": False}[value] if value is not None else None
