"""Runs of capitalised words that may be a person's name, cut free of titles, places and bodies.

Works on the words of the body alone, so that a parser's mistakes about names do not matter. Given names and
surnames with their frequencies: United States Census 1990, and public records of fatal encounters 2000-2024.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from transforms.extraction.lexicon import words as listed
from warehouse.seeds import seeds_root

WORD = re.compile(r"[^\W\d_]+(?:['’\ufffd-][^\W\d_]+)*")  # U+FFFD: an apostrophe that was lost
CONTRACTION = re.compile(r"(?:['’](?:ll|m|ve|re|d)|n['’]t)$")
POSSESSIVE = re.compile(r"['’\ufffd]s?$")
BLANK = re.compile(r"[ \u00a0]{1,2}\Z")
AFTER_ABBREVIATION = re.compile(r"\.[ \u00a0]{0,2}\Z")
BEFORE_SUFFIX = re.compile(r",[ \u00a0]?\Z")
OPENS_NICKNAME = re.compile(r"[ \u00a0][\"“'‘(]\Z")
CLOSES_NICKNAME = re.compile(r"[\"”'’)],?[ \u00a0]\Z")
LONGEST_NAME = 5
USUAL_FROM, COMMON_FROM = 20, 60  # bearers in 100,000


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the body; `gap` is what stands between it and the next word."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def key(self) -> str:
        """Return the word as lexicons spell it."""
        return _plain(self.text)

    @property
    def is_initial(self) -> bool:
        """Tell whether the word is a single letter with a full stop, or in capitals ("J.", "J")."""
        return len(self.text) == 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words that may name a person: `[first, last]` in the list of words."""

    first: int
    last: int
    start: int
    end: int
    text: str
    is_place_like: bool  # its last word may as well be that of a street or a park

    @property
    def size(self) -> int:
        """Return the number of words, suffixes included."""
        return self.last - self.first + 1


def split_words(body: str) -> list[Word]:
    """Return the words of a body in order, without a possessive ending."""
    found = list(WORD.finditer(body))
    words = []
    for number, match in enumerate(found):
        text = match.group()
        bare = POSSESSIVE.sub("", text) if len(text) > 2 else text
        end = match.start() + len(bare)
        following = found[number + 1].start() if number + 1 < len(found) else min(len(body), end + 3)
        words.append(Word(match.start(), end, bare, body[end : min(following, end + 6)]))
    return words


@cache
def _rows(file_name: str) -> dict[str, dict[str, str]]:
    with (seeds_root() / "extraction" / file_name).open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def _bearers(file_name: str, text: str) -> int:
    """Return in how many of 100,000 persons a name, or the commonest part of a hyphenated one, is found."""
    rows = _rows(file_name)
    return max(
        int(rows[part]["per_100k"]) if part in rows else 0
        for part in [_plain(text), *_plain(text).split("-")]
    )


def female_share(given_name: str) -> float | None:
    """Return the share of women among the bearers of a given name in 1990, None where not known."""
    share = _rows("given_names.csv").get(_plain(given_name), {}).get("female_share")
    return float(share) if share else None


def given_name_weight(text: str) -> int:
    """Return 0 for no given name, 1 for a rare one, 2 for a usual, 3 for a common one."""
    count = _bearers("given_names.csv", text)
    return sum(count >= least for least in (1, USUAL_FROM, COMMON_FROM))


def is_surname(text: str) -> bool:
    """Tell whether a word, or a part of a hyphenated one, is among the 20,000 most frequent surnames."""
    return _bearers("surnames.csv", text) > 0


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("\ufffd", "'")


def candidates(
    words: list[Word], barred: Iterable[tuple[int, int]], title_words: frozenset[str]
) -> list[Candidate]:
    """Return the candidates of a body in text order.

    `barred` are spans that name agencies; `title_words` are words of ranks and offices.
    """
    inside = _inside(words, barred)
    found: list[Candidate] = []
    for first, last in _runs(words):
        found += _segments(words, first, last, inside, title_words)
    return found


