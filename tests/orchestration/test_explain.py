"""A span is shown inside its sentence, and an incident is found by the ids it has or had."""

import io
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from orchestration.errors import CallError
from orchestration.explain import explain, find_incident, passage
from tests.expectations.ledger import sound_database

BODY = "Police came at noon. Officer Ada Lind, 31, fired twice, Sgt. Bo Ray said. Nobody was hurt.\nThe end."


def around(text: str) -> str:
    start = BODY.index(text)
    found = passage(BODY, start, start + len(text))
    return f"{found.before}[{found.span}]{found.after}"


def test_the_sentence_around_a_span() -> None:
    assert around("at noon") == "Police came [at noon]."


def test_a_span_over_two_sentences_shows_both() -> None:
    assert around("said. Nobody").startswith("Bo Ray [said. Nobody]")


def test_a_line_ends_a_sentence() -> None:
    assert around("The end.") == "[The end.]"


def test_a_very_long_sentence_is_cut_on_both_sides() -> None:
    body = "word " * 300 + "TARGET" + " word" * 300
    found = passage(body, 1500, 1506)
    assert found.span == "TARGET"
    assert found.before.startswith("…")
    assert found.after.endswith("…")


def test_line_breaks_inside_are_shown_as_spaces() -> None:
    assert passage("He said\n\tnothing.", 8, 9).span == " "


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = sound_database(tmp_path / "uof.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO incident_redirects VALUES ('gone', NULL, 'withdrawn', NULL)")
        connection.execute("INSERT INTO incident_redirects SELECT 'i9', 'i2', 'reread', NULL")
        connection.execute("INSERT INTO incidents SELECT * REPLACE ('i2' AS incident_id) FROM incidents")
    return path


@pytest.mark.parametrize(("wanted", "found"), [("i1", "i1"), ("i2", "i2"), ("i0", "i1"), ("i9", "i2")])
def test_an_incident_is_found_by_an_id_of_today_or_before(database: Path, wanted: str, found: str) -> None:
    assert find_incident(database, wanted)["incident_id"] == found


@pytest.mark.parametrize(
    ("wanted", "says"),
    [("i", "2 incidents begin with"), ("go", "gone was withdrawn"), ("x", "No incident 'x'")],
)
def test_an_id_that_tells_no_incident_is_a_wrong_call(database: Path, wanted: str, says: str) -> None:
    with pytest.raises(CallError, match=says):
        find_incident(database, wanted)


def test_every_value_is_told_with_its_reason_its_claims_and_who_corrected_it(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "UPDATE resolutions SET status = 'disputed', dispute = 'denied', reason = 'It is denied.' "
            "WHERE slot = 'armed'"
        )
        connection.execute("UPDATE subjects SET name = 'Ada [bold]Lind'")
    console = Console(width=200, record=True, file=io.StringIO())
    explain(console, database, "i1")
    lines = [line.strip() for line in console.export_text().splitlines()]
    assert lines[0] == "Incident i1  2024-05-02 · Topeka, KS · shooting, fatal"
    assert "disputed: Ada [bold]Lind armed knife" in lines
    assert "corrected: officers_injured 0" in lines
    assert "armed = knife  disputed: It is denied." in lines
    assert "officers_injured = 0  corrected by Al Roe on 2024-05-04, was 1: The report says none." in lines
    at = lines.index("age = 31  settled")
    assert lines[at + 1 : at + 3] == [
        "“Topeka police shot Ada Lind, 31, on Oak Street on May 2.”",
        "one 2024-05-03, characters 29–31",
    ]


def test_a_person_whom_a_correction_withdrew_is_told_with_the_reason(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "INSERT INTO resolutions SELECT * REPLACE ('rx' AS resolution_id, 's1' AS entity_id, "
            "'exists' AS slot, NULL AS value, 'He was a witness.' AS reason) "
            "FROM resolutions WHERE resolution_id = 'r0'"
        )
        connection.execute("DELETE FROM subjects")
    console = Console(width=200, record=True, file=io.StringIO())
    explain(console, database, "i1")
    told = console.export_text()
    assert "exists = no value  corrected by Al Roe on 2024-05-04, was 1: He was a witness." in told
