"""Extraction of many articles: what is known already is not read again, long work uses every core."""

from __future__ import annotations

import os
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from typing import Any

import duckdb
import polars as pl

from orchestration import codec, fingerprint
from orchestration.home import Home
from orchestration.reading import Progress, article_of
from transforms.extraction.counts import claims_repeated, claims_without_force
from transforms.records import Article, Extraction
from warehouse.store import append, opened

RULES = (
    "transforms/extraction",
    "transforms/reference",
    "transforms/records.py",
    "seeds/extraction",
    "seeds/statements",
    "seeds/ranks.csv",
    "seeds/register",
)
BATCH = 40  # articles handed to a worker at once
AHEAD = 3  # batches a core may have waiting: enough that none idles, few enough to keep memory flat
PART = 1000  # articles whose results are written at once: the most that a run cut off reads again
POOL_FROM = 250  # articles: a worker loads its model and register for seconds, an article costs some 0.02

# `extraction` is JSON, deflated: ten times smaller, and what is counted lies beside it.
_LAYOUT = """
CREATE TABLE extractions (
    content VARCHAR, extraction BLOB, failure VARCHAR,
    is_relevant BOOLEAN, events INTEGER, claims INTEGER, statements INTEGER,
    claims_repeated INTEGER, claims_without_force INTEGER
);
"""
KEPT = pl.Schema(
    {
        "content": pl.String(),
        "extraction": pl.Binary(),
        "failure": pl.String(),
        "is_relevant": pl.Boolean(),
        "events": pl.Int32(),
        "claims": pl.Int32(),
        "statements": pl.Int32(),
        "claims_repeated": pl.Int32(),
        "claims_without_force": pl.Int32(),
    }
)
_COUNTED = """
SELECT
    count(*) FILTER (is_relevant) AS "relevant articles",
    coalesce(sum(events) FILTER (is_relevant), 0)::BIGINT AS "events told",
    coalesce(sum(claims) FILTER (is_relevant), 0)::BIGINT AS "claims",
    coalesce(sum(statements) FILTER (is_relevant), 0)::BIGINT AS "statements",
    count(failure) AS "articles the extractor broke on"
FROM extractions SEMI JOIN wanted USING (content)
"""
_OUTCOMES = """
SELECT
    count(*) FILTER (failure IS NULL) AS extracted,
    count(failure) AS failed,
    coalesce(sum(claims), 0)::BIGINT AS claims,
    coalesce(sum(claims_repeated), 0)::BIGINT AS claims_repeated,
    coalesce(sum(claims_without_force), 0)::BIGINT AS claims_without_force
FROM wanted INNER JOIN extractions USING (content)
"""

