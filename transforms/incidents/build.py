"""The published tables of schema `main`, from articles and what was read out of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, astuple
from datetime import datetime

import polars as pl

from transforms.articles.copies import CopyLink
from transforms.incidents.agencies import agency_row, beside_agencies, unresolved_rows, with_parents
from transforms.incidents.amend import agency_of_correction, correction_id
from transforms.incidents.corpus import Corpus, corpus_of, incidents_of, sources_of
from transforms.incidents.corrections import Correction
from transforms.incidents.history import history_rows, replays_of
from transforms.incidents.identity import content_id
from transforms.incidents.incident import (
    Incident,
    Row,
    agency_rows,
    article_rows,
    force_rows,
    harmed_rows,
    incident_row,
    subject_rows,
)
from transforms.incidents.judged import judgement_rows, judgements_of_none
from transforms.incidents.ledger import statement_id
from transforms.incidents.link_rows import link_rows
from transforms.incidents.redirects import redirect_rows
from transforms.incidents.resolutions import correction_rows, resolution_rows, standings
from transforms.incidents.timeline import timeline_rows
from transforms.officials.build import with_officials
from transforms.officials.ranks import rank_of
from transforms.records import Agency, Article, Extraction, Statement
from transforms.reference.aliases import agency_names_of
from transforms.reference.poisson import poisson_intervals
from warehouse.dictionary import conform, table
from warehouse.seeds import load_yaml

OF_LISTS = (
    "incident_external_ids",
    "undercounts",
)  # what follows from lists of others, and is empty without any
# Tables that a row of may rest on articles which nothing else joins.
ACROSS_ISLANDS = (
    "agencies", "agency_names", "agency_oris", "agency_years", "officials", "official_positions",
    "poisson_intervals",
    *OF_LISTS,
)  # fmt: skip


def build_tables(
    articles: list[Article], extractions: list[Extraction], recorded_at: Mapping[str, datetime],
    corrections: Sequence[Correction] = (),
) -> dict[str, pl.DataFrame]:  # fmt: skip
    """Return every table of the schemas `main` and `history` by name, as the data dictionary wants it.

    One extraction an article; `recorded_at` tells when each article was taken in (with a time zone).
    The order of articles and extractions does not matter. Raises KeyError for an article without
    `recorded_at` or extraction, and ConformError for a value outside its codes.
    """
    rows = island_rows(articles, extractions, recorded_at, corrections)
    done = {row["correction_id"] for row in rows["corrections"]}
    rows["corrections"] += corrections_of_none(corrections, done)
    done = {row["judgement_id"] for row in rows["judgements"]}
    rows["judgements"] += judgements_of_none(done)
    met = [agency for extraction in extractions for agency in agencies_met(extraction)]
    met += agencies_corrected(corrections, {agency.agency_id for agency in met})
    rows["agencies"] = [agency_row(agency) for agency in one_each(met)]
    frames = {name: frame_of(name, found) for name, found in rows.items()}
    frames["agency_names"] = agency_names_of(frames["agencies"])
    frames |= beside_agencies(frames["agencies"]["agency_id"])
    frames["poisson_intervals"] = poisson_intervals()
    frames |= {name: frame_of(name, []) for name in OF_LISTS}
    return with_officials(frames)


def island_rows(
    articles: Iterable[Article], extractions: Iterable[Extraction], recorded_at: Mapping[str, datetime],
    corrections: Sequence[Correction] = (),
) -> dict[str, list[Row]]:  # fmt: skip
    """Return the rows of every table but those of ACROSS_ISLANDS, by name.

    Of several islands together they are those of each (see `transforms.incidents.islands`). Corrections and
    judgements that name nothing of these articles give no row.
    """
    corpus = corpus_of(articles, extractions)
    extracted, incidents = corpus.extracted, incidents_of(corpus, corrections)
    replays = replays_of(corpus, incidents)
    return {
        "articles": _articles(corpus, incidents, recorded_at),
        "incidents": [incident_row(incident) for incident in incidents],
        "incident_links": link_rows(corpus, incidents),
        "incident_articles": [row for incident in incidents for row in article_rows(incident)],
        "incident_redirects": [row for incident in incidents for row in redirect_rows(incident)],
        "incident_agencies": [row for incident in incidents for row in agency_rows(incident)],
        "force_uses": [row for incident in incidents for row in force_rows(incident)],
        "subjects": [row for incident in incidents for row in subject_rows(incident)],
        "others_harmed": [row for incident in incidents for row in harmed_rows(incident)],
        "unresolved_agencies": [
            row for extraction in extracted.values() for row in unresolved_rows(extraction)
        ],
        "statements": _statements(extracted.values(), incidents),
        "resolutions": [row for incident in incidents for row in resolution_rows(incident)],
        "corrections": correction_rows(incidents, _aimed(corpus, corrections)),
        "judgements": judgement_rows(corpus.findings),
        "claims": [row for incident in incidents for row in _claims(incident, extracted, recorded_at)],
        "incident_timeline": timeline_rows(replays),
        **history_rows(replays, recorded_at),
    }


def frame_of(name: str, rows: list[Row]) -> pl.DataFrame:
    """Return rows as the frame of a table. Raises ConformError where they do not fit the dictionary."""
    return conform(pl.DataFrame(rows, schema=table(name).polars_schema), name)


def _articles(
    corpus: Corpus, incidents: Iterable[Incident], recorded_at: Mapping[str, datetime]
) -> list[Row]:
    telling = {mention.article_id for incident in incidents for mention in incident.mentions}
    sources = sources_of(corpus.copies)
    rows = []
    for article in corpus.articles.values():
        one = corpus.copies.get(article.article_id, CopyLink())
        rows.append(
            asdict(article)
            | {
                "is_relevant": article.article_id in telling,
                "relevance_score": corpus.extracted[article.article_id].relevance_score,
                "copy_of": one.copy_of,
                "revision_of": one.revision_of,
                "source_article_id": sources.get(article.article_id, article.article_id),
                "ingested_at": recorded_at[article.article_id],
            }
        )
    return rows


def _aimed(corpus: Corpus, corrections: Iterable[Correction]) -> list[Correction]:
    named = {content_id("inc", *mention.key) for mention in corpus.mentions} if corrections else set()
    return [one for one in corrections if one.incident_id in named]


def corrections_of_none(corrections: Iterable[Correction], done: Set[str]) -> list[Row]:
    """Return the rows of corrections that no island made, whose ids are `done`: they name no incident."""
    return correction_rows([], [one for one in corrections if correction_id(one) not in done])


def agencies_corrected(corrections: Iterable[Correction], met: Set[str]) -> list[Agency]:
    """Return the agencies that corrections name and no article does, whose ids are `met`."""
    named = [agency_of_correction(correction) for correction in corrections]
    found = with_parents(agency for agency in named if agency is not None)
    return [agency for agency in found if agency.agency_id not in met]


def agencies_met(extraction: Extraction) -> list[Agency]:
    """Return the agencies that one article names and those that they are parts of, each description once."""
    speakers = [one.agency for one in extraction.statements if one.agency is not None]
    return with_parents([*(a for event in extraction.events for a in event.agencies), *speakers])


def one_each(agencies: Iterable[Agency]) -> list[Agency]:
    """Return every agency once; one with several descriptions under one id takes the first by its fields."""
    met: dict[str, Agency] = {}
    for agency in agencies:
        known = met.setdefault(agency.agency_id, agency)
        met[agency.agency_id] = min(known, agency, key=_fields)
    return list(met.values())


def _fields(agency: Agency) -> tuple[tuple[bool, object], ...]:
    """Return the fields to sort by, nulls first."""
    return tuple((value is not None, value) for value in astuple(agency))


def _statements(extractions: Iterable[Extraction], incidents: Iterable[Incident]) -> list[Row]:
    """A statement is about its article's own story where the article has exactly one."""
    told = list(incidents)
    stories: dict[str, list[str]] = defaultdict(list)
    for incident in told:
        for mention in incident.mentions:
            if not mention.is_background:
                stories[mention.article_id].append(incident.incident_id)
    claims = Counter(entry.statement_id for incident in told for entry in incident.entries)
    rows: dict[str, Row] = {}
    for extraction in extractions:
        own = stories[extraction.article_id]
        for one in extraction.statements:
            name = statement_id(extraction.article_id, one)
            rows[name] = {
                "statement_id": name,
                "article_id": extraction.article_id,
                "incident_id": own[0] if len(own) == 1 else None,
                "kind": one.kind,
                "content": one.content,
                "char_start": one.start,
                "char_end": one.end,
                "speaker_name": one.speaker_name,
                "speaker_title": one.speaker_title,
                "speaker_rank": rank_of(one.speaker_title) if one.speaker_title is not None else None,
                "official_id": None,  # known when all are together
                "speaker_role": one.speaker_role,
                "organisation": organisation_of(one),
                "agency_id": one.agency.agency_id if one.agency is not None else None,
                "hedge": one.hedge,
                "cue": one.cue,
                "topic": one.topic,
                "claim_count": claims[name],
            }
    return list(rows.values())


