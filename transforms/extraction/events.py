"""Which uses of force belong to one event, which sentences tell of it, and which event is the story's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from transforms.extraction.dates import DateMention
from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon, patterns


@dataclass(frozen=True, slots=True)
class Event:
    """One event of an article: its hits, its sentences (all but other events'), background or not."""

    hits: tuple[ForceHit, ...]
    sentences: frozenset[int]
    is_background: bool


def find_events(doc: Doc, hits: list[ForceHit], dates: list[DateMention]) -> list[Event]:
    """Group hits into events; the story's own first, then earlier ones in text order.

    A hit is background where its sentence sets it apart in time from the story. Where all hits are
    set apart, the story itself is about something else, and each dated one is an event of its own.
    """
    texts = [sentence.text for sentence in doc.sents]
    cut = _other_stories(texts)
    live = [hit for hit in hits if hit.sentence < cut]
    apart = {hit.sentence: _is_apart(texts, hit.sentence) for hit in live}
    main = [hit for hit in live if not apart[hit.sentence]]
    back = [hit for hit in live if apart[hit.sentence]]
    events = []
    if main:
        others = {hit.sentence for hit in back}
        told = frozenset(index for index in range(min(cut, len(texts))) if index not in others)
        events.append(Event(tuple(main), told, is_background=False))
    main_days = {date.earliest for date in dates for hit in main if date.sentence == hit.sentence}
    for sentence in sorted({hit.sentence for hit in back}):
        mine = tuple(hit for hit in back if hit.sentence == sentence)
        day = next((date for date in dates if date.sentence == sentence and date.precision in {"day", "month"}), None)
        if day is not None and day.earliest not in main_days:
            events.append(Event(mine, frozenset({sentence, *_follow_ups(texts, sentence)}), is_background=True))
    return events


def _other_stories(texts: list[str]) -> int:
    """Return the first sentence that belongs to appended headlines of other stories, or the end."""
    pattern = compiled(lexicon("events")["other_stories"])
    for index, text in enumerate(texts):
        if index >= len(texts) // 2 and pattern.search(text):
            return index if pattern.match(text.strip()) else index + 1
    return len(texts)


def _is_apart(texts: list[str], index: int) -> bool:
    return any(pattern.regex.search(texts[index]) for pattern in patterns("events", "background"))


def _follow_ups(texts: list[str], index: int) -> list[int]:
    """Return the next sentence where it goes on about the same earlier event ("in that case")."""
    following = index + 1
    if following < len(texts) and re.search(r"\b(?:that|those) (?:case|incident|shooting)\b", texts[following]):
        return [following]
    return []
