"""`uof sql`: one query against the published database, printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import CallError

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("table", "csv", "json")


def answer(database: Path, query: str, form: str) -> None:
    """Print the answer to a query. Raises CallError where the query or the format is wrong."""
    if form not in FORMATS:
        raise CallError(f"There is no format {form!r}. Take one of {', '.join(FORMATS)}.")
    rows = ask(database, query)
    if form == "csv":
        sys.stdout.write(rows.write_csv())
    elif form == "json":
        for row in rows.iter_rows(named=True):
            print(json.dumps(row, default=str, ensure_ascii=False))
    else:
        print_table(rows)


def ask(database: Path, query: str) -> pl.DataFrame:
    """Return the answer to a query. Raises CallError with DuckDB's words where it cannot be answered."""
    import duckdb

    from warehouse import reader

    try:
        return reader.query(database, query)
    except duckdb.Error as error:
        raise CallError(f"The query cannot be answered. {error}") from None


def list_tables(database: Path) -> None:
    """Print each table with its rows and what it is."""
    import polars as pl

    listed = ask(
        database,
        "SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE NOT internal "
        "ORDER BY schema_name <> 'main', schema_name, table_name",
    )
    names = [
        table if schema == "main" else f"{schema}.{table}"
        for schema, table in listed.select("schema_name", "table_name").iter_rows()
    ]
    counts = [ask(database, f"SELECT count(*) FROM {name}").item() for name in names]
    print_table(pl.DataFrame({"table": names, "rows": counts, "what": listed["comment"]}))


def print_table(rows: pl.DataFrame) -> None:
    """Print rows as a table; long texts wrap on a terminal and stay whole in a pipe."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    from orchestration.console import terminal

    console = terminal()
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind in rows.schema.items():
        table.add_column(escape(name), justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in rows.iter_rows():
        table.add_row(*(_cell(value) for value in row))
    if not console.is_terminal:
        console.width = max(console.width, console.measure(table).maximum)
    console.print(table)
    console.print(f"[dim]{rows.height} row{'' if rows.height == 1 else 's'}[/]", highlight=False)


def _cell(value: Any) -> str:
    from rich.markup import escape

    return "" if value is None else escape(str(value))
