"""Texts and the quarantine: what could be read of the raw documents, and what could not."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import polars as pl

from orchestration import fingerprint, reading
from orchestration.assets.common import OWNERS, QUARANTINE, RAW_DOCUMENTS, TEXTS, TRY_AGAIN, table_spec
from orchestration.console import reporter
from orchestration.home import Home
from orchestration.intake import documents
from orchestration.metadata import PREVIEW_ROWS, counted_metadata, frame_columns, table_metadata
from orchestration.reading import RULES, Progress, Reading, read_documents, refusals, texts
from orchestration.resources import Ledger
from warehouse.store import mended

_SPECS = [
    dg.AssetSpec(
        TEXTS,
        deps=[RAW_DOCUMENTS],
        group_name="articles",
        owners=OWNERS,
        kinds={"python", "duckdb"},
        code_version=fingerprint.short(*RULES),
        description=(
            "The articles as clean text: decoded, mended, without the site's own lines. "
            "Every character offset in the database counts in `body` as it stands here."
        ),
        metadata={"dagster/column_schema": frame_columns(reading.TEXTS)},
    ),
    table_spec("quality.quarantine", "articles", [RAW_DOCUMENTS], {"python", "duckdb"}, RULES),
]


def _read(home: Home, progress: Progress) -> tuple[Reading, pl.DataFrame, pl.DataFrame]:
    read = read_documents(home, documents(home), progress)
    return read, texts(home, limit=PREVIEW_ROWS), refusals(home)


@dg.multi_asset(specs=_SPECS, name="read_documents", retry_policy=TRY_AGAIN)
def texts_and_quarantine(ledger: Ledger) -> Iterator[dg.MaterializeResult]:
    """Read the documents that were not read yet."""
    with reporter().step("Reading") as step:
        read, first, refused = mended(lambda: _read(ledger.home, step.progress))
        step.detail = f"{read.articles} articles, {read.refused} refused"
    yield dg.MaterializeResult(
        TEXTS, metadata={**counted_metadata(read.articles, first), "read now": read.documents_read}
    )
    by_reason = refused["reason"].value_counts(sort=True) if refused.height else None
    yield dg.MaterializeResult(
        QUARANTINE,
        metadata={
            **table_metadata(refused),
            **({"reasons": dict(by_reason.iter_rows())} if by_reason is not None else {}),
        },
    )
