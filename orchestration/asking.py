"""`uof sql`: one query against the published database, printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import inert
from orchestration.errors import CallError

if TYPE_CHECKING:
    import polars as pl
    from rich.table import Table

FORMATS = ("table", "csv", "json", "parquet")
_NARROW_COLUMNS = 3  # so few fold well, however long their texts
_WIDEST = 100_000  # characters: a width that no table needs


def answer(database: Path, query: str, form: str, out: Path | None = None) -> None:
    """Print the answer to a query, or write it to the file `out`: Parquet always, the other forms never.

    In CSV an apostrophe stands before texts that a spreadsheet would take for a formula, and a list or struct
    is written as JSON. JSON has one object a line. Raises CallError where the query or the call is wrong.
    """
    if form not in FORMATS:
        raise CallError(f"There is no format {form!r}. Take one of {', '.join(FORMATS)}.")
    if (form == "parquet") != (out is not None):
        raise CallError("Parquet goes to a file, --format parquet --out FILE; the other formats are printed.")
    from warehouse.spreadsheet import without_formulas

    rows = ask(database, query)
    if out is not None:
        _write_parquet(rows, out)
    elif form == "csv":
        text = without_formulas(_flat(rows)).write_csv()
        sys.stdout.write(inert.visible(text) if sys.stdout.isatty() else text)
    elif form == "json":
        for row in rows.iter_rows(named=True):
            print(inert.json_text(json.dumps(row, default=str, ensure_ascii=False)))
    else:
        print_table(rows)


def _write_parquet(rows: pl.DataFrame, out: Path) -> None:
    try:
        rows.write_parquet(out)
    except OSError as error:
        raise CallError(f"{out} cannot be written. {error}") from None


def _flat(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows whose lists and structs are texts, as CSV has none."""
    import polars as pl

    nested = [name for name, kind in rows.schema.items() if kind.is_nested()]
    return rows.with_columns(
        pl.Series(
            name,
            [
                None if value is None else json.dumps(value, default=str, ensure_ascii=False)
                for value in rows[name].to_list()
            ],
            dtype=pl.String,
        )
        for name in nested
    )


def ask(database: Path, query: str) -> pl.DataFrame:
    """Return the answer to a query. Raises CallError with DuckDB's words where it cannot be answered."""
    import duckdb

    from warehouse import reader

    try:
        return reader.query(database, query)
    except duckdb.Error as error:
        raise CallError(f"The query cannot be answered. {error}") from None


def list_tables(database: Path) -> None:
    """Print each table with its rows and what it is, and each macro."""
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
    macros = ask(
        database,
        "SELECT function_name || '(' || upper(array_to_string(parameters, ', ')) || ')' AS table, "
        "NULL::BIGINT AS rows, comment AS what FROM duckdb_functions() "
        "WHERE NOT internal AND function_type = 'table_macro' "
        "QUALIFY row_number() OVER (PARTITION BY function_name ORDER BY len(parameters) DESC) = 1 ORDER BY 1",
    )
    print_table(
        pl.concat([pl.DataFrame({"table": names, "rows": counts, "what": listed["comment"]}), macros])
    )


def print_table(rows: pl.DataFrame) -> None:
    """Print rows as a table, or, where a terminal is too narrow for it, each row as a list of its values."""
    from orchestration.console import terminal

    console = terminal()
    table = _table(rows)
    widest = console.measure(table, options=console.options.update(width=_WIDEST)).maximum
    if not console.is_terminal:
        console.width = max(console.width, widest)
    if widest <= console.width or rows.width <= _NARROW_COLUMNS:
        console.print(table)
    else:
        for number, row in enumerate(rows.iter_rows(named=True), start=1):
            console.print(f"\n[dim]row {number}[/]", highlight=False)
            console.print(_record(row))
    console.print(f"[dim]{rows.height} row{'' if rows.height == 1 else 's'}[/]", highlight=False)


def _table(rows: pl.DataFrame) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind in rows.schema.items():
        table.add_column(escape(name), justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in rows.iter_rows():
        table.add_row(*(_cell(value) for value in row))
    return table


def _record(row: dict[str, Any]) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for name, value in row.items():
        table.add_row(escape(name), _cell(value))
    return table


def _cell(value: Any) -> str:
    from rich.markup import escape

    return "" if value is None else escape(str(value))
