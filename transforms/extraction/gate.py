"""The gate before parsing: which sentences of an article could tell of force by officers, if any.

Most articles are not about police force, and parsing is what costs. So words decide first: a sentence can
tell of force where officers and a verb of force stand in it, where a pronoun in it can mean the officers of
the sentence before, or where it names a device or a phrase of the trade. What is left, a few sentences, is
parsed alone (see `extract`); only where force is found there is the whole article parsed.
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from itertools import accumulate, pairwise

from transforms.extraction.document import abbreviations
from transforms.extraction.lexicon import compiled, lexicon

STOP = re.compile(r"[.!?][\"'”’)]*\s+|\n+")
LAST_WORD = re.compile(r"\S+$")


def excerpts(body: str) -> list[str]:
    """Return the sentences that could tell of force by officers, each with the one before where that matters.

    Costs a fraction of a millisecond. No excerpt: nothing in the article can tell of it.
    """
    seeds = lexicon("gate")
    places = [match.start() for match in compiled(seeds["force"]).finditer(body)]
    if not places:
        return []
    texts = sentences(body)
    ends = list(accumulate(map(len, texts)))
    found: list[str] = []
    for index in sorted({bisect(ends, place) for place in places}):
        text = texts[index]
        before = texts[index - 1] if index else ""
        if _tells_alone(text):
            found.append(text)
        elif _tells_after(before, text):
            found.append(before + text)
        elif introduced := _introduction(body, text):
            found.append(introduced + text)
    return found


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
    """Tell whether a sentence has a phrase or device of the trade, or officers who do more than speak and a
    verb of force."""
    seeds = lexicon("gate")
    if compiled(seeds["trade"]).search(text):
        return True
    return compiled(seeds["deed"]).search(text) is not None and _has_officers(text)


def _tells_after(before: str, text: str) -> bool:
    """Tell whether a sentence without officers goes on about those of the sentence before."""
    return compiled(lexicon("gate")["goes_on"]).search(text) is not None and _has_officers(before)


def _introduction(body: str, text: str) -> str | None:
    """Return the words that introduce the officer whom a sentence names as one who used force, if any.

    "Deputy Ann Lee was on patrol. … Lee fired twice."
    """
    match = compiled(lexicon("gate")["named"]).search(text)
    if match is None:
        return None
    ranked = re.search(lexicon("gate")["ranked"] + re.escape(match["name"]) + r"\b", body)
    return ranked.group() + " was there. " if ranked is not None else None


@cache
def _officers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    seeds = lexicon("gate")
    return compiled(seeds["speech"]), compiled(seeds["officers"])


def _has_officers(text: str) -> bool:
    speech, officers = _officers()
    return officers.search(speech.sub("", text)) is not None
