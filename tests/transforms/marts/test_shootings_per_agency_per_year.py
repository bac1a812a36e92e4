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
    """Return (agency, year, shootings, certain, unclear) of each row that counts any."""

    def rows(**given: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        found = mart(NAME, {"agencies": AGENCIES, **given})
        columns = ("agency_id", "year", "shootings", "agency_certain", "agency_unclear")
        return [tuple(row[column] for column in columns) for row in found if row["shootings"]]

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
            "observed": True,
            "sources": 0,
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


def article(name: str, day: date | None, source: str | None = None, **values: Any) -> dict[str, Any]:
    return {
        "article_id": name,
        "source_article_id": source or name,
        "published_on": day,
        "is_relevant": True,
        **values,
    }


def names(article_id: str, agency: str, role: str, day: date | None) -> dict[str, Any]:
    """A claim of an article that gives an agency a part."""
    return {
        "claim_id": f"{article_id} {agency} {role}",
        "article_id": article_id,
        "reported_on": day,
        "slot": "agency_role",
        "entity_id": agency,
        "value": role,
    }


# The city shot in 2021, as a paper of 2023 told. In 2022 a wire report and its copy told of its dog, with the
# county helping and the state looking into it; another article has no day.
PANEL = {
    "agencies": [
        *AGENCIES,
        {"agency_id": "DA", "name": "Greene County Prosecutor's Office", "agency_type": "prosecutor"},
    ],
    "articles": [
        article("A-1", date(2023, 1, 4)),
        article("A-2", date(2022, 6, 2)),
        article("A-3", date(2022, 6, 3), source="A-2"),
        article("A-4", None),
        article("A-5", date(2025, 2, 1), is_relevant=False),
    ],
    "incidents": [
        incident("I-1", date(2021, 12, 30), is_fatal=True),
        incident("I-2", date(2022, 6, 1), is_shooting=False),
    ],
    "incident_agencies": [
        part("I-1", "CITY"),
        part("I-1", "STATE", "investigating"),
        part("I-2", "CITY"),
        part("I-2", "COUNTY", "assisting"),
        part("I-2", "DA", "other"),
    ],
    "force_uses": [force("I-1", "CITY"), force("I-2", "CITY", "canine")],
    "claims": [
        names("A-1", "CITY", "used_force", date(2023, 1, 4)),
        names("A-1", "COUNTY", "investigating", date(2023, 1, 4)),
        names("A-2", "CITY", "used_force", date(2022, 6, 2)),
        names("A-3", "CITY", "used_force", date(2022, 6, 3)),
        names("A-2", "COUNTY", "assisting", date(2022, 6, 2)),
        names("A-4", "COUNTY", "used_force", None),
    ],
}


def test_a_year_without_a_shooting_tells_whether_anybody_looked(mart: Mart) -> None:
    columns = ("agency_id", "year", "shootings", "observed", "sources")
    assert [tuple(row[column] for column in columns) for row in mart(NAME, PANEL)] == [
        ("CITY", 2021, 1, True, 0),  # told two years later
        ("CITY", 2022, 0, True, 1),  # a copy is no second source
        ("CITY", 2023, 0, True, 1),
        ("COUNTY", 2021, 0, False, 0),
        ("COUNTY", 2022, 0, True, 1),
        ("COUNTY", 2023, 0, False, 0),  # named, but only as who looks into it
    ]


def test_a_row_without_a_year_stands_only_where_something_is_counted(mart: Mart) -> None:
    rows = PANEL | {"incidents": [incident("I-1", None), incident("I-2", date(2022, 6, 1))]}
    found = [(row["agency_id"], row["year"], row["shootings"], row["observed"]) for row in mart(NAME, rows)]
    assert found == [
        ("CITY", 2022, 0, True),
        ("CITY", 2023, 0, True),
        ("CITY", None, 1, True),
        ("COUNTY", 2022, 0, True),
        ("COUNTY", 2023, 0, False),
    ]
