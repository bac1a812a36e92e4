"""Statements in writing that a page embeds without quotation marks.

They are posts, of which the words come before "— Name (@handle) date", and the paragraph after "released the
following statement:".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.extraction.statements.employers import BODY
from transforms.extraction.statements.words import seed

LONGEST_POST = 560  # characters; a post that was longer when embedded is shown cut off


@dataclass(frozen=True, slots=True)
class Post:
    """One embedded post: its words `[start, end)`, and the name under which it was posted."""

    start: int
    end: int
    author_start: int
    author_end: int
    outer_end: int


def find_posts(body: str, taken: Sequence[tuple[int, int]]) -> list[Post]:
    """Return the posts of a body in order.

    A post begins with its paragraph; in a flattened text after the last sentence that reports
    something by itself (`taken` are those spans), and never more than `LONGEST_POST` before its signature.
    """
    posts: list[Post] = []
    releases = list(_releases(body))
    ends = sorted(end for _, end in taken)
    for match in _signature().finditer(body):
        told = bisect_right(ends, match.start())
        floor = max(0, match.start() - LONGEST_POST, ends[told - 1] if told else 0)
        floor = max(floor, posts[-1].outer_end if posts else 0)
        start = _start(body, floor, match.start())
        end = match.start()
        while end > start and body[end - 1].isspace():
            end -= 1
        if end - start > 1:
            posts.append(Post(start, end, *match.span("author"), match.end()))
    kept = [one for one in releases if all(p.start >= one.end or p.end <= one.start for p in posts)]
    return sorted([*posts, *kept], key=lambda post: post.start)


def _releases(body: str) -> Iterator[Post]:
    """Yield the paragraphs that a line like "The Example Police Department said in writing:" leads in."""
    for match in _release().finditer(body):
        yield Post(*match.span("words"), *match.span("author"), match.end("words"))


@cache
def _release() -> re.Pattern[str]:
    return re.compile(seed("posts")["release"]["pattern"].replace("{body}", BODY), re.MULTILINE)


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(seed("posts")["signature"]["pattern"])


def _start(body: str, floor: int, end: int) -> int:
    """Return where the post begins: at its paragraph, else at the first sentence after `floor`."""
    paragraph = body.rfind("\n", floor, end - 1)
    if paragraph >= 0:
        start = paragraph + 1
    elif floor == 0:
        start = 0
    else:
        sentence = re.compile(r"[.!?][\"”’)]*\s+").search(body, floor, end)
        start = sentence.end() if sentence and sentence.end() < end else floor
    while start < end and body[start].isspace():
        start += 1
    return start
