"""Cities, counties and states named in an article, each with what the words around it make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.reference.gazetteer import Gazetteer, fold

READ = 100_000  # characters; a story says in its first pages where it plays
BIG = 100_000  # people of a city that is meant by its name although a state has it too
BEFORE = 70  # characters before a name that are looked at
SOME, MOSTLY = 40, 0.8  # letters of a text and the share in upper case that make it all upper case
LONGEST_UPPER_RUN = 5  # words; more upper case is a headline, where case tells nothing


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place at `[start, end)`; `state` where the text gives it beside the name."""

    start: int
    end: int
    name: str
    kind: str  # city, county, state
    state: str | None
    cue: str  # city: dateline, police, in, weak; state: dateline, agency, road, beside, name; county: name
    sense: str | None = None  # home, care, other: not where the event was
    has_ended: bool = False  # the text says that it was there, or that a chase came to its end there


_WORD = r"[A-Z][\w'’.-]*"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?: (?:(?:of|on|the|de|du|la|los|las|del) )?{_WORD})*")
_TOKEN = re.compile(r"\S+")
_DATELINE = re.compile(
    r"(?<![\w.])((?:[A-Z][A-Z'’.-]+)(?: [A-Z][A-Z'’.-]+){0,3})(?:, ?([A-Z][A-Za-z. ]{0,14}?[A-Za-z.]))?"
    r"(?=\s*(?:\([^()\n]{2,40}\)\s*)*(?:[-–—]|\())"
)
_BARE_DATELINE = re.compile(r"\A\W*(?:[^.!?]{0,200}[.!?]\s+)?([A-Z]{4,}(?: [A-Z]{3,}){0,2})(?= [A-Z][a-z]+ )")
_STATE_BESIDE = re.compile(r"(?:, ?| \(|\s)([A-Z][A-Za-z]*\.?(?: ?[A-Z][A-Za-z]*\.?)?)")
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+)\.? (?:[A-Z]\.? )?([A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
_NAME_ALONE = re.compile(
    r"(?<!\b[a-z][a-z] )(?<![A-Z][a-z]{4} )\b([A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
    r" (?:said|says|told|added|was|had|has|then|ran|fled|pointed|allegedly)\b"
)
_STATE_AGENCY = re.compile(
    r" (?:State |Department|Bureau|Division|Highway Patrol|Law Enforcement|Attorney General)"
)
_STATE_ROAD = re.compile(r" (?:State )?(?:Highway|Route|Hwy\.?) ?\d")


@lru_cache(maxsize=8)
def place_mentions(body: str) -> tuple[PlaceMention, ...]:
    """Return the places named in the first `READ` characters, in text order.

    Spans do not overlap, the longest name wins. The last few answers are kept: a story's setting and each
    of its events ask for the same body.
    """
    body = _cased(body[:READ])
    found: list[PlaceMention] = []
    lower = set(re.findall(r"(?<![\w’'-])[a-z]{3,}(?!\w)", body))
    surnames = _surnames(body)
    end = 0
    for mention in _scan(body, lower, surnames):
        if mention.start >= end:
            found.append(mention)
            end = mention.end
    return tuple(found)


def _cased(body: str) -> str:
    """Return a text that is all in upper case with capitals at the words' beginnings, of the same length."""
    letters = [letter for letter in body if letter.isalpha()]
    is_upper = len(letters) > SOME and sum(map(str.isupper, letters)) > MOSTLY * len(letters)
    return re.sub(r"(?<=[^\W\d_])[A-Z]", lambda match: match.group().lower(), body) if is_upper else body


def _surnames(body: str) -> set[str]:
    """Words behind another capitalised word that are also taken up alone: "Kevin Steele", "Steele said"."""
    pairs = _FULL_NAME.findall(body)
    full = {fold(last) for first, last in pairs if fold(first) not in words("places", "before_a_city")}
    return full & {fold(word) for word in _NAME_ALONE.findall(body)}


def _scan(body: str, lower: set[str], surnames: set[str]) -> Iterator[PlaceMention]:
    datelines = {mention.start: mention for mention in _datelines(body)}
    yield_until = 0
    for run in _RUN.finditer(body):
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(body, run.start(), run.end())]
        is_headline = len(tokens) > LONGEST_UPPER_RUN and run.group().isupper()
        for index, (start, _) in enumerate(tokens):
            if start < yield_until:
                continue
            if start in datelines:
                mention: PlaceMention | None = datelines[start]
            else:
                mention = None if is_headline else _at(body, tokens, index, lower, surnames)
            if mention is not None:
                yield mention
                yield_until = mention.end
                beside = _beside(body, mention)
                if beside is not None:
                    yield beside
                    yield_until = beside.end


def _beside(body: str, mention: PlaceMention) -> PlaceMention | None:
    """Return the state that stands behind a place as a mention of its own."""
    if mention.kind == "state" or mention.state is None:
        return None
    match = _STATE_BESIDE.match(body, mention.end)
    if match is None:
        return None
    text = match.group(1) if Gazetteer.load().state(match.group(1)) else match.group(1).split(" ")[0]
    cue = "dateline" if mention.cue == "dateline" else "beside"
    return PlaceMention(match.start(1), match.start(1) + len(text), text, "state", mention.state, cue)


def _datelines(body: str) -> Iterator[PlaceMention]:
    """ "KANSAS CITY, Mo. (KCTV) —" at the start of a text or of one of its paragraphs."""
    gazetteer = Gazetteer.load()
    for pattern in (_DATELINE, _BARE_DATELINE):
        for match in pattern.finditer(body):
            state = gazetteer.state(match.group(2)) if pattern is _DATELINE and match.group(2) else None
            tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(body, match.start(1), match.end(1))]
            for first in range(len(tokens)):
                name = body[tokens[first][0] : match.end(1)].rstrip(".")
                if fold(name).endswith((" county", " parish")) and gazetteer.counties(name):
                    yield PlaceMention(
                        tokens[first][0], match.end(1), name.title(), "county", state, "dateline"
                    )
                    break
                places = [p for p in gazetteer.candidates(name) if state in {None, p.state}]
                if (
                    places
                    and len(name) > 3
                    and (state or places[0].population >= 1000 or not places[0].population)
                ):
                    yield PlaceMention(
                        tokens[first][0], match.end(1), places[0].name, "city", state, "dateline"
                    )
                    break


