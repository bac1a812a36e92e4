"""What a person force was used on had in hand, and on what basis that is said.

Each weapon that the text names is given to whoever holds it by the parse (subject of a verb of holding,
owner, "a man with a knife", who was told to drop it). Points add up per kind of weapon. A bare
"weapon" or "armed" only strengthens a kind that is named elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from transforms.extraction.deeds import OFFICER, THIRD, Deed, Scene, beside, named_by
from transforms.extraction.facts import (
    Evidence,
    Fact,
    fact_of,
    from_patterns,
    open_question,
    place,
    totals,
    valued,
)
from transforms.extraction.holding import AT, goes_at_officers, holder_of, is_denied, is_in, is_in_hand
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.modality import DENIED, VALUED, doubt_at
from transforms.extraction.outcome import is_somebody

UNARMED, REPLICA, VEHICLE, GENERIC, FIREARM = "unarmed", "replica", "vehicle", "weapon", "firearm"
UNKNOWN = "unknown"
FOUND = "found"
NEEDED = 2.0
WITH = frozenset({"with", "in", "between", "against", "under", "beneath"})
STRONG = 3.0  # who is told to hold a weapon has it, whatever others saw or did not see


def armed(scene: Scene, number: int) -> tuple[Fact, str] | None:
    """Return what one subject had and the basis: alleged, confirmed or disputed; None where not told."""
    evidence = weapon_evidence(scene, number)
    sums = totals(valued(evidence))
    generic = sums.pop(GENERIC, 0.0)
    sums = {
        code: points + (generic if code != UNARMED and points >= 1 else 0) for code, points in sums.items()
    }
    sums = {code: points for code, points in sums.items() if points >= NEEDED}
    if not sums:
        return None
    used = totals(one for one in valued(evidence) if one.cue != FOUND)
    code = max(sums, key=lambda key: (_rank(key, sums, used), key))
    fact = fact_of(code, valued(evidence))
    return fact, _basis(scene, fact, [one for one in evidence if one.code == code], evidence)


def armed_question(scene: Scene, number: int) -> Fact | None:
    """Return where the text says that it is not known, or denied, that one subject was armed.

    A kind of weapon that is left open ("armed", "a weapon") has the value `unknown`.
    """
    question = open_question(weapon_evidence(scene, number))
    if question is None and scene.subjects == 1:
        question = open_question(_named_in_doubt(scene))
    if question is not None and question.value == GENERIC:
        return replace(question, value=UNKNOWN)
    return question


def _named_in_doubt(scene: Scene) -> Iterator[Evidence]:
    """Yield weapons of which the text says that something is not known ("whose gun it was")."""
    for index, span in sorted(scene.spans.items()):
        for kind, start, end in _named_weapons(span.text):
            at = span.start_char + start
            yield place(scene, kind, 1, index, at, span.start_char + end, "in doubt")


def _rank(code: str, sums: dict[str, float], used: dict[str, float]) -> tuple[int, float]:
    """A replica explains a gun away; a vehicle is a weapon only where no other is told as well.

    `used` leaves out what was only found: a gun under the seat of the car that went at an officer.
    """
    if code == REPLICA:
        return (3, sums[code])
    if code == UNARMED:
        return (1, STRONG)  # loses to a weapon that is strongly told, wins over one hinted at
    if code == VEHICLE and any(used.get(other, 0) >= 3 for other in (FIREARM, "knife")):
        return (0, sums[code])
    return (1, sums[code] + 0.01)


def _basis(scene: Scene, fact: Fact, mine: list[Evidence], evidence: list[Evidence]) -> str:
    seeds = lexicon("weapons")
    opposite = [one for one in evidence if (one.code == UNARMED) != (fact.value == UNARMED)]
    disputed = compiled(seeds["disputed"])
    if any(disputed.search(scene.spans[one.sentence].text) or one.modality == DENIED for one in opposite):
        return "disputed"
    confirmed = compiled(seeds["confirmed"])
    if any(confirmed.search(scene.spans[one.sentence].text) for one in mine):
        return "confirmed"
    return "alleged"


def weapon_evidence(scene: Scene, number: int) -> list[Evidence]:
    """Collect what speaks for each kind of weapon in one subject's hands."""
    found = []
    for index, span in sorted(scene.spans.items()):
        for kind, start, end in _named_weapons(span.text):
            token = _token_at(scene, index, start, end)
            if token is None:
                continue
            for points, cue in _held(scene, token, kind, f"S{number}"):
                at = span.start_char + start
                found.append(place(scene, kind, points, index, at, span.start_char + end, cue))
    for deed in scene.deeds:
        for code, points, cue in _acts(scene, deed, f"S{number}"):
            at = deed.verb.idx
            found.append(place(scene, code, points, deed.sentence, at, at + len(deed.verb), cue))
    for index, token in scene.tokens():
        if token.lemma_.lower() in words("weapons", "gunmen") and scene.who(token) == f"S{number}":
            found.append(place(scene, FIREARM, 2, index, token.idx, token.idx + len(token), "gunman"))
    return [_weighed(one) for one in found + from_patterns(scene, "weapons", "armed", number)]