def _inside(words: list[Word], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the numbers of the words that lie in one of the spans."""
    marked: set[int] = set()
    ordered = sorted(spans)
    position = 0
    for number, word in enumerate(words):
        while position < len(ordered) and ordered[position][1] <= word.start:
            position += 1
        if position < len(ordered) and ordered[position][0] < word.end:
            marked.add(number)
    return marked


def is_capitalised(word: Word) -> bool:
    """Tell whether a word is written as a name: a capital first, and not a headline's capitals throughout."""
    text = word.text
    return text[0].isupper() and not (len(text) > 2 and text.isupper()) and not CONTRACTION.search(text)


def _runs(words: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches of capitalised words, particles and initials between them allowed."""
    number = 0
    while number < len(words):
        if not is_capitalised(words[number]):
            number += 1
            continue
        last = number
        while (following := _continues(words, last)) is not None:
            last = following
        yield number, last
        number = last + 1


def _continues(words: list[Word], last: int) -> int | None:
    """Return the number of the word that goes on with a name after the word `last`."""
    following = last + 1
    if following >= len(words):
        return None
    word, after = words[last], words[following]
    if BEFORE_SUFFIX.match(word.gap) and after.key in listed("people", "suffixes"):
        return following
    joined = BLANK.match(word.gap) or (AFTER_ABBREVIATION.match(word.gap) and is_abbreviation(word))
    if joined and is_capitalised(after):
        return following
    if joined and after.key in listed("people", "particles"):
        return _after_particles(words, following)
    if OPENS_NICKNAME.match(word.gap):
        return _after_nickname(words, following)
    return None


def is_abbreviation(word: Word) -> bool:
    """Tell whether a full stop after a word does not end the sentence."""
    if word.text in listed("people", "words_too"):
        return False
    return word.is_initial or word.key in listed("people", "abbreviations")


def _after_particles(words: list[Word], number: int) -> int | None:
    for following in range(number, min(number + 3, len(words))):
        if words[following].key not in listed("people", "particles"):
            return following if is_capitalised(words[following]) else None
        if not BLANK.match(words[following].gap):
            return None
    return None


def _after_nickname(words: list[Word], number: int) -> int | None:
    """Return the word after a nickname in quotation marks or brackets of up to three words."""
    for following in range(number, min(number + 3, len(words) - 1)):
        if CLOSES_NICKNAME.match(words[following].gap):
            return following + 1 if is_capitalised(words[following + 1]) else None
        if not BLANK.match(words[following].gap):
            return None
    return None


def _segments(
    words: list[Word], first: int, last: int, inside: set[int], title_words: frozenset[str]
) -> Iterator[Candidate]:
    """Cut one run at titles, at words that are in no name, and at places."""
    start = first
    number = first
    while number <= last:
        may_end = 0 < number - start <= 3 and (given_name_weight(words[start].text) > 0 or start == first)
        is_last = number == last or words[number + 1].key in listed("people", "suffixes")
        kind = _kind(words[number], number in inside, title_words, may_end and is_last)
        if kind == "name":
            number += 1
            continue
        if kind != "place" and number > start:
            yield from _candidate(words, start, number - 1, is_place_like=False)
        number += 1
        start = number
    if start <= last and not _goes_on_as_place(words, last):
        yield from _candidate(
            words, start, last, is_place_like=words[last].key in listed("people", "place_words")
        )


def _kind(word: Word, is_barred: bool, title_words: frozenset[str], may_end: bool) -> str:
    key = word.key
    if is_barred:
        return "place"
    if word.gap.startswith(".") and (word.is_initial or key in listed("people", "state_abbreviations")):
        return "name" if word.is_initial else "stop"
    if may_end and is_surname(key) and key not in listed("people", "never_surnames"):
        return "name"
    if key in listed("people", "place_words"):
        return "place"
    if key in listed("people", "not_names"):
        return "stop"
    return "title" if key in title_words else "name"


def _goes_on_as_place(words: list[Word], last: int) -> bool:
    """Tell whether a place's noun follows in small letters ("the Van Brunt neighborhood")."""
    if last + 1 >= len(words) or not BLANK.match(words[last].gap):
        return False
    return words[last + 1].text in listed("people", "place_nouns")


def _is_ambiguous(word: Word) -> bool:
    return word.key in listed("people", "place_words") | listed("people", "not_names")


def _candidate(words: list[Word], first: int, last: int, is_place_like: bool) -> Iterator[Candidate]:
    particles, suffixes = listed("people", "particles"), listed("people", "suffixes")
    while first <= last and (words[first].key in suffixes or words[first].text in particles):
        first += 1
    while last >= first and words[last].text in particles:
        last -= 1
    if first > last or last - first >= LONGEST_NAME + 2:
        return
    if all(word.is_initial for word in words[first : last + 1]):
        return
    start, end = words[first].start, words[last].end
    ends_abbreviated = words[last].is_initial or words[last].key in suffixes
    if ends_abbreviated and words[last].gap.startswith("."):
        end += 1
    text = _spelled(words, first, last)
    yield Candidate(first, last, start, end, text, is_place_like)


def _spelled(words: list[Word], first: int, last: int) -> str:
    """Return a name as it is written, with single blanks and without a possessive ending."""
    parts = []
    for number in range(first, last + 1):
        word = words[number]
        parts.append(word.text)
        if number < last:
            gap = word.gap.replace("\u00a0", " ")
            parts.append(re.sub(r" +", " ", gap))
    text = "".join(parts)
    if (words[last].is_initial or words[last].key in listed("people", "suffixes")) and words[
        last
    ].gap.startswith("."):
        text += "."
    return text
