from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Mart = Callable[[str, dict[str, list[dict[str, Any]]]], list[dict[str, Any]]]
NAME = "incident_list"


def test_a_line_that_a_person_can_read(mart: Mart) -> None:
    incident = {"incident_id": "I-1", "occurred_on": date(2024, 5, 6), "is_shooting": True, "is_fatal": True}
    incident |= {"place": "Fifth and Main", "city": "Springfield", "county": "Greene County", "state": "MO"}
    (row,) = mart(
        NAME,
        {
            "incidents": [incident | {"article_count": 3, "source_count": 2}],
            "agencies": [
                {"agency_id": "CITY", "name": "Springfield Police Department", "state": "MO"},
                {"agency_id": "COUNTY", "name": "Greene County Sheriff's Office", "state": "MO"},
                {"agency_id": "TEAM", "name": "Region 5 Response Team", "state": None},
            ],
            "incident_agencies": [
                {"incident_id": "I-1", "agency_id": "CITY", "role": "used_force"},
                {"incident_id": "I-1", "agency_id": "COUNTY", "role": "used_force"},
                {"incident_id": "I-1", "agency_id": "TEAM", "role": "investigating"},
                {"incident_id": "I-1", "agency_id": "COUNTY", "role": "assisting"},
            ],
            "force_uses": [
                {"incident_id": "I-1", "force_type": "firearm", "agency_id": "COUNTY"},
                {"incident_id": "I-1", "force_type": "firearm", "agency_id": "CITY"},
                {"incident_id": "I-1", "force_type": "canine", "agency_id": "CITY"},
            ],
            "subjects": [
                {
                    "subject_id": "S-1",
                    "incident_id": "I-1",
                    "name": "Pat Example",
                    "age": 34,
                    "outcome": "killed",
                    "armed": "knife",
                    "armed_basis": "alleged",
                },
                {"subject_id": "S-2", "incident_id": "I-1"},
                {
                    "subject_id": "S-3",
                    "incident_id": "I-1",
                    "name": "Lee Example",
                    "outcome": "unharmed",
                    "armed": "unarmed",
                    "armed_basis": "unknown",
                },
            ],
            "incident_articles": [
                {"incident_id": "I-1", "article_id": name} for name in ("A-1", "A-2", "A-3")
            ],
            "articles": [
                {"article_id": "A-1", "published_on": None, "source_uri": "undated.txt"},
                {
                    "article_id": "A-2",
                    "published_on": date(2024, 5, 7),
                    "source_uri": "first.txt",
                    "outlet": "Gazette",
                },
                {
                    "article_id": "A-3",
                    "published_on": date(2024, 5, 6),
                    "source_uri": "copy.txt",
                    "copy_of": "A-2",
                },
            ],
        },
    )
    assert row == {
        "incident_id": "I-1",
        "occurred_on": date(2024, 5, 6),
        "date_text": "2024-05-06",
        "location": "Fifth and Main, Springfield, MO",
        "state": "MO",
        "force_types": "canine, firearm",
        "is_shooting": True,
        "is_fatal": True,
        "agencies_force": "Greene County Sheriff's Office, MO; Springfield Police Department, MO",
        "agencies_investigating": "Region 5 Response Team",
        "subject_count": 3,
        "subjects": (
            "Lee Example, unharmed, unarmed; Pat Example, 34, killed, armed: knife (alleged); "
            "not named, outcome unknown, unknown whether armed"
        ),
        "contact_reason": "unknown",
        "body_camera": None,
        "article_count": 3,
        "source_count": 2,
        "first_reported_on": None,
        "first_outlet": "Gazette",
        "first_source_uri": "first.txt",
    }


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        (date(2024, 5, 1), date(2024, 5, 6), "2024-05-01 to 2024-05-06"),
        (date(2024, 5, 1), None, "from 2024-05-01"),
        (None, date(2024, 5, 6), "by 2024-05-06"),
        (None, None, "date unknown"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(
    mart: Mart, earliest: date | None, latest: date | None, text: str
) -> None:
    incident = {"incident_id": "I-1", "occurred_from": earliest, "occurred_to": latest}
    (row,) = mart(NAME, {"incidents": [incident]})
    assert (row["occurred_on"], row["date_text"]) == (None, text)


def test_an_incident_of_which_nothing_is_told_has_its_line(mart: Mart) -> None:
    (row,) = mart(NAME, {"incidents": [{"incident_id": "I-1"}]})
    empty = (
        "location",
        "force_types",
        "agencies_force",
        "agencies_investigating",
        "subjects",
        "first_source_uri",
    )
    assert [row[column] for column in empty] == [None] * len(empty)
    assert row["subject_count"] == 0


def test_a_county_stands_for_a_city_that_is_not_told(mart: Mart) -> None:
    (row,) = mart(NAME, {"incidents": [{"incident_id": "I-1", "county": "Greene County", "state": "MO"}]})
    assert row["location"] == "Greene County, MO"
