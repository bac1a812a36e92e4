"""The question of an incident that a statement speaks to: who fired, armed or not, outcome, body camera …"""

from __future__ import annotations

import re
from functools import cache

from transforms.extraction.lexicon import spaced
from transforms.extraction.statements.words import seed


def topic_of(content: str) -> str | None:
    """Return the topic of a statement by its words, a code of `statements.topic`; None where none fits."""
    for topic, pattern, unless in _rows():
        if pattern.search(content) and not (unless is not None and unless.search(content)):
            return topic
    return None


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """Compile the rows. Raises KeyError where one lacks its topic, its pattern or the reason for it."""
    return tuple(
        (row["topic"], _compiled(row["pattern"]), _compiled(row["unless"]) if "unless" in row else None)
        for row in seed("topics")["topics"]
        if row["reason"]
    )


def _compiled(text: str) -> re.Pattern[str]:
    for name, phrase in seed("topics")["phrases"].items():
        text = text.replace("{" + name + "}", phrase)
    return re.compile(spaced(text), re.IGNORECASE)
