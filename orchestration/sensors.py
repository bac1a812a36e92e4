"""When a run starts because something came."""

from __future__ import annotations

import hashlib

import dagster as dg

from orchestration.jobs import ledger_job
from orchestration.news import inbox_files, news
from orchestration.resources import Ledger


@dg.sensor(
    name="inbox",
    job=ledger_job,
    minimum_interval_seconds=60,
    description="Looks into the inbox every minute and starts a run when there is something new in it. "
    "Turn it on under Automation.",
)
def inbox(context: dg.SensorEvaluationContext, ledger: Ledger) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run when the inbox, the software or its seeds changed. One run for one state of things."""
    if not ledger.inbox.is_dir():
        return dg.SkipReason(f"The inbox {ledger.inbox} is not a folder.")
    found = news(ledger.home, ledger.inbox)
    if not found:
        return dg.SkipReason(f"Nothing new in {ledger.inbox}.")
    state = hashlib.sha256("\n".join(file.key for file in inbox_files(ledger.inbox)).encode()).hexdigest()
    return dg.RunRequest(run_key=f"{state[:16]} {found.reason}", tags={"uof/reason": found.reason})