def _weighed(one: Evidence) -> Evidence:
    """What somebody only thought or what seemed so weighs less than what is told."""
    return replace(one, points=one.points * one.weight)


@cache
def _kinds() -> re.Pattern[str]:
    """Return one pattern for all kinds; an earlier kind of the seeds wins ("pellet gun" over "gun")."""
    parts = (f"(?P<{kind}>{pattern})" for kind, pattern in lexicon("weapons")["kinds"].items())
    return compiled("|".join(parts))


def _named_weapons(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _kinds().finditer(text):
        if match.lastgroup is not None and match.lastgroup != "none":
            yield match.lastgroup, match.start(), match.end()


def _token_at(scene: Scene, index: int, start: int, end: int) -> Token | None:
    """Return the token that heads the words of a weapon."""
    span = scene.spans[index]
    inside = [token for token in span if start <= token.idx - span.start_char < end]
    return next((token for token in inside if token.head not in inside), inside[-1] if inside else None)


def _held(scene: Scene, weapon: Token, kind: str, mark: str) -> Iterator[tuple[float, str]]:
    """Yield points for a weapon held by the person with one mark."""
    if is_denied(weapon):
        return
    verb, owner = holder_of(scene, weapon)
    owner = None if owner is not None and owner.i == weapon.i else owner
    whose = scene.who(owner)
    if is_in_hand(weapon) and (scene.subjects == 1 or whose == mark) and whose not in {OFFICER, THIRD}:
        yield 3, "in hand"
    elif whose == mark:
        if verb is None:
            yield 2.5, "owner"
        elif is_in(verb, "hold") or weapon.head.lower_ == "with":
            yield 3, "holds"
        else:
            yield 1.5, "does something with it"
    elif verb is not None and whose != OFFICER and is_in(verb, "hold") and goes_at_officers(scene, verb):
        yield 2, "goes at officers with it"
    elif owner is not None and is_somebody(scene, owner):
        yield (2.0 if scene.subjects == 1 and is_in(verb, "hold") else 1.0), "somebody holds"
    elif whose is not None and not (whose == OFFICER and is_in(verb, "find")):
        return
    elif verb is not None and is_in(verb, "put_down"):
        yield 2.5, "told to drop it"
    elif verb is not None and is_in(verb, "find"):
        near = any(scene.who(token) == mark for token in verb.subtree)
        alone = scene.subjects == 1 and not _is_doubted(scene, kind)
        yield (2.0 if near or alone else 1.0), FOUND
    elif owner is None and scene.subjects == 1 and scene.holds(weapon, "S"):
        yield 1.0, "in the person's sentence"


def _is_doubted(scene: Scene, kind: str) -> bool:
    """Tell whether the text says of a kind of weapon that something about it is not known."""
    return any(
        other == kind and doubt_at(span.text, start).modality not in VALUED
        for span in scene.spans.values()
        for other, start, _ in _named_weapons(span.text)
    )


def _acts(scene: Scene, deed: Deed, mark: str) -> Iterator[tuple[str, float, str]]:
    """Read what a person does: fires, stabs, drives at officers."""
    if deed.is_negated:
        return
    lemma = deed.lemma
    seeds = lexicon("weapons")
    if scene.who(deed.actor) == mark and not deed.is_passive:
        if lemma in words("weapons", "shoot"):
            obj = deed.patient.lemma_.lower() if deed.patient is not None else ""
            fits = lemma not in seeds["shoot_objects"] or obj in seeds["shoot_objects"][lemma]
            if fits and scene.who(deed.patient) != mark:
                yield FIREARM, 3, "fires"
        if lemma in words("weapons", "stab"):
            yield "knife", 3, "stabs"
    is_open = scene.subjects == 1 and deed.actor is not None and deed.actor.lower_ in {"he", "she"}
    if (
        scene.who(deed.actor) == mark
        or is_vehicle(deed.actor)
        or (deed.actor is not None and deed.actor.lower_ == "it" and deed.lemma in words("weapons", "drive"))
        or (is_open and scene.who(deed.actor) is None)
    ):
        yield from _drives(scene, deed)
    if deed.is_passive and scene.who(deed.actor) == mark and lemma in {"fire", "exchange", "discharge"}:
        yield FIREARM, 3, "shots fired by the person"
    if deed.is_passive and lemma == "shoot" and scene.who(deed.patient) == OFFICER:
        if scene.who(deed.actor) == mark:
            yield FIREARM, 3, "shot by the person"
        elif deed.actor is None and scene.subjects == 1:
            yield FIREARM, 2, "an officer was shot"


def is_vehicle(token: Token | None) -> bool:
    """Tell whether a noun, or the one that it stands for, is a vehicle and not the police's."""
    noun = named_by(token)
    return (
        noun is not None and noun.lemma_.lower() in words("weapons", "vehicles") and not _is_police_car(noun)
    )


def _is_police_car(token: Token) -> bool:
    before = {child.lower_ for child in token.lefts}
    return token.lemma_.lower() in words("weapons", "police_cars") or bool(
        before & words("weapons", "police_words")
    )


def _drives(scene: Scene, deed: Deed) -> Iterator[tuple[str, float, str]]:
    """Read a vehicle used against officers: "drove at deputies", "the car struck an officer"."""
    if deed.lemma not in words("weapons", "ram"):
        return
    by_vehicle = (
        is_vehicle(deed.actor)
        or is_vehicle(deed.patient)
        or any(is_vehicle(noun) for noun in beside(deed.verb, WITH))
        or any(is_vehicle(child) for verb in deed.verb.conjuncts for child in verb.children)
    )
    aims = [noun for noun in (deed.patient, *beside(deed.verb, AT)) if noun is not None]
    at_officers = any(scene.who(noun) == OFFICER or _is_officers(scene, noun) for noun in aims)
    drives = deed.lemma in words("weapons", "drive")
    at_them = drives and any(noun.lower_ in words("weapons", "them") for noun in beside(deed.verb, AT))
    runs_over = deed.lemma == "run" and any(child.lower_ in {"over", "down"} for child in deed.verb.children)
    if (at_officers and (by_vehicle or drives or runs_over)) or at_them:
        yield VEHICLE, 3, "drives at officers"
    elif deed.lemma == "ram" and any(_is_police_car(noun) or is_vehicle(noun) for noun in aims):
        yield VEHICLE, 2, "rams cars"
    elif any(_is_police_car(noun) for noun in aims):
        yield VEHICLE, 1.5, "hits a police car"  # once may be flight; with more it is an attack


def _is_officers(scene: Scene, noun: Token) -> bool:
    return any(child.dep_ == "poss" and scene.who(child) == OFFICER for child in noun.children)
