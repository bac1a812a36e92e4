"""A person taken down is named in no table, text, comparison or release, and the database still adds up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from expectations.from_queries import query_expectations
from expectations.runner import lend_gazetteer
from orchestration.building import mart_queries
from orchestration.cli import app
from orchestration.diff_report import print_difference
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.releasing.protection import findings
from orchestration.releasing.release import Wish, write_release
from orchestration.takedowns import add, elsewhere, taken, version, without
from tests.expectations.ledger import BODY, sound_database
from warehouse.dictionary import tables
from warehouse.publish import build
from warehouse.reader import connect, frames, query

DAY = date(2024, 6, 2)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A ledger whose list has the person of its one incident, published before and built after."""
    home = Home(tmp_path_factory.mktemp("takedown"))
    sound_database(home.published)
    add(home, "Ada Lind", "i1", "kin", DAY)
    build(home.built, dict(without(home.published, taken(home))), mart_queries(), is_plain=True)
    return home


def told(database: Path) -> str:
    """Return every cell of a database as text."""
    selects = {name: f"FROM {name}" for name in tables()}
    return "\n".join(frame.write_csv() for _, frame in frames(database, selects))


def test_nobody_is_named_and_nothing_else_is_lost_but_registries_ids(home: Home) -> None:
    before, after = told(home.published), told(home.built)
    assert "Lind" in before
    assert "Lind" not in after
    assert "Ada" not in after
    assert b"Lind" not in home.built.read_bytes()
    assert query(home.published, "SELECT subject_id FROM incident_external_ids").rows() == [("s1",)]
    assert query(home.built, "FROM incident_external_ids").is_empty()  # it leads to the name elsewhere
    for name in {*tables("main"), *tables("history"), *tables("marts")} - {"incident_external_ids"}:
        count = f"SELECT count(*) FROM {name}"
        assert query(home.built, count).item() == query(home.published, count).item(), name
    assert query(home.built, "SELECT name, age FROM subjects").rows() == [("[withheld]", 31)]
    assert query(home.built, "SELECT DISTINCT name FROM history.subjects_reported").rows() == [
        ("[withheld]",)
    ]


def test_offsets_hold(home: Home) -> None:
    (body,) = query(home.built, "SELECT body FROM articles WHERE article_id = 'a1'")["body"]
    assert body == BODY.replace("Ada Lind", "███ ████")


def test_every_expectation_that_was_met_still_is(home: Home) -> None:
    connection = connect(home.built)
    lend_gazetteer(connection)
    for one in query_expectations():
        assert connection.sql(str(one.query)).fetchall() == [], one.name
    connection.close()


def test_the_trace_names_nobody(home: Home) -> None:
    (row,) = query(home.built, "FROM quality.takedowns").to_dicts()
    assert (row["reason"], row["effect"], row["decided_on"]) == ("kin", "applied", DAY)
    assert row["cell_count"] > 3
    text = (home.takedowns / "list.yml").read_text()
    assert "i1" in text
    assert "Lind" not in text
    assert (home.takedowns / "key").stat().st_mode & 0o077 == 0


