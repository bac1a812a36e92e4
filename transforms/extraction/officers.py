"""How many officers were hurt or killed in an event; 0 only where the text says that none was."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extraction.deeds import OFFICER, Deed, Scene, is_nearly, is_unreal
from transforms.extraction.facts import Evidence, Fact, fact_of, from_patterns, place, valued
from transforms.extraction.lexicon import compiled, lexicon, words

SOME, NONE = "some", "none"


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
    rest = " ".join(token.text for token in deed.verb.subtree)
    fatal = deed.lemma in words("outcomes", "kill") or (
        deed.lemma in words("outcomes", "harm") and compiled(seeds["fatally"]).search(_near(deed.verb))
    )
    if scene.who(deed.patient) == OFFICER and deed.patient is not None:
        if killed:
            if fatal and not deed.is_negated:
                yield count_of(deed.patient), 3, deed.verb, "killed"
            return
        if deed.is_negated and deed.lemma in words("outcomes", "harm"):
            yield NONE, 3, deed.verb, "not hurt"
        if deed.is_negated or fatal or is_nearly(deed.verb) or is_unreal(deed.verb):
            return
        if deed.lemma in words("officers", "harm") and not _is_only_aimed(deed):
            yield count_of(deed.patient), 2, deed.verb, "hurt"
        elif deed.lemma in words("outcomes", "carry") and compiled(seeds["hospital"]).search(
            _near(deed.verb)
        ):
            yield count_of(deed.patient), 2, deed.verb, "taken to a hospital"
    if scene.who(deed.actor) == OFFICER and deed.actor is not None and not deed.is_passive:
        yield from _own(deed, deed.actor, rest, killed)


def _own(deed: Deed, actor: Token, rest: str, killed: bool) -> Iterator[tuple[str, float, Token, str]]:
    seeds = lexicon("outcomes")
    if killed:
        if deed.lemma in words("outcomes", "die") and not deed.is_negated:
            yield count_of(actor), 3, deed.verb, "died"
        return
    if deed.lemma in words("officers", "bear") and compiled(seeds["injury"]).search(_near(deed.verb)):
        yield (NONE if deed.is_negated or _no_object(deed) else count_of(actor)), 2.5, deed.verb, "injuries"
    near = _near(deed.verb)
    recovers = compiled(seeds["recovers"]).search(near)
    if deed.lemma == "be" and not recovers and compiled(seeds["unhurt"]).search(near):
        yield NONE, 3, deed.verb, "unhurt"
    lies_ill = deed.lemma in words("officers", "state") and (
        compiled(seeds["condition"]).search(near) or compiled(seeds["in_care"]).search(near)
    )
    if not deed.is_negated and (recovers or lies_ill):
        yield count_of(actor), 2, deed.verb, "condition"


def _near(verb: Token) -> str:
    """Return the words close after a verb and the adverbs before it."""
    end = min(verb.sent.end, verb.i + 12)
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
    numbers = [counts[child.lower_] for child in noun.lefts if child.lower_ in counts]
    named = 1 + sum(
        1 for other in noun.conjuncts if other.ent_type_ == noun.ent_type_ and other.pos_ == "PROPN"
    )
    return str(max([named if noun.pos_ == "PROPN" else 1, *numbers]))
