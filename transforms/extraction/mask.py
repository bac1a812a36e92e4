"""Sentences with the persons put in as marks, so that patterns can say who did what.

`⟦S0⟧` is the first subject, `⟦O⟧` an officer, `⟦T⟧` a third person. Every position of a masked text
maps back to the body, so a pattern's match is a span that can be cited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span

from transforms.extraction.actors import OFFICER, Cast
from transforms.extraction.document import sentences_of
from transforms.extraction.lexicon import lexicon, macros, spaced
from transforms.extraction.subjects import Reference
from transforms.records import Person

MARKS = {"S": r"⟦S\d⟧", "O": r"⟦O⟧", "T": r"⟦T⟧", "anyone": r"⟦[SOT]\d?⟧"}
SUBJECT_MARK = re.compile(r"⟦S(\d)⟧")


@dataclass(frozen=True, slots=True)
class Masked:
    """One sentence with marks; `spans` are (start in the masked text, start in the body, end in the body)."""

    index: int
    text: str
    spans: tuple[tuple[int, int, int], ...]
    start: int
    end: int

    def to_body(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the masked text to the body, widened to whole marks."""
        return self._position(start, at_end=False), max(self._position(end - 1, at_end=True), self.start + 1)

    def _position(self, position: int, at_end: bool) -> int:
        found = bisect_right(self.spans, (position, self.end, self.end)) - 1
        masked_at, body_start, body_end = self.spans[found]
        offset = position - masked_at
        if body_start < 0:  # a mark: `body_end` holds the end, its start is coded as -1 - start
            return body_end if at_end else -1 - body_start
        return min(body_start + offset + (1 if at_end else 0), self.end)


@dataclass(frozen=True, slots=True)
class Finding:
    """One pattern's match: its code, its points, the subjects it marks and the characters it rests on."""

    code: str
    points: float
    subjects: tuple[int, ...]
    start: int
    end: int
    sentence: int
    options: dict[str, Any]


def mask(doc: Doc, cast: Cast, reference: Reference) -> list[Masked]:
    """Return every sentence of a document with its persons marked, in text order."""
    return [
        _mask_sentence(sentence, index, cast, reference) for index, sentence in enumerate(sentences_of(doc))
    ]


def _mask_sentence(sentence: Span, index: int, cast: Cast, reference: Reference) -> Masked:
    pieces: list[str] = []
    spans: list[tuple[int, int, int]] = []
    length = 0
    previous: tuple[str | None, Person | None] = (None, None)
    for token in sentence:
        mark, person = _mark(token, cast, reference), cast.person(token)
        if mark is not None and _goes_on(previous, (mark, person), pieces):
            while not pieces[-1].startswith("⟦"):
                length -= len(pieces.pop())
                spans.pop()
            spans[-1] = (*spans[-1][:2], token.idx + len(token))
        else:
            text = mark or token.text
            spans.append((length, -1 - token.idx if mark else token.idx, token.idx + len(token)))
            pieces.append(text)
            length += len(text)
        if token.whitespace_:
            spans.append((length, token.idx + len(token), token.idx + len(token) + 1))
            pieces.append(token.whitespace_)
            length += 1
        previous = (mark, person)
    return Masked(index, "".join(pieces), tuple(spans), sentence.start_char, sentence.end_char)


def _goes_on(
    previous: tuple[str | None, Person | None], current: tuple[str, Person | None], pieces: list[str]
) -> bool:
    """Tell whether a token belongs to the mark before ("Ada Dustin", "police officer", "Chief NAME")."""
    if current[1] is not None and current[1] is previous[1]:
        return True
    return previous == ("⟦O⟧", None) and current[0] == "⟦O⟧" and pieces[-1] == " "


def _mark(token: Any, cast: Cast, reference: Reference) -> str | None:
    meaning = reference.meaning(token)
    if isinstance(meaning, int):
        return f"⟦S{meaning}⟧"
    if meaning == "other":
        return "⟦T⟧"
    if meaning == "officer" or cast.kind(token) == OFFICER:
        return "⟦O⟧" if cast.person(token) is not None or token.pos_ in {"NOUN", "PROPN"} else None
    return None


@cache
def _masked_patterns(name: str, section: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    compiled = []
    for row in lexicon(name)[section]:
        text = row["pattern"]
        for key, phrase in {**macros(), **lexicon(name).get("macros", {}), **MARKS}.items():
            text = text.replace("{" + key + "}", f"(?:{phrase})")
        compiled.append((re.compile(spaced(text), re.IGNORECASE), row))
    return tuple(compiled)


def findings(sentences: list[Masked], name: str, section: str) -> list[Finding]:
    """Match one section of a lexicon against masked sentences, in text order.

    A row with `code`, `pattern`, `points` and `reason`; a row's `unless` voids a match in whose
    sentence it is found.
    """
    found = []
    for sentence in sentences:
        for regex, row in _masked_patterns(name, section):
            for match in regex.finditer(sentence.text):
                if row.get("unless") and re.search(row["unless"], sentence.text, re.IGNORECASE):
                    continue
                start, end = sentence.to_body(match.start(), match.end())
                marked = tuple(sorted({int(number) for number in SUBJECT_MARK.findall(match.group())}))
                options = {**row, "groups": match.groupdict(), "text": match.group()}
                found.append(
                    Finding(
                        str(row["code"]), float(row["points"]), marked, start, end, sentence.index, options
                    )
                )
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
