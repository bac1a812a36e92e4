"""Lawsuits over a use of force: filed by the person or kin against those who used it or answer for them.

A suit for records, over land or wages, or against a maker of devices is another matter; one that is only
planned, or could be filed, is none yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extraction.deeds import OFFICER, Deed, Scene, beside
from transforms.extraction.development_words import (
    Told,
    is_defendant,
    is_done,
    is_named,
    is_plaintiff,
)
from transforms.extraction.lexicon import compiled, lexicon, words

FILED = "filed"
AGAINST, BY, TO = frozenset({"against"}), frozenset({"by", "from"}), frozenset({"to"})


def suits(scene: Scene) -> Iterator[Told]:
    """Yield what sentences of an event tell of lawsuits over it."""
    for deed in scene.deeds:
        if _is_about_else(deed.verb):
            continue
        if _is_sued(scene, deed) or _is_accused_by_suit(scene, deed):
            yield Told.of("lawsuit", FILED, deed, deed.patient)
    for index, token in scene.tokens():
        if _is_their_suit(scene, token):
            yield Told("lawsuit", FILED, token.idx, token.idx + len(token), index)


def _is_about_else(token: Token) -> bool:
    """Tell whether a sentence says that a suit is for records, or over land, rent or wages."""
    seeds, text = lexicon("developments"), token.sent.text
    return any(compiled(seeds[one]).search(text) is not None for one in ("for_records", "sued_over_else"))


def _is_sued(scene: Scene, deed: Deed) -> bool:
    """Tell whether the person or kin went to court against those who used force or answer for them."""
    if deed.is_negated or not is_done(deed.verb):
        return False
    if deed.lemma in words("developments", "sue") or _is_taken_to_court(deed):
        at = [] if deed.patient is None else [deed.patient, *deed.patient.conjuncts]
        return is_plaintiff(scene, deed.actor) and any(is_defendant(scene, one) for one in at)
    if deed.lemma not in words("developments", "file") or not is_named(deed.patient, "lawsuit"):
        return False
    if not _is_against_them(scene, deed):
        return False
    if deed.is_passive and deed.actor is None:
        return any(
            is_plaintiff(scene, one) for one in deed.verb.sent if one.pos_ in {"NOUN", "PROPN", "PRON"}
        )
    return is_plaintiff(scene, deed.actor)


def _is_taken_to_court(deed: Deed) -> bool:
    """Tell "has taken the city to court"."""
    courts = [one for one in beside(deed.verb, TO) if one.lemma_.lower() == "court"]
    return deed.lemma == "take" and not deed.is_passive and bool(courts)


def _is_against_them(scene: Scene, deed: Deed) -> bool:
    """Tell whether a suit is against nobody told, or somebody who answers for the force: no unknown name."""
    noun = deed.patient
    at = beside(deed.verb, AGAINST) + ([] if noun is None else beside(noun, AGAINST))
    every = [one for first in at for one in (first, *first.conjuncts)]
    return not every or any(is_defendant(scene, one) for one in every)


def _is_accused_by_suit(scene: Scene, deed: Deed) -> bool:
    """Tell "a federal lawsuit accuses the officer of lying", where it is not said to be somebody else's."""
    suit = deed.actor
    if suit is None or deed.is_passive or deed.is_negated or not is_done(deed.verb):
        return False
    if deed.lemma not in words("developments", "accuse") or not is_named(suit, "lawsuit"):
        return False
    if {one.lower_ for one in suit.lefts} & words("developments", "planned"):
        return False
    owners = [one for one in suit.children if one.dep_ == "poss"]
    filers = [one for place in (suit, *(c for c in suit.children if c.dep_ == "acl")) for one in _by(place)]
    at = [] if deed.patient is None else [deed.patient, *deed.patient.conjuncts]
    return any(scene.who(one) == OFFICER for one in at) and all(
        is_plaintiff(scene, one) for one in (*owners, *filers)
    )


def _by(place: Token) -> list[Token]:
    agents = [one for c in place.children if c.dep_ == "agent" for one in c.children if one.dep_ == "pobj"]
    return [*beside(place, BY), *agents]


def _is_their_suit(scene: Scene, token: Token) -> bool:
    """Tell "the family's lawsuit", "the lawsuit by the family", which is filed when it is told of."""
    if not is_named(token, "lawsuit") or _is_about_else(token):
        return False
    lefts = {one.lower_ for one in token.lefts}
    owners = [one for one in token.lefts if one.dep_ == "poss"] or beside(token, BY)
    if (
        not owners
        or lefts & words("developments", "planned")
        or token.head.lemma_ in words("developments", "file")
    ):
        return False
    return any(is_plaintiff(scene, one) for one in owners if one.pos_ != "PRON")
