"""When a run starts by the clock."""

from __future__ import annotations

import dagster as dg

from orchestration.jobs import ledger_job

daily = dg.ScheduleDefinition(
    name="daily",
    job=ledger_job,
    cron_schedule="15 5 * * *",
    execution_timezone="America/Chicago",
    description="Every morning at a quarter past five, Kansas City time. Turn it on under Automation.",
)
