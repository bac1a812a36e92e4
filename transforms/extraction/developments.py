"""What follows a use of force: footage released, charges decided, a lawsuit, a settlement.

Only what was done counts: not what was asked for, planned, refused or possible. What a text says of
another case is left out, up to where it comes back to its own person or force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from transforms.extraction.charging import charging
from transforms.extraction.deeds import OFFICER, Deed, Scene, beside
from transforms.extraction.development_words import Told, is_done, is_named, matches
from transforms.extraction.facts import Fact
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.modality import doubt_at

RELEASED, FILED = "released", "filed"
MILLION = 1_000_000
WITH = frozenset({"with"})


def developments(scene: Scene, force: Iterable[int] = ()) -> list[tuple[str, Fact]]:
    """Return slot and value of each development of an event, the first time each is told, in text order.

    `force` are the sentences that tell the event's own force.
    """
    reach = _in_reach(scene, set(force))
    told = [*charging(scene), *_others(scene)]
    found: dict[tuple[str, str], Fact] = {}
    for one in sorted(told, key=lambda one: (one.start, one.end, one.value)):
        if one.sentence in reach:
            span = scene.spans[one.sentence]
            doubt = doubt_at(span.text, one.start - span.start_char)
            fact = Fact(one.value, one.start, one.end, one.sentence, 1.0, doubt.modality)
            found.setdefault((one.slot, one.value), fact)
    not_told = ("settlement", lexicon("developments")["not_told"])
    if sum(slot == "settlement" for slot, _ in found) > 1:
        found.pop(not_told, None)
    return [(slot, fact) for (slot, _), fact in found.items()]


def _in_reach(scene: Scene, force: set[int]) -> set[int]:
    """Return the sentences that are not about another case."""
    seeds = lexicon("developments")
    elsewhere, year = compiled(seeds["elsewhere"]), compiled(seeds["year"])
    reach: set[int] = set()
    is_away, last = False, -1
    for index, span in sorted(scene.spans.items()):
        is_own = index in force or any((scene.who(one) or "").startswith("S") for one in span)
        is_apart = elsewhere.search(span.text) is not None or (
            not is_own and year.search(span.text) is not None
        )
        has_gap = last >= 0 and index > last + 1
        is_away = is_apart or (not is_own and (is_away or has_gap))
        if not is_away:
            reach.add(index)
        last = index
    return reach


def _others(scene: Scene) -> Iterator[Told]:
    for deed in scene.deeds:
        noun = _released(scene, deed)
        if noun is not None:
            yield Told.of("footage_released", RELEASED, deed, noun)
        if _is_sued(scene, deed):
            yield Told.of("lawsuit", FILED, deed, deed.patient)
        if _is_settled(scene, deed):
            yield Told.of("settlement", _amount(deed), deed, deed.patient)
    for index, token in scene.tokens():
        if _is_their_suit(scene, token):
            yield Told("lawsuit", FILED, token.idx, token.idx + len(token), index)
        elif _is_released_video(token):
            yield Told("footage_released", RELEASED, token.idx, token.idx + len(token), index)


def _released(scene: Scene, deed: Deed) -> Token | None:
    """Return the police footage that a verb makes public."""
    noun, makes = deed.patient, {one.lower_ for one in deed.verb.children}
    is_release = deed.lemma in words("developments", "release") or (
        deed.lemma == "make" and "public" in makes
    )
    if noun is None or not is_release or not is_named(noun, "videos"):
        return None
    if deed.is_negated or not is_done(deed.verb) or matches("private_video", noun):
        return None
    if any(matches("private_video", one) for one in beside(noun, frozenset({"from", "by"}))):
        return None
    by_police = deed.actor is not None and (
        scene.who(deed.actor) == OFFICER or matches("authorities", deed.actor)
    )
    if _is_police_video(noun):
        return noun
    is_search = compiled(lexicon("developments")["sought"]).search(deed.verb.sent.text) is not None
    return noun if by_police and not is_search else None


def _is_police_video(noun: Token) -> bool:
    return matches("police_video", noun) or any(
        matches("police_video", one) for one in beside(noun, frozenset({"from"}))
    )


def _is_released_video(token: Token) -> bool:
    """Tell "newly released body camera footage"."""
    is_told = any(one.lower_ == RELEASED and one.dep_ in {"amod", "compound"} for one in token.lefts)
    return is_told and is_named(token, "videos") and _is_police_video(token) and not matches(
        "private_video", token
    )  # fmt: skip


def _is_sued(scene: Scene, deed: Deed) -> bool:
    """Tell whether the person or kin went to court against those who used force or answer for them."""
    if deed.is_negated or not is_done(deed.verb) or _seeks_records(deed.verb):
        return False
    if deed.lemma in words("developments", "sue"):
        by, at = deed.actor, deed.patient
        return _is_plaintiff(scene, by) and (
            scene.who(at) == OFFICER or (at is not None and matches("defendants", at))
        )
    if deed.lemma not in words("developments", "file") or not is_named(deed.patient, "lawsuit"):
        return False
    if deed.is_passive and deed.actor is None:
        return any(
            _is_plaintiff(scene, one) for one in deed.verb.sent if one.pos_ in {"NOUN", "PROPN", "PRON"}
        )
    return _is_plaintiff(scene, deed.actor)


def _seeks_records(verb: Token) -> bool:
    return compiled(lexicon("developments")["for_records"]).search(verb.sent.text) is not None


def _is_plaintiff(scene: Scene, noun: Token | None) -> bool:
    """Tell the person, a third person, or kin and their lawyers; not an officer, nor an officer's kin."""
    if noun is None or scene.who(noun) == OFFICER:
        return False
    if (scene.who(noun) or " ")[0] in "ST":
        return True
    owners = [one for one in noun.children if one.dep_ == "poss"] + beside(noun, frozenset({"of", "for"}))
    if any(scene.who(one) == OFFICER for one in owners) or matches("prosecutors", noun):
        return False
    kin = [noun, *(one for one in noun.children if one.dep_ == "appos")]
    return any(matches("plaintiffs", one) for one in kin)


