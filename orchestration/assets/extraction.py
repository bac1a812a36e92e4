"""Extraction: claims and statements of each article by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import dagster as dg

from orchestration import fingerprint
from orchestration.assets.common import EXTRACTIONS, OWNERS, TEXTS
from orchestration.console import reporter
from orchestration.extracting import RULES, Failure, extract_due, kept
from orchestration.intake import documents
from orchestration.reading import read_documents
from orchestration.resources import Ledger
from transforms.records import Extraction


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
        made = extract_due(ledger.home, texts, step.progress)
        seen = _counted(kept(ledger.home, texts))
        step.detail = f"{made} read now, {seen['relevant articles']} of {texts.height} tell of police force"
    return dg.MaterializeResult(metadata={"dagster/row_count": texts.height, "extracted now": made, **seen})


def _counted(outcomes: Iterable[Extraction | Failure]) -> Counter[str]:
    """Count what was read, without holding it."""
    names = ("relevant articles", "events told", "claims", "statements", "articles the extractor broke on")
    seen: Counter[str] = Counter(dict.fromkeys(names, 0))
    for one in outcomes:
        if isinstance(one, Failure):
            seen["articles the extractor broke on"] += 1
        elif one.is_relevant:
            claims = sum(len(event.claims) for event in one.events)
            seen.update(
                {"relevant articles": 1, "events told": len(one.events), "claims": claims,
                 "statements": len(one.statements)}
            )  # fmt: skip
    return seen
