"""Direct speech: which attribution a quotation belongs to, and which quotations are one utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.quotes import Quote
from transforms.extraction.statements.reported import Clause
from transforms.extraction.statements.words import words

FRAGMENT_FROM = 3  # words: a shorter quoted fragment does not make a reported sentence direct
GAP = re.compile(r"[ \t\xa0,.–—'-]*")
LEAD_IN = re.compile(
    r"[\s,:–—-]*(?:(?:that|in part|as|him|her|them|to|it|was|were|is|a|an|the)[\s,:]+){0,4}[\"“‘']?\s*"
)
SENTENCE = re.compile(r"[.!?…,]$")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One direct quotation `[start, end)`; `cue` is None where the words before it must tell who speaks."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    cue: Cue | None
    is_sentence: bool  # the whole sentence is quoted, not a fragment of a reported one
    is_attached: bool  # the attribution stands directly beside it
    tail: Cue | None = None  # the last attribution beside it, where it goes on after one


def find_utterances(
    doc: Doc, quotes: Sequence[Quote], cues: Sequence[Cue], clauses: dict[Cue, Clause | None]
) -> list[Utterance]:
    """Return the direct speech of a document in text order; scare quotes and nicknames are left out."""
    told: list[Utterance] = []
    for quote in quotes:
        one = _utterance(doc, quote, cues, clauses, told[-1] if told else None)
        if one is None:
            continue
        if told and _carries_on(doc, told[-1], one):
            told[-1] = replace(told[-1], end=one.end, outer_end=one.outer_end, tail=one.cue)
        else:
            told.append(one)
    return told


def _utterance(
    doc: Doc, quote: Quote, cues: Sequence[Cue], clauses: dict[Cue, Clause | None], previous: Utterance | None
) -> Utterance | None:
    body = doc.text
    text = body[quote.start : quote.end]
    size = len(text.split())
    sentence = _sentence_bounds(doc, quote)
    is_sentence = _is_whole(body, quote, sentence[0], text)
    after, before = _beside_after(doc, quote, cues, clauses), _beside_before(doc, quote, cues, sentence)
    attached = after or before
    if size < FRAGMENT_FROM and not (attached is not None and is_sentence):
        return None
    if attached is not None:
        return Utterance(
            quote.outer_start, quote.start, quote.end, quote.outer_end, attached, is_sentence, True
        )
    around = _around(doc, quote, cues, clauses, sentence)
    if around is not None:
        return Utterance(
            quote.outer_start, quote.start, quote.end, quote.outer_end, around, is_sentence, False
        )
    if previous is not None and re.fullmatch(
        r",? ?(?:and|or|then) ", body[previous.outer_end : quote.outer_start]
    ):
        return Utterance(
            quote.outer_start, quote.start, quote.end, quote.outer_end, previous.cue, False, True
        )
    if is_sentence and size > FRAGMENT_FROM and SENTENCE.search(text):
        return Utterance(quote.outer_start, quote.start, quote.end, quote.outer_end, None, True, False)
    return None


def _is_whole(body: str, quote: Quote, sentence_start: int, text: str) -> bool:
    """Tell whether a quotation begins a sentence of its own."""
    before = body[max(0, sentence_start) : quote.outer_start].strip()
    return (not before or before[-1] in '.!?:,)—–”"') and not text[:1].islower()


def _sentence_bounds(doc: Doc, quote: Quote) -> tuple[int, int]:
    """Return where the sentence around a quotation begins and ends, whatever full stops it holds."""
    span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no tokens at {quote.start}:{quote.end}")
    return span[0].sent.start_char, span[-1].sent.end_char


def _char_span(doc: Doc, cue: Cue) -> tuple[int, int]:
    return doc[cue.first].idx, doc[cue.last].idx + len(doc[cue.last])


def _beside_after(
    doc: Doc, quote: Quote, cues: Sequence[Cue], clauses: dict[Cue, Clause | None]
) -> Cue | None:
    """Return the attribution that stands right after a quotation."""
    body = doc.text
    for cue in cues:
        start, _ = _char_span(doc, cue)
        if start < quote.end:
            continue
        if start - quote.outer_end > 60:
            return None
        if not GAP.fullmatch(body, quote.outer_end, start):
            continue
        if body[quote.end - 1] in ",-–—" or "," in body[quote.outer_end : start]:
            return cue
        clause = clauses.get(cue)
        return cue if clause is None or clause.is_before else None
    return None


def _beside_before(doc: Doc, quote: Quote, cues: Sequence[Cue], sentence: tuple[int, int]) -> Cue | None:
    """Return the attribution that leads into a quotation ("he said, …", "released this statement: …")."""
    body = doc.text
    for cue in reversed(cues):
        _, end = _char_span(doc, cue)
        if end > quote.outer_start:
            continue
        if quote.outer_start - end > 200:
            return None
        gap = body[end : quote.outer_start]
        if LEAD_IN.fullmatch(gap) or (
            gap.rstrip().endswith((":", ",")) and not re.search(r"[.!?]\s", gap) and len(gap) < 120
        ):
            return cue
        is_characterised = doc[cue.verb].lemma_.lower() in words("speech", "characterising")
        if is_characterised and not re.search(r"[,.;:!?]", gap) and sentence[0] <= doc[cue.verb].idx:
            return cue
        return None
    return None


def _around(
    doc: Doc, quote: Quote, cues: Sequence[Cue], clauses: dict[Cue, Clause | None], sentence: tuple[int, int]
) -> Cue | None:
    """Return the attribution in whose reported words a quoted fragment stands."""
    best = None
    for cue in cues:
        clause = clauses.get(cue)
        if clause is None or not sentence[0] <= doc[cue.verb].idx < sentence[1]:
            continue
        if clause.start <= quote.start and quote.end <= clause.end + 2 and (best is None or clause.is_before):
            best = cue
    return best


def _carries_on(doc: Doc, previous: Utterance, one: Utterance) -> bool:
    """Tell whether a quotation goes on after its own attribution: "…," he said. "…".

    In a text with paragraphs it goes on to the paragraph's end, also where "he said" stands once more.
    """
    if previous.cue is None or not previous.is_attached or (not one.is_sentence and one.is_attached):
        return False
    start, end = _char_span(doc, previous.tail or previous.cue)
    if start < previous.outer_end or end > one.start:
        return False
    if one.is_attached and one.cue is not previous.cue and not _is_repeated(doc, one):
        return False
    rest = doc.text[end : one.start]
    return "\n" not in rest.strip("\n") and "\n\n" not in rest and not re.search(r"[.!?][\"”]?\s+\w", rest)


def _is_repeated(doc: Doc, one: Utterance) -> bool:
    """Tell whether an attribution only says once more that the same person speaks."""
    return one.cue is not None and "\n" in doc.text and doc[one.cue.head].lower_ in {"he", "she", "they"}
