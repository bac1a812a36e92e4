"""A sound ledger meets every expectation, and every expectation bites."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations.expectation import BLOCKING
from expectations.from_dictionary import dictionary_expectations
from expectations.from_queries import query_expectations, read_query
from expectations.runner import all_expectations, check, lend_gazetteer
from tests.expectations.faults import CLAUSES, FAULTS
from tests.expectations.ledger import broken_database, sound_database
from warehouse.dictionary import table


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_database(tmp_path_factory.mktemp("sound") / "uof.duckdb")


def failed(results: pl.DataFrame) -> set[tuple[str, str]]:
    return set(results.filter(success=False).select("table_name", "expectation").iter_rows())


def test_a_sound_ledger_meets_every_expectation(sound: Path) -> None:
    results, failing_rows = check(sound)
    assert failed(results) == set()
    assert failing_rows.is_empty()
    assert results.height == len(all_expectations())


@pytest.mark.parametrize("group", FAULTS)
def test_every_query_finds_its_fault(group: str, sound: Path, tmp_path: Path) -> None:
    statements = [statement for _, statement in FAULTS[group]]
    results, failing_rows = check(broken_database(tmp_path / "broken.duckdb", sound, statements))
    found = {name for _, name in failed(results)}
    assert {name for name, _ in FAULTS[group]} <= found
    assert {name for name, _ in FAULTS[group]} <= set(failing_rows["expectation"])


@pytest.fixture(scope="module")
def copy(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = broken_database(tmp_path_factory.mktemp("copy") / "uof.duckdb", sound, [])
    with duckdb.connect(str(path)) as connection:
        lend_gazetteer(connection)
        yield connection


@pytest.mark.parametrize(("name", "fault"), CLAUSES)
def test_every_clause_finds_its_fault(name: str, fault: str, copy: duckdb.DuckDBPyConnection) -> None:
    rule = {one.name: one.query or "" for one in query_expectations()}[name]
    assert copy.execute(rule).fetchall() == []
    copy.execute("BEGIN")
    copy.execute(fault)
    found = copy.execute(rule).fetchall()
    copy.execute("ROLLBACK")
    assert found != []


def test_every_query_has_a_fault_that_it_finds() -> None:
    named = {name for group in FAULTS.values() for name, _ in group}
    assert named == {one.name for one in query_expectations()}


def test_every_rule_of_the_dictionary_finds_its_fault(sound: Path, tmp_path: Path) -> None:
    """Each table gets a row of nulls, then rows with a value that no rule of the column allows, twice."""
    statements = []
    for name in dict.fromkeys(one.table for one in dictionary_expectations()):
        columns = table(name).columns
        names = ", ".join(columns)
        nulls = ", ".join("NULL" for _ in columns)
        wrong = ", ".join(_wrong(f"{name}.{column}", spec.type) for column, spec in columns.items())
        statements += [f"INSERT INTO {name} ({names}) VALUES ({nulls}), ({wrong}), ({wrong})"]
    results, failing_rows = check(broken_database(tmp_path / "broken.duckdb", sound, statements))
    missed = {(one.table, one.name) for one in dictionary_expectations()} - failed(results)
    assert missed == set()
    assert failing_rows.height > 0


def _wrong(where: str, kind: str) -> str:
    values = {
        "VARCHAR": f"'no such {where}'",
        "BOOLEAN": "TRUE",
        "DATE": "DATE '1492-01-01'",
        "TIMESTAMPTZ": "TIMESTAMPTZ '1492-01-01 00:00:00+00'",
    }
    return values.get(kind, "-999")


def test_names_are_unique_within_a_table() -> None:
    names = [(one.table, one.name) for one in all_expectations()]
    assert len(names) == len(set(names))


def test_a_query_says_its_table_its_severity_and_its_rule() -> None:
    one = read_query("x", "-- incidents: blocking\n-- A rule,\n-- in two lines.\nSELECT 1 AS key")
    assert (one.table, one.severity, one.description) == ("incidents", BLOCKING, "A rule, in two lines.")


@pytest.mark.parametrize(
    "head", ["", "-- nowhere: blocking\n-- x\n", "-- incidents: loud\n-- x\n", "-- incidents: blocking\n"]
)
def test_a_query_without_a_proper_head_is_refused_by_its_file(head: str) -> None:
    with pytest.raises(ValueError, match=r"violations/x\.sql must begin"):
        read_query("x", head + "SELECT 1 AS key")
