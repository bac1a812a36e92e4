"""Whether an article can and does tell of police force in the United States.

A gate before parsing (`gate.py`) rejects what cannot tell of it. What is parsed is decided by a logistic
model over a dozen counts of evidence that a reader can name; its weights stand in
`seeds/extraction/relevance.yml` and are fitted by `seeds/extraction/fit_relevance.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon

BODILY = frozenset({"physical_force", "unspecified"})
LEAD = 2  # the last sentence that still belongs to a story's opening
ENOUGH = 2  # more hits of a kind than this add nothing: long stories are no surer than short ones


def is_foreign(body: str, state: str | None) -> bool:
    """Tell whether the text's opening places the story abroad and nothing in it names a US state."""
    seeds = lexicon("relevance")
    opening = body[: seeds["opening"]]
    if any(compiled(seeds[name]).search(opening) for name in ("foreign_police", "foreign_dateline")):
        return True
    return state is None and compiled(seeds["foreign_place"]).search(opening) is not None


def is_prose(body: str) -> bool:
    """Tell whether a text is made of sentences; a page of headlines or a table of scores is not."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if len(lines) < lexicon("relevance")["prose"]["lines"]:
        return True
    whole = sum(len(line) for line in lines if _ends_sentence(line))
    return whole >= lexicon("relevance")["prose"]["share"] * sum(map(len, lines))


def _ends_sentence(line: str) -> bool:
    return line.rstrip("\"'”’)]").endswith((".", "!", "?", "…", ":", ",")) and len(line.split()) > 3


def tells_harm(text: str) -> bool:
    """Tell whether words of injury stand in a text."""
    return compiled(lexicon("relevance")["harm"]).search(text) is not None


def evidence(hits: Sequence[ForceHit], is_harm_told: bool, body: str) -> dict[str, float]:
    """Return what speaks for police force in an article, by name; counts are capped."""
    guns = [hit for hit in hits if hit.force_type == "firearm"]
    verbs = [hit for hit in guns if hit.source == "verb"]
    is_bodily = any(hit.force_type in BODILY for hit in hits)
    counts = {
        "aimed": sum(hit.target is not None for hit in verbs),
        "unaimed": sum(hit.target is None for hit in verbs),
        "phrase": sum(hit.source == "nominal" for hit in hits),
        "implied": sum(hit.source == "implied" for hit in guns),
        "device": sum(hit.force_type not in BODILY | {"firearm"} for hit in hits),
        "bodily_with_harm": int(is_bodily and is_harm_told),
        "bodily_without_harm": int(is_bodily and not is_harm_told),
        "lead": int(any(hit.sentence <= LEAD for hit in hits)),
        "spread": int(len({hit.sentence for hit in hits}) > 1),
    }
    told = {name: min(count, ENOUGH) for name, count in counts.items()}
    return told | {name: float(pattern.search(body) is not None) for name, pattern in _cues().items()}


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: compiled(pattern) for name, pattern in lexicon("relevance")["cues"].items()}


def score(found: dict[str, float]) -> float:
    """Return the probability, 0 to 1, that the article tells of police force; 0 without any hit."""
    if not any(found[name] for name in lexicon("relevance")["needed"]):
        return 0.0
    weights = lexicon("relevance")["weights"]
    total = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return round(1 / (1 + math.exp(-total)), 3)
