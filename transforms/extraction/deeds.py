"""Who did what to whom in the sentences of one event: verbs with their actor and the one it befell.

Read off the dependency parse, with the persons as `mask` marks them: `S0` the first subject, `O` an
officer, `T` a third person. What only fragments say (headlines, captions) is left to patterns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from transforms.extraction.actors import gender_of_noun
from transforms.extraction.document import sentences_of
from transforms.extraction.lexicon import words
from transforms.extraction.mask import Masked

OFFICER, THIRD = "O", "T"
SUBJECTS = {"nsubj", "nsubjpass"}
GOVERNED = {"xcomp", "advcl", "conj"}
STEPS = 6  # how far up a parse is followed; longer chains are parser noise


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb with its actor and its patient (object, or subject of a passive); None where not told."""

    verb: Token
    actor: Token | None
    patient: Token | None
    is_passive: bool
    is_negated: bool
    sentence: int

    @property
    def lemma(self) -> str:
        """Return the verb's base form in lower case."""
        return self.verb.lemma_.lower()


class Scene:
    """The sentences of one event with their persons: what every fact of the event is read from."""

    def __init__(self, doc: Doc, sentences: list[Masked], genders: Sequence[str | None]) -> None:
        """Read one event's sentences; `genders` holds one entry per subject, None where not told."""
        self.doc = doc
        self.sentences = sentences
        self.subjects = len(genders)
        all_spans = sentences_of(doc)
        self.spans: dict[int, Span] = {m.index: all_spans[m.index] for m in sentences}
        self._who = {
            i: _checked(doc[i], mark, genders)
            for m in sentences
            for i, mark in _marked_tokens(all_spans[m.index], m)
        }
        if self.subjects == 1:
            for span in self.spans.values():
                self._bind(span, genders[0])

    def who(self, token: Token | None) -> str | None:
        """Return the mark of the person a token means, looking through "one of the officers" and "who"."""
        for _ in range(STEPS):
            if token is None:
                return None
            if token.i in self._who:
                return self._who[token.i]
            inner = _partitive(token) or _antecedent(token)
            if inner is None or inner.i == token.i:
                return None
            token = inner
        return None

    def is_subject(self, token: Token | None, number: int) -> bool:
        """Tell whether a token means one subject."""
        return self.who(token) == f"S{number}"

    def _bind(self, span: Span, gender: str | None) -> None:
        """Give open pronouns to the one subject: an object pronoun is never the actor of its own verb.

        "An officer tried to stop him, and he ran": `him` is not the officer, and `he` goes on from `him`.
        """
        is_bound = False
        for token in span:
            meant = GENDERS.get(token.lower_)
            if meant is None or token.i in self._who or gender not in {None, meant}:
                continue
            verb = token.head.head if token.dep_ == "pobj" else token.head
            faces_officer = token.lower_ in {"him", "her"} and self.who(subject_of(verb)) == OFFICER
            if faces_officer and token.dep_ in {"dobj", "pobj", "dative", "nsubj"}:
                is_bound = True
            if is_bound:
                self._who[token.i] = "S0"

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Every verb of the event's sentences, in text order."""
        return tuple(deed for index, span in sorted(self.spans.items()) for deed in _deeds(span, index))

    def tokens(self) -> Iterator[tuple[int, Token]]:
        """Yield every token of the event's sentences with its sentence's index, in text order."""
        for index, span in sorted(self.spans.items()):
            for token in span:
                yield index, token

    def holds(self, token: Token, marks: str) -> bool:
        """Tell whether the sentence of a token names a person whose mark begins with one of `marks`."""
        return any((self._who.get(other.i) or " ")[0] in marks for other in token.sent)


GENDERS = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}


def _checked(token: Token, mark: str, genders: Sequence[str | None]) -> str:
    """Return a token's mark; a noun whose gender is not the subject's means somebody else."""
    if not mark.startswith("S"):
        return mark
    number = int(mark[1:])
    known = genders[number] if number < len(genders) else None
    said = gender_of_noun(token)
    return THIRD if known is not None and said is not None and said != known else mark


def _marked_tokens(span: Span, masked: Masked) -> Iterator[tuple[int, str]]:
    ends = [at for at, _, _ in masked.spans[1:]] + [len(masked.text)]
    marked = [
        (-1 - start, end, masked.text[at:stop].strip("⟦⟧"))
        for (at, start, end), stop in zip(masked.spans, ends, strict=True)
        if start < 0
    ]
    for token in span:
        for start, end, mark in marked:
            if start <= token.idx < end:
                yield token.i, mark


def _partitive(token: Token) -> Token | None:
    """Return the noun in "one of the officers", "members of the team"."""
    if token.lower_ not in words("deeds", "partitive"):
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _antecedent(token: Token) -> Token | None:
    """Return the noun that "who", "that" or "which" stands for."""
    if token.lower_ not in {"who", "that", "which", "whom"}:
        return None
    verb = token.head
    for _ in range(STEPS):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in {"ccomp", "conj", "xcomp"}:
            return None
        verb = verb.head
    return None


