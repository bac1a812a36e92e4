from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Mart = Callable[[str, dict[str, list[dict[str, Any]]]], list[dict[str, Any]]]
ARTICLES = [{"article_id": f"A-{number}"} for number in (1, 2, 3)] + [{"article_id": "A-4", "copy_of": "A-1"}]
SHOWN = ("entity_id", "slot", "value_count", "article_count", "first_value", "first_reported_on")
SHOWN += ("first_article_id", "last_value", "last_reported_on", "last_article_id")


def claim(article: str, day: int | None, slot: str, value: str, **values: Any) -> dict[str, Any]:
    row = {"claim_id": f"{article}-{slot}-{value}", "incident_id": "I-1", "article_id": article, "slot": slot}
    row |= {"value": value, "modality": "asserted", "reported_on": date(2024, 5, day) if day else None}
    return row | values


@pytest.fixture
def accounts(mart: Mart) -> Callable[..., list[tuple[Any, ...]]]:
    def read(*claims: dict[str, Any]) -> list[tuple[Any, ...]]:
        rows = mart("differing_accounts", {"articles": ARTICLES, "claims": list(claims)})
        return [tuple(row[column] for column in SHOWN) for row in rows]

    return read


def test_what_was_told_first_and_what_last(accounts: Callable[..., Any]) -> None:
    rows = accounts(
        claim("A-1", 9, "outcome", "killed", entity_id="S-1"),
        claim("A-2", 7, "outcome", "injured", entity_id="S-1"),
        claim("A-3", 8, "outcome", "injured", entity_id="S-1", modality="alleged"),
    )
    assert rows == [
        ("S-1", "outcome", 2, 3, "injured", date(2024, 5, 7), "A-2", "killed", date(2024, 5, 9), "A-1")
    ]


def test_two_persons_are_no_contradiction(accounts: Callable[..., Any]) -> None:
    rows = accounts(
        claim("A-1", 7, "age", "34", entity_id="S-1"),
        claim("A-2", 8, "age", "19", entity_id="S-2"),
    )
    assert rows == []


@pytest.mark.parametrize(
    "other",
    [
        claim("A-2", 8, "fled", "true"),
        claim("A-2", 8, "fled", "false", modality="denied"),
        claim("A-2", 8, "fled", "false", is_background=True),
        claim("A-2", None, "fled", "false"),
        claim("A-4", 8, "fled", "false"),
        claim("A-1", 7, "fled", "false", confidence=0.1),
    ],
    ids=["same value", "denied", "background", "undated", "copy", "less sure claim of the same article"],
)
def test_what_is_no_differing_account(accounts: Callable[..., Any], other: dict[str, Any]) -> None:
    assert accounts(claim("A-1", 7, "fled", "true"), other) == []


def test_places_may_be_worded_differently(accounts: Callable[..., Any]) -> None:
    assert accounts(claim("A-1", 7, "place", "a park"), claim("A-2", 8, "place", "Elm Park")) == []
