"""The data dictionary: every table and column of the database, and what follows from it.

The dictionary is written once, in `tables/*.yml`. Polars schemas, DDL with comments, baseline expectations,
Dagster's column lists, the data package and the codebook all come from what `tables` returns.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from warehouse.definitions import SCHEMAS, Column, DictionaryError, Table, load

__all__ = [
    "Column",
    "ConformError",
    "DictionaryError",
    "Table",
    "conform",
    "ddl",
    "describe",
    "fitted",
    "macro",
    "table",
    "tables",
]

TABLES = Path(__file__).resolve().parent / "tables"
_SHOWN = 3  # failing rows that an error names


class ConformError(ValueError):
    """A frame does not fit its table; the message names table, column and rows."""


def table(name: str) -> Table:
    """Return a table by its full name (`incidents`, `marts.x`, `quality.x`).

    Raises KeyError naming the tables there are.
    """
    found = _dictionary()
    if name not in found:
        raise KeyError(f"The data dictionary has no table {name!r}. It has {', '.join(found)}.")
    return found[name]


def tables(schema: str | None = None) -> dict[str, Table]:
    """Return the tables of a schema, or all, by full name: main first, each schema by name.

    Raises KeyError for a schema that there is not.
    """
    if schema is not None and schema not in SCHEMAS:
        raise KeyError(f"There is no schema {schema!r}. There are {', '.join(SCHEMAS)}.")
    return {name: entry for name, entry in _dictionary().items() if schema in (None, entry.schema)}


@cache
def _dictionary() -> dict[str, Table]:
    return load(TABLES)


def conform(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return a frame as its table wants it: columns in order, of their types, rows sorted by key.

    Only casts that keep every value are made (between widths of integers, integer to float, categories to
    text, time zones and units of instants, a column of nulls to anything). Whether keys are unique,
    references resolve, and numbers and texts lie in their ranges is for the expectations to say.

    Raises ConformError for a column that is missing, unknown or of another kind, a null where none may
    be, and a value that is not among the codes.
    """
    return fitted(frame, name).sort(table(name).key, nulls_last=True, maintain_order=True)


def fitted(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return a frame as `conform` does, its rows in the order given."""
    entry = table(name)
    _check_columns(frame, entry)
    typed = pl.DataFrame([_cast(frame, entry, column) for column in entry.columns])
    for column, spec in entry.columns.items():
        _check_values(typed, entry, column, spec)
    return typed


def _check_columns(frame: pl.DataFrame, entry: Table) -> None:
    for problem, columns in (
        ("lacks", entry.columns.keys() - set(frame.columns)),
        ("has the unknown", set(frame.columns) - entry.columns.keys()),
    ):
        if columns:
            raise ConformError(f"{entry.full_name}: the frame {problem} {', '.join(sorted(columns))}.")


def _cast(frame: pl.DataFrame, entry: Table, column: str) -> pl.Series:
    series, wanted = frame[column], entry.polars_schema[column]
    if series.dtype == wanted:
        return series
    if not _keeps_values(series.dtype, wanted):
        raise ConformError(f"{entry.full_name}.{column}: is {series.dtype}, and must be {wanted}.")
    cast = series.cast(wanted, strict=False)
    _raise_for(frame, entry, column, cast.is_null() & series.is_not_null(), f"no {wanted}")
    return cast


def _keeps_values(given: pl.DataType, wanted: pl.DataType) -> bool:
    if isinstance(given, pl.Null):
        return True
    if isinstance(wanted, pl.Datetime):
        return isinstance(given, pl.Datetime) and given.time_zone is not None
    if wanted.is_float():
        return given.is_numeric()
    if wanted.is_integer():
        return given.is_integer()
    return isinstance(wanted, pl.String) and isinstance(given, pl.Categorical | pl.Enum)


def _check_values(frame: pl.DataFrame, entry: Table, column: str, spec: Column) -> None:
    if not spec.nullable:
        _raise_for(frame, entry, column, frame[column].is_null(), "null, and may not be")
    if spec.codes is not None:
        known = frame[column].is_in(list(spec.codes)) | frame[column].is_null()
        _raise_for(frame, entry, column, ~known, f"none of {', '.join(spec.codes)}")


def _raise_for(frame: pl.DataFrame, entry: Table, column: str, failing: pl.Series, problem: str) -> None:
    """Raise for the rows that `failing` marks, the first of them by key and value."""
    if not failing.any():
        return
    shown = frame.filter(failing).head(_SHOWN)
    rows = "; ".join(
        f"{', '.join(f'{key}={row[key]!r}' for key in entry.key)}: {row[column]!r}"
        for row in shown.iter_rows(named=True)
    )
    raise ConformError(f"{entry.full_name}.{column}: {problem}, in {failing.sum()} row(s): {rows}")


def ddl(entry: Table) -> list[str]:
    """Return the statements that make a table with its comments, in the database in use.

    Keys and references are no constraints: expectations check them and name the rows that fail.
    """
    name = f'"{entry.schema}"."{entry.name}"'
    columns = ", ".join(
        f'"{column}" {spec.type}{"" if spec.nullable else " NOT NULL"}'
        for column, spec in entry.columns.items()
    )
    comment = f"{entry.purpose} One row is {entry.unit} Key: {', '.join(entry.key)}."
    return [
        f"CREATE TABLE {name} ({columns})",
        f"COMMENT ON TABLE {name} IS {_quoted(comment)}",
        *(
            f'COMMENT ON COLUMN {name}."{column}" IS {_quoted(describe(spec))}'
            for column, spec in entry.columns.items()
        ),
    ]


def macro(entry: Table) -> list[str]:
    """Return the statements that make the table macro of a table of versions, with its comment.

    It gives the columns of the table whose versions they are. Its argument is a day, or, where periods are
    moments, also a moment; a day then stands for its end in UTC. Text is read as either.
    """
    if entry.columns["valid_from"].type == "DATE":
        argument, begun, over = "day", "valid_from <= CAST(day AS DATE)", "valid_to <= CAST(day AS DATE)"
    else:
        argument = "moment"
        # A day as text has ten characters. Compared are microseconds, in which no zone of the reader counts.
        limit = (
            "CASE WHEN length(CAST(moment AS VARCHAR)) = 10 "
            "THEN epoch_us(CAST(CAST(moment AS DATE) + 1 AS TIMESTAMP)) - 1 "
            "ELSE epoch_us(CAST(moment AS TIMESTAMPTZ)) END"
        )
        begun, over = f"epoch_us(valid_from) <= {limit}", f"epoch_us(valid_to) <= {limit}"
    return [
        f'CREATE MACRO "{entry.macro}"("{argument}") AS TABLE SELECT * EXCLUDE (valid_from, valid_to) '
        f'FROM "{entry.schema}"."{entry.name}" WHERE {begun} AND NOT coalesce({over}, FALSE)',
        f'COMMENT ON MACRO TABLE "{entry.macro}" IS {_quoted(entry.purpose)}',
    ]


def describe(column: Column) -> str:
    """Return a column's meaning, with its codes and theirs."""
    if column.codes is None:
        return column.meaning
    codes = "; ".join(f"{code} = {meaning}" for code, meaning in column.codes.items())
    return f"{column.meaning} Codes: {codes}."


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
