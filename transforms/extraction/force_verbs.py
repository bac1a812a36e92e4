"""Force told by a verb with officers as its doers: "deputies opened fire", "was shot by an officer"."""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Span, Token

from transforms.extraction.actors import ANIMAL, CIVILIAN
from transforms.extraction.force_hits import Actors, ForceHit, make_hit
from transforms.extraction.lexicon import lexicon
from transforms.extraction.syntax import (
    VERBS,
    after,
    agents,
    aim,
    child,
    is_passive,
    is_unreal,
    objects,
    patient,
    subject,
)

WITH = frozenset({"with"})


def verb_hits(sentence: Span, index: int, actors: Actors) -> list[ForceHit]:
    """Return the hits of one sentence whose verb has an officer as its doer."""
    hits = []
    for token in sentence:
        if token.pos_ not in VERBS:
            continue
        for rule in _rules_of(token.lemma_.lower()) or _rules_of(token.lower_):
            hit = _read(token, rule, index, actors)
            if hit is not None:
                hits.append(hit)
    return hits


@cache
def _rules_of(word: str) -> tuple[dict[str, Any], ...]:
    return tuple(rule for rule in lexicon("force")["verbs"] if word in rule["lemmas"])


def _read(verb: Token, rule: dict[str, Any], index: int, actors: Actors) -> ForceHit | None:
    means = after(verb, WITH) if rule["force"] == "firearm" else None
    if is_unreal(verb, may_try=bool(rule.get("may_try"))) or (means is not None and _is_soft(means)):
        return None
    named = _named_with_relative(verb, actors)
    if named is None and is_passive(verb):
        return _read_passive(verb, rule, index, actors)
    actor = verb.head if named is not None else _actor(verb, rule, actors)
    if actor is None:
        return None
    targets = [named] if named is not None else objects(verb) or _relative_object(verb, actors)
    if rule["target"] == "person":
        return _read_aimed(verb, rule, index, actor, targets, actors)
    target = aim(verb)
    if target is not None and target.lower_ == "it" and _is_car(target, actors):
        target = None  # fired into a car: whoever is in it
    if target is not None and (target.i == actor.i or rule.get("mutual")):
        target = None
    if not _fits(targets, rule) or (target is None and _is_accident(verb)):
        return None
    return make_hit(rule["force"], verb, index, actor, target, actors, "verb")


def _read_aimed(
    verb: Token, rule: dict[str, Any], index: int, actor: Token, targets: list[Token], actors: Actors
) -> ForceHit | None:
    """Read a verb that needs a person: "shot him", but not "shot down the plan" or "killed the engine"."""
    person = _person(verb, targets) if _has_means(verb, rule) else None
    words = set(rule.get("objects", ()))
    if person is None or person.lemma_.lower() in words:
        is_done = person is not None or ("none" in words and _is_done_alone(verb, rule))
        return make_hit(rule["force"], verb, index, actor, None, actors, "verb") if is_done else None
    is_being = actors.kind(person) == CIVILIAN or person.pos_ in {"PRON", "PROPN"}
    if not is_being and (rule.get("beings_only") or child(verb, "prt") is not None):
        return None
    return make_hit(rule["force"], verb, index, actor, person, actors, "verb")


def _is_done_alone(verb: Token, rule: dict[str, Any]) -> bool:
    """Tell whether a verb without an object tells a deed: "had to shoot", "shot back", "shot three times"."""
    if verb.dep_ in {"xcomp", "ccomp"}:
        return True
    return any(child.lemma_.lower() in set(rule.get("alone_with", ())) for child in verb.children)


def _actor(verb: Token, rule: dict[str, Any], actors: Actors) -> Token | None:
    """Return the officer who does an active verb: as one of two sides, or through bullets, by the rule."""
    doer = subject(verb)
    actor = actors.officer(doer)
    if doer is not None and _whose_relative(doer, actors) and not _is_first_after(verb, doer):
        return None  # "the man police sought shot two people"
    if actor is None and rule.get("mutual"):
        return actors.officer(after(verb, WITH))
    if actor is not None and rule.get("missile") and (doer is None or actor.i == actors.meant(doer).i):
        return None
    return actor