def _deeds(span: Span, index: int) -> Iterator[Deed]:
    for token in span:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
            continue
        passive = _is_passive(token)
        if passive:
            actor, patient = agent_of(token), _befallen(token)
        else:
            actor, patient = subject_of(token), _object(token)
        yield Deed(token, actor, patient, passive, is_negated(token, actor, patient), index)


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _own_object(verb):
        return verb.tag_ == "VBN" and _is_passive(verb.head) and not _own_subject(verb)
    if any(child.dep_ == "agent" for child in verb.children) and not _own_object(verb):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"} and not _own_object(verb)


def _own_object(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in {"dobj", "obj"}), None)


def _own_subject(verb: Token) -> Token | None:
    """Return a verb's subject, of several the nearest: a dateline is parsed as one ("DAYTON — A man was")."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    return next((child for child in reversed(own) if child.i < verb.i), own[0] if own else None)


def subject_of(verb: Token) -> Token | None:
    """Return who acts: the verb's own subject, or that of the verb it hangs on."""
    current = verb
    for _ in range(STEPS):
        own = _own_subject(current)
        if own is not None:
            return own
        head = current.head
        if current.dep_ in {"relcl", "acl", "amod"}:
            return head
        if current.dep_ == "xcomp" and _own_object(head) is not None:
            return _own_object(head)  # "ordered the man to drop it"
        if current.dep_ == "pcomp" and head.dep_ == "prep":
            current = head.head  # "after pointing a gun"
            continue
        if current.dep_ not in GOVERNED or head.i == current.i:
            return None
        current = head
    return None


def agent_of(verb: Token) -> Token | None:
    """Return the noun after "by", of the verb or of one joined to it ("shot and killed by police")."""
    for one in (verb, *(other for other in verb.conjuncts if other.pos_ == "VERB")):
        for child in one.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _befallen(verb: Token) -> Token | None:
    """Return whom a passive befell."""
    own = _own_subject(verb)
    if own is not None:
        return own
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return verb.head
    return subject_of(verb)


def _object(verb: Token) -> Token | None:
    """Return the object, also one shared with a later verb ("shot and killed him"), or of a bare relative."""
    own = _own_object(verb)
    if own is not None:
        return own
    for other in verb.children:
        if other.dep_ == "conj" and other.pos_ == "VERB" and _own_object(other) and not _own_subject(other):
            return _own_object(other)
    if verb.dep_ == "relcl":
        subject = _own_subject(verb)
        if subject is not None and subject.lower_ not in {"who", "that", "which"}:
            return verb.head
    return None


def is_negated(verb: Token, *nouns: Token | None) -> bool:
    """Tell whether a verb is denied: "did not", "never", "no officers were", "none of them"."""
    if any(child.dep_ == "neg" or child.lower_ in {"never", "neither"} for child in verb.children):
        return True
    if verb.dep_ in {"xcomp", "conj"} and any(child.dep_ == "neg" for child in verb.head.children):
        has_own = any(child.dep_ in SUBJECTS for child in verb.children)
        is_apart = verb.tag_ in {"VBD", "VBZ"} and verb.head.tag_ == "VB"  # "did not listen and backed up"
        return verb.dep_ == "xcomp" or not (has_own or is_apart)
    nobody = words("deeds", "nobody")
    return any(
        noun is not None and (noun.lower_ in nobody or any(child.lower_ in nobody for child in noun.lefts))
        for noun in nouns
    )


def beside(verb: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the nouns after given prepositions of a verb, of its object and of its particles."""
    found = []
    places = [verb, *(c for c in verb.children if c.dep_ in {"dobj", "obj", "prep", "prt", "advmod", "attr"})]
    for place in places:
        for child in place.children:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                found += [noun for noun in child.children if noun.dep_ == "pobj"]
    return found


def named_by(token: Token | None) -> Token | None:
    """Return the noun itself, or the one that "who", "that" or "which" stands for."""
    return token if token is None else _antecedent(token) or token


def is_nearly(verb: Token) -> bool:
    """Tell whether a verb's deed only nearly happened: "was nearly run over"."""
    return any(child.lower_ in words("deeds", "nearly") for child in verb.children)


def is_unreal(verb: Token) -> bool:
    """Tell whether a verb says what somebody wanted, threatened or might do, not what was done."""
    if any(child.dep_ == "aux" and child.lower_ in words("deeds", "modal") for child in verb.children):
        return True
    current = verb
    for _ in range(STEPS):
        head = current.head
        if current.dep_ in {"xcomp", "pcomp", "acl", "ccomp"} and head.lemma_.lower() in words(
            "deeds", "unreal"
        ):
            return True
        if current.dep_ not in {"xcomp", "pcomp", "prep", "conj", "acl"} or head.i == current.i:
            return False
        current = head
    return False
