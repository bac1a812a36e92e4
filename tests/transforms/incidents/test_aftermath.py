"""What follows a shooting, in five articles over two years: each step with its day and its article."""

from __future__ import annotations

from datetime import UTC, date, datetime

from transforms.extraction.extract import extract
from transforms.incidents.build import build_tables
from transforms.records import Article

SHOT = (
    "SALINA, Kan. — A Salina police officer shot and killed Corey Vantage, 34, on Elm Creek Road "
    "on May 6, 2024. "
)
ARTICLES = {
    "2024-05-07": "SALINA, Kan. — A Salina police officer shot and killed Corey Vantage, 34, Monday "
    "night on Elm Creek Road, police said. The department has not released body camera video. Saline County "
    "Attorney Brent Quill has not decided whether to charge the officer.",
    "2024-05-17": SHOT
    + "Salina police released body camera video of the shooting on Friday. Vantage's family "
    "plans to sue the city, its lawyer said.",
    "2024-09-10": SHOT + "Saline County Attorney Brent Quill declined to file charges against the "
    "officer who shot Vantage. In another case, a deputy was charged with assault.",
    "2025-03-04": SHOT + "Vantage's mother filed a federal wrongful-death lawsuit against the city "
    "on Monday.",
    "2026-02-11": SHOT + "The city of Salina agreed to pay $1.75 million to settle a lawsuit by the "
    "family of Corey Vantage.",
}


def test_each_step_has_its_day_and_its_article() -> None:
    articles = [
        Article(day, day, f"{day}.txt", None, None, date.fromisoformat(day), text, "0" * 64)
        for day, text in ARTICLES.items()
    ]
    taken = {day: datetime(2026, 6, 1, tzinfo=UTC) for day in ARTICLES}
    tables = build_tables(articles, [extract(article) for article in articles], taken)
    assert len(tables["incidents"].to_dicts()) == 1
    told = [
        (row["event"], row["from_value"], row["to_value"], row["reported_on"].isoformat(), row["article_id"])
        for row in tables["incident_timeline"].sort("reported_on").to_dicts()
        if row["event"] != "person_named"
    ]
    assert [row[:3] for row in told] == [
        ("first_report", None, None),
        ("footage_released", None, "released"),
        ("charging_decision", None, "not_charged"),
        ("lawsuit", None, "filed"),
        ("settlement", None, "$1.75 million"),
    ]
    assert [row[3:] for row in told] == [(day, day) for day in ARTICLES]
