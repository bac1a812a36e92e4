"""The tables of the database and its marts, built in one step beside the published database."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter

import dagster as dg

from orchestration.assets.common import (
    EXTRACTIONS,
    TEXTS,
    histories,
    key_of,
    main_tables,
    marts,
    table_spec,
)
from orchestration.building import RULES, build_database, mart_queries, mart_sources
from orchestration.console import reporter
from orchestration.metadata import database_metadata
from orchestration.resources import Ledger
from transforms.incidents.build import OF_LISTS

# What each table is made from, for the graph. Tables that are not named come from the claims.
_MADE_FROM = {
    "articles": [TEXTS, EXTRACTIONS],
    "agencies": [EXTRACTIONS],
    "agency_oris": [key_of("agencies")],
    "agency_names": [key_of("agencies")],
    "agency_years": [key_of("agencies")],
    "poisson_intervals": [],
    "unresolved_agencies": [EXTRACTIONS, key_of("articles")],
    "undercounts": [key_of(name) for name in ("incidents", "subjects", "incident_agencies")],
    "claims": [EXTRACTIONS, key_of("articles")],
    "statements": [EXTRACTIONS, key_of("articles")],
    "officials": [EXTRACTIONS, key_of("agencies"), key_of("articles")],
    "official_positions": [EXTRACTIONS, key_of("agencies"), key_of("articles")],
}
_GROUPS = {
    "articles": "articles",
    "agencies": "agencies",
    "agency_oris": "agencies",
    "agency_names": "agencies",
    "agency_years": "agencies",
    "unresolved_agencies": "agencies",
    "poisson_intervals": "marts",
}


def _specs() -> list[dg.AssetSpec]:
    main = [
        table_spec(
            name,
            _GROUPS.get(name, "incidents"),
            _MADE_FROM.get(name, [key_of("claims")]),
            {"polars", "duckdb"},
            (*RULES, "seeds/registries") if name in OF_LISTS else RULES,
        )
        for name in main_tables()
    ]
    versions = [
        table_spec(name, "history", [key_of("claims"), key_of("articles")], {"polars", "duckdb"}, RULES)
        for name in histories()
    ]
    queries = mart_queries()
    derived = [
        table_spec(
            name,
            "marts",
            [key_of(source) for source in mart_sources(queries[name])],
            {"sql", "duckdb"},
            (f"transforms/marts/{name.removeprefix('marts.')}.sql",),
        )
        for name in marts()
    ]
    every = [key_of(name) for name in main_tables()]
    taken = table_spec("quality.takedowns", "quality", every, {"python", "duckdb"}, RULES)
    stages = table_spec("quality.stages", "quality", [TEXTS, EXTRACTIONS], {"python", "duckdb"}, RULES)
    unknowns = table_spec("quality.history", "quality", every, {"python", "duckdb"}, RULES)
    return [*main, *versions, *derived, taken, stages, unknowns]


def in_order() -> list[str]:
    """Return the tables of the built database, each after those that it is made from."""
    made_from = {spec.key: [dep.asset_key for dep in spec.deps] for spec in _specs()}
    return [".".join(key.path) for key in TopologicalSorter(made_from).static_order() if key in made_from]


@dg.multi_asset(specs=_specs(), name="build_database")
def database(ledger: Ledger) -> Iterator[dg.MaterializeResult]:
    """Resolve incidents across articles and build the whole database beside the published one."""
    with reporter().step("Building") as step:
        build_database(ledger.home)
        shown = database_metadata(ledger.home.built, in_order())
        counts = {name: metadata["dagster/row_count"] for name, metadata in shown.items()}
        step.detail = f"{counts['incidents']} incidents from {counts['claims']} claims"
    for name, metadata in shown.items():
        yield dg.MaterializeResult(key_of(name), metadata=metadata)
