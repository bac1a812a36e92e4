"""The table `undercounts`: how many people were killed, estimated from how far the lists overlap.

Lists are linked pairwise; who is on several is one person. News lists read the same news, so they are not
independent, and two of them together say too little: the estimate is then too low. Three show that in part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import polars as pl

from transforms.registries.capture import Estimate, chapman, log_linear
from transforms.registries.layout import Scope
from transforms.registries.link import link
from warehouse.dictionary import conform, table

TABLE = "undercounts"
LEDGER = "force_ledger"
NATION = "US"
# Month and day: a list whose newest row is no earlier reaches to the end of that year. One that does not say
# from when it counts begins with its oldest row, and covers that year whole where the row is no later.
_NEWEST_FROM = (12, 24)
_OLDEST_UNTIL = (1, 8)
LEDGERS_SCOPE = Scope(frozenset({"killed"}), False, None, None, "killed")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list by its name in the table: its records (`records.RECORD`) and what it covers."""

    name: str
    records: pl.DataFrame
    scope: Scope

    def covers(self, year: int) -> bool:
        """Tell whether the list reaches from the first to the last day of a year."""
        if self.name == LEDGER:
            return True  # it covers what its articles cover; see the column's meaning
        oldest, newest = self.records.select(pl.min("day_from"), pl.max("day_to")).row(0)
        if oldest is None or newest is None:
            return False
        begins = (
            self.scope.first <= date(year, 1, 1) if self.scope.first else oldest <= date(year, *_OLDEST_UNTIL)
        )
        ends = self.scope.last is None or self.scope.last >= date(year, 12, 31)
        return begins and ends and newest >= date(year, *_NEWEST_FROM)


@dataclass(slots=True)
class _Person:
    """Somebody killed: on which lists, when, where, and whether shot as far as any list tells."""

    on: dict[str, dict[str, Any]]

    def year(self) -> int | None:
        for _, row in sorted(self.on.items()):
            if row["day_from"] and row["day_to"] and row["day_from"].year == row["day_to"].year:
                return int(row["day_from"].year)
        return None

    def state(self) -> str | None:
        return next((row["state"] for _, row in sorted(self.on.items()) if row["state"]), None)

    def is_shot(self) -> bool:
        return any(row["is_shooting"] for row in self.on.values())


def undercounts(lists: Sequence[Listed]) -> pl.DataFrame:
    """Return the table for two lists or more, the ledger's among them or not; empty for fewer.

    Lists whose scope is not people killed by police force (`population` other) are left out.
    """
    fit = [
        _killed(one) for one in sorted(lists, key=lambda one: one.name) if one.scope.population == "killed"
    ]
    people = _people(fit)
    rows = [
        row
        for size in (2, 3)
        for chosen in combinations(fit, size)
        for population in ("shot_dead", "killed")
        if population == "shot_dead" or not any(one.scope.shootings_only for one in chosen)
        for row in _rows(people, chosen, population)
    ]
    return conform(pl.DataFrame(rows, schema=table(TABLE).polars_schema), TABLE)


def _killed(one: Listed) -> Listed:
    return Listed(one.name, one.records.filter(outcome="killed"), one.scope)


def _people(lists: Sequence[Listed]) -> list[_Person]:
    """Return everybody on the lists once; the surest links count first, and join no two rows of one list."""
    people = {
        (one.name, row["record_id"]): _Person({one.name: row})
        for one in lists
        for row in one.records.iter_rows(named=True)
    }
    links = [
        (-bits, (one.name, record_id), (other.name, other_id))
        for one, other in combinations(lists, 2)
        for record_id, other_id, bits in link(one.records, other.records)
        .filter(decision="linked")
        .select("record_id", "other_id", "bits")
        .iter_rows()
    ]
    for _, one_key, other_key in sorted(links):
        first, second = people[one_key], people[other_key]
        if first is not second and not first.on.keys() & second.on.keys():
            first.on |= second.on
            for name, row in second.on.items():
                people[name, row["record_id"]] = first
    return list({id(person): person for person in people.values()}.values())


def _rows(people: list[_Person], chosen: Sequence[Listed], population: str) -> Iterator[dict[str, Any]]:
    names = [one.name for one in chosen]
    counts: dict[tuple[int, str], Counter[tuple[bool, ...]]] = {}
    ledger: Counter[tuple[int, str]] = Counter()
    for person in people:
        year = person.year()
        if year is None or (population == "shot_dead" and not person.is_shot()):
            continue
        history = tuple(name in person.on for name in names)
        for state in {NATION, person.state() or NATION}:
            ledger[year, state] += LEDGER in person.on
            if any(history):
                counts.setdefault((year, state), Counter())[history] += 1
    for (year, state), histories in sorted(counts.items()):
        met = all(any(history[at] for history in histories) for at in range(len(names)))
        if met and all(one.covers(year) for one in chosen):
            told = _chapman(histories) if len(names) == 2 else _log_linear(histories, names)
            yield {
                "population": population,
                "registries": ", ".join(names),
                "year": year,
                "state": state,
                "ledger_counted": ledger[year, state],
                "counted": histories.total(),
                "recaptured": sum(n for history, n in histories.items() if sum(history) > 1),
                **told,
            }


def _chapman(histories: Mapping[tuple[bool, ...], int]) -> dict[str, Any]:
    both = histories.get((True, True), 0)
    first, second = (sum(n for history, n in histories.items() if history[at]) for at in (0, 1))
    return {"method": "chapman", "model": None, **_told(chapman(first, second, both), None)}


def _log_linear(histories: Mapping[tuple[bool, ...], int], names: Sequence[str]) -> dict[str, Any]:
    fits = log_linear(histories)
    if not fits:
        return {"method": "log_linear", "model": None, **_told(None, None)}
    told = [" with ".join(names[at] for at in pair) for pair in fits[0].dependent]
    every = [fit.estimate.estimate for fit in fits]
    return {
        "method": "log_linear",
        "model": f"dependent: {', '.join(told)}" if told else "independent",
        **_told(fits[0].estimate, (min(every), max(every))),
    }


def _told(found: Estimate | None, band: tuple[float, float] | None) -> dict[str, Any]:
    return {
        "estimate": found and round(found.estimate, 1),
        "estimate_low": found and round(found.low, 1),
        "estimate_high": found and round(found.high, 1),
        "band_low": band and round(band[0], 1),
        "band_high": band and round(band[1], 1),
        "reason": None if found else "too_few_recaptured",
    }
