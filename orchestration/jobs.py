"""The job that a run is."""

from __future__ import annotations

import dagster as dg

from orchestration.notifying import tell_of_failure

# Dagster's event log belongs in the UI; the terminal shows the run's own lines.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}

JOB = "ledger"

ledger_job = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    config=_QUIET,
    hooks={tell_of_failure},
    description=(
        "Takes in what is new in the inbox, brings every table up to date, checks, publishes. "
        "The same as `uof run`."
    ),
)