Texts = Callable[[list[str]], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Failure:
    """An article on which the extractor broke: it is reported, and the others go on."""

    article_id: str
    detail: str


def version() -> str:
    """Return the version that results are kept under: all rules of extraction, by their bytes."""
    return fingerprint.short(*RULES)


def extract_due(
    home: Home, keys: pl.DataFrame, texts: Texts, progress: Progress = lambda done, total: None
) -> int:
    """Extract the articles that these rules have not read yet; return how many.

    `keys` holds `article_id` and `content` of every article, `texts` gives articles by their ids. Results are
    written part by part, so memory does not grow with the number of articles, and a run that is cut off
    loses at most one part.
    """
    with _store(home) as store:
        known = store.sql("SELECT content FROM extractions").pl()
        due = keys.join(known, on="content", how="anti").unique("content", keep="first").sort("article_id")
        ids = due["article_id"].to_list()
        contents = dict(due.select("article_id", "content").iter_rows())
        articles = (
            article_of(row)
            for start in range(0, len(ids), PART)
            for row in texts(ids[start : start + PART]).iter_rows(named=True)
        )
        made: list[dict[str, Any]] = []
        for done, outcome in enumerate(_extract(articles, len(ids)), start=1):
            made.append(_row(contents[outcome.article_id], outcome))
            if len(made) == PART or done == len(ids):
                append(store, "extractions", pl.DataFrame(made, schema=KEPT))
                made = []
            progress(done, len(ids))
    return len(ids)


def forget(home: Home, keys: pl.DataFrame) -> None:
    """Drop what is kept of the articles of the keys (`content`)."""
    with _store(home) as store:
        store.register("unwanted", keys.select("content"))
        store.execute("DELETE FROM extractions WHERE content IN (SELECT content FROM unwanted)")
        store.unregister("unwanted")


def kept(home: Home, texts: pl.DataFrame) -> Iterator[Extraction | Failure]:
    """Yield what is kept of each article of the texts (`article_id`, `content`), in their order.

    Raises KeyError where an article was not extracted under these rules.
    """
    with _store(home) as store:
        store.register("wanted", texts.select("content"))
        found = store.sql(
            "SELECT content, extraction, failure FROM extractions SEMI JOIN wanted USING (content)"
        ).pl()
    rows = {content: (packed, failure) for content, packed, failure in found.iter_rows()}
    for article_id, content in texts.select("article_id", "content").iter_rows():
        packed, failure = rows[content]
        if packed is None:
            yield Failure(article_id, failure)
        else:
            yield replace(codec.load(zlib.decompress(packed).decode()), extractor_version=version())


def counted(home: Home, keys: pl.DataFrame) -> dict[str, int]:
    """Return what was read in the articles of the keys (`content`), by what is counted."""
    with _store(home) as store:
        store.register("wanted", keys.select("content"))
        return store.sql(_COUNTED).pl().row(0, named=True)


def outcomes(home: Home, keys: pl.DataFrame) -> dict[str, int]:
    """Return how many articles of the keys (`content`) were extracted, and their claims, as in _OUTCOMES."""
    with _store(home) as store:
        store.register("wanted", keys.select("content"))
        return store.sql(_OUTCOMES).pl().row(0, named=True)


def failures(home: Home) -> pl.DataFrame:
    """Return `content` and `failure` of the articles that the extractor broke on."""
    with _store(home) as store:
        return store.sql("SELECT content, failure FROM extractions WHERE failure IS NOT NULL").pl()


def forget_failures(home: Home) -> int:
    """Forget where the extractor broke, so that the next run reads those articles again; return how many."""
    with _store(home) as store:
        ((broken,),) = store.execute("SELECT count(*) FROM extractions WHERE failure IS NOT NULL").fetchall()
        store.execute("DELETE FROM extractions WHERE failure IS NOT NULL")
    return broken


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


def _extract(articles: Iterator[Article], count: int) -> Iterator[Extraction | Failure]:
    """Yield the outcome of each article, in order: in this process where few are due, else one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count < POOL_FROM or cores < 2:
        for article in articles:
            yield from extract_batch([article])
        return
    # A fresh interpreter for each: threads of Polars and Dagster do not survive a fork.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Extraction | Failure]]] = deque()
        while batch := list(islice(articles, BATCH)):
            waiting.append(pool.submit(extract_batch, batch))
            if len(waiting) > AHEAD * cores:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _row(content: str, outcome: Extraction | Failure) -> dict[str, Any]:
    if isinstance(outcome, Failure):
        return dict.fromkeys(KEPT.names()) | {"content": content, "failure": outcome.detail}
    return {
        "content": content,
        "extraction": zlib.compress(codec.dump(outcome).encode()),
        "failure": None,
        "is_relevant": outcome.is_relevant,
        "events": len(outcome.events),
        "claims": sum(len(event.claims) for event in outcome.events),
        "statements": len(outcome.statements),
        "claims_repeated": claims_repeated(outcome),
        "claims_without_force": claims_without_force(outcome),
    }


def _store(home: Home) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return opened(home.work / "extractions.duckdb", version(), _LAYOUT)
