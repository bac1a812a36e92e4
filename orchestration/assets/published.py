"""Publishing: the checked database takes the place of the old one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import timedelta

import dagster as dg

from orchestration import fingerprint
from orchestration.assets.common import (
    FAILING_ROWS,
    OWNERS,
    PUBLISHED,
    QUARANTINE,
    RESULTS,
    histories,
    key_of,
    main_tables,
    marts,
    table_spec,
)
from orchestration.console import reporter
from orchestration.home import PROJECT, Home
from orchestration.metadata import database_metadata
from orchestration.publishing import publish
from orchestration.resources import Ledger

_EVERY_TABLE = [*(key_of(name) for name in [*main_tables(), *histories(), *marts()]), QUARANTINE]
# A day's run missed is a warning, three are a failure.
_FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=72), warn_window=timedelta(hours=36))
_PARTS = ("orchestration/publishing.py", "expectations")
_SPECS = [
    table_spec("quality.results", "quality", _EVERY_TABLE, {"duckdb"}, _PARTS),
    table_spec("quality.failing_rows", "quality", [RESULTS], {"duckdb"}, _PARTS),
    dg.AssetSpec(
        PUBLISHED,
        deps=[RESULTS, FAILING_ROWS],
        group_name="published",
        owners=OWNERS,
        kinds={"duckdb"},
        freshness_policy=_FRESH,
        code_version=fingerprint.short("orchestration/publishing.py", "warehouse"),
        description=(
            "`HOME/published/uof.duckdb`, the file that people read. It is replaced whole, and only when no "
            "blocking expectation failed; else the last one stays and the new one lies in `HOME/refused`."
        ),
    ),
]


def _pages(home: Home) -> str:
    """Return how to get at the pages about the published database, as Markdown."""
    at = f"--home {shlex.quote(str(home.root))}"
    return "\n".join(
        [
            f"- charts and checks: `uof report {at}` writes `{home.root / 'report.html'}` and `quality.html`",
            f"- how well articles are read: `{PROJECT / 'ACCURACY.md'}`, `{PROJECT / 'AGENCIES.md'}`",
            f'- what failed its checks: `uof sql {at} "FROM quality.results WHERE NOT success"`',
        ]
    )


@dg.multi_asset(specs=_SPECS, name="publish")
def published(ledger: Ledger) -> Iterator[dg.MaterializeResult]:
    """Swap the database in."""
    with reporter().step("Publishing") as step:
        publish(ledger.home)
        step.detail = str(ledger.home.published)
    shown = database_metadata(ledger.home.published, ["quality.results", "quality.failing_rows"])
    for name, metadata in shown.items():
        yield dg.MaterializeResult(key_of(name), metadata=metadata)
    yield dg.MaterializeResult(
        PUBLISHED,
        metadata={
            "path": dg.MetadataValue.path(str(ledger.home.published)),
            "what readers see": dg.MetadataValue.md(_pages(ledger.home)),
            "bytes": ledger.home.published.stat().st_size,
        },
    )
