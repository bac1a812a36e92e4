from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

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
