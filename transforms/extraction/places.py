"""Where a story and its event are set: state, county and city, weighed from all places that an article names.

A city's name alone seldom tells its state (32 states have a Clinton), so all evidence adds up per
state; then cities of that state are ranked by what the words around them say.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from transforms.extraction.lexicon import lexicon
from transforms.extraction.place_names import PlaceMention, place_mentions
from transforms.records import Setting
from transforms.reference.gazetteer import Gazetteer, Place, fold, short_county
from transforms.reference.register import Register

Span = tuple[int, int]
UNCOUNTED = 3000  # people taken for a place whose population the gazetteer lacks
NAMED_BARE = 100_000  # people of a city that news names without its state (AP style has a list of such)
FEW = 3  # an abbreviation that stands for agencies of more states says nothing
LEAD = 300  # characters; what a story is about stands in its first sentences
_PHONE = re.compile(r"(?<![\d-])\(?([2-9]\d\d)\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)")
_ALIAS = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]{2,}\b")


class _Votes:
    """Points per key, with the span that carries most of them."""

    def __init__(self) -> None:
        self.points: dict[str, float] = defaultdict(float)
        self._best: dict[str, tuple[float, Span]] = {}

    def add(self, key: str, points: float, span: Span | None) -> None:
        self.points[key] += points
        if span is not None and points > self._best.get(key, (0.0, span))[0]:
            self._best[key] = (points, span)

    def span(self, key: str) -> Span | None:
        return self._best[key][1] if key in self._best else None

    def ranked(self) -> list[tuple[str, float]]:
        return sorted(self.points.items(), key=lambda row: (-row[1], row[0]))


def read_setting(body: str, title: str | None, outlet: str | None) -> Setting:
    """Return where the story is set; a value that no character of the body says has no span.

    `title` and `outlet` count as hints: a city's name in them speaks for its states.
    """
    mentions = place_mentions(body)
    hints = [m for text in (title, outlet) if text for m in _hinted(text)]
    state, span = _state(body, mentions, hints)
    if state is None:
        return Setting()
    city = _city(mentions, hints, state, bounds=None, near=[])
    county = _county(mentions, state)
    return Setting(
        city=city[0] if city else None, city_span=city[1] if city else None,
        county=county[0] if county else None, county_span=county[1] if county else None,
        state=state, state_span=span,
    )  # fmt: skip


def event_place(body: str, setting: Setting, bounds: list[Span], near: list[Span]) -> Setting:
    """Return where an event happened: the city its own sentences give, else the story's setting.

    `bounds` are the event's sentences, `near` those that tell the force, as spans of the body. A county
    counts where the text says that something is in it; one that only names an agency does not.
    """
    if setting.state is None:
        return setting
    mentions = place_mentions(body)
    city = _city(mentions, [], setting.state, bounds, near)
    name, span = city if city else (setting.city, setting.city_span)
    told = [m for m in mentions if m.cue == "dateline" or (m.cue == "in" and _within(m, bounds))]
    county, county_span = _county(told, setting.state) or (None, None)
    return Setting(name, county, setting.state, span, county_span, setting.state_span)


def _hinted(text: str) -> list[str]:
    """Return the places that a title or an outlet's name may name: every run of capitalised words."""
    gazetteer = Gazetteer.load()
    tokens = re.findall(r"[A-Z][\w'’.-]*", text)
    found = []
    for first in range(len(tokens)):
        for last in range(min(len(tokens), first + 3), first, -1):
            name = re.sub(r"['’]s$", "", " ".join(tokens[first:last]))
            if gazetteer.state_of_text.get(name.lower()) or any(
                place.population >= 5000 for place in gazetteer.candidates(name)
            ):
                found.append(name)
                break
    return found


