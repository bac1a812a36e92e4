"""The claims of an event: which slots are filled, from which characters, and how sure they are."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extraction.extract import extract
from transforms.records import Article, Claim

LEAD = "AMES, Iowa — An Ames police officer shot a man near the mill"


def claims(body: str, published_on: date | None = date(2024, 5, 15)) -> list[tuple[Claim, str]]:
    read = extract(Article("a", "a", "a", None, None, published_on, body, ""))
    return [(claim, body[claim.start : claim.end]) for event in read.events for claim in event.claims]


def told(body: str, slot: str) -> dict[str, str]:
    """Return the values of a slot, each with the words that it rests on."""
    return {claim.value: words for claim, words in claims(body) if claim.slot == slot}


def test_a_day_is_claimed_from_its_own_words() -> None:
    body = f"{LEAD} Sunday night, the chief said."
    assert told(body, "occurred_on") == {"2024-05-12": "Sunday"}
    assert told(body, "date_precision") == {"day": "Sunday"}


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "precision"),
    [
        ("last month", "2024-04-01", "2024-04-30", "month"),
        ("Sunday or early Monday", "2024-05-12", "2024-05-13", "week"),
    ],
)
def test_a_vaguer_date_claims_the_days_possible_and_no_day(
    words: str, earliest: str, latest: str, precision: str
) -> None:
    body = f"{LEAD} {words}, the chief said."
    assert told(body, "occurred_on") == {}
    assert told(body, "occurred_from") == {earliest: words}
    assert told(body, "occurred_to") == {latest: words}
    assert told(body, "date_precision") == {precision: words}


def test_each_type_of_force_is_claimed_once() -> None:
    body = f"{LEAD} Sunday. An officer first used a Taser. The officer fired twice. A police dog bit him."
    assert set(told(body, "force_type")) == {"firearm", "electronic_control_weapon", "canine"}
    assert sum(claim.slot == "force_type" for claim, _ in claims(body)) == 3


def test_killing_without_a_named_means_is_other_force_unless_a_gun_is_told() -> None:
    body = "AMES, Iowa — A man was killed by police on Sunday, and two officers are on paid leave."
    assert set(told(body, "force_type")) == {"other"}
    assert set(told(f"{body} He died of gunshot wounds.", "force_type")) == {"firearm"}


def test_confidence_lies_between_nothing_and_certainty() -> None:
    body = f"{LEAD} Sunday night. The man, Orrin Vale, 34, died. The officer is on leave."
    assert all(0 < claim.confidence < 1 for claim, _ in claims(body))
