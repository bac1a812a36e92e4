"""Scenes from small texts in which the persons are marked by hand: "The [S0:man] fired at an [O:officer]."

So the facts are tested apart from the reading of who is who.
"""

from __future__ import annotations

import re

import pytest

from transforms.extraction.deeds import Scene
from transforms.extraction.document import parse
from transforms.extraction.mask import Masked

MARKED = re.compile(r"\[(S\d|O|T):([^\]]+)\]")


@pytest.fixture(scope="session")
def scene():
    """Give the maker of scenes."""
    return _scene


def _scene(marked: str, genders: tuple[str | None, ...] = (None,)) -> Scene:
    """Return the scene of a marked text, one entry of `genders` per subject."""
    body, marks, at = "", [], 0
    for match in MARKED.finditer(marked):
        body += marked[at : match.start()]
        marks.append((len(body), len(body) + len(match[2]), f"⟦{match[1]}⟧"))
        body += match[2]
        at = match.end()
    doc = parse(body + marked[at:])
    return Scene(doc, [_masked(i, s, doc.text, marks) for i, s in enumerate(doc.sents)], genders)


def _masked(index, sentence, body, marks):
    text, spans, at = "", [], sentence.start_char
    for start, end, mark in (m for m in marks if sentence.start_char <= m[0] < sentence.end_char):
        if start > at:
            spans.append((len(text), at, start))
            text += body[at:start]
        spans.append((len(text), -1 - start, end))
        text += mark
        at = end
    if at < sentence.end_char:
        spans.append((len(text), at, sentence.end_char))
        text += body[at : sentence.end_char]
    return Masked(index, text, tuple(spans), sentence.start_char, sentence.end_char)
