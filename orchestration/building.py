"""From extractions to the whole database, built beside the published one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import polars as pl

from orchestration import extracting, fingerprint, reading
from orchestration.errors import CallError
from orchestration.extracting import Failure, extract_due, failures, kept
from orchestration.former import with_former
from orchestration.home import PROJECT, Home
from orchestration.house import agencies_query, contents, entered, house_path
from orchestration.intake import documents
from orchestration.reading import article_keys, article_of, read_documents, refusals, texts
from orchestration.registries import tables_of_lists
from orchestration.stages import stages
from orchestration.takedowns import taken, without
from orchestration.unknowns import history
from orchestration.updating import Read, Source, update
from transforms.incidents.agencies import beside_agencies
from transforms.reference.aliases import agency_names_of
from transforms.reference.poisson import poisson_intervals
from warehouse.dictionary import conform, tables
from warehouse.publish import build
from warehouse.seeds import seed_texts
from warehouse.store import mended

if TYPE_CHECKING:
    from transforms.incidents.corrections import Correction
    from transforms.incidents.judgements import Judgement

RULES = (
    "transforms",
    "warehouse",
    "orchestration/house.py",
    "orchestration/updating.py",
    "seeds/register",
    "seeds/resolution.yml",
    "seeds/judgements",
    "seeds/corrections",
    "seeds/ranks.csv",
    "seeds/titles.yml",
    "seeds/extraction/people.yml",
    "seeds/extraction/surnames.csv",
)

_OF_FORMER = ("incident_articles", "incident_redirects")  # what says where ids of earlier databases lead


def main_names() -> list[str]:
    """Return the names of the published tables of schema `main`, in the dictionary's order."""
    return list(tables("main"))


def mart_names() -> list[str]:
    """Return the names of the marts, with their schema."""
    return list(tables("marts"))


@cache
def mart_queries() -> dict[str, str]:
    """Return the SELECT of each mart by its name, from transforms/marts/*.sql, after the marts that it reads.

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
    reads = {name: [one for one in mart_sources(query) if one in found] for name, query in found.items()}
    return {name: found[name] for name in TopologicalSorter(reads).static_order()}


def mart_sources(query: str) -> list[str]:
    """Return the tables and marts that a query reads."""
    words = set(re.findall(r"(?:marts\.)?[a-z_0-9]+", re.sub(r"--.*", "", query.lower())))
    return [name for name in (*main_names(), *mart_names()) if name in words]


def build_database(home: Home) -> None:
    """Bring the house up to date and build the database at `home.built` from it.

    A work database that turns out damaged is made anew from what it was made from.
    """
    mended(lambda: _build(home))


def _build(home: Home) -> None:
    read_documents(home, documents(home))
    extract_due(home, article_keys(home), lambda ids: texts(home, ids))
    with entered(home, version()) as house:
        update(source(home), house)
        of_lists = tables_of_lists(home, house)
        quarantine = refused(home)
        counted = stages(home, house, quarantine.height)
        unknowns = history(home, house)
        met = house.query(f"SELECT agency_id, name FROM ({agencies_query('agencies_met')})")
        told = {name: house.query(f"SELECT * EXCLUDE (island) FROM rows_{name}") for name in _OF_FORMER}
    of_all = {
        "agency_names": agency_names_of(met),
        **beside_agencies(met["agency_id"]),
        "poisson_intervals": poisson_intervals(),
        **of_lists,
        "quality.quarantine": quarantine,
        "quality.stages": counted,
        "quality.history": unknowns,
        "incident_redirects": with_former(home, told),
    }
    listed = taken(home)
    target = home.built.with_name("whole.duckdb") if listed.listed else home.built
    build(target, {**contents("house"), **of_all}, mart_queries(), {"house": house_path(home)})
    if listed.listed:  # built anew, since a file keeps for a while what is changed in it
        build(home.built, dict(without(target, listed)), mart_queries(), is_plain=True)
        target.unlink()


def source(home: Home) -> Source:
    """Return the articles of a ledger but those that the extractor broke on."""

    def read(article_ids: Iterable[str]) -> Iterator[Read]:
        frame = texts(home, article_ids)
        for row, outcome in zip(frame.iter_rows(named=True), kept(home, frame), strict=True):
            if isinstance(outcome, Failure):
                raise ValueError(f"{outcome.article_id} could not be read and belongs in the quarantine.")
            yield article_of(row), outcome, row["ingested_at"]

    keys = article_keys(home).join(failures(home), on="content", how="anti")
    return Source(keys, read, corrections())


def corrections() -> tuple[Correction, ...]:
    """Return the corrections of `seeds/corrections`.

    Raises CallError naming file and line where one is written wrong.
    """
    from transforms.incidents.corrections import CorrectionError, read_corrections

    try:
        return read_corrections(seed_texts("corrections"))
    except CorrectionError as error:
        raise CallError(str(error)) from None


def judgements() -> tuple[Judgement, ...]:
    """Return the judgements of `seeds/judgements`.

    Raises CallError naming file and line where one is written wrong.
    """
    from transforms.incidents.judgements import JudgementError, load_judgements

    try:
        return load_judgements()
    except JudgementError as error:
        raise CallError(str(error)) from None


def version() -> str:
    """Return the version of the rules and corrections that the rows in the house follow from."""
    corrected = hashlib.sha256(repr(corrections()).encode()).hexdigest()
    return f"{fingerprint.short(*RULES, *extracting.RULES, *reading.RULES)} {corrected[:12]}"


def refused(home: Home) -> pl.DataFrame:
    """Return the quarantine: what could not be read, and articles that the extractor broke on."""
    broken = failures(home)
    keys = article_keys(home).join(broken, on="content")
    articles = texts(home, keys["article_id"]).join(broken, on="content")
    of_articles = articles.select(
        "source_name",
        "source_uri",
        line=pl.lit(None, pl.Int64),
        reason=pl.lit("extraction_failed"),
        detail="failure",
        content_hash="content_hash",
        first_seen_at="ingested_at",
    )
    return conform(pl.concat([refusals(home), of_articles], how="vertical_relaxed"), "quality.quarantine")