def test_a_comparison_with_the_database_before_names_nobody(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("table", "markdown", "json"):
        print_difference(home.published, home.built, form, taken(home).hidden)
        printed = capsys.readouterr().out
        assert "withheld" in printed
        assert "Lind" not in printed


def test_a_release_names_nobody_though_the_one_before_did(home: Home, tmp_path: Path) -> None:
    old = write_release(home.published, tmp_path, Wish()).folder
    assert {one.rule for one in findings(old, [], "internal", taken(home))} == {"takedown"}
    with pytest.raises(CallError, match="takedown list changed"):
        write_release(home.published, tmp_path, Wish(), taken(home))
    new = write_release(home.built, tmp_path, Wish(previous=old), taken(home)).folder
    for path in new.rglob("*"):
        if path.is_file():
            assert b"Lind" not in path.read_bytes(), path


def test_who_is_no_longer_found_keeps_the_database_back(home: Home, tmp_path: Path) -> None:
    """As if the incident were gone, or the key another one."""
    other = Home(tmp_path)
    shutil.copytree(home.takedowns, other.takedowns)
    (other.takedowns / "key").write_text("00" * 32)
    for listed, database in ((taken(other), home.published), (taken(home), home.built)):
        (row,) = dict(without(database, listed))["quality.takedowns"].to_dicts()
        assert row["effect"] == "no_name"
    for broken in ("", "00", "no key"):
        (other.takedowns / "key").write_text(broken)
        with pytest.raises(CallError, match="holds no key of 32 bytes"):
            taken(other)
    (other.takedowns / "key").unlink()
    with pytest.raises(CallError, match="key is missing"):
        taken(other)


def test_a_key_without_a_list_is_the_key_of_the_next_one(home: Home, tmp_path: Path) -> None:
    """As if a crash had come between the two, or the list were deleted."""
    ledger = Home(tmp_path)
    shutil.copytree(home.published.parent, ledger.published.parent)
    shutil.copytree(home.takedowns, ledger.takedowns)
    (ledger.takedowns / "list.yml").unlink()
    add(ledger, "Ada Lind", "i1", "kin", DAY)
    assert taken(ledger).listed == taken(home).listed
    (row,) = dict(without(ledger.published, taken(ledger)))["quality.takedowns"].to_dicts()
    assert row["effect"] == "applied"


def test_every_place_that_still_names_somebody_is_told(tmp_path: Path) -> None:
    ledger = Home(tmp_path)
    assert len([*elsewhere(ledger)]) == 2
    files = {ledger.published: False, ledger.work / "house.duckdb": False}  # taken out; told whole
    files |= dict.fromkeys((ledger.earlier / "uof-1.duckdb", ledger.refused / "uof-2.duckdb"), True)
    files[ledger.published.with_name("damaged.duckdb")] = True
    for path in (*files, ledger.registries / "x.csv", tmp_path / "reconciled" / "x", ledger.dagster / "x"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    told = [*elsewhere(ledger)]
    assert {path: any(line.startswith(f"{path}:") for line in told) for path in files} == files
    for folder in (ledger.registries, tmp_path / "reconciled", ledger.dagster):
        assert any(line.startswith(f"{folder}:") for line in told)


def test_a_list_that_changed_is_news(home: Home, tmp_path: Path) -> None:
    from orchestration.news import news, write_last_run

    empty = Home(tmp_path / "home")
    (tmp_path / "inbox").mkdir()
    shutil.copytree(home.published.parent, empty.published.parent)
    write_last_run(empty, [])
    assert not news(empty, tmp_path / "inbox")
    assert version(empty) == ""
    add(empty, "Ada Lind", "i1", "court", DAY)
    assert news(empty, tmp_path / "inbox").reason == "the takedown list changed"


@pytest.mark.parametrize(
    ("name", "incident", "reason", "says"),
    [
        ("Ada Lind", "i1", "kin", "on the list already"),
        ("Ada Lind", "i0", "kin", "on the list already"),  # i0 leads to i1
        ("Cy Dove", "i1", "kin", "No article of the incident has that name"),
        ("Cy Dove", "i9", "kin", "no incident i9"),
        ("Lind", "i1", "kin", "first and last name"),
        ("Ada Lind", "i1", "whim", "no reason 'whim'"),
    ],
)
def test_what_cannot_be_taken_down_is_told(
    name: str, incident: str, reason: str, says: str, home: Home
) -> None:
    with pytest.raises(CallError, match=says):
        add(home, name, incident, reason, DAY)


def test_the_command_asks_for_the_name_and_prints_none(home: Home, tmp_path: Path) -> None:
    ledger = Home(tmp_path)
    shutil.copytree(home.published.parent, ledger.published.parent)
    call = ["takedown", "add", "i0", "--reason", "person", "--home", str(tmp_path)]  # i0 leads to i1
    done = CliRunner().invoke(app, call, input="Ada Lind\n")
    assert done.exit_code == 0, done.output
    assert "is on the list" in done.output
    assert "Lind" not in done.output
    (one,) = taken(ledger).listed
    assert one.incident_id == "i1"
    assert one.takedown_id in CliRunner().invoke(app, ["takedown", "list", "--home", str(tmp_path)]).output
