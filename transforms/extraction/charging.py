"""The decision on charges against the officers of an event: charged, indicted, not charged, cleared.

Who is charged decides: charges against the person, and a person who charges at officers, are none. What
prosecutors have not decided, might do, or a department finds for itself is none either.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extraction import syntax
from transforms.extraction.deeds import OFFICER, Deed, Scene, beside
from transforms.extraction.development_words import Told, is_done, is_infinitive, is_named, matches
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.mask import findings

CHARGED, NOT_CHARGED, CLEARED = "charged", "not_charged", "cleared"
AGAINST = frozenset({"against"})
IN = frozenset({"in", "over"})
REFUSALS = frozenset({"will", "would", "wo"})


def charging(scene: Scene) -> Iterator[Told]:
    """Yield what sentences of an event tell of charges against its officers."""
    for deed in scene.deeds:
        for value, noun in _decided(scene, deed):
            yield Told.of("charging_decision", value, deed, noun)
    for one in findings(scene.sentences, "developments", "charging"):
        yield Told("charging_decision", one.code, one.start, one.end, one.sentence)


def _decided(scene: Scene, deed: Deed) -> Iterator[tuple[str, Token | None]]:
    if deed.lemma in lexicon("developments")["charge"]:
        yield from _of_verb(scene, deed)
    if deed.lemma in words("developments", "prosecute") | words("developments", "lay") and _is_declined(deed):
        noun = _aim(scene, deed)
        if noun is not None:
            yield NOT_CHARGED, noun
    if deed.lemma in words("developments", "lay") | {"face"}:
        yield from _of_noun(scene, deed)
    yield from _cleared(scene, deed)


def _of_verb(scene: Scene, deed: Deed) -> Iterator[tuple[str, Token | None]]:
    """Read "was charged with", "a grand jury indicted", "were not charged", "will not be charged"."""
    if scene.who(deed.patient) != OFFICER or not _may_charge(deed):
        return
    if is_refused(deed):
        yield NOT_CHARGED, deed.patient
    elif not deed.is_negated and is_done(deed.verb):
        yield lexicon("developments")["charge"][deed.lemma], deed.patient


def _may_charge(deed: Deed) -> bool:
    """Tell whether prosecutors do it, or in a passive nobody is told: not the man who charged officers."""
    if deed.actor is None:
        return deed.is_passive
    return matches("prosecutors", deed.actor)


def is_refused(deed: Deed) -> bool:
    """Tell a decision against ("were not", "will not be") from one that is still open ("has not been")."""
    if not (deed.is_negated or _is_denied(deed)):
        return False
    aids = {one.lower_ for one in deed.verb.children if one.dep_ in {"aux", "auxpass"}}
    if aids & {"have", "has", "had"} or words("developments", "not_yet") & {
        one.lower_ for one in deed.verb.children
    }:
        return False
    modal = aids & words("syntax", "modals")
    return modal <= REFUSALS and not any(
        one.dep_ == "mark" and one.lower_ in words("syntax", "conditions") for one in deed.verb.children
    ) and deed.verb.dep_ != "xcomp"  # fmt: skip


def _is_denied(deed: Deed) -> bool:
    nouns = [noun for noun in (deed.patient, deed.actor) if noun is not None]
    return any(one.lower_ in {"no", "neither"} for noun in nouns for one in noun.lefts)


def _is_declined(deed: Deed) -> bool:
    """Tell "declined to", "voted not to", of prosecutors."""
    verb, above = deed.verb, syntax.verb_above(deed.verb)
    while verb.dep_ == "conj" and above is not None:
        verb, above = above, syntax.verb_above(above)
    actor = syntax.subject(above) if above is not None else None
    if above is None or actor is None or not is_infinitive(verb) or not matches("prosecutors", actor):
        return False
    lemma = above.lemma_.lower()
    is_not = _has_not(verb)
    if lemma in words("developments", "decline"):
        return not is_not and not syntax.is_unreal(above)
    is_above_denied = any(one.dep_ == "neg" and one.i < above.i for one in above.children)
    is_not = is_not or any(one.dep_ == "neg" and one.i > above.i for one in above.children)
    return lemma in words("developments", "decide") and is_not and not is_above_denied


def _aim(scene: Scene, deed: Deed) -> Token | None:
    """Return the officer charged or not, or the shooting that charges are filed in; None where others are."""
    noun = deed.patient
    if deed.lemma in words("developments", "prosecute"):
        return noun if scene.who(noun) == OFFICER or (noun is not None and noun.lower_ == "anyone") else None
    return noun if noun is not None and noun.lemma_.lower() == "charge" and _is_at(scene, deed) else None


def _is_at(scene: Scene, deed: Deed) -> bool:
    """Tell whether charges are against an officer, or against nobody told but in the shooting."""
    verb, noun = deed.verb, deed.patient
    against = beside(verb, AGAINST) + (beside(noun, AGAINST) if noun is not None else [])
    if against:
        return any(scene.who(one) == OFFICER for one in against)
    about = beside(verb, IN) + (beside(noun, IN) if noun is not None else [])
    return any(one.lemma_.lower() in words("developments", "event") for one in about)


def _of_noun(scene: Scene, deed: Deed) -> Iterator[tuple[str, Token | None]]:
    """Read "filed charges against the officer", "no charges will be filed", "will not face charges"."""
    noun = deed.patient
    if noun is None or noun.lemma_.lower() != "charge":
        return
    if deed.lemma == "face":
        if scene.who(deed.actor) != OFFICER or deed.is_passive:
            return
    elif not _is_at(scene, deed) or not _may_charge(deed):
        return
    if is_refused(deed):
        yield NOT_CHARGED, noun
    elif not deed.is_negated and not _is_denied(deed) and is_done(deed.verb) and _is_told_of_whom(deed, noun):
        yield CHARGED, noun


def _is_told_of_whom(deed: Deed, noun: Token) -> bool:
    return deed.lemma == "face" or bool(beside(deed.verb, AGAINST) or beside(noun, AGAINST))


def _cleared(scene: Scene, deed: Deed) -> Iterator[tuple[str, Token | None]]:
    """Read "ruled the shooting justified", "cleared the officers", "found no wrongdoing by the officer"."""
    if compiled(lexicon("developments")["internal"]).search(deed.verb.sent.text):
        return
    by_prosecutors = deed.actor is not None and matches("prosecutors", deed.actor)
    is_judged = deed.is_passive and deed.actor is None
    if deed.lemma == "clear":
        of = {one.lemma_.lower() for one in beside(deed.verb, frozenset({"of", "in"}))}
        known = words("developments", "wrong") | words("developments", "event")
        is_ruling = by_prosecutors or (is_judged and of & known)
        is_it = (
            scene.who(deed.patient) == OFFICER and not deed.is_negated and is_done(deed.verb) and is_ruling
        )
    elif is_judged and deed.lemma in words("developments", "judged"):
        is_it = is_named(deed.patient, "event") and is_done(deed.verb) and _is_lawful(deed.verb)
    else:
        is_ruling = by_prosecutors and deed.lemma in words("developments", "rule") and _is_ruled(deed)
        held = [one for one in deed.verb.subtree if one.i > deed.verb.i]
        is_on_it = any(scene.who(one) == OFFICER or is_named(one, "event") for one in held)
        is_it = is_ruling and is_on_it and _is_lawful(deed.verb)
    if is_it:
        after = [one for one in deed.verb.subtree if scene.who(one) == OFFICER or is_named(one, "event")]
        yield CLEARED, after[-1] if deed.patient is None and after else deed.patient


def _is_ruled(deed: Deed) -> bool:
    """Tell "found", also "found no wrongdoing", from "did not find", "will find", "to find"."""
    modal = any(one.lower_ in words("syntax", "modals") for one in deed.verb.children)
    return is_done(deed.verb) or (
        _is_denied(deed) and not _has_not(deed.verb) and not modal and not is_infinitive(deed.verb)
    )


def _is_lawful(verb: Token) -> bool:
    """Tell whether what follows a verb of judgement says that it was lawful, and not whether or that not."""
    rest = " ".join(one.text for one in verb.subtree if one.i > verb.i)
    is_open = any(one.lower_ in words("syntax", "conditions") for one in verb.subtree if one.i > verb.i)
    seeds = lexicon("developments")
    is_said = compiled(seeds["lawful"]).search(rest) is not None
    return is_said and not is_open and compiled(seeds["unlawful"]).search(rest) is None


def _has_not(verb: Token) -> bool:
    return any(one.dep_ == "neg" for one in verb.children)
