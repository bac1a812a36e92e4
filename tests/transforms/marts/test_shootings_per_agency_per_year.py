"""Who is counted, in which year, and how certainly. Figures are added up by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Mart = Callable[[str, dict[str, list[dict[str, Any]]]], list[dict[str, Any]]]
NAME = "shootings_per_agency_per_year"
AGENCIES = [
    {"agency_id": "CITY", "name": "Springfield Police Department", "state": "MO"},
    {"agency_id": "COUNTY", "name": "Greene County Sheriff's Office", "state": "MO"},
    {"agency_id": "STATE", "name": "Missouri State Highway Patrol", "state": "MO"},
]


def incident(name: str, day: date | None = date(2024, 3, 1), **values: Any) -> dict[str, Any]:
    year = day.year if day is not None else None
    return {"incident_id": name, "occurred_on": day, "occurred_year": year, "is_shooting": True, **values}


def part(name: str, agency: str, role: str = "used_force", certainty: str = "stated") -> dict[str, Any]:
    return {"incident_id": name, "agency_id": agency, "role": role, "certainty": certainty}


def force(name: str, agency: str | None, kind: str = "firearm") -> dict[str, Any]:
    return {"incident_id": name, "agency_id": agency, "force_type": kind}


def subject(number: int, name: str, outcome: str) -> dict[str, Any]:
    return {"subject_id": f"S-{number}", "incident_id": name, "outcome": outcome}


@pytest.fixture
def count(mart: Mart) -> Callable[..., list[tuple[Any, ...]]]:
    """Return (agency, year, shootings, certain, unclear) of each row."""

    def rows(**given: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        found = mart(NAME, {"agencies": AGENCIES, **given})
        columns = ("agency_id", "year", "shootings", "agency_certain", "agency_unclear")
        return [tuple(row[column] for column in columns) for row in found]

    return rows


def test_every_column_of_a_year_with_three_shootings(mart: Mart) -> None:
    rows = mart(
        NAME,
        {
            "agencies": AGENCIES,
            "incidents": [
                incident("I-1", is_fatal=True),
                incident("I-2", is_fatal=False),
                incident("I-3", is_fatal=None),
            ],
            "incident_agencies": [
                part("I-1", "CITY"),
                part("I-2", "CITY"),
                part("I-3", "CITY", certainty="unclear"),
            ],
            "force_uses": [force("I-1", "CITY"), force("I-2", "CITY"), force("I-3", "CITY")],
            "subjects": [
                subject(1, "I-1", "killed"),
                subject(2, "I-1", "killed"),
                subject(3, "I-1", "injured"),
                subject(4, "I-2", "injured"),
                subject(5, "I-2", "unharmed"),
                subject(6, "I-3", "unknown"),
            ],
        },
    )
    assert rows == [
        {
            "agency_id": "CITY",
            "agency_name": "Springfield Police Department",
            "state": "MO",
            "year": 2024,
            "shootings": 3,
            "fatal_shootings": 1,
            "nonfatal_shootings": 1,
            "outcome_unknown": 1,
            "subjects_killed": 2,
            "subjects_injured": 2,
            "agency_certain": 2,
            "agency_unclear": 1,
        }
    ]


def test_an_agency_that_only_investigates_does_not_count(count: Callable[..., Any]) -> None:
    parts = [part("I-1", "CITY"), part("I-1", "CITY", "investigating"), part("I-1", "STATE", "investigating")]
    rows = count(incidents=[incident("I-1")], incident_agencies=parts, force_uses=[force("I-1", "CITY")])
    assert rows == [("CITY", 2024, 1, 1, 0)]


def test_two_shooting_agencies_count_once_each(count: Callable[..., Any]) -> None:
    parts = [part("I-1", "CITY"), part("I-1", "COUNTY")]
    shots = [force("I-1", "CITY"), force("I-1", "COUNTY")]
    rows = count(incidents=[incident("I-1")], incident_agencies=parts, force_uses=shots)
    assert rows == [("CITY", 2024, 1, 1, 0), ("COUNTY", 2024, 1, 1, 0)]


def test_an_agency_that_used_other_force_than_the_shots_does_not_count(count: Callable[..., Any]) -> None:
    parts = [part("I-1", "CITY"), part("I-1", "COUNTY")]
    shots = [force("I-1", "CITY"), force("I-1", "COUNTY", "electronic_control_weapon")]
    rows = count(incidents=[incident("I-1")], incident_agencies=parts, force_uses=shots)
    assert rows == [("CITY", 2024, 1, 1, 0)]


def test_shots_that_no_report_lays_to_an_agency_are_unclear_where_other_force_was_used_too(
    count: Callable[..., Any],
) -> None:
    parts = [part("I-1", "CITY"), part("I-1", "COUNTY")]
    shots = [force("I-1", None), force("I-1", None, "canine")]
    rows = count(incidents=[incident("I-1")], incident_agencies=parts, force_uses=shots)
    assert rows == [("CITY", 2024, 1, 0, 1), ("COUNTY", 2024, 1, 0, 1)]


def test_where_only_firearms_were_used_whoever_used_force_fired(count: Callable[..., Any]) -> None:
    parts = [part("I-1", "CITY"), part("I-1", "COUNTY", certainty="disputed")]
    rows = count(incidents=[incident("I-1")], incident_agencies=parts, force_uses=[force("I-1", None)])
    assert rows == [("CITY", 2024, 1, 1, 0), ("COUNTY", 2024, 1, 0, 1)]


def test_one_incident_with_several_shots_counts_once(count: Callable[..., Any]) -> None:
    shots = [force("I-1", "CITY") | {"subject_id": name} for name in ("S-1", "S-2")]
    people = [subject(1, "I-1", "killed"), subject(2, "I-1", "killed")]
    rows = count(
        incidents=[incident("I-1")],
        incident_agencies=[part("I-1", "CITY")],
        force_uses=shots,
        subjects=people,
    )
    assert rows == [("CITY", 2024, 1, 1, 0)]


def test_force_without_shots_is_not_counted(count: Callable[..., Any]) -> None:
    uses = [force("I-1", "CITY", "baton")]
    rows = count(
        incidents=[incident("I-1", is_shooting=False)],
        incident_agencies=[part("I-1", "CITY")],
        force_uses=uses,
    )
    assert rows == []


def test_years_stand_apart_and_the_unknown_year_comes_last(count: Callable[..., Any]) -> None:
    days = {"I-1": date(2024, 1, 1), "I-2": date(2022, 1, 1), "I-3": None, "I-4": date(2024, 7, 1)}
    rows = count(
        incidents=[incident(name, day) for name, day in days.items()],
        incident_agencies=[part(name, "CITY") for name in days],
        force_uses=[force(name, "CITY") for name in days],
    )
    assert rows == [("CITY", 2022, 1, 1, 0), ("CITY", 2024, 2, 2, 0), ("CITY", None, 1, 1, 0)]