def _state(body: str, mentions: Sequence[PlaceMention], hints: list[str]) -> tuple[str | None, Span | None]:
    points = lexicon("places")["state_points"]
    votes = _Votes()
    apart = _told_apart(mentions)
    seen: set[tuple[str, str, str]] = set()
    for mention in mentions:
        key = (mention.kind, fold(mention.name), mention.state or "")
        weight = points["again"] if key in seen else 1.0
        weight *= points["lead"] if mention.start < LEAD else 1.0
        seen.add(key)
        for state, share in _shares(mention, apart.get(fold(mention.name), ())).items():
            votes.add(state, weight * share * _worth(mention), (mention.start, mention.end))
    _vote_agreement(votes, mentions)
    _vote_aliases(votes, body)
    for code in {match.group(1) for match in _PHONE.finditer(body)}:
        if code in Gazetteer.load().area_codes:
            votes.add(Gazetteer.load().area_codes[code], points["area_code"], None)
    for name in hints:
        for state, share in _shares(
            PlaceMention(0, 0, name, "city", Gazetteer.load().state(name), "in")
        ).items():
            votes.add(state, points["title"] * share, None)
    ranked = votes.ranked()
    needs = lexicon("places")["needs"]
    if not ranked or ranked[0][1] < needs["state"]:
        return None, None
    first, second = ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0.0
    if first < second * needs["times"] and first < second + needs["lead"]:
        return None, None
    return ranked[0][0], votes.span(ranked[0][0])


_CITY_WORTH = {"dateline": "dateline_city", "police": "police_city", "in": "city", "weak": "weak_city"}
_STATE_WORTH = {
    "dateline": "dateline_state",
    "agency": "state_agency",
    "road": "state_road",
    "name": "state_name",
}


def _worth(mention: PlaceMention) -> float:
    """Return what a mention is worth as evidence of the state."""
    points = lexicon("places")["state_points"]
    if mention.kind == "state":
        return float(points[_STATE_WORTH[mention.cue]]) if mention.cue in _STATE_WORTH else 0.0
    if mention.kind == "county":
        return float(
            points["dateline_state"] if mention.cue == "dateline" and mention.state else points["county"]
        )
    if mention.state is not None:
        return float(points["home_with_state" if mention.sense else "city_with_state"])
    if mention.sense is not None:
        return float(points["weak_city"])
    return float(points[_CITY_WORTH[mention.cue]])


@cache
def _weights(name: str, kind: str, has_police: bool) -> dict[str, float]:
    """Return the states that have a place of a name, each with a weight: the more people, the likelier."""
    if kind == "county":
        return {county.state: 1.0 for county in Gazetteer.load().counties(name)}
    weights: dict[str, float] = defaultdict(float)
    for place in Gazetteer.load().candidates(name):
        size = math.sqrt(place.population or UNCOUNTED) * (0.4 if place.is_township else 1.0)
        weights[place.state] = max(weights[place.state], size)
    policed = {state: weight for state, weight in weights.items() if Register.load().city_police(name, state)}
    return policed if has_police and policed else dict(weights)


def _shares(mention: PlaceMention, elsewhere: Iterable[str] = ()) -> dict[str, float]:
    """Return how the points of a mention are shared among states; `elsewhere` are states it is not in."""
    if mention.state is not None:
        return {mention.state: 1.0}
    weights = _weights(mention.name, mention.kind, mention.cue == "police")
    left = {state: weight for state, weight in weights.items() if state not in elsewhere}
    unknown = 0.0 if mention.kind == "county" else float(lexicon("places")["state_points"]["unknown"])
    total = sum(left.values()) + unknown
    return {state: weight / total for state, weight in left.items()}


def _told_apart(mentions: Sequence[PlaceMention]) -> dict[str, set[str]]:
    """Return the state that a bare name does not mean: the one that its namesake is first given with, later.

    An article that speaks of "Kansas City police" and then of "Kansas City, Kan." means two cities.
    Only cities of a size to be named bare have such namesakes.
    """
    bare: dict[str, int] = {}
    apart: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        name = fold(mention.name)
        if mention.kind == "city" and mention.state is None:
            bare.setdefault(name, mention.start)
        elif mention.kind == "city" and mention.state and name in bare and name not in apart:
            others = [p for p in Gazetteer.load().candidates(name) if p.state != mention.state]
            if any(place.population >= NAMED_BARE for place in others):
                apart[name].add(mention.state)
    return apart


