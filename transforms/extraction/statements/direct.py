"""Direct speech: which attribution a quotation belongs to, and which quotations are one utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.layout import Layout
from transforms.extraction.statements.quotes import Quote
from transforms.extraction.statements.words import words

FRAGMENT_FROM = 3  # words: a shorter quoted fragment does not make a reported sentence direct
LONG_FRAGMENT = 5  # words: no scare quote is that long
BESIDE = 60  # characters between a quotation and the attribution after it
LEAD = 200  # characters between an attribution and the quotation it leads into
SHORT_LEAD = 120  # the same where a comma or colon leads in
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
    cue: Cue | None = None
    is_sentence: bool = False  # the whole sentence is quoted, not a fragment of a reported one
    is_attached: bool = False  # the attribution stands directly beside it
    tail: Cue | None = None  # the last attribution beside it, where it goes on after one


def find_utterances(layout: Layout, quotes: Sequence[Quote]) -> list[Utterance]:
    """Return the direct speech of a document in text order; scare quotes and nicknames are left out."""
    told: list[Utterance] = []
    for quote in quotes:
        one = _utterance(layout, quote, told[-1] if told else None)
        if one is None:
            one = _short(layout, quote)
            if not (told and one is not None and _carries_on(layout, told[-1], one)):
                continue
        if told and _carries_on(layout, told[-1], one):
            told[-1] = replace(told[-1], end=one.end, outer_end=one.outer_end, tail=one.cue)
        else:
            told.append(one)
    return told


def _utterance(layout: Layout, quote: Quote, previous: Utterance | None) -> Utterance | None:
    body = layout.body
    text = body[quote.start : quote.end]
    size = len(text.split())
    sentence = layout.sentence(quote.start, quote.end)
    one = Utterance(
        quote.outer_start, quote.start, quote.end, quote.outer_end,
        is_sentence=_is_whole(body, quote, sentence[0], text),
    )  # fmt: skip
    attached = _beside_after(layout, quote) or _beside_before(layout, quote, sentence)
    if size < FRAGMENT_FROM and not (attached is not None and one.is_sentence):
        return None
    if attached is not None:
        return replace(one, cue=attached, is_attached=True)
    around = _around(layout, quote, sentence)
    if around is not None:
        return replace(one, cue=around)
    if previous is not None and _JOINED.fullmatch(body, previous.outer_end, quote.outer_start):
        return replace(one, cue=previous.cue, is_sentence=False, is_attached=True)
    is_whole = one.is_sentence and size > FRAGMENT_FROM and SENTENCE.search(text)
    return one if is_whole or _goes_on(layout, quote, size) else None


def _goes_on(layout: Layout, quote: Quote, size: int) -> bool:
    """Tell whether a long fragment ends a sentence that names no speaker, soon after somebody spoke."""
    last = layout.last_before(quote.outer_start)
    is_soon = last is not None and quote.outer_start - layout.span(last)[1] < LEAD
    return is_soon and size >= LONG_FRAGMENT and layout.body[quote.end - 1] in ".!?"


def _short(layout: Layout, quote: Quote) -> Utterance | None:
    """Return a quoted sentence of one or two words, which counts where it goes on with a quotation."""
    start, _ = layout.sentence(quote.start, quote.end)
    text = layout.body[quote.start : quote.end]
    is_sentence = _is_whole(layout.body, quote, start, text) and text[-1] in ".!?"
    whole = Utterance(quote.outer_start, quote.start, quote.end, quote.outer_end, is_sentence=True)
    return whole if is_sentence else None


_JOINED = re.compile(r",? ?(?:and|or|then) ")


def _is_whole(body: str, quote: Quote, sentence_start: int, text: str) -> bool:
    """Tell whether a quotation begins a sentence of its own."""
    before = body[max(sentence_start, quote.outer_start - LEAD) : quote.outer_start].strip()
    return (not before or before[-1] in '.!?:,)—–”"') and not text[:1].islower()


def _beside_after(layout: Layout, quote: Quote) -> Cue | None:
    """Return the attribution that stands right after a quotation."""
    body = layout.body
    for cue in layout.from_start(quote.end):
        start, _ = layout.span(cue)
        if start - quote.outer_end > BESIDE:
            return None
        if not GAP.fullmatch(body, quote.outer_end, start):
            continue
        if body[quote.end - 1] in ",-–—" or "," in body[quote.outer_end : start]:
            return cue
        clause = layout.clauses[cue]
        if body[quote.end - 1] == "." and not _ends_there(layout, cue):
            return None  # "…it." Police tell another story.
        return cue if clause is None or clause.is_before else None
    return None


def _ends_there(layout: Layout, cue: Cue) -> bool:
    """Tell whether a sentence ends with its attribution, or goes on after a comma."""
    return _ENDING.match(layout.body, layout.span(cue)[1]) is not None


_ENDING = re.compile(r"\s*(?:[.,!?]|$|[A-Z]|(?:in|at|on|during|of|about|after|from|as|to)\b)")


def _beside_before(layout: Layout, quote: Quote, sentence: tuple[int, int]) -> Cue | None:
    """Return the attribution that leads into a quotation ("he said, …", "released this statement: …")."""
    cue = layout.last_ending(quote.outer_start)
    if cue is None or quote.outer_start - layout.span(cue)[1] > LEAD:
        return None
    gap = layout.body[layout.span(cue)[1] : quote.outer_start]
    is_led = gap.rstrip().endswith((":", ",")) and not re.search(r"[.!?]\s", gap) and len(gap) < SHORT_LEAD
    if LEAD_IN.fullmatch(gap) or is_led:
        return cue
    is_characterised = layout.doc[cue.verb].lemma_.lower() in words("speech", "characterising")
    is_near = not re.search(r"[,.;:!?]", gap) and sentence[0] <= layout.verb_at(cue)
    return cue if is_characterised and is_near else None


def _around(layout: Layout, quote: Quote, sentence: tuple[int, int]) -> Cue | None:
    """Return the attribution in whose reported words a quoted fragment stands."""
    best = None
    for cue in layout.within(*sentence):
        clause = layout.clauses[cue]
        if clause is None or not (clause.start <= quote.start and quote.end <= clause.end + 2):
            continue
        if best is None or clause.is_before:
            best = cue
    return best


def _carries_on(layout: Layout, previous: Utterance, one: Utterance) -> bool:
    """Tell whether a quotation goes on after its own attribution: "…," he said. "…".

    In a text with paragraphs it goes on to the paragraph's end, also where "he said" stands once more.
    """
    if previous.cue is None or not previous.is_attached:
        return False
    start, end = layout.span(previous.tail or previous.cue)
    if one.is_attached and not one.is_sentence:
        return one.cue is previous.cue and start >= previous.outer_end and one.start - end < BESIDE
    if start < previous.outer_end or end > one.start:
        return False
    if one.is_attached and one.cue is not previous.cue and not _is_repeated(layout, one):
        return False
    rest = layout.body[end : one.start]
    return "\n" not in rest.strip("\n") and "\n\n" not in rest and not re.search(r"[.!?][\"”]?\s+\w", rest)


def _is_repeated(layout: Layout, one: Utterance) -> bool:
    """Tell whether an attribution only says once more that the same person speaks."""
    pronouns = {"he", "she", "they"}
    return one.cue is not None and "\n" in layout.body and layout.doc[one.cue.head].lower_ in pronouns
