"""The register of agencies: official names, ORI codes, aliases; and how a body outside it is named."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from typing import Any

import polars as pl

from transforms.records import Agency
from transforms.reference.facts import codes, facts_of, succession
from transforms.reference.gazetteer import Gazetteer, fold, short_county
from warehouse.seeds import seeds_root

LOCAL = ("municipal_police", "county_police")
_SAME_WORDS = (
    (re.compile(r"\b(?:dept|dpt)\b"), "department"),
    (re.compile(r"^(?:the )?(?:city|town|village|borough) of "), ""),
    (re.compile(r"^the "), ""),
    (re.compile(r"\bsheriffs? (?:office|department)(?: of .*)?$"), "sheriffs office"),
    (re.compile(r"\bpd$"), "police department"),
    (re.compile(r"\b(?:united states|u s) "), "us "),
    (re.compile(r"(?<! of) police$"), " police department"),
)
_POLICE_OF_TOWN = re.compile(
    r"(.+?)(?: metropolitan| metro| township| city| town)?"
    r" (?:police department|police bureau|bureau of police|division of police|department of police)"
    r"|(?:metropolitan |metro )(.+) police department"
)
_KIND_OF_TOWN = re.compile(r" (?:township|twp|city|town|village|borough)$")
# The federal list tells namesakes apart so: "Hamilton Township, Mercer County Police Department".
_COUNTY_OF_TOWN = re.compile(r", [\w. ]+ County(?= Police Department$|$)")
_TOWN_WORDS = re.compile(
    r" (?:police|department|dept|division|of|public safety|metropolitan|metro|bureau|safety|consolidated"
    r"|city|borough|village|town|township)\b.*$"
)


def name_key(name: str) -> str:
    """Return the form in which agencies' names are compared: "Sheriff's Department" is "sheriffs office"."""
    key = fold(name)
    for pattern, same in _SAME_WORDS:
        key = pattern.sub(same, key)
    return key


