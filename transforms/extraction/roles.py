"""Agencies in their roles: whose officers used force, who investigates, who helped, who sent the call."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from transforms.extraction.actors import Cast
from transforms.extraction.document import sentences_of, text_of
from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon, spaced
from transforms.records import Agency, AgencyMention

LONGEST_SENTENCE = 1500  # characters; longer ones are tables or lists, not sentences
BY_NAME = 3.0  # the weight of an actor whose agency is called by name
WIDEST_JOIN = 40  # characters between two agencies of one list
NEARBY = 120  # characters between a noun and its agency
_JOINING = {"with", "from", "of", "for", "in"}
_MARK = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """An agency in a role, with the characters that say so; not certain where the text does not know."""

    agency: Agency
    role: str
    start: int
    end: int
    is_certain: bool = True


def find_roles(
    doc: Doc, cast: Cast, mentions: list[AgencyMention], hits: Iterable[ForceHit], sentences: frozenset[int]
) -> list[RoleClaim]:
    """Return every agency's roles in one event, one row per agency and role, in text order."""
    told = _told_roles(doc, mentions, sentences)
    investigators = {claim.agency.agency_id for claim in told if claim.role == "investigating"}
    force = _force_roles(doc, cast, mentions, list(hits), sentences, investigators)
    users = {claim.agency.agency_id for claim in force}
    told += _detectives(doc, mentions, sentences, users)
    rest = _bystanding(doc, mentions, sentences, told, users)
    unique: dict[tuple[str, str], RoleClaim] = {}
    for claim in [*force, *told, *rest]:
        if claim.role in {"assisting", "dispatched", "other"} and claim.agency.agency_id in users:
            continue
        unique.setdefault((claim.agency.agency_id, claim.role), claim)
    return sorted(unique.values(), key=lambda claim: (claim.start, claim.role, claim.agency.agency_id))


def _force_roles(
    doc: Doc, cast: Cast, mentions: list[AgencyMention], hits: list[ForceHit], sentences: frozenset[int],
    investigators: set[str],
) -> list[RoleClaim]:  # fmt: skip
    unclear = _sentence_with("unclear", doc, sentences)
    if unclear is not None:
        return _possible(mentions, unclear, investigators)
    votes: dict[str, list[tuple[AgencyMention, float]]] = {}
    for hit in hits:
        for mention, weight in _agencies_of(doc, cast, mentions, hit):
            if mention.agency is not None and _can_use_force(mention.agency):
                votes.setdefault(mention.agency.agency_id, []).append((mention, weight))
    several = _sentence_with("several", doc, sentences)
    if several is not None and not any(w >= BY_NAME for rows in votes.values() for _, w in rows):
        return _possible(mentions, several, investigators)
    if not votes and any(_is_guards(doc, mentions, hit) for hit in hits):
        return []
    if not votes:
        return _fallback(doc, mentions, hits, sentences, investigators)
    totals = {agency_id: sum(weight for _, weight in rows) for agency_id, rows in votes.items()}
    first = max(totals, key=lambda agency_id: (totals[agency_id], -votes[agency_id][0][0].start))
    named = {agency_id for agency_id, rows in votes.items() if any(w >= BY_NAME for _, w in rows)}
    chosen = [agency_id for agency_id in votes if agency_id == first or agency_id in named]
    acting = [row[0] for agency_id in chosen for row in votes[agency_id]]
    together = {m.agency.agency_id for group in _lists(text_of(doc), acting) for m in group if m.agency}
    chosen = [one for one in chosen if one not in investigators or one in together] or chosen
    best = [max(votes[agency_id], key=lambda row: (row[1], -row[0].start))[0] for agency_id in chosen]
    return [RoleClaim(m.agency, "used_force", m.start, m.end) for m in best if m.agency is not None]


def _is_guards(doc: Doc, mentions: list[AgencyMention], hit: ForceHit) -> bool:
    """Tell whether guards of a jail or a prison acted: where their agency is not told, no other stands in."""
    if hit.actor is None:
        return False
    guards = compiled(lexicon("roles")["guards"])
    return any(guards.search(m.text) and _belongs(doc, m, doc[hit.actor]) for m in mentions)


def _possible(
    mentions: list[AgencyMention], unclear: tuple[int, int], investigators: set[str]
) -> list[RoleClaim]:
    """Where the text does not know whose officers fired, every agency that could have, none certain."""
    able: dict[str, Agency] = {}
    for mention in mentions:
        agency = mention.agency
        if agency is not None and _can_use_force(agency) and agency.agency_id not in investigators:
            able.setdefault(agency.agency_id, agency)
    return [RoleClaim(agency, "used_force", *unclear, is_certain=False) for agency in able.values()]


