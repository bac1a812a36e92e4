"""Records of persons in incidents, the ledger's and a list's, in the one form in which they are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from transforms.incidents.names import forms_of, parts_of
from transforms.reference.gazetteer import Gazetteer, fold, short_county
from warehouse.seeds import load_yaml

# What lists and ledger tell alike, besides name and day.
TOLD = {
    "city": pl.String(),
    "county": pl.String(),
    "state": pl.String(),
    "agencies": pl.List(pl.String()),
    "age": pl.Int64(),
    "gender": pl.String(),
    "race": pl.String(),
    "armed": pl.List(pl.String()),
    "outcome": pl.String(),
    "is_shooting": pl.Boolean(),
}
# Of a record: as told. `day_from` and `day_to` are equal where the day is known.
RECORD = {
    "record_id": pl.String(),
    "name": pl.String(),
    "day_from": pl.Date(),
    "day_to": pl.Date(),
    **TOLD,
}
# As compared: folded, days as numbers.
COMPARED = {
    "unique_id": pl.String(),
    "name_key": pl.String(),
    "given": pl.String(),
    "surname": pl.String(),
    "forms": pl.List(pl.String()),
    "words": pl.List(pl.String()),
    "day_from": pl.Int64(),
    "day_to": pl.Int64(),
    "city_key": pl.String(),
    "county": pl.String(),
    "state": pl.String(),
    "agencies": pl.List(pl.String()),
    "age": pl.Int64(),
    "gender": pl.String(),
    "outcome": pl.String(),
    "is_shooting": pl.Boolean(),
}
# One row a person force was used on, or the incident where it has none. Arguments are the published tables.
OURS = """
SELECT
    coalesce(s.subject_id, i.incident_id) AS record_id, i.incident_id, s.subject_id, s.name,
    i.occurred_from AS day_from, i.occurred_to AS day_to, i.city, i.county, i.state,
    coalesce(a.agencies, []) AS agencies, CAST(s.age AS BIGINT) AS age, s.gender, s.race,
    CASE WHEN s.armed IS NULL OR s.armed = 'unknown' THEN [] ELSE [s.armed] END AS armed,
    CASE WHEN s.outcome <> 'unknown' THEN s.outcome END AS outcome, i.is_shooting
FROM incidents AS i
LEFT JOIN subjects AS s ON i.incident_id = s.incident_id
LEFT JOIN (
    SELECT f.incident_id, list(a.name ORDER BY a.name) AS agencies
    FROM incident_agencies AS f
    INNER JOIN agencies AS a ON f.agency_id = a.agency_id
    WHERE f.role = 'used_force'
    GROUP BY f.incident_id
) AS a ON i.incident_id = a.incident_id
ORDER BY record_id
"""


def ours(answer: pl.DataFrame) -> pl.DataFrame:
    """Return the ledger's records (RECORD, `incident_id`, `subject_id`) from the answer to OURS."""
    race = answer["race"].map_elements(race_code, return_dtype=pl.String)
    return answer.with_columns(race=race).select(
        *(pl.col(name).cast(kind) for name, kind in RECORD.items()), "incident_id", "subject_id"
    )


def theirs(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a list's records (RECORD) from its rows (`read.SCHEMA`)."""
    return rows.with_columns(record_id="external_id", day_from="day", day_to="day").select(
        *(pl.col(name).cast(kind) for name, kind in RECORD.items())
    )


def race_code(words: str) -> str | None:
    """Return the code of a race in the words of a report; None where they are no one code's."""
    folded = fold(words)
    found = {
        code
        for code, forms in load_yaml("registries/model.yml")["races"].items()
        if any(re.search(rf"\b{form}\b", folded) for form in forms)
    }
    return found.pop() if len(found) == 1 else None


def compared(records: pl.DataFrame) -> pl.DataFrame:
    """Return records (RECORD) as they are compared (COMPARED), one row each, by id."""
    rows = [_compared(row) for row in records.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=COMPARED).sort("unique_id")


def _compared(row: Mapping[str, Any]) -> dict[str, Any]:
    parts = parts_of(row["name"]) if row["name"] else ()
    given = parts[0] if len(parts) > 1 else None
    return {
        "unique_id": row["record_id"],
        "name_key": " ".join(parts) or None,
        "given": given,
        "surname": parts[-1] if parts else None,
        "forms": sorted({*forms_of(given), given[0]}) if given else [],
        "words": sorted({part for part in parts if len(part) > 2}),
        "day_from": _number(row["day_from"]),
        "day_to": _number(row["day_to"]),
        "city_key": fold(row["city"]) if row["city"] else None,
        "county": _county(row),
        "state": row["state"],
        "agencies": sorted({agency_key(name) for name in row["agencies"] or ()} - {""}),
        "age": row["age"],
        "gender": row["gender"],
        "outcome": row["outcome"],
        "is_shooting": row["is_shooting"],
    }


def _county(row: Mapping[str, Any]) -> str | None:
    """Return the county as told, else that of the city where the gazetteer has it."""
    if row["county"]:
        return short_county(row["county"])
    place = Gazetteer.load().place(row["city"], row["state"]) if row["city"] and row["state"] else None
    return short_county(place.county) if place and place.county else None


@cache
def agency_key(name: str) -> str:
    """Return a name of an agency without state and the words that its spellings differ in."""
    key = fold(re.sub(r",? [A-Z]{2}\b(?= |$)|, US$|\(.*?\)|\[.*?\]", "", name))
    for words, short in load_yaml("registries/model.yml")["agency_words"]:
        key = re.sub(rf"\b{words}\b", short, key)
    return key.removeprefix("the ")


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
