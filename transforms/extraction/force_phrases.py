"""Force told without a verb of its own doer: "officer-involved shooting", headlines, shootouts, and persons
shot in an encounter with officers whose sentence leaves out who fired."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from transforms.extraction.actors import ANIMAL, OFFICER
from transforms.extraction.document import clause_around, unstopped
from transforms.extraction.force_hits import Actors, ForceHit, civilian_before, make_hit
from transforms.extraction.lexicon import compiled, lexicon, patterns
from transforms.extraction.syntax import SUBJECTS, VERBS, agents, is_passive, is_unreal, patient


def phrase_hits(sentence: Span, index: int, actors: Actors, found: list[ForceHit]) -> list[ForceHit]:
    """Return the hits of one sentence by phrases; where a verb hit stands inside one, the verb is kept."""
    hits: list[ForceHit] = []
    text = unstopped(sentence.text)
    for pattern in patterns("force", "phrases", "force"):
        if pattern.options.get("alone") and (found or hits):
            continue
        for match in pattern.regex.finditer(text):
            start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
            is_told = any(start <= hit.start < end for hit in found)
            if is_told or is_void(text, match.start(), match.end()):
                continue
            if pattern.options.get("needs_officers") and not _are_officers_near(sentence, actors):
                continue
            is_denied = not pattern.options.get("is_real") and _is_denied(sentence, start, end)
            if is_denied or _next_is_animal(sentence, end, actors):
                continue
            target = civilian_before(sentence, end, actors)
            actor = _officer_in(sentence, start, end, actors)
            hits.append(
                ForceHit(pattern.code, start, end, index, actor.i if actor is not None else None,
                         target.i if target is not None else None, is_person_named=False, source="nominal")
            )  # fmt: skip
    return hits


def _officer_in(sentence: Span, start: int, end: int, actors: Actors) -> Token | None:
    return next((t for t in sentence if start <= t.idx < end and actors.kind(t) == OFFICER), None)


def _are_officers_near(sentence: Span, actors: Actors) -> bool:
    """Tell whether officers stand in the sentence or in the one before it, not only as its speakers."""
    first = sentence.doc[sentence.start - 1].sent.start if sentence.start else sentence.start
    return any(
        actors.kind(token) == OFFICER and token.head.lemma_.lower() not in set(lexicon("force")["speech"])
        and token.head.lower_ != "to"
        for token in sentence.doc[first : sentence.end]
    )  # fmt: skip


def _is_denied(sentence: Span, start: int, end: int) -> bool:
    """Tell whether a verb inside a phrase is told as not done: "no deputies returned fire"."""
    return any(token.pos_ in VERBS and is_unreal(token) for token in sentence if start <= token.idx < end)


def _next_is_animal(sentence: Span, end: int, actors: Actors) -> bool:
    following = [token for token in sentence if token.idx >= end][:5]
    return any(actors.is_animal(token) for token in following if token.lower_ != "it")


def is_void(text: str, start: int, end: int) -> bool:
    """Tell whether the clause around `[start, end)` of a sentence says that it was not, or only might be."""
    clause = clause_around(text, start, end)
    return any(pattern.regex.search(clause) for pattern in patterns("force", "void"))


def is_fiction(text: str) -> bool:
    """Tell whether a sentence tells what happens in a film, a book or a part that somebody plays."""
    return compiled(lexicon("force")["fiction"]).search(text) is not None


def tells_own_hand(text: str) -> bool:
    """Tell whether somebody in a story shot himself: then a shot that names nobody may have been his."""
    return compiled(lexicon("force")["own_hand_story"]).search(text) is not None


def denies_shots(text: str) -> bool:
    """Tell whether a story says that its officers did not fire."""
    return compiled(lexicon("force")["denied_story"]).search(unstopped(text)) is not None


def implied_hits(sentence: Span, index: int, actors: Actors) -> list[ForceHit]:
    """Return hits for persons shot or killed, by nobody named, in an encounter with officers.

    "A man who threatened deputies with a knife was shot": nobody else in it had a reason to fire. Only for
    stories in which nobody shot himself (see `tells_own_hand`).
    """
    hits = _shots_at_work(sentence, index, actors) + _shot_after_orders(sentence, index, actors)
    for verb in sentence:
        if verb.pos_ not in VERBS or verb.lemma_.lower() not in set(lexicon("force")["implied"]["lemmas"]):
            continue
        if not is_passive(verb) or any(True for _ in agents(verb)) or is_unreal(verb):
            continue
        person = patient(verb)
        if person is None or actors.kind(person) in {OFFICER, ANIMAL} or person.lower_ in _strangers():
            continue
        if _tells_encounter(sentence, verb) or _threatens_officers(sentence, verb, actors):
            hit = make_hit("firearm", verb, index, None, person, actors, "implied")
            if hit is not None:
                hits.append(hit)
    return hits


def _shots_at_work(sentence: Span, index: int, actors: Actors) -> list[ForceHit]:
    """Return a hit where shots fell around officers at work, or a suspect and an officer were both hit."""
    seeds = lexicon("force")["implied"]
    for section in ("at_work", "both_hit"):
        text = unstopped(sentence.text)
        match = compiled(seeds[section]).search(text)
        if match and not is_void(text, match.start(), match.end()):
            start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
            person = civilian_before(sentence, end, actors)
            return [ForceHit("firearm", start, end, index, None, person.i if person is not None else None,
                             is_person_named=False, source="implied")]  # fmt: skip
    return []


def _shot_after_orders(sentence: Span, index: int, actors: Actors) -> list[ForceHit]:
    """Return a hit for "He was shot when he advanced." after a sentence in which officers gave him orders."""
    seeds = lexicon("force")["implied"]
    text = unstopped(sentence.text)
    match = compiled(seeds["as_he_came"]).search(text)
    if match is None or not sentence.start or is_void(text, match.start(), match.end()):
        return []
    before = sentence.doc[sentence.start - 1].sent
    if compiled(seeds["ordered"]).search(unstopped(before.text)) is None:
        return []
    start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
    person = next((t for t in sentence if t.dep_ in SUBJECTS and start <= t.idx < end), None)
    return [ForceHit("firearm", start, end, index, None, person.i if person is not None else None,
                     is_person_named=False, source="implied")]  # fmt: skip


@cache
def _strangers() -> frozenset[str]:
    return frozenset(lexicon("force")["implied"]["strangers"])


def _tells_encounter(sentence: Span, verb: Token) -> bool:
    """Tell whether "during a confrontation with police" or the like stands after the verb."""
    text = sentence.text[verb.idx - sentence.start_char :]
    return compiled(lexicon("force")["implied"]["encounter"]).search(text) is not None


def _threatens_officers(sentence: Span, verb: Token, actors: Actors) -> bool:
    """Tell whether the one who was shot is said, in the same sentence, to have threatened officers."""
    threats = set(lexicon("force")["implied"]["threats"])
    for other in sentence:
        if other.i == verb.i or other.pos_ not in VERBS or other.lemma_.lower() not in threats:
            continue
        within = [token for token in other.subtree if token.i > other.i]
        faced = any(actors.kind(t) == OFFICER and t.dep_ not in SUBJECTS for t in within[:10])
        if faced and not any(actors.kind(c) == OFFICER for c in other.children if c.dep_ in SUBJECTS):
            return True
    return False
