"""From raw documents to texts: what could be read, and what could not with the reason.

A document is read once. When the rules of reading change, all are read again from the raw bytes, so
that a ledger filled day by day equals one filled at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

import polars as pl

from orchestration import fingerprint
from orchestration.home import Home
from orchestration.intake import raw_bytes, save
from orchestration.news import UNREADABLE
from transforms.records import Article, Refusal

RULES = ("transforms/articles", "transforms/records.py", "seeds/reading.yml")

_WHERE = {
    "document": pl.String(),
    "path": pl.String(),
    "first_seen_at": pl.Datetime("us", "UTC"),
    "rules": pl.String(),
}
TEXTS = pl.Schema(
    {
        "article_id": pl.String(),
        "source_name": pl.String(),
        "source_uri": pl.String(),
        "outlet": pl.String(),
        "title": pl.String(),
        "published_on": pl.Date(),
        "body": pl.String(),
        "content_hash": pl.String(),
        **_WHERE,
    }
)
REFUSALS = pl.Schema(
    {
        "source_name": pl.String(),
        "source_uri": pl.String(),
        "line": pl.Int64(),
        "reason": pl.String(),
        "detail": pl.String(),
        "content_hash": pl.String(),
        **_WHERE,
    }
)
READ = pl.Schema({"document": pl.String(), "path": pl.String(), "rules": pl.String()})

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Texts (one row an article, `ingested_at` included), refusals, and how many documents were read now."""

    texts: pl.DataFrame
    refusals: pl.DataFrame
    documents_read: int


def read_documents(
    home: Home, documents: pl.DataFrame, progress: Progress = lambda done, total: None
) -> Reading:
    """Read the documents (columns of intake.DOCUMENTS) that were not read under today's rules."""
    rules = fingerprint.short(*RULES)
    texts, refusals, read = (
        _kept(home, name, schema, rules)
        for name, schema in (("texts", TEXTS), ("refusals", REFUSALS), ("read", READ))
    )
    due = documents.join(
        read, left_on=["content_hash", "path"], right_on=["document", "path"], how="anti"
    ).sort("path", "content_hash")
    new_texts: list[dict] = []
    new_refusals: list[dict] = []
    for done, row in enumerate(due.iter_rows(named=True), start=1):
        where = {
            "document": row["content_hash"],
            "path": row["path"],
            "first_seen_at": row["first_seen_at"],
            "rules": rules,
        }
        for item in _items(home, row["path"], row["content_hash"]):
            match item:
                case Article():
                    new_texts.append(asdict(item) | where)
                case Refusal():
                    new_refusals.append(asdict(item) | where)
        progress(done, due.height)
    if due.height:
        texts = pl.concat([texts, pl.DataFrame(new_texts, schema=TEXTS)]).sort("article_id", "path")
        refusals = pl.concat([refusals, pl.DataFrame(new_refusals, schema=REFUSALS)]).sort("path", "line")
        noted = due.select(document="content_hash", path="path", rules=pl.lit(rules))
        save(texts, _path(home, "texts"))
        save(refusals, _path(home, "refusals"))
        save(pl.concat([read, noted]).sort("path", "document"), _path(home, "read"))
    return Reading(_one_row_an_article(texts), _one_row_a_refusal(refusals), due.height)


def article_of(row: dict) -> Article:
    """Return the record of one row of the texts."""
    return Article(**{name: row[name] for name in Article.__dataclass_fields__})


def _items(home: Home, path: str, content_hash: str) -> Iterator[Article | Refusal]:
    from transforms.articles.read import read_bytes

    name = PurePosixPath(path)
    if content_hash == UNREADABLE:
        detail = "The file could not be opened: a broken link, no permission, or no file at all."
        return iter([Refusal(name.stem, path, None, "unreadable", detail, UNREADABLE)])
    return read_bytes(name.name, path, raw_bytes(home, content_hash))


def _one_row_an_article(texts: pl.DataFrame) -> pl.DataFrame:
    """The same article may lie in two folders: it counts from the day the first was seen."""
    first = pl.col("first_seen_at").min().over("article_id").alias("ingested_at")
    return (
        texts.with_columns(first)
        .sort("article_id", "path", "document")
        .unique("article_id", keep="first", maintain_order=True)
        .drop("first_seen_at", "rules")
    )


def _one_row_a_refusal(refusals: pl.DataFrame) -> pl.DataFrame:
    key = ["source_uri", "line", "content_hash", "reason", "detail"]
    return (
        refusals.with_columns(pl.col("first_seen_at").min().over(key))
        .sort(*key, "path", "document")
        .unique(key, keep="first", maintain_order=True)
        .drop("rules")
    )


def _kept(home: Home, name: str, schema: pl.Schema, rules: str) -> pl.DataFrame:
    path = _path(home, name)
    if not path.exists():
        return schema.to_frame()
    frame = pl.read_parquet(path)
    return frame.filter(rules=rules) if frame.schema == schema else schema.to_frame()


def _path(home: Home, name: str) -> Path:
    return home.work / f"{name}.parquet"
