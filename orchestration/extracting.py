"""Extraction of many articles: what is known already is not read again, long work uses every core."""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import islice
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
BATCH = 40  # articles handed to a worker at once
AHEAD = 3  # batches a core may have waiting: enough that none idles, few enough to keep memory flat
PART = 1000  # articles whose results are written at once: the most that a run cut off reads again
PARTS_MOST = 40  # files; daily runs leave many small ones
POOL_FROM = 250  # articles: a worker loads its model and register for seconds, an article costs some 0.02
KEPT = pl.Schema({"content": pl.String, "version": pl.String, "extraction": pl.String, "failure": pl.String})


@dataclass(frozen=True, slots=True)
class Failure:
    """An article on which the extractor broke: it is reported, and the others go on."""

    article_id: str
    detail: str


def version() -> str:
    """Return the version that results are kept under: all rules of extraction, by their bytes."""
    return fingerprint.short(*RULES)


def extract_due(home: Home, texts: pl.DataFrame, progress: Progress = lambda done, total: None) -> int:
    """Extract the articles of the texts that these rules have not read yet; return how many.

    Results are written part by part, so memory does not grow with the number of articles, and a run that
    is cut off loses at most one part.
    """
    known = set(_parts(home).select("content").collect()["content"])
    keys = {one.article_id: key for one in _articles(texts) if (key := content_key(one)) not in known}
    due = (article for article in _articles(texts) if article.article_id in keys)
    made: list[dict[str, str | None]] = []
    for done, outcome in enumerate(_extract(due, len(keys)), start=1):
        made.append(_row(keys[outcome.article_id], outcome))
        if len(made) == PART:
            _write_part(home, made)
            made = []
        progress(done, len(keys))
    if made:
        _write_part(home, made)
    _tidy(home)
    return len(keys)


def kept(home: Home, texts: pl.DataFrame) -> Iterator[Extraction | Failure]:
    """Yield what is kept of each article of the texts, in their order.

    Raises KeyError where an article was not extracted under these rules.
    """
    rows = {row["content"]: row for row in _parts(home).collect().iter_rows(named=True)}
    for article in _articles(texts):
        row = rows[content_key(article)]
        if row["extraction"] is None:
            yield Failure(article.article_id, row["failure"])
        else:
            yield replace(codec.load(row["extraction"]), extractor_version=row["version"])


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


def _articles(texts: pl.DataFrame) -> Iterator[Article]:
    return (article_of(row) for row in texts.iter_rows(named=True))


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


def _row(content: str, outcome: Extraction | Failure) -> dict[str, str | None]:
    if isinstance(outcome, Failure):
        extraction, failure = None, outcome.detail
    else:
        extraction, failure = codec.dump(outcome), None
    return {"content": content, "version": version(), "extraction": extraction, "failure": failure}


def _parts(home: Home) -> pl.LazyFrame:
    """Return the rows that are kept under today's rules (columns of KEPT), each article once."""
    files = sorted(_folder(home).glob(f"{version()}-*.parquet"))
    return pl.scan_parquet(files, schema=KEPT).unique("content") if files else KEPT.to_frame().lazy()


def _write_part(home: Home, rows: list[dict[str, str | None]]) -> None:
    frame = pl.DataFrame(rows, schema=KEPT).sort("content")
    name = hashlib.sha256("".join(frame["content"]).encode()).hexdigest()[:16]
    save(frame, _folder(home) / f"{version()}-{name}.parquet")


def _tidy(home: Home) -> None:
    """Drop what other rules read, and join many small parts into one."""
    for path in _folder(home).glob("*.parquet"):
        if not path.name.startswith(f"{version()}-"):
            path.unlink()
    small = sorted(_folder(home).glob("*.parquet"))
    if len(small) > PARTS_MOST:
        rows = _parts(home).collect().to_dicts()
        _write_part(home, rows)
        for path in small:
            path.unlink()


def _folder(home: Home) -> Path:
    return home.work / "extractions"
