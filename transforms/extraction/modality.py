"""How sure a text is of what it says at one place: asserted, alleged, unconfirmed or denied.

A cue covers what follows it in its sentence up to a contrast ("but", a semicolon), or, where its row
says so, up to the end of its clause, or all of the sentence. "Police say X" is asserted: an attribution
is not a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one cue covers, `[start, end)` of its sentence; `weight` is what a claim there still weighs."""

    start: int
    end: int
    modality: str
    weight: float


@cache
def scopes(text: str) -> tuple[Doubt, ...]:
    """Return what each cue of a sentence covers, in the order of the seeds."""
    found = []
    for pattern in _cues():
        for match in pattern.regex.finditer(text):
            scope = pattern.options.get("scope", "contrast")
            weight = float(pattern.options.get("weight", 1.0))
            if scope == "sentence":
                found.append(Doubt(0, len(text), pattern.code, weight))
            else:
                limit = compiled(lexicon("modality")[scope]).search(text, match.end())
                found.append(
                    Doubt(match.start(), limit.start() if limit else len(text), pattern.code, weight)
                )
    return tuple(found)


def doubt_at(text: str, position: int) -> Doubt:
    """Return how sure a sentence is of what it says at one character: the first cue that covers it."""
    for doubt in scopes(text):
        if doubt.start <= position < doubt.end:
            return doubt
    return Doubt(0, len(text), ASSERTED, 1.0)


@cache
def _cues() -> tuple[Pattern, ...]:
    return patterns("modality", "modality")
