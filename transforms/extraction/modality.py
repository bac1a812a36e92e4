"""How sure a text is of what it says at one place: asserted, alleged, unconfirmed or denied.

A cue covers what follows it in its sentence up to a contrast ("but", a semicolon), or, where its row
says so, up to the end of its clause, or all of the sentence. "Police say X" is asserted: an attribution
is not a doubt.
"""

from __future__ import annotations

from functools import cache

from transforms.extraction.lexicon import Pattern, compiled, lexicon, patterns

ASSERTED, ALLEGED, UNCONFIRMED, DENIED = "asserted", "alleged", "unconfirmed", "denied"
VALUED = frozenset({ASSERTED, ALLEGED})  # what a value may come from


def modality_of(text: str) -> str:
    """Return how sure a sentence as a whole is: the first cue that it holds, in the order of the seeds."""
    for pattern in _cues():
        if pattern.regex.search(text):
            return pattern.code
    return ASSERTED


@cache
def scopes(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what each cue of a sentence covers: (start, end, modality), in the order of the seeds."""
    found = []
    for pattern in _cues():
        for match in pattern.regex.finditer(text):
            scope = pattern.options.get("scope", "contrast")
            if scope == "sentence":
                found.append((0, len(text), pattern.code))
            else:
                limit = compiled(lexicon("modality")[scope]).search(text, match.end())
                found.append((match.start(), limit.start() if limit else len(text), pattern.code))
    return tuple(found)


def modality_at(text: str, position: int) -> str:
    """Return how sure a sentence is of what it says at one character."""
    for start, end, code in scopes(text):
        if start <= position < end:
            return code
    return ASSERTED


@cache
def _cues() -> tuple[Pattern, ...]:
    return patterns("modality", "modality")
