"""Dates in an article, resolved against its day of publication, and which of them is an event's.

A weekday is the last one up to the day of publication, a day without a year the last such day: news
tells what has been. Without a publication date only full dates resolve.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Doc, Span, Token

from transforms.extraction.lexicon import compiled, lexicon


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `[start, end)`: the days from `earliest` to `latest`; precision day, week, month or year."""

    start: int
    end: int
    earliest: date
    latest: date
    precision: str
    points: float  # how much speaks for it as the date of the event of its sentence
    sentence: int


def find_dates(doc: Doc, published_on: date | None) -> list[DateMention]:
    """Return the dates that resolve, in text order, with the points that their surroundings give."""
    found = []
    for index, sentence in enumerate(doc.sents):
        for match in _expression().finditer(sentence.text):
            resolved = _resolve(match, published_on)
            if resolved is None:
                continue
            earliest, latest, precision = resolved
            start = sentence.start_char + match.start()
            end = sentence.start_char + match.end()
            points = _points(sentence, match, start)
            found.append(DateMention(start, end, earliest, latest, precision, points, index))
    return found


@cache
def _expression() -> re.Pattern[str]:
    """One pattern for all forms; the longest first."""
    seeds = lexicon("dates")
    month = "|".join(sorted(seeds["months"], key=len, reverse=True))
    weekday = "|".join(seeds["weekdays"])
    today = "|".join(sorted(seeds["today"], key=len, reverse=True))
    yesterday = "|".join(sorted(seeds["yesterday"], key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<last>last|next)\s+)?(?:(?P<weekday0>{weekday}),?\s+)?"
        rf"\b(?P<month>{month})\b\.?\s+(?P<day>\d{{1,2}})(?!\d|:)(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d))?"
        rf"|\b(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>(?:19|20)?\d\d)\b"
        rf"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
        rf"|\b(?P<yesterday>{yesterday})\b"
        rf"|\b(?P<today>{today})\b"
        rf"|(?:\b(?P<lastday>last|next|this past)\s+)?\b(?P<weekday>{weekday})\b"
        rf"|\bin\s+(?:early |late |mid-)?(?P<month2>{month})\b\.?(?:\s+(?:of\s+)?(?P<year2>(?:19|20)\d\d))?(?!\.?\s+\d)"
        rf"|\b(?P<ago>last|this)\s+(?P<unit>week|month|year)\b"
        rf"|\bin\s+(?P<year3>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


def _resolve(match: re.Match[str], published_on: date | None) -> tuple[date, date, str] | None:
    seen = {name: value for name, value in match.groupdict().items() if value}
    try:
        if "iso" in seen:
            day = date.fromisoformat(seen["iso"])
            return day, day, "day"
        if "month" in seen:
            return _month_and_day(seen, published_on)
        if "m" in seen:
            year = int(seen["y"]) + (2000 if len(seen["y"]) == 2 else 0)
            day = date(year, int(seen["m"]), int(seen["d"]))
            return day, day, "day"
    except ValueError:
        return None  # "February 30": no such day, so no date
    return _relative(seen, published_on)


def _month_and_day(seen: dict[str, str], published_on: date | None) -> tuple[date, date, str] | None:
    month = lexicon("dates")["months"][seen["month"].lower()]
    if seen.get("last", "").lower() == "next":
        return None
    if "year" in seen:
        day = date(int(seen["year"]), month, int(seen["day"]))
    elif published_on is not None:
        day = date(published_on.year, month, int(seen["day"]))
        if day > published_on:
            day = date(published_on.year - 1, month, int(seen["day"]))
    else:
        return None
    return day, day, "day"


def _relative(seen: dict[str, str], published_on: date | None) -> tuple[date, date, str] | None:
    if "year2" in seen or "month2" in seen:
        return _month(seen, published_on)
    if "year3" in seen:
        year = int(seen["year3"])
        return date(year, 1, 1), date(year, 12, 31), "year"
    if published_on is None:
        return None
    if "today" in seen:
        return published_on, published_on, "day"
    if "yesterday" in seen:
        day = published_on - timedelta(days=1)
        return day, day, "day"
    if "weekday" in seen:
        return _weekday(seen, published_on)
    return _span_ago(seen, published_on)


def _weekday(seen: dict[str, str], published_on: date) -> tuple[date, date, str] | None:
    if seen.get("lastday", "").lower() == "next":
        return None
    back = (published_on.weekday() - lexicon("dates")["weekdays"][seen["weekday"].lower()]) % 7
    if seen.get("lastday", "").lower() == "last" and back == 0:
        back = 7
    day = published_on - timedelta(days=back)
    return day, day, "day"


def _month(seen: dict[str, str], published_on: date | None) -> tuple[date, date, str] | None:
    month = lexicon("dates")["months"][seen["month2"].lower()]
    if "year2" in seen:
        year = int(seen["year2"])
    elif published_on is not None:
        year = published_on.year - (month > published_on.month)
    else:
        return None
    first = date(year, month, 1)
    return first, _last_of_month(first), "month"


def _span_ago(seen: dict[str, str], published_on: date) -> tuple[date, date, str] | None:
    last = seen["ago"].lower() == "last"
    unit = seen["unit"].lower()
    if unit == "year":
        year = published_on.year - last
        return date(year, 1, 1), min(date(year, 12, 31), published_on), "year"
    if unit == "month":
        first = (published_on.replace(day=1) - timedelta(days=1)).replace(day=1) if last else published_on.replace(day=1)
        return first, min(_last_of_month(first), published_on), "month"
    monday = published_on - timedelta(days=published_on.weekday() + 7 * last)
    return monday, min(monday + timedelta(days=6), published_on), "week"


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _points(sentence: Span, match: re.Match[str], start: int) -> float:
    token = next((token for token in sentence if token.idx + len(token) > start), None)
    verb = _verb_of(token) if token is not None else None
    texts = {
        "sentence": sentence.text,
        "before": sentence.text[: match.start()],
        "after": sentence.text[match.end() :],
    }
    points = 0.0
    for row in lexicon("dates")["evidence"]:
        if row["where"] == "verb":
            hit = verb is not None and verb.lemma_.lower() in row["lemmas"]
        else:
            hit = compiled(row["pattern"]).search(texts[row["where"]]) is not None
        points += row["points"] if hit else 0
    return points


def _verb_of(token: Token) -> Token | None:
    """Climb from a date to the verb that it belongs to."""
    current = token
    for _ in range(8):
        if current.pos_ in {"VERB", "AUX"}:
            return current
        if current.head.i == current.i:
            return None
        current = current.head
    return None
