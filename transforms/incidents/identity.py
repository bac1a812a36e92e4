"""Stable identifiers: hashes of content, so the same articles give the same ids in whatever order they come.

An incident is named by its canonical mention: among the mentions of articles whose own story it is (all,
where it is nobody's), the one published first, undated articles last, ties by article_id. So an
`incident_id` changes only when an earlier published report of it arrives or that article leaves it.
"""

from __future__ import annotations

import hashlib
from datetime import date

DIGITS = 16  # of a sha256 in hex: 64 bits, so a million rows collide with a chance of 3 in 100 million


def content_id(prefix: str, *parts: object) -> str:
    """Return an id made of the parts; equal parts give equal ids, None differs from an empty text."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def first_told(published_on: date | None, article_id: str, index: int) -> tuple[date, str, int]:
    """Return the order in which mentions lend their name: by day, undated last, then by article."""
    return (published_on or date.max, article_id, index)