def _agencies_of(
    doc: Doc, cast: Cast, mentions: list[AgencyMention], hit: ForceHit
) -> list[tuple[AgencyMention, float]]:
    """Return the mentions that name the agency of a hit's actor, each with a weight."""
    if hit.actor is None:
        return []
    actor = doc[hit.actor]
    person = cast.person(actor)
    if person is not None and person.agency is not None:
        first = person.mentions[0]
        return [(AgencyMention(first.start, first.end, first.text, person.agency, False), 2.0)]
    conjuncts = [actor, *(token for token in actor.conjuncts if token.i != actor.i)]
    together: list[AgencyMention] = []
    for head in conjuncts:
        mine = [m for m in mentions if _belongs(doc, m, head)]
        called = [m for m in mine if not m.is_generic] or mine
        together += [*called, *_beside(text_of(doc), mentions, called)]
    is_one = len({m.agency for m in together if m.agency is not None}) == 1
    return [(m, 1.0 if m.is_generic and is_one else BY_NAME) for m in dict.fromkeys(together)]


def _beside(body: str, mentions: list[AgencyMention], called: list[AgencyMention]) -> list[AgencyMention]:
    """Return the agencies that act together with those called: "a trooper, an Ames officer and a deputy".

    A list is told by its "and"; a comma alone may be followed by anything.
    """
    found: list[AgencyMention] = []
    for group in _lists(body, mentions):
        if any(m in group for m in called):
            found += [m for m in group if m not in called]
    return found


def _lists(body: str, mentions: list[AgencyMention]) -> list[list[AgencyMention]]:
    """Return the lists of agencies in a text; ", and" behind a single one rather begins a clause."""
    groups: list[list[AgencyMention]] = []
    group: list[AgencyMention] = []
    for before, mention in pairwise(sorted(mentions, key=lambda m: m.start)):
        between = body[before.end : mention.start] if mention.start - before.end <= WIDEST_JOIN else "."
        joint = compiled(lexicon("roles")["joint"]).fullmatch(between)
        if joint is None:
            group = []
            continue
        group = [*(group or [before]), mention]
        if joint.group("last"):
            if len(group) > 2 or "," not in between:
                groups.append(group)
            group = []
    return groups


def _belongs(doc: Doc, mention: AgencyMention, head: Token) -> bool:
    """Tell whether an agency is a noun's own: itself, its modifier, or joined by "with", "from", "of"."""
    if abs(mention.start - head.idx) > NEARBY:
        return False
    if mention.start <= head.idx < mention.end:
        return True
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    above = span.root.head
    if span.root.dep_ in {"compound", "poss", "nmod", "amod"}:
        return above.i == head.i
    return span.root.dep_ == "pobj" and above.lower_ in _JOINING and above.head.i == head.i


def _fallback(
    doc: Doc,
    mentions: list[AgencyMention],
    hits: list[ForceHit],
    sentences: frozenset[int],
    investigators: set[str],
) -> list[RoleClaim]:
    """No hit names its agency: weigh the agencies named, those in the hits' own sentences twice.

    One that only speaks or only looks into the matter weighs little.
    """
    told = {index: sentence for index, sentence in enumerate(sentences_of(doc)) if index in sentences}
    near = [told[hit.sentence] for hit in hits if hit.sentence in told]
    able = [m for m in mentions if m.agency is not None and _can_use_force(m.agency)]
    inside = [m for m in able if any(_inside(m, sentence) for sentence in told.values())] or able
    weights: dict[str, float] = {}
    first: dict[str, AgencyMention] = {}
    for m in inside:
        if m.agency is None:
            continue
        weight = (0.4 if m.is_generic else 1.0) * (
            2.0 if any(_inside(m, sentence) for sentence in near) else 1.0
        )
        weight *= 0.3 if _speaks(text_of(doc), m) else 1.0
        weight *= 0.1 if m.agency.agency_id in investigators and not _is_local(m.agency) else 1.0
        weights[m.agency.agency_id] = weights.get(m.agency.agency_id, 0.0) + weight
        first.setdefault(m.agency.agency_id, m)
    if not weights:
        return []
    mention = first[max(weights, key=lambda agency_id: (weights[agency_id], -first[agency_id].start))]
    return [RoleClaim(mention.agency, "used_force", mention.start, mention.end)] if mention.agency else []


def _speaks(body: str, mention: AgencyMention) -> bool:
    """Tell whether an agency only says something where it is named."""
    around = body[max(0, mention.start - 25) : mention.start] + "⟦0⟧" + body[mention.end : mention.end + 40]
    return compiled(lexicon("roles")["speaks"]).search(around) is not None


def _is_local(agency: Agency) -> bool:
    return agency.agency_type in {"municipal_police", "county_police"}


def _inside(mention: AgencyMention, sentence: Span) -> bool:
    return sentence.start_char <= mention.start < sentence.end_char


def _can_use_force(agency: Agency) -> bool:
    return agency.agency_type in lexicon("roles")["force_types"]


def _sentence_with(pattern: str, doc: Doc, sentences: frozenset[int]) -> tuple[int, int] | None:
    """Return the characters that a pattern of the lexicon first matches in the event's sentences."""
    for index, sentence in enumerate(sentences_of(doc)):
        match = compiled(lexicon("roles")[pattern]).search(sentence.text) if index in sentences else None
        if match:
            return sentence.start_char + match.start(), sentence.start_char + match.end()
    return None


