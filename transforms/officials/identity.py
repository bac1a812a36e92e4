"""Which speakers of which articles are one official. The rule would rather keep two apart than merge them.

Speakers of one first and last name are one official where one article, one incident or one agency of a state
has them. Offices at several agencies are one person's only if the state is one, the times in which they were
held are known and do not overlap, and the surname is rare: else they are namesakes. A nickname, an initial or
a differing middle initial keeps apart ("Jake" and "Jacob"), and a speaker of whom only a surname is known
is no official at all.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from transforms.incidents.identity import content_id
from transforms.incidents.names import parts_of
from transforms.reference.gazetteer import fold
from warehouse.seeds import load_yaml, seeds_root

FEDERAL = "US"
Name = tuple[str, ...]
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement by a named official, as far as it tells who he is."""

    statement_id: str
    article_id: str
    incident_id: str | None
    name: str
    agency_id: str | None
    agency_state: str | None
    organisation: str | None
    incident_state: str | None
    said_on: date | None

    @property
    def state(self) -> str | None:
        """Return where he is in office: the agency's state, of a federal one that of the incident."""
        return self.incident_state if self.agency_state in {None, FEDERAL} else self.agency_state

    @property
    def body(self) -> tuple[str, str | None] | None:
        """Return what he speaks for, one office of a federal agency in each state; None if not told."""
        if self.agency_id is not None and self.agency_state not in {None, FEDERAL}:
            return self.agency_id, None
        if self.state is None or (self.agency_id is None and self.organisation is None):
            return None
        return self.agency_id or fold(self.organisation or ""), self.state

    @property
    def ties(self) -> list[Key]:
        """Return what connects him with namesakes, the loosest tie last: article, incident, body."""
        found: list[Key] = [("article", self.article_id)]
        if self.incident_id is not None:
            found.append(("incident", self.incident_id))
        if self.body is not None:
            found.append(("body", *self.body))
        return found


def officials_of(statements: Iterable[Said]) -> dict[str, str]:
    """Return the official_id of each statement whose speaker has a first and a last name."""
    by_name: dict[Name, list[Said]] = defaultdict(list)
    spoken = [one for one in statements if len(parts_of(one.name)) > 1]
    contested = _contested(spoken)
    for one in spoken:
        by_name[_name(one, contested)].append(one)
    return {
        one.statement_id: _official_id(name, group)
        for name, rows in by_name.items()
        for group in _across_agencies(_joined(rows))
        for one in group
    }


def _name(one: Said, contested: frozenset[Name]) -> Name:
    """Return the first and last name, with the middle initial where namesakes differ in it."""
    parts = parts_of(one.name)
    ends = (parts[0], parts[-1])
    return (*ends, _middle(parts)) if ends in contested else ends


def _middle(parts: Name) -> str:
    return parts[1][0] if len(parts) > 2 else ""


def _contested(statements: Iterable[Said]) -> frozenset[Name]:
    initials: dict[Name, set[str]] = defaultdict(set)
    for one in statements:
        parts = parts_of(one.name)
        initials[(parts[0], parts[-1])].add(_middle(parts))
    return frozenset(name for name, found in initials.items() if len(found - {""}) > 1)


def _joined(rows: list[Said]) -> list[list[Said]]:
    """Return namesakes in groups that an article, an incident or a body connects."""
    above: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while above.setdefault(key, key) != key:
            key = above[key]
        return key

    for one in rows:
        for key in one.ties:
            above[root(key)] = root(one.ties[0])
    groups: dict[Key, list[Said]] = defaultdict(list)
    for one in rows:
        groups[root(one.ties[0])].append(one)
    return list(groups.values())


def _across_agencies(groups: list[list[Said]]) -> list[list[Said]]:
    """Join the groups of a rare name in one state whose times all lie apart; namesakes stay as they are."""
    if not _is_rare(parts_of(groups[0][0].name)[-1]):
        return groups
    by_state: dict[str | None, list[list[Said]]] = defaultdict(list)
    for group in groups:
        by_state[state_of(group)].append(group)
    kept: list[list[Said]] = []
    for state, rivals in by_state.items():
        is_one = state is not None and _lie_apart(rivals)
        kept += [[one for group in rivals for one in group]] if is_one else rivals
    return kept


def state_of(group: Iterable[Said]) -> str | None:
    """Return the state that most statements place an official in; of equals the first by its letters."""
    return most_common(one.state for one in group)


def most_common(values: Iterable[str | None]) -> str | None:
    """Return the value met most often, of equals the first by its letters; None where there is none."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _lie_apart(groups: Iterable[list[Said]]) -> bool:
    terms = []
    for group in groups:
        days = [one.said_on for one in group if one.said_on is not None]
        if not days:
            return False
        terms.append((min(days), max(days)))
    return all(earlier[1] < later[0] for earlier, later in pairwise(sorted(terms)))


def _is_rare(surname: str) -> bool:
    at_most = load_yaml("resolution.yml")["officials"]["rare_surname"]
    return _bearers().get(surname, 0) <= int(at_most)


@cache
def _bearers() -> Mapping[str, int]:
    """Return how many of 100,000 people bear a surname; the list holds those that one or more bear."""
    path = seeds_root() / "extraction" / "surnames.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {fold(row["name"]): int(row["per_100k"]) for row in csv.DictReader(file)}


def _official_id(name: Name, group: list[Said]) -> str:
    """Name an official by what he spoke for first, so that later articles do not rename him."""
    first = min(group, key=lambda one: (one.said_on or date.max, one.article_id, repr(one.ties)))
    return content_id("off", *name, *first.ties[-1])
