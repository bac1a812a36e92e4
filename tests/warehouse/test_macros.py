"""Macros of files: what their heads say, and what each finds."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import transforms.marts
from tests.expectations.ledger import BODY, broken_database, sound_database
from warehouse.macros import MacroError, macros
from warehouse.reader import query

MART = Path(transforms.marts.__file__).parent / "shootings_per_agency_per_year.sql"
ALSO_A_BATON = "INSERT INTO force_uses SELECT force_uses.* REPLACE ('baton' AS force_type) FROM force_uses"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_database(tmp_path_factory.mktemp("macros") / "uof.duckdb")


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("agency('Topeka Police Department')", 1),
        ("agency('topeka police', 'ks')", 1),
        ("agency('POLICE TOPEKA')", 1),
        ("agency('topek', NULL)", 1),
        ("agency('topeka police', 'MO')", 0),
        ("agency('topeka fire')", 0),
        ("agency('')", 1),
    ],
)
def test_an_agency_is_found_by_words_of_its_name(database: Path, call: str, found: int) -> None:
    assert query(database, f"SELECT agency_id FROM {call}").height == found


def test_an_agency_is_found_by_an_alias_once_and_the_exact_name_comes_first(tmp_path: Path) -> None:
    path = sound_database(tmp_path / "uof.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO agency_names VALUES ('KS0890100', 'TPD', 'alias'), "
            "('KS0890100', 'St. Ann''s', 'alias'), ('X', 'TPD Kansas', 'alias')"
        )
        connection.execute(
            "INSERT INTO agencies SELECT * REPLACE ('X' AS agency_id, 'A' AS name) FROM agencies"
        )
        assert connection.execute("SELECT name, matched_name FROM agency('tpd')").fetchall() == [
            ("Topeka Police Department", "TPD"),
            ("A", "TPD Kansas"),
        ]
        named = "SELECT agency_id FROM agency('t') ORDER BY 1"  # stands in several names of either
        assert connection.execute(named).fetchall() == [("KS0890100",), ("X",)]
        assert connection.execute("SELECT agency_id FROM agency('st anns')").fetchall() == [("KS0890100",)]


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("'KS0890100'", [(2024, True)]),
        ("'KS0890100', 2024", [(2024, True)]),
        ("'KS0890100', 2023", []),
        ("'X'", []),
    ],
)
def test_the_shootings_of_an_agency(database: Path, call: str, found: list[tuple[int, bool]]) -> None:
    assert query(database, f"SELECT year, is_certain FROM shootings({call})").rows() == found


@pytest.mark.parametrize(
    ("change", "is_certain"),
    [
        ("UPDATE incident_agencies SET certainty = 'unclear'", False),
        ("UPDATE force_uses SET agency_id = NULL", True),
        ("UPDATE force_uses SET agency_id = 'KS0890100'", True),
        (f"UPDATE force_uses SET agency_id = NULL; {ALSO_A_BATON}", False),
        (f"UPDATE force_uses SET agency_id = 'KS0890100'; {ALSO_A_BATON}", True),
    ],
)
def test_a_shooting_is_as_certain_as_in_the_mart(
    database: Path, tmp_path: Path, change: str, is_certain: bool
) -> None:
    (macro,) = (one for one in macros() if one.name == "shootings")
    changed = broken_database(tmp_path / "changed.duckdb", database, [*change.split("; "), *macro.statements])
    counting = f"({MART.read_text(encoding='utf-8')})"
    counted = query(changed, f"SELECT agency_certain, agency_unclear FROM {counting} WHERE shootings > 0")
    assert query(changed, "SELECT is_certain FROM shootings('KS0890100')").rows() == [(is_certain,)]
    assert counted.rows() == [(int(is_certain), int(not is_certain))]


def test_evidence_gives_the_very_words_of_each_value(database: Path) -> None:
    rows = query(
        database, "SELECT entity, slot, value, words, published_on::VARCHAR FROM evidence('i1')"
    ).rows()
    assert ("Ada Lind", "age", "31", "31", "2024-05-03") in rows
    assert ("Topeka Police Department, KS", "agency_role", "used_force", BODY[:6], "2024-05-03") in rows
    assert (None, "city", "Topeka", BODY[:6], "2024-05-03") in rows
    assert (None, "officers_injured", "0", None, None) in rows  # a person decided
    assert query(database, "FROM evidence('i0')").equals(
        query(database, "FROM evidence('i1')")
    )  # a former id
    assert query(database, "FROM evidence('i2')").is_empty()


def test_every_macro_says_what_it_gives(database: Path) -> None:
    told = (
        "SELECT DISTINCT function_name, comment FROM duckdb_functions() WHERE function_type = 'table_macro'"
    )
    comments = dict(query(database, f"{told} AND NOT internal").rows())
    assert {one.name: one.meaning for one in macros()}.items() <= comments.items()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1",
        "-- parameters: a\nSELECT 1",
        "-- Meaning.\nSELECT 1",
        "-- Meaning.\n-- parameters: a = NULL, b\nSELECT 1",
        "-- Meaning.\n-- parameters: a b\nSELECT 1",
    ],
)
def test_a_file_without_a_proper_head_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "odd.sql").write_text(text)
    with pytest.raises(MacroError, match=r"odd\.sql"):
        macros(tmp_path)
