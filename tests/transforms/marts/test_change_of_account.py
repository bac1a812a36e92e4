from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Rows = list[dict[str, Any]]
Mart = Callable[[str, dict[str, Rows]], Rows]
ARTICLES = [{"article_id": f"A-{number}"} for number in (1, 2, 3)] + [{"article_id": "A-4", "copy_of": "A-1"}]


def said(day: int, slot: str, value: str, article: str = "A-1", **values: Any) -> dict[str, Any]:
    """A claim in a statement of its own; `agency`, `role` and `name` are the speaker's."""
    return {"day": day, "slot": slot, "value": value, "article_id": article} | values


@pytest.fixture
def account(mart: Mart) -> Callable[..., Rows]:
    def read(*told: dict[str, Any]) -> Rows:
        claims: Rows = []
        statements: Rows = []
        for number, one in enumerate(told):
            own = {"statement_id": f"T-{number}", "article_id": one["article_id"], "incident_id": "I-1"}
            day = date(2024, 5, one["day"]) if one["day"] else None
            claims.append(
                own
                | {"claim_id": f"C-{number}", "slot": one["slot"], "value": one["value"], "reported_on": day}
                | {"entity_id": one.get("entity_id"), "is_background": one.get("is_background", False)}
                | {"modality": one.get("modality", "asserted"), "confidence": one.get("confidence", 0.9)}
            )
            speaker = {"speaker_role": one.get("role", "law_enforcement"), "speaker_name": one.get("name")}
            statements.append(own | speaker | {"agency_id": one.get("agency", "MO1")})
        return mart("change_of_account", {"articles": ARTICLES, "claims": claims, "statements": statements})

    return read


def test_the_earlier_value_stands_beside_the_later(account: Callable[..., Rows]) -> None:
    (row,) = account(
        said(9, "armed", "unarmed", "A-2", agency=None, role="prosecutor", name="Bo Reed"),
        said(7, "armed", "firearm", name="Ann Quill"),
    )
    earlier = ("previous_value", "previous_reported_on", "previous_speaker_name", "previous_article_id")
    assert [row[column] for column in earlier] == ["firearm", date(2024, 5, 7), "Ann Quill", "A-1"]
    later = ("relation", "value", "reported_on", "speaker_name", "article_id")
    assert [row[column] for column in later] == ["contradicts", "unarmed", date(2024, 5, 9), "Bo Reed", "A-2"]
    assert (row["previous_claim_id"], row["claim_id"], row["statement_id"]) == ("C-1", "C-0", "T-0")


@pytest.mark.parametrize(
    ("relation", "slot", "first", "second"),
    [
        ("confirms", "armed", {"value": "knife"}, {"value": "knife"}),
        ("confirms", "armed", {"value": "knife", "modality": "unconfirmed"}, {"value": "knife"}),
        ("confirms", "fled", {"value": "true", "modality": "denied"}, {"value": "false"}),
        ("contradicts", "armed", {"value": "knife"}, {"value": "knife", "modality": "denied"}),
        ("contradicts", "fled", {"value": "true"}, {"value": "true", "modality": "denied"}),
        ("contradicts", "outcome", {"value": "killed"}, {"value": "injured"}),
        (
            "contradicts",
            "agency_role",
            {"value": "used_force"},
            {"value": "used_force", "modality": "denied"},
        ),
        ("adds", "outcome", {"value": "injured"}, {"value": "killed"}),
        ("adds", "armed", {"value": "other"}, {"value": "firearm"}),
        ("adds", "armed", {"value": "knife", "modality": "unconfirmed"}, {"value": "firearm"}),
        ("adds", "armed", {"value": "knife", "modality": "denied"}, {"value": "firearm"}),
    ],
)
def test_what_the_later_value_is_to_the_earlier(
    account: Callable[..., Rows], relation: str, slot: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    told = said(7, slot, **first), said(8, slot, article="A-2", **second)
    assert [row["relation"] for row in account(*told)] == [relation]


@pytest.mark.parametrize(
    "other",
    [
        said(8, "fled", "true", "A-2"),
        said(8, "armed", "knife", "A-2", entity_id="S-2"),
        said(8, "armed", "knife", "A-2", role="family"),
        said(8, "armed", "knife", "A-2", modality="unconfirmed"),
        said(8, "armed", "knife", "A-2", is_background=True),
        said(8, "armed", "knife", "A-4"),
        said(0, "armed", "knife", "A-2"),
        said(7, "armed", "knife", confidence=0.1),
        said(7, "armed", "firearm", "A-2"),
    ],
    ids=[
        *("another slot", "another person", "not an official", "not confirmed", "background", "copy"),
        *("undated", "less sure in the same article", "the same on the same day"),
    ],
)
def test_what_is_no_change_of_account(account: Callable[..., Rows], other: dict[str, Any]) -> None:
    assert account(said(7, "armed", "firearm"), other) == []


def test_another_kind_of_force_or_agency_is_another_question(account: Callable[..., Rows]) -> None:
    assert account(said(7, "force_type", "firearm"), said(8, "force_type", "canine", "A-2")) == []


def test_of_one_day_what_could_not_be_confirmed_comes_first(account: Callable[..., Rows]) -> None:
    (row,) = account(said(7, "armed", "firearm"), said(7, "armed", "firearm", "A-2", modality="unconfirmed"))
    assert (row["previous_article_id"], row["article_id"], row["relation"]) == ("A-2", "A-1", "confirms")


def test_each_is_compared_with_the_one_before(account: Callable[..., Rows]) -> None:
    rows = account(
        said(7, "armed", "firearm"), said(8, "armed", "firearm", "A-2"), said(9, "armed", "knife", "A-3")
    )
    assert [(row["previous_value"], row["value"], row["relation"]) for row in rows] == [
        ("firearm", "firearm", "confirms"),
        ("firearm", "knife", "contradicts"),
    ]
