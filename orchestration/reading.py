"""From raw documents to texts: what could be read, and what could not with the reason.

A document is read once. When the rules of reading change, all are read again from the raw bytes, so
that a ledger filled day by day equals one filled at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

import duckdb
import polars as pl

from orchestration import fingerprint
from orchestration.home import Home
from orchestration.intake import raw_bytes
from orchestration.news import UNREADABLE
from transforms.records import Article, Refusal
from warehouse.store import append, opened

RULES = ("transforms/articles", "transforms/records.py", "seeds/reading.yml")
PART = 2000  # articles written at once: the most that a run cut off reads again

# One row an article: of the same article in two folders the first by path stays, seen since the earlier day.
_LAYOUT = """
CREATE TABLE texts (
    article_id VARCHAR, source_name VARCHAR, source_uri VARCHAR, outlet VARCHAR, title VARCHAR,
    published_on DATE, body VARCHAR, content_hash VARCHAR, document VARCHAR, path VARCHAR,
    ingested_at TIMESTAMPTZ, content VARCHAR
);
CREATE TABLE refusals (
    source_name VARCHAR, source_uri VARCHAR, line BIGINT, reason VARCHAR, detail VARCHAR,
    content_hash VARCHAR, document VARCHAR, path VARCHAR, first_seen_at TIMESTAMPTZ
);
CREATE TABLE read (document VARCHAR, path VARCHAR, records BIGINT, is_ignored BOOLEAN);
CREATE TABLE arrivals (article_id VARCHAR, document VARCHAR, path VARCHAR);
"""
_REFUSALS = """
SELECT source_name, source_uri, line, reason, detail, content_hash, min(first_seen_at) AS first_seen_at
FROM refusals GROUP BY ALL ORDER BY source_uri, line, content_hash, reason, detail
"""
# A refused value leaves its article: such a record is not refused.
_COUNTED = f"""
SELECT
    (SELECT count(*) FROM read WHERE records > 0) AS opened,
    (SELECT count(*) FROM read WHERE is_ignored) AS ignored,
    (
        SELECT count(*) FROM read SEMI JOIN refusals USING (document, path) WHERE records = 0
    ) AS documents_refused,
    (SELECT coalesce(sum(records), 0)::BIGINT FROM read) AS records,
    (SELECT count(*) FROM arrivals) AS arrivals,
    (
        SELECT count(*) FROM (
            SELECT DISTINCT document, path, line
            FROM refusals SEMI JOIN (SELECT * FROM read WHERE records > 0) AS read USING (document, path)
            WHERE reason NOT IN ('bad_published', 'bad_value')
        )
    ) AS records_refused,
    (SELECT count(*) FROM texts) AS texts,
    (SELECT count(*) - count(DISTINCT article_id) FROM arrivals) AS arrived_again,
    (SELECT count(*) FROM refusals) AS refusals,
    (SELECT count(*) FROM refusals) - (SELECT count(*) FROM ({_REFUSALS})) AS refused_again
"""
_FIELDS = tuple(Article.__dataclass_fields__)
_SCHEMA = pl.Schema(
    dict.fromkeys((*_FIELDS, "document", "path", "content"), pl.String())
    | {"published_on": pl.Date(), "ingested_at": pl.Datetime("us", "UTC")}
)
TEXTS = pl.Schema({name: _SCHEMA[name] for name in (*_FIELDS, "ingested_at", "content")})
_REFUSED = pl.Schema(
    dict.fromkeys((*Refusal.__dataclass_fields__, "document", "path"), pl.String())
    | {"line": pl.Int64(), "first_seen_at": pl.Datetime("us", "UTC")}
)
_READ = pl.Schema(
    {"document": pl.String(), "path": pl.String(), "records": pl.Int64(), "is_ignored": pl.Boolean()}
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How many articles and refusals there are, and how many documents were read now."""

    articles: int
    refused: int
    documents_read: int


def read_documents(
    home: Home, documents: pl.DataFrame, progress: Progress = lambda done, total: None
) -> Reading:
    """Read the documents (columns of intake.DOCUMENTS) that were not read under today's rules."""
    with _store(home) as store:
        read = store.sql("SELECT document AS content_hash, path FROM read").pl()
        due = documents.join(read, on=["content_hash", "path"], how="anti").sort("path", "content_hash")
        articles: list[dict] = []
        refusals: list[dict] = []
        documents_read: list[tuple[str, str, int, bool]] = []
        for done, row in enumerate(due.iter_rows(named=True), start=1):
            where = {"document": row["content_hash"], "path": row["path"]}
            name, data = PurePosixPath(row["path"]).name, _bytes(home, row["content_hash"])
            for item in _items(row["path"], data):
                match item:
                    case Article():
                        seen = {"ingested_at": row["first_seen_at"], "content": content_key(item)}
                        articles.append(asdict(item) | where | seen)
                    case Refusal():
                        refusals.append(asdict(item) | where | {"first_seen_at": row["first_seen_at"]})
            documents_read.append((row["content_hash"], row["path"], *_size(name, data)))
            if len(articles) >= PART or done == due.height:
                _keep(store, articles, refusals, documents_read)
                articles, refusals, documents_read = [], [], []
            progress(done, due.height)
        counts = f"SELECT (SELECT count(*) FROM texts), (SELECT count(*) FROM ({_REFUSALS}))"
        ((kept, refused),) = store.execute(counts).fetchall()
    return Reading(kept, refused, due.height)


