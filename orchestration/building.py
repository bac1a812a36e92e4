"""From extractions to the whole database, built beside the published one."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from orchestration.errors import CallError
from orchestration.extracting import Failure, extract_due, kept
from orchestration.former import with_former
from orchestration.home import PROJECT, Home
from orchestration.intake import documents
from orchestration.reading import article_of, read_documents
from warehouse.dictionary import conform, table, tables
from warehouse.publish import build
from warehouse.seeds import seed_texts

if TYPE_CHECKING:
    from transforms.incidents.corrections import Correction

RULES = (
    "transforms",
    "warehouse",
    "seeds/register",
    "seeds/resolution.yml",
    "seeds/judgements",
    "seeds/corrections",
    "seeds/ranks.csv",
    "seeds/titles.yml",
    "seeds/extraction/people.yml",
    "seeds/extraction/surnames.csv",
)


def main_names() -> list[str]:
    """Return the names of the published tables of schema `main`, in the dictionary's order."""
    return list(tables("main"))


def mart_names() -> list[str]:
    """Return the names of the marts, with their schema."""
    return list(tables("marts"))


@cache
def mart_queries() -> dict[str, str]:
    """Return the SELECT of each mart by its name, from transforms/marts/*.sql.

    Raises ValueError where a mart of the dictionary has no query or the other way round.
    """
    folder = PROJECT / "transforms" / "marts"
    found = {f"marts.{path.stem}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    odd = set(found) ^ set(mart_names())
    if odd:
        raise ValueError(
            f"{', '.join(sorted(odd))}: a mart needs both transforms/marts/NAME.sql "
            "and warehouse/tables/marts/NAME.yml."
        )
    return found


def mart_sources(query: str) -> list[str]:
    """Return the tables that a query reads."""
    words = set(re.findall(r"[a-z_]+", re.sub(r"--.*", "", query.lower())))
    return [name for name in main_names() if name in words]


def build_database(home: Home) -> None:
    """Resolve every table from the kept extractions and build the database at `home.built`."""
    build(home.built, resolve(home), mart_queries())


def resolve(home: Home) -> dict[str, pl.DataFrame]:
    """Return the tables of schemas main and history and the quarantine, from what the ledger keeps."""
    from transforms.incidents.build import build_tables

    reading = read_documents(home, documents(home))
    extract_due(home, reading.texts)
    outcomes = list(kept(home, reading.texts))
    failures = [one for one in outcomes if isinstance(one, Failure)]
    extractions = [one for one in outcomes if not isinstance(one, Failure)]
    broken = [failure.article_id for failure in failures]
    texts = reading.texts.filter(~pl.col("article_id").is_in(broken))
    recorded_at: dict[str, datetime] = dict(texts.select("article_id", "ingested_at").iter_rows())
    articles = [article_of(row) for row in texts.iter_rows(named=True)]
    frames = build_tables(articles, extractions, recorded_at, corrections())
    frames["incident_redirects"] = with_former(home, frames)
    refused = pl.concat([reading.refusals, _refusals(failures, reading.texts)], how="diagonal")
    quarantine = refused.select(list(table("quality.quarantine").columns))  # without where the reading stands
    frames["quality.quarantine"] = conform(quarantine, "quality.quarantine")
    return frames


def corrections() -> tuple[Correction, ...]:
    """Return the corrections of `seeds/corrections`.

    Raises CallError naming file and line where one is written wrong.
    """
    from transforms.incidents.corrections import CorrectionError, read_corrections

    try:
        return read_corrections(seed_texts("corrections"))
    except CorrectionError as error:
        raise CallError(str(error)) from None


def _refusals(failures: list[Failure], texts: pl.DataFrame) -> pl.DataFrame:
    """An article that the extractor broke on is refused, so that it shows, and the others go on."""
    why = pl.DataFrame(
        [(failure.article_id, failure.detail) for failure in failures],
        schema={"article_id": pl.String, "detail": pl.String},
        orient="row",
    )
    return texts.join(why, on="article_id").select(
        "source_name",
        "source_uri",
        line=pl.lit(None, pl.Int64),
        reason=pl.lit("extraction_failed"),
        detail="detail",
        content_hash="content_hash",
        first_seen_at="ingested_at",
    )
