"""Invented incidents in real places: who, where, when and what, each a pure function of its number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

import polars as pl

from tests.bench.text import chosen, wording
from transforms.records import Agency
from transforms.reference.register import Register

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2023, 12, 31)
SMALLEST = 5_000  # inhabitants: smaller places often have no police of their own
FORCES = {"firearm": 78, "electronic_control_weapon": 10, "physical_force": 7, "canine": 5}
SHERIFF_SHARE = 0.2  # incidents that the county's deputies are in, not the city's officers


@dataclass(frozen=True, slots=True)
class Town:
    """A city with the agencies that work in it."""

    city: str
    county: str
    state: str
    state_name: str
    dateline: str
    population: int
    police: Agency
    sheriff: Agency
    bureau: Agency  # who investigates where it is not the agency itself


@dataclass(frozen=True, slots=True)
class Incident:
    """The truth of one incident."""

    label: str
    town: Town
    day: date
    hour: int
    is_sheriff: bool
    force: str
    outcome: str
    name: str
    age: int
    gender: str
    reason: str
    call: str
    armed: str
    weapon: str
    spot: str
    is_bureau: bool

    @property
    def agency(self) -> Agency:
        return self.town.sheriff if self.is_sheriff else self.town.police


@cache
def towns() -> tuple[tuple[Town, ...], tuple[int, ...]]:
    """Return the towns with police of their own, and the running sum of their inhabitants."""
    agencies = pl.read_parquet(SEEDS / "register" / "agencies.parquet")
    places = pl.read_parquet(SEEDS / "register" / "places.parquet").filter(pl.col("population") >= SMALLEST)
    states = pl.read_csv(SEEDS / "register" / "states.csv", schema_overrides={"state_fips": pl.String})
    bureaus = pl.read_csv(SEEDS / "register" / "bureaus.csv").unique("state", keep="first")
    police = agencies.filter(agency_type="municipal_police").unique("place_geoid", keep="none")
    sheriffs = agencies.filter(agency_type="sheriff").unique("county_fips", keep="none")
    rows = (
        places.join(police.select(geoid="place_geoid", police="agency_id"), on="geoid")
        .join(sheriffs.select("county_fips", sheriff="agency_id"), on="county_fips")
        .join(states, on="state")
        .join(bureaus.select("state", "bureau"), on="state")
        .sort("geoid")
    )
    register = Register.load()
    found = tuple(
        Town(
            row["common_name"], row["county_name"], row["state"], row["state_name"],
            f"{row['common_name'].upper()}, {row['ap_abbrev']}", row["population"],
            register.agency(row["police"]), register.agency(row["sheriff"]),
            register.find(row["bureau"], row["state"])
            or register.unregistered(row["bureau"], row["state"], "state_other"),
        )
        for row in rows.iter_rows(named=True)
    )  # fmt: skip
    return found, tuple(accumulate(town.population for town in found))


@cache
def _names(file: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    frame = pl.read_csv(SEEDS / "extraction" / file).filter(pl.col("per_100k") >= 2)
    return tuple(frame["name"].to_list()), tuple(accumulate(frame["per_100k"].to_list()))


@cache
def _given(gender: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    frame = pl.read_csv(SEEDS / "extraction" / "given_names.csv").filter(pl.col("per_100k") >= 10)
    share = pl.col("female_share")
    frame = frame.filter(share > 0.95 if gender == "female" else share < 0.05)
    return tuple(frame["name"].to_list()), tuple(accumulate(frame["per_100k"].to_list()))


def person(dice: random.Random, gender: str) -> str:
    """Return an invented name."""
    given, surname = _given(gender), _names("surnames.csv")
    first = dice.choices(given[0], cum_weights=given[1])[0]
    last = dice.choices(surname[0], cum_weights=surname[1])[0]
    return f"{first.title()} {last.title()}"


def town(dice: random.Random) -> Town:
    """Return a town, the likelier the more people live there."""
    found, weights = towns()
    return dice.choices(found, cum_weights=weights)[0]


def incident(number: int, seed: int, first: date = FIRST_DAY, last: date = LAST_DAY) -> Incident:
    """Return the incident of a number; equal arguments give equal incidents."""
    dice = random.Random(f"{seed}:incident:{number}")
    words = wording()
    where = town(dice)
    force = dice.choices(list(FORCES), list(FORCES.values()))[0]
    deadly = {"firearm": 0.55, "electronic_control_weapon": 0.2, "physical_force": 0.1}.get(force, 0.0)
    reason = dice.choice(list(words["calls"]))
    armed = dice.choice(list(words["weapons"]))
    return Incident(
        label=f"{first.year}-{number}",
        town=where,
        day=first + timedelta(days=dice.randrange((last - first).days + 1)),
        hour=dice.randrange(24),
        is_sheriff=dice.random() < SHERIFF_SHARE,
        force=force,
        outcome="killed" if dice.random() < deadly else "injured",
        name=person(dice, "male"),
        age=dice.randint(19, 71),
        gender="male",
        reason=reason,
        call=chosen(dice.choice(words["calls"][reason]), dice),
        armed=armed,
        weapon=dice.choice(words["weapons"][armed]),
        spot=chosen(dice.choice(words["spots"]), dice).format_map(street_fields(dice)),
        is_bureau=dice.random() < 0.6,
    )


def street_fields(dice: random.Random) -> dict[str, str | int]:
    """Return two streets and a block."""
    words = wording()
    one, other = dice.sample(words["streets"], 2)
    kinds = [dice.choice(words["kinds"]) for _ in range(2)]
    return {
        "street": one, "street2": other, "Street": one, "kind": kinds[0], "kind2": kinds[1],
        "block": dice.randint(1, 99) * 100,
    }  # fmt: skip
