"""Force told by the device: a Taser deployed, a dog that bit, less-lethal rounds, bodily force."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Span, Token

from transforms.extraction.actors import ANIMAL, CIVILIAN, OFFICER
from transforms.extraction.document import unstopped
from transforms.extraction.force_hits import Actors, ForceHit, civilian_before
from transforms.extraction.force_phrases import is_void
from transforms.extraction.lexicon import compiled, lexicon
from transforms.extraction.syntax import VERBS, agents, is_passive, is_unreal, patient, subject, verb_above


def device_hits(sentence: Span, index: int, actors: Actors, rows: list[dict[str, Any]]) -> list[ForceHit]:
    """Return the hits of one sentence that rest on a device named in it; `rows` are those of the text."""
    hits = []
    text = unstopped(sentence.text)
    for row in rows:
        for match in compiled(row["device"]).finditer(text):
            start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
            token = next((t for t in sentence if t.idx < end and t.idx + len(t) > start), None)
            if token is None or is_void(text, match.start(), match.end()):
                continue
            if row["use"] and not _is_used(text, match.start(), match.end(), token, row):
                continue
            actor, is_others = _user(token, end, sentence, actors)
            is_others = is_others and not row.get("never_theirs")
            if actor is None and row.get("near") and not is_others and sentence.start:
                actor = _officer_of(sentence.doc[sentence.start - 1].sent, actors)
            if is_others or (actor is None and not row.get("police_only")):
                continue
            target = civilian_before(sentence, sentence.end_char, actors)
            hits.append(
                ForceHit(row["force"], start, end, index, actor.i if actor is not None else None,
                         target.i if target is not None else None, is_person_named=False, source="device")
            )  # fmt: skip
    return hits


def devices_of(text: str) -> list[dict[str, Any]]:
    """Return the devices that can be meant in a text: some need a word that stands anywhere in it."""
    rows = lexicon("force")["devices"]
    return [row for row in rows if "text_has" not in row or compiled(row["text_has"]).search(text)]


def _is_used(text: str, start: int, end: int, token: Token, row: dict[str, Any]) -> bool:
    """Tell whether the words around a device say that it was used, and its verb is real."""
    around = text[max(0, start - 80) : end + 80]
    if "idle" in row and compiled(row["idle"]).search(around):
        return False
    if not compiled(row["use"]).search(around):
        return False
    verb = token if token.pos_ in VERBS else verb_above(token)
    return verb is None or not is_unreal(verb, may_try=True)


def _user(token: Token, end: int, sentence: Span, actors: Actors) -> tuple[Token | None, bool]:
    """Return the officer who used a device, and whether somebody else is told to be its user.

    The governing verbs are climbed: the first subject that is an officer or a civilian decides.
    """
    current: Token | None = token if token.pos_ in VERBS else verb_above(token)
    if token.pos_ in VERBS and _befalls_officer(token, actors):
        return None, True
    for _ in range(4):
        if current is None:
            break
        if current.lemma_.lower() in set(lexicon("force")["speech"]):
            break
        if is_passive(current):
            doers = [found for found in map(actors.officer, agents(current)) if found is not None]
            if doers:
                return doers[0], False
            if any(actors.kind(doer) == CIVILIAN for doer in agents(current)):
                return None, True
        else:
            doer = subject(current)
            officer = actors.officer(doer)
            if officer is not None:
                return officer, False
            if doer is not None and actors.kind(doer) == CIVILIAN and doer.i != token.i:
                return None, True
        current = verb_above(current)
    return _officer_of(sentence, actors), False


def _befalls_officer(verb: Token, actors: Actors) -> bool:
    """Tell whether a verb is done to an officer: "pinned an officer", "a deputy was knocked down"."""
    if is_passive(verb):
        return actors.officer(patient(verb)) is not None
    return any(actors.officer(child) is not None for child in verb.children if child.dep_ == "dobj")


def _officer_of(sentence: Span, actors: Actors) -> Token | None:
    """Return an officer of the sentence who is not merely its speaker, nor an animal's name."""
    for token in sentence:
        if actors.kind(token) != OFFICER or actors.kind(token.head) == ANIMAL:
            continue
        if token.head.lemma_.lower() in set(lexicon("force")["speech"]) or token.head.lower_ == "to":
            continue
        return token
    return None
