"""What Dagster shows of a table: columns from the data dictionary, row count, a small preview."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from orchestration import inert
from warehouse.dictionary import describe
from warehouse.reader import connect

if TYPE_CHECKING:
    import polars as pl

    from warehouse.dictionary import Table

PREVIEW_ROWS = 5
_CELL = 60  # characters of a value shown
_COLUMNS = 10


def column_schema(table: Table) -> dg.TableSchema:
    """Return the columns of a table of the dictionary as Dagster draws them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=name,
                type=column.type,
                description=describe(column),
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=list(table.key) == [name]
                ),
            )
            for name, column in table.columns.items()
        ]
    )


def frame_columns(schema: pl.Schema) -> dg.TableSchema:
    """Return the columns of a table that is none of the dictionary's, as Dagster draws them."""
    return dg.TableSchema(columns=[dg.TableColumn(name, str(kind)) for name, kind in schema.items()])


def table_metadata(frame: pl.DataFrame) -> dict[str, Any]:
    """Return row count and preview of a table that was just made."""
    return counted_metadata(frame.height, frame)


def database_metadata(database: Path, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return row count and preview of tables of a database by name, without reading the tables whole."""
    connection = connect(database)
    try:
        return {
            name: counted_metadata(
                connection.sql(f"SELECT count(*) AS count FROM {name}").pl().item(),
                connection.sql(f"SELECT * FROM {name} LIMIT {PREVIEW_ROWS}").pl(),
            )
            for name in names
        }
    finally:
        connection.close()


def counted_metadata(count: int, first: pl.DataFrame) -> dict[str, Any]:
    """Return row count and preview of a table of which the first rows are given."""
    return {"dagster/row_count": count, "preview": dg.MetadataValue.md(preview(first))}


def preview(frame: pl.DataFrame, rows: int = PREVIEW_ROWS) -> str:
    """Return the first rows as a Markdown table, long values cut."""
    if frame.is_empty():
        return "_no rows_"
    names = frame.columns[:_COLUMNS]
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    for row in frame.select(names).head(rows).iter_rows():
        lines.append("| " + " | ".join(_cell(value) for value in row) + " |")
    hidden = len(frame.columns) - len(names)
    if hidden:
        lines.append(f"\n_and {hidden} more columns_")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    return inert.markdown(text if len(text) <= _CELL else text[: _CELL - 1] + "…")
