"""Which uses of force belong to one event, which sentences tell of it, and which event is the story's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from spacy.tokens import Doc

from transforms.extraction.dates import DateMention, Told, event_date
from transforms.extraction.document import clause_around, sentences_of
from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon, patterns

DATED = {"day", "month"}  # an earlier event needs its date to the month or better
LEAD = 2  # the last sentence that still belongs to a story's opening
OPENING = 10  # characters before the day that a sentence opens with: "And on Oct. 30"
LONG_BEFORE = timedelta(days=14)  # a use of force dated so long before the story's own is another event


@dataclass(frozen=True, slots=True)
class Event:
    """One event of an article: its hits, its sentences (all but other events'), background or not."""

    hits: tuple[ForceHit, ...]
    sentences: frozenset[int]
    is_background: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """A city or a person's name at `[start, end)`: with a date, two of the three make an earlier event."""

    start: int
    end: int
    kind: str  # city, name


def find_events(
    doc: Doc, hits: Sequence[ForceHit], dates: Sequence[DateMention], anchors: Sequence[Anchor] = ()
) -> list[Event]:
    """Group hits into events; the story's own first, then others in text order.

    A hit belongs to another event where its clause says so ("the last officer-involved shooting"), or
    where it is set in an earlier time after the story's own has been told. Another event is kept only
    where two of date, city and a person's name are told of it: else it cannot be counted.
    """
    texts = [sentence.text for sentence in sentences_of(doc)]
    starts = [sentence.start_char for sentence in sentences_of(doc)]
    live = _without_other_stories(texts, starts, hits)
    live += _referring_back(texts, starts, live, dates)
    main, others = _split(texts, starts, sorted(live, key=lambda hit: hit.start), dates)
    taken = {hit.sentence for hit in others} - {hit.sentence for hit in main}
    events = []
    for part, outside in _parts(
        main, _starts_of_parts(texts) or _starts_of_days(doc, main, dates, anchors), texts
    ):
        told = frozenset(index for index in range(len(texts)) if index not in taken | outside)
        events.append(Event(tuple(part), told, is_background=False))
    return events + _other_events(texts, starts, main, others, dates, anchors)


def told_by(hits: Iterable[ForceHit]) -> list[Told]:
    """Return where hits stand, as the ranking of dates needs it."""
    return [Told(hit.start, hit.end, hit.sentence) for hit in hits]


def _without_other_stories(texts: list[str], starts: list[int], hits: Sequence[ForceHit]) -> list[ForceHit]:
    """Drop hits in headlines of other stories that pages put into or after a story."""
    pattern = compiled(lexicon("events")["other_stories"])
    cuts: dict[int, int] = {}
    for index, text in enumerate(texts):
        match = pattern.search(text)
        if match:
            cuts[index] = match.start()
            following = index + 1
            while following < len(texts) and not texts[following].rstrip().endswith(
                (".", "!", "?", "”", '"')
            ):
                cuts[following] = 0
                following += 1
    return [hit for hit in hits if hit.start - starts[hit.sentence] < cuts.get(hit.sentence, 10**9)]


def _referring_back(
    texts: list[str], starts: list[int], hits: list[ForceHit], dates: Sequence[DateMention]
) -> list[ForceHit]:
    """Return hits for "The last one happened March 7" after a sentence that counts such shootings."""
    told = {hit.sentence: hit.force_type for hit in hits}
    dated = {date.sentence for date in dates if date.precision in DATED}
    found = []
    for index, text in enumerate(texts):
        match = compiled(lexicon("events")["one_before"]).search(text)
        if match and index in dated and index not in told and index - 1 in told:
            start = starts[index] + match.start()
            found.append(ForceHit(told[index - 1], start, starts[index] + match.end(), index, None, None,
                                  is_person_named=False, source="nominal"))  # fmt: skip
    return found


def _split(
    texts: list[str], starts: list[int], hits: list[ForceHit], dates: Sequence[DateMention]
) -> tuple[list[ForceHit], list[ForceHit]]:
    """Return the hits of the story's own event and those of others."""
    main: list[ForceHit] = []
    others: list[ForceHit] = []
    for hit in hits:
        kind = _apart(texts[hit.sentence], hit.start - starts[hit.sentence], hit.end - starts[hit.sentence])
        if kind == "count":
            continue
        if (
            kind is None
            and main
            and main[0].sentence < hit.sentence
            and _is_the_one_before(texts, hit.sentence)
        ):
            kind = "other"
        goes_on = (
            kind != "own"
            and bool(others)
            and (
                others[-1].sentence == hit.sentence
                or (others[-1].sentence == hit.sentence - 1 and _goes_on(texts[hit.sentence]))
            )
        )
        if kind == "other" or goes_on or (kind == "earlier" and main and main[0].sentence < hit.sentence):
            others.append(hit)
        else:
            main.append(hit)
    if not main and others and others[0].sentence <= LEAD:  # its opening tells it: the story is about it
        first = others[0].sentence
        return [hit for hit in others if hit.sentence == first], [
            hit for hit in others if hit.sentence != first
        ]
    if not main:
        return [], others
    day = event_date(dates, told_by(main), None)
    if day is None:
        return main, others
    early = {
        date.sentence for date in dates
        if date.points >= 0 and date.precision in DATED and date.latest < day.earliest - LONG_BEFORE
        and not any(d.sentence == date.sentence and d.latest >= day.earliest for d in dates)
    }  # fmt: skip
    first = main[0].sentence
    moved = [hit for hit in main if hit.sentence in early and hit.sentence != first]
    return [hit for hit in main if hit not in moved], sorted([*others, *moved], key=lambda hit: hit.start)


def _parts(
    main: list[ForceHit], starts: list[int], texts: list[str]
) -> list[tuple[list[ForceHit], set[int]]]:
    """Divide a story that tells "The first was near … The second came about …": each part's hits, and the
    sentences of the other parts. What stands before the first part belongs to all."""
    bounds = [range(a, b) for a, b in pairwise([*starts, len(texts)])]
    told = [bound for bound in bounds if any(hit.sentence in bound for hit in main)]
    if len(told) < 2:
        return [(main, set())] if main else []
    everything = {index for bound in bounds for index in bound}
    return [([hit for hit in main if hit.sentence in bound], everything - set(bound)) for bound in told]


def _starts_of_parts(texts: list[str]) -> list[int]:
    """Return the sentences that begin a part: "The first was …", "The second …" or "Then at 5:45 p.m. …"."""
    opens, goes_over = (compiled(lexicon("events")[name]) for name in ("one_of_several", "then_another"))
    starts = [index for index, text in enumerate(texts) if opens.match(text.strip())]
    if len(starts) != 1:
        return starts
    rest = range(starts[0] + 1, len(texts))
    return starts + [index for index in rest if goes_over.match(texts[index].strip())][:1]


def _starts_of_days(
    doc: Doc, main: list[ForceHit], dates: Sequence[DateMention], anchors: Sequence[Anchor]
) -> list[int]:
    """Return the sentences that begin with days apart and tell of force on others each: a year in review.

    None where fewer than two do: a story comes back to its event and its people.
    """
    sentences = list(sentences_of(doc))
    starts: list[int] = []
    days: set[date] = set()
    named: set[str] = set()
    for index in sorted({hit.sentence for hit in main}):
        opening = next((d for d in dates if d.sentence == index and d.precision == "day"), None)
        span = sentences[index]
        if opening is None or opening.start - span.start_char > OPENING:
            continue
        names = {
            doc.text[anchor.start : anchor.end].split()[-1]
            for anchor in anchors
            if anchor.kind == "name" and span.start_char <= anchor.start < span.end_char
        }
        if opening.earliest in days or not names or names & named:
            continue
        starts.append(index)
        days.add(opening.earliest)
        named |= names
    return starts if len(starts) > 1 else []


def _apart(text: str, start: int, end: int) -> str | None:
    """Return how a hit's clause sets it apart (a `kind` of `apart` in the seeds), None where it does not."""
    clause = clause_around(text, start, end)
    for pattern in patterns("events", "apart", "kind"):
        if pattern.regex.search(clause):
            return pattern.code
    return None


def _is_the_one_before(texts: list[str], index: int) -> bool:
    """Tell whether a sentence goes over to an earlier event: "Hours before, …", or "On Tuesday …" after
    "It was the second shooting this week."."""
    text, before = texts[index], texts[index - 1] if index else ""
    hours, row, day = (
        compiled(lexicon("events")[name]) for name in ("hours_before", "one_of_a_row", "on_a_day")
    )
    return bool(hours.match(text) or (row.search(before) and day.match(text)))


def _goes_on(text: str) -> bool:
    """Tell whether a sentence goes on about the other event told just before it ("in that case")."""
    return compiled(lexicon("events")["goes_on"]).search(text) is not None


def _other_events(
    texts: list[str], starts: list[int], main: list[ForceHit], others: list[ForceHit],
    dates: Sequence[DateMention], anchors: Sequence[Anchor],
) -> list[Event]:  # fmt: skip
    own = {hit.sentence for hit in main}
    days = {date.earliest for date in dates if date.sentence in own and date.precision == "day"}
    events: list[Event] = []
    seen: set[object] = set()
    for group in _groups(texts, others):
        sentences = {hit.sentence for hit in group}
        date = next((d for d in dates if d.sentence in sentences and d.precision in DATED), None)
        bounds = [(starts[index], starts[index] + len(texts[index])) for index in sentences]
        kinds = {a.kind for a in anchors if any(start <= a.start < end for start, end in bounds)}
        if date is not None and date.precision == "day" and _is_local(texts[group[0].sentence]):
            kinds.add("city")  # "the last officer-involved shooting" is one of the same city
        told = len(kinds) + (date is not None)
        key = date.earliest if date is not None else group[0].sentence
        is_of_that_day = compiled(lexicon("events")["hours_before"]).match(texts[group[0].sentence]) is None
        if told < 2 or (key in days and is_of_that_day) or key in seen:
            continue
        seen.add(key)
        follow = {index for index in (max(sentences) + 1,) if index < len(texts) and _goes_on(texts[index])}
        events.append(Event(tuple(group), frozenset(sentences | follow), is_background=True))
    return events


def _groups(texts: list[str], hits: list[ForceHit]) -> list[list[ForceHit]]:
    """Group other events' hits: those of one sentence, and of the next where it goes on about them."""
    groups: list[list[ForceHit]] = []
    for hit in hits:
        last = groups[-1][-1] if groups else None
        if last is not None and (
            hit.sentence == last.sentence
            or (hit.sentence == last.sentence + 1 and _goes_on(texts[hit.sentence]))
        ):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _is_local(text: str) -> bool:
    return re.search(compiled(lexicon("events")["local"]), text) is not None
