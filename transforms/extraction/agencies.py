"""The agencies that an article names or means, each resolved to the register where it can be told.

Names come first: they resolve by the state and the places of the article. What is only meant ("police",
"the department") then resolves by what was named and by the setting. Where nothing tells which agency
is meant, the mention stands with no agency.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import pairwise

from transforms.extraction.agency_meaning import POLICE_KINDS, Meaning
from transforms.extraction.agency_names import WINDOW, AgencyName, agency_names
from transforms.extraction.agency_resolution import Jurisdiction
from transforms.extraction.lexicon import compiled, lexicon
from transforms.records import Agency, AgencyMention, Setting, UnresolvedName
from transforms.reference.gazetteer import fold
from transforms.reference.register import Register

_BRACKET = re.compile(r"(?:['’]s)?(?: Department| Office)?,? \((?:the )?([A-Z][A-Za-z]{1,7})\)")
_SHOUTED = re.compile(r"\b[A-Z]{2,}[.,:]? $")
_SHOUTING = re.compile(r"[.,:]? [A-Z]{2,}\b")
_GAP = re.compile(r"(?:['’]s?)? $")
_OWNS = re.compile(r"(?:['’]s?)? (?:[A-Z]\w+ ){0,3}")
PLACELESS = {"exact", "department", "team", "circuit", "alias", "nobody"}


def find_agencies(body: str, setting: Setting) -> list[AgencyMention]:
    """Return every mention of an agency in text order; spans do not overlap."""
    jurisdiction = Jurisdiction(setting)
    names = agency_names(body)
    named, rest = _resolve_names(body, names, jurisdiction)
    initials = _resolve_initials(body, rest, named, jurisdiction)
    named += [mention for mention in initials if mention.agency is not None]
    meaning = Meaning(body, jurisdiction, named)
    meant = _meant(body, rest, {m.end: m.agency for m in (*named, *initials)}, meaning)
    named += [mention for mention in initials if mention.agency is None]
    units = {name.head for name in rest if name.kind == "unit"}
    return _with_owners(body, _apart([*named, *meant]), units)


def unresolved_names(mentions: Iterable[AgencyMention], setting: Setting) -> tuple[UnresolvedName, ...]:
    """Return the initials that stay unresolved, with the agencies that bear them, the story's state first."""
    found = []
    for mention in mentions:
        if mention.agency is None and not mention.is_generic:
            bearers = Register.load().aliases.get(mention.text.replace("-", ""), [])
            ranked = sorted(bearers, key=lambda one: (one.state != setting.state, one.agency_id))
            ids = tuple(dict.fromkeys(agency.agency_id for agency in ranked))
            found.append(UnresolvedName(mention.start, mention.end, mention.text, ids))
    return tuple(found)


def _meant(
    body: str, rest: list[AgencyName], owners: dict[int, Agency | None], meaning: Meaning
) -> list[AgencyMention]:
    """Return the mentions that name no agency; `owners` are those named before, by where they end."""
    found = []
    for name in rest:
        if name.kind in PLACELESS or name.kind.startswith("joined "):
            continue
        owner = _owner(body, name, owners)
        if owner is not None:
            agency = owners[owner]
        else:
            agency = None if _is_of_another(body, name) else meaning.of(_of_sheriff(body, name))
        if name.kind != "unit":  # whose it is, is told by what stands before it
            owners[name.end] = agency
        found.append(AgencyMention(name.head, name.end, body[name.head : name.end], agency, is_generic=True))
    return found


def _owner(body: str, name: AgencyName, owners: Collection[int]) -> int | None:
    """Return where the agency ends whose officers a word means by standing right behind it.

    "ICE officers" are no city's police, and whose "BPD officers" are is as open as what BPD is.
    """
    if name.kind not in POLICE_KINDS | {"sheriff", "state_police", "custody"} or name.kind == "unit":
        return None
    gap = _GAP.search(body, max(0, name.head - len("’s ")), name.head)
    end = gap.start() if gap is not None else name.head
    return end if end in owners else None


def _is_of_another(body: str, name: AgencyName) -> bool:
    """Tell whether police bear a name that nothing known bears: "the Gila River police", "XYZ police".

    They are not the police of the story's own city.
    """
    before = body[max(0, name.head - WINDOW) : name.head]
    head = body[name.head : name.end]
    rows = (
        row
        for row in lexicon("agencies")["police_of_others"]
        if name.kind in row["kinds"] and ("head" not in row or compiled(row["head"]).match(head))
    )
    return any(compiled(row["pattern"]).search(before) for row in rows)


