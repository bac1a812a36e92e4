"""Extraction of many articles: what is known already is not read again, long work uses every core."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from orchestration import codec, fingerprint
from orchestration.home import Home
from orchestration.intake import save
from orchestration.reading import Progress, article_of
from transforms.records import Article, Extraction

RULES = (
    "transforms/extraction",
    "transforms/reference",
    "transforms/records.py",
    "seeds/extraction",
    "seeds/statements",
    "seeds/ranks.csv",
    "seeds/register",
)
BATCH = 40
POOL_FROM = 250  # articles: a worker loads its model and register for seconds, an article costs some 0.02
KEPT = pl.Schema({"content": pl.String, "version": pl.String, "extraction": pl.String, "failure": pl.String})


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


def version() -> str:
    """Return the version that results are kept under: all rules of extraction, by their bytes."""
    return fingerprint.short(*RULES)


def extract_all(home: Home, texts: pl.DataFrame, progress: Progress = lambda done, total: None) -> Extracted:
    """Extract every article of the texts, from what is kept where the rules are still the same."""
    articles = [article_of(row) for row in texts.iter_rows(named=True)]
    contents = {article.article_id: content_key(article) for article in articles}
    kept = _kept(home)
    known = {row["content"]: row for row in kept.iter_rows(named=True)}
    due = [article for article in articles if contents[article.article_id] not in known]
    made = []
    for done, outcome in enumerate(_extract(due), start=1):
        made.append(_row(contents[outcome.article_id], outcome))
        progress(done, len(due))
    if made:
        current = set(contents.values())
        fresh = pl.concat([kept, pl.DataFrame(made, schema=KEPT)])
        save(fresh.filter(pl.col("content").is_in(list(current))).sort("content"), _path(home))
        known |= {row["content"]: row for row in made}
    extractions, failures = [], []
    for article in articles:
        row = known[contents[article.article_id]]
        if row["extraction"] is None:
            failures.append(Failure(article.article_id, row["failure"]))
        else:
            extraction = codec.load(row["extraction"])
            extractions.append(replace(extraction, extractor_version=row["version"]))
    return Extracted(extractions, failures, len(due))


def content_key(article: Article) -> str:
    """Return a hash of all that an extraction depends on."""
    text = json.dumps(asdict(article), default=str, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def extract_batch(articles: list[Article]) -> list[Extraction | Failure]:
    """Extract articles one by one; an error in one is its own."""
    from transforms.extraction.extract import extract

    outcomes: list[Extraction | Failure] = []
    for article in articles:
        try:
            outcomes.append(extract(article))
        except Exception as error:
            outcomes.append(Failure(article.article_id, f"{type(error).__name__}: {error}"[:500]))
    return outcomes


def _extract(articles: list[Article]) -> Iterator[Extraction | Failure]:
    """Yield the outcome of each article: in this process where few are due, else in one per core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(articles) < POOL_FROM or cores < 2:
        for article in articles:
            yield from extract_batch([article])
        return
    batches = [articles[start : start + BATCH] for start in range(0, len(articles), BATCH)]
    # A fresh interpreter for each: threads of Polars and Dagster do not survive a fork.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(extract_batch, batch) for batch in batches]):
            yield from future.result()


def _row(content: str, outcome: Extraction | Failure) -> dict[str, str | None]:
    if isinstance(outcome, Failure):
        extraction, failure = None, outcome.detail
    else:
        extraction, failure = codec.dump(outcome), None
    return {"content": content, "version": version(), "extraction": extraction, "failure": failure}


def _kept(home: Home) -> pl.DataFrame:
    path = _path(home)
    if not path.exists():
        return KEPT.to_frame()
    frame = pl.read_parquet(path)
    return frame.filter(version=version()) if frame.schema == KEPT else KEPT.to_frame()


def _path(home: Home) -> Path:
    return home.work / "extractions.parquet"
