"""What two linked records say on each slot, and why a record of one list has no partner in the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from transforms.incidents.names import compare_names
from transforms.reference.gazetteer import fold, short_county
from transforms.registries.layout import Scope
from transforms.registries.records import agency_key

SLOTS = {
    "record_id": pl.String(),
    "other_id": pl.String(),
    "slot": pl.String(),
    "relation": pl.String(),
    "ours": pl.String(),
    "theirs": pl.String(),
}
ABSENT = {"record_id": pl.String(), "explanation": pl.String()}
# Why a record has no partner, in words for a sheet.
EXPLANATIONS = {
    "missing": "in the other's scope, and not there",
    "undecided": "a pair with it waits for a person, see pairs.csv",
    "partner_taken": "its partner belongs to another record here: perhaps one person twice",
    "outcome_outside": "the list does not hold people with this outcome",
    "outcome_unknown": "whether the person died is not known, and the list holds deaths alone",
    "no_shooting": "the list holds shootings alone",
    "outside_period": "before or after the time that the list covers",
    "no_day": "too little is known of the day to look for it",
    "not_covered_here": "the ledger has no incident of this year and state",
}


def slots(linked: pl.DataFrame, ours: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Return what linked pairs (`record_id`, `other_id`) say on each slot that either tells (SLOTS).

    `relation` is agree, disagree, only_ours or only_theirs; values are as told, several joined by "; ".
    """
    one = {row["record_id"]: row for row in ours.iter_rows(named=True)}
    other = {row["record_id"]: row for row in theirs.iter_rows(named=True)}
    rows = [
        {"record_id": ours_id, "other_id": theirs_id, "slot": slot} | told
        for ours_id, theirs_id in linked.select("record_id", "other_id").sort("record_id").iter_rows()
        for slot, agree in _AGREE.items()
        if (told := _relation(slot, agree, one[ours_id], other[theirs_id])) is not None
    ]
    return pl.DataFrame(rows, schema=SLOTS)


def _relation(
    slot: str, agree: Callable[[Any, Any], bool], one: Mapping[str, Any], other: Mapping[str, Any]
) -> dict[str, str | None] | None:
    values = [_day_of(row) if slot == "day" else row[slot] for row in (one, other)]
    known = [value is not None and value != [] for value in values]
    if not any(known):
        return None
    if all(known):
        relation = "agree" if agree(*values) else "disagree"
    else:
        relation = "only_ours" if known[0] else "only_theirs"
    return {"relation": relation, "ours": told(values[0]), "theirs": told(values[1])}


def told(value: Any) -> str | None:
    """Return a value as a sheet shows it: days as one or as a range, open or not; several values joined."""
    match value:
        case None | []:
            return None
        case bool():
            return "yes" if value else "no"
        case tuple():
            return _range(*value)
        case list():
            return "; ".join(value)
        case _:
            return str(value)


def _range(first: date | None, last: date | None) -> str:
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first}"
    return str(first) if first == last else f"{first} to {last}"


def _day_of(row: Mapping[str, Any]) -> tuple[date, date] | None:
    return (row["day_from"], row["day_to"]) if row["day_from"] and row["day_to"] else None


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


_AGREE: dict[str, Callable[[Any, Any], bool]] = {
    "name": lambda one, other: compare_names(one, other) != "different",
    "day": lambda one, other: one[0] <= other[1] and other[0] <= one[1],
    "city": lambda one, other: fold(one) == fold(other),
    "county": lambda one, other: short_county(one) == short_county(other),
    "state": _equal,
    "agencies": lambda one, other: bool({*map(agency_key, one)} & {*map(agency_key, other)}),
    "age": _equal,
    "gender": _equal,
    "race": _equal,
    "armed": lambda one, other: bool({*one} & {*other}),
    "outcome": _equal,
    "is_shooting": _equal,
}


def only_ours(ours: pl.DataFrame, pairs: pl.DataFrame, scope: Scope, newest: date | None) -> pl.DataFrame:
    """Return our records without a partner, and why (ABSENT); `newest` is the list's last day."""
    last = min((day for day in (scope.last, newest) if day is not None), default=None)
    waiting = _waiting(pairs, "record_id")
    rows = [
        {
            "record_id": row["record_id"],
            "explanation": waiting.get(row["record_id"]) or _outside(row, scope, last) or "missing",
        }
        for row in ours.iter_rows(named=True)
        if waiting.get(row["record_id"]) != "linked"
    ]
    return pl.DataFrame(rows, schema=ABSENT)


def only_theirs(theirs: pl.DataFrame, pairs: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Return the list's records without a partner, and why (ABSENT)."""
    waiting = _waiting(pairs, "other_id")
    seen = {
        (year, row["state"])
        for row in ours.iter_rows(named=True)
        if (days := _day_of(row)) is not None
        for year in {days[0].year, days[1].year}
    }
    years = {year for year, _ in seen}
    rows = []
    for row in theirs.iter_rows(named=True):
        year, state = row["day_from"].year, row["state"]
        is_covered = year in years if state is None else (year, state) in seen
        why = waiting.get(row["record_id"]) or ("missing" if is_covered else "not_covered_here")
        if why != "linked":
            rows.append({"record_id": row["record_id"], "explanation": why})
    return pl.DataFrame(rows, schema=ABSENT)


def _waiting(pairs: pl.DataFrame, side: str) -> dict[str, str]:
    """Return of each record in a pair: linked, undecided, or partner_taken where the better of it is gone."""
    found: dict[str, str] = {}
    rank = {"linked": 0, "undecided": 1, "partner_taken": 2}
    for record_id, outcome, probability in pairs.select(side, "decision", "probability").iter_rows():
        why = "partner_taken" if outcome == "apart" else outcome
        if why == "partner_taken" and probability < 0.5:
            continue  # not likelier one person than two
        if record_id not in found or rank[why] < rank[found[record_id]]:
            found[record_id] = why
    return found


def _outside(row: Mapping[str, Any], scope: Scope, last: date | None) -> str | None:
    days = _day_of(row)
    if scope.shootings_only and row["is_shooting"] is False:
        return "no_shooting"
    if scope.outcomes and row["outcome"] is None:
        return "outcome_unknown"
    if scope.outcomes and row["outcome"] not in scope.outcomes:
        return "outcome_outside"
    if days is None:
        return "no_day"
    if (scope.first and days[1] < scope.first) or (last and days[0] > last):
        return "outside_period"
    return None