def organisation_of(statement: Statement) -> str | None:
    """Return whom a statement speaks for, by official name, with the state after that of an agency.

    Written so are the agencies of the register, and of others the kinds that seeds/resolution.yml names.
    """
    agency = statement.agency
    if agency is None:
        return statement.organisation
    kinds = load_yaml("resolution.yml")["statements"]["with_state"]
    is_with_state = agency.state is not None and (agency.is_registered or agency.agency_type in kinds)
    return f"{agency.name}, {agency.state}" if is_with_state else agency.name


def _claims(
    incident: Incident, extracted: Mapping[str, Extraction], recorded_at: Mapping[str, datetime]
) -> list[Row]:
    places = standings(incident)
    return [
        {
            "claim_id": entry.claim_id,
            "incident_id": incident.incident_id,
            "entity_id": entry.entity_id,
            "slot": entry.claim.slot,
            "value": entry.claim.value,
            "modality": entry.claim.modality,
            "speaker_name": entry.speaker_name,
            "statement_id": entry.statement_id,
            "article_id": entry.mention.article_id,
            "char_start": entry.claim.start,
            "char_end": entry.claim.end,
            "reported_on": entry.mention.published_on,
            "recorded_at": recorded_at[entry.mention.article_id],
            "extractor": extracted[entry.mention.article_id].extractor,
            "extractor_version": extracted[entry.mention.article_id].extractor_version,
            "confidence": entry.claim.confidence,
            "superseded_by": entry.superseded_by,
            "is_background": entry.mention.is_background,
            "resolution_id": places[entry.claim_id][0],
            "standing": places[entry.claim_id][1],
        }
        for entry in incident.entries
    ]
