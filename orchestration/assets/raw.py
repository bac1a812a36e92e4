"""Raw documents: what the inbox held, kept byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime

import dagster as dg

from orchestration import fingerprint
from orchestration.assets.common import OWNERS, RAW_DOCUMENTS, TRY_AGAIN
from orchestration.console import reporter
from orchestration.intake import DOCUMENTS, take_in
from orchestration.metadata import frame_columns, table_metadata
from orchestration.resources import Ledger


@dg.asset(
    key=RAW_DOCUMENTS,
    group_name="raw",
    owners=OWNERS,
    kinds={"file"},
    retry_policy=TRY_AGAIN,
    metadata={"dagster/column_schema": frame_columns(DOCUMENTS)},
    code_version=fingerprint.short("orchestration/intake.py", "orchestration/news.py"),
    description=(
        "Every file that ever lay in the inbox, byte for byte, under its content hash. "
        "A file that is taken out of the inbox stays here; a changed file is kept beside its older self."
    ),
)
def raw_documents(ledger: Ledger) -> dg.MaterializeResult:
    """Take in what is new."""
    with reporter().step("Inbox") as step:
        intake = take_in(ledger.home, ledger.inbox, datetime.now(UTC))
        step.detail = f"{intake.new} new of {intake.documents.height} documents"
    return dg.MaterializeResult(
        metadata={
            **table_metadata(intake.documents),
            "inbox": dg.MetadataValue.path(str(ledger.inbox)),
            "new documents": intake.new,
        }
    )
