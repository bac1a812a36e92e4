"""What a sentence's grammar ties a mention of a person to: what the person does, suffers, owns.

Lemmas by kind of tie are data, in `seeds/extraction/subjects.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from transforms.extraction.actors import CIVILIAN, OFFICER, Cast
from transforms.extraction.coreference import Coreference
from transforms.extraction.lexicon import lexicon, words
from transforms.extraction.syntax import SUBJECTS

OBJECT_DEPS = frozenset({"dobj", "obj", "pobj", "dative"})
PERSONS = frozenset({OFFICER, CIVILIAN})
LONGEST_CHAIN = 4


@cache
def _kinds(relation: str) -> dict[str, tuple[str, ...]]:
    """Return, for a relation, the kinds of tie that each lemma stands for."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, lemmas in lexicon("subjects")["ties"][relation].items():
        for lemma in lemmas:
            kinds[lemma] = (*kinds.get(lemma, ()), kind)
    return kinds


def ties(token: Token, cast: Cast, coreference: Coreference) -> Iterator[str]:
    """Yield the kinds of tie of one mention, the head token of a name, a noun or a pronoun."""
    head = _head_of_name(token, cast)
    if head.dep_ in SUBJECTS:
        for verb in _verbs_of(head):
            yield from _as_subject(verb, head, cast, coreference)
    elif head.dep_ in OBJECT_DEPS:
        yield from _as_object(head, cast, coreference)
    elif head.dep_ == "poss":
        yield from _kinds("owner").get(head.head.lemma_.lower(), ())
    elif head.dep_ == "appos" and head.head.i != head.i and cast.person(head.head) is None:
        yield from (kind for kind in ties(head.head, cast, coreference))
    elif head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        yield from ties(head.head, cast, coreference)  # "arrested NAME, 25, and NAME, 23"
    if head.head.dep_ in {"acl", "relcl"} or any(child.dep_ in {"acl", "relcl"} for child in head.children):
        yield from _as_antecedent(head, cast, coreference)


def _head_of_name(token: Token, cast: Cast) -> Token:
    """Return the token of a name, or of a noun, that the rest of the sentence hangs on."""
    person = cast.person(token)
    current = token
    while person is not None and cast.person(current.head) is person and current.head.i != current.i:
        current = current.head
    return current


def _verbs_of(subject: Token) -> list[Token]:
    """Return the verbs that share a subject: its own, those joined to it or governed by it."""
    found: list[Token] = []
    queue = [subject.head]
    while queue and len(found) < 8:
        verb = queue.pop(0)
        if verb in found:
            continue
        found.append(verb)
        queue += [
            child for child in verb.children
            if child.dep_ in {"conj", "xcomp", "advcl"} and child.pos_ in {"VERB", "AUX"}
            and not any(grand.dep_ in SUBJECTS for grand in child.children)
            and not (child.dep_ == "advcl" and child.tag_ not in {"VBG", "VB"})
        ]  # fmt: skip
    return found


def _as_subject(verb: Token, subject: Token, cast: Cast, coreference: Coreference) -> Iterator[str]:
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    if passive or (
        verb.head is not verb and verb.dep_ == "conj" and verb.tag_ == "VBN" and _is_passive(verb.head)
    ):
        for kind in _kinds("passive").get(lemma, ()):
            yield _by_whom(kind, verb, cast)
        return
    if lemma == "kill" and any(child.lower_ == "himself" for child in verb.children):
        return
    if not _calls_for_help(verb):
        yield from _kinds("active").get(lemma, ())
    yield from _where_it_is(verb)
    if _is_armed(verb):
        yield "armed"


def _calls_for_help(verb: Token) -> bool:
    """Tell whether somebody is told something by telephone: "told a dispatcher that he had a gun"."""
    return verb.lemma_.lower() == "tell" and any(
        child.dep_ in OBJECT_DEPS and child.lemma_.lower() in words("subjects", "takers_of_calls")
        for child in verb.children
    )


def _where_it_is(verb: Token) -> Iterator[str]:
    """Read "is in serious condition", "remains in custody"."""
    if verb.lemma_.lower() not in words("subjects", "being"):
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "under"}:
            for noun in child.children:
                yield from _kinds("place").get(noun.lemma_.lower(), ())


