"""The spot of an event, in the text's own words: block, address, crossing, street, highway, building."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from transforms.extraction.document import sentences_of, text_of
from transforms.extraction.facts import Fact
from transforms.extraction.lexicon import lexicon, spaced

LONGEST_SENTENCE = 1500  # characters; longer ones are tables or lists, not sentences
WIDEST = 80  # characters that may stand before a core
NEAR = (1.2, 0.9, 0.4)  # points for the sentence that tells the force, its neighbours, theirs
EXACT = 1.0  # points of a core that is more than a kind of place
CARE = 3.5  # points lost by a place where the hurt are brought
LATER = 0.08  # points lost per sentence: a story gives its spot early


def find_spot(doc: Doc, sentences: frozenset[int], hit_sentences: set[int]) -> Fact | None:
    """Return the best spot of an event: precise forms first, near its hits first, the earliest of equals.

    A mere kind of place ("a parking lot") is taken only where the text gives nothing more exact.
    """
    best: tuple[bool, float, int, Fact] | None = None
    needs = float(lexicon("spots")["needs"])
    for index, sentence in enumerate(sentences_of(doc)):
        if index not in sentences or len(sentence.text) > LONGEST_SENTENCE:
            continue
        for start, end, points, is_exact in _spots(sentence.text):
            score = points + _nearness(index, hit_sentences) - LATER * index
            at = sentence.start_char + start
            if score >= needs and (best is None or (is_exact, score, -at) > best[:3]):
                fact = Fact(
                    text_of(doc)[at : sentence.start_char + end], at, sentence.start_char + end, index, score
                )
                best = (is_exact, score, -at, fact)
    return best[3] if best is not None else None


def _nearness(index: int, hit_sentences: set[int]) -> float:
    """The force's own sentence and its neighbours tell its spot rather than others."""
    away = min((abs(index - hit) for hit in hit_sentences), default=len(NEAR))
    return NEAR[away] if away < len(NEAR) else 0.0


def _spots(text: str) -> Iterator[tuple[int, int, float, bool]]:
    """Return each spot of a sentence, widened by what belongs to it, its points, and whether it is exact."""
    for points, core in _cores():
        for match in core.finditer(text):
            before = text[max(0, match.start() - WIDEST) : match.start()]
            if _pattern("not_a_spot").search(match.group()) or _pattern("not_before").match(
                text, match.end()
            ):
                continue
            start, end = _widened(text, match.start(), match.end())
            wider = (0.6 if start < match.start() else 0.0) + (0.6 if end > match.end() else 0.0)
            yield start, end, points + wider + _context(text, before, match.group()), points >= EXACT


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _pattern("lead").match(text[start:end])
    inner = start + lead.end() if lead else start
    led = _led(text, start)
    if led == start:
        led = _led(text, inner)
    if led == inner and text[start:end].startswith(
        ("near ", "outside ", "behind ", "off ", "under ", "beside ")
    ):
        led = start
    start = _led(text, led)
    behind = _pattern("behind").match(text, end)
    while behind is not None:
        end = behind.end()
        behind = _pattern("behind").match(text, end)
    return start, end - (len(text[start:end]) - len(text[start:end].rstrip(" .,")))


def _led(text: str, start: int) -> int:
    """Return where the words begin that lead to a position: "parking lot of the", "home in the"."""
    found = _lead().search(text[max(0, start - WIDEST) : start])
    return start - len(found.group()) if found is not None else start


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(spaced(f"(?:{_filled('before')})$"))


def _context(text: str, before: str, core: str) -> float:
    score = 0.6 if _pattern("event_words").search(text) else 0.0
    score += 1.2 if _pattern("to_event").search(before) else 0.0
    is_care = _pattern("care").search(core) and not _pattern("to_care_event").search(before)
    score -= CARE if is_care else 0.0
    score -= 2.0 if _pattern("other_words").search(text) else 0.0
    return score - (2.0 if _pattern("elsewhere").search(before) else 0.0)


@cache
def _filled(name: str) -> str:
    """Return a pattern of the lexicon with its words filled in."""
    text = str(lexicon("spots").get(name, name))
    words = lexicon("spots")["words"]
    for _ in range(3):  # words are made of words: street of name, name of ordinal
        for key, phrase in words.items():
            text = text.replace("{" + key + "}", f"(?:{phrase})")
    return text


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(spaced(_filled(name)))


@cache
def _cores() -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple(
        (float(row["points"]), re.compile(spaced(r"(?<!\w)(?:" + _filled(row["pattern"]) + ")")))
        for row in lexicon("spots")["cores"]
    )
