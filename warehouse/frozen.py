"""A database file whose bytes follow from its tables alone, for releases: the same rows give the same file.

DuckDB's own files differ each time they are written, in two ways. Since storage 1.4 a file carries a random
identifier. And compressed texts leave the unused end of a block as it was in memory, which may be anything
that the program read before, also what must not be published. So a frozen file has the storage of DuckDB 1.0,
which has no identifier (and which every later version reads), holds its columns uncompressed, and is written
by one thread in the order of the keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

from warehouse import reader
from warehouse.definitions import SCHEMAS
from warehouse.dictionary import Table, ddl, macro

STORAGE_VERSION = "v1.0.0"


def freeze(path: Path, contents: Iterable[tuple[Table, pl.DataFrame]]) -> None:
    """Write tables with their comments and macros to a new database file; a file there goes.

    Each frame has the columns of its table, in order, and its rows in the order in which they shall lie.
    """
    path.unlink(missing_ok=True)
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        connection.execute("PRAGMA force_compression = 'uncompressed'")
        connection.execute(f"ATTACH {reader.quoted(path)} AS ledger (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE ledger")
        connection.execute("BEGIN")
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        for entry, frame in contents:
            for statement in (*ddl(entry), *(macro(entry) if entry.macro else ())):
                connection.execute(statement)
            connection.register("incoming", frame)
            connection.execute(f'INSERT INTO "{entry.schema}"."{entry.name}" SELECT * FROM incoming')
            connection.unregister("incoming")
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute("DETACH ledger")  # writes what the log beside the file holds into it
    finally:
        connection.close()
