"""The database file: built whole beside the published one, hashed, and swapped in or laid aside."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import polars as pl

from warehouse import reader
from warehouse.dictionary import SCHEMAS, Table, conform, ddl, macro, table, tables

# Older programs refuse a file of DuckDB 2.0's own format, so the file keeps that of 1.4.
STORAGE_VERSION = "v1.4.0"
# When the ledger did its work. The same articles give the same content whenever they are read.
LEDGER_TIMES = ("ingested_at", "recorded_at", "first_seen_at")
_BATCH = 10_000  # rows hashed at a time


def build(path: Path, frames: Mapping[str, pl.DataFrame], mart_queries: Mapping[str, str]) -> None:
    """Make a database file at `path` with every table and macro of the dictionary; a file there goes.

    `frames` holds every table of the schemas main and history and those of schema quality that are known
    by now (the others stay empty), `mart_queries` the SELECT of every mart, which reads tables by
    unqualified names. Rows lie sorted by key.

    Raises ValueError where a table lacks a frame or a mart its query, ConformError where what they give
    does not fit the dictionary.
    """
    _check_complete(frames, mart_queries)
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"ATTACH {reader.quoted(path)} AS ledger (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE ledger")
        connection.execute("BEGIN")  # one transaction waits for the disk once, not after each comment
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        for entry in tables().values():
            for statement in ddl(entry):
                connection.execute(statement)
        for entry in tables("history").values():
            for statement in macro(entry):
                connection.execute(statement)
        for name, frame in frames.items():
            _insert(connection, name, frame)
        for name, sql in mart_queries.items():
            _insert(connection, name, connection.sql(sql).pl())
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute("DETACH ledger")  # writes everything into the one file
    finally:
        connection.close()


def content_hashes(path: Path) -> dict[str, str]:
    """Return a hash of each table's content by full name, of the database at `path`.

    It depends on the columns' names and the rows, not on the rows' order, on when the ledger read its
    articles (LEDGER_TIMES), or on how DuckDB stores them. Schema history is left out: when the ledger took
    its articles in is what it tells.
    """
    connection = reader.connect(path)
    try:
        return {
            name: _content_hash(connection, entry)
            for name, entry in tables().items()
            if entry.schema != "history"
        }
    finally:
        connection.close()


def swap(built: Path, published: Path) -> None:
    """Put a database in the place of the published one, in one step.

    Whoever has the old file open keeps it. After a loss of power there is the old file or the new one.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    _sync(built)
    built.replace(published)
    _sync(published.parent)


def refuse(built: Path, folder: Path) -> Path:
    """Lay a database aside in `folder` and return its path there.

    Its name tells the newest day of publication and the content, so the same refusal keeps one file.
    """
    newest = reader.query(built, "SELECT max(published_on) FROM articles").item()
    digest = hashlib.sha256("".join(content_hashes(built).values()).encode()).hexdigest()
    aside = folder / f"uof-{newest or 'undated'}-{digest[:10]}.duckdb"
    swap(built, aside)
    return aside


def _check_complete(frames: Mapping[str, pl.DataFrame], mart_queries: Mapping[str, str]) -> None:
    needed, given = tables("main").keys() | tables("history").keys(), frames.keys()
    for missing, what in (
        (needed - given, "no frame is given for"),
        (given - needed - tables("quality").keys(), "schemas main, history and quality have no"),
        (tables("marts").keys() ^ mart_queries.keys(), "dictionary and queries differ in"),
    ):
        if missing:
            raise ValueError(f"The database cannot be built: {what} {', '.join(sorted(missing))}.")


def _insert(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    entry = table(name)
    connection.register("incoming", conform(frame, name))
    connection.execute(f'INSERT INTO "{entry.schema}"."{entry.name}" BY NAME SELECT * FROM incoming')
    connection.unregister("incoming")


def _content_hash(connection: duckdb.DuckDBPyConnection, entry: Table) -> str:
    columns = [column for column in entry.columns if column not in LEDGER_TIMES]
    rows = sorted(_row_hashes(connection, entry.full_name, columns))
    return hashlib.sha256(b"".join([repr(columns).encode(), *rows])).hexdigest()


def _row_hashes(connection: duckdb.DuckDBPyConnection, name: str, columns: list[str]) -> Iterator[bytes]:
    """Yield a hash of each row, from Python literals of its values, which tell any two values apart."""
    selected = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"SELECT {selected} FROM {name}")
    while batch := connection.fetchmany(_BATCH):
        yield from (hashlib.sha256(repr(row).encode()).digest() for row in batch)


def _sync(path: Path) -> None:
    """Wait until a file, or the list of a folder's files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
