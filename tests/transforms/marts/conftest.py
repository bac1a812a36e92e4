from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import transforms.marts
from warehouse import reader
from warehouse.dictionary import Column, tables
from warehouse.publish import build

Rows = dict[str, list[dict[str, Any]]]
QUERIES = {
    f"marts.{path.stem}": path.read_text(encoding="utf-8")
    for path in Path(transforms.marts.__file__).parent.glob("*.sql")
}
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
def mart(tmp_path: Path) -> Callable[[str, Rows], list[dict[str, Any]]]:
    """Return the rows of a mart, sorted by its key, over a database that holds the given rows."""

    def read(name: str, rows: Rows) -> list[dict[str, Any]]:
        path = tmp_path / "uof.duckdb"
        build(path, whole(rows), QUERIES)
        return reader.query(path, f"SELECT * FROM marts.{name}").to_dicts()

    return read
