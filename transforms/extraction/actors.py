"""Who a noun phrase is about: an officer, a civilian, an animal, a thing, or nobody that can be told."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from transforms.extraction.lexicon import lexicon, words
from transforms.records import Person

if TYPE_CHECKING:
    from transforms.extraction.coreference import Coreference

OFFICER, CIVILIAN, ANIMAL, THING, UNKNOWN = "officer", "civilian", "animal", "thing", "unknown"


class Cast:
    """The persons of one article, found by the token that a sentence has in their place."""

    def __init__(self, doc: Doc, people: Iterable[Person]) -> None:
        self.people = list(people)
        self.coreference: Coreference | None = None  # who else means these persons; made when first asked for
        self._person_at: dict[int, Person] = {}
        starts = {token.idx: token.i for token in doc}
        for person in self.people:
            for mention in person.mentions:
                first = starts.get(mention.start)
                if first is None:
                    continue
                for token in doc[first:]:
                    if token.idx >= mention.end:
                        break
                    self._person_at[token.i] = person

    def person(self, token: Token) -> Person | None:
        """Return the person named at a token, if any."""
        return self._person_at.get(token.i)

    def kind(self, token: Token) -> str:
        """Return the kind of being that the phrase headed by `token` is about."""
        person = self.person(token)
        if person is not None:
            return OFFICER if person.role == "law_enforcement" else CIVILIAN
        return _kind_of_noun(token)


@cache
def _phrases() -> dict[str, frozenset[str]]:
    return {head: frozenset(before) for head, before in lexicon("actors")["officer_phrases"].items()}


def _kind_of_noun(token: Token) -> str:
    word, lemma = token.lower_, token.lemma_.lower()
    forms = {word, lemma}
    if forms & _phrases().keys():
        head = next(form for form in (word, lemma) if form in _phrases())
        before = {child.lower_ for child in token.lefts} | {left.lower_ for left in _window(token, 3)}
        if before & _phrases()[head]:
            return OFFICER
        return CIVILIAN if forms & words("actors", "civilian") else _kind_of_partitive(token)
    if forms & words("actors", "officer"):
        return _officer_or_guard(token)
    for kind in (CIVILIAN, ANIMAL, THING):
        if forms & words("actors", kind):
            return kind
    if lemma in {"one", "two", "three", "several", "some", "all", "both", "other"}:
        return _kind_of_partitive(token)
    return UNKNOWN


def _officer_or_guard(token: Token) -> str:
    before = {left.lower_ for left in _window(token, 2)}
    return CIVILIAN if "security" in before else OFFICER


def _kind_of_partitive(token: Token) -> str:
    """Look through "one of the officers" to the noun that is meant."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return _kind_of_noun(noun)
    return UNKNOWN


def _window(token: Token, size: int) -> list[Token]:
    return [token.doc[i] for i in range(max(0, token.i - size), token.i)]


def gender_of_noun(token: Token) -> str | None:
    """Return the gender that a noun says ("man", "girlfriend"), else None."""
    genders = lexicon("actors")["gender"]
    forms = {token.lower_, token.lemma_.lower()}
    for gender in ("female", "male"):
        if forms & set(genders[gender]):
            return gender
    return None