def _is_armed(verb: Token) -> bool:
    """Tell whether a verb says that its subject had a weapon: "had a knife", "was armed with a gun"."""
    if verb.lemma_.lower() == "arm" or any(child.lower_ == "armed" for child in verb.children):
        return True
    if verb.lemma_.lower() not in words("subjects", "having"):
        return False
    return any(
        child.dep_ in OBJECT_DEPS and child.lemma_.lower() in words("subjects", "weapons")
        for child in verb.children
    )


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def _by_whom(kind: str, verb: Token, cast: Cast) -> str:
    """Tell "hurt" from "harmed": by an officer or nobody named, or by somebody else."""
    if kind != "hurt":
        return kind
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return "harmed" if cast.kind(noun) == CIVILIAN else "hurt"
    return kind


def _as_object(head: Token, cast: Cast, coreference: Coreference) -> Iterator[str]:
    verb = head.head
    if verb.dep_ == "prep" or verb.pos_ == "ADP":
        if verb.lower_ in {"of", "against", "for"} and verb.head.pos_ in {"NOUN", "PROPN"}:
            yield from _kinds("of").get(verb.head.lemma_.lower(), ())
        if verb.lower_ == "by":
            return
        verb = verb.head
    lemma = verb.lemma_.lower()
    doer = _doer(verb)
    by_officer = doer is not None and _is_officers(doer, cast)
    if by_officer or (doer is None and verb.tag_ == "VBG"):
        yield from _kinds("object").get(lemma, ())
    elif doer is not None and lemma in words("subjects", "harm_verbs") and head.dep_ in {"dobj", "obj"}:
        other = coreference.entity(doer)
        if other is not None and other is not coreference.entity(head):
            yield "harmed"


def _is_officers(doer: Token, cast: Cast) -> bool:
    """Tell whether a doer is an officer, or "they" of officers named before in the sentence."""
    if doer.lower_ != "they":
        return cast.kind(doer) == OFFICER
    before = (doer.doc[index] for index in range(doer.i - 1, doer.sent.start - 1, -1))
    last = next((cast.kind(t) for t in before if t.tag_ in {"NNS", "NNPS"} and cast.kind(t) in PERSONS), None)
    return last == OFFICER


def _doer(verb: Token) -> Token | None:
    """Return the subject of a verb, looked for along joined and governing verbs."""
    current = verb
    for _ in range(LONGEST_CHAIN):
        for child in current.children:
            if child.dep_ in SUBJECTS:
                is_relative = child.lower_ in {"who", "that", "which"} and current.dep_ == "relcl"
                return current.head if is_relative else child
        if current.dep_ in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"}:
            current = current.head
        elif current.dep_ in {"relcl", "acl"}:
            return current.head
        else:
            return None
    return None


def _done_by(verb: Token, doer: Token | None, cast: Cast) -> Iterator[str]:
    """Read "NAME, whom a detective shot"."""
    if doer is not None and cast.kind(doer) == OFFICER:
        for joined in _verbs_of(doer):
            yield from _kinds("object").get(joined.lemma_.lower(), ())


def _as_antecedent(head: Token, cast: Cast, coreference: Coreference) -> Iterator[str]:
    """Read "NAME, who was shot by police" and "the man killed by a deputy"."""
    for child in head.children:
        if child.dep_ == "relcl":
            relative = next((c for c in child.children if c.dep_ in SUBJECTS), None)
            if any(c.dep_ in OBJECT_DEPS and c.lower_ in {"whom", "who", "that"} for c in child.children):
                yield from _done_by(child, relative, cast)
            if relative is not None and relative.lower_ in {"who", "that", "which"}:
                for verb in _verbs_of(relative):
                    yield from _as_subject(verb, relative, cast, coreference)
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            for kind in _kinds("passive").get(child.lemma_.lower(), ()):
                yield _by_whom(kind, child, cast)
        elif child.dep_ == "acl" and child.tag_ == "VBG":
            yield from _kinds("active").get(child.lemma_.lower(), ())
