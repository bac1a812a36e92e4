"""One incident: the values of its row and of the rows that hang on it, resolved from its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from transforms.incidents.identity import content_id
from transforms.incidents.ledger import Entry, entries_of
from transforms.incidents.mentions import Mention
from transforms.incidents.persons import Person, harmed_of, subjects_of
from transforms.incidents.resolve import choose, is_held
from transforms.records import Statement
from transforms.reference.gazetteer import Gazetteer

Row = dict[str, Any]
_PRECISIONS = ("week", "month", "year")


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with its mentions (the naming one first), persons and claims."""

    incident_id: str
    mentions: tuple[Mention, ...]
    subjects: tuple[Person, ...]
    harmed: tuple[Person, ...]
    entries: tuple[Entry, ...]


def incident_of(
    group: list[Mention], statements: Mapping[str, tuple[Statement, ...]], next_version: Mapping[str, str]
) -> Incident:
    """Return the incident that a group of mentions is."""
    ordered = tuple(sorted(group, key=lambda mention: (mention.is_background, mention.rank)))
    subjects = subjects_of(ordered)
    harmed = harmed_of(ordered, subjects)
    entries = entries_of(ordered, [*subjects, *harmed], statements, next_version)
    return Incident(
        content_id("inc", *ordered[0].key), ordered, tuple(subjects), tuple(harmed), tuple(entries)
    )


