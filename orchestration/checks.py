"""Expectations as Dagster asset checks. All run at once over the database that was just built.

Every check has the name of its expectation, and results find their check by that name. Where a
blocking one fails, the step fails after all results are told: nothing downstream runs, so the last
published database stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from expectations.expectation import BLOCKING
from expectations.runner import all_expectations
from orchestration import inert
from orchestration.assets.common import key_of
from orchestration.console import reporter
from orchestration.home import QUALITY_PAGE
from orchestration.publishing import keep_results, refuse_build
from orchestration.resources import Ledger

CHECKS = "check_database"  # the step
KEYS_SHOWN = 10


def _specs() -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            name=one.name,
            asset=key_of(one.table),
            description=one.description,
            blocking=one.severity == BLOCKING,
        )
        for one in all_expectations()
    ]


@dg.multi_asset_check(specs=_specs(), name=CHECKS)
def expectations(ledger: Ledger) -> Iterator[dg.AssetCheckResult]:
    """Run every expectation, keep what was found, lay aside a database that must not be published."""
    from expectations.runner import check

    with reporter().step("Checking") as step:
        results, failing_rows = check(ledger.home.built)
        keep_results(ledger.home, results, failing_rows)
        failed = results.filter(success=False)
        blocking = failed.filter(severity=BLOCKING)
        if blocking.height:
            refuse_build(ledger.home)
        step.detail = f"{results.height - failed.height} of {results.height} expectations met"
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for table, name, key in failing_rows.select("table_name", "expectation", "key").iter_rows():
        keys[table, name].append(key)
    page = ledger.home.root / QUALITY_PAGE
    for row in results.iter_rows(named=True):
        mine = keys[row["table_name"], row["expectation"]]
        yield told(row, mine, page)


def told(result: Mapping[str, Any], keys: Sequence[str], page: Path) -> dg.AssetCheckResult:
    """Return a row of quality.results as the UI shows it, with the keys that fail it.

    Where some do it names the page of all checks, which `uof report` writes.
    """
    return dg.AssetCheckResult(
        passed=result["success"],
        check_name=result["expectation"],
        asset_key=key_of(result["table_name"]),
        severity=dg.AssetCheckSeverity.ERROR
        if result["severity"] == BLOCKING
        else dg.AssetCheckSeverity.WARN,
        description=result["description"],
        metadata={"failing rows": result["failing_count"]} | (_failing(keys, page) if keys else {}),
    )


def _failing(keys: Sequence[str], page: Path) -> dict[str, dg.MetadataValue]:
    return {
        "keys": dg.MetadataValue.md(_listed(keys)),
        "page of uof report": dg.MetadataValue.path(str(page)),
    }


def _listed(keys: Sequence[str]) -> str:
    """Return the first keys as a table in Markdown."""
    lines = ["| failing key |", "| --- |", *(f"| {inert.markdown(key)} |" for key in keys[:KEYS_SHOWN])]
    more = len(keys) - KEYS_SHOWN
    return "\n".join([*lines, *(["", f"and {more} more in quality.failing_rows"] if more > 0 else [])])
