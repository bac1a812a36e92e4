"""Extraction: claims and statements of each article by itself."""

from __future__ import annotations

import dagster as dg
import polars as pl

from orchestration import fingerprint
from orchestration.assets.common import EXTRACTIONS, OWNERS, TEXTS
from orchestration.console import reporter
from orchestration.extracting import RULES, counted, extract_due
from orchestration.home import Home
from orchestration.intake import documents
from orchestration.reading import Progress, article_keys, read_documents, texts
from orchestration.resources import Ledger
from warehouse.store import mended


def _extract(home: Home, progress: Progress) -> tuple[pl.DataFrame, int, dict[str, int]]:
    read_documents(home, documents(home))  # nothing, but where the texts were damaged
    keys = article_keys(home)
    made = extract_due(home, keys, lambda ids: texts(home, ids), progress)
    return keys, made, counted(home, keys)


@dg.asset(
    key=EXTRACTIONS,
    deps=[TEXTS],
    group_name="extraction",
    owners=OWNERS,
    kinds={"python", "duckdb"},
    code_version=fingerprint.short(*RULES),
    description=(
        "What each article says, by itself: events as claims (slot, value, the characters that say so) "
        "and statements with their speakers. Kept per article and version of the rules, so a run costs "
        "what is new."
    ),
)
def extractions(ledger: Ledger) -> dg.MaterializeResult:
    """Read the articles that these rules have not read yet."""
    with reporter().step("Extracting") as step:
        keys, made, seen = mended(lambda: _extract(ledger.home, step.progress))
        step.detail = f"{made} read now, {seen['relevant articles']} of {keys.height} tell of police force"
    return dg.MaterializeResult(metadata={"dagster/row_count": keys.height, "extracted now": made, **seen})
