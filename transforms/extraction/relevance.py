"""Whether an article can and does tell of police force in the United States."""

from __future__ import annotations

import math

from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon


def may_be_relevant(body: str) -> bool:
    """The cheap gate before parsing: an officer's word and a word of force must both stand in the text."""
    seeds = lexicon("relevance")
    return bool(compiled(seeds["gate"]).search(body) and compiled(seeds["gate_force"]).search(body))


def is_foreign(body: str) -> bool:
    """Tell whether the text's opening places the story outside the United States."""
    return bool(compiled(lexicon("relevance")["foreign"]).search(body[:400]))


def score(hits: list[ForceHit], has_injury: bool) -> float:
    """Return 0 to 1: how strongly the hits speak for police force in the article's own story.

    Bodily force alone counts only where an injury is told: the guide of the record leaves a
    takedown without harm out.
    """
    worth = lexicon("relevance")["worth"]
    total = 0.0
    for hit in hits:
        bodily = hit.force_type in {"physical_force", "canine"} and hit.source == "device"
        total += 0.0 if hit.force_type == "physical_force" and not has_injury else worth[hit.source] * (0.8 if bodily else 1)
    return round(1 - math.exp(-1.2 * total), 3)