def _whose_relative(doer: Token, actors: Actors) -> Token | None:
    """Return the man of "the man police shot", whom the parser takes for a part of "police".

    Only beside officers in the plural or a body: "the woman officer" is an officer.
    """
    if doer.i == doer.sent.start or not (doer.tag_ in {"NNS", "NNPS"} or doer.lower_ == "police"):
        return None
    before = doer.nbor(-1)
    if before.head.i != doer.i or before.dep_ not in {"compound", "amod", "nmod"}:
        return None
    return before if actors.kind(before) == CIVILIAN and actors.is_officer(doer) else None


def _named_with_relative(verb: Token, actors: Actors) -> Token | None:
    """Return the man of "identified the man a deputy killed", parsed as if he had been named a deputy."""
    officer = verb.head
    if verb.dep_ != "acl" or officer.dep_ != "dobj" or not actors.is_officer(officer) or any(agents(verb)):
        return None
    before = officer.left_edge.i - 1
    person = next((c for c in officer.head.children if c.dep_ in {"dative", "dobj"} and c.i == before), None)
    return person if person is not None and actors.kind(person) == CIVILIAN else None


def _is_first_after(verb: Token, doer: Token) -> bool:
    """Tell whether a verb without an object of its own is the first one after its doer."""
    between = verb.doc[doer.i + 1 : verb.i]
    return not objects(verb) and not any(t.tag_ in {"VBD", "VBN", "VBZ", "VBP"} for t in between)


def _relative_object(verb: Token, actors: Actors) -> list[Token]:
    doer = subject(verb)
    found = _whose_relative(doer, actors) if doer is not None and not is_passive(verb) else None
    return [found] if found is not None else []


def _is_car(it: Token, actors: Actors) -> bool:
    """Tell whether "it" can only be what holds people: one was told of before, and no animal."""
    start = it.doc[it.sent.start - 1].sent.start if it.sent.start else 0
    before = [t for t in it.doc[start : it.i] if t.pos_ in {"NOUN", "PROPN"}]
    holds = any(t.lemma_.lower() in set(lexicon("force")["occupied"]) for t in before)
    return holds and not any(actors.kind(t) == ANIMAL for t in before)


def _read_passive(verb: Token, rule: dict[str, Any], index: int, actors: Actors) -> ForceHit | None:
    doers = list(agents(verb))
    actor = next((found for found in map(actors.officer, doers) if found is not None), None)
    if actor is None and (doers or not rule.get("officers_only")):
        return None
    target = patient(verb)
    if rule["target"] != "person":
        if target is None or not _fits([target], rule):
            return None
        target = aim(verb)
    elif target is None or not _has_means(verb, rule):
        return None
    if rule.get("missile") and actor is not None and any(actor.i == doer.i for doer in doers):
        return None
    return make_hit(rule["force"], verb, index, actor, target, actors, "verb")


def _has_means(verb: Token, rule: dict[str, Any]) -> bool:
    """Tell whether a blow was dealt with what the rule asks for, where it asks ("with his fist")."""
    means = rule.get("means")
    return not means or any(token.lemma_.lower() in means for token in verb.subtree)


def _person(verb: Token, targets: list[Token]) -> Token | None:
    """Return whom a verb like "shoot" reaches: its object, that of "killed" joined to it, or its aim."""
    if targets:
        return targets[0]
    for joined in verb.conjuncts:
        if joined.i > verb.i and joined.lemma_.lower() in set(lexicon("force")["follow_up"]):
            found = objects(joined) or ([joined.nbor(1)] if joined.i + 1 < len(joined.doc) else [])
            if found and found[0].pos_ in {"NOUN", "PROPN", "PRON"}:
                return found[0]
    return aim(verb)


def _fits(targets: list[Token], rule: dict[str, Any]) -> bool:
    """Tell whether what is fired, opened or used is what the rule expects ("none": nothing need stand)."""
    if not targets:
        return "none" in rule["objects"]
    for target in targets:
        if not {target.lemma_.lower(), target.lower_} & set(rule["objects"]) or _is_soft(target):
            return False
        wanted = rule.get("object_is")
        if wanted and not {c.lower_ for c in target.children} & set(wanted):
            return False
    return True


def _is_soft(missile: Token) -> bool:
    """Tell whether what is fired is no bullet: rubber balls, bean bags, gas. They are found as devices."""
    return any(token.lower_ in set(lexicon("force")["soft"]) for token in missile.subtree)


def _is_accident(verb: Token) -> bool:
    return any(c.lower_ in set(lexicon("force")["accident"]) for c in verb.children)