def _vote_agreement(votes: _Votes, mentions: Sequence[PlaceMention]) -> None:
    """A city and the county it lies in, both named, speak for the state where that is so."""
    points = lexicon("places")["state_points"]["city_in_county"]
    counties = {short_county(m.name) for m in mentions if m.kind == "county"}
    done: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.kind != "city" or mention.sense is not None:
            continue
        for place in Gazetteer.load().candidates(mention.name):
            county = short_county(place.county or "")
            if county in counties and (county, place.state) not in done and place.population >= 500:
                done.add((county, place.state))
                votes.add(place.state, points, (mention.start, mention.end))


def _vote_aliases(votes: _Votes, body: str) -> None:
    """Abbreviations of agencies ("FDLE", "KCPD") speak for the states of those that bear them."""
    points = lexicon("places")["state_points"]
    seen: set[str] = set()
    for match in _ALIAS.finditer(body):
        states = {agency.state for agency in Register.load().aliases.get(match.group(), ())} - {"US", None}
        if len(states) > FEW or len(match.group()) < 3:
            continue
        for state in states:
            weight = points["again"] if match.group() in seen else 1.0
            votes.add(state or "", weight * points["alias"] / len(states) ** 2, match.span())
        seen.add(match.group())


def _city(
    mentions: Sequence[PlaceMention],
    hints: list[str],
    state: str,
    bounds: list[Span] | None,
    near: list[Span],
) -> tuple[str, Span | None] | None:
    """Return the city with most points in a state, with the span that says so best."""
    points = lexicon("places")["city_points"]
    votes = _Votes()
    seen: set[str] = set()
    is_first = True
    for mention in mentions:
        place = _place_of(mention, state)
        if place is None or (
            bounds is not None and mention.cue != "dateline" and not _within(mention, bounds)
        ):
            continue
        value = float(points[mention.sense] if mention.sense else points[mention.cue])
        if mention.sense is None:
            value += points["stated"] if mention.state and mention.cue != "dateline" else 0
            value += (
                points[f"near_force_{mention.cue}"]
                if mention.cue in {"in", "police"} and _within(mention, near)
                else 0
            )
            value += points["first"] if is_first and mention.start < LEAD and mention.cue == "in" else 0
            is_first = is_first and mention.cue != "in"
            value += points["ended"] if mention.has_ended else 0
            is_again = place.geoid in seen and (mention.cue == "police" or not _within(mention, near))
            value *= points["again"] if is_again else 1
            seen.add(place.geoid)
        votes.add(place.name, value, (mention.start, mention.end))
    for name in hints:
        found = Gazetteer.load().place(name, state)
        if found is not None and found.name in votes.points:
            votes.add(found.name, float(points["title"]), None)
    ranked = votes.ranked()
    if not ranked or ranked[0][1] < lexicon("places")["needs"]["city"]:
        return None
    return ranked[0][0], votes.span(ranked[0][0])


def _place_of(mention: PlaceMention, state: str) -> Place | None:
    if mention.kind != "city" or mention.state not in {None, state}:
        return None
    return Gazetteer.load().place(mention.name, state)


def _within(mention: PlaceMention, bounds: Iterable[Span]) -> bool:
    return any(start <= mention.start < end for start, end in bounds)


def _county(mentions: Sequence[PlaceMention], state: str) -> tuple[str, Span] | None:
    """Return the county named most; of equals the first."""
    votes = _Votes()
    for mention in mentions:
        if mention.kind == "county" and mention.state in {None, state}:
            county = Gazetteer.load().county(mention.name, state)
            if county is not None:
                votes.add(county.name, 1.0 - 1e-6 * mention.start, (mention.start, mention.end))
    if not votes.points:
        return None
    name = votes.ranked()[0][0]
    span = votes.span(name)
    return (name, span) if span else None
