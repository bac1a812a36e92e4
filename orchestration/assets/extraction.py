"""Extraction: claims and statements of each article by itself."""

from __future__ import annotations

import dagster as dg

from orchestration import fingerprint
from orchestration.assets.common import EXTRACTIONS, OWNERS, TEXTS
from orchestration.console import reporter
from orchestration.extracting import RULES, counted, extract_due
from orchestration.reading import article_keys, texts
from orchestration.resources import Ledger


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
        keys = article_keys(ledger.home)
        made = extract_due(ledger.home, keys, lambda ids: texts(ledger.home, ids), step.progress)
        seen = counted(ledger.home, keys)
        step.detail = f"{made} read now, {seen['relevant articles']} of {keys.height} tell of police force"
    return dg.MaterializeResult(metadata={"dagster/row_count": keys.height, "extracted now": made, **seen})
