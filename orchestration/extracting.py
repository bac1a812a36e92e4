"""Extraction of many articles: what is known already is not read again, long work uses every core."""

from __future__ import annotations

from dataclasses import dataclass

from orchestration import fingerprint
from transforms.records import Extraction

RULES = (
    "transforms/extraction",
    "transforms/reference",
    "transforms/records.py",
    "seeds/extraction",
    "seeds/statements",
    "seeds/register",
)
BATCH = 40
POOL_FROM = 250  # articles; a worker needs three seconds to load its model and register, an article 0.02


@dataclass(frozen=True, slots=True)
class Failure:
    """An article on which the extractor broke: it is reported, and the others go on."""

    article_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The extractions of all articles, in the articles' order, and how many were made now."""

    extractions: list[Extraction]
    failures: list[Failure]
    made_now: int


Outcome = Extraction | Failure


def version() -> str:
    """Return the version that results are kept under: all rules of extraction, by their bytes."""
    return fingerprint.short(*RULES)