def _told_roles(doc: Doc, mentions: list[AgencyMention], sentences: frozenset[int]) -> list[RoleClaim]:
    """Roles that a sentence states with a phrase: "X is investigating the shooting"."""
    claims = []
    for index, sentence in enumerate(sentences_of(doc)):
        inside = [m for m in mentions if _inside(m, sentence) and m.agency is not None]
        if index not in sentences or not inside or len(sentence.text) > LONGEST_SENTENCE:
            continue
        text = _numbered(sentence, inside)
        for row in _role_rows():
            for match in row.regex.finditer(text):
                for number in _MARK.findall(" ".join(filter(None, match.groups()))):
                    mention = inside[int(number)]
                    if (
                        mention.agency is not None
                        and row.fits(mention)
                        and not (_is_stock(mention) and _is_next_ones(text, number))
                    ):
                        role = _fitting(row.role, mention.agency)
                        claims.append(RoleClaim(mention.agency, role, mention.start, mention.end))
    return claims


def _detectives(
    doc: Doc, mentions: list[AgencyMention], sentences: frozenset[int], users: set[str]
) -> list[RoleClaim]:
    """Detectives of an agency whose officers did not use the force look into it."""
    bounds = [sentence for index, sentence in enumerate(sentences_of(doc)) if index in sentences]
    return [
        RoleClaim(m.agency, "investigating", m.start, m.end)
        for m in mentions
        if m.agency is not None and not m.is_generic and users and m.agency.agency_id not in users
        and _can_use_force(m.agency) and compiled(lexicon("roles")["detectives"]).search(m.text)
        and any(_inside(m, sentence) for sentence in bounds)
    ]  # fmt: skip


def _fitting(role: str, agency: Agency) -> str:
    """An oversight body that looks into a shooting does oversight, not a criminal investigation."""
    if role == "investigating" and agency.agency_type in lexicon("roles")["oversight_types"]:
        return "oversight"
    return role


@dataclass(frozen=True, slots=True)
class _Row:
    """One pattern of a role; its groups hold the marks of the agencies that have the role."""

    role: str
    regex: re.Pattern[str]
    types: frozenset[str]
    is_open: bool  # "police" at large may take the role

    def fits(self, mention: AgencyMention) -> bool:
        """Tell whether the row speaks of this kind of agency, called by more than "police"."""
        is_stock = (
            self.role == "investigating" and not self.is_open and mention.is_generic and _is_stock(mention)
        )
        is_type = not self.types or (mention.agency is not None and mention.agency.agency_type in self.types)
        return is_type and not is_stock


def _is_next_ones(text: str, number: str) -> bool:
    """ "Detectives with the X team" are that team's, whatever place its name begins with."""
    return re.search(rf"⟦{number}⟧ (?:with|from|of) (?:the )?⟦", text) is not None


def _is_stock(mention: AgencyMention) -> bool:
    """ "Police are investigating" ends every crime story; it does not say whose task the force is."""
    return compiled(lexicon("roles")["stock"]).fullmatch(mention.text) is not None


@cache
def _role_rows() -> tuple[_Row, ...]:
    seeds = lexicon("roles")
    macros = seeds["macros"]
    mark = macros["mark"]
    rows = []
    for row in seeds["roles"]:
        text = row["pattern"].replace("{A}", f"({mark}(?:{macros['between']}{mark})*)")
        for name, phrase in macros.items():
            text = text.replace("{" + name + "}", f"(?:{phrase})")
        regex = re.compile(spaced(text), re.IGNORECASE)
        rows.append(_Row(row["role"], regex, frozenset(row.get("types", ())), row.get("open", False)))
    return tuple(rows)


def _numbered(sentence: Span, inside: list[AgencyMention]) -> str:
    """Return a sentence with its agencies as marks, "the ⟦0⟧ and ⟦1⟧ are investigating"."""
    pieces, at = [], sentence.start_char
    body = text_of(sentence.doc)
    for number, mention in enumerate(inside):
        pieces.append(body[at : mention.start] + f"⟦{number}⟧")
        at = mention.end
    return "".join([*pieces, body[at : sentence.end_char]])


def _bystanding(
    doc: Doc, mentions: list[AgencyMention], sentences: frozenset[int], told: list[RoleClaim], users: set[str]
) -> list[RoleClaim]:
    """Agencies named in the event's sentences without a told role took some other part."""
    known = users | {claim.agency.agency_id for claim in told}
    bounds = [sentence for index, sentence in enumerate(sentences_of(doc)) if index in sentences]
    return [
        RoleClaim(m.agency, "other", m.start, m.end)
        for m in mentions
        if m.agency is not None
        and not m.is_generic
        and m.agency.agency_id not in known
        and any(_inside(m, sentence) for sentence in bounds)
    ]
