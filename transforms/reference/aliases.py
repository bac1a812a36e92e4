"""The rows of `agency_names`: by which names an agency is found."""

from __future__ import annotations

import polars as pl

from transforms.reference.register import Register
from warehouse.dictionary import conform


def agency_names_of(agencies: pl.DataFrame) -> pl.DataFrame:
    """Return the table `agency_names` of agencies, given with `agency_id` and `name`."""
    register = Register.load()
    known = [(name, agency.agency_id) for name, found in register.aliases.items() for agency in found]
    known += [(name, agency.agency_id) for name, agency in register.units.items()]
    aliases = pl.DataFrame(known, schema={"name": pl.String, "agency_id": pl.String}, orient="row").unique()
    official = agencies.select("agency_id", "name")
    met = aliases.join(official, on="agency_id", how="semi").join(
        official, on=["agency_id", "name"], how="anti"
    )
    rows = [
        official.with_columns(name_type=pl.lit("official")),
        met.select("agency_id", "name", name_type=pl.lit("alias")),
    ]
    return conform(pl.concat(rows), "agency_names")
