from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from warehouse import reader


@pytest.fixture
def database(read_only_database: Path) -> Path:
    return read_only_database


def test_names_are_written_unqualified_or_with_their_schema(database: Path) -> None:
    assert reader.query(database, "SELECT article_id FROM articles").item() == "A-1"
    assert reader.query(database, "FROM marts.incident_list").height == 0
    assert reader.query(database, "WITH a AS (SELECT 1 AS one) SELECT one FROM a;").item() == 1
    assert reader.query(database, "DESCRIBE articles").height == 14
    assert reader.query(database, "EXPLAIN SELECT * FROM articles").height == 1


def test_times_are_in_utc_wherever_the_reader_lives(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Chicago")
    shown = reader.query(database, "SELECT ingested_at AS at, ingested_at::VARCHAR AS text FROM articles")
    assert shown.row(0) == (datetime(2024, 5, 6, 12, tzinfo=UTC), "2024-05-06 12:00:00+00")


def test_a_connection_takes_values(database: Path) -> None:
    connection = reader.connect(database)
    found = connection.execute("SELECT count(*) FROM articles WHERE article_id = ?", ["A-1"]).fetchall()
    connection.close()
    assert found == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO articles SELECT * FROM articles",
        "DELETE FROM articles",
        "CREATE TABLE found AS SELECT 1",
        "DROP TABLE articles",
        "EXPLAIN ANALYZE DELETE FROM articles",
    ],
)
def test_nothing_is_written(database: Path, sql: str) -> None:
    before = database.read_bytes()
    connection = reader.connect(database)
    with pytest.raises(duckdb.Error):
        connection.execute(sql)
    connection.close()
    with pytest.raises(duckdb.Error):
        reader.query(database, sql)
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM glob('{folder}/*')",
        "ATTACH '{folder}/other.duckdb'",
        "COPY articles TO '{folder}/out.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '{folder}/out'",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "SELECT * FROM read_blob('{other}')",
        "SELECT * FROM read_json('{other}')",
        "SELECT * FROM read_parquet('{other}')",
        "SELECT * FROM sniff_csv('{other}')",
        "SELECT * FROM parquet_metadata('{other}')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT getenv('HOME')",
        "SELECT * FROM query('SELECT * FROM read_text(''{other}'')')",
        "SELECT * FROM query_table('{other}')",
        "IMPORT DATABASE '{folder}'",
        "SET temp_directory = '{folder}'",
        "SET memory_limit = '900GB'",
        "RESET lock_configuration",
        "PRAGMA enable_object_cache; PRAGMA temp_directory='{folder}'",
    ],
)
def test_no_other_file_is_reached(database: Path, tmp_path: Path, sql: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text("secret\n1\n", encoding="utf-8")
    files = set(tmp_path.iterdir())
    connection = reader.connect(database)
    with pytest.raises(duckdb.Error):
        connection.execute(sql.format(other=other, folder=tmp_path)).fetchall()
    connection.close()
    assert set(tmp_path.iterdir()) == files


def test_a_query_cannot_take_the_locks_off(database: Path) -> None:
    """A detached file could be attached again to be written, so only one statement that reads is run."""
    unlock = f"USE memory; DETACH ledger; ATTACH {reader.quoted(database)} AS w; CREATE TABLE w.x AS SELECT 1"
    for sql in (unlock, "DETACH ledger", "SELECT 1; SELECT 2", "", "-- nothing"):
        with pytest.raises(duckdb.Error, match="Only one statement that reads"):
            reader.query(database, sql)


def test_variables_of_the_program_are_no_tables(database: Path) -> None:
    import polars as pl

    secret = pl.DataFrame({"password": ["x"]})
    with pytest.raises(duckdb.CatalogException, match="secret"):
        reader.query(database, "SELECT * FROM secret")
    assert secret.height == 1


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(duckdb.IOException, match="does not exist"):
        reader.connect(tmp_path / "none.duckdb")
    assert not list(tmp_path.iterdir())


def test_a_query_that_asks_for_too_much_ends_with_a_message(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory and the place that it may take on the disk are bounded, and nothing is left where one stands."""
    monkeypatch.chdir(tmp_path)
    small = ("SET memory_limit = '60MB'", "SET max_temp_directory_size = '0KB'", *reader._LOCKS[2:])
    monkeypatch.setattr(reader, "_LOCKS", small)
    with pytest.raises(duckdb.OutOfMemoryException):
        reader.query(database, "SELECT list(a.range || b.range) FROM range(20000) a, range(20000) b")
    assert not list(tmp_path.iterdir())


def test_a_reader_has_bounds() -> None:
    assert [lock for lock in reader._LOCKS if "memory_limit" in lock or "max_temp_directory_size" in lock]
