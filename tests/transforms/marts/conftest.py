from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import transforms.marts
from warehouse.dictionary import Column, conform, tables

Rows = dict[str, list[dict[str, Any]]]
FOLDER = Path(transforms.marts.__file__).parent
FILLING = {
    "VARCHAR": "-",
    "BOOLEAN": False,
    "INTEGER": 1,
    "DOUBLE": 0.5,
    "TIMESTAMPTZ": datetime(2024, 1, 1, tzinfo=UTC),
}


def filling(column: Column) -> object:
    """What a test does not name: null where it may be, else a value that says nothing."""
    if column.nullable:
        return None
    if column.codes is not None:
        return "unknown" if "unknown" in column.codes else next(iter(column.codes))
    return FILLING[column.type]


def whole(rows: Rows) -> dict[str, pl.DataFrame]:
    return {
        name: pl.DataFrame(
            [
                {column: filling(spec) for column, spec in entry.columns.items()} | row
                for row in rows.get(name, [])
            ],
            schema=entry.polars_schema,
        )
        for name, entry in tables("main").items()
    }


@pytest.fixture
def mart() -> Iterator[Callable[[str, Rows], list[dict[str, Any]]]]:
    """Return the rows of a mart as they are stored, from rows of the tables and marts that it reads."""
    connection = duckdb.connect(":memory:")

    def read(name: str, rows: Rows) -> list[dict[str, Any]]:
        for table, frame in whole(rows).items():
            connection.register(table, frame)
        connection.execute("CREATE SCHEMA IF NOT EXISTS marts")
        for table in (name for name in rows if name.startswith("marts.")):
            connection.register("lent", pl.DataFrame(rows[table], schema=tables()[table].polars_schema))
            connection.execute(f"CREATE OR REPLACE TABLE {table} AS FROM lent")
        query = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
        return conform(connection.sql(query).pl(), f"marts.{name}").to_dicts()

    yield read
    connection.close()
