"""Run all expectations over one database: a row per expectation, a row per failing key."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.expectation import Expectation
from expectations.from_dictionary import dictionary_expectations
from expectations.from_queries import query_expectations
from warehouse.dictionary import conform, table
from warehouse.reader import connect
from warehouse.seeds import seeds_root

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

RESULTS, FAILING_ROWS = "quality.results", "quality.failing_rows"


def all_expectations() -> list[Expectation]:
    """Return every expectation, those of the dictionary first; names are unique within a table."""
    return [*dictionary_expectations(), *query_expectations()]


def check(database: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Run every expectation over a database.

    Returns the rows of quality.results (one an expectation) and of quality.failing_rows (one a failing key).
    """
    expectations = all_expectations()
    failing: dict[tuple[str, str], list[str]] = {}
    with connect(database) as connection:
        _lend_gazetteer(connection)
        for name in dict.fromkeys(one.table for one in expectations):
            mine = [one for one in expectations if one.table == name]
            failing |= _check_table(connection, name, mine)
    results = [
        (one.table, one.name, one.description, one.severity, not failing[one.table, one.name],
         len(failing[one.table, one.name]))
        for one in expectations
    ]  # fmt: skip
    rows = [(name, rule, key) for (name, rule), keys in failing.items() for key in dict.fromkeys(keys)]
    return _frame(results, RESULTS), _frame(rows, FAILING_ROWS)


def _lend_gazetteer(connection: duckdb.DuckDBPyConnection) -> None:
    """Queries may ask which places and counties exist: `gazetteer_places`, `gazetteer_counties`."""
    folder = seeds_root() / "register"
    connection.register("gazetteer_places", pl.read_parquet(folder / "places.parquet"))
    connection.register("gazetteer_counties", pl.read_csv(folder / "counties.csv", infer_schema=False))


def _check_table(
    connection: duckdb.DuckDBPyConnection, name: str, expectations: list[Expectation]
) -> dict[tuple[str, str], list[str]]:
    """Return the failing keys of each expectation of one table."""
    columns = [one for one in expectations if one.kind is not None]
    frame = connection.sql(f"SELECT * FROM {name}").pl().to_pandas(use_pyarrow_extension_array=True)
    found = {}
    for one, result in _validate(frame, columns, list(table(name).key)):
        found[name, one.name] = [] if result.success else _keys(result, table(name).key)
    for one in expectations:
        if one.query is not None:
            found[name, one.name] = _violations(connection, one)
    return found


def _violations(connection: duckdb.DuckDBPyConnection, expectation: Expectation) -> list[str]:
    """Return the keys that a query selects, after Great Expectations expected none of them."""
    frame = connection.sql(expectation.query or "").pl().select(pl.col("key").cast(pl.String))
    none = Expectation(
        expectation.table, expectation.name, expectation.description, expectation.severity,
        "ExpectTableRowCountToEqual", {"value": 0},
    )  # fmt: skip
    pandas = frame.to_pandas(use_pyarrow_extension_array=True)
    ((_, result),) = _validate(pandas, [none], [])
    return [] if result.success else [str(key) for key in frame["key"].fill_null("?")]


def _validate(
    frame: pd.DataFrame, expectations: list[Expectation], key: list[str]
) -> Iterator[tuple[Expectation, Any]]:
    """Yield each expectation with its result; results are told apart by name, their order differs.

    Raises RuntimeError where an expectation could not be evaluated: that is a fault of the rule.
    """
    if not expectations:
        return
    with _context() as context:
        import great_expectations as gx
        import great_expectations.expectations as kinds

        batch = (
            context.data_sources.add_pandas("frames")
            .add_dataframe_asset("frame")
            .add_batch_definition_whole_dataframe("whole")
            .get_batch(batch_parameters={"dataframe": frame})
        )
        suite = gx.ExpectationSuite(
            name="suite",
            expectations=[
                getattr(kinds, str(one.kind))(**one.arguments, meta={"name": one.name})
                for one in expectations
            ],
        )
        form = {"result_format": "COMPLETE", "unexpected_index_column_names": key}
        done = batch.validate(suite, result_format=form if key else "COMPLETE")
    by_name = {one.name: one for one in expectations}
    for result in done.results:
        if result.exception_info and result.exception_info.get("raised_exception"):
            one = by_name[result.expectation_config.meta["name"]]
            why = result.exception_info.get("exception_message")
            raise RuntimeError(f"The expectation {one.table}.{one.name} cannot be evaluated: {why}")
        yield by_name[result.expectation_config.meta["name"]], result


@contextmanager
def _context() -> Iterator[Any]:
    """Lend a Great Expectations context that writes nothing, shows no bars and sends nothing."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        yield context


def _keys(result: Any, key: Iterable[str]) -> list[str]:
    rows = result.result.get("unexpected_index_list") or []
    return [" | ".join(str(row[column]) for column in key) for row in rows]


def _frame(rows: list[tuple[Any, ...]], name: str) -> pl.DataFrame:
    return conform(pl.DataFrame(rows, schema=list(table(name).columns), orient="row"), name)
