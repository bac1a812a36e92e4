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
from transforms.extraction.settling import settlements
from transforms.extraction.suing import suits

RELEASED = "released"


def developments(scene: Scene, force: Iterable[int] = ()) -> list[tuple[str, Fact]]:
    """Return slot and value of each development of an event, the first time each is told, in text order.

    `force` are the sentences that tell the event's own force.
    """
    reach = _in_reach(scene, set(force))
    told = [*charging(scene), *_footage(scene), *suits(scene), *settlements(scene)]
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


def _footage(scene: Scene) -> Iterator[Told]:
    for deed in scene.deeds:
        noun = _released(scene, deed)
        if noun is not None:
            yield Told.of("footage_released", RELEASED, deed, noun)
    for index, token in scene.tokens():
        if _is_released_video(token):
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
