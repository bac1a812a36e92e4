"""Marts that count incidents, persons and officers by year. Figures are added up by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Rows = dict[str, list[dict[str, Any]]]
Mart = Callable[[str, Rows], list[dict[str, Any]]]


def incident(name: str, day: date | None, state: str | None, **values: Any) -> dict[str, Any]:
    return {"incident_id": name, **on(day), "state": state, "is_shooting": True, **values}


def on(day: date | None) -> dict[str, Any]:
    """The columns of a known day, or of none."""
    year = day.year if day is not None else None
    return {"occurred_on": day, "occurred_from": day, "occurred_to": day, "occurred_year": year}


def part(name: str, agency: str, role: str = "used_force", certainty: str = "stated") -> dict[str, Any]:
    return {"incident_id": name, "agency_id": agency, "role": role, "certainty": certainty}


def force(name: str, agency: str | None, kind: str = "firearm") -> dict[str, Any]:
    return {"incident_id": name, "agency_id": agency, "force_type": kind}


def subject(number: int, name: str, outcome: str, **values: Any) -> dict[str, Any]:
    return {"subject_id": f"S-{number}", "incident_id": name, "outcome": outcome, **values}


# I-1: city and county fire, the highway patrol looks into it. I-2: the city fires and uses a Taser, a report
# lays no kind to an agency. I-3: a dog, no shot. I-4: undated, of no state. I-5: only its month is known.
ROWS: Rows = {
    "agencies": [
        {"agency_id": "CITY", "name": "Springfield Police Department", "state": "MO"},
        {"agency_id": "COUNTY", "name": "Greene County Sheriff's Office", "state": "MO"},
        {"agency_id": "STATE", "name": "Missouri State Highway Patrol", "state": "MO"},
    ],
    "incidents": [
        incident("I-1", date(2024, 3, 1), "MO", is_fatal=True, officers_injured=2, officers_killed=0),
        incident("I-2", date(2024, 3, 31), "MO", is_fatal=False, officers_injured=1, officers_killed=1),
        incident("I-3", date(2024, 5, 9), "MO", is_fatal=False, is_shooting=False),
        incident("I-4", None, None, is_fatal=None),
        incident(
            "I-5",
            None,
            "KS",
            occurred_from=date(2023, 7, 3),
            occurred_to=date(2023, 7, 28),
            occurred_year=2023,
            is_fatal=True,
        ),
    ],
    "incident_agencies": [
        part("I-1", "CITY"),
        part("I-1", "COUNTY"),
        part("I-1", "STATE", "investigating"),
        part("I-2", "CITY"),
        part("I-3", "CITY"),
        part("I-3", "COUNTY", "assisting"),
        part("I-5", "COUNTY", certainty="unclear"),
    ],
    "force_uses": [
        force("I-1", "CITY"),
        force("I-1", "COUNTY"),
        force("I-2", None),
        force("I-2", None, "electronic_control_weapon"),
        force("I-3", "CITY", "canine"),
        force("I-4", None),
        force("I-5", "COUNTY"),
    ],
    "subjects": [
        subject(1, "I-1", "killed", age=17, gender="male", race="Black", armed="unarmed"),
        subject(2, "I-1", "injured", age=65, gender="male", armed="knife"),
        subject(3, "I-2", "injured", age=18, gender="female", armed="knife"),
        subject(4, "I-3", "unharmed"),
        subject(5, "I-4", "unknown", age=64),
        subject(6, "I-5", "killed", gender="male"),
        subject(7, "I-5", "unknown", gender="male"),
    ],
}


def figures(rows: list[dict[str, Any]], *without: str) -> list[tuple[Any, ...]]:
    return [tuple(value for name, value in row.items() if name not in without) for row in rows]


def test_two_agencies_firing_in_one_incident_count_once_in_the_state(mart: Mart) -> None:
    # state, year, shootings, fatal, nonfatal, unknown, killed, injured
    assert figures(mart("shootings_per_state_per_year", ROWS)) == [
        ("KS", 2023, 1, 1, 0, 0, 1, 0),
        ("MO", 2024, 2, 1, 1, 0, 1, 2),
        (None, None, 1, 0, 0, 1, 0, 0),
    ]


def test_a_month_counts_where_the_first_and_last_day_fix_it(mart: Mart) -> None:
    # month, state, shootings, fatal, nonfatal, unknown
    assert figures(mart("shootings_per_month", ROWS)) == [
        (date(2023, 7, 1), "KS", 1, 1, 0, 0),
        (date(2024, 3, 1), "MO", 2, 1, 1, 0),
        (None, None, 1, 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [(date(2023, 7, 31), date(2023, 8, 1)), (date(2022, 7, 1), date(2023, 7, 1)), (date(2023, 7, 1), None)],
)
def test_days_of_two_months_fix_none(mart: Mart, earliest: date, latest: date | None) -> None:
    rows = {"incidents": [incident("I-1", None, "MO", occurred_from=earliest, occurred_to=latest)]}
    assert [row["month"] for row in mart("shootings_per_month", rows)] == [None]


def test_each_kind_of_force_of_an_agency_with_its_outcomes(mart: Mart) -> None:
    # agency, year, kind, incidents, fatal, nonfatal, unknown, killed, injured, certain, unclear
    assert figures(mart("force_per_agency_per_year", ROWS), "agency_name", "state") == [
        ("CITY", 2024, "canine", 1, 0, 1, 0, 0, 0, 1, 0),
        ("CITY", 2024, "electronic_control_weapon", 1, 0, 1, 0, 0, 1, 0, 1),
        ("CITY", 2024, "firearm", 2, 1, 1, 0, 1, 2, 1, 1),
        ("COUNTY", 2023, "firearm", 1, 1, 0, 0, 1, 0, 0, 1),
        ("COUNTY", 2024, "firearm", 1, 1, 0, 0, 1, 1, 1, 0),
    ]


def test_shots_in_both_marts_of_agencies_are_the_same(mart: Mart) -> None:
    shared = ("agency_id", "year", "subjects_killed", "subjects_injured", "agency_certain", "agency_unclear")
    shots = [row for row in mart("force_per_agency_per_year", ROWS) if row["force_type"] == "firearm"]
    counted = [row for row in mart("shootings_per_agency_per_year", ROWS) if row["shootings"]]
    assert [[row[name] for name in shared] for row in shots] == [
        [row[name] for name in shared] for row in counted
    ]


def test_persons_of_whom_nothing_is_told_are_a_group(mart: Mart) -> None:
    rows = mart("subjects_by_age_gender_race_armed_per_year", ROWS)
    # year, age, gender, race, armed, subjects, killed, injured, unharmed, unknown, shot at, killed by shots
    assert figures(rows) == [
        (2023, "unknown", "male", "unknown", "unknown", 2, 1, 0, 0, 1, 2, 1),
        (2024, "18_to_24", "female", "unknown", "knife", 1, 0, 1, 0, 0, 1, 0),
        (2024, "65_and_over", "male", "unknown", "knife", 1, 0, 1, 0, 0, 1, 0),
        (2024, "under_18", "male", "Black", "unarmed", 1, 1, 0, 0, 0, 1, 1),
        (2024, "unknown", "unknown", "unknown", "unknown", 1, 0, 0, 1, 0, 0, 0),
        (None, "55_to_64", "unknown", "unknown", "unknown", 1, 0, 0, 0, 1, 1, 0),
    ]


def test_harmed_officers_are_an_agencys_only_where_it_was_alone(mart: Mart) -> None:
    # agency, year, incidents, with harm, not told, injured, killed, injured unclear, killed unclear
    assert figures(mart("officers_harmed_per_agency_per_year", ROWS), "agency_name", "state") == [
        ("CITY", 2024, 3, 2, 1, 1, 1, 2, 0),
        ("COUNTY", 2023, 1, 0, 1, 0, 0, 0, 0),
        ("COUNTY", 2024, 1, 1, 0, 0, 0, 2, 0),
    ]


def test_an_agency_that_only_helped_may_be_that_of_the_harmed_officer(mart: Mart) -> None:
    rows = ROWS | {"incidents": [incident("I-3", date(2024, 5, 9), "MO", officers_injured=1)]}
    assert figures(mart("officers_harmed_per_agency_per_year", rows), "agency_name", "state") == [
        ("CITY", 2024, 1, 1, 0, 0, 0, 1, 0)
    ]
