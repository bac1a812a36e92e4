"""Ages that a text states: beside a name, beside a noun for a person, or in so many words.

Patterns are data, in `seeds/extraction/people.yml` under `ages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from transforms.extraction.lexicon import compiled, lexicon, words

WINDOW = 60  # characters beside a name in which an age is looked for


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years with its span; `said_from` is where a bare number's phrase begins: ", 29,"."""

    years: int
    start: int
    end: int
    said_from: int
    is_bare: bool  # "the man, 29,": it is said of the word before only


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(lexicon("people")["ages"][name])


def _is_possible(years: int) -> bool:
    return 0 < years <= int(lexicon("people")["ages"]["oldest"])


def stated_ages(body: str) -> Iterator[Age]:
    """Yield the ages that a text states in text order; ranges and alternatives are left out."""
    found = [_age(match, is_bare=False) for match in _pattern("in_words").finditer(body)]
    found += [_age(match, is_bare=True) for match in _pattern("bare").finditer(body)]
    for age in sorted(found, key=lambda age: (age.start, age.is_bare)):
        if _is_possible(age.years) and not _pattern("range").search(body[max(0, age.start - 8) : age.start]):
            yield age


def _age(match: re.Match[str], is_bare: bool) -> Age:
    number = match.lastindex or 1
    start, end = match.span(number) if is_bare else match.span()
    return Age(int(match.group(number)), start, end, match.start(), is_bare)


def age_beside(body: str, start: int, end: int) -> tuple[int | None, tuple[int, int] | None]:
    """Return the age, with its span, given beside a name: "NAME, 26,", "26-year-old NAME"."""
    after = _pattern("after_name").match(body, end, min(len(body), end + WINDOW))
    if after is not None and after.lastindex and _is_possible(int(after.group(after.lastindex))):
        return int(after.group(after.lastindex)), after.span(after.lastindex)
    left = max(0, start - 2 * WINDOW)
    before = _pattern("before_name").search(body[left:start])
    if before is None or not _is_possible(int(before.group(1))):
        return None, None
    if not all(_may_stand_between(word) for word in before.group(2).replace(",", "").split()):
        return None, None
    return int(before.group(1)), (left + before.start(1), left + before.end(1))


def _may_stand_between(word: str) -> bool:
    """Tell whether a word between an age and a name leaves the age to it ("26-year-old Lenexa man NAME")."""
    between = words("people", "person_nouns") | words("people", "between_age")
    return word[0].isupper() or word.lower() in between
