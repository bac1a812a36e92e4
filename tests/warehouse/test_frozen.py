"""A frozen file follows from its rows alone, and older programs read it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from warehouse.dictionary import table, tables
from warehouse.frozen import freeze


def _write(path: Path, rows: int) -> bytes:
    agencies = pl.DataFrame(
        {
            name: [f"{name} {number}" for number in range(rows)] if kind == pl.String() else [True] * rows
            for name, kind in table("agencies").polars_schema.items()
        },
        schema=table("agencies").polars_schema,
    )
    frames = {name: entry.polars_schema.to_frame() for name, entry in tables().items()}
    frames["agencies"] = agencies
    freeze(path, [(tables()[name], frame) for name, frame in frames.items()])
    return path.read_bytes()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first = _write(tmp_path / "a.duckdb", 5000)
    _write(tmp_path / "b.duckdb", 20_000)  # leaves other things in memory
    assert _write(tmp_path / "b.duckdb", 5000) == first


def test_it_holds_rows_comments_and_macros(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    _write(path, 3)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM agencies").fetchall() == [(3,)]
        assert connection.execute("FROM incidents_as_of('2024-05-06')").fetchall() == []
        comments = "SELECT comment FROM duckdb_tables() WHERE table_name = 'claims'"
        (comment,) = connection.execute(comments).fetchall()
        assert comment[0].startswith(table("claims").purpose)


def test_it_has_the_storage_of_the_first_version(tmp_path: Path) -> None:
    _write(tmp_path / "a.duckdb", 1)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{tmp_path / 'a.duckdb'}' AS a (READ_ONLY)")
        tags = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'a'"
        ((version,),) = connection.execute(tags).fetchall()
        assert "v1.0.0" in version
