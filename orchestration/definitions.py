"""All that Dagster loads."""

from __future__ import annotations

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", category=dg.PreviewWarning)

from orchestration.assets.articles import texts_and_quarantine  # noqa: E402
from orchestration.assets.extraction import extractions  # noqa: E402
from orchestration.assets.published import published  # noqa: E402
from orchestration.assets.raw import raw_documents  # noqa: E402
from orchestration.assets.tables import database  # noqa: E402
from orchestration.checks import expectations  # noqa: E402
from orchestration.jobs import ledger_job  # noqa: E402
from orchestration.resources import Ledger, Notifier  # noqa: E402
from orchestration.schedules import daily  # noqa: E402
from orchestration.sensors import inbox  # noqa: E402

defs = dg.Definitions(
    assets=[raw_documents, texts_and_quarantine, extractions, database, published],
    asset_checks=[expectations],
    jobs=[ledger_job],
    schedules=[daily],
    sensors=[inbox],
    resources={"ledger": Ledger(), "notifier": Notifier()},
    executor=dg.in_process_executor,
)
