"""What spaCy's attribute ruler gives a token, remembered: part of speech, morphology and lemma.

The ruler matches some 180 patterns anew for every text, which takes a seventh of the time of a parse. They
look at a token's tag and dependency, at whether it is one of some 200 words, and a few at its neighbour, too.
So what one combination of these gets is asked of the ruler once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

LOOKED_AT = [LOWER, TAG, DEP]
GIVEN = [POS, MORPH, LEMMA, DEP]
NO_WORD = 0  # stands for all words that no pattern names
KNOWN_AT_MOST = 50_000  # words, combinations; then all are forgotten: memory does not grow with the corpus

Seen = tuple[int, ...]  # word (or NO_WORD), tag, dependency, as numbers of the vocabulary
Key = tuple[Seen, int, int]  # with the rules over two tokens (as bits) that it begins, and that it ends
Test = Callable[[str, str, str], bool]


class RememberedAttributes:
    """Gives a Doc exactly what an attribute ruler of the same vocabulary gives it.

    Raises ValueError for a ruler with a pattern that looks at anything else, or at more than two tokens.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        rules: list[dict[str, Any]] = list(ruler.patterns)
        patterns = [tokens for rule in rules for tokens in rule["patterns"]]
        _check(patterns)
        self._ruler = ruler
        self._pairs = [(_test(tokens[0]), _test(tokens[1])) for tokens in patterns if len(tokens) == 2]
        self._words = [token["LOWER"] for tokens in patterns for token in tokens if "LOWER" in token]
        self._word: dict[int, int] = {}
        self._sides: dict[Seen, tuple[int, int]] = {}
        self._known: dict[Key, Seen] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of all tokens in place."""
        keys = self._keys(doc)
        try:
            rows = [self._known[key] for key in keys]
        except KeyError:
            self._ruler(doc)
            self._known.update(zip(keys, map(tuple, doc.to_array(GIVEN).tolist()), strict=True))
            return doc
        if rows:
            given: Any = np.array(
                [row[:-1] for row in rows], dtype=np.uint64
            )  # spaCy's stub has its own type
            doc.from_array(GIVEN[:-1], given)
            for token, (seen, _, _), row in zip(doc, keys, rows, strict=True):
                if seen[-1] != row[-1]:
                    token.dep = row[-1]
        return doc

    def _keys(self, doc: Doc) -> list[Key]:
        """Return what the patterns can tell tokens apart by."""
        if max(len(self._known), len(self._word)) > KNOWN_AT_MOST:
            for memory in (self._known, self._sides, self._word):
                memory.clear()
        looked_at = doc.to_array(LOOKED_AT).tolist()
        for word in {word for word, _, _ in looked_at} - self._word.keys():
            self._word[word] = self._class_of(doc, word)
        tokens: list[Seen] = [(self._word[word], tag, dep) for word, tag, dep in looked_at]
        for seen in set(tokens) - self._sides.keys():
            self._sides[seen] = self._sides_of(doc, seen)
        sides = [self._sides[seen] for seen in tokens]
        met = [0, *(first & second for (first, _), (_, second) in pairwise(sides)), 0]
        return [(seen, met[i + 1], met[i]) for i, seen in enumerate(tokens)]

    def _class_of(self, doc: Doc, word: int) -> int:
        text = doc.vocab.strings[word]
        return word if text.isspace() or any(_fits(wanted, text) for wanted in self._words) else NO_WORD

    def _sides_of(self, doc: Doc, seen: Seen) -> tuple[int, int]:
        word, tag, dep = (doc.vocab.strings[number] for number in seen)
        first, second = (
            sum(1 << i for i, pair in enumerate(self._pairs) if pair[side](word, tag, dep)) for side in (0, 1)
        )
        return first, second


def _check(patterns: list[list[dict[str, Any]]]) -> None:
    for tokens in patterns:
        if len(tokens) > 2 or {name for token in tokens for name in token} - {
            "LOWER",
            "TAG",
            "DEP",
            "IS_SPACE",
        }:
            raise ValueError(
                f"An attribute rule looks at more than word, tag, dependency and one neighbour: {tokens}. "
                "Teach transforms/extraction/attributes.py to tell such tokens apart."
            )


def _test(wanted: dict[str, Any]) -> Test:
    def fits(word: str, tag: str, dep: str) -> bool:
        told = {"LOWER": word, "TAG": tag, "DEP": dep}
        return all(_fits(value, told[name]) for name, value in wanted.items())

    return fits


def _fits(wanted: Any, value: str) -> bool:
    """Tell whether a value is what one attribute of a pattern wants. Raises KeyError for an unknown kind."""
    if isinstance(wanted, str):
        return value == wanted
    return all(_WANTS[kind](operand, value) for kind, operand in wanted.items())


_WANTS: dict[str, Callable[[Any, str], bool]] = {
    "IN": lambda operand, value: value in operand,
    "NOT_IN": lambda operand, value: value not in operand,
    "REGEX": lambda operand, value: re.search(operand, value) is not None,
}


@Language.factory("remembered_attributes")
def remembered_attributes(nlp: Language, name: str) -> RememberedAttributes:
    """Stand in for the pipeline's `attribute_ruler`."""
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"attribute_ruler of this pipeline is no AttributeRuler: {type(ruler).__name__}")
    return RememberedAttributes(ruler)
