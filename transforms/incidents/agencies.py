"""The rows of `agencies` and `agency_years`: what articles name, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import polars as pl

from transforms.records import Agency
from transforms.reference.facts import agency_years, facts_of, parent_ids
from transforms.reference.register import Register
from warehouse.dictionary import conform


def agency_row(agency: Agency) -> dict[str, Any]:
    """Return the row of `agencies`."""
    facts = facts_of(agency.agency_id)
    return asdict(agency) | {
        "parent_agency_id": facts.parent_agency_id,
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
    """Return agencies, each followed by those that it is a part of, every description once."""
    found: dict[Agency, None] = {}
    for agency in agencies:
        found[agency] = None
        parent_id = parent_ids().get(agency.agency_id)
        while parent_id is not None:
            found[Register.load().agency(parent_id)] = None
            parent_id = parent_ids().get(parent_id)
    return list(found)


def agency_years_of(agency_ids: Iterable[str]) -> pl.DataFrame:
    """Return the table `agency_years` of some agencies."""
    return conform(agency_years().filter(pl.col("agency_id").is_in(list(agency_ids))), "agency_years")
