"""The published tables of schema `main`, from articles and what was read out of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

import polars as pl

from transforms.articles.copies import CopyLink
from transforms.incidents.amend import agency_of_correction
from transforms.incidents.corpus import Corpus, corpus_of, incidents_of
from transforms.incidents.corrections import Correction
from transforms.incidents.history import history_rows, replays_of
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
from transforms.incidents.ledger import statement_id
from transforms.incidents.link_rows import link_rows
from transforms.incidents.redirects import redirect_rows
from transforms.incidents.resolutions import correction_rows, resolution_rows, standings
from transforms.incidents.timeline import timeline_rows
from transforms.officials.build import with_officials
from transforms.officials.ranks import rank_of
from transforms.records import Agency, Article, Extraction, Statement
from warehouse.dictionary import conform, table
from warehouse.seeds import load_yaml


def build_tables(
    articles: list[Article], extractions: list[Extraction], recorded_at: Mapping[str, datetime],
    corrections: Sequence[Correction] = (),
) -> dict[str, pl.DataFrame]:  # fmt: skip
    """Return every table of the schemas `main` and `history` by name, as the data dictionary wants it.

    One extraction an article; `recorded_at` tells when each article was taken in (with a time zone).
    The order of articles and extractions does not matter. Raises KeyError for an article without
    `recorded_at` or extraction, and ConformError for a value outside its codes.
    """
    corpus = corpus_of(articles, extractions)
    extracted, incidents = corpus.extracted, incidents_of(corpus, corrections)
    replays = replays_of(corpus, incidents)
    rows: dict[str, list[Row]] = {
        "articles": _articles(corpus, incidents, recorded_at),
        "agencies": _agencies(extractions, corrections),
        "incidents": [incident_row(incident) for incident in incidents],
        "incident_links": link_rows(corpus, incidents),
        "incident_articles": [row for incident in incidents for row in article_rows(incident)],
        "incident_redirects": [row for incident in incidents for row in redirect_rows(incident)],
        "incident_agencies": [row for incident in incidents for row in agency_rows(incident)],
        "force_uses": [row for incident in incidents for row in force_rows(incident)],
        "subjects": [row for incident in incidents for row in subject_rows(incident)],
        "others_harmed": [row for incident in incidents for row in harmed_rows(incident)],
        "statements": _statements(extractions, incidents),
        "resolutions": [row for incident in incidents for row in resolution_rows(incident)],
        "corrections": correction_rows(incidents, corrections),
        "claims": [row for incident in incidents for row in _claims(incident, extracted, recorded_at)],
        "incident_timeline": timeline_rows(replays),
        **history_rows(replays, recorded_at),
    }
    return with_officials({name: conform(_frame(name, found), name) for name, found in rows.items()})


def _frame(name: str, rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=table(name).polars_schema)


def _articles(
    corpus: Corpus, incidents: Iterable[Incident], recorded_at: Mapping[str, datetime]
) -> list[Row]:
    telling = {mention.article_id for incident in incidents for mention in incident.mentions}
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
                "ingested_at": recorded_at[article.article_id],
            }
        )
    return rows


def _agencies(extractions: Iterable[Extraction], corrections: Iterable[Correction]) -> list[Row]:
    """Every agency met, in corrections too; one with two descriptions under one id takes the first."""
    met: dict[str, Agency] = {}
    for extraction in extractions:
        speakers = [one.agency for one in extraction.statements if one.agency is not None]
        for agency in [*(a for event in extraction.events for a in event.agencies), *speakers]:
            known = met.setdefault(agency.agency_id, agency)
            met[agency.agency_id] = min(known, agency, key=repr)
    for correction in corrections:
        named = agency_of_correction(correction)
        if named is not None:
            met.setdefault(named.agency_id, named)
    return [asdict(agency) for agency in met.values()]


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