class Register:
    """Look-ups over `seeds/register`; build it once with `load`."""

    def __init__(self) -> None:
        self._by_id: dict[str, Agency] = {}
        self._by_name: dict[str, dict[str, Agency]] = defaultdict(dict)
        self._city: dict[tuple[str, str], list[Agency]] = defaultdict(list)
        self._decided: set[str] = set()  # agencies that police a city under another name, as a person decided
        self._county: dict[tuple[str, str, str], Agency] = {}
        self._state_police: dict[str, Agency] = {}
        self._campus: dict[str, list[Agency]] = defaultdict(list)
        self._rank: dict[str, tuple[int, int]] = {}
        self.units: dict[str, Agency] = {}  # units with names of their own, with their agency
        self._bureaus: dict[str, tuple[str, Agency]] = {}  # by state, the name that its bureau goes by
        self._read_agencies()
        self._read_bodies("bureaus.csv", "bureau", "state_other")
        self._read_bodies("oversight.csv", "name", "oversight")
        for row in _rows("policed_by.csv"):
            self._city[(fold(row["city"]), row["state"])].insert(0, self._by_id[row["agency_id"]])
            self._decided.add(row["agency_id"])
        self._policed = {town for town, _ in self._city}
        self.aliases: dict[str, list[Agency]] = defaultdict(list)
        self.ambiguous: set[str] = set()  # aliases that agencies bear which the table does not list
        for row in _rows("aliases.csv"):
            self.aliases[row["alias"]].append(self._by_id[row["agency_id"]])
            if row["ambiguous"] == "yes":
                self.ambiguous.add(row["alias"])
            if " " in row["alias"]:
                self._by_name[name_key(row["alias"])].setdefault(row["state"], self._by_id[row["agency_id"]])
        self._read_bureaus()
        for row in succession():
            if row["change"] == "renamed":
                successor = self._by_id[row["agency_id"]]
                self._by_name[name_key(row["former_name"])].setdefault(row["state"], successor)

    @staticmethod
    @cache
    def load() -> Register:
        """Return the one register of this process."""
        return Register()

    @property
    def agencies(self) -> list[Agency]:
        """Return every agency and body, in the order of the files."""
        return list(self._by_id.values())

    def agency(self, agency_id: str) -> Agency:
        """Return the agency of an identifier or ORI. Raises KeyError for one that the register lacks."""
        found = self.of_ori(agency_id)
        if found is None:
            raise KeyError(agency_id)
        return found

    def of_ori(self, ori: str) -> Agency | None:
        """Return the agency of an ORI, which may be one of a part of it or one that it had before."""
        return self._by_id.get(codes()[ori].agency_id if ori in codes() else ori)

    def find(self, name: str, state: str | None = None) -> Agency | None:
        """Return the agency of an official name; without a state only where one state has it.

        A police department is also found by its town ("Portland Police Department" is the Police
        Bureau), a sheriff's office without the word "County".
        """
        options = self.named(name)
        if state is None:
            return options[0] if len(options) == 1 else None
        exact = next((agency for agency in options if agency.state == state), None)
        return exact or self._by_jurisdiction(name_key(name), state)

    def _by_jurisdiction(self, key: str, state: str) -> Agency | None:
        town = _POLICE_OF_TOWN.fullmatch(key)
        if town is not None:
            body = town.group(1) or town.group(2)
            campus = next((agency for agency in self.campus(body) if agency.state == state), None)
            return campus or self.city_police(body, state)
        county = re.fullmatch(r"(.+?)(?: county| parish)? sheriffs office", key)
        if county is not None:
            return self.county_agency(county.group(1), state, "sheriff")
        detectives = re.fullmatch(r"(.+ county) detectives?(?: bureau)?", key)
        if detectives is not None:
            return self._by_name.get(f"county detective {detectives.group(1)}", {}).get(state)
        if re.fullmatch(r"[a-z ]+ (?:state )?(?:highway patrol|patrol|troopers)", key):
            return (
                self.state_police(state)
                if key.startswith(fold(Gazetteer.load().state_names[state]))
                else None
            )
        return next((agency for agency in self.campus(key) if agency.state == state), None)

    def named(self, name: str) -> list[Agency]:
        """Return the agencies of an official name, one for each state that has one."""
        return list(self._by_name.get(name_key(name), {}).values())

    def city_police(self, city: str, state: str, county: str | None = None) -> Agency | None:
        """Return a municipality's police department; where towns share a name, the county decides."""
        key = fold(city)
        options = self._city.get((key, state)) or self._city.get((_KIND_OF_TOWN.sub("", key), state)) or []
        if county is not None and len(options) > 1:
            short = short_county(county)
            near = [agency for agency in options if short_county(agency.county or "") == short]
            options = near or options
        if options and options[0].agency_id not in self._decided:
            own = [agency for agency in options if name_key(agency.name) == f"{key} police department"]
            options = own or options  # a village's own police, not those of the larger township of its name
        return options[0] if options else None

    def is_policed(self, town: str) -> bool:
        """Tell whether police of some state bear a town's name, whether or not the gazetteer has the town."""
        return fold(town) in self._policed

    def county_agency(self, county: str, state: str, kind: str) -> Agency | None:
        """Return a county's sheriff (`kind` "sheriff") or police ("county_police")."""
        return self._county.get((short_county(county), state, kind))

    def bureau(self, title: str, state: str) -> Agency | None:
        """Return the body that looks into a state's police shootings, if its name ends so.

        "Division of Criminal Investigation" is in Wisconsin a part of the Department of Justice.
        """
        name, agency = self._bureaus.get(state, ("", None))
        return agency if name.endswith(fold(title)) else None

    def state_police(self, state: str) -> Agency | None:
        """Return a state's police or highway patrol."""
        return self._state_police.get(state)

    def campus(self, institution: str) -> list[Agency]:
        """Return the police of a university, school district, airport or tribe by the body's name."""
        return self._campus.get(fold(institution), [])

    def unregistered(self, name: str, state: str | None, agency_type: str) -> Agency:
        """Return a body that the register lacks, its id made of name and state."""
        slug = fold(name).replace(" ", "-")
        return Agency(
            f"X-{slug}-{(state or 'unknown').lower()}", None, name, agency_type, None, None, state, False
        )

    def _read_agencies(self) -> None:
        carried = []
        for row in pl.read_parquet(seeds_root() / "register" / "agencies.parquet").iter_rows(named=True):
            if row["agency_id"] in codes():  # another agency's code, whose county may have been this one's
                carried.append(row)
                continue
            agency = Agency(row["agency_id"], row["ori"], row["name"], row["agency_type"], row["city"],
                            row["county"], row["state"], True)  # fmt: skip
            self._by_id[agency.agency_id] = agency
            self._rank[agency.agency_id] = _rank(row)
            self._index(agency)
        for row in carried:
            county = (short_county(row["county"] or ""), row["state"], row["agency_type"])
            if row["agency_type"] == "sheriff":
                own = self.of_ori(row["agency_id"])
                assert own is not None, row["agency_id"]
                self._county.setdefault(county, own)
        for options in self._city.values():
            options.sort(key=lambda agency: self._rank[agency.agency_id], reverse=True)

    def _index(self, agency: Agency) -> None:
        state = agency.state or ""
        names = {name_key(agency.name), name_key(re.sub(r", [\w. ]+ County$", "", agency.name))}
        for name in names:
            self._put(self._by_name[name], state, agency)
        if agency.agency_type == "municipal_police":
            for town in _towns(agency):
                self._city[(town, state)].append(agency)
        elif agency.agency_type in {"sheriff", "county_police"} and agency.county:
            self._put_county(agency, state)
        elif agency.agency_type == "state_police":
            self._put(self._state_police, state, agency)
        else:
            for name in _institutions(agency):
                self._campus[name].append(agency)

    def _put_county(self, agency: Agency, state: str) -> None:
        """A county's police is named for it; towns' police that the source files as county's are towns'."""
        county = short_county(agency.county or "")
        if agency.agency_type == "county_police" and county not in fold(agency.name):
            for town in _towns(agency):
                self._city[(town, state)].append(agency)
            return
        self._put(self._county, (county, state, agency.agency_type), agency)

    def _put(self, table: dict[Any, Agency], key: Any, agency: Agency) -> None:
        current = table.get(key)
        if current is None or self._rank[agency.agency_id] > self._rank[current.agency_id]:
            table[key] = agency

    def _read_bodies(self, file: str, name: str, agency_type: str) -> None:
        """State bureaus and oversight bodies that look into police shootings and that the register lacks."""
        for row in _rows(file):
            if not row[name] or (row.get("agency_id_is") == "bureau" and row["agency_id"] in self._by_id):
                continue
            if row.get("agency_id") in self._by_id:  # a unit: its name stands for its agency
                self.units[row[name]] = self._by_id[row["agency_id"]]
                self._by_name[name_key(row[name])].setdefault(row["state"], self._by_id[row["agency_id"]])
                continue
            kind = "task_force" if "team" in row.get("body_type", "") else agency_type
            agency = self.unregistered(row[name], row["state"], kind)
            self._by_name[name_key(agency.name)].setdefault(row["state"], agency)
            self._by_id[agency.agency_id] = agency

    def _read_bureaus(self) -> None:
        """Each state's own bureau answers to its abbreviations there: seven states have a DCI or a BCI."""
        for row in _rows("bureaus.csv"):
            agency = self._by_id.get(row["agency_id"]) or self.find(row["bureau"], row["state"])
            if agency is None:
                continue
            self._bureaus[row["state"]] = (fold(row["bureau"]), agency)
            for alias in row["abbreviations"].split(";"):
                if len(alias) > 2 and " " not in alias and agency not in self.aliases[alias]:
                    self.aliases[alias].append(agency)


