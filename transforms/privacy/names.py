"""Names in text: a full name with whatever stands between first and last, or one word of it where it was met.

Letters are compared without case and accents, one for one, so that a place in the folded text is the same
place in the text. A single word counts only with a capital, in files and addresses (`is_loose`) in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

_PART = re.compile(r"[^\W_]+")
_NO_NAME = frozenset({"jr", "sr", "ii", "iii", "iv", "the", "and", "of", "de", "la", "van", "von"})
_SHORTEST = 3  # letters of a word that is withheld by itself
_BETWEEN = 2  # words between first and last name: initials, middle names, one in quotation marks

Span = tuple[int, int, str]  # start, end, rule


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a rule protects, and the incidents and articles in which it was met."""

    rule: str
    text: str
    scopes: frozenset[str]
    kin: bool = False


@dataclass(slots=True)
class Names:
    """The protected names, ready to be looked for."""

    _full: dict[str, list[tuple[re.Pattern[str], str]]] = field(default_factory=lambda: defaultdict(list))
    _scoped: dict[str, dict[str, tuple[str, bool]]] = field(default_factory=lambda: defaultdict(dict))

    def full(self, text: str) -> Iterator[Span]:
        """Yield where full names stand, whoever's row it is."""
        flat = folded(text)
        for word in {match[0] for match in _PART.finditer(flat)}:
            for pattern, rule in self._full.get(word, ()):
                for match in pattern.finditer(flat):
                    yield match.start(), match.end(), rule

    def single(self, text: str, scopes: Iterable[str], is_loose: bool = False) -> Iterator[Span]:
        """Yield where a word of a name stands in a text of these incidents and articles."""
        words = self.words_of(scopes)
        if words:
            for match in _PART.finditer(folded(text)):
                rule, _ = words.get(match[0], ("", False))
                if rule and (is_loose or text[match.start()].isupper()):
                    yield match.start(), match.end(), rule

    def words_of(self, scopes: Iterable[str]) -> Mapping[str, tuple[str, bool]]:
        """Return the words protected in these scopes, each with its rule and whether for kin."""
        found: dict[str, tuple[str, bool]] = {}
        for scope in scopes:
            for word, one in self._scoped.get(scope, {}).items():
                _protect(found, word, *one)
        return found

    def bears(self, name: str, scopes: Iterable[str]) -> str | None:
        """Return the rule by which a name is withheld, None where none is: whole, its one word, or kin's."""
        for _, _, rule in self.full(name):
            return rule
        words, protected = name_words(name), self.words_of(scopes)
        if len(words) == 1 and words[0] in protected:
            return protected[words[0]][0]
        if words and protected.get(words[-1], ("", False))[1]:
            return protected[words[-1]][0]
        return None

    @property
    def scopes(self) -> frozenset[str]:
        """Return the incidents and articles in which a protected name was met."""
        return frozenset(self._scoped)


def names_of(found: Iterable[Name]) -> Names:
    """Return protected names, ready to be looked for. Names without a letter protect nothing."""
    ready = Names()
    for one in found:
        words = name_words(one.text)
        if len(words) > 1:
            between = max(_BETWEEN, len(_PART.findall(one.text)) - 2)
            ready._full[words[-1]].append((_full_pattern(words[0], words[-1], between), one.rule))
        for word in words:
            if len(word) >= _SHORTEST:
                for scope in one.scopes:
                    _protect(ready._scoped[scope], word, one.rule, one.kin)
    return ready


def _protect(words: dict[str, tuple[str, bool]], word: str, rule: str, kin: bool) -> None:
    """Note a word; one that protects kin goes on doing so whoever else bears it."""
    if kin or not words.get(word, ("", False))[1]:
        words[word] = (rule, kin)


def name_words(name: str) -> list[str]:
    """Return the words of a name, folded, without what stands in many (Jr., de)."""
    words = [match[0] for match in _PART.finditer(folded(name))]
    return [word for word in words if word not in _NO_NAME]


@cache
def _full_pattern(first: str, last: str, between: int) -> re.Pattern[str]:
    middle = rf"(?:[\W_]+[^\W_]+){{0,{between}}}?[\W_]+"
    return re.compile(rf"(?<![^\W_]){re.escape(first)}{middle}{re.escape(last)}(?![^\W_])")


def folded(text: str) -> str:
    """Return a text of the same length without case and accents."""
    return text.lower() if text.isascii() else "".join(_fold(letter) for letter in text)


@cache
def _fold(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base if len(base) == 1 else letter
