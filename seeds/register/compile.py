"""Compile the public reference files into the compact tables of this folder.

Run `python seeds/register/compile.py FOLDER`, FOLDER holding the files that README.md names.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

HERE = Path(__file__).resolve().parent


def read(path: Path) -> pl.DataFrame:
    """Read a CSV, gzipped or not, with every code as text and empty fields as null."""
    return pl.read_csv(path, infer_schema=False)


def agencies(folder: Path) -> pl.DataFrame:
    """One row per agency that a text can name: no subunits, no older codes of the same agency."""
    rows = read(folder / "agencies.csv.gz").filter(
        (pl.col("is_subunit") == "false") & pl.col("duplicate_of_ori9").is_null()
    )
    return rows.select(
        "agency_id", pl.col("ori9").alias("ori"), pl.col("agency_name").alias("name"), "agency_type",
        "agency_subtype", "city", "county", "county_fips", "state", "place_geoid", "register_tier",
        pl.col("population_served").cast(pl.Int64), pl.col("population_year").cast(pl.Int32),
        pl.col("sworn_officers").cast(pl.Int64), pl.col("officers_year").cast(pl.Int32),
    ).sort("agency_id")  # fmt: skip


def places(folder: Path) -> pl.DataFrame:
    """Cities, towns, villages and census places, then towns and townships with a government."""
    counties = read(folder / "counties.csv").select("county_fips", "county_name")
    towns = read(folder / "places.csv.gz").select(
        pl.col("place_geoid").alias("geoid"), pl.col("short_name").alias("name"), "common_name",
        pl.col("place_type").alias("kind"), "state", "county_fips",
        pl.col("population").cast(pl.Int64),
        pl.col("latitude").cast(pl.Float64), pl.col("longitude").cast(pl.Float64),
    )  # fmt: skip
    townships = read(folder / "county_subdivisions.csv.gz").select(
        pl.col("cousub_geoid").alias("geoid"), pl.col("short_name").alias("name"),
        pl.col("short_name").alias("common_name"), pl.col("subdivision_type").alias("kind"),
        "state", "county_fips",
        pl.col("population_acs_2019_2023").cast(pl.Int64).alias("population"),
        pl.col("latitude").cast(pl.Float64), pl.col("longitude").cast(pl.Float64),
    )  # fmt: skip
    return pl.concat([towns, townships]).join(counties, on="county_fips", how="left").sort("geoid")


def counties(folder: Path) -> pl.DataFrame:
    """Counties and their equivalents, former ones included."""
    return (
        read(folder / "counties.csv")
        .select("county_fips", "county_name", "short_name", "state", "latitude", "longitude", "status")
        .with_columns(pl.col("latitude", "longitude").cast(pl.Float64))
        .sort("county_fips")
    )


def main(folder: Path) -> None:
    """Write all tables."""
    agencies(folder).write_parquet(HERE / "agencies.parquet", compression="zstd", compression_level=19)
    places(folder).write_parquet(HERE / "places.parquet", compression="zstd", compression_level=19)
    counties(folder).write_csv(HERE / "counties.csv")
    read(folder / "states.csv").select("state", "state_name", "state_fips", "ap_abbrev").write_csv(
        HERE / "states.csv"
    )
    read(folder / "agency_aliases.csv").select(
        "alias", "agency_id", "state", "alias_type", "ambiguous"
    ).write_csv(HERE / "aliases.csv")  # fmt: skip
    read(folder / "state_investigative_bureaus.csv").select(
        "state", "bureau", "abbreviations", "agency_id", "agency_id_is"
    ).write_csv(HERE / "bureaus.csv")  # fmt: skip
    read(folder / "oversight_bodies.csv").select(
        "name", "abbreviations", "place", "state", "body_type"
    ).write_csv(HERE / "oversight.csv")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
