"""A whole run: an inbox of invented articles in, a checked database out, again, and refused."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from expectations import runner as checks
from expectations.expectation import BLOCKING, Expectation
from orchestration import building
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.notices import Notice
from orchestration.resources import Notifier
from orchestration.runner import run
from orchestration.summary import show
from warehouse.publish import content_hashes
from warehouse.reader import query

FIRST = """ date 2024-05-03 TOPEKA, Kan. — Topeka police shot and killed a man on Thursday night near
Oak Street and Tenth Avenue, the department said.

Officers had stopped Dale Orrin, 41, for a traffic violation. He pointed a handgun at them and an officer
fired, Lt. Ada Lind said. Orrin died at a hospital. No officers were injured.

The Kansas Bureau of Investigation is investigating the shooting.
"""
LATER = {
    "id": "later",
    "title": "Man killed by police named",
    "published": "2024-05-06",
    "text": "Dale Orrin, 41, was shot and killed by Topeka police on May 2, the Kansas Bureau of "
    "Investigation said Monday. An officer fired after Orrin pointed a handgun at officers during a "
    "traffic stop in Topeka, Kansas. The bureau is investigating the shooting.",
}
OTHER = (
    " date 2024-05-03 The city council of Salina voted on Thursday to repair two bridges and a library roof. "
)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "later.jsonl").write_text(json.dumps(LATER) + "\nno JSON at all\n", encoding="utf-8")
    (folder / "other.txt").write_text(OTHER * 3, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, inbox: Path) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    done = run(home, inbox)
    assert done.published, done
    return home


def test_two_articles_on_one_event_give_one_incident(home: Home) -> None:
    rows = query(
        home.published, "SELECT occurred_on, city, state, is_fatal, article_count FROM incidents"
    ).rows(named=True)
    assert [(str(row["occurred_on"]), row["city"], row["state"]) for row in rows] == [
        ("2024-05-02", "Topeka", "KS")
    ]
    assert (rows[0]["is_fatal"], rows[0]["article_count"]) == (True, 2)


def test_who_investigates_is_not_who_fired(home: Home) -> None:
    rows = query(
        home.published,
        "SELECT i.role, g.name FROM incident_agencies i JOIN agencies g USING (agency_id) ORDER BY ALL",
    ).rows()
    assert rows == [
        ("investigating", "Kansas Bureau of Investigation"),
        ("used_force", "Topeka Police Department"),
    ]
    counted = query(
        home.published, "SELECT DISTINCT agency_name FROM marts.shootings_per_agency_per_year"
    ).rows()
    assert counted == [("Topeka Police Department",)]


def test_what_cannot_be_read_is_in_the_quarantine_with_its_reason(home: Home) -> None:
    rows = query(
        home.published, "SELECT source_uri, line, reason FROM quality.quarantine ORDER BY ALL"
    ).rows()
    assert rows == [("empty.txt", None, "empty"), ("later.jsonl", 2, "broken_json")]


def test_every_expectation_stands_in_the_database(home: Home) -> None:
    rows = query(home.published, "SELECT severity, success FROM quality.results").rows()
    assert len(rows) == len(checks.all_expectations())
    assert (BLOCKING, False) not in rows


def test_tables_and_columns_carry_their_meaning(home: Home) -> None:
    sql = "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'ledger' AND comment IS NULL"
    assert query(home.published, sql).item() == 0


def test_a_run_that_finds_nothing_new_changes_nothing(home: Home, inbox: Path) -> None:
    before, modified = content_hashes(home.published), home.published.stat().st_mtime_ns
    assert not run(home, inbox).published
    assert home.published.stat().st_mtime_ns == modified
    assert run(home, inbox, always=True).published
    assert content_hashes(home.published) == before


def test_a_blocking_failure_keeps_the_last_database_and_the_refused_one(
    home: Home, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = Expectation("incidents", "incident_has_a_force", "No incident at all.", BLOCKING,
                        query="SELECT incident_id AS key FROM incidents")  # fmt: skip
    others = [one for one in checks.query_expectations() if one.name != never.name]
    monkeypatch.setattr(checks, "query_expectations", lambda: [*others, never])
    told: list[Notice] = []
    monkeypatch.setattr(Notifier, "tell", lambda self, notice: iter(told.append(notice) or ()))
    before = home.published.read_bytes()
    done = run(home, inbox, always=True)
    assert done.refused
    assert not done.published
    assert [check.name for check in done.failed_checks if check.blocking] == ["incident_has_a_force"]
    assert home.published.read_bytes() == before
    assert [(one.step, one.message) for one in told] == [
        ("check_database", "Not published: incidents: incident_has_a_force")
    ]
    (refused,) = home.refused.glob("*.duckdb")
    failing = query(refused, "SELECT expectation FROM quality.failing_rows").rows()
    assert failing == [("incident_has_a_force",)]


CORRECTION = """- incident: {incident}
  slot: contact_reason
  expect: {expect}
  value: patrol
  reason: The stop came later.
  source: Report 7
  by: Al Roe
  on: 2024-05-07
"""


def _correct(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(building, "seed_texts", lambda folder: {f"seeds/{folder}/one.yml": text})


def test_a_correction_is_published_and_a_stale_one_keeps_the_last_database(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    incident = query(home.published, "SELECT incident_id FROM incidents").item()
    corrected = Home(shutil.copytree(home.root, tmp_path / "corrected"))
    _correct(monkeypatch, CORRECTION.format(incident=incident, expect="traffic_stop"))
    assert run(corrected, inbox, always=True).published
    assert query(corrected.published, "SELECT contact_reason FROM incidents").item() == "patrol"
    hashes = content_hashes(corrected.published)
    _correct(monkeypatch, CORRECTION.format(incident=incident, expect="domestic"))
    refused = run(corrected, inbox, always=True)
    assert refused.refused
    assert [check.name for check in refused.failed_checks if check.blocking] == ["correction_applies"]
    assert content_hashes(corrected.published) == hashes
    console = Console(width=200, record=True, file=io.StringIO())
    show(console, corrected, refused)
    assert (
        f"seeds/corrections/one.yml, line 1 (stale): {incident} contact_reason "
        "expected domestic, found traffic_stop"
    ) in console.export_text()


def test_a_correction_written_wrong_stops_the_run_before_it_starts(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _correct(monkeypatch, CORRECTION.format(incident="inc-1", expect="domestic"))
    with pytest.raises(CallError, match=r"seeds/corrections/one\.yml, line 1: 'inc-1' is no incident_id"):
        run(Home(tmp_path), inbox)
