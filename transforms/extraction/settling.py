"""Settlements over a use of force, with their sum: what was agreed, approved, or is paid to person or kin.

What was proposed, refused, asked for or set under a condition is none; nor is bail, a fine, or what
equipment, a burial or a lawyer cost.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extraction.deeds import Deed, Scene, beside
from transforms.extraction.development_words import (
    Told,
    is_defendant,
    is_done,
    is_infinitive,
    is_named,
    is_plaintiff,
    matches,
)
from transforms.extraction.lexicon import compiled, lexicon, words

MILLION = 1_000_000
WITH, TO, FROM, OWNED = frozenset({"with"}), frozenset({"to"}), frozenset({"from"}), frozenset({"of"})
FOR = frozenset({"for"})
ONTO = frozenset({"to", "on"})  # "agreed to", "signed off on"


def settlements(scene: Scene) -> Iterator[Told]:
    """Yield what sentences of an event tell of settlements, each with its sum."""
    for deed in scene.deeds:
        if _is_settled(scene, deed):
            yield Told.of("settlement", _written(_dollars(deed)), deed, deed.patient)


def _is_settled(scene: Scene, deed: Deed) -> bool:
    """Tell whether a claim was settled: "agreed to pay", "settled with the widow"."""
    if deed.lemma in words("developments", "pay"):
        return _is_paid(scene, deed) or _is_paid_to_kin(scene, deed)
    if deed.lemma in words("developments", "receive"):
        return _is_received(scene, deed)
    if deed.is_negated or not is_done(deed.verb):
        return False
    if deed.lemma in words("developments", "settle"):
        nouns = [noun for noun in (deed.patient, deed.actor) if noun is not None]
        is_case = any(is_named(noun, "settled") for noun in nouns)
        is_with = any(
            is_plaintiff(scene, one) or matches("defendants", one) for one in beside(deed.verb, WITH)
        )
        return is_case or is_with
    return _is_agreed(deed)


def _is_agreed(deed: Deed) -> bool:
    """Tell "reached a settlement", "agreed to a settlement", but not one proposed."""
    nouns = [deed.patient] if deed.lemma in words("developments", "agree") else []
    if deed.lemma in words("developments", "assent"):
        nouns += beside(deed.verb, ONTO)
    return any(
        noun is not None
        and is_named(noun, "settlement")
        and not {one.lower_ for one in noun.lefts} & words("developments", "proposed")
        for noun in nouns
    )


def _consenting(verb: Token) -> Token:
    """Return the verb whose being real decides: of "agreed to pay" and "voted to settle" the first."""
    above = verb.head
    return (
        above if verb.dep_ == "xcomp" and above.lemma_.lower() in words("developments", "consent") else verb
    )


def _is_paid(scene: Scene, deed: Deed) -> bool:
    """Tell "agreed to pay $2 million", "will pay the family $2 million to settle the lawsuit"."""
    verb = _consenting(deed.verb)
    near = {one.lower_ for one in [*verb.children, *deed.verb.children]}
    if near & words("developments", "pay_open") or deed.is_negated:
        return False
    if _dollars(deed) is None or is_plaintiff(scene, deed.actor):
        return False
    is_held = verb is not deed.verb and is_done(deed.verb)
    is_to_settle = compiled(lexicon("developments")["pay_why"]).search(deed.verb.sent.text) is not None
    if is_held:
        is_theirs = any(is_plaintiff(scene, one) for one in deed.verb.subtree if one.i > deed.verb.i)
        return is_to_settle or is_theirs
    return is_to_settle and deed.verb.dep_ in {"ROOT", "ccomp", "conj", "relcl"} and not deed.is_passive


def _is_paid_to_kin(scene: Scene, deed: Deed) -> bool:
    """Tell "will pay $900,000 to the mother of the man": money of a city or county that his kin get."""
    verb = deed.verb
    if deed.is_passive or deed.is_negated or is_infinitive(verb) or _is_other_money(deed):
        return False
    given = [one for one in verb.children if one.dep_ == "dative"]
    given = [c for one in given for c in (one.children if one.pos_ == "ADP" else [one])]
    noun = deed.patient
    to = [*given, *beside(verb, TO), *([] if noun is None or _has_sum(noun) else [noun])]
    return is_defendant(scene, deed.actor) and any(_is_kin(scene, one) for one in to)


def _is_received(scene: Scene, deed: Deed) -> bool:
    """Tell "his parents will receive $2 million from the city", "the family received a settlement"."""
    if deed.is_passive or deed.is_negated or is_infinitive(deed.verb) or _is_other_money(deed):
        return False
    is_theirs = any(is_defendant(scene, one) for one in beside(deed.verb, FROM)) or is_named(
        deed.patient, "settlement"
    )
    return is_theirs and _is_kin(scene, deed.actor)


def _is_other_money(deed: Deed) -> bool:
    """Tell whether a payment is open, too small for a settlement, or for a burial, bail, a car, a tip."""
    seeds, dollars = lexicon("developments"), _dollars(deed)
    if dollars is None or dollars < seeds["pay_least"]:
        return True
    is_for_else = any(
        one.lemma_.lower() not in words("developments", "event") for one in beside(deed.verb, FOR)
    )
    return is_for_else or compiled(seeds["pay_unsure"]).search(deed.verb.sent.text) is not None


def _has_sum(noun: Token) -> bool:
    return any(one.text == "$" for one in noun.subtree)


def _is_kin(scene: Scene, noun: Token | None) -> bool:
    """Tell the person, or kin told to be the person's: "his estate", "the mother of Lowe", "the family"."""
    if noun is None or not is_plaintiff(scene, noun):
        return False
    if (scene.who(noun) or "").startswith("S"):
        return True
    owners = [one for one in noun.children if one.dep_ == "poss"] + beside(noun, OWNED)
    if not matches("heirs", noun) or any(one.dep_ in {"relcl", "acl"} for one in noun.children):
        return False
    if owners:
        return any((scene.who(one) or "").startswith("S") or one.pos_ == "PRON" for one in owners)
    return any(one.lower_ == "the" for one in noun.lefts)


def _dollars(deed: Deed) -> int | None:
    """Return the sum that a sentence tells, in dollars; none where it tells two."""
    parts = " ".join(one.text_with_ws for one in deed.verb.subtree)
    for text in (parts, deed.verb.sent.text):
        found = compiled(lexicon("developments")["amount"]).finditer(_joined(text))
        sums = {_sum(match["number"], match["unit"]) for match in found}
        if len(sums) == 1:
            return sums.pop()
    return None


def _joined(text: str) -> str:
    return " ".join(text.split()).replace(" - ", "-")


def _sum(number: str, unit: str | None) -> int:
    return round(
        float(number.replace(",", "")) * lexicon("developments")["units"].get((unit or "").lower(), 1)
    )


def _written(dollars: int | None) -> str:
    """Return a sum as "$1.2 million" or "$950,000": reports write one sum in several ways."""
    if dollars is None:
        return str(lexicon("developments")["not_told"])
    if dollars >= MILLION and dollars % 1000 == 0:
        return f"${dollars / MILLION:.3f}".rstrip("0").rstrip(".") + " million"
    return f"${dollars:,}"
