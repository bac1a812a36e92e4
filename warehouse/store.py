"""Work databases: what a ledger knows from its last run, in DuckDB files that can be made again.

Each has one owner, one layout and the version of the rules that its rows were made by. A file of other rules,
or one that cannot be opened, is replaced by an empty one: its owner then makes all of it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import polars as pl

_SETTINGS = (
    "SET memory_limit = '1500MB'",  # beyond it DuckDB goes to the disk, beside the file
    "SET threads = 2",
    "SET TimeZone = 'UTC'",
    "SET python_enable_replacements = false",
)


@contextmanager
def opened(path: Path, version: str, layout: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a connection that writes the work database at `path`; what is not committed is as if never done.

    `layout` are the statements that make its tables. One made by another version or layout starts empty.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, version, layout) or _connect(path, version, layout, anew=True)
    assert connection is not None
    try:
        yield connection
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def append(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Add the rows of a frame, whose columns are those of the table by name."""
    if frame.is_empty():
        return
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def _connect(path: Path, version: str, layout: str, anew: bool = False) -> duckdb.DuckDBPyConnection | None:
    """Return a connection, None where the file is broken or of another version."""
    if anew:
        for leftover in (path, path.with_name(f"{path.name}.wal")):
            leftover.unlink(missing_ok=True)
    try:
        connection = duckdb.connect(str(path))
    except duckdb.Error:
        if anew:
            raise
        return None
    for setting in _SETTINGS:
        connection.execute(setting)
    made_by = f"{version} {layout}"
    with suppress(duckdb.Error):
        if connection.execute("SELECT made_by FROM store").fetchall() == [(made_by,)]:
            return connection
    if not anew:
        connection.close()
        return None
    connection.execute("BEGIN")
    connection.execute(layout)
    connection.execute("CREATE TABLE store (made_by VARCHAR)")
    connection.execute("INSERT INTO store VALUES (?)", [made_by])
    connection.execute("COMMIT")
    return connection
