"""A small ledger that meets every expectation, for tests to break. All in it is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from orchestration.building import mart_queries
from transforms.reference.poisson import poisson_intervals
from warehouse.dictionary import tables
from warehouse.publish import build

BODY = "Topeka police shot Ada Lind, 31, on Oak Street on May 2. “She had a knife,” Sgt. Bo Ray said."
NOW = datetime(2024, 5, 4, tzinfo=UTC)
DAY = date(2024, 5, 2)
HASH = "0" * 64


def claim(number: int, slot: str, value: str, entity: str | None = None) -> dict[str, Any]:
    return {
        "claim_id": f"c{number}", "incident_id": "i1", "entity_id": entity, "slot": slot, "value": value,
        "modality": "asserted", "article_id": "a1", "char_start": 0, "char_end": 6, "recorded_at": NOW,
        "extractor": "test", "extractor_version": "1", "confidence": 0.9, "is_background": False,
        "resolution_id": f"r{number}", "standing": "chosen",
    }  # fmt: skip


def resolution(claim: dict[str, Any]) -> dict[str, Any]:
    """Return what became of a claim that is the only one of its slot."""
    return {name: claim.get(name) for name in ("incident_id", "entity_id", "slot", "value", "claim_id")} | {
        "resolution_id": claim["resolution_id"], "status": "settled", "rule": "single",
        "reason": "All claims that count tell the same.", "source_count": 1, "dissenting_count": 0,
    }  # fmt: skip


ROWS: dict[str, list[dict[str, Any]]] = {
    "articles": [
        {"article_id": "a1", "source_name": "one", "source_uri": "one.txt", "published_on": date(2024, 5, 3),
         "body": BODY, "content_hash": HASH, "source_article_id": "a1",
         "is_relevant": True, "relevance_score": 0.9, "ingested_at": NOW},
        {"article_id": "a2", "source_name": "two", "source_uri": "two.txt", "published_on": date(2024, 5, 3),
         "body": BODY, "content_hash": HASH, "source_article_id": "a2",
         "is_relevant": False, "relevance_score": 0, "ingested_at": NOW},
    ],
    "agencies": [
        {"agency_id": "KS0890100", "ori": "KS0890100", "name": "Topeka Police Department", "city": "Topeka",
         "agency_type": "municipal_police", "state": "KS", "is_registered": True,
         "place_geoid": "2071000", "county_fips": "20177", "latitude": 39.05, "longitude": -95.67,
         "location_precision": "address", "population_served": 125400, "population_year": 2022,
         "population_source": "census", "sworn_officers": 280, "sworn_year": 2021, "sworn_source": "fbi"},
    ],
    "agency_oris": [
        {"ori": "KS0890100", "agency_id": "KS0890100", "relation": "own", "name": "Topeka Police Department",
         "source": "FBI"},
    ],
    "agency_names": [{"agency_id": "KS0890100", "name": "Topeka Police Department", "name_type": "official"}],
    "agency_years": [
        {"agency_id": "KS0890100", "year": 2021, "population_served": 125900, "population_source": "census",
         "sworn_officers": 280, "sworn_source": "fbi"},
        {"agency_id": "KS0890100", "year": 2022, "population_served": 125400, "population_source": "census"},
    ],
    "incidents": [
        {"incident_id": "i1", "date_precision": "day",
         "occurred_on": DAY, "occurred_from": DAY, "occurred_to": DAY, "occurred_year": 2024,
         "city": "Topeka", "county": "Shawnee County", "state": "KS", "place_precision": "city",
         "place_geoid": "2071000", "county_fips": "20177", "county_basis": "told", "state_fips": "20",
         "officers_injured": 0, "latitude": 39.05, "longitude": -95.68, "is_shooting": True, "is_fatal": True,
         "contact_reason": "unknown", "article_count": 1, "source_count": 1,
         "first_reported_on": date(2024, 5, 3), "last_reported_on": date(2024, 5, 3)},
    ],
    "incident_links": [],
    "unresolved_agencies": [],
    "incident_articles": [{"incident_id": "i1", "article_id": "a1", "is_background": False}],
    "incident_timeline": [
        {"timeline_id": "e1", "incident_id": "i1", "reported_on": date(2024, 5, 3), "event": "first_report",
         "article_id": "a1", "claim_id": "c5", "char_start": 0, "char_end": 6},
    ],
    "incident_redirects": [
        {"former_incident_id": "i0", "incident_id": "i1", "reason": "merged", "article_id": "a1"},
    ],
    "undercounts": [
        {"population": "killed", "registries": "force_ledger, own_list", "year": 2024, "state": "KS",
         "ledger_counted": 9, "counted": 11, "recaptured": 8, "method": "chapman", "estimate": 11.2,
         "estimate_low": 11.0, "estimate_high": 13.4},
    ],
    "incident_external_ids": [
        {"incident_id": "i1", "subject_id": "s1", "registry": "own_list", "external_id": "7",
         "match_probability": 0.999, "evidence": "name same +14.1", "decided_by": "score"},
    ],
    "incident_agencies": [
        {"incident_id": "i1", "agency_id": "KS0890100", "role": "used_force", "certainty": "stated"},
    ],
    "force_uses": [
        {"incident_id": "i1", "force_type": "firearm", "agency_id": "KS0890100", "subject_id": "s1"},
    ],
    "subjects": [
        {"subject_id": "s1", "incident_id": "i1", "name": "Ada Lind", "age": 31, "outcome": "killed",
         "armed": "knife", "armed_basis": "alleged"},
    ],
    "others_harmed": [],
    "statements": [
        {"statement_id": "t1", "article_id": "a1", "incident_id": "i1", "kind": "direct",
         "content": "She had a knife,", "char_start": BODY.index("She"), "char_end": BODY.index("”"),
         "speaker_name": "Bo Ray", "speaker_role": "law_enforcement", "agency_id": "KS0890100",
         "organisation": "Topeka Police Department, KS", "official_id": "o1", "claim_count": 0},
    ],
    "officials": [
        {"official_id": "o1", "name": "Bo Ray", "speaker_role": "law_enforcement", "state": "KS",
         "article_count": 1, "statement_count": 1},
    ],
    "official_positions": [
        {"position_id": "p1", "official_id": "o1", "agency_id": "KS0890100", "title": "sergeant",
         "organisation": "Topeka Police Department, KS", "statement_count": 1},
    ],
    "claims": [
        claim(1, "occurred_on", "2024-05-02"),
        claim(2, "city", "Topeka"),
        claim(3, "county", "Shawnee County"),
        claim(4, "state", "KS"),
        claim(5, "force_type", "firearm"),
        claim(6, "agency_role", "used_force", "KS0890100"),
        claim(7, "name", "Ada Lind", "s1") | {"char_start": 19, "char_end": 27},
        claim(8, "age", "31", "s1") | {"char_start": 29, "char_end": 31},
        claim(9, "outcome", "killed", "s1"),
        claim(10, "armed", "knife", "s1"),
        claim(11, "armed_basis", "alleged", "s1"),
    ],
    "quality.stages": [
        {"stage": stage, "came_in": came_in, "went_on": went_on, "merged": merged, "ignored": ignored,
         "quarantined": quarantined}
        for stage, came_in, went_on, merged, ignored, quarantined in (
            ("documents", 4, 3, 0, 1, 0),
            ("records", 4, 3, 0, 0, 1),
            ("articles", 3, 2, 1, 0, 0),
            ("extraction", 2, 2, 0, 0, 0),
            ("linking", 2, 2, 0, 0, 0),
            ("claims", 14, 11, 2, 1, 0),
            ("refusals", 1, 0, 0, 0, 1),
        )
    ],
    "quality.history": [
        {"as_of": date(2024, 5, day), "slot": "name", "row_count": 40, "unknown_count": 8}
        for day in range(1, 5)
    ],
    "quality.takedowns": [
        {"takedown_id": "tkd-1", "decided_on": DAY, "reason": "person", "effect": "applied", "cell_count": 3},
    ],
    "quality.quarantine": [
        {"source_name": "three", "source_uri": "three.txt", "reason": "empty", "detail": "0 bytes",
         "content_hash": HASH, "first_seen_at": NOW},
    ],
}  # fmt: skip
ROWS["poisson_intervals"] = poisson_intervals().to_dicts()
ROWS["corrections"] = [
    {"correction_id": "x1", "incident_id": "i1", "incident_named": "i1", "slot": "officers_injured",
     "expected": "1", "found": "1", "value": "0", "effect": "applied", "reason": "The report says none.",
     "source": "The city's report", "decided_by": "Al Roe", "decided_on": date(2024, 5, 4),
     "file": "seeds/corrections/one.yml", "line": 1},
]  # fmt: skip
ROWS["judgements"] = [
    {"judgement_id": "j1", "outcome": "apart", "event_named": "event 0 of a1",
     "expected": "2024-05-02; Topeka, KS; Ada Lind", "found": "2024-05-02; Topeka, KS; Ada Lind",
     "other_event_named": "event 0 of a9", "other_expected": "no day; KS; nobody named",
     "effect": "waiting", "reason": "Seen", "decided_by": "Al Roe", "decided_on": date(2024, 5, 4),
     "file": "seeds/judgements/one.yml", "line": 1},
]  # fmt: skip
ROWS["resolutions"] = [resolution(one) for one in ROWS["claims"]] + [
    {"resolution_id": "r0", "incident_id": "i1", "slot": "officers_injured", "value": "0",
     "status": "corrected", "rule": "correction", "reason": "The report says none.", "source_count": 0,
     "dissenting_count": 0, "correction_id": "x1"},
]  # fmt: skip


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return rows as a frame of a table; columns that a row does not name are null."""
    schema = tables()[name].polars_schema
    odd = {column for row in rows for column in row} - set(schema)
    assert not odd, f"{name} has no {odd}"
    return pl.DataFrame({column: [row.get(column) for row in rows] for column in schema}, schema=schema)


def _versions(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of versions: today's, since the article came."""
    entry = tables()[name]
    since = date(2024, 5, 3) if entry.columns["valid_from"].type == "DATE" else NOW
    return [row | {"valid_from": since} for row in ROWS[str(entry.versions_of)]]


def sound_database(path: Path) -> Path:
    """Build the ledger as it is published."""
    queries = mart_queries()
    rows = ROWS | {name: _versions(name) for name in tables("history")}
    build(path, {name: frame(name, found) for name, found in rows.items()}, queries)
    return path


def broken_database(path: Path, sound: Path, statements: list[str]) -> Path:
    """Copy a ledger without its constraints, then break it with SQL, so that nothing but checks can tell."""
    connection = duckdb.connect(str(path))
    connection.execute(f"ATTACH '{sound}' AS sound (READ_ONLY)")
    for schema in ("marts", "history", "quality"):
        connection.execute(f"CREATE SCHEMA {schema}")
    for name in tables():
        source = name if "." in name else f"main.{name}"
        connection.execute(f"CREATE TABLE {source} AS FROM sound.{source}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path
