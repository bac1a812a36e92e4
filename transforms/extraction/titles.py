"""Ranks, offices and relations beside a name: the title as given, and the role it gives its bearer.

Titles are data: `seeds/ranks.csv` (law enforcement and prosecution) and `seeds/extraction/people.yml`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from transforms.extraction.lexicon import lexicon, words
from transforms.extraction.names import Word, is_abbreviation
from warehouse.seeds import seeds_root

TITLE_GAP = re.compile(r"(?:[ \u00a0]{1,2}|-|/)\Z")
FULL_STOP_GAP = re.compile(r"\.[ \u00a0]{0,2}\Z")
COMMA_GAP = re.compile(r",[ \u00a0]\Z")
LONGEST_TITLE = 7
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a body: its span, its text as given, and the speaker_role of who bears it."""

    start: int
    end: int
    text: str | None  # None: an honorific ("Mr.") or a relation ("his sister")
    role: str | None  # None: an honorific


@cache
def title_roles() -> dict[tuple[str, ...], str | None]:
    """Return every title, relation and honorific, as its words in lower case, with the role it gives."""
    roles: dict[tuple[str, ...], str | None] = {}
    with (seeds_root() / "ranks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for form in [row["title"], *row["abbreviations"].split(";")]:
                if len(form) > 2 and row["kind"] not in {"unit", "generic"}:
                    roles[_key(form)] = row["speaker_role"]
    for section in ("titles", "relations"):
        for role, forms in lexicon("people")[section].items():
            roles |= {_key(form): role for form in forms}
    roles |= {_key(form): None for form in words("people", "honorifics")}
    return roles


@cache
def _untitled() -> frozenset[tuple[str, ...]]:
    """Return the forms that give a role, or respect, but are not what a title column holds."""
    relations = {_key(form) for forms in lexicon("people")["relations"].values() for form in forms}
    return frozenset(relations | {_key(form) for form in words("people", "honorifics")})


def _key(form: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("'s") for word in re.findall(r"[\w'-]+", form.lower().replace("’", "'")))


@cache
def _listed_keys(section: str) -> frozenset[str]:
    return frozenset(word for form in words("people", section) for word in _key(form))


@cache
def title_words() -> frozenset[str]:
    """Return the words of which titles are made, without links such as "of" and without single letters."""
    made_of = {word for key in title_roles() for word in key}
    made_of |= _listed_keys("title_modifiers") | _listed_keys("title_units")
    return frozenset(word for word in made_of - words("people", "title_links") if len(word) > 1)


def title_before(body: str, all_words: list[Word], first: int) -> Title | None:
    """Return the title that ends just before the word `first`, the longest there is.

    After a comma ("his sister, NAME,") a rank counts only with "the": a list may follow it.
    """
    if first == 0:
        return None
    if all_words[first - 1].text in words("people", "words_too"):
        return None
    after_comma = bool(COMMA_GAP.match(all_words[first - 1].gap))
    best = None
    for size in range(1, LONGEST_TITLE + 1):
        start = first - size
        if start < 0 or not (_joins(all_words[start]) or (size == 1 and after_comma)):
            break
        key = tuple(word.key for word in all_words[start:first])
        definite = start > 0 and all_words[start - 1].key == "the"  # "the former detective, NAME,"
        if _role_of(key) is not UNKNOWN and (not after_comma or definite or _may_precede_comma(key)):
            best = start
    if best is None:
        return None
    before = all_words[best - 1] if best > 0 else None
    if before is not None and before.gap == " " and before.text[0].isupper() and best + 1 < first:
        best += all_words[best].key in words("people", "place_endings")  # "Clay County Prosecutor"
    return _title(body, all_words[best:first])


def _joins(word: Word) -> bool:
    return bool(TITLE_GAP.match(word.gap)) or (bool(FULL_STOP_GAP.match(word.gap)) and is_abbreviation(word))


def _may_precede_comma(key: tuple[str, ...]) -> bool:
    return key in _untitled() or key[-1] in words("people", "before_comma")


def _title(body: str, title: list[Word]) -> Title:
    """Cut from a title the words that only say of what body it is."""
    key = [word.key for word in title]
    role = _role_of(tuple(key))
    first = 0
    while first + 1 < len(key) and key[first] in _listed_keys("title_units") and not _belongs(key, first):
        first += 1
    start, end = title[first].start, title[-1].end
    end += 1 if title[-1].gap.startswith(".") else 0
    text = re.sub(r"\s+", " ", body[start:end]).strip()
    return Title(start, end, None if tuple(key[first:]) in _untitled() else text, role)


def _belongs(key: list[str], first: int) -> bool:
    """Tell whether a unit's word is part of the title ("Police Chief", "State Trooper")."""
    if tuple(key[first:]) in title_roles() and key[first] != "police":
        return True
    return key[first] == "police" and any(word in words("people", "of_police") for word in key[first + 1 :])


def _role_of(key: tuple[str, ...]) -> str | None:
    """Return the role of a title's words: the longest known one at its end decides, after modifiers."""
    roles = title_roles()
    before = _listed_keys("title_modifiers") | _listed_keys("title_units")
    for start in range(len(key)):
        if key[start:] in roles and all(word in before for word in key[:start]):
            return roles[key[start:]]
    for link in words("people", "title_links"):
        if link in key[1:-1]:
            at = key.index(link, 1)
            head = _role_of(key[:at])
            if (
                head is not UNKNOWN
                and head is not None
                and key[-1] != "the"  # "pastor of the church": the church is no part of the title
                and all(w in words("people", "title_fields") for w in key[at + 1 :])
            ):
                return head
    return UNKNOWN


APPOSITION = re.compile(
    r",(?: \d{1,3},)? ((?:an?|the|his|her|their|who is an?|who is the|who was an?|[A-Z]\w+['’]s) )?"
)
APPOSITION_SPAN = 120
PIECE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
STOPS = re.compile(r"[,;:!?\n\"“”]|\.(?= |$)")


def title_after(body: str, end: int) -> Title | None:
    """Return the title in apposition after a name ("NAME, a spokeswoman for …"), looked for in one phrase."""
    opening = APPOSITION.match(body, end)
    if opening is None:
        return None
    limit = _phrase_end(body, opening.end())
    phrase = [
        Word(piece.start(), piece.end(), piece.group().removesuffix("'s").removesuffix("’s"), " ")
        for piece in PIECE.finditer(body, opening.end(), limit)
    ]
    keys = [word.key for word in phrase]
    if any(key in words("people", "speech") for key in keys) and "who" not in keys:
        return None  # "NAME, a prosecutor announced": the noun begins a clause of its own
    keys = keys[:10]
    for last in range(len(keys)):
        if keys[last] in words("people", "ends_apposition"):
            break
        for first in range(last + 1 if opening.group(1) else 1):  # without an article the title comes at once
            if _role_of(tuple(keys[first : last + 1])) not in {UNKNOWN, None}:
                return _title(body, phrase[first : _lengthened(keys, first, last) + 1])
    return None


def _phrase_end(body: str, start: int) -> int:
    """Return where a phrase ends: at punctuation, but not after an abbreviation such as "St."."""
    limit = min(len(body), start + APPOSITION_SPAN)
    for stop in STOPS.finditer(body, start, limit):
        before = PIECE.findall(body[max(start, stop.start() - 8) : stop.start()])
        if (
            body[stop.start()] != "."
            or not before
            or before[-1].lower() not in words("people", "abbreviations")
        ):
            return stop.start()
    return limit


def _lengthened(keys: list[str], first: int, last: int) -> int:
    """Return the last word of the longest title that begins at `first` ("chief" … "chief of police")."""
    for end in range(min(len(keys), first + LONGEST_TITLE) - 1, last, -1):
        if _role_of(tuple(keys[first : end + 1])) is not UNKNOWN:
            return end
    return last
