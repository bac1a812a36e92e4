"""The gate before parsing: which sentences of an article could tell of force by officers, if any.

Most articles are not about police force, and parsing is what costs. So words decide first: a sentence can
tell of force where officers and a verb of force stand in it, where a pronoun in it can mean the officers of
the sentence before, or where it names a device or a phrase of the trade. What is left, a few sentences, is
parsed alone (see `extract`); only where force is found there is the whole article parsed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from transforms.extraction.document import abbreviations
from transforms.extraction.lexicon import compiled, lexicon, spaced

STOP = re.compile(r"[.!?][\"'”’)]*\s+|\n+")
LAST_WORD = re.compile(r"\S+$")


def excerpts(body: str) -> list[str]:
    """Return the sentences that could tell of force by officers, each with the one before where that matters.

    Costs a fraction of a millisecond. No excerpt: nothing in the article can tell of it.
    """
    if not _force().search(body.lower()):
        return []
    texts = sentences(body)
    found: list[str] = []
    for index, text in enumerate(texts):
        small = text.lower()
        if not _force().search(small):
            continue
        before = texts[index - 1] if index else ""
        if _tells_alone(text, small):
            found.append(before + text if _small("looks_back").search(small) else text)
        elif _tells_after(before, small):
            found.append(before + text)
        elif introduced := _introduction(body, text):
            found.append(introduced + text)
    return found


@cache
def _force() -> re.Pattern[str]:
    """Compile the words of force grouped by their first letter: much faster than one after the other."""
    grouped: dict[str, list[str]] = {}
    for word in lexicon("gate")["force"]:
        grouped.setdefault(word[0], []).append(word[1:])
    ways = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in grouped.items())
    return re.compile(spaced(rf"\b(?:{ways})\b"))


@cache
def _small(section: str) -> re.Pattern[str]:
    """Compile a pattern for text in small letters: much faster than one that ignores case."""
    return re.compile(spaced(lexicon("gate")[section]))


def sentences(body: str) -> list[str]:
    """Cut after stops and at line breaks, not after "Lt." or "Feb."; the parts joined are the text."""
    bounds = [0, *(stop.end() for stop in STOP.finditer(body) if _is_end(body, stop)), len(body)]
    return [body[start:end] for start, end in pairwise(bounds) if end > start]


def _is_end(body: str, stop: re.Match[str]) -> bool:
    if body[stop.start()] != ".":
        return True
    following = body[stop.end() : stop.end() + 1]
    word = LAST_WORD.search(body, max(0, stop.start() - 12), stop.start())
    is_short = word is not None and (word.group() + "." in abbreviations() or len(word.group()) == 1)
    return not is_short and not following.islower()


def _tells_alone(text: str, small: str) -> bool:
    """Tell whether a sentence has a phrase or device of the trade, or officers who do more than speak, and
    after them a verb of force or beside them somebody who was shot by nobody named."""
    seeds = lexicon("gate")
    if _small("trade").search(small):
        return True
    plain = compiled(seeds["speech"]).sub("", text)
    officers = compiled(seeds["officers"]).search(plain)
    if officers is None:
        return False
    deed, suffered = compiled(seeds["deed"]), compiled(seeds["suffered"])
    return deed.search(plain, officers.end()) is not None or suffered.search(plain) is not None


def _tells_after(before: str, small: str) -> bool:
    """Tell whether a sentence without officers goes on about those of the sentence before."""
    return _small("goes_on").search(small) is not None and _has_officers(before)


def _introduction(body: str, text: str) -> str | None:
    """Return the words that introduce the officer whom a sentence names as one who used force, if any.

    "Deputy Ann Lee was on patrol. … Lee fired twice."
    """
    match = compiled(lexicon("gate")["named"]).search(text)
    if match is None:
        return None
    ranked = re.search(lexicon("gate")["ranked"] + re.escape(match["name"]) + r"\b", body)
    return ranked.group() + " was there. " if ranked is not None else None


def _has_officers(text: str) -> bool:
    """Tell whether officers stand in a text who do more than speak, come or look."""
    seeds = lexicon("gate")
    return compiled(seeds["officers"]).search(compiled(seeds["speech"]).sub("", text)) is not None
