"""Compile the public reference files into the compact tables of this folder.

Run `python seeds/register/compile.py FOLDER`, FOLDER holding the files that README.md names.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import polars as pl

HERE = Path(__file__).resolve().parent
# What the points of the agencies' file are points of.
POINTS = {
    "address": "address",
    "fbi_point": "point",
    "fbi_point_shared": "shared_point",
    "place": "place",
    "county": "county",
}
LOCATION = ["latitude", "longitude", "location_precision"]
CITY_IS_SERVED = 0.05  # how far two figures of one city's people differ by their day and their estimate
NOT_PASSED_ON = "LEAIC"  # figures that came through a crosswalk whose terms ask not to pass it on
KM2_PER_SQUARE_MILE = 2.589988
EARTH_RADIUS_KM = 6371.0
REACH_MARGIN_KM = 10.0


def read(path: Path) -> pl.DataFrame:
    """Read a CSV, gzipped or not, with every code as text and empty fields as null."""
    return pl.read_csv(path, infer_schema=False)


def named(folder: Path) -> pl.DataFrame:
    """Return the rows of agencies that a text can name: no subunits, no older codes of the same agency."""
    return read(folder / "agencies.csv.gz").filter(
        (pl.col("is_subunit") == "false") & pl.col("duplicate_of_ori9").is_null()
    )


def agencies(folder: Path) -> pl.DataFrame:
    """One row per agency that a text can name.

    A point's precision says what it is a point of. A point out of reach of the agency's county is of a
    namesake elsewhere and left out, and so are codes of another state than the agency's.
    """
    point = pl.col("coord_precision").replace_strict(POINTS, default=None)
    centre = counties(folder).select(
        "county_fips", "reach_km", pl.col("latitude", "longitude").name.suffix("_centre")
    )
    states = read(folder / "states.csv").select("state", "state_fips")
    is_known = pl.all_horizontal(pl.col(LOCATION).is_not_null())
    is_near = (distance_km() <= pl.col("reach_km")).fill_null(value=True)
    return (
        named(folder)
        .join(states, on="state", how="left")
        .with_columns(
            pl.when(pl.col(code).str.starts_with(pl.col("state_fips"))).then(pl.col(code))
            for code in ("county_fips", "place_geoid")
        )
        .join(centre, on="county_fips", how="left")
        .with_columns(
            pl.col("latitude", "longitude").cast(pl.Float64).round(5), point.alias("location_precision")
        )
        .with_columns(pl.when(is_known & is_near).then(pl.col(column)) for column in LOCATION)
        .select(
            "agency_id", pl.col("ori9").alias("ori"), pl.col("agency_name").alias("name"), "agency_type",
            "agency_subtype", "city", "county", "county_fips", "state", "place_geoid", "register_tier",
            *LOCATION,
        )
        .sort("agency_id")
    )  # fmt: skip


def oris(folder: Path) -> pl.DataFrame:
    """One row per code that the FBI gives to a part of an agency, or gave to the agency itself before."""
    rows = read(folder / "agencies.csv.gz")
    is_unit = pl.col("parent_ori9").is_not_null()
    return (
        rows.filter(is_unit | pl.col("duplicate_of_ori9").is_not_null())
        .select(
            pl.col("ori9").alias("ori"),
            pl.coalesce("parent_ori9", "duplicate_of_ori9").alias("agency_id"),
            pl.when(is_unit).then(pl.lit("unit")).otherwise(pl.lit("former")).alias("relation"),
            pl.col("agency_name").alias("name"),
        )
        .sort("ori")
    )


def agency_years(folder: Path) -> pl.DataFrame:
    """One row per agency and year of which a figure is known; where the FBI has one for the year, it counts.

    For other years a city's own police gets the Census Bureau's estimate of its city, but only if what the
    FBI once said it serves and the estimate of that year are as near as CITY_IS_SERVED: police that serve
    more than their city (Las Vegas) or less of it get none.
    """
    rows = named(folder).with_columns(
        pl.col("population_served", "sworn_officers").cast(pl.Int64),
        pl.col("population_year", "officers_year").cast(pl.Int32),
    )
    city = read(folder / "place_population.csv.gz").select(
        "place_geoid", pl.col("year").cast(pl.Int32), pl.col("population").cast(pl.Int64)
    )
    newest = city["year"].max()
    served = rows.filter((pl.col("agency_type") == "municipal_police") & (pl.col("population_served") > 0))
    compared = served.with_columns(pl.col("population_year").clip(upper_bound=newest).alias("year")).join(
        city, on=["place_geoid", "year"]
    )
    apart = (pl.col("population_served") / pl.col("population") - 1).abs()
    census = (
        compared.filter(apart <= CITY_IS_SERVED)
        .select("agency_id", "place_geoid")
        .join(city, on="place_geoid")
        .select("agency_id", "year", population_served="population", population_source=pl.lit("census"))
    )
    fbi = rows.filter(
        (pl.col("population_served") > 0) & ~pl.col("population_source").str.starts_with(NOT_PASSED_ON)
    ).select("agency_id", "population_served", year="population_year", population_source=pl.lit("fbi"))
    people = pl.concat([fbi, census], how="diagonal").unique(["agency_id", "year"], keep="first")
    officers = rows.filter(pl.col("sworn_officers") > 0).select(
        "agency_id", "sworn_officers", year="officers_year", sworn_source=pl.lit("fbi")
    )
    return (
        people.join(officers, on=["agency_id", "year"], how="full", coalesce=True)
        .select(
            "agency_id", "year", "population_served", "population_source", "sworn_officers", "sworn_source"
        )
        .sort("agency_id", "year")
    )


def places(folder: Path) -> pl.DataFrame:
    """Cities, towns, villages and census places, then towns and townships with a government."""
    counties = read(folder / "counties.csv").select("county_fips", "county_name")
    towns = read(folder / "places.csv.gz").select(
        pl.col("place_geoid").alias("geoid"), pl.col("short_name").alias("name"), "common_name",
        pl.col("place_type").alias("kind"), "state", "county_fips",
        pl.col("population").cast(pl.Int64),
        pl.col("latitude").cast(pl.Float64), pl.col("longitude").cast(pl.Float64),
        pl.coalesce("county_fips_all", "county_fips").str.split(";").alias("counties_fips"),
    )  # fmt: skip
    townships = read(folder / "county_subdivisions.csv.gz").select(
        pl.col("cousub_geoid").alias("geoid"), pl.col("short_name").alias("name"),
        pl.col("short_name").alias("common_name"), pl.col("subdivision_type").alias("kind"),
        "state", "county_fips",
        pl.col("population_acs_2019_2023").cast(pl.Int64).alias("population"),
        pl.col("latitude").cast(pl.Float64), pl.col("longitude").cast(pl.Float64),
        pl.concat_list("county_fips").alias("counties_fips"),
    )  # fmt: skip
    return pl.concat([towns, townships]).join(counties, on="county_fips", how="left").sort("geoid")


def counties(folder: Path) -> pl.DataFrame:
    """Counties and their equivalents, former ones included, with how far from its point a county reaches.

    That is twice the radius of a circle of its land and REACH_MARGIN_KM, or to the farthest of its places:
    of the gazetteer's places 0.3 % lie farther out than the circle alone says (islands, long parishes).
    """
    rows = read(folder / "counties.csv").with_columns(
        pl.col("latitude", "longitude", "land_area_sqmi").cast(pl.Float64)
    )
    radius = (pl.col("land_area_sqmi") * KM2_PER_SQUARE_MILE / math.pi).sqrt()
    farthest = (
        places(folder)
        .explode("counties_fips")
        .select("latitude", "longitude", county_fips="counties_fips")
        .join(
            rows.select("county_fips", pl.col("latitude", "longitude").name.suffix("_centre")),
            on="county_fips",
        )
        .group_by("county_fips")
        .agg(distance_km().max().alias("farthest"))
    )
    reach = pl.max_horizontal(2 * radius + REACH_MARGIN_KM, "farthest").ceil().cast(pl.Int64)
    return (
        rows.join(farthest, on="county_fips", how="left")
        .select(
            "county_fips", "county_name", "short_name", "state", "latitude", "longitude", "status",
            reach.alias("reach_km"),
        )
        .sort("county_fips")
    )  # fmt: skip


def distance_km() -> pl.Expr:
    """Return the great-circle distance of a row's point from its `latitude_centre`, `longitude_centre`."""
    phi, psi = pl.col("latitude").radians(), pl.col("latitude_centre").radians()
    turn = pl.col("longitude").radians() - pl.col("longitude_centre").radians()
    half = ((psi - phi) / 2).sin() ** 2 + phi.cos() * psi.cos() * (turn / 2).sin() ** 2
    return 2 * EARTH_RADIUS_KM * half.sqrt().arcsin()


def main(folder: Path) -> None:
    """Write all tables."""
    agencies(folder).write_parquet(HERE / "agencies.parquet", compression="zstd", compression_level=19)
    agency_years(folder).write_parquet(
        HERE / "agency_years.parquet", compression="zstd", compression_level=19
    )
    oris(folder).write_csv(HERE / "oris.csv")
    places(folder).write_parquet(HERE / "places.parquet", compression="zstd", compression_level=19)
    counties(folder).write_csv(HERE / "counties.csv")
    read(folder / "states.csv").select("state", "state_name", "state_fips", "ap_abbrev").write_csv(
        HERE / "states.csv"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
