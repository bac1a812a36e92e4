"""What is known of an agency beyond its name: its seat, whom it is a part of, its residents and officers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import polars as pl

from warehouse.seeds import seeds_root


@dataclass(frozen=True, slots=True)
class Figure:
    """The newest figure of a series: a number of people, the year it is of and where it is from."""

    people: int | None = None
    year: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """Facts of one agency of the register; degrees of WGS 84, codes of the Census Bureau as text."""

    parent_agency_id: str | None = None
    place_geoid: str | None = None
    county_fips: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    location_precision: str | None = None
    residents: Figure = Figure()
    officers: Figure = Figure()


def facts_of(agency_id: str) -> AgencyFacts:
    """Return what the register knows of an agency; nothing is known of one that it lacks."""
    return _facts().get(agency_id, AgencyFacts())


@cache
def agency_years() -> pl.DataFrame:
    """Return the figures of every agency of the register by year.

    Columns agency_id, year, population_served, population_source, sworn_officers, sworn_source.
    """
    return pl.read_parquet(seeds_root() / "register" / "agency_years.parquet")


@cache
def _facts() -> dict[str, AgencyFacts]:
    parents = parent_ids()
    residents = _newest("population_served", "population_source")
    officers = _newest("sworn_officers", "sworn_source")
    known = ["place_geoid", "county_fips", "latitude", "longitude", "location_precision"]
    rows = pl.read_parquet(seeds_root() / "register" / "agencies.parquet").select("agency_id", *known)
    return {
        row["agency_id"]: AgencyFacts(
            parent_agency_id=parents.get(row["agency_id"]),
            residents=residents.get(row["agency_id"], Figure()),
            officers=officers.get(row["agency_id"], Figure()),
            **{column: row[column] for column in known},
        )
        for row in rows.iter_rows(named=True)
    }


@cache
def parent_ids() -> dict[str, str]:
    """Return the agency that each agency is a part of, by agency_id, of those that are parts of one."""
    path = seeds_root() / "register" / "parents.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["agency_id"]: row["parent_agency_id"] for row in csv.DictReader(file)}


def _newest(column: str, source: str) -> dict[str, Figure]:
    rows = (
        agency_years()
        .drop_nulls(column)
        .sort("agency_id", "year")
        .select("agency_id", column, "year", source)
    )
    newest = rows.unique("agency_id", keep="last")
    return {agency_id: Figure(*figure) for agency_id, *figure in newest.iter_rows()}
