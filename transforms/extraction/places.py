"""Cities, counties and states named in an article, and where the story and its event are set.

A city's name alone seldom tells its state (32 states have a Clinton), so all places of an article vote
together: the state in which most of what is named exists.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from transforms.extraction.lexicon import compiled, lexicon
from transforms.records import Setting
from transforms.reference.gazetteer import Gazetteer, Place, fold
from transforms.reference.register import Register


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place at `[start, end)`; `state` where the text gives it beside the name."""

    start: int
    end: int
    name: str
    kind: str  # city, county, state
    state: str | None
    cue: str  # dateline, cue, police, bare


WORD = r"[A-Z][\w'’.-]*"
UPPER = r"[A-Z][A-Z'’.-]+"


def place_mentions(body: str) -> list[PlaceMention]:
    """Return the places named, in text order; spans do not overlap, the longest name wins."""
    found: list[PlaceMention] = []
    found += _datelines(body)
    found += _counties(body)
    taken = [(m.start, m.end) for m in found]
    found += [m for m in _cities(body) if not _overlaps(m.start, m.end, taken)]
    taken = [(m.start, m.end) for m in found]
    found += [m for m in _states(body) if not _overlaps(m.start, m.end, taken)]
    return sorted(found, key=lambda m: (m.start, m.end))


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


@cache
def _state_pattern() -> str:
    names = sorted(Gazetteer.load().state_of_text, key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


def _state_code(text: str) -> str | None:
    gazetteer = Gazetteer.load()
    code = gazetteer.state_of_text.get(text.lower()) or gazetteer.state_of_text.get(text.lower() + ".")
    return code or (text if text in gazetteer.state_names else None)


def _datelines(body: str) -> list[PlaceMention]:
    """ "KANSAS CITY, Mo. (KCTV) —" at the start of a text or of one of its paragraphs."""
    pattern = re.compile(
        rf"((?:{UPPER}|ST\.|FT\.|MT\.)(?: {UPPER}){{0,3}})"
        rf"(?:, ?((?i:{_state_pattern()})|[A-Z]{{2}}\b))?"
        r"\s*(?:\([\w ./,-]{2,40}\)\s*)*(?:[-–—]+|\()"
    )
    found = []
    for match in pattern.finditer(body):
        name, state = match.group(1), _state_code(match.group(2)) if match.group(2) else None
        if len(name) < 4 or not body[: match.start()].strip() and False:
            continue
        if fold(name).endswith(" county"):
            found.append(PlaceMention(match.start(1), match.end(1), name.title(), "county", state, "dateline"))
            continue
        best = _longest_place(name, body, match.start(1), from_end=True)
        if best is not None and (state or best[2][0].population >= 1000):
            start, end, _ = best
            found.append(PlaceMention(start, end, body[start:end].title(), "city", state, "dateline"))
            if match.group(2):
                found.append(PlaceMention(match.start(2), match.end(2), match.group(2), "state", state, "dateline"))
    return found


def _longest_place(
    text: str, body: str, offset: int, from_end: bool = False
) -> tuple[int, int, list[Place]] | None:
    """Return the longest run of words of `text` that is a place: from its start, or up to its end."""
    gazetteer = Gazetteer.load()
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    for size in range(len(words), 0, -1):
        first = len(words) - size if from_end else 0
        start, end = words[first][0], words[first + size - 1][1]
        name = text[start:end].rstrip(",;:")
        name = re.sub(r"['’]s?$", "", name) if size == 1 or name.endswith(("'s", "’s")) else name
        if name.endswith(".") and len(name) > 3:
            name = name[:-1]
        places = gazetteer.candidates(name)
        if places:
            return offset + start, offset + start + len(name), places
    return None


def _counties(body: str) -> list[PlaceMention]:
    pattern = re.compile(rf"((?:{WORD} |of |du |la |de ){{1,4}}?)(County|Parish|COUNTY|PARISH)\b(?:, ((?i:{_state_pattern()})))?")
    found = []
    for match in pattern.finditer(body):
        words = match.group(1).split()
        for first in range(len(words)):
            name = " ".join(words[first:]) + " " + match.group(2).title()
            if Gazetteer.load().states_of_county(name):
                start = match.end(2) - len(" ".join(words[first:])) - 1 - len(match.group(2))
                state = _state_code(match.group(3)) if match.group(3) else None
                found.append(PlaceMention(start, match.end(2), name.title(), "county", state, "bare"))
                break
    for match in re.finditer(r"\b(?:Miami-Dade|Bexar|Allegheny|Maricopa|Hennepin|Multnomah|Wyandotte|Broward)\b(?! County| Parish)", body):
        found.append(PlaceMention(match.start(), match.end(), match.group(), "county", None, "bare"))
    return found


def _states(body: str) -> list[PlaceMention]:
    found = []
    for match in re.finditer(rf"\b(?:{_state_pattern()})(?!\w)", body, re.IGNORECASE):
        if not match.group()[0].isupper() or _is_part_of_name(body, match):
            continue
        code = _state_code(match.group())
        if code is not None:
            found.append(PlaceMention(match.start(), match.end(), match.group(), "state", code, "bare"))
    return found


def _is_part_of_name(body: str, match: re.Match[str]) -> bool:
    """ "Washington Street" and "Virginia Smith" name no state; short forms ("Mo.") need a comma before."""
    if match.group().endswith(".") or len(match.group()) < 4:
        return not body[: match.start()].rstrip().endswith(",")
    return bool(re.match(r" (?:Street|Avenue|Road|Boulevard|Drive|Lane|Ave|St\b|Blvd|[A-Z][a-z]+ (?:said|was))", body[match.end() :]))


def _cities(body: str) -> list[PlaceMention]:
    """Names after a word of place, before "police" and the like, or with a state beside them."""
    pattern = re.compile(
        rf"(?<![\w-])((?:(?:{WORD})(?: (?:of|on|the|de|du) (?={WORD})| (?={WORD}))?){{1,4}})"
    )
    found = []
    for match in pattern.finditer(body):
        at = match.start()
        while at < match.end():
            mention = _city_at(body, at, match.end())
            if mention is not None:
                found.append(mention)
                at = mention.end
            step = re.compile(r"\S+\s*").match(body, at)
            at = step.end() if step else match.end()
    return found


def _city_at(body: str, start: int, limit: int) -> PlaceMention | None:
    run = body[start:limit]
    best = _longest_place(run, body, start)
    while best is not None:
        name = body[best[0] : best[1]]
        mention = _judge_city(body, best[0], best[1], name)
        if mention is not None:
            return mention
        shorter = name.rsplit(" ", 1)[0] if " " in name else ""
        best = _longest_place(shorter, body, start) if shorter else None
    return None


def _judge_city(body: str, start: int, end: int, name: str) -> PlaceMention | None:
    after = body[end : end + 60]
    state = re.match(rf",? ?\(?((?i:{_state_pattern()})|[A-Z]{{2}}\b)(?!\w)", after)
    code = _state_code(state.group(1)) if state else None
    if code is not None and after[:1] in {",", " "} and Gazetteer.load().place(name, code):
        return PlaceMention(start, end, name, "city", code, "cue" if _has_cue(body, start) else "bare")
    if fold(name) in _ambiguous() or re.match(r"['’]?s? (?:Street|Avenue|Road|Drive|Lane|Boulevard|Ave\b|Blvd|Court\b|Circle|Place|High School|Elementary|County|Parish|Hospital|Park\b|Highway|Parkway)", after):
        if not re.match(rf" (?:{lexicon('places')['police_words']})\b", after) or fold(name) in _hard():
            return None
    if re.match(rf"(?:['’]s)? (?:acting |interim |area |city )?(?:{lexicon('places')['police_words']})\b", after, re.IGNORECASE):
        return PlaceMention(start, end, name, "city", None, "police")
    if _has_cue(body, start) and not re.match(r" [A-Z][a-z]+", after):
        return PlaceMention(start, end, name, "city", None, "cue")
    return None


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in lexicon("places")["ambiguous"])


