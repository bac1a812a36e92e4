"""What the assets share: who owns them, where they stand in the graph, what a table shows of itself."""

from __future__ import annotations

import dagster as dg

from orchestration import fingerprint
from orchestration.metadata import column_schema
from warehouse.dictionary import table, tables

OWNERS = ["team:force-ledger"]

# For steps that read what others write while they read it (a copy under way, a drive that is away for a
# moment). Steps that only compute fail the same way each time.
TRY_AGAIN = dg.RetryPolicy(
    max_retries=3, delay=2, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)  # after some 2, 6 and 14 seconds

RAW_DOCUMENTS = dg.AssetKey("raw_documents")
TEXTS = dg.AssetKey("texts")
QUARANTINE = dg.AssetKey(["quality", "quarantine"])
EXTRACTIONS = dg.AssetKey("extractions")
RESULTS = dg.AssetKey(["quality", "results"])
FAILING_ROWS = dg.AssetKey(["quality", "failing_rows"])
PUBLISHED = dg.AssetKey("published")


def key_of(name: str) -> dg.AssetKey:
    """Return the asset of a table of the dictionary: `incidents`, `marts.x`, `quality.x`."""
    return dg.AssetKey(name.split("."))


def main_tables() -> list[str]:
    """Return the names of the published tables of schema `main`."""
    return list(tables("main"))


def histories() -> list[str]:
    """Return the names of the tables of versions, with their schema."""
    return list(tables("history"))


def marts() -> list[str]:
    """Return the names of the marts, with their schema."""
    return list(tables("marts"))


def table_spec(
    name: str, group: str, deps: list[dg.AssetKey], kinds: set[str], parts: tuple[str, ...]
) -> dg.AssetSpec:
    """Return the spec of an asset that is a table: its text and columns are the dictionary's."""
    entry = table(name)
    return dg.AssetSpec(
        key_of(name),
        deps=deps,
        group_name=group,
        owners=OWNERS,
        kinds=kinds,
        code_version=fingerprint.short(*parts),
        description=(
            f"{entry.purpose}\n\n**One row is** {entry.unit}\n\n"
            f"**Key:** {', '.join(f'`{column}`' for column in entry.key)}\n\n"
            f'**Read it with** `uof sql "SELECT * FROM {name} LIMIT 10"`'
        ),
        metadata={"dagster/column_schema": column_schema(entry), "dagster/table_name": name},
    )
