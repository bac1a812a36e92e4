from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Mart = Callable[[str, dict[str, list[dict[str, Any]]]], list[dict[str, Any]]]


def statement(name: str, hedge: str | None, **values: Any) -> dict[str, Any]:
    row = {"statement_id": name, "article_id": "A-1", "incident_id": "I-1", "hedge": hedge}
    return row | {"speaker_role": "law_enforcement"} | values


def test_officials_who_could_not_or_would_not_say(mart: Mart) -> None:
    rows = mart(
        "unanswered_questions",
        {
            "articles": [
                {
                    "article_id": "A-1",
                    "published_on": date(2024, 5, 7),
                    "source_uri": "a.txt",
                    "outlet": "Gazette",
                },
                {"article_id": "A-2", "copy_of": "A-1"},
            ],
            "incidents": [
                {"incident_id": "I-1", "occurred_on": date(2024, 5, 6), "city": "Springfield", "state": "MO"}
            ],
            "statements": [
                statement("T-1", "unconfirmed", content="whether he was armed", speaker_name="Ann Example"),
                statement("T-2", "declined", incident_id=None, speaker_role="prosecutor"),
                statement("T-3", "denied"),
                statement("T-4", None),
                statement("T-5", "declined", speaker_role="family"),
                statement("T-6", "declined", article_id="A-2"),  # a copy says again what A-1 says
            ],
        },
    )
    assert [(row["statement_id"], row["hedge"], row["incident_id"]) for row in rows] == [
        ("T-1", "unconfirmed", "I-1"),
        ("T-2", "declined", None),
    ]
    told = ("content", "speaker_name", "published_on", "occurred_on", "city", "outlet", "source_uri")
    assert [rows[0][column] for column in told] == [
        "whether he was armed",
        "Ann Example",
        date(2024, 5, 7),
        date(2024, 5, 6),
        "Springfield",
        "Gazette",
        "a.txt",
    ]
    assert rows[1]["occurred_on"] is None


QUESTION = statement("T-1", "unconfirmed", content="whether he had a gun", topic="armed")


def answer(
    article: str, day: int, slot: str = "armed", value: str = "firearm", **values: Any
) -> dict[str, Any]:
    row = {
        "claim_id": f"C-{article}-{slot}-{value}",
        "incident_id": "I-1",
        "article_id": article,
        "slot": slot,
    }
    row |= {"value": value, "modality": "asserted", "reported_on": date(2024, 5, day), "entity_id": "S-1"}
    return row | values


@pytest.fixture
def answered(mart: Mart) -> Callable[..., tuple[Any, ...]]:
    """Return day, source, value and claim of the answer to a question of 7 May."""

    def read(*claims: dict[str, Any], question: dict[str, Any] = QUESTION) -> tuple[Any, ...]:
        rows: dict[str, list[dict[str, Any]]] = {
            "articles": [
                {"article_id": "A-1", "published_on": date(2024, 5, 7)},
                *({"article_id": name} for name in ("A-2", "A-3")),
                {"article_id": "A-4", "copy_of": "A-2"},
            ],
            "agencies": [{"agency_id": "MO1", "name": "Gladstone Police Department", "state": "MO"}],
            "statements": [question, statement("T-2", None, article_id="A-2", organisation="Police")],
            "claims": list(claims),
        }
        (row,) = mart("unanswered_questions", rows)
        return tuple(row[name] for name in ("answered_on", "answered_by", "answer", "answer_claim_id"))

    return read


def test_the_first_later_report_that_tells_it_answers(answered: Callable[..., tuple[Any, ...]]) -> None:
    found = answered(answer("A-3", 12), answer("A-2", 9, statement_id="T-2"))
    assert found == (date(2024, 5, 9), "Police", "firearm", "C-A-2-armed-firearm")


def test_the_name_of_who_answers_goes_before_the_body(answered: Callable[..., tuple[Any, ...]]) -> None:
    assert answered(answer("A-2", 9, statement_id="T-2", speaker_name="Bo Reed"))[1] == "Bo Reed"


def test_on_the_same_day_an_official_answers(answered: Callable[..., tuple[Any, ...]]) -> None:
    assert answered(answer("A-2", 7, statement_id="T-2"))[0] == date(2024, 5, 7)


def test_of_an_agency_the_name_is_the_answer(answered: Callable[..., tuple[Any, ...]]) -> None:
    part = answer("A-2", 9, "agency_role", "used_force", entity_id="MO1")
    open_part = answer("A-1", 7, "agency_role", "used_force", modality="unconfirmed", statement_id="T-1")
    question = QUESTION | {"topic": "who_fired"}
    found = answered(part, open_part, question=question)
    assert found[2] == "Gladstone Police Department, MO"
    assert answered(part, question=question)[2] is None  # "how often", "whether he fired"
    assert answered(part, open_part, question=QUESTION | {"topic": "investigation"})[2] is None


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [answer("A-1", 7, statement_id="T-2")],
        [answer("A-2", 7)],
        [answer("A-1", 7), answer("A-2", 9)],
        [answer("A-3", 6), answer("A-2", 9)],
        [answer("A-2", 9, modality="alleged")],
        [answer("A-2", 9, value="unknown")],
        [answer("A-2", 9, slot="fled", value="true")],
        [answer("A-2", 9, incident_id="I-2")],
        [answer("A-2", 9, is_background=True)],
        [answer("A-4", 9)],
    ],
    ids=[
        *(
            "none",
            "same article",
            "same day, not by an official",
            "told there",
            "told before",
            "alleged",
            "unknown",
            "another topic",
            "another incident",
        ),
        *("background", "copy"),
    ],
)
def test_what_is_no_answer(answered: Callable[..., tuple[Any, ...]], claims: list[dict[str, Any]]) -> None:
    assert answered(*claims) == (None, None, None, None)
