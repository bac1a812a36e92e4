from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Mart = Callable[[str, dict[str, list[dict[str, Any]]]], list[dict[str, Any]]]


def part(name: str, agency: str, role: str, certainty: str = "stated") -> dict[str, Any]:
    return {"incident_id": name, "agency_id": agency, "role": role, "certainty": certainty}


ROWS: dict[str, list[dict[str, Any]]] = {
    "agencies": [
        {"agency_id": "CITY", "name": "Springfield Police Department", "state": "MO"},
        {"agency_id": "STATE", "name": "Missouri State Highway Patrol", "state": "MO"},
        {"agency_id": "DA", "name": "Greene County Prosecuting Attorney", "state": "MO"},
    ],
    "incidents": [
        {"incident_id": "I-1", "occurred_on": date(2024, 1, 5), "is_shooting": True, "is_fatal": True},
        {"incident_id": "I-2", "occurred_on": date(2023, 2, 7), "is_shooting": True, "is_fatal": None},
        {"incident_id": "I-3", "occurred_on": None, "is_shooting": False, "is_fatal": False},
        {"incident_id": "I-4", "occurred_on": None, "is_shooting": True, "is_fatal": True},
    ],
    "incident_agencies": [
        # I-1: investigated by two bodies, by the agency itself too
        part("I-1", "CITY", "used_force"),
        part("I-1", "CITY", "investigating"),
        part("I-1", "STATE", "investigating"),
        # I-2: by another body; who used the force is unclear
        part("I-2", "CITY", "used_force", "unclear"),
        part("I-2", "STATE", "investigating"),
        # I-3: nobody is told to investigate; a prosecutor's part is none
        part("I-3", "CITY", "used_force"),
        part("I-3", "DA", "prosecuting"),
        # I-4: nobody is told to have used force
        part("I-4", "STATE", "investigating"),
    ],
}


def test_own_outside_and_unreported_investigations(mart: Mart) -> None:
    columns = ("agency_id", "investigator_id", "relation", "incidents", "incidents_certain", "shootings")
    columns += ("fatal_incidents", "first_on", "last_on")
    rows = [tuple(row[column] for column in columns) for row in mart("investigations", ROWS)]
    assert rows == [
        ("CITY", "CITY", "own", 1, 1, 1, 1, date(2024, 1, 5), date(2024, 1, 5)),
        ("CITY", "STATE", "outside", 2, 1, 2, 1, date(2023, 2, 7), date(2024, 1, 5)),
        ("CITY", None, "not_reported", 1, 1, 0, 0, None, None),
    ]


def test_both_bodies_are_named(mart: Mart) -> None:
    outside = mart("investigations", ROWS)[1]
    assert (outside["agency_name"], outside["agency_state"]) == ("Springfield Police Department", "MO")
    assert outside["investigator_name"] == "Missouri State Highway Patrol"
    assert outside["investigator_state"] == "MO"


def test_an_incident_counts_once_as_outside_own_or_not_known(mart: Mart) -> None:
    more = [
        part("I-5", "CITY", "used_force"),
        part("I-5", "CITY", "investigating"),
        part("I-6", "CITY", "used_force"),
        part("I-6", "DA", "investigating"),
        part("I-7", "STATE", "used_force"),
    ]
    types = {"CITY": "municipal_police", "STATE": "state_police", "DA": "prosecutor"}
    agencies = [row | {"agency_type": types[row["agency_id"]]} for row in ROWS["agencies"]]
    rows = ROWS | {"agencies": agencies, "incident_agencies": ROWS["incident_agencies"] + more}
    columns = ("agency_id", "incidents", "investigated_by_others", "investigated_by_other_police")
    columns += ("investigated_by_both", "investigated_by_itself_alone", "not_reported", "outside_share")
    found = mart("outside_investigations_per_agency", rows)
    assert [tuple(row[name] for name in columns) for row in found] == [
        ("CITY", 5, 3, 2, 1, 1, 1, 0.75),
        ("STATE", 1, 0, 0, 0, 0, 1, None),  # nobody is told to investigate: not known, and not its own
    ]
