"""One use of force as found in a text, and who can be its actor: shared by the finders of force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from transforms.extraction.actors import ANIMAL, CIVILIAN, OFFICER, THING, UNKNOWN, Cast
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.syntax import SUBJECTS, child
from transforms.records import AgencyMention

ACRONYM = re.compile(r"[A-Z]{1,6}(?:PD|SO|CSO|SP|HP)$|SWAT$")  # KCPD, LASO, JCSO, ISP, MSHP


@dataclass(frozen=True, slots=True)
class ForceHit:
    """One use of force at `[start, end)`; tokens by index into the Doc, None where not told."""

    force_type: str
    start: int
    end: int
    sentence: int
    actor: int | None
    target: int | None
    is_person_named: bool  # the target is a civilian named or described, not merely possible
    source: str  # verb, nominal, device, implied


class Actors:
    """Who a token is, with the agencies of the article known."""

    def __init__(self, doc: Doc, cast: Cast, mentions: Sequence[AgencyMention]) -> None:
        self.cast = cast
        self._agency = {i for m in mentions for i in _root(doc, m)}

    def kind(self, token: Token) -> str:
        """Return officer, civilian, animal, thing or unknown; agencies and their acronyms are officers."""
        kind = self.cast.kind(token)
        if kind == UNKNOWN and (
            ACRONYM.match(token.text) or token.i in self._agency or token.lemma_ in lexicon("force")["bodies"]
        ):
            return OFFICER
        return kind

    def is_officer(self, token: Token | None) -> bool:
        """Tell whether a token means an officer or officers."""
        return token is not None and self.kind(token) == OFFICER

    def is_animal(self, token: Token) -> bool:
        """Tell whether a token means an animal, also as "it", or as "them" after a sentence about dogs."""
        if self.kind(token) == ANIMAL or token.lower_ == "it":
            return True
        if token.lower_ not in {"them", "one", "both", "two"} or token.sent.start == 0:
            return False
        before = token.doc[token.doc[token.sent.start - 1].sent.start : token.i]
        kinds = [self.kind(t) for t in before if t.pos_ == "NOUN"]
        return ANIMAL in kinds and CIVILIAN not in kinds

    def _one_of_the_officers(self, number: Token) -> Token:
        """Return the officers of whom "one", "two" or "both" is said: where nobody else in the plural was
        told of in the sentence up to there, or in the one before."""
        for start, end in self._spans_before(number):
            many = [t for t in number.doc[start:end] if t.tag_ in {"NNS", "NNPS"} and not _is_heard(t)]
            kinds = {self.kind(t) for t in many}
            if CIVILIAN in kinds or ANIMAL in kinds:
                return number
            if OFFICER in kinds:
                return next(t for t in reversed(many) if self.kind(t) == OFFICER)
        return number

    def _spans_before(self, token: Token) -> list[tuple[int, int]]:
        start = token.sent.start
        own = (start, token.i)
        return [own, (token.doc[start - 1].sent.start, start)] if start else [own]

    def officer(self, token: Token | None) -> Token | None:
        """Return the officer that acts through a noun: itself, its conjunct, or the owner of its bullets."""
        if token is None:
            return None
        meant = self.meant(token)
        for candidate in (meant, *meant.conjuncts):
            if self.kind(candidate) == OFFICER:
                return candidate
        if meant.lemma_.lower() in set(lexicon("force")["missiles"]):
            return self._owner(meant)
        if meant.lemma_.lower() in words("force", "partners") and self._is_officers_partner(meant):
            return meant
        if meant.pos_ == "PROPN" and self.cast.person(meant) is None:
            return self._named_by_place(meant)
        return None

    def _is_officers_partner(self, partner: Token) -> bool:
        """Tell "the officer's partner", and "his partner" where "his" can only be an officer's.

        The officer must be the one told of last, by himself and not as who speaks or is spoken to. Where
        others were told of before, it must be they who are shot: a robber's partner shoots the clerk.
        """
        owner = child(partner, "poss")
        is_private = compiled(lexicon("force")["off_work"]).search(partner.sent.text) is not None
        if is_private or any(t.dep_ in {"amod", "compound"} for t in partner.lefts):
            return False
        if owner is None or owner.pos_ != "PRON":
            return owner is not None and self.kind(owner) == OFFICER
        before = owner.doc[owner.sent.start : owner.i]
        beings = [t for t in before if t.pos_ in {"NOUN", "PROPN"} and self.kind(t) in {OFFICER, CIVILIAN}]
        if not beings or not self._is_one_officer(beings[-1]):
            return False
        shot = next((c for c in partner.head.children if c.dep_ == "dobj"), None)
        if shot is not None and shot.pos_ == "PRON":
            return False
        others = [t for t in beings if self.kind(t) == CIVILIAN]
        is_known = shot is not None and any(c.lower_ == "the" for c in shot.lefts)
        known = {t.lemma_.lower() for t in others} | words("force", "opponents")
        if compiled(lexicon("force")["driving"]).search(before.text):
            known |= words("force", "motorists")
        return not others or (
            len(others) == 1 and shot is not None and is_known and shot.lemma_.lower() in known
        )

    def _is_one_officer(self, noun: Token) -> bool:
        """Tell whether a noun is one officer who neither speaks nor is spoken to."""
        is_one = self.kind(noun) == OFFICER and noun.tag_ in {"NN", "NNP"} and not (
            {noun.lower_, noun.lemma_.lower()} & words("actors", "officer_body")
        )  # fmt: skip
        verb = noun.head
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        return is_one and verb.lemma_.lower() not in words("force", "speech")

    def _named_by_place(self, place: Token) -> Token | None:
        """Return the officers of "two Kansas City, Kansas, officers", parsed with the place as head."""
        inside = [t for t in place.subtree if t.i > place.i and t.dep_ in {"conj", "appos", "nmod", "dep"}]
        return next((token for token in inside if self.kind(token) == OFFICER), None)

    def _owner(self, missile: Token) -> Token | None:
        """Return the officer whose shots they are: "police gunfire", "shots from the deputies"."""
        for token in missile.subtree:
            owns = token.dep_ in {"compound", "poss", "nmod", "amod"} or _follows(token, {"by", "from"})
            if owns and token.i != missile.i and self.kind(token) == OFFICER:
                return token
        return None

    def meant(self, token: Token) -> Token:
        """Return whom a pronoun means where one reading stands out: the subject told of just before."""
        if _is_bare_number(token):
            return self._one_of_the_officers(token)
        word = "they" if _is_some_of_them(token) else token.lower_
        if word not in {"they", "he", "she"}:
            return token
        speaker = _speaker_above(token)
        if speaker is not None and word == "they":
            return speaker
        for candidate in reversed(_beings_before(token)):
            plural = (
                candidate.tag_ in {"NNS", "NNPS"} or candidate.lower_ == "police" or bool(candidate.conjuncts)
            )
            if plural == (word == "they") and self.kind(candidate) in {OFFICER, CIVILIAN}:
                return candidate
        return token


def _is_bare_number(token: Token) -> bool:
    """Tell whether a token is "one", "two", "both" or "another" as a subject by itself."""
    is_alone = not any(c.dep_ in {"prep", "nummod", "det", "amod", "relcl"} for c in token.children)
    return token.dep_ == "nsubj" and token.lower_ in words("force", "some_of_them") and is_alone


def _is_some_of_them(token: Token) -> bool:
    """Tell whether a token heads "two of them" or is "both": persons told of before."""
    if token.lower_ == "both":
        return token.dep_ in SUBJECTS
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return of is not None and any(c.lower_ == "them" for c in of.children)


def _is_heard(noun: Token) -> bool:
    return noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in words("force", "speech")


def _root(doc: Doc, mention: AgencyMention) -> list[int]:
    """Return the index of the token that a mention hangs on: of "Kansas City police" the last."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return [span.root.i] if span is not None else []


