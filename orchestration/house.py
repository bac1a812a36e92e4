"""The house: every article taken in, what may join it to others, its island, and the rows of each island.

It lies in one work database (`work/house.duckdb`), written in one transaction a run: whatever ends a run, the
next one finds the house as it was before or as it was after. Changed rules, or a broken file, make it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from orchestration.home import Home
from transforms.articles.fingerprints import days_apart, least_share
from transforms.incidents.build import ACROSS_ISLANDS
from transforms.incidents.islands import Keys
from warehouse.dictionary import Table, table, tables
from warehouse.store import append, opened

# `number` stands for the article in the tables of keys; those taken in by this run have the highest.
_ARTICLES = """
CREATE TABLE residents (
    number INTEGER, article_id VARCHAR, content VARCHAR, ingested_at TIMESTAMPTZ, island INTEGER
);
CREATE TABLE marks (key UBIGINT, number INTEGER, size INTEGER, day INTEGER);
CREATE TABLE names (key UBIGINT, number INTEGER);
CREATE TABLE bonds (key UBIGINT, number INTEGER);
CREATE TABLE blocks (key UBIGINT, number INTEGER, is_open BOOLEAN);
CREATE TABLE speakers (statement_id VARCHAR, name VARCHAR, island INTEGER);
CREATE TABLE officials_of (statement_id VARCHAR, official_id VARCHAR, name VARCHAR);
"""
_KEYS = ("marks", "names", "bonds", "blocks")
# Pairs of an article of this run and one before it. Days are counted in stretches as long as copies may lie
# apart, so that those near each other are in the same or in neighbouring ones.
_ALIKE = """
WITH fresh AS (
    SELECT *, day // {days} AS stretch FROM marks WHERE number >= {first}
),
met AS (
    SELECT fresh.number AS one, marks.number AS other, fresh.size AS size, marks.size AS other_size
    FROM (
        SELECT * EXCLUDE (stretch), unnest([stretch - 1, stretch, stretch + 1]) AS stretch FROM fresh
    ) AS fresh
    INNER JOIN marks ON fresh.key = marks.key AND fresh.stretch = marks.day // {days}
    WHERE marks.number < fresh.number AND abs(fresh.day - marks.day) <= {days}
    UNION ALL
    SELECT fresh.number, marks.number, fresh.size, marks.size
    FROM fresh INNER JOIN marks ON fresh.key = marks.key
    WHERE marks.number < fresh.number AND fresh.day IS NULL
    UNION ALL
    SELECT fresh.number, marks.number, fresh.size, marks.size
    FROM fresh INNER JOIN (SELECT * FROM marks WHERE day IS NULL) AS marks ON fresh.key = marks.key
    WHERE marks.number < fresh.number AND fresh.day IS NOT NULL
)
SELECT one, other FROM met
GROUP BY one, other, size, other_size
HAVING count(*) >= {share} * least(size, other_size)
UNION
SELECT fresh.number, names.number
FROM (SELECT * FROM names WHERE number >= {first}) AS fresh INNER JOIN names ON fresh.key = names.key
WHERE names.number < fresh.number
ORDER BY ALL
"""
_NEIGHBOURS = """
SELECT DISTINCT fresh.number AS one, blocks.number AS other
FROM (SELECT * FROM blocks WHERE number >= {first}) AS fresh INNER JOIN blocks ON fresh.key = blocks.key
WHERE blocks.number < fresh.number AND (fresh.is_open OR blocks.is_open)
ORDER BY ALL
"""
_BOUND = """
SELECT DISTINCT fresh.number AS one, bonds.number AS other
FROM (SELECT * FROM bonds WHERE number >= {first}) AS fresh INNER JOIN bonds ON fresh.key = bonds.key
WHERE bonds.number < fresh.number
"""


class House:
    """The open house of one run."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        last = connection.execute("SELECT coalesce(max(number), -1) FROM residents").fetchall()[0][0]
        self.first = int(last) + 1  # number of the first article that this run takes in

    def changes(self, keys: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the articles that are new or changed, and those that are gone or changed.

        `keys` are all that there should be: `article_id`, `content`, `ingested_at`.
        """
        known = self._connection.sql("SELECT article_id, content, ingested_at FROM residents").pl()
        on = ["article_id", "content", "ingested_at"]
        return keys.join(known, on=on, how="anti"), known.join(keys, on=on, how="anti")

    def leave(self, article_ids: Iterable[str]) -> set[int]:
        """Take articles out; return the islands that they were of."""
        leaving = pl.DataFrame({"article_id": list(article_ids)}, schema={"article_id": pl.String})
        self._lend("leaving", leaving)
        rows = self._connection.execute(
            "DELETE FROM residents WHERE article_id IN (SELECT article_id FROM leaving) "
            "RETURNING number, island"
        ).fetchall()
        numbers = pl.DataFrame({"number": [number for number, _ in rows]}, schema={"number": pl.Int32})
        self._lend("gone", numbers)
        for name in (*_KEYS, "agencies_met"):
            self._connection.execute(f"DELETE FROM {name} WHERE number IN (SELECT number FROM gone)")
        return {island for _, island in rows}

    def distrust(self, article_ids: Iterable[str]) -> None:
        """Let articles count as changed, so that the next update makes their islands anew."""
        self._lend(
            "doubted", pl.DataFrame({"article_id": list(article_ids)}, schema={"article_id": pl.String})
        )
        self._connection.execute(
            "UPDATE residents SET content = '' WHERE article_id IN (SELECT article_id FROM doubted)"
        )

    def enter(
        self, articles: pl.DataFrame, keys: Mapping[str, Keys], days: Mapping[str, date | None]
    ) -> None:
        """Take articles in (`number`, `article_id`, `content`, `ingested_at`), each an island for now."""
        append(self._connection, "residents", articles.with_columns(island="number"))
        numbers = dict(articles.select("article_id", "number").iter_rows())
        marks, names, bonds, blocks = [], [], [], []
        for name, own in keys.items():
            number, day = numbers[name], days[name]
            counted = day.toordinal() if day is not None else None
            marks += [(key, number, len(own.marks), counted) for key in own.marks]
            names += [(key, number) for key in own.names]
            bonds += [(key, number) for key in own.bonds]
            blocks += [(key, number, is_open) for key, is_open in own.blocks.items()]
        kinds = {"key": pl.UInt64, "number": pl.Int32}
        dated = {"size": pl.Int32, "day": pl.Int32}
        for into, rows, schema in (
            ("marks", marks, kinds | dated),
            ("names", names, kinds),
            ("bonds", bonds, kinds),
            ("blocks", blocks, kinds | {"is_open": pl.Boolean}),
        ):
            append(self._connection, into, pl.DataFrame(rows, schema=schema, orient="row"))

    def alike(self) -> pl.DataFrame:
        """Return pairs (`one` new, `other` before it) of which one may be a copy or version of the other."""
        return self._pairs(_ALIKE)

    def neighbours(self) -> pl.DataFrame:
        """Return pairs (`one` new, `other` before it) that may tell of one event."""
        return self._pairs(_NEIGHBOURS)

    def bound(self) -> pl.DataFrame:
        """Return pairs (`one` new, `other` before it) of which a person judged events."""
        return self._pairs(_BOUND)

    def residents(self) -> pl.DataFrame:
        """Return `number`, `article_id` and `island` of every article."""
        return self._connection.sql("SELECT number, article_id, island FROM residents ORDER BY number").pl()

    def replace(self, islands: Mapping[int, int], rows: Mapping[str, pl.DataFrame]) -> None:
        """Put articles (by number) on islands, and the rows of these, with `island`, into the tables."""
        moved = pl.DataFrame(
            {"number": list(islands), "island": list(islands.values())},
            schema={"number": pl.Int32, "island": pl.Int32},
        )
        self._lend("moved", moved)
        self._connection.execute(
            "UPDATE residents SET island = moved.island FROM moved WHERE residents.number = moved.number"
        )
        for name, frame in rows.items():
            append(self._connection, _held(name) if name in _island_tables() else name, frame)

    def clear(self, islands: Iterable[int]) -> None:
        """Drop the rows of islands."""
        self._lend("cleared", pl.DataFrame({"island": list(islands)}, schema={"island": pl.Int32}))
        for name in (*(_held(name) for name in _island_tables()), "speakers"):
            self._connection.execute(f"DELETE FROM {name} WHERE island IN (SELECT island FROM cleared)")

    def query(self, sql: str, **frames: pl.DataFrame) -> pl.DataFrame:
        """Return the answer to a query over the tables of the house and frames by the names given."""
        for name, frame in frames.items():
            self._lend(name, frame)
        return self._connection.sql(sql).pl()

    def execute(self, sql: str, **frames: pl.DataFrame) -> None:
        """Run a statement that reads frames by the names given."""
        for name, frame in frames.items():
            self._lend(name, frame)
        self._connection.execute(sql)

    def append(self, name: str, frame: pl.DataFrame) -> None:
        """Add rows to a table of the house."""
        append(self._connection, name, frame)

    def _pairs(self, sql: str) -> pl.DataFrame:
        return self._connection.sql(sql.format(first=self.first, days=days_apart(), share=least_share())).pl()

    def _lend(self, name: str, frame: pl.DataFrame) -> None:
        self._connection.register(name, frame)


@contextmanager
def entered(home: Home, version: str) -> Iterator[House]:
    """Lend the house of a ledger; what is done in it counts only if it ends well."""
    with opened(house_path(home), version, layout()) as connection:
        connection.execute("BEGIN")
        try:
            yield House(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def house_path(home: Home) -> Path:
    """Return where the house of a ledger lies."""
    return home.work / "house.duckdb"


def contents(lent: str) -> dict[str, str]:
    """Return a SELECT for each table of the schemas main and history over a house lent by a name."""
    held = {name: f"SELECT * EXCLUDE (island) FROM {lent}.{_held(name)}" for name in _island_tables()}
    held["statements"] = (
        "SELECT s.* EXCLUDE (island) REPLACE (o.official_id AS official_id) "
        f"FROM {lent}.{_held('statements')} AS s LEFT JOIN {lent}.officials_of AS o USING (statement_id)"
    )
    held["agencies"] = agencies_query(f"{lent}.agencies_met")
    for name in ("officials", "official_positions"):
        held[name] = f"SELECT * EXCLUDE (speaker) FROM {lent}.{name}"
    return held


def agencies_query(source: str) -> str:
    """Return the SELECT of every agency once; of several descriptions the first by its fields counts."""
    columns = list(table("agencies").columns)
    order = ", ".join(f"{column} NULLS FIRST" for column in columns)
    return f"SELECT DISTINCT ON (agency_id) {', '.join(columns)} FROM {source} ORDER BY {order}"


def _island_tables() -> list[str]:
    return [name for name in (*tables("main"), *tables("history")) if name not in ACROSS_ISLANDS]


def _held(name: str) -> str:
    return f"rows_{name.replace('.', '_')}"


def layout() -> str:
    """Return the DDL of an empty house."""
    of_islands = [_ddl(_held(name), table(name), "island INTEGER") for name in _island_tables()]
    of_officials = [
        _ddl(name, table(name), "speaker VARCHAR") for name in ("officials", "official_positions")
    ]
    met = _ddl("agencies_met", table("agencies"), "number INTEGER")
    return "\n".join([_ARTICLES, met, *of_islands, *of_officials])


def _ddl(name: str, entry: Table, more: str) -> str:
    columns = ", ".join(f'"{column}" {spec.type}' for column, spec in entry.columns.items())
    return f"CREATE TABLE {name} ({columns}, {more});"
