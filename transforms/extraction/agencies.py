"""The agencies that an article names or means, each resolved to the register where it can be told."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.extraction.lexicon import lexicon
from transforms.records import Agency, AgencyMention, Setting
from transforms.reference.gazetteer import Gazetteer, fold
from transforms.reference.register import Register

WINDOW = 70  # characters before a head word in which its place is looked for
WORD = re.compile(r"[A-Z][\w'’.-]*|of|the|de|du|la|on")


def find_agencies(body: str, setting: Setting) -> list[AgencyMention]:
    """Return every mention of an agency in text order; spans do not overlap."""
    taken = [*_named(body, setting)]
    spans = [(m.start, m.end) for m in taken]
    taken += [m for m in _headed(body, setting) if not _overlaps(m, spans)]
    spans = [(m.start, m.end) for m in taken]
    taken += [m for m in _generic(body, setting, taken) if not _overlaps(m, spans)]
    return sorted(taken, key=lambda m: (m.start, m.end))


def _overlaps(mention: AgencyMention, spans: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in spans)


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    register = Register.load()
    names = {a.name for a in register.state_bodies if " " in a.name}
    names |= {alias for alias in register.alias_forms if len(alias) >= 3}
    ordered = sorted(names)
    return AhoCorasick(ordered, matchkind=MatchKind.LeftmostLongest), ordered


def _named(body: str, setting: Setting) -> list[AgencyMention]:
    """Names of state and federal bodies, and aliases, as the register writes them."""
    automaton, names = _automaton()
    found = []
    for number, start, end in automaton.find_matches_as_indexes(body):
        if (start and body[start - 1].isalnum()) or (end < len(body) and body[end].isalnum()):
            continue
        agency = _of_alias(names[number], setting)
        if agency is not None:
            found.append(AgencyMention(start, end, body[start:end], agency, False))
    return found


def _of_alias(name: str, setting: Setting) -> Agency | None:
    register = Register.load()
    options = register.aliases.get(name.lower(), []) or register.named(name)
    if len(options) == 1 and options[0].state in {"US", setting.state} or len(options) == 1 and len(name) > 4:
        return options[0]
    here = [a for a in options if a.state == setting.state]
    if len(here) > 1:
        here = [a for a in here if setting.city and fold(a.city or "") == fold(setting.city)]
    return here[0] if len(here) == 1 else None


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(r"\b(?:" + row["pattern"] + ")", re.IGNORECASE)) for row in lexicon("agencies")["heads"])


def _headed(body: str, setting: Setting) -> list[AgencyMention]:
    """A place and a head word: "Independence police", "Bexar County deputies", "Ohio State Patrol"."""
    found: list[AgencyMention] = []
    for kind, pattern in _heads():
        for match in pattern.finditer(body):
            mention = _with_place(body, match.start(), match.end(), kind, setting)
            if mention is not None and not _overlaps(mention, [(m.start, m.end) for m in found]):
                found.append(mention)
    return found


def _with_place(body: str, head: int, end: int, kind: str, setting: Setting) -> AgencyMention | None:
    left = max(0, head - WINDOW)
    window = body[left:head].rstrip()
    window = re.sub(r"['’]s?$", "", window)
    state = setting.state
    stated = re.search(r",\s([A-Z][\w. ]{1,15}?),?$", window)
    if stated and _state(stated.group(1)):
        state = _state(stated.group(1))
        window = window[: stated.start()]
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", window)]
    run = 0
    while run < min(6, len(words)) and WORD.fullmatch(window[slice(*words[-1 - run])]):
        run += 1
    for size in range(run, 0, -1):
        start = words[-size][0]
        agency = _agency_of(window[start:].strip(), kind, state)
        if agency is not None:
            return AgencyMention(left + start, end, body[left + start : end], agency, False)
    return None


def _state(text: str) -> str | None:
    gazetteer = Gazetteer.load()
    key = text.lower()
    return gazetteer.state_of_text.get(key) or gazetteer.state_of_text.get(key + ".") or (text if text in gazetteer.state_names else None)


def _agency_of(place: str, kind: str, state: str | None) -> Agency | None:
    register = Register.load()
    if kind == "state_police":
        named = _state(place)
        return register.state_police(named) if named else None
    if state is None:
        return None
    if place.endswith((" County", " Parish")):
        if kind == "prosecutor":
            county = Gazetteer.load().county(place, state)
            return register.unregistered(f"{county.name} District Attorney's Office", state, "prosecutor") if county else None
        wanted = "county_police" if kind == "police" else "sheriff"
        return register.county_agency(place, state, wanted) or register.county_agency(place, state, "sheriff")
    if kind == "sheriff":
        return register.county_agency(place, state, "sheriff")
    return register.city_police(place, state) if kind == "police" else None


@cache
def _generics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(r"\b(?:" + row["pattern"] + ")", re.IGNORECASE)) for row in lexicon("agencies")["generic"])


def _generic(body: str, setting: Setting, named: list[AgencyMention]) -> list[AgencyMention]:
    found: list[AgencyMention] = []
    for kind, pattern in _generics():
        agency = _meant(kind, setting, named)
        for match in pattern.finditer(body):
            mention = AgencyMention(match.start(), match.end(), match.group(), agency, True)
            if not _overlaps(mention, [(m.start, m.end) for m in found]):
                found.append(mention)
    return found


TYPES = {"sheriff": {"sheriff"}, "state_police": {"state_police"}, "police": {"municipal_police", "county_police"}}


def _meant(kind: str, setting: Setting, named: list[AgencyMention]) -> Agency | None:
    """The agency of that kind that the article names most, else the setting's own."""
    counts = Counter(m.agency.agency_id for m in named if m.agency and (kind not in TYPES or m.agency.agency_type in TYPES[kind]))
    if counts:
        best = counts.most_common(1)[0][0]
        return next(m.agency for m in named if m.agency and m.agency.agency_id == best)
    register = Register.load()
    if setting.state is None or kind == "any":
        return None
    if kind == "state_police":
        return register.state_police(setting.state)
    if kind == "sheriff":
        return register.county_agency(setting.county, setting.state, "sheriff") if setting.county else None
    return register.city_police(setting.city, setting.state) if setting.city else None