def _at(
    body: str, tokens: list[tuple[int, int]], index: int, lower: set[str], surnames: set[str]
) -> PlaceMention | None:
    """Return the longest place that starts at a token."""
    gazetteer = Gazetteer.load()
    start = tokens[index][0]
    joined = _plural_county(body, start, tokens[index][1])
    if joined is not None:
        return joined
    first = fold(body[start : tokens[index][1]]).split(" ")[0]
    if first not in gazetteer.first_words and first not in _state_first_words():
        return None
    for last in range(min(len(tokens), index + gazetteer.longest) - 1, index - 1, -1):
        end = tokens[last][1]
        name = re.sub(r"(?:['’]s?|[.,;:])+$", "", body[start:end])
        if not name:
            continue
        end = start + len(name)
        if fold(name).endswith((" county", " parish")) and gazetteer.counties(name):
            return _county(body, start, end, name)
        state = _state_name(body, start, end, name)
        if state is not None:
            return state
        if gazetteer.candidates(name) and not _is_state_rather(name):
            city = _city(body, start, end, name, lower, surnames)
            if city is not None:
                return city
    return _short_county(body, start, tokens[index][1])


def _county(body: str, start: int, end: int, name: str) -> PlaceMention:
    """A county by its full name; "in" where something is there, not where it only names a body of its own."""
    is_place = _pattern("in").search(body[max(0, start - BEFORE) : start]) is not None
    names_body = re.match(
        r"(?:['’]s)? (?:[A-Z]|sheriff|jail|deput|court|prosecut|district|detect|police)", body[end : end + 20]
    )
    sense = _sense(body[max(0, start - BEFORE) : start])
    cue = "in" if is_place and not names_body and sense is None else "name"
    return PlaceMention(start, end, name, "county", _state_after(body, end), cue)


@cache
def _state_first_words() -> frozenset[str]:
    gazetteer = Gazetteer.load()
    return frozenset(fold(name).split(" ")[0] for name in gazetteer.state_of_text)


def _is_state_rather(name: str) -> bool:
    """ "Ohio police" are a state's; towns called Ohio are small. New York and Washington are cities too."""
    gazetteer = Gazetteer.load()
    is_state = name.lower() in gazetteer.state_of_text
    return is_state and all(place.population < BIG for place in gazetteer.candidates(name))


def _short_county(body: str, start: int, end: int) -> PlaceMention | None:
    """ "Miami-Dade", "Bexar deputies": a short name that one county has, and no town."""
    name = re.sub(r"(?:['’]s?|[.,;:])+$", "", body[start:end])
    gazetteer = Gazetteer.load()
    counties = gazetteer.counties(name)
    if len(counties) != 1 or gazetteer.candidates(name) or fold(name) in words("places", "never"):
        return None
    end = start + len(name)
    is_there = _pattern("in").search(body[max(0, start - BEFORE) : start]) is not None
    after = body[end : end + 40]
    if re.match(r"(?:['’]s?)? (?:sheriff|deput|police)", after, re.IGNORECASE):
        return PlaceMention(start, end, counties[0].name, "county", None, "name")
    return PlaceMention(start, end, counties[0].name, "county", None, "in") if is_there else None


