"""The table `incident_external_ids`: under which ids other lists have the ledger's persons."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from transforms.registries.compare import slots
from transforms.registries.link import link
from transforms.registries.records import theirs
from warehouse.dictionary import conform

TABLE = "incident_external_ids"


def external_ids(here: pl.DataFrame, lists: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the table for the ledger's records (`records.ours`) and each list's rows (`read.SCHEMA`)."""
    parts = [_of_list(here, registry, theirs(rows)) for registry, rows in lists.items()]
    return conform(pl.concat(parts), TABLE)


def _of_list(here: pl.DataFrame, registry: str, there: pl.DataFrame) -> pl.DataFrame:
    linked = link(here, there).filter(decision="linked")
    differing = (
        slots(linked, here, there)
        .filter(relation="disagree")
        .group_by("record_id")
        .agg(disagree_on=pl.col("slot").sort().str.join(", "))
    )
    return (
        linked.join(here.select("record_id", "incident_id", "subject_id"), on="record_id")
        .join(differing, on="record_id", how="left")
        .select(
            "incident_id",
            "subject_id",
            registry=pl.lit(registry),
            external_id="other_id",
            match_probability="probability",
            evidence="evidence",
            disagree_on="disagree_on",
            decided_by=pl.lit("score"),
        )
    )
