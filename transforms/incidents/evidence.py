"""What speaks for and against two mentions being one incident: named evidence with points from seeds.

A score is a sum of points, so it can be told why two reports were linked or left apart. Some evidence
against is strong: it keeps two mentions apart whatever else agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.incidents.mentions import Figure, Mention
from transforms.incidents.names import compare_names
from transforms.incidents.spots import compare_spots
from warehouse.seeds import load_yaml

_NAMED = frozenset({"equal_name", "similar_name"})
_WAIVERS = {"always": frozenset[str](), "unless_named": _NAMED, "unless_pinned": _NAMED | {"same_spot"}}
_MISREAD = frozenset({"days_apart", "far_apart", "told_before"})
_NEAR = frozenset({"same_day", "day_after", "days_apart", "within_week", "within_month"})
_ONE_PERSON = frozenset({"one_death", "one_wound"})
_NAMESAKES = frozenset({"equal_name", "similar_name", "equal_surname"})
_NAME_ORDER = ("equal", "similar", "surname", "different")
_NAME_CODES = {"equal": "equal_name", "similar": "similar_name", "surname": "equal_surname"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The comparison of two mentions: codes of evidence (keys of the seed), their sum, and the verdict."""

    codes: tuple[str, ...]
    score: float
    identifies: bool  # some of it tells the event from others of its day and city
    is_apart: bool  # strong evidence against: never one incident, not even by way of a third mention
    is_misdated: bool = False  # the days contradict, yet it is one person's one fate: one of them is misread


def compare(one: Mention, other: Mention) -> Evidence:
    """Compare two mentions. Symmetric; two events of one article are always apart."""
    if one.article_id == other.article_id:
        return Evidence(("same_article",), float("-inf"), False, True)
    points = _points()
    codes = tuple(
        code
        for codes in (_when(one, other), _where(one, other), _who(one, other), _what(one, other))
        for code in codes
    )
    is_misdated = False
    if not _ONE_PERSON.isdisjoint(codes):
        dropped = _MISREAD if _is_surely_one(codes) else _ONE_PERSON
        is_misdated = dropped is _MISREAD and not _MISREAD.isdisjoint(codes)
        codes = tuple(code for code in codes if code not in dropped)
    is_apart = any(
        _WAIVERS[points[code]["strong"]].isdisjoint(codes) for code in codes if "strong" in points[code]
    )
    identifies = any(points[code].get("identifies", False) for code in codes)
    return Evidence(codes, sum(points[code]["points"] for code in codes), identifies, is_apart, is_misdated)


def _is_surely_one(codes: tuple[str, ...]) -> bool:
    """Tell whether two fates under one name are one, so that a day which contradicts it is misread.

    Namesakes are shot too: nothing else may contradict, and where the days lie far apart the age or the spot
    has to agree.
    """
    rule = load_yaml("resolution.yml")["link"]["one_person"]
    is_far = _NEAR.isdisjoint(codes) and not _MISREAD.isdisjoint(codes)
    return set(rule["contradicted_by"]).isdisjoint(codes) and not (
        is_far and set(rule["far_needs"]).isdisjoint(codes)
    )


def points_of(code: str) -> float:
    """Return the points of a code of evidence: above 0 for one incident, below against. Raises KeyError."""
    return float(_points()[code]["points"])


@cache
def _points() -> dict[str, dict[str, Any]]:
    return load_yaml("resolution.yml")["evidence"]


def _when(one: Mention, other: Mention) -> Iterator[str]:
    link = load_yaml("resolution.yml")["link"]
    if one.days and other.days:
        gap = max((one.days[0] - other.days[1]).days, (other.days[0] - one.days[1]).days)
        yield _date_code(one, other, gap, link["near_days"])
    for dated, undated in ((one, other), (other, one)):
        if dated.days is None or undated.published_on is None:
            continue
        since = (undated.published_on - dated.days[0]).days
        if since < 0:
            yield "told_before"
        elif undated.days is None and not undated.is_background:
            if 0 <= (undated.published_on - dated.days[1]).days <= link["story_days"]:
                yield "told_at_once"
            elif since > link["near_days"]:
                yield "told_later"
    if one.published_on and other.published_on and not (one.is_background or other.is_background):
        gap = abs((one.published_on - other.published_on).days)
        if gap <= link["story_days"]:
            yield "told_together" if one.days or other.days else "told_at_once"
        elif gap > link["near_days"] and one.days is None and other.days is None:
            yield "told_later"
    if one.is_background or other.is_background:
        yield "background"
    if one.source == other.source and one.is_background == other.is_background and one.index == other.index:
        yield "same_text"