@cache
def _hard() -> frozenset[str]:
    """Words that never are a city's name in a news text, not even before "police"."""
    return frozenset(fold(str(word)) for word in lexicon("places")["never"])


def _has_cue(body: str, start: int) -> bool:
    before = body[max(0, start - 60) : start]
    return any(compiled(row["pattern"]).search(before) for row in lexicon("places")["cues"])


def read_setting(body: str, title: str | None, outlet: str | None) -> Setting:
    """Return where the story is set: state by the vote of all places named, then city and county in it."""
    mentions = place_mentions(body)
    state, span = _state_by_vote(body, mentions)
    if state is None:
        return Setting()
    city = _city_by_vote(body, mentions, state, [], [])
    county = _county_in(mentions, state)
    return Setting(
        city=city[0] if city else None, city_span=city[1] if city else None,
        county=county[0] if county else None, county_span=county[1] if county else None,
        state=state, state_span=span,
    )  # fmt: skip


def _state_by_vote(body: str, mentions: list[PlaceMention]) -> tuple[str | None, tuple[int, int] | None]:
    points = lexicon("places")["state_points"]
    votes: dict[str, float] = defaultdict(float)
    spans: dict[str, tuple[float, tuple[int, int]]] = {}

    def vote(state: str, value: float, mention_span: tuple[int, int]) -> None:
        votes[state] += value
        if value > spans.get(state, (0.0, (0, 0)))[0]:
            spans[state] = (value, mention_span)

    seen: set[tuple[str, str]] = set()
    for m in mentions:
        key = (m.kind, fold(m.name) + (m.state or ""))
        weight = 0.3 if key in seen else 1.0
        seen.add(key)
        span = (m.start, m.end)
        if m.kind == "state" and m.state:
            vote(m.state, weight * points["dateline_state" if m.cue == "dateline" else "state_name"], span)
        elif m.state:
            vote(m.state, weight * points["city_with_state"], span)
        elif m.kind == "county":
            states = Gazetteer.load().states_of_county(m.name)
            for state in states:
                vote(state, weight * points["county"] / math.sqrt(len(states)), span)
        else:
            _vote_city(m, weight * points["dateline_city" if m.cue == "dateline" else "city"], vote)
    for match, agency in _state_agencies(body):
        if agency.state and agency.state != "US":
            vote(agency.state, points["state_agency"], (match.start(), match.end()))
    if not votes:
        return None, None
    ranked = sorted(votes, key=lambda state: (-votes[state], state))
    best = ranked[0]
    second = votes[ranked[1]] if len(ranked) > 1 else 0.0
    if votes[best] < 0.5 or votes[best] - second < 0.05:
        return None, None
    return best, spans[best][1]


