"""Ranks, offices and relations beside a name: the title as given, and the role it gives its bearer.

Titles are data: `seeds/ranks.csv` (law enforcement and prosecution) and `seeds/extraction/people.yml`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from transforms.extraction.lexicon import lexicon, words
from transforms.extraction.names import Word
from warehouse.seeds import seeds_root

TITLE_GAP = re.compile(r"(?:\.?[ \u00a0]{1,2}|\.|-|/|\.?[ \u00a0]?,[ \u00a0])\Z")
LONGEST_TITLE = 7


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a body: its span, its text as given, and the speaker_role of who bears it."""

    start: int
    end: int
    text: str
    role: str | None  # None: an honorific ("Mr.")
    first: int  # number of its first word


@cache
def title_roles() -> dict[tuple[str, ...], str | None]:
    """Return every title, as its words in lower case, with the role it gives."""
    roles: dict[tuple[str, ...], str | None] = {}
    with (seeds_root() / "ranks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for form in [row["title"], *row["abbreviations"].split(";")]:
                if len(form) > 2 and row["kind"] not in {"unit", "generic"}:
                    roles[_key(form)] = row["speaker_role"]
    for role, forms in lexicon("people")["titles"].items():
        for form in forms:
            roles[_key(form)] = role
    for form in words("people", "honorifics"):
        roles[_key(form)] = None
    return roles


def _key(form: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("'s") for word in re.findall(r"[\w'-]+", form.lower().replace("’", "'")))


@cache
def title_words() -> frozenset[str]:
    """Return the words of which titles are made, without links such as "of"."""
    modifiers = {word.removesuffix("'s") for word in words("people", "title_modifiers")}
    made_of = {word for key in title_roles() for word in key} | modifiers
    return frozenset(word for word in made_of - words("people", "title_links") if len(word) > 1)


def title_before(body: str, all_words: list[Word], first: int) -> Title | None:
    """Return the title that ends just before the word `first`, the longest there is."""
    best = None
    for size in range(1, LONGEST_TITLE + 1):
        start = first - size
        if start < 0 or not _joins(all_words[start], is_last=size == 1):
            break
        key = tuple(word.key for word in all_words[start:first])
        role = _role_of(key)
        if role is not UNKNOWN:
            end = all_words[first - 1].end
            end += 1 if all_words[first - 1].gap.startswith(".") else 0
            best = Title(all_words[start].start, end, _tidy(body[all_words[start].start : end]), role, start)
    return best if best is None else _without_place(body, all_words, best)


UNKNOWN = "?"


def _without_place(body: str, all_words: list[Word], title: Title) -> Title:
    """Leave "Clay County" out of "Clay County Prosecutor": a place's last word is no part of the title."""
    before, word = all_words[title.first - 1] if title.first else None, all_words[title.first]
    if before is None or before.gap != " " or not before.text[0].isupper() or word.key not in PLACE_ENDINGS:
        return title
    start = all_words[title.first + 1].start
    return Title(start, title.end, _tidy(body[start : title.end]), title.role, title.first + 1)


PLACE_ENDINGS = frozenset(
    {"city", "county", "town", "township", "village", "borough", "parish", "state", "district"}
)


def _joins(word: Word, is_last: bool) -> bool:
    if not TITLE_GAP.match(word.gap) or (is_last and "," in word.gap):
        return False
    return "," not in word.gap


def _role_of(key: tuple[str, ...]) -> str | None:
    """Return the role of a title's words: the longest known one at its end decides, after modifiers."""
    roles = title_roles()
    for start in range(len(key)):
        if key[start:] in roles and all(word in title_words() for word in key[:start]):
            return roles[key[start:]]
    for link in words("people", "title_links"):
        if link in key[1:-1]:
            at = key.index(link, 1)
            head = _role_of(key[:at])
            if head is not UNKNOWN and head is not None and all(w in title_words() for w in key[at + 1 :]):
                return head
    return UNKNOWN


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


APPOSITION = re.compile(r",(?: \d{1,3},)? (?:(?:an?|the|his|her|their|who is an?|who is the) )?")
APPOSITION_SPAN = 90
PIECE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
STOPS = re.compile(r"[,;:!?\n\"“”]|\.(?= |$)")


def title_after(body: str, end: int) -> Title | None:
    """Return the title in apposition after a name ("NAME, a spokeswoman for …"), looked for in one phrase."""
    opening = APPOSITION.match(body, end)
    if opening is None:
        return None
    stop = STOPS.search(body, opening.end(), opening.end() + APPOSITION_SPAN)
    limit = stop.start() if stop is not None else min(len(body), opening.end() + APPOSITION_SPAN)
    pieces = list(PIECE.finditer(body, opening.end(), limit))[:10]
    keys = [piece.group().lower().replace("’", "'").removesuffix("'s") for piece in pieces]
    for last in range(len(keys)):
        if keys[last] in {"for", "with", "at", "who", "said", "was", "told"}:
            break
        for first in range(last + 1):
            role = _role_of(tuple(keys[first : last + 1]))
            if role is not UNKNOWN and role is not None:
                longer = _lengthened(keys, first, last)
                start, stop_at = pieces[first].start(), pieces[longer].end()
                return Title(start, stop_at, _tidy(body[start:stop_at]), role, first)
    return None


def _lengthened(keys: list[str], first: int, last: int) -> int:
    """Return the last word of the longest title that begins at `first` ("chief" … "chief of police")."""
    for end in range(min(len(keys), first + LONGEST_TITLE) - 1, last, -1):
        if _role_of(tuple(keys[first : end + 1])) is not UNKNOWN:
            return end
    return last
