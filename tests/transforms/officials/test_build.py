"""Officials across a small press: who they are, which offices they held, what they said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from transforms.incidents.build import build_tables
from transforms.records import Agency, Article, Extraction, Statement

POLICE = Agency("MO1", None, "Gladstone Police Department", "municipal_police", None, None, "MO", True)
TEXT = " ".join(f"Sentence {n} of a report tells what {n} people saw of it." for n in range(40))
Tables = dict[str, list[dict[str, Any]]]


def article(
    name: str, day: int, *statements: Statement, body: str | None = None
) -> tuple[Article, Extraction]:
    uri = f"{name}.txt"
    text = body or f"Report {name}."
    return (
        Article(name, name, uri, None, None, date(2024, 5, day), text, "0" * 64),
        Extraction(name, True, 0.9, (), statements),
    )


def said(
    start: int, title: str | None = None, role: str = "law_enforcement", name: str = "Ann Quill"
) -> Statement:
    return Statement(start, start + 2, "direct", "So", name, title, role, POLICE.name, POLICE)


def build(*press: tuple[Article, Extraction]) -> Tables:
    taken = {one.article_id: datetime(2024, 6, 1, tzinfo=UTC) for one, _ in press}
    frames = build_tables([one for one, _ in press], [two for _, two in press], taken)
    return {name: frame.to_dicts() for name, frame in frames.items()}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return build(
        article("a", 3, said(0, "Sgt."), said(5, "Sgt.", name="Ann B. Quill"), body=TEXT),
        article("b", 4, said(0, "Sgt."), body=TEXT),
        article("c", 9, said(0, "Lt."), said(5, "Lt."), said(9, None, "family", "Bo Reed")),
    )


def test_one_row_an_official_with_days_and_counts(tables: Tables) -> None:
    (row,) = tables["officials"]
    assert (row["name"], row["state"], row["speaker_role"]) == ("Ann B. Quill", "MO", "law_enforcement")
    assert (row["first_said_on"], row["last_said_on"]) == (date(2024, 5, 3), date(2024, 5, 9))
    assert (row["article_count"], row["statement_count"]) == (2, 4)  # b is a copy of a


def test_titles_over_time(tables: Tables) -> None:
    shown = ("title", "agency_id", "first_said_on", "last_said_on", "statement_count")
    rows = sorted(tuple(row[column] for column in shown) for row in tables["official_positions"])
    assert rows == [
        ("lieutenant", "MO1", date(2024, 5, 9), date(2024, 5, 9), 2),
        ("sergeant", "MO1", date(2024, 5, 3), date(2024, 5, 4), 2),
    ]


def test_a_statement_names_its_official_and_the_rank(tables: Tables) -> None:
    (official,) = tables["officials"]
    found = {(row["speaker_name"], row["official_id"], row["speaker_rank"]) for row in tables["statements"]}
    assert ("Ann Quill", official["official_id"], "lieutenant") in found
    assert ("Bo Reed", None, None) in found


def test_the_order_of_articles_does_not_matter(tables: Tables) -> None:
    press = [
        article("c", 9, said(0, "Lt."), said(5, "Lt."), said(9, None, "family", "Bo Reed")),
        article("b", 4, said(0, "Sgt."), body=TEXT),
        article("a", 3, said(0, "Sgt."), said(5, "Sgt.", name="Ann B. Quill"), body=TEXT),
    ]
    assert build(*press) == tables