def _rank(row: dict[str, Any]) -> tuple[int, int]:
    """Prefer agencies on the current federal list, then the larger."""
    return (
        int(row["register_tier"] in {"fbi_2025", "hand"}),
        facts_of(row["agency_id"]).residents.people or 0,
    )


def _towns(agency: Agency) -> set[str]:
    """Return the towns' names that an agency's own name starts with: "abington township", "abington"."""
    full = fold(_COUNTY_OF_TOWN.sub("", agency.name))
    full = re.sub(r"^(?:metropolitan |metro |city of |town of )", "", full)
    towns = {_TOWN_WORDS.sub("", " " + full).strip()}
    with_kind = re.match(r"(.+? (?:township|borough|village|town|city)) police", full)
    if with_kind:
        towns.add(with_kind.group(1))
    city = fold(agency.city or "")
    if city and city in full:
        towns.add(city)
    return {town for town in towns if town}


def _institutions(agency: Agency) -> set[str]:
    """Return how the body that an agency polices is named: "university of nevada las vegas"."""
    folded = fold(agency.name)
    bare = re.sub(
        r" (?:police department|police|department of public safety|public safety|tribal)$", "", folded
    )
    turned = re.sub(r"^independent school district (.+)$", r"\1 independent school district", bare)
    names = {folded, bare, turned}
    names |= {re.sub(r" independent school district$", " isd", name) for name in names}
    return names


def _rows(name: str) -> list[dict[str, str]]:
    with (seeds_root() / "register" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