def _plural_county(body: str, start: int, end: int) -> PlaceMention | None:
    """ "Polk and Pinellas counties": a county's name whose word stands behind the next one."""
    if not Gazetteer.load().counties(body[start:end]):
        return None
    if re.match(
        r"(?:, [A-Z]\w+,?)*(?: and [A-Z][\w.]+(?: [A-Z]\w+)?)? (?:counties|county (?:deputies|sheriff))\b",
        body[end : end + 80],
    ):
        return PlaceMention(start, end, body[start:end] + " County", "county", None, "name")
    return None


def _state_name(body: str, start: int, end: int, name: str) -> PlaceMention | None:
    """A state's name alone. Short forms ("Mo.") count only beside a place; "Virginia Smith" is a person."""
    gazetteer = Gazetteer.load()
    code = gazetteer.state_of_text.get(name.lower())
    if code is None or len(name) < 4:
        return None
    after = body[end : end + 40]
    if _STATE_AGENCY.match(after):
        return PlaceMention(start, end, name, "state", code, "agency")
    if _STATE_ROAD.match(after):
        return PlaceMention(start, end, name, "state", code, "road")
    if re.match(r" [A-Z]", after) or re.search(r"(?<![.!?] )[A-Z][a-z]+ $", body[max(0, start - 20) : start]):
        return None
    if gazetteer.candidates(name) and not _pattern("in").search(body[max(0, start - BEFORE) : start]):
        return None
    return PlaceMention(start, end, name, "state", code, "name")


def _state_after(body: str, end: int) -> str | None:
    match = _STATE_BESIDE.match(body, end)
    if match is None:
        return None
    gazetteer = Gazetteer.load()
    text = match.group(1)
    return gazetteer.state(text) or gazetteer.state(text.split(" ")[0])


def _city(
    body: str, start: int, end: int, name: str, lower: set[str], surnames: set[str]
) -> PlaceMention | None:
    """Judge a name that some place has: by the state beside it, by police behind it, by what is before it."""
    folded = fold(name)
    before = body[max(0, start - BEFORE) : start]
    after = body[end : end + 40]
    sense = _sense(before)
    is_common = folded in words("places", "never") or name.lower() in lower
    state = _state_after(body, end)
    if state is not None and Gazetteer.load().place(name, state) and folded not in words("places", "never"):
        given = "in" if _pattern("in").search(before) else "weak"
        beside = _STATE_BESIDE.match(body, end)
        if beside is not None and _police_word().match(body[beside.end() : beside.end() + 40].lstrip(",)")):
            given = "police"
        return PlaceMention(start, end, name, "city", state, given, sense)
    if is_common or _behind_name(body, start) or _is_part_of_name(after):
        return None
    cue = _cue(before, after, is_surname=folded in surnames)
    if cue is None:
        return None
    has_ended = cue == "in" and any(_pattern(said).search(before) for said in ("ended", "told"))
    return PlaceMention(start, end, name, "city", None, cue, sense, has_ended)


def _cue(before: str, after: str, is_surname: bool) -> str | None:
    """Return what the words around a bare name make of it: police, in, weak, or no place."""
    if _police_word().match(after):
        return "police"
    if is_surname or _goes_on(after):
        return None
    if _pattern("police_in").search(before):
        return "police"
    return next((cue for cue in ("in", "weak") if _pattern(cue).search(before)), None)


def _is_part_of_name(after: str) -> bool:
    """Tell whether a street, a building or a school takes its name from the place: "Vista High School"."""
    return re.match(r"(?:['’]s?)? [A-Z]", after) is not None and _part_of().match(after) is not None


@cache
def _part_of() -> re.Pattern[str]:
    return compiled(r"(?:['’]s?)? (?:\w+ )?(?:" + lexicon("places")["part_of"] + r")\b")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(lexicon("places")[name])


def _goes_on(after: str) -> bool:
    """Tell whether a name goes on behind a place ("Loop 1604", "Austin Energy"); a weekday begins anew."""
    following = re.match(r"(?:['’]s)? ([A-Z][\w.]*|\d+\b)", after)
    return following is not None and fold(following.group(1)) not in words("places", "never")


@cache
def _police_word() -> re.Pattern[str]:
    return compiled(
        r"(?:['’]s)? (?:acting |interim |area |city )?(?:" + lexicon("places")["police_words"] + r")\b"
    )


def _behind_name(body: str, start: int) -> bool:
    """Tell whether a capitalised word that is no place, month or rank stands directly before."""
    match = re.search(r"([A-Z][\w'’-]*\.?) $", body[max(0, start - 30) : start])
    if match is None:
        return False
    word = fold(match.group(1))
    before = body[max(0, start - 30) : start][: match.start()]
    if not before.strip() or re.search(r"[.!?:”\"]\s*$", before):
        return False
    return word not in words("places", "before_a_city")


def _sense(before: str) -> str | None:
    for row in lexicon("places")["elsewhere"]:
        if compiled(row["pattern"]).search(before):
            return str(row["code"])
    return None