def _of_sheriff(body: str, name: AgencyName) -> AgencyName:
    """Return the name of the detectives of a sheriff's bureau as one that means the sheriff."""
    before = body[max(0, name.head - WINDOW) : name.head]
    is_sheriff_s = name.kind == "officers" and compiled(lexicon("agencies")["sheriff_s"]).search(before)
    return replace(name, kind="sheriff") if is_sheriff_s else name


def _with_owners(body: str, mentions: list[AgencyMention], units: set[int]) -> list[AgencyMention]:
    """A unit that stands right behind an agency is that agency's: "the sheriff's homicide unit".

    A part of the agency may be named between: "State Police First District Special Investigation Section".
    """
    owned = mentions[:1]
    for before, mention in pairwise(mentions):
        is_owned = mention.start in units and _OWNS.fullmatch(body[before.end : mention.start]) is not None
        owned.append(replace(mention, agency=before.agency) if is_owned else mention)
    return owned


def _apart(mentions: Iterable[AgencyMention]) -> list[AgencyMention]:
    """Keep mentions in text order; of two that overlap the one that starts first."""
    kept: list[AgencyMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _resolve_names(
    body: str, names: list[AgencyName], jurisdiction: Jurisdiction
) -> tuple[list[AgencyMention], list[AgencyName]]:
    """Return the mentions of agencies called by name, and the namings that are none."""
    named: list[AgencyMention] = []
    rest: list[AgencyName] = []
    for name in names:
        start, agency = jurisdiction.agency_of(body, name)
        if agency is None:
            rest.append(name)
        else:
            named.append(AgencyMention(start, name.end, body[start : name.end], agency, is_generic=False))
    return named, rest


def _resolve_initials(
    body: str, rest: list[AgencyName], named: list[AgencyMention], jurisdiction: Jurisdiction
) -> list[AgencyMention]:
    """Resolve initials: as introduced in brackets, by the agencies named, or by the table of aliases.

    Those of an agency that cannot be told are mentions without one.
    """
    introduced: dict[str, Agency] = {}
    by_initials: dict[str, set[Agency]] = {}
    for mention in named:
        bracket = _BRACKET.match(body, mention.end)
        if mention.agency is not None and bracket is not None:
            introduced.setdefault(bracket.group(1), mention.agency)
    agencies = {mention.agency for mention in named} | {jurisdiction.institution(body)}
    for known in (agency for agency in agencies if agency is not None):
        for initials in initials_of(known):
            by_initials.setdefault(initials, set()).add(known)
    found = []
    for name in rest:
        if name.kind != "alias":
            continue
        text = body[name.start : name.end]
        same = by_initials.get(text, set())
        agency = introduced.get(text) or (next(iter(same)) if len(same) == 1 else None)
        agency = agency or jurisdiction.of_alias(text, name.options, initials_of, name.state)
        if agency is not None or _are_initials(body, name):
            found.append(AgencyMention(name.start, name.end, text, agency, is_generic=False))
    return found


def _are_initials(body: str, name: AgencyName) -> bool:
    """Tell whether an upper-case word names an agency, though not which: "BPD", or "DPS" of many states.

    Among other upper-case words it is one of them: "EL PASO".
    """
    text = body[name.start : name.end]
    is_shaped = re.fullmatch(lexicon("agencies")["initials_shape"], text) is not None
    is_shouted = _SHOUTED.search(body[max(0, name.start - 20) : name.start]) or _SHOUTING.match(
        body, name.end
    )
    return not is_shouted and (bool(name.options) or is_shaped)


def initials_of(agency: Agency) -> set[str]:
    """Return the abbreviations that an agency's own name makes: "KCPD", "JCSO", "MSHP", "MHP"."""
    text = re.sub(r"[^\w\s-]", "", agency.name)
    letters = "".join(word[0] for word in re.split(r"[\s-]+", text) if word and word[0].isupper())
    found = {letters}
    if agency.agency_type == "state_police":
        found.add(letters.replace("S", "", 1))
    if agency.agency_type == "municipal_police":
        found.add("".join(word[0] for word in fold(agency.city or "").upper().split()) + "PD")
    if agency.agency_type == "sheriff":
        found |= {letters[:-1] + "D", letters[:-2] + "SD"}
    return {one for one in found if len(one) > 2}
