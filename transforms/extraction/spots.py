"""The spot of an event, in the text's own words: block, address, intersection, business, highway."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from transforms.extraction.facts import Fact
from transforms.extraction.lexicon import compiled, lexicon


def find_spot(doc: Doc, sentences: frozenset[int], hit_sentences: set[int]) -> Fact | None:
    """Return the best spot of an event: precise forms first, near its hits first, the earliest of equals."""
    best: tuple[float, int, Fact] | None = None
    for index, sentence in enumerate(doc.sents):
        if index not in sentences:
            continue
        for points, pattern in _patterns():
            for match in pattern.finditer(sentence.text):
                score = points + _context(sentence.text) + (1.5 if index in hit_sentences else 0) - 0.1 * index
                start = sentence.start_char + match.start()
                fact = Fact(match.group().strip(), start, start + len(match.group().rstrip()), index, score)
                if best is None or (score, -start) > best[:2]:
                    best = (score, -start, fact)
    return best[2] if best is not None else None


@cache
def _patterns() -> tuple[tuple[float, re.Pattern[str]], ...]:
    seeds = lexicon("spots")
    compiled_rows = []
    for row in seeds["spots"]:
        text = row["pattern"].replace("{street}", seeds["macros"]["street"]).replace(" ", r"\s+")
        compiled_rows.append((float(row["points"]), re.compile(text)))
    return tuple(compiled_rows)


def _context(text: str) -> float:
    seeds = lexicon("spots")
    score = 1.0 if compiled(seeds["event_words"]).search(text) else 0.0
    return score - (2.0 if compiled(seeds["other_words"]).search(text) else 0.0)
