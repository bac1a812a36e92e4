"""The agencies that an article names or means, each resolved to the register where it can be told.

Names come first: they resolve by the state and the places of the article. What is only meant ("police",
"the department") then resolves by what was named and by the setting. Where nothing tells which agency
is meant, the mention stands with no agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from transforms.extraction.agency_meaning import Meaning
from transforms.extraction.agency_names import AgencyName, agency_names
from transforms.extraction.agency_resolution import Jurisdiction
from transforms.records import Agency, AgencyMention, Setting
from transforms.reference.gazetteer import fold

_BRACKET = re.compile(r"(?:['’]s)?(?: Department| Office)?,? \((?:the )?([A-Z][A-Za-z]{1,7})\)")
_OWNS = re.compile(r"(?:['’]s?)? (?:[A-Z]\w+ ){0,3}")
PLACELESS = {"exact", "department", "team", "circuit", "alias", "nobody"}


def find_agencies(body: str, setting: Setting) -> list[AgencyMention]:
    """Return every mention of an agency in text order; spans do not overlap."""
    jurisdiction = Jurisdiction(setting)
    names = agency_names(body)
    named, rest = _resolve_names(body, names, jurisdiction)
    named += _resolve_initials(body, rest, named, jurisdiction)
    meaning = Meaning(body, jurisdiction, named)
    meant = [
        AgencyMention(name.head, name.end, body[name.head : name.end], meaning.of(name), is_generic=True)
        for name in rest
        if name.kind not in PLACELESS and not name.kind.startswith("joined ")
    ]
    units = {name.head for name in rest if name.kind == "unit"}
    return _with_owners(body, _apart([*named, *meant]), units)


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
    """Resolve initials: as introduced in brackets, by the agencies named, or by the table of aliases."""
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
        if agency is not None:
            found.append(AgencyMention(name.start, name.end, text, agency, is_generic=False))
    return found


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
