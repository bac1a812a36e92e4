"""Every published table for a million incidents: those of some thousand, built as always, over and over.

Each repetition gets its own identifiers, by what the dictionary says of keys and references, so every
reference resolves and every new table or column comes along. Agencies are the same in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import polars as pl

from orchestration.building import mart_queries
from tests.bench.stories import Piece, story
from tests.bench.truth import extraction_of
from tests.bench.world import LAST_DAY
from transforms.incidents.build import build_tables
from transforms.records import Article
from warehouse.definitions import Table
from warehouse.dictionary import tables
from warehouse.publish import build

BASE = 2000  # incidents that are built
SHARED = "agencies.agency_id"  # what does not grow
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


def write(incidents: int, out: Path, seed: int, built: int = BASE) -> None:
    """Build a database at `out`, as a run does, with so many incidents or some more, of `built` made ones."""
    frames = base(min(built, incidents), seed)
    copies = ceil(incidents / frames["incidents"].height)
    small = out.with_name("base.duckdb")
    build(small, frames, mart_queries())
    contents: dict[str, pl.DataFrame | str] = {name: _repeated(tables()[name], copies) for name in frames}
    contents["quality.stages"] = _stages(frames["articles"].height * copies, frames["claims"].height * copies)
    build(out, contents, mart_queries(), {"base": small})
    small.unlink()


def _stages(articles: int, claims: int) -> pl.DataFrame:
    """Return the stages of a run in which each article was a document and nothing was refused."""
    entry = tables()["quality.stages"]
    came_in = dict.fromkeys(entry.columns["stage"].codes or {}, articles) | {"claims": claims, "refusals": 0}
    nothing = {"merged": 0, "ignored": 0, "quarantined": 0}
    rows = [
        {"stage": stage, "came_in": count, "went_on": count} | nothing for stage, count in came_in.items()
    ]
    return pl.DataFrame(rows, schema=entry.polars_schema)


def _repeated(entry: Table, copies: int) -> str:
    """Return the SELECT of the base's rows with every copy's own identifiers."""
    source = f"base.{entry.schema}.{entry.name}"
    own = [
        f"{_own(column)} AS {column}"
        for column, spec in entry.columns.items()
        if spec.references not in {None, SHARED} or (column.endswith("_id") and column != "agency_id")
    ]
    if not own or entry.name == "agencies":
        return f"SELECT * FROM {source}"
    return (
        f"SELECT one.* REPLACE ({', '.join(own)}) FROM {source} AS one CROSS JOIN range({copies}) AS n(copy)"
    )


def _own(column: str) -> str:
    """Return the identifier of a copy; a claim's entity may be an agency, which all copies share."""
    own = f"one.{column} || '-' || copy"
    if column == "entity_id":
        agencies = "SELECT agency_id FROM base.main.agencies"
        return f"CASE WHEN one.entity_id IN ({agencies}) THEN one.entity_id ELSE {own} END"
    return own