def _date_code(one: Mention, other: Mention, gap: int, near: int) -> str:
    if gap <= 0:
        coarser = max(one.precision, other.precision, key=("day", "week", "month", "year").index)
        return "same_day" if coarser == "day" else f"within_{coarser}"
    if gap == 1:
        return "day_after"
    return "days_apart" if gap <= near else "far_apart"


def _where(one: Mention, other: Mention) -> Iterator[str]:
    if one.state and other.state and one.state != other.state:
        yield "other_state"
        return
    if one.city and other.city:
        yield "same_city" if one.city == other.city else "other_city"
    elif one.county and other.county:
        yield "same_county" if one.county == other.county else "other_county"
    elif one.state and one.state == other.state:
        yield "same_state"
    if one.spot and other.spot:
        code = compare_spots(one.spot, other.spot)
        if code is not None:
            yield code
    if one.force_agencies & other.force_agencies:
        yield "same_force_agency"
    elif one.agency_ids & other.agency_ids:
        yield "same_agency"
    elif one.force_agencies and other.force_agencies:
        yield "other_force_agency"


def _who(one: Mention, other: Mention) -> Iterator[str]:
    name = _name_code(one, other)
    if name is not None:
        yield name
    if name == "equal_name" and one.city is not None and one.city == other.city:
        if _is_one_death(one, other):
            yield "one_death"
        elif _is_one_wound(one, other):
            yield "one_wound"
    if len(one.subjects) != 1 or len(other.subjects) != 1:
        return
    a, b = one.subjects[0], other.subjects[0]
    yield from _age_codes(a, b, name in _NAMESAKES)
    if a.gender and b.gender:
        yield "same_gender" if a.gender == b.gender else "other_gender"
    if a.outcome and b.outcome and "unknown" not in {a.outcome, b.outcome}:
        yield "same_outcome" if a.outcome == b.outcome else "other_outcome"
    if a.armed and b.armed and "unknown" not in {a.armed, b.armed}:
        yield "same_weapon" if a.armed == b.armed else "other_weapon"


def _is_one_death(one: Mention, other: Mention) -> bool:
    """Tell whether both say of their one subject, of the same full name, that the person was killed."""
    return all(len(m.subjects) == 1 and m.subjects[0].outcome == "killed" for m in (one, other))


def _is_one_wound(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one subject of the same full name are dated within days of each other."""
    if len(one.subjects) != 1 or len(other.subjects) != 1 or not (one.days and other.days):
        return False
    gap = max((one.days[0] - other.days[1]).days, (other.days[0] - one.days[1]).days)
    return gap <= int(load_yaml("resolution.yml")["link"]["near_days"])


def _name_code(one: Mention, other: Mention) -> str | None:
    verdicts = {compare_names(a, b) for a in one.names for b in other.names}
    if not verdicts:
        return None
    best = min(verdicts, key=_NAME_ORDER.index)
    if best != "different":
        return _NAME_CODES[best]
    everybody = (*one.subjects, *other.subjects)
    return "other_name" if all(figure.name is not None for figure in everybody) else None


def _age_codes(a: Figure, b: Figure, are_namesakes: bool) -> Iterator[str]:
    if a.age is not None and b.age is not None:
        gap = abs(a.age - b.age)
        if are_namesakes and gap >= load_yaml("resolution.yml")["link"]["generation"]:
            yield "other_generation"
        yield ("equal_age", "near_age", "other_age", "other_age", "far_age")[min(gap, 4)]


def _what(one: Mention, other: Mention) -> Iterator[str]:
    a, b = one.force_types - {"other"}, other.force_types - {"other"}
    if a and b and not a & b:
        yield "other_force"
    if one.reason == other.reason and one.reason not in {None, "unknown", "other"}:
        yield "same_reason"
