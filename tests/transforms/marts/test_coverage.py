from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
Mart = Callable[[str, Rows], list[dict[str, Any]]]


def told(incident: str, article: str, is_background: bool = False) -> dict[str, Any]:
    return {"incident_id": incident, "article_id": article, "is_background": is_background}


# A-2 is a copy and A-6 a later version of A-1; A-3 names no outlet; A-4 tells of I-2 and mentions I-1.
ROWS: Rows = {
    "agencies": [{"agency_id": "CITY", "name": "Springfield Police Department", "state": "MO"}],
    "incidents": [
        {"incident_id": "I-1", "occurred_year": 2024, "article_count": 5, "source_count": 3},
        {"incident_id": "I-2", "occurred_year": 2024, "article_count": 1, "source_count": 1},
        {"incident_id": "I-3", "occurred_year": 2024, "article_count": 1, "source_count": 1},
    ],
    "articles": [
        {
            "article_id": "A-1",
            "source_article_id": "A-1",
            "outlet": "Gazette",
            "published_on": date(2024, 5, 2),
        },
        {
            "article_id": "A-2",
            "source_article_id": "A-1",
            "outlet": "Herald",
            "published_on": date(2024, 5, 3),
            "copy_of": "A-1",
        },
        {"article_id": "A-3", "source_article_id": "A-3", "outlet": None, "published_on": None},
        {
            "article_id": "A-4",
            "source_article_id": "A-4",
            "outlet": "Gazette",
            "published_on": date(2024, 6, 2),
        },
        {
            "article_id": "A-6",
            "source_article_id": "A-1",
            "outlet": "Gazette",
            "published_on": date(2024, 5, 4),
            "revision_of": "A-1",
        },
        {"article_id": "A-5", "source_article_id": "A-5", "outlet": None, "published_on": None},
    ],
    "incident_articles": [
        told("I-1", "A-1"),
        told("I-1", "A-2"),
        told("I-1", "A-3"),
        told("I-1", "A-6"),
        told("I-1", "A-4", is_background=True),
        told("I-2", "A-4"),
        told("I-3", "A-5"),
    ],
    "incident_agencies": [
        {"incident_id": name, "agency_id": "CITY", "role": role}
        for name, role in (("I-1", "used_force"), ("I-2", "used_force"), ("I-3", "investigating"))
    ],
}


def test_articles_copies_and_sources_of_each_incident(mart: Mart) -> None:
    columns = ("incident_id", "articles", "own_articles", "copies", "sources", "outlets")
    columns += ("articles_without_outlet", "first_reported_on", "last_reported_on")
    rows = [tuple(row[name] for name in columns) for row in mart("coverage", ROWS)]
    assert rows == [
        ("I-1", 5, 4, 1, 3, 2, 1, date(2024, 5, 2), date(2024, 6, 2)),
        ("I-2", 1, 1, 0, 1, 1, 0, date(2024, 6, 2), date(2024, 6, 2)),
        ("I-3", 1, 1, 0, 1, 0, 1, None, None),
    ]


def test_an_article_on_two_incidents_of_an_agency_counts_once(mart: Mart) -> None:
    assert mart("coverage_per_agency_per_year", ROWS) == [
        {
            "agency_id": "CITY",
            "agency_name": "Springfield Police Department",
            "state": "MO",
            "year": 2024,
            "incidents": 2,
            "incidents_with_one_source": 1,
            "articles": 5,
            "sources": 3,
            "outlets": 2,
        }
    ]
