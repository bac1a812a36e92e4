"""Every published table for a million incidents: those of some thousand, built as always, over and over.

Each repetition gets its own identifiers, by what the dictionary says of keys and references, so every
reference resolves and every new table or column comes along. Agencies are the same in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import duckdb
import polars as pl

from tests.bench.stories import Piece, story
from tests.bench.truth import extraction_of
from tests.bench.world import LAST_DAY
from transforms.incidents.build import build_tables
from transforms.records import Article
from warehouse.definitions import SCHEMAS, Table
from warehouse.dictionary import ddl, tables

BASE = 4000  # incidents that are built
SHARED = "agencies"  # the table that does not grow
TAKEN_IN = datetime(2024, 1, 2, tzinfo=UTC)


def base(incidents: int, seed: int) -> dict[str, pl.DataFrame]:
    """Return the tables of so many incidents, built from what a faultless reader takes out."""
    pieces = list(_pieces(incidents, seed))
    articles = [article_of(piece) for piece in pieces]
    extractions = [extraction_of(*pair) for pair in zip(articles, pieces, strict=True)]
    return build_tables(articles, extractions, {article.article_id: TAKEN_IN for article in articles})


def _pieces(incidents: int, seed: int) -> Iterator[Piece]:
    for number in range(incidents):
        yield from story(number, seed, LAST_DAY)


def article_of(piece: Piece) -> Article:
    """Return the record of an article, without the reading of its file."""
    line = piece.line
    return Article(
        f"art-{piece.doc_id}", piece.doc_id, piece.url, piece.outlet, piece.title, piece.published,
        line["text"], "0" * 64,
    )  # fmt: skip


def write(incidents: int, out: Path, seed: int) -> dict[str, int]:
    """Write a database at `out` with at least so many incidents, marts and quality empty; return its rows.

    It is filled table by table by DuckDB, which needs little memory.
    """
    frames = base(min(BASE, incidents), seed)
    copies = ceil(incidents / frames["incidents"].height)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    with duckdb.connect(str(out)) as connection:
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        for entry in tables().values():
            for statement in ddl(entry):
                connection.execute(statement)
        for name, entry in tables("main").items():
            if name in frames:
                connection.register("base", frames[name])
                connection.execute(f"INSERT INTO main.{name} BY NAME {_repeated(entry, copies)}")
        return {name: _rows(connection, name) for name in tables("main")}


def _repeated(entry: Table, copies: int) -> str:
    """Return the SELECT of the base's rows with every copy's own identifiers."""
    if entry.name == SHARED:
        return "SELECT * FROM base"
    own = [
        f'"{column}" || \'-\' || copy AS "{column}"'
        for column, spec in entry.columns.items()
        if spec.type == "VARCHAR"
        and (_is_own(spec.references) or (spec.references is None and column == entry.key[0]))
    ]
    return f"SELECT base.* REPLACE ({', '.join(own)}) FROM base CROSS JOIN range({copies}) AS copies(copy)"


def _is_own(references: str | None) -> bool:
    return references is not None and references.partition(".")[0] != SHARED


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM main.{name}").fetchone()
    return int(found[0]) if found else 0
