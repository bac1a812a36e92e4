"""What each publication could not tell is carried on, one row a day and slot."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.home import Home
from orchestration.house import House
from orchestration.intake import take_in
from orchestration.unknowns import history

DAYS = [date(2024, 5, 6), date(2024, 5, 7)]


@pytest.fixture
def house() -> House:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE residents (number INTEGER)")
    connection.execute(
        "CREATE TABLE rows_incidents AS SELECT DATE '2024-05-02' AS occurred_on, NULL AS city, "
        "TRUE AS is_fatal, NULL AS officers_injured, 'unknown' AS contact_reason, FALSE AS body_camera"
    )
    connection.execute(
        "CREATE TABLE rows_subjects AS SELECT unnest(['Ada Lind', NULL]) AS name, 31 AS age, NULL AS gender, "
        "NULL AS race, 'killed' AS outcome, 'unknown' AS armed"
    )
    return House(connection)


def taken_in(root: Path, day: date) -> Home:
    home, inbox = Home(root / "home"), root / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / f"{day}.txt").write_text(f"News of {day}.")
    take_in(home, inbox, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return home


def publish(home: Home, house: House) -> None:
    home.published.parent.mkdir(parents=True, exist_ok=True)
    home.published.unlink(missing_ok=True)
    rows = history(home, house)
    with duckdb.connect(str(home.published)) as connection:
        connection.execute("CREATE SCHEMA quality")
        connection.register("rows", rows)
        connection.execute("CREATE TABLE quality.history AS FROM rows")


def test_a_slot_is_counted_over_its_incidents_or_persons(house: House, tmp_path: Path) -> None:
    rows = {row[1]: row[2:] for row in history(taken_in(tmp_path, DAYS[0]), house).rows()}
    assert len(rows) == 12
    assert rows["occurred_on"] == rows["body_camera"] == (1, 0)
    assert rows["city"] == rows["contact_reason"] == (1, 1)
    assert rows["name"] == (2, 1)
    assert rows["armed"] == (2, 2)


def test_earlier_publications_stay_and_the_last_of_a_day_stands(house: House, tmp_path: Path) -> None:
    for day in (DAYS[0], DAYS[0], DAYS[1]):
        home = taken_in(tmp_path, day)
        rows = history(home, house)
        publish(home, house)
    assert rows["as_of"].value_counts().sort("as_of").rows() == [(day, 12) for day in DAYS]


def test_a_published_file_that_is_damaged_tells_none(house: House, tmp_path: Path) -> None:
    home = taken_in(tmp_path, DAYS[0])
    home.published.parent.mkdir(parents=True)
    home.published.write_bytes(b"no database")
    assert history(home, house)["as_of"].unique().to_list() == [DAYS[0]]


def test_a_ledger_without_documents_tells_none(house: House, tmp_path: Path) -> None:
    assert history(Home(tmp_path), house).is_empty()
