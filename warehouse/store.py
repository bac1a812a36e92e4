"""Work databases: what a ledger knows from its last run, in DuckDB files that can be made again.

Each has one owner, one layout and the version of the rules that its rows were made by. A file of other rules,
or one that cannot be opened, is replaced by an empty one: its owner then makes all of it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl

T = TypeVar("T")
_TRIES = 3  # one for each work database
_SETTINGS = (
    "SET memory_limit = '1500MB'",  # beyond it DuckDB goes to the disk, beside the file
    "SET threads = 2",
    "SET TimeZone = 'UTC'",
    "SET python_enable_replacements = false",
)


class DamagedError(RuntimeError):
    """A file of the ledger was damaged; the message says which and what becomes of it."""


@contextmanager
def opened(path: Path, version: str, layout: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a connection that writes the work database at `path`; what is not committed is as if never done.

    `layout` are the statements that make its tables. One made by another version or layout starts empty.
    Raises DamagedError where a block of the file is not what was written; the file is removed then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, version, layout) or _connect(path, version, layout, anew=True)
    assert connection is not None
    try:
        yield connection
        connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        connection.close()
        if _is_sound(path):  # the disk is full, or the statement is wrong
            raise
        _remove(path)
        raise DamagedError(
            f"{path} was damaged and has been removed; the next run makes it anew. ({str(error)[:200]})"
        ) from error
    finally:
        connection.close()


def mended(work: Callable[[], T]) -> T:
    """Return what work over work databases gives. Where one turns out damaged, all is done again without it.

    Raises DamagedError where files are damaged again and again: the disk is failing.
    """
    for _ in range(_TRIES):
        with suppress(DamagedError):
            return work()
    return work()


def append(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Add the rows of a frame, whose columns are those of the table by name."""
    if frame.is_empty():
        return
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)


def _is_sound(path: Path) -> bool:
    """Tell whether every row can be read: DuckDB keeps a checksum of each block and compares it then."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                connection.execute(f'SELECT bit_xor(hash(t)) FROM "{name}" AS t').fetchall()
    except duckdb.Error:
        return False
    return True


def _connect(path: Path, version: str, layout: str, anew: bool = False) -> duckdb.DuckDBPyConnection | None:
    """Return a connection, None where the file is broken or of another version."""
    if anew:
        _remove(path)
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
