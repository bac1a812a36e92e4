"""Reading a database file so that it cannot be changed and nothing else can be read or written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import gettempdir

import duckdb
import polars as pl

_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
_LOCKS = (
    "SET memory_limit = '4GB'",  # of a query that asks for more than the machine has
    "SET max_temp_directory_size = '8GB'",  # on the disk, in the folder for what is temporary
    "SET enable_external_access = false",  # no other file, no network, no extension
    "SET python_enable_replacements = false",  # no variable of this program as a table
    "SET lock_configuration = true",
)


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads the database at `path`, names unqualified or with a schema.

    The file is attached to an empty database in memory: a process that still reads a file since
    replaced gets the new one here. Times are shown in UTC. The caller closes it.

    Raises duckdb.IOException where there is no database at `path`.
    """
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"ATTACH {quoted(path)} AS ledger (READ_ONLY)")
        connection.execute("USE ledger")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"SET temp_directory = {quoted(Path(gettempdir()) / f'uof-{os.getpid()}')}")
        for lock in _LOCKS:
            connection.execute(lock)
    except duckdb.Error:
        connection.close()
        raise
    return connection


def query(path: Path, sql: str) -> pl.DataFrame:
    """Return the answer of the database at `path` to one query.

    Raises duckdb.Error where it cannot be answered, and for anything but one statement that reads: the
    locks hold while the file stays attached, and a DETACH would end them.
    """
    connection = connect(path)
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise duckdb.InvalidInputException(
                "Only one statement that reads is allowed here, such as a SELECT."
            )
        return connection.sql(sql).pl()
    finally:
        connection.close()


def frames(path: Path, selects: Mapping[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the answer of the database at `path` to each SELECT, with its name, over one connection."""
    connection = connect(path)
    try:
        for name, sql in selects.items():
            yield name, connection.sql(sql).pl()
    finally:
        connection.close()


def quoted(path: Path) -> str:
    """Return a path as an SQL text."""
    return "'" + str(path).replace("'", "''") + "'"