def incident_row(incident: Incident) -> Row:
    """Return the row of `incidents`."""
    own = [entry for entry in incident.entries if entry.entity_id is None]
    published = sorted(m.published_on for m in incident.mentions if m.published_on is not None)
    first = published[0] if published else None
    outcomes = {row["outcome"] for row in subject_rows(incident)}
    return {
        "incident_id": incident.incident_id,
        **_dates(incident, own, first),
        **_location(own),
        "is_shooting": any(row["force_type"] == "firearm" for row in force_rows(incident)),
        "is_fatal": _is_fatal(outcomes),
        "officers_injured": _number(choose("officers_injured", own)),
        "officers_killed": _number(choose("officers_killed", own)),
        "contact_reason": _value(choose("contact_reason", own)) or "unknown",
        "fled": _truth(choose("fled", own)),
        "body_camera": _truth(choose("body_camera", own)),
        "first_reported_on": first,
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
    """Return the rows of `incident_agencies`; a part that is only denied is none.

    Certainty: `disputed` where a source denies the part, or where another source tells who used the
    force and gives this agency another part; `unclear` where nobody asserts it; else `stated`.
    """
    parts: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in incident.entries:
        if entry.claim.slot == "agency_role" and entry.superseded_by is None:
            parts[entry.entity_id or "", entry.claim.value].append(entry)
    return [
        {"incident_id": incident.incident_id, "agency_id": agency_id, "role": role,
         "certainty": _certainty(incident, agency_id, role, entries)}
        for (agency_id, role), entries in sorted(parts.items())
        if any(entry.claim.modality != "denied" for entry in entries)
    ]  # fmt: skip


def force_rows(incident: Incident) -> list[Row]:
    """Return the rows of `force_uses`: agency and subject only where there is one; `other` only alone."""
    types = {
        entry.claim.value for entry in incident.entries if entry.claim.slot == "force_type" and is_held(entry)
    }
    users = [row["agency_id"] for row in agency_rows(incident) if row["role"] == "used_force"]
    persons = [subject.person_id for subject in incident.subjects]
    return [
        {
            "incident_id": incident.incident_id,
            "force_type": force_type,
            "agency_id": users[0] if len(users) == 1 else None,
            "subject_id": persons[0] if len(persons) == 1 else None,
        }
        for force_type in sorted(types - {"other"} or types)
    ]


def subject_rows(incident: Incident) -> list[Row]:
    """Return the rows of `subjects`."""
    rows = []
    for subject in incident.subjects:
        own = [entry for entry in incident.entries if entry.entity_id == subject.person_id]
        armed = _value(choose("armed", own)) or "unknown"
        rows.append(
            {
                "subject_id": subject.person_id,
                "incident_id": incident.incident_id,
                "name": _value(choose("name", own)),
                "age": _number(choose("age", own)),
                "gender": _value(choose("gender", own)),
                "race": _value(choose("race", own)),
                "outcome": _value(choose("outcome", own)) or "unknown",
                "armed": armed,
                "armed_basis": _basis(own, armed),
            }
        )
    return rows


def harmed_rows(incident: Incident) -> list[Row]:
    """Return the rows of `others_harmed`."""
    rows = []
    for person in incident.harmed:
        own = [entry for entry in incident.entries if entry.entity_id == person.person_id]
        rows.append(
            {
                "person_id": person.person_id,
                "incident_id": incident.incident_id,
                "name": _value(choose("name", own)),
                "age": _number(choose("age", own)),
                "outcome": _value(choose("outcome", own)) or "unknown",
                "harmed_by": _value(choose("harmed_by", own)) or "unknown",
            }
        )
    return rows


def _dates(incident: Incident, own: list[Entry], first_report: date | None) -> Row:
    """The day; else the narrowest span told, cut at the first report; else only that it lies before that."""
    last = first_report.isoformat() if first_report is not None else "9999"
    day = choose("occurred_on", [entry for entry in own if entry.claim.value <= last])
    if day is not None:
        on = date.fromisoformat(day.claim.value)
        return {"occurred_on": on, "occurred_from": on, "occurred_to": on, "date_precision": "day"}
    spans = [
        (m.is_background, _PRECISIONS.index(m.precision), *m.days)
        for m in incident.mentions
        if m.days is not None and m.precision in _PRECISIONS and m.days[0].isoformat() <= last
    ]
    if spans:
        _, precision, start, end = min(spans)
        end = min(end, first_report) if first_report is not None else end
        return {"occurred_on": None, "occurred_from": start, "occurred_to": end,
                "date_precision": _PRECISIONS[precision]}  # fmt: skip
    return {
        "occurred_on": None,
        "occurred_from": None,
        "occurred_to": first_report,
        "date_precision": "unknown",
    }


def _location(own: list[Entry]) -> Row:
    """Where it happened: city and county of the resolved state, as far as the gazetteer has them there."""
    gazetteer = Gazetteer.load()
    state = _value(choose("state", own))
    fitting = [entry for entry in own if entry.mention.state in {None, state}]
    city, county = choose("city", fitting), choose("county", fitting)
    town = gazetteer.place(city.claim.value, state) if city is not None and state is not None else None
    shire = gazetteer.county(county.claim.value, state) if county is not None and state is not None else None
    point = town if town is not None and town.latitude is not None else shire
    precision = "city" if point is town else "county"
    if point is None:
        precision = "state" if state is not None else "unknown"
    return {
        "city": _value(city) if town is not None else None,
        "county": _value(county) if shire is not None else None,
        "state": state,
        "place": _value(choose("place", own)),
        "latitude": point.latitude if point is not None else None,
        "longitude": point.longitude if point is not None else None,
        "place_precision": precision,
    }


def _certainty(incident: Incident, agency_id: str, role: str, entries: list[Entry]) -> str:
    modalities = {entry.claim.modality for entry in entries}
    if "denied" in modalities:
        return "disputed"
    if "asserted" not in modalities:
        return "unclear"
    if role == "used_force" and any(_contradicts(mention, agency_id) for mention in incident.mentions):
        return "disputed"
    return "stated"


def _contradicts(mention: Mention, agency_id: str) -> bool:
    return (
        not mention.is_background
        and bool(mention.force_agencies)
        and agency_id in mention.agency_ids
        and agency_id not in mention.force_agencies
    )


def _basis(own: list[Entry], armed: str) -> str:
    """What the weapon rests on, by those who report that weapon."""
    if armed == "unknown":
        return "unknown"
    told = [e for e in own if e.claim.slot == "armed" and e.claim.value == armed and is_held(e)]
    tellers = {entry.mention.key for entry in told}
    return _value(choose("armed_basis", [e for e in own if e.mention.key in tellers])) or "unknown"


def _is_fatal(outcomes: set[str]) -> bool | None:
    if "killed" in outcomes:
        return True
    return False if outcomes and "unknown" not in outcomes else None


def _value(entry: Entry | None) -> str | None:
    return entry.claim.value if entry is not None else None


def _number(entry: Entry | None) -> int | None:
    return int(entry.claim.value) if entry is not None else None


def _truth(entry: Entry | None) -> bool | None:
    return {"true": True, "false": False}[entry.claim.value] if entry is not None else None
