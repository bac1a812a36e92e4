"""How many officers were hurt or killed in an event; 0 only where the text says that none was."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extraction.deeds import OFFICER, Deed, Scene, is_nearly, is_unreal
from transforms.extraction.facts import Evidence, Fact, fact_of, from_patterns, place, valued
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.wounds import hurt_in_part

SOME, NONE = "some", "none"
ONE_NAMED = 1.9  # points of "Lyles was not hurt": fewer than those of another officer's wounds


def officers_injured(scene: Scene) -> Fact | None:
    """Return the number of officers hurt; the largest count that the text gives."""
    evidence = valued([*_deed_evidence(scene, killed=False), *from_patterns(scene, "officers", "injured")])
    return _counted(scene, evidence)


def officers_killed(scene: Scene) -> Fact | None:
    """Return the number of officers killed; None where the text does not say."""
    return _counted(scene, valued(_deed_evidence(scene, killed=True)))


def _counted(scene: Scene, evidence: list[Evidence]) -> Fact | None:
    """Weigh "an officer was hurt" against "no officers were hurt", and count."""
    some = [one for one in evidence if one.code != NONE]
    none = [one for one in evidence if one.code == NONE]
    if none and (not some or max(one.points for one in none) > max(one.points for one in some)):
        return _with_value(fact_of(NONE, evidence), "0")
    if not some:
        return None
    best = max(some, key=lambda one: (int(one.code), one.points, -one.start))
    return _with_value(fact_of(best.code, evidence), best.code)


def _with_value(fact: Fact, value: str) -> Fact:
    return Fact(value, fact.start, fact.end, fact.sentence, fact.support, fact.modality)


def _deed_evidence(scene: Scene, killed: bool) -> Iterator[Evidence]:
    for deed in scene.deeds:
        for code, points, token, cue in _told(scene, deed, killed):
            yield place(scene, code, points, deed.sentence, token.idx, token.idx + len(token), cue)
    if killed:
        return
    for index, token in scene.tokens():
        before = {child.lower_ for child in token.lefts if child.dep_ in {"amod", "compound"}}
        if scene.who(token) == OFFICER and before & words("outcomes", "hurt_adjectives"):
            count = max(count_of(token), "2" if token.tag_ == "NNS" else "1")
            yield place(scene, count, 2, index, token.idx, token.idx + len(token), "the wounded officer")


def _told(scene: Scene, deed: Deed, killed: bool) -> Iterator[tuple[str, float, Token, str]]:
    seeds = lexicon("outcomes")
    fatal = deed.lemma in words("outcomes", "kill") or (
        deed.lemma in words("outcomes", "harm") and compiled(seeds["fatally"]).search(_phrase(deed.verb))
    )
    if scene.who(deed.patient) == OFFICER and deed.patient is not None:
        if killed:
            if fatal and not deed.is_negated and _is_here(deed):
                yield _count(scene, deed.patient), 3, deed.verb, "killed"
            return
        if deed.is_negated and deed.lemma in words("outcomes", "harm"):
            yield NONE, (ONE_NAMED if _is_one_named(deed.patient) else 3), deed.verb, "not hurt"
        if deed.is_negated or fatal or is_nearly(deed.verb) or is_unreal(deed.verb):
            return
        if deed.lemma in words("officers", "harm") and not _is_only_aimed(deed):
            yield _count(scene, deed.patient), 2, deed.verb, "hurt"
        elif _is_cared_for(deed):
            yield _count(scene, deed.patient), 2, deed.verb, "taken to a hospital"
    hurt = hurt_in_part(scene, deed)
    is_real = not deed.is_negated and not is_nearly(deed.verb) and not is_unreal(deed.verb)
    if not killed and is_real and hurt is not None and scene.who(hurt) == OFFICER:
        yield _count(scene, hurt), 2, deed.verb, "hurt in a part of the body"
    if scene.who(deed.actor) == OFFICER and deed.actor is not None and not deed.is_passive:
        yield from _own(scene, deed, deed.actor, killed)


def _own(scene: Scene, deed: Deed, actor: Token, killed: bool) -> Iterator[tuple[str, float, Token, str]]:
    seeds = lexicon("outcomes")
    if killed:
        if deed.lemma in words("outcomes", "die") and not deed.is_negated and _is_here(deed):
            yield _count(scene, actor), 3, deed.verb, "died"
        return
    near = _near(deed.verb)
    with_wounds = deed.lemma in words("officers", "bear_with") and " with " in near
    bears = deed.lemma in words("officers", "bear") or with_wounds
    if bears and compiled(seeds["injury"]).search(near) and not is_unreal(deed.verb):
        count = NONE if deed.is_negated or _no_object(deed) else _count(scene, actor)
        yield count, 2.5, deed.verb, "injuries"
    recovers = compiled(seeds["recovers"]).search(near)
    if deed.lemma == "be" and not recovers and compiled(seeds["unhurt"]).search(near):
        yield NONE, 3, deed.verb, "unhurt"
    lies_ill = deed.lemma in words("officers", "state") and (
        compiled(seeds["condition"]).search(near) or compiled(seeds["in_care"]).search(near)
    )
    if not deed.is_negated and (recovers or lies_ill):
        yield _count(scene, actor), 2, deed.verb, "condition"


def _is_one_named(noun: Token) -> bool:
    """Tell one officer called by name, of whom it says nothing of the others that he was not hurt."""
    return noun.pos_ == "PROPN" and not noun.conjuncts


def _is_cared_for(deed: Deed) -> bool:
    """Tell "was taken to a hospital", "was treated for scrapes", "was treated and released"."""
    seeds = lexicon("outcomes")
    near = _near(deed.verb)
    if deed.lemma not in words("outcomes", "carry") or compiled(seeds["not_for_injury"]).search(near):
        return False
    is_treated = deed.is_passive and deed.lemma == "treat"
    return is_treated or compiled(seeds["hospital"]).search(near) is not None


def _is_here(deed: Deed) -> bool:
    """Tell a death in this event from one meant, feared, or of another year."""
    elsewhere = compiled(lexicon("officers")["elsewhere"])
    return not is_unreal(deed.verb) and not elsewhere.search(deed.verb.sent.text)


def _count(scene: Scene, noun: Token) -> str:
    """Count a noun together with other officers joined to it: "a deputy and a trooper" 2."""
    joined = [other for other in noun.conjuncts if scene.who(other) == OFFICER and other.pos_ == "NOUN"]
    return str(sum(int(count_of(one)) for one in (noun, *joined)))


def _near(verb: Token) -> str:
    """Return the words close after a verb and the adverbs before it."""
    end = min(verb.sent.end, verb.i + 12)
    return " ".join(token.text for token in verb.doc[max(verb.sent.start, verb.i - 3) : end])


def _phrase(verb: Token) -> str:
    """Return the words close to a verb that belong to it: not "is dead" of whoever shot the officer."""
    end = min(verb.right_edge.i + 1, verb.i + 12)
    return " ".join(token.text for token in verb.doc[max(verb.sent.start, verb.i - 3) : end])


def _no_object(deed: Deed) -> bool:
    return deed.patient is not None and any(child.lower_ == "no" for child in deed.patient.lefts)


def _is_only_aimed(deed: Deed) -> bool:
    return deed.lemma in {"shoot", "fire"} and bool(
        [child for child in deed.verb.children if child.lower_ in {"at", "toward", "towards"}]
    )


def count_of(noun: Token) -> str:
    """Return how many a noun phrase means as digits: "two officers" 2, "one of the officers" 1, else 1."""
    counts = lexicon("officers")["counts"]
    if noun.lower_ in counts:
        return str(counts[noun.lower_])
    inner = [one for prep in noun.children if prep.lower_ == "of" for one in prep.children]
    numbers = [counts[child.lower_] for one in inner for child in one.lefts if child.lower_ in counts]
    numbers += [counts[child.lower_] for child in noun.lefts if child.lower_ in counts]
    named = 1 + sum(
        1 for other in noun.conjuncts if other.ent_type_ == noun.ent_type_ and other.pos_ == "PROPN"
    )
    return str(max([named if noun.pos_ == "PROPN" else 1, *numbers]))
