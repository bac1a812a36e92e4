"""Uses of force by officers in one article: each hit with its type, who used it and on whom.

Four sources, the surest first: a verb done by an officer, a phrase that names officers' force
("officer-involved shooting"), a device that an officer used, and a person shot in an encounter with
officers. Word lists and patterns are in `seeds/extraction/force.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from transforms.extraction.actors import Cast
from transforms.extraction.document import sentences_of, text_of
from transforms.extraction.force_devices import device_hits, devices_of
from transforms.extraction.force_hits import Actors, ForceHit
from transforms.extraction.force_phrases import (
    denies_shots,
    implied_hits,
    is_fiction,
    phrase_hits,
    tells_own_hand,
)
from transforms.extraction.force_verbs import verb_hits
from transforms.records import AgencyMention

__all__ = ["ForceHit", "find_force"]


def find_force(
    doc: Doc, cast: Cast, mentions: Sequence[AgencyMention] = (), story: str | None = None
) -> list[ForceHit]:
    """Return every use of force by an officer on a person, in text order, one hit a type and place.

    `story` is the whole text where the Doc is a part of it.
    """
    whole = text_of(doc) if story is None else story
    actors = Actors(doc, cast, mentions)
    hits: list[ForceHit] = []
    devices = devices_of(whole)
    is_own_hand = tells_own_hand(whole)
    for index, sentence in enumerate(sentences_of(doc)):
        if is_fiction(sentence.text):
            continue
        found = verb_hits(sentence, index, actors)
        found += device_hits(sentence, index, actors, devices)
        found += phrase_hits(sentence, index, actors, found)
        if not is_own_hand and not any(hit.force_type == "firearm" for hit in found):
            found += implied_hits(sentence, index, actors)
        hits += found
    if denies_shots(whole) and not any(hit.force_type == "firearm" and hit.source == "verb" for hit in hits):
        hits = [hit for hit in hits if hit.force_type != "firearm"]
    unique = {(hit.force_type, hit.start): hit for hit in reversed(hits)}
    return sorted(unique.values(), key=lambda hit: (hit.start, hit.end, hit.force_type))
