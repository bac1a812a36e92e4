"""Questions to a sentence's grammar that coreference asks: whose clause, who tells it, one or several."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extraction.lexicon import words
from transforms.extraction.syntax import SUBJECTS


def teller_of(token: Token) -> Token | None:
    """Return the subject of the verb of speech in whose content a pronoun stands ("Judd said he …")."""
    current = token
    while current.head.i != current.i:
        is_teller = current.dep_ in SUBJECTS
        current = current.head
        if not is_teller and current.lemma_.lower() in words("subjects", "speech_verbs"):
            for child in current.children:
                if child.dep_ in SUBJECTS and child.i != token.i:
                    return child
    return None


def clause_subject(token: Token) -> Token | None:
    """Return the subject of the clause that a word stands in."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return next((child for child in current.children if child.dep_ in SUBJECTS), None)
    return None


def is_single(token: Token) -> bool:
    """Tell whether a noun is in the singular."""
    return token.tag_ in {"NN", "NNP"}


def is_definite(token: Token) -> bool:
    """Tell whether "the", "that" or "this" stands before a noun."""
    return any(child.lower_ in {"the", "that", "this"} for child in token.children)


def same_clause(token: Token) -> set[int]:
    """Return the tokens that a pronoun cannot mean: the subject of the verb whose object it is."""
    if token.lower_ in words("actors", "reflexive") or token.tag_ == "PRP$":
        return set()
    verb = token.head
    if verb.dep_ in {"prep", "agent"}:
        verb = verb.head
    if token.dep_ in SUBJECTS:
        return set()
    return {child.i for child in verb.children if child.dep_ in SUBJECTS}
