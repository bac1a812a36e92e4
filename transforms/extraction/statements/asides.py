"""Stretches of a flattened page that are no part of the story: lists of other stories' headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from transforms.extraction.statements.words import seed


def find_asides(body: str) -> list[tuple[int, int]]:
    """Return the spans of other stories' headlines, in order."""
    return [match.span() for match in _pattern().finditer(body)]


def is_aside(asides: Sequence[tuple[int, int]], position: int) -> bool:
    """Tell whether a position lies in one of a page's few asides."""
    return any(start <= position < end for start, end in asides)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in seed("openings")["asides"]))
