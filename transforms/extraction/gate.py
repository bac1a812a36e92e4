"""The gate before parsing: which sentences of an article could tell of force by officers, if any.

Most articles are not about police force, and parsing is what costs. So words decide first: a sentence can
tell of force where a verb of force follows officers closely, where somebody was hit beside officers, where
a pronoun in it can mean the officers of the sentence before, or where it names a device or a phrase of the
trade. Officers who only speak, come or look do not count, nor do those at whom somebody else struck. What is
left, a few sentences, is parsed alone (see `extract`); only where force is found there is the whole article
parsed.
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
        if _tells_alone(text):
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


def _tells_alone(text: str) -> bool:
    """Tell whether a sentence has a phrase or device of the trade, or officers who do more than speak, and
    close after them a verb of force or beside them somebody who was hit by nobody named."""
    seeds = lexicon("gate")
    told = compiled(seeds["undone"]).sub("", text)
    if _small("trade").search(told.lower()):
        return True
    plain = _idle().sub("", told)
    if compiled(seeds["officers"]).search(plain) is None:
        return False
    if _small("clash").search(plain.lower()) or _deed().search(compiled(seeds["aimed"]).sub("", plain)):
        return True
    return compiled(seeds["suffered"]).search(plain) is not None


@cache
def _deed() -> re.Pattern[str]:
    """Compile officers with a verb of force within reach."""
    seeds = lexicon("gate")
    return compiled(rf"{seeds['officers']}.{{0,{seeds['reach']}}}?{seeds['deed']}")


@cache
def _idle() -> re.Pattern[str]:
    """Compile what tells of officers who only speak, come or look."""
    seeds = lexicon("gate")
    speech = f"(?:{'|'.join(seeds['speech'])})(?!{seeds['speech_unless']})"
    return compiled(f"{speech}|{seeds['errand']}(?!{seeds['errand_unless']})")


def _tells_after(before: str, small: str) -> bool:
    """Tell whether a sentence without officers goes on about those of the sentence before."""
    goes_on = _small("goes_on").search(small) or _small("clash").search(small)
    if goes_on is None:
        return False
    seeds = lexicon("gate")
    plain = _idle().sub("", before)
    if goes_on.group().split()[0] in {"he", "she"}:  # not the officer whom he struck or shot at
        plain = compiled(seeds["aimed"]).sub("", plain)
    return compiled(seeds["officers"]).search(plain) is not None


def _introduction(body: str, text: str) -> str | None:
    """Return the words that introduce the officer whom a sentence names as one who used force, if any.

    "Deputy Ann Lee was on patrol. … Lee fired twice."
    """
    match = compiled(lexicon("gate")["named"]).search(text)
    if match is None:
        return None
    ranked = re.search(lexicon("gate")["ranked"] + re.escape(match["name"]) + r"\b", body)
    return ranked.group() + " was there. " if ranked is not None else None
