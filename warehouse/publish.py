"""The database file: built whole beside the published one, hashed, and swapped in or laid aside."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from warehouse import reader
from warehouse.definitions import SCHEMAS
from warehouse.dictionary import ConformError, Table, conform, ddl, macro, table, tables
from warehouse.macros import macros

# Older programs refuse a file of DuckDB 2.0's own format, so the file keeps that of 1.4.
STORAGE_VERSION = "v1.4.0"
# When the ledger did its work. The same articles give the same content whenever they are read.
LEDGER_TIMES = ("ingested_at", "recorded_at", "first_seen_at")
# How earlier publications fared: it depends on when there were some.
OF_PUBLICATIONS = "quality.history"
_LOW = f"{(1 << 64) - 1}::UHUGEINT"  # the lower half of an MD5: halves are summed, so that no sum overflows


def build(
    path: Path,
    contents: Mapping[str, pl.DataFrame | str],
    mart_queries: Mapping[str, str],
    lent: Mapping[str, Path] | None = None,
    is_plain: bool = False,
) -> None:
    """Make a database file at `path` with every table and macro of the dictionary; a file there goes.

    `contents` holds every table of the schemas main and history and those of schema quality that are known
    by now (the others stay empty), each as a frame, or as a SELECT that reads the databases of `lent` by the
    names given there. `mart_queries` holds the SELECT of every mart, which reads tables by unqualified
    names. Rows lie sorted by key. `is_plain` leaves texts uncompressed: a compressed block ends in whatever
    lay in this program's memory, which matters where a name was taken out.

    Raises ValueError where a table lacks its contents or a mart its query, ConformError where what they
    give does not fit the dictionary.
    """
    _check_complete(contents, mart_queries)
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
    with _opened(path, is_plain) as connection:
        for name, lender in (lent or {}).items():
            connection.execute(f"ATTACH {reader.quoted(lender)} AS {name} (READ_ONLY)")
        connection.execute("BEGIN")  # one transaction waits for the disk once, not after each comment
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        for entry in tables().values():
            for statement in ddl(entry):
                connection.execute(statement)
        for entry in tables("history").values():
            for statement in macro(entry):
                connection.execute(statement)
        for one in macros():
            for statement in one.statements:
                connection.execute(statement)
        for name, content in (*contents.items(), *mart_queries.items()):
            _insert(connection, name, content)
        connection.execute("COMMIT")


def put(path: Path, frames: Mapping[str, pl.DataFrame], is_plain: bool = False) -> None:
    """Replace the rows of tables of a database that is built already, all at once; `is_plain` as for `build`.

    Raises ConformError where a frame does not fit the dictionary, duckdb.IOException where there is no
    database at `path`.
    """
    if not path.exists():
        raise duckdb.IOException(f"There is no database at {path}.")
    with _opened(path, is_plain) as connection:
        connection.execute("BEGIN")
        for name, frame in frames.items():
            connection.execute(f"DELETE FROM {name}")
            _insert(connection, name, frame)
        connection.execute("COMMIT")


def content_hashes(path: Path) -> dict[str, str]:
    """Return a hash of each table's content by full name, of the database at `path`.

    It depends on the columns' names and the rows, not on the rows' order, on when the ledger read its
    articles (LEDGER_TIMES), or on how DuckDB stores them. Schema history is left out: when the ledger took
    its articles in is what it tells. So is OF_PUBLICATIONS.
    """
    connection = reader.connect(path)
    try:
        return {
            name: _content_hash(connection, entry)
            for name, entry in tables().items()
            if entry.schema != "history" and name != OF_PUBLICATIONS
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


@contextmanager
def _opened(path: Path, is_plain: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a connection that writes the database at `path`; at the end all lies in the one file."""
    connection = duckdb.connect(":memory:")
    try:
        if is_plain:
            connection.execute("PRAGMA force_compression = 'uncompressed'")
        connection.execute(f"ATTACH {reader.quoted(path)} AS ledger (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE ledger")
        yield connection
        connection.execute("USE memory")
        connection.execute("DETACH ledger")  # writes what the log beside the file holds into it
    finally:
        connection.close()


def _check_complete(contents: Mapping[str, pl.DataFrame | str], mart_queries: Mapping[str, str]) -> None:
    needed, given = tables("main").keys() | tables("history").keys(), contents.keys()
    for missing, what in (
        (needed - given, "no frame is given for"),
        (given - needed - tables("quality").keys(), "schemas main, history and quality have no"),
        (tables("marts").keys() ^ mart_queries.keys(), "dictionary and queries differ in"),
    ):
        if missing:
            raise ValueError(f"The database cannot be built: {what} {', '.join(sorted(missing))}.")


def _insert(connection: duckdb.DuckDBPyConnection, name: str, content: pl.DataFrame | str) -> None:
    entry = table(name)
    if isinstance(content, pl.DataFrame):
        connection.register("incoming", conform(content, name))
        source, order = "SELECT * FROM incoming", ""
    else:
        conform(connection.sql(f"SELECT * FROM ({content}) LIMIT 0").pl(), name)
        source = content
        order = " ORDER BY " + ", ".join(f'"{column}" NULLS LAST' for column in entry.key)
    columns = ", ".join(f'"{column}"' for column in entry.columns)
    try:
        connection.execute(
            f'INSERT INTO "{entry.schema}"."{entry.name}" ({columns}) SELECT {columns} FROM ({source}){order}'
        )
    except duckdb.ConstraintException as error:  # of constraints there is but NOT NULL
        raise ConformError(f"{name}.{str(error).rpartition('.')[2]}: null, and may not be.") from None
    if isinstance(content, pl.DataFrame):
        connection.unregister("incoming")


def _content_hash(connection: duckdb.DuckDBPyConnection, entry: Table) -> str:
    """Return a hash of the columns' names, of how many rows there are, and of the sums of the rows' hashes.

    A sum does not depend on the order of the rows, and tells two equal rows from none or one.
    """
    columns = [column for column in entry.columns if column not in LEDGER_TIMES]
    # A value is told with its length, so that no two rows read alike; null has a length of its own.
    written = ", ".join(
        f'coalesce(strlen(CAST("{column}" AS VARCHAR)), -1), \':\', CAST("{column}" AS VARCHAR)'
        for column in columns
    )
    row = connection.execute(
        f"SELECT count(*), sum(CAST(hash >> 64 AS UBIGINT)), sum(CAST(hash & {_LOW} AS UBIGINT)) "
        f"FROM (SELECT md5_number(concat({written})) AS hash FROM {entry.full_name})"
    ).fetchone()
    return hashlib.sha256(repr((columns, row)).encode()).hexdigest()


def _sync(path: Path) -> None:
    """Wait until a file, or the list of a folder's files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