def _follows(token: Token, prepositions: set[str]) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in prepositions


def _speaker_above(pronoun: Token) -> Token | None:
    """Return the speakers in "deputies said they …"."""
    verb = pronoun.head
    while verb.dep_ in {"ccomp", "xcomp", "conj", "advcl", "parataxis"} and verb.head.i != verb.i:
        is_said = verb.dep_ == "ccomp"
        verb = verb.head
        own = child(verb, "nsubj")
        if is_said and own is not None and own.pos_ != "PRON" and own.i < pronoun.i:
            return own if not _subjects_between(own, pronoun) else None
    return None


def _subjects_between(speaker: Token, pronoun: Token) -> bool:
    """Tell whether others than the speaker have been named before the pronoun."""
    return any(t.dep_ in SUBJECTS and t.pos_ != "PRON" for t in pronoun.doc[speaker.i + 1 : pronoun.i])


def _beings_before(pronoun: Token) -> list[Token]:
    """Return the nouns a pronoun can mean: for "they" any before it in its sentence, else subjects; else the
    subjects of the sentence before."""
    start = pronoun.sent.start
    same = [
        t for t in pronoun.doc[start : pronoun.i]
        if t.pos_ in {"NOUN", "PROPN"} and (t.dep_ in SUBJECTS or pronoun.lower_ not in {"he", "she"})
    ]  # fmt: skip
    if same or start == 0 or pronoun.sent.text.lstrip().startswith(('"', "“")):
        return same  # in a quotation a pronoun means whom the speaker talked of, not the sentence before
    return [t for t in pronoun.doc[start - 1].sent if t.dep_ in SUBJECTS and t.pos_ != "PRON"]