def _vote_city(mention: PlaceMention, points: float, vote: object) -> None:
    """A city's name votes for the states that have it, the more the more people live there."""
    places = Gazetteer.load().candidates(mention.name)
    people: dict[str, float] = defaultdict(float)
    for place in places:
        people[place.state] = max(people[place.state], math.sqrt(place.population + 1) * (0.4 if len(place.geoid) > 7 else 1))
    total = sum(people.values())
    for state, weight in people.items():
        share = weight / total if total else 0
        vote(state, points * share, (mention.start, mention.end))  # type: ignore[operator]


@cache
def _state_agency_pattern() -> re.Pattern[str]:
    """Names and aliases that belong to one agency of one state only ("FDLE", "California Highway Patrol")."""
    register = Register.load()
    names = {a.name for a in register.state_bodies if a.agency_type == "state_police"}
    names |= {alias for alias, agencies in _single_aliases().items() if agencies}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")


@cache
def _single_aliases() -> dict[str, object]:
    register = Register.load()
    return {
        _alias_text(alias): agencies[0]
        for alias, agencies in register.aliases.items()
        if len({a.agency_id for a in agencies}) == 1 and agencies[0].state != "US" and len(alias) >= 4
    }


def _alias_text(alias: str) -> str:
    return alias.upper() if " " not in alias else alias.title()


def _state_agencies(body: str) -> list[tuple[re.Match[str], object]]:
    register = Register.load()
    by_name = {a.name: a for a in register.state_bodies}
    found = []
    for match in _state_agency_pattern().finditer(body):
        agency = by_name.get(match.group()) or _single_aliases().get(match.group())
        if agency is not None:
            found.append((match, agency))
    return found  # type: ignore[return-value]


def _city_by_vote(
    body: str, mentions: list[PlaceMention], state: str, bounds: list[tuple[int, int]], near: list[tuple[int, int]]
) -> tuple[str, tuple[int, int]] | None:
    """Return the city with most points in a state; `near` are the sentences that tell the force."""
    points = lexicon("places")["city_points"]
    votes: dict[str, float] = defaultdict(float)
    spans: dict[str, tuple[float, tuple[int, int]]] = {}
    for m in mentions:
        if m.kind != "city" or (m.state is not None and m.state != state):
            continue
        place = Gazetteer.load().place(m.name, state)
        if place is None or (bounds and m.cue != "dateline" and not _within(m, bounds)):
            continue
        close = _within(m, near)
        before = body[max(0, m.start - 40) : m.start]
        value = {
            "dateline": points["dateline"],
            "police": points["police_near_hit" if close else "police"],
            "cue": points["with_cue_near_hit" if close else "with_cue"],
            "bare": points["with_cue"],
        }[m.cue]
        if compiled(lexicon("places")["resident"]).search(before):
            value = points["resident"]
        elif compiled(lexicon("places")["not_here"]).search(before):
            value = points["hospital"]
        votes[place.name] += value - 0.0002 * m.start
        if value > spans.get(place.name, (-9.0, (0, 0)))[0]:
            spans[place.name] = (value, (m.start, m.end))
    votes = {name: value for name, value in votes.items() if value > 0}
    if not votes:
        return None
    best = max(votes, key=lambda name: (votes[name], name))
    return best, spans[best][1]


def _within(mention: PlaceMention, bounds: list[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in bounds)


def _county_in(mentions: list[PlaceMention], state: str) -> tuple[str, tuple[int, int]] | None:
    for m in mentions:
        if m.kind == "county" and m.state in {None, state}:
            county = Gazetteer.load().county(m.name, state)
            if county is not None:
                return county.name, (m.start, m.end)
    return None


def event_place(
    body: str, setting: Setting, bounds: list[tuple[int, int]], near: list[tuple[int, int]]
) -> Setting:
    """Return where an event happened: the city its own sentences give, else the story's setting.

    `bounds` are the event's sentences, `near` those that tell the force, as spans of the body.
    """
    if setting.state is None:
        return setting
    mentions = place_mentions(body)
    city = _city_by_vote(body, mentions, setting.state, bounds, near)
    name, span = city if city else (setting.city, setting.city_span)
    return Setting(name, setting.county, setting.state, span, setting.county_span, setting.state_span)
