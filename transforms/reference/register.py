"""The register of agencies: official names, ORI codes, aliases; and how a body outside it is named."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache

import polars as pl

from transforms.records import Agency
from transforms.reference.gazetteer import fold
from warehouse.seeds import seeds_root


class Register:
    """Look-ups over `seeds/register`; build it once with `load`."""

    def __init__(self) -> None:
        self._by_id: dict[str, Agency] = {}
        self._by_name: dict[tuple[str, str], list[Agency]] = defaultdict(list)
        self._of_name: dict[str, dict[str, list[Agency]]] = defaultdict(lambda: defaultdict(list))
        self._city: dict[tuple[str, str], Agency] = {}
        self._county: dict[tuple[str, str, str], Agency] = {}
        self._state_police: dict[str, Agency] = {}
        self.state_bodies: list[Agency] = []
        self._read_agencies()
        self._read_bureaus()
        self._read_oversight()
        self.aliases: dict[str, list[Agency]] = defaultdict(list)
        self.alias_forms: set[str] = set()
        for row in _rows("aliases.csv"):
            agency = self._by_id.get(row["agency_id"])
            if agency is not None:
                self.aliases[row["alias"].lower()].append(agency)
                self.alias_forms.add(row["alias"])

    @staticmethod
    @cache
    def load() -> Register:
        """Return the one register of this process."""
        return Register()

    def agency(self, agency_id: str) -> Agency:
        """Return an agency of the register. Raises KeyError for one that it lacks."""
        return self._by_id[agency_id]

    def find(self, name: str, state: str | None = None) -> Agency | None:
        """Return the agency of an official name; without a state only where one state has it."""
        folded = fold(name)
        if state is not None:
            rows = self._by_name.get((folded, state), [])
            return rows[0] if rows else None
        found = {a.state: a for (n, _), rows in self._by_name.items() if n == folded for a in rows[:1]}
        return next(iter(found.values())) if len(found) == 1 else None

    def named(self, name: str) -> list[Agency]:
        """Return the agencies of an official name, one for each state that has one."""
        return [rows[0] for rows in self._of_name.get(fold(name), {}).values()]

    def city_police(self, city: str, state: str) -> Agency | None:
        """Return a municipality's police department, as the register names it."""
        return self._city.get((fold(city), state))

    def county_agency(self, county: str, state: str, kind: str) -> Agency | None:
        """Return a county's sheriff (`kind` "sheriff") or police ("county_police")."""
        short = re.sub(r" (?:county|parish|borough|municipality|city and borough|census area)$", "", fold(county))
        return self._county.get((short, state, kind))

    def state_police(self, state: str) -> Agency | None:
        """Return a state's police or highway patrol."""
        return self._state_police.get(state)

    def unregistered(self, name: str, state: str | None, agency_type: str) -> Agency:
        """Return a body that the register lacks, its id made of name and state."""
        slug = fold(name).replace(" ", "-")
        return Agency(f"X-{slug}-{(state or 'unknown').lower()}", None, name, agency_type, None, None, state, False)

    def _read_agencies(self) -> None:
        for row in pl.read_parquet(seeds_root() / "register" / "agencies.parquet").iter_rows(named=True):
            agency = Agency(row["agency_id"], row["ori"], row["name"], row["agency_type"], row["city"],
                            row["county"], row["state"], True)  # fmt: skip
            self._by_id[agency.agency_id] = agency
            self._by_name[(fold(agency.name), agency.state or "")].append(agency)
            self._of_name[fold(agency.name)][agency.state or ""].append(agency)
            self._index(agency, row)

    def _index(self, agency: Agency, row: dict) -> None:
        state = agency.state or ""
        if agency.agency_type == "municipal_police":
            name = re.sub(r" (?:police|department|dept|division|of|public safety|metropolitan|metro|bureau|safety|city|borough|village|town)\b", "", " " + fold(agency.name)).strip()
            for key in filter(None, {name, fold(agency.city or "") if _same_town(agency) else ""}):
                current = self._city.get((key, state))
                if current is None or _rank(row) > self._rank_of[current.agency_id]:
                    self._city[(key, state)] = agency
        elif agency.agency_type in {"sheriff", "county_police"} and agency.county:
            short = re.sub(r" (?:county|parish|borough|municipality|city and borough|census area)$", "", fold(agency.county))
            key = (short, state, agency.agency_type)
            if key not in self._county or "sheriff" in fold(agency.name):
                self._county[key] = agency
        elif agency.agency_type == "state_police":
            self._state_police[state] = agency
        if agency.agency_type in {"state_police", "state_other", "federal", "campus", "tribal", "other"}:
            self.state_bodies.append(agency)
        self._rank_of[agency.agency_id] = _rank(row)

    _rank_of: dict[str, tuple[int, int]] = {}

    def _read_bureaus(self) -> None:
        """State bureaus that investigate police shootings and that the register lacks."""
        for row in _rows("bureaus.csv"):
            if row["agency_id_is"] == "bureau" or not row["bureau"]:
                continue
            agency = self.unregistered(row["bureau"], row["state"], "state_other")
            self._by_name[(fold(agency.name), row["state"])].append(agency)
            self._by_id[agency.agency_id] = agency
            self.state_bodies.append(agency)

    def _read_oversight(self) -> None:
        for row in _rows("oversight.csv"):
            kind = "task_force" if "team" in row["body_type"] else "oversight"
            agency = self.unregistered(row["name"], row["state"], kind)
            self._by_name[(fold(agency.name), row["state"])].append(agency)
            self._by_id[agency.agency_id] = agency
            self.state_bodies.append(agency)


def _rank(row: dict) -> tuple[int, int]:
    """Prefer agencies on the current federal list, then the larger."""
    return (int(row["register_tier"] == "fbi_2025"), row["population_served"] or 0)


def _same_town(agency: Agency) -> bool:
    return fold(agency.city or "-") in fold(agency.name)


def _rows(name: str) -> list[dict[str, str]]:
    with (seeds_root() / "register" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