def _is_kin(target: Token) -> bool:
    """Tell whether a target is the doer's own: shooting "his wife" is no officer's act."""
    owner = child(target, "poss")
    return (
        owner is not None
        and owner.lower_ in {"his", "her", "their"}
        and target.lemma_.lower() in set(lexicon("force")["kin"])
    )


@cache
def _self_words() -> frozenset[str]:
    return frozenset(lexicon("force")["self"])


def make_hit(
    force: str,
    token: Token,
    index: int,
    actor: Token | None,
    target: Token | None,
    actors: Actors,
    source: str,
) -> ForceHit | None:
    """Return a hit at a token, or None where its target is no person: an animal, a thing, oneself."""
    if target is not None and (target.lower_ in _self_words() or _is_kin(target)):
        return None
    kind = actors.kind(target) if target is not None else UNKNOWN
    if (target is not None and actors.is_animal(target)) or (
        target is not None and actor is not None and target.i == actor.i
    ):
        return None
    if kind == THING or (
        target is not None and target.lemma_.lower() in set(lexicon("force")["not_persons"])
    ):
        if target is None or target.lemma_.lower() not in set(lexicon("force")["occupied"]):
            return None
        target, kind = None, UNKNOWN
    if (
        kind == OFFICER
        and target is not None
        and actors.cast.person(target) is None
        and target.pos_ != "PRON"
    ):
        return None  # an officer hit by another's bullet is told apart elsewhere
    keeps = target is not None and kind in {CIVILIAN, UNKNOWN}
    return ForceHit(
        force_type=force,
        start=token.idx,
        end=token.idx + len(token),
        sentence=index,
        actor=actor.i if actor is not None else None,
        target=target.i if target is not None and keeps else None,
        is_person_named=kind == CIVILIAN,
        source=source,
    )


def civilian_before(sentence: Span, end: int, actors: Actors) -> Token | None:
    """Return the last civilian noun before a position; a subject is preferred to a mere name."""
    found = None
    for token in sentence:
        if token.idx >= end:
            break
        if actors.kind(token) == CIVILIAN and (
            found is None or actors.cast.person(token) is None or token.dep_ in SUBJECTS
        ):
            found = token
    return found
