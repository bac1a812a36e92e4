"""Places, counties and states of the United States, looked up by the names that news uses."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

import polars as pl

from warehouse.seeds import seeds_root

EARTH_RADIUS_KM = 6371.0


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
    counties_fips: tuple[str, ...] = ()  # all that it lies in, county_fips among them

    @property
    def is_township(self) -> bool:
        """Tell a town or township with a government of its own from a place of the census."""
        return len(self.geoid) > 7


@dataclass(frozen=True, slots=True)
class County:
    """A county or its equivalent, by its full name."""

    fips: str
    name: str
    state: str
    latitude: float | None
    longitude: float | None


_SAINTS = (
    (re.compile(r"\bst\.? (?=[a-z])"), "saint "),
    (re.compile(r"\bft\.? (?=[a-z])"), "fort "),
    (re.compile(r"\bmt\.? (?=[a-z])"), "mount "),
    # Some feeds write "St." out as "Street" wherever it stands: "Street Louis" is St. Louis.
    (re.compile(r"^street (?=[a-z])"), "saint "),
)


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """Bring a name into the form that is compared: no case, no marks, "St." and "Ft." written out."""
    text = (
        unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() if not name.isascii() else name
    )
    text = text.lower()
    for pattern, full in _SAINTS:
        text = pattern.sub(full, text)
    return re.sub(r"[^a-z0-9]+", " ", text.replace("'", "")).strip()


COUNTY_WORDS = re.compile(
    r" (?:county|parish|borough|municipality|city and borough|census area|municipio|city)$"
)


def short_county(name: str) -> str:
    """Return a county's folded name without the word that says what it is: "jackson"."""
    return COUNTY_WORDS.sub("", fold(name))


class Gazetteer:
    """Look-ups over `seeds/register`; build it once with `load`."""

    def __init__(self) -> None:
        root = seeds_root() / "register"
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._counties: dict[str, list[County]] = defaultdict(list)
        self._by_fips: dict[str, County] = {}
        self.state_names: dict[str, str] = {}
        self.state_fips: dict[str, str] = {}
        self.state_of_text: dict[str, str] = {}
        for row in pl.read_parquet(root / "places.parquet").iter_rows(named=True):
            place = Place(row["geoid"], row["common_name"] or row["name"], row["state"], row["county_name"],
                          row["county_fips"], row["kind"], row["population"] or 0,
                          row["latitude"], row["longitude"], tuple(row["counties_fips"]))  # fmt: skip
            for name in {fold(place.name), fold(row["name"])}:
                self._places[name].append(place)
        for places in self._places.values():
            places.sort(key=lambda p: (p.is_township, p.kind == "cdp", -p.population, p.geoid))
        for row in _rows("counties.csv"):
            if row["status"] != "former":
                county = County(row["county_fips"], row["county_name"], row["state"],
                                _number(row["latitude"]), _number(row["longitude"]))  # fmt: skip
                self._by_fips[county.fips] = county
                for name in {fold(county.name), fold(row["short_name"])}:
                    self._counties[name].append(county)
        for row in _rows("states.csv"):
            self.state_names[row["state"]] = row["state_name"]
            self.state_fips[row["state"]] = row["state_fips"]
            for form in filter(None, (row["state_name"], row["ap_abbrev"])):
                self.state_of_text[form.lower()] = row["state"]
        for row in _rows("state_forms.csv"):
            self.state_of_text[row["form"].lower()] = row["state"]
        self.area_codes = {row["area_code"]: row["state"] for row in _rows("area_codes.csv")}
        self.first_words = {name.split(" ", 1)[0] for name in (*self._places, *self._counties)}
        self.longest = max(len(name.split()) for name in self._places)

    @staticmethod
    @cache
    def load() -> Gazetteer:
        """Return the one gazetteer of this process (0.2 s the first time)."""
        return Gazetteer()

    def state(self, text: str) -> str | None:
        """Return the two letters of a state written out ("Missouri"), in AP style ("Mo.") or as "MO"."""
        key = text.lower()
        found = self.state_of_text.get(key) or self.state_of_text.get(key + ".")
        return found or (text if text in self.state_names else None)

    def candidates(self, name: str) -> list[Place]:
        """Return every place of a name, incorporated ones before townships, the larger first."""
        folded = fold(name)
        return self._places.get(folded) or self._places.get(
            re.sub(r" (?:township|twp|city)$", "", folded), []
        )

    def place(self, name: str, state: str | None) -> Place | None:
        """Return the place of a name in a state; without a state only a name that one state has."""
        found = [place for place in self.candidates(name) if state in {None, place.state}]
        if state is None and len({place.state for place in found}) != 1:
            return None
        return found[0] if found else None

    def county(self, name: str, state: str | None) -> County | None:
        """Return the county of a name ("Jackson County", "Jackson") in a state."""
        found = [county for county in self._counties.get(fold(name), []) if state in {None, county.state}]
        if state is None and len({county.state for county in found}) != 1:
            return None
        return found[0] if found else None

    def county_of(self, fips: str) -> County | None:
        """Return the county of a FIPS code, None for one that is no county any more."""
        return self._by_fips.get(fips)

    def counties(self, name: str) -> list[County]:
        """Return the counties of a name, in every state that has one."""
        return self._counties.get(fold(name), [])


def distance_km(one: Place | County, other: Place | County) -> float | None:
    """Return the great-circle distance between two places; None where one lacks coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    phi, psi = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((psi - phi) / 2) ** 2
    turn = math.radians(other.longitude - one.longitude)
    half += math.cos(phi) * math.cos(psi) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _rows(name: str) -> list[dict[str, str]]:
    with (seeds_root() / "register" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float | None:
    return float(text) if text else None
