"""Extraction: claims and statements of each article by itself."""

from __future__ import annotations

import dagster as dg

from orchestration import fingerprint
from orchestration.assets.common import EXTRACTIONS, OWNERS, TEXTS
from orchestration.console import reporter
from orchestration.extracting import RULES, extract_all
from orchestration.intake import documents
from orchestration.reading import read_documents
from orchestration.resources import Ledger


@dg.asset(
    key=EXTRACTIONS,
    deps=[TEXTS],
    group_name="extraction",
    owners=OWNERS,
    kinds={"python", "parquet"},
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
        texts = read_documents(ledger.home, documents(ledger.home)).texts
        extracted = extract_all(ledger.home, texts, step.progress)
        relevant = [one for one in extracted.extractions if one.is_relevant]
        step.detail = f"{extracted.made_now} read now, {len(relevant)} of {texts.height} tell of police force"
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(extracted.extractions),
            "extracted now": extracted.made_now,
            "relevant articles": len(relevant),
            "events told": sum(len(one.events) for one in relevant),
            "claims": sum(len(event.claims) for one in relevant for event in one.events),
            "statements": sum(len(one.statements) for one in relevant),
            "articles the extractor broke on": len(extracted.failures),
        }
    )
