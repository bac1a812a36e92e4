"""The rows of `agencies` and of the tables beside it: years, codes, and names that stayed unresolved."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Set
from dataclasses import asdict
from typing import Any

import polars as pl

from transforms.records import Agency, Extraction
from transforms.reference.facts import Code, agency_years, codes, facts_of
from transforms.reference.register import Register
from warehouse.dictionary import conform, table


def agency_row(agency: Agency) -> dict[str, Any]:
    """Return the row of `agencies`."""
    facts = facts_of(agency.agency_id)
    return asdict(agency) | {
        "parent_agency_id": facts.parent_agency_id,
        "successor_agency_id": facts.successor_agency_id,
        "ended_year": facts.ended_year,
        "place_geoid": facts.place_geoid,
        "county_fips": facts.county_fips,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "location_precision": facts.location_precision,
        "population_served": facts.residents.people,
        "population_year": facts.residents.year,
        "population_source": facts.residents.source,
        "sworn_officers": facts.officers.people,
        "sworn_year": facts.officers.year,
        "sworn_source": facts.officers.source,
    }


def with_parents(agencies: Iterable[Agency]) -> list[Agency]:
    """Return agencies, each followed by those that it is a part of or that took over from it, each once."""
    found: dict[Agency, None] = {}
    due = deque(agencies)
    while due:
        agency = due.popleft()
        if agency in found:
            continue
        found[agency] = None
        facts = facts_of(agency.agency_id)
        kin = (facts.parent_agency_id, facts.successor_agency_id)
        due.extend(Register.load().agency(one) for one in kin if one is not None)
    return list(found)


def unresolved_rows(extraction: Extraction) -> list[dict[str, Any]]:
    """Return the rows of `unresolved_agencies` of one article."""
    return [
        {
            "article_id": extraction.article_id,
            "char_start": name.start,
            "char_end": name.end,
            "name": name.text,
            "reason": "ambiguous" if name.candidates else "unknown",
            "candidates": " ".join(name.candidates) or None,
        }
        for name in extraction.unresolved
    ]


def beside_agencies(agency_ids: Iterable[str]) -> dict[str, pl.DataFrame]:
    """Return the tables that tell more of some agencies, by name: `agency_oris`, `agency_years`."""
    wanted = set(agency_ids)
    return {"agency_oris": _oris(wanted), "agency_years": _years(wanted)}


def _oris(wanted: Set[str]) -> pl.DataFrame:
    own = [Register.load().agency(one) for one in wanted if Register.load().of_ori(one) is not None]
    rows = [Code(a.ori, a.agency_id, "own", a.name) for a in own if a.ori is not None]
    rows += [code for code in codes().values() if code.agency_id in wanted]
    return conform(pl.DataFrame(rows, schema=table("agency_oris").polars_schema), "agency_oris")


def _years(wanted: Set[str]) -> pl.DataFrame:
    return conform(agency_years().filter(pl.col("agency_id").is_in(list(wanted))), "agency_years")
