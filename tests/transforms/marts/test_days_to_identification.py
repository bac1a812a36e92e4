from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Mart = Callable[[str, dict[str, list[dict[str, Any]]]], list[dict[str, Any]]]


def claim(number: int, day: int | None, **values: Any) -> dict[str, Any]:
    row = {"claim_id": f"C-{number}", "entity_id": "S-1", "slot": "name", "value": "Dale Orrin"}
    row |= {"standing": "agrees", "reported_on": None if day is None else date(2024, 5, day)}
    return row | {"article_id": f"A-{number}", "modality": "asserted"} | values


@pytest.fixture
def named(mart: Mart) -> Callable[..., tuple[Any, ...]]:
    """Return status, day, days after the incident and the first report, and claim, of one person."""

    def read(*claims: dict[str, Any], name: str | None = "Dale Orrin", on: Any = date(2024, 5, 1)) -> Any:
        first = date(2024, 5, 2)
        incident = {"incident_id": "I-1", "occurred_on": on, "first_reported_on": first, "state": "MO"}
        (row,) = mart(
            "days_to_identification",
            {
                "incidents": [incident],
                "subjects": [{"subject_id": "S-1", "incident_id": "I-1", "name": name}],
                "claims": list(claims),
            },
        )
        columns = ("status", "named_on", "days_after_incident", "days_after_first_report", "claim_id")
        return tuple(row[column] for column in columns)

    return read


def test_the_first_article_that_names_the_person_counts(named: Callable[..., tuple[Any, ...]]) -> None:
    found = named(claim(1, 9), claim(2, 4, standing="compatible"), claim(3, 20, standing="chosen"))
    assert found == ("named", date(2024, 5, 4), 3, 2, "C-2")


def test_a_person_named_at_once_took_no_day(named: Callable[..., tuple[Any, ...]]) -> None:
    assert named(claim(1, 2), on=date(2024, 5, 2)) == ("named", date(2024, 5, 2), 0, 0, "C-1")


def test_without_the_day_of_the_incident_the_first_report_counts(
    named: Callable[..., tuple[Any, ...]],
) -> None:
    assert named(claim(1, 4), on=None) == ("named", date(2024, 5, 4), None, 2, "C-1")


@pytest.mark.parametrize(
    "other",
    [
        claim(2, 3, standing="dissents"),
        claim(2, 3, standing="set_aside"),
        claim(2, 3, slot="age"),
        claim(2, 3, entity_id="S-2"),
        claim(2, None),
    ],
    ids=["another name", "set aside", "age", "another person", "undated"],
)
def test_what_names_nobody(named: Callable[..., tuple[Any, ...]], other: dict[str, Any]) -> None:
    assert named(claim(1, 9), other) == ("named", date(2024, 5, 9), 8, 7, "C-1")


def test_named_only_in_an_undated_article(named: Callable[..., tuple[Any, ...]]) -> None:
    assert named(claim(1, None)) == ("day_unknown", None, None, None, None)


def test_a_person_without_a_name_has_no_day(named: Callable[..., tuple[Any, ...]]) -> None:
    assert named(name=None) == ("not_named", None, None, None, None)
    assert named(claim(1, 4), name=None) == ("not_named", None, None, None, None)
