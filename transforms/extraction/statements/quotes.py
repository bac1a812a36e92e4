"""Where a text speaks in quotation marks: a pure function of the text, in one pass.

What real text does to the marks, and what is made of it: a straight mark tells by the blanks beside
it whether it opens or closes; an opening mark at the head of a paragraph carries on a quotation that
was left open; an opening mark where one is open already, or a paragraph's end, ends a quotation whose
closing mark was lost; a closing mark where none is open ends one that began with its sentence. A mark
inside a word is an apostrophe gone wrong, the replacement character at a word's edge a mark gone wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"(?<!\w)[\"“”„‟″\ufffd]|[\"“”„‟″\ufffd](?!\w)|''|``")
_SINGLE = re.compile(r"(?:(?<=\n)|(?<=[.!?,:] )|\A)[‘'](?=[A-Z“\"])[^\n]{12,600}?[,.!?][”\"]?[’'](?=\s|\Z)")
_PARAGRAPH = re.compile(r"[ \t]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[A-Z“\"])")
_OPENING = frozenset({"“", "„", "``"})
_CLOSING = frozenset({"”", '"', "''"})
_EDGE = " \t\r\n\xa0"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks: `[start, end)` without the marks, `[outer_start, outer_end)` with them."""

    outer_start: int
    start: int
    end: int
    outer_end: int


def find_quotes(text: str) -> list[Quote]:
    """Return the quotations of a text in order; they never overlap, and none is empty."""
    quotes: list[Quote] = []
    opened: re.Match[str] | None = None
    outer = _single(text)
    for mark, follows in _marks(text):
        if any(start < mark.start() < end for start, end in outer):
            continue
        floor = quotes[-1].outer_end if quotes else 0
        if opened is None:
            if _opens(text, mark):
                opened = mark
            elif mark.group() in _CLOSING:
                begin = _sentence_start(text, mark.start(), floor)
                _add(quotes, text, (begin, begin), (mark.start(), mark.end()))
            continue
        if _closes(text, mark):
            _add(quotes, text, opened.span(), mark.span())
            opened = None
        elif not (follows and _is_open_at(text, opened.end(), mark.start())):
            end = _lost_end(text, opened.end(), mark.start())
            _add(quotes, text, opened.span(), (end, end))
            opened = mark
    if opened is not None:
        end = _lost_end(text, opened.end(), len(text))
        _add(quotes, text, opened.span(), (end, end))
    for start, end in outer:
        if not any(one.outer_start < end and start < one.outer_end for one in quotes):
            _add(quotes, text, (start, start + 1), (end - 1, end))
    return sorted(quotes, key=lambda one: one.outer_start)


def _single(text: str) -> list[tuple[int, int]]:
    """Return the spans that single marks enclose where others would stand: whole sentences, in one paragraph.

    An apostrophe is told from a mark by what stands beside it: a capital after a sentence's end opens, a
    blank after punctuation closes.
    """
    return [match.span() for match in _SINGLE.finditer(text)]


def _marks(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield each mark, and whether it heads a paragraph."""
    for mark in _MARK.finditer(text):
        before = text[max(0, mark.start() - 40) : mark.start()]
        yield mark, bool(re.search(r"\n\s*$", before))


def _opens(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[max(0, mark.start() - 1) : mark.start()]
    if not after or after in _EDGE:
        return _stands_free(text, mark)
    if mark.group() in _OPENING:
        return True
    return not before or before in _EDGE or before in "([—–-/‘'"


def _stands_free(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a straight mark between blanks stands before a sentence: then it opens one."""
    before = text[max(0, mark.start() - 40) : mark.start()]
    is_apart = before[-1:] in _EDGE and before.rstrip()[-1:] in {".", "!", "?"}
    return mark.group() == '"' and is_apart and text[mark.end() : mark.end() + 2].strip().isupper()


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a mark ends the quotation that is open."""
    after = text[mark.end() : mark.end() + 1]
    if mark.group() == "”":
        return True
    if mark.group() in _OPENING:
        return not after or after in _EDGE
    return not _opens(text, mark) or _stands_free(text, mark)


def _is_open_at(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation ran up to the end of the paragraph before `end`."""
    return text[start:end].count("\n\n") + text[start:end].count("\n") > 0 and end - start < LONGEST


def _sentence_start(text: str, end: int, floor: int) -> int:
    """Return where the sentence that ends at `end` begins, not before `floor`."""
    begin = max(floor, end - LONGEST)
    for pattern in (_PARAGRAPH, _SENTENCE_END):
        for match in pattern.finditer(text, begin, max(begin, end - 1)):
            begin = match.end()
    while begin < end and text[begin] in _EDGE:
        begin += 1
    return begin


def _lost_end(text: str, start: int, end: int) -> int:
    """Return where a quotation without its closing mark ends: with its paragraph."""
    paragraph = _PARAGRAPH.search(text, start, end)
    return min(paragraph.start() if paragraph else end, start + LONGEST)


def _add(quotes: list[Quote], text: str, opening: tuple[int, int], closing: tuple[int, int]) -> None:
    (outer_start, start), (end, outer_end) = opening, closing
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if end > start:
        quotes.append(Quote(outer_start, start, end, max(end, outer_end)))


LONGEST = 4000
