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

RESULTS, FAILING_ROWS = "quality.results", "quality.failing_rows"
FIRST_ROWS = 100  # rows of each table that are judged whether or not anything is odd about them


def all_expectations() -> list[Expectation]:
    """Return every expectation, those of the dictionary first; names are unique within a table."""
    return [*dictionary_expectations(), *query_expectations()]


def check(database: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Run every expectation over a database.

    Returns the rows of quality.results (one an expectation) and of quality.failing_rows (one a failing key).
    Raises RuntimeError where an expectation cannot be evaluated.
    """
    expectations = all_expectations()
    by_kind = [one for one in expectations if one.query is None]
    by_query = [one for one in expectations if one.query is not None]
    connection = connect(database)
    failing: dict[tuple[str, str], list[str]] = {}
    try:
        with _context() as context:
            for name in dict.fromkeys(one.table for one in by_kind):
                mine = [one for one in by_kind if one.table == name]
                failing |= _check_columns(context, connection, name, mine)
            failing |= _check_queries(context, connection, by_query)
    finally:
        connection.close()
    results = [
        (one.table, one.name, one.description, one.severity, not keys, len(keys))
        for one in expectations
        for keys in [failing[one.table, one.name]]
    ]
    rows = [(name, rule, key) for (name, rule), keys in failing.items() for key in dict.fromkeys(keys)]
    return _frame(results, RESULTS), _frame(rows, FAILING_ROWS)


def _check_columns(
    context: Any, connection: duckdb.DuckDBPyConnection, name: str, expectations: list[Expectation]
) -> dict[tuple[str, str], list[str]]:
    """Return the failing keys of each column rule of one table.

    DuckDB looks through the table for the rows that may break a rule. Great Expectations judges those and the
    first rows of the table, so that time and memory do not grow with what is sound.
    """
    key = list(table(name).key)
    rules = {one.name: (str(one.kind), one.arguments) for one in expectations}
    suspects = " OR ".join(f"({one.suspects})" for one in expectations)
    frame = connection.sql(f"SELECT * FROM {name} WHERE rowid < {FIRST_ROWS} OR {suspects}").pl()
    return {
        (name, rule): [" | ".join(str(row[column]) for column in key) for row in rows]
        for rule, rows in _validate(context, frame, rules, key).items()
    }


def _check_queries(
    context: Any, connection: duckdb.DuckDBPyConnection, expectations: list[Expectation]
) -> dict[tuple[str, str], list[str]]:
    """Return the failing keys of each query.

    All failing keys are gathered in one frame, of which each rule expects that it does not appear there.
    """
    lend_gazetteer(connection)
    found = [
        connection.sql(one.query or "")
        .pl()
        .select(pl.lit(number).alias("rule"), pl.col("key").cast(pl.String))
        for number, one in enumerate(expectations)
    ]
    rules: dict[str, tuple[str, dict[str, Any]]] = {
        str(number): ("ExpectColumnValuesToNotBeInSet", {"column": "rule", "value_set": [number]})
        for number in range(len(expectations))
    }
    gathered = _validate(context, pl.concat(found), rules, ["key"])
    return {
        (one.table, one.name): [str(row["key"]) for row in gathered[str(number)]]
        for number, one in enumerate(expectations)
    }


def lend_gazetteer(connection: duckdb.DuckDBPyConnection) -> None:
    """Queries may ask which places, counties and states exist: `gazetteer_places`, `_counties`, `_states`."""
    folder = seeds_root() / "register"
    connection.register("gazetteer_places", pl.read_parquet(folder / "places.parquet"))
    counties = pl.read_csv(folder / "counties.csv", infer_schema=False).with_columns(
        pl.col("latitude", "longitude", "reach_km").cast(pl.Float64)
    )
    connection.register("gazetteer_counties", counties)
    connection.register("gazetteer_states", pl.read_csv(folder / "states.csv", infer_schema=False))


def _validate(
    context: Any, frame: pl.DataFrame, rules: dict[str, tuple[str, dict[str, Any]]], key: list[str]
) -> dict[str, list[dict[str, Any]]]:
    """Return the failing rows (their key columns) of each rule, a kind of Great Expectations with arguments.

    Great Expectations says first which rules are met, and then of the few that are not which rows break them:
    to ask all rules for rows costs it twice the time. Raises RuntimeError where a rule that is not met names
    no row.
    """
    import great_expectations as gx
    import great_expectations.expectations as kinds

    source = context.data_sources.add_or_update_pandas("frames")
    batch = (
        source.add_dataframe_asset("frame")
        .add_batch_definition_whole_dataframe("whole")
        .get_batch(batch_parameters={"dataframe": frame.to_pandas(use_pyarrow_extension_array=True)})
    )

    def judged(names: Iterable[str], form: dict[str, Any]) -> dict[str, Any]:
        suite = gx.ExpectationSuite(
            name="suite",
            expectations=[
                getattr(kinds, kind)(**arguments, meta={"name": name})
                for name in names
                for kind, arguments in [rules[name]]
            ],
        )
        return _by_name(batch.validate(suite, result_format=form).results)

    met = {name: result.success for name, result in judged(rules, {"result_format": "BOOLEAN_ONLY"}).items()}
    broken = [name for name in rules if not met[name]]
    failing: dict[str, list[dict[str, Any]]] = {name: [] for name in rules}
    if broken:
        form = {"result_format": "COMPLETE", "unexpected_index_column_names": key}
        for name, result in judged(broken, form).items():
            failing[name] = result.result["unexpected_index_list"]
            if not failing[name]:
                raise RuntimeError(f"{name} is not met, but no row breaks it.")
    return failing


def _by_name(results: list[Any]) -> dict[str, Any]:
    """Return results by name: their order is not that of the suite.

    Raises RuntimeError where a rule could not be evaluated: that is a fault of the rule, not of the data.
    """
    named = {}
    for result in results:
        name = result.expectation_config.meta["name"]
        if result.exception_info.get("raised_exception"):
            raise RuntimeError(f"{name} cannot be evaluated: {result.exception_info['exception_message']}")
        named[name] = result
    return named


@contextmanager
def _context() -> Iterator[Any]:
    """Lend a Great Expectations context that writes nothing, shows no bars and sends nothing."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations as gx
        from great_expectations.data_context.types import base

        settings = base.DataContextConfig(
            store_backend_defaults=base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=base.ProgressBarsConfig(globally=False, metric_calculations=False),
            analytics_enabled=False,
        )
        yield gx.get_context(mode="ephemeral", project_config=settings)


def _frame(rows: list[tuple[Any, ...]], name: str) -> pl.DataFrame:
    return conform(pl.DataFrame(rows, schema=list(table(name).columns), orient="row"), name)
