"""Places, counties and states of the United States, looked up by the names that news uses."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import polars as pl

from warehouse.seeds import seeds_root


@dataclass(frozen=True, slots=True)
class Place:
    """A city, town, village, census place or township; coordinates in degrees, population as counted last."""

    geoid: str
    name: str
    state: str
    county: str | None
    county_fips: str | None
    kind: str
    population: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class County:
    """A county or its equivalent, by its full name."""

    fips: str
    name: str
    state: str
    latitude: float | None
    longitude: float | None


def fold(name: str) -> str:
    """Bring a name into the form that is compared: no case, no marks, "St." and "Ft." written out."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() if not name.isascii() else name
    text = text.replace("’", "'").lower()
    text = re.sub(r"\bst\.? (?=[a-z])", "saint ", text)
    text = re.sub(r"\bft\.? (?=[a-z])", "fort ", text)
    text = re.sub(r"\bmt\.? (?=[a-z])", "mount ", text)
    return re.sub(r"[^a-z0-9]+", " ", text.replace("'", "")).strip()


class Gazetteer:
    """Look-ups over `seeds/register`; build it once with `load`."""

    def __init__(self) -> None:
        root = seeds_root() / "register"
        self.places: dict[str, list[Place]] = defaultdict(list)
        for row in pl.read_parquet(root / "places.parquet").iter_rows(named=True):
            place = Place(row["geoid"], row["common_name"] or row["name"], row["state"], row["county_name"],
                          row["county_fips"], row["kind"], row["population"] or 0, row["latitude"], row["longitude"])  # fmt: skip
            for name in {fold(place.name), fold(row["name"])}:
                self.places[name].append(place)
        self.counties: dict[str, list[County]] = defaultdict(list)
        for county in _rows("counties.csv"):
            if county["status"] == "former":
                continue
            entry = County(county["county_fips"], county["county_name"], county["state"],
                           _number(county["latitude"]), _number(county["longitude"]))  # fmt: skip
            for name in {fold(entry.name), fold(county["short_name"])}:
                self.counties[name].append(entry)
        self.state_names: dict[str, str] = {}
        self.state_of_text: dict[str, str] = {}
        for state in _rows("states.csv"):
            self.state_names[state["state"]] = state["state_name"]
            for form in (state["state_name"], state["ap_abbrev"]):
                if form:
                    self.state_of_text[form.lower()] = state["state"]
        self.state_of_text["kans."] = "KS"
        self.longest = max(len(name.split()) for name in self.places)

    @staticmethod
    @cache
    def load() -> Gazetteer:
        """Return the one gazetteer of this process (0.2 s the first time)."""
        return Gazetteer()

    def candidates(self, name: str) -> list[Place]:
        """Return every place of a name, incorporated ones before townships, the larger first."""
        found = {place.geoid: place for place in self.places.get(fold(name), [])}
        return sorted(found.values(), key=lambda p: (len(p.geoid) > 7, p.kind == "cdp", -p.population, p.geoid))

    def place(self, name: str, state: str | None) -> Place | None:
        """Return the place of a name in a state; without a state only a name that one state has."""
        found = [place for place in self.candidates(name) if state in {None, place.state}]
        if state is None and len({place.state for place in found}) != 1:
            return None
        return found[0] if found else None

    def county(self, name: str, state: str | None) -> County | None:
        """Return the county of a name ("Jackson County", "Jackson") in a state."""
        found = [county for county in self.counties.get(fold(name), []) if state in {None, county.state}]
        if state is None and len({county.state for county in found}) != 1:
            return None
        return found[0] if found else None

    def states_of_county(self, name: str) -> set[str]:
        """Return the states that have a county of this name."""
        return {county.state for county in self.counties.get(fold(name), [])}


def _rows(name: str) -> list[dict[str, str]]:
    with (seeds_root() / "register" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float | None:
    return float(text) if text else None
