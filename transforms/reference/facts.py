"""What is known of an agency beyond its name: its seat, whom it is a part of, its residents and officers."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from warehouse.seeds import seeds_root

_RELATIONS = {"renamed": "former", "unit": "unit"}  # of a code in succession.csv, by the change


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
    successor_agency_id: str | None = None
    ended_year: int | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """An ORI of an agency: its own, one of a part of it, or one that it had before."""

    ori: str
    agency_id: str
    relation: str
    name: str
    reason: str | None = None
    source: str = "FBI"


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
    heirs = {
        row["former_ori"]: (row["agency_id"], int(row["year"]) if row["year"] else None)
        for row in succession()
        if row["change"] == "merged"
    }
    residents = _newest("population_served", "population_source")
    officers = _newest("sworn_officers", "sworn_source")
    known = ["place_geoid", "county_fips", "latitude", "longitude", "location_precision"]
    rows = pl.read_parquet(seeds_root() / "register" / "agencies.parquet").select("agency_id", *known)
    return {
        row["agency_id"]: AgencyFacts(
            parent_agency_id=parents.get(row["agency_id"]),
            residents=residents.get(row["agency_id"], Figure()),
            officers=officers.get(row["agency_id"], Figure()),
            successor_agency_id=heirs.get(row["agency_id"], (None, None))[0],
            ended_year=heirs.get(row["agency_id"], (None, None))[1],
            **{column: row[column] for column in known},
        )
        for row in rows.iter_rows(named=True)
    }


@cache
def parent_ids() -> dict[str, str]:
    """Return the agency that each agency is a part of, by agency_id, of those that are parts of one."""
    return {row["agency_id"]: row["parent_agency_id"] for row in _table("parents.csv")}


@cache
def succession() -> list[dict[str, str]]:
    """Return the hand-written rows of agencies that were renamed or merged, or that a code is a part of."""
    return _table("succession.csv")


@cache
def codes() -> dict[str, Code]:
    """Return the ORIs that lead to an agency of another identifier, by ORI."""
    told = {row["ori"]: Code(**row) for row in _table("oris.csv")}
    for row in succession():
        if row["former_ori"] and row["change"] != "merged":
            told[row["former_ori"]] = Code(
                row["former_ori"],
                row["agency_id"],
                _RELATIONS[row["change"]],
                row["former_name"],
                row["reason"],
                row["source"],
            )
    for ori, code in told.items():
        last = code
        while last.agency_id in told:  # a former code of what is itself a part
            last = told[last.agency_id]
        told[ori] = replace(code, agency_id=last.agency_id)
    return told


def _table(name: str) -> list[dict[str, str]]:
    with (seeds_root() / "register" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _newest(column: str, source: str) -> dict[str, Figure]:
    rows = (
        agency_years()
        .drop_nulls(column)
        .sort("agency_id", "year")
        .select("agency_id", column, "year", source)
    )
    newest = rows.unique("agency_id", keep="last")
    return {agency_id: Figure(*figure) for agency_id, *figure in newest.iter_rows()}
