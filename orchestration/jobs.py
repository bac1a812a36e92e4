"""The job that a run is."""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.notifying import tell_of_failure

# Dagster's event log belongs in the UI; the terminal shows the run's own lines.
_QUIET = {"console": {"config": {"log_level": "CRITICAL"}}}

JOB = "ledger"


def asked(reextract: str = "") -> dict[str, Any]:
    """Return the settings of a run that is asked to extract the articles of a month (`2021-03`) anew."""
    return {"loggers": _QUIET, "ops": {"extractions": {"config": {"reextract": reextract}}}}


ledger_job = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    config=asked(),
    hooks={tell_of_failure},
    description=(
        "Takes in what is new in the inbox, brings every table up to date, checks, publishes. "
        "The same as `uof run`."
    ),
)