def _is_their_suit(scene: Scene, token: Token) -> bool:
    """Tell "the family's lawsuit", which is filed when it is told of."""
    if not is_named(token, "lawsuit") or _seeks_records(token):
        return False
    lefts = {one.lower_ for one in token.lefts}
    owners = [one for one in token.lefts if one.dep_ == "poss"]
    if (
        not owners
        or lefts & words("developments", "planned")
        or token.head.lemma_ in words("developments", "file")
    ):
        return False
    return any(_is_plaintiff(scene, one) for one in owners if one.pos_ != "PRON")


def _is_settled(scene: Scene, deed: Deed) -> bool:
    """Tell whether a claim was settled: "agreed to pay", "settled with the widow"."""
    if deed.lemma in words("developments", "pay"):
        return _is_paid(scene, deed)
    if deed.is_negated or not is_done(deed.verb):
        return False
    if deed.lemma in words("developments", "settle"):
        nouns = [noun for noun in (deed.patient, deed.actor) if noun is not None]
        is_case = any(is_named(noun, "settled") for noun in nouns)
        is_with = any(
            _is_plaintiff(scene, one) or matches("defendants", one) for one in beside(deed.verb, WITH)
        )
        return is_case or is_with
    is_agreed = deed.lemma in words("developments", "agree") and is_named(deed.patient, "settlement")
    is_open = deed.patient is not None and {one.lower_ for one in deed.patient.lefts} & words(
        "developments", "proposed"
    )
    return is_agreed and not is_open


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
    if _amount(deed) == lexicon("developments")["not_told"] or _is_plaintiff(scene, deed.actor):
        return False
    is_held = verb is not deed.verb and is_done(deed.verb)
    is_to_settle = compiled(lexicon("developments")["pay_why"]).search(deed.verb.sent.text) is not None
    if is_held:
        is_theirs = any(_is_plaintiff(scene, one) for one in deed.verb.subtree if one.i > deed.verb.i)
        return is_to_settle or is_theirs
    return is_to_settle and deed.verb.dep_ in {"ROOT", "ccomp", "conj", "relcl"} and not deed.is_passive


def _amount(deed: Deed) -> str:
    """Return the sum that a sentence tells, written one way; none where it tells two."""
    seeds = lexicon("developments")
    parts = " ".join(one.text_with_ws for one in deed.verb.subtree)
    for text in (parts, deed.verb.sent.text):
        sums = {_sum(match.groupdict()) for match in compiled(seeds["amount"]).finditer(_joined(text))}
        if len(sums) == 1:
            return sums.pop()
    return str(seeds["not_told"])


def _joined(text: str) -> str:
    return " ".join(text.split()).replace(" - ", "-")


def _sum(told: dict[str, str | None]) -> str:
    """Return a sum as "$1.2 million" or "$950,000": reports write one sum in several ways."""
    unit = lexicon("developments")["units"].get((told["unit"] or "").lower(), 1)
    dollars = round(float((told["number"] or "0").replace(",", "")) * unit)
    if dollars >= MILLION and dollars % 1000 == 0:
        return f"${dollars / MILLION:.3f}".rstrip("0").rstrip(".") + " million"
    return f"${dollars:,}"