def article_keys(home: Home) -> pl.DataFrame:
    """Return of each article `article_id`, `content` (a hash of it) and `ingested_at`."""
    with _store(home) as store:
        return store.sql("SELECT article_id, content, ingested_at FROM texts ORDER BY article_id").pl()


def keys_of_month(home: Home, month: str) -> pl.DataFrame:
    """Return `article_id` and `content` of the articles published in a month (`2021-03`), by article_id."""
    with _store(home) as store:
        month_of = "strftime(published_on, '%Y-%m')"
        return store.sql(
            f"SELECT article_id, content FROM texts WHERE {month_of} = ? ORDER BY article_id", params=[month]
        ).pl()


def texts(home: Home, article_ids: Iterable[str] | None = None, limit: int | None = None) -> pl.DataFrame:
    """Return articles with `ingested_at` and `content`, by article_id: all or those named, or the first."""
    with _store(home) as store:
        source = "texts"
        if article_ids is not None:
            store.register("wanted", pl.DataFrame({"article_id": list(article_ids)}, schema=["article_id"]))
            source = "texts SEMI JOIN wanted USING (article_id)"
        columns = ", ".join(TEXTS)
        last = f" LIMIT {limit}" if limit is not None else ""
        return store.sql(f"SELECT {columns} FROM {source} ORDER BY article_id{last}").pl()


def refusals(home: Home) -> pl.DataFrame:
    """Return what could not be read, each refusal once (columns of quality.quarantine)."""
    with _store(home) as store:
        return store.sql(_REFUSALS).pl()


def forget_refused(home: Home) -> int:
    """Make documents of which something was refused unread, so that the next run reads them again.

    Returns how many there are.
    """
    with _store(home) as store:
        store.execute("BEGIN")
        due = "(SELECT document, path FROM refusals)"
        ((documents,),) = store.execute(
            f"SELECT count(*) FROM read WHERE (document, path) IN {due}"
        ).fetchall()
        for name in ("arrivals", "read"):
            store.execute(f"DELETE FROM {name} WHERE (document, path) IN {due}")
        store.execute("DELETE FROM refusals")
        store.execute("COMMIT")
    return documents


def counted(home: Home) -> dict[str, int]:
    """Return what came of the documents and records that were read, as in _COUNTED."""
    with _store(home) as store:
        return store.sql(_COUNTED).pl().row(0, named=True)


def article_of(row: dict) -> Article:
    """Return the record of one row of the texts."""
    return Article(**{name: row[name] for name in _FIELDS})


def content_key(article: Article) -> str:
    """Return a hash of all that an extraction depends on."""
    text = json.dumps(asdict(article), default=str, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _bytes(home: Home, content_hash: str) -> bytes | None:
    """Return the bytes of a document, None where it could not be opened when it was taken in."""
    return None if content_hash == UNREADABLE else raw_bytes(home, content_hash)


def _size(name: str, data: bytes | None) -> tuple[int, bool]:
    """Return how many records a document has, and whether it is ignored by name."""
    from transforms.articles.read import count_records
    from transforms.articles.rules import ignored_names

    if data is None:
        return 0, False
    return count_records(name, data), name.casefold() in ignored_names()


def _items(path: str, data: bytes | None) -> Iterator[Article | Refusal]:
    from transforms.articles.read import read_bytes

    name = PurePosixPath(path)
    if data is None:
        detail = (
            "The file could not be opened: a link that is broken or leads out of the inbox, no permission, "
            "or no file at all. Put a copy of it into the inbox."
        )
        return iter([Refusal(name.stem, path, None, "unreadable", detail, UNREADABLE)])
    return read_bytes(name.name, path, data)


def _keep(
    store: duckdb.DuckDBPyConnection, articles: list[dict], refused: list[dict], read: list[tuple]
) -> None:
    """Write what was read, all or nothing, so that a run cut off goes on from there."""
    store.execute("BEGIN")
    append(store, "texts", _merged(store, pl.DataFrame(articles, schema=_SCHEMA)))
    append(store, "arrivals", pl.DataFrame(articles, schema=_SCHEMA).select("article_id", "document", "path"))
    append(store, "refusals", pl.DataFrame(refused, schema=_REFUSED))
    append(store, "read", pl.DataFrame(read, schema=_READ, orient="row"))
    store.execute("COMMIT")


def _merged(store: duckdb.DuckDBPyConnection, fresh: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that new ones make with those of the same articles, which leave the store."""
    store.register("fresh", fresh.select("article_id"))
    known = store.sql("SELECT * FROM texts SEMI JOIN fresh USING (article_id)").pl()
    store.execute("DELETE FROM texts WHERE article_id IN (SELECT article_id FROM fresh)")
    store.unregister("fresh")
    return (
        pl.concat([known.cast(dict(_SCHEMA)).select(fresh.columns), fresh])
        .with_columns(pl.col("ingested_at").min().over("article_id"))
        .sort("article_id", "path", "document")
        .unique("article_id", keep="first", maintain_order=True)
    )


def _store(home: Home) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return opened(_path(home), fingerprint.short(*RULES), _LAYOUT)


def _path(home: Home) -> Path:
    return home.work / "texts.duckdb"
