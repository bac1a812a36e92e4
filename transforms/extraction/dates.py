"""Dates in an article, resolved against its day of publication, and which of them is an event's.

A weekday is the last one up to the day of publication, a day without a year the last such day: news
tells what has been. Without a publication date, what names no year is the days that it can be (`undated.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial

from spacy.tokens import Doc, Span, Token

from transforms.extraction.document import sentences_of, text_of, unstopped
from transforms.extraction.lexicon import compiled, lexicon
from transforms.extraction.undated import Stated, possible_days, writing_window

STAMP_REACH = 30  # characters between "Posted" and its date: an hour, a weekday
PER_UNIT = {"day": 1, "week": 7}
NAMES_A_YEAR = ("year", "y", "iso", "year2", "year3", "year4", "year5")  # groups of the expression


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
    has_hour: bool = False  # the article gives an hour of the clock somewhere
    basis: str = "stated"  # what its year rests on, a code of incidents.date_basis


def find_dates(doc: Doc, published_on: date | None) -> list[DateMention]:
    """Return the dates that resolve, in text order, with the points that their surroundings give."""
    text = text_of(doc)
    found = []
    stamp = page_date(text) if published_on is None else None
    written_on = published_on or (stamp.first if stamp is not None else None)
    window = writing_window(text, _stated(text)) if written_on is None else None
    has_hour = compiled(lexicon("dates")["hour"]).search(text) is not None
    for index, sentence in enumerate(sentences_of(doc)):
        for match in _expression().finditer(sentence.text):
            resolved = _resolve(match, written_on)
            basis = _basis(match, is_stamp=stamp is not None)
            if resolved is None and window is not None:
                resolved = possible_days(partial(_resolve, match), window, _weekday_beside(match))
                basis = "weekday_fits" if resolved is not None and resolved[2] == "day" else "other_dates"
            if resolved is None:
                continue
            earliest, latest, precision = resolved
            start = sentence.start_char + match.start()
            end = sentence.start_char + match.end()
            points = _points(sentence, match.start(), match.end())
            found.append(DateMention(start, end, earliest, latest, precision, points, index, has_hour, basis))
    return _over_midnight(text, found)


def _basis(match: re.Match[str], *, is_stamp: bool) -> str:
    if any(match[name] for name in NAMES_A_YEAR):
        return "stated"
    return "page_date" if is_stamp else "publication"


def _weekday_beside(match: re.Match[str]) -> int | None:
    """Return the weekday of "Tuesday, March 4"."""
    name = match["weekday0"]
    return lexicon("dates")["weekdays"][name.lower()] if name else None


def _stated(text: str) -> list[Stated]:
    """Return the dates of a text that name their year."""
    found = []
    for match in _expression().finditer(text):
        resolved = _resolve(match, None)
        if resolved is not None:
            found.append(Stated(match.start(), match.end(), resolved[0]))
    return found


def page_date(text: str) -> Stated | None:
    """Return the day that a page says it was posted on, for articles that come without their day."""
    label = compiled(lexicon("dates")["stamp"]).search(text)
    match = _expression().search(text, label.end()) if label is not None else None
    if label is None or match is None or match.start() - label.end() > STAMP_REACH:
        return None
    resolved = _resolve(match, None)
    is_day = resolved is not None and resolved[2] == "day"
    return Stated(match.start(), match.end(), resolved[0]) if resolved is not None and is_day else None


@dataclass(frozen=True, slots=True)
class Told:
    """Where an article tells of a use of force: characters and sentence."""

    start: int
    end: int
    sentence: int


def event_date(
    dates: Sequence[DateMention], told: Collection[Told], within: Collection[int] | None
) -> DateMention | None:
    """Return the date that most speaks for as an event's, its points the sum; None where none does.

    `told` are the places that tell the force, `within` all sentences of the event (None: every one).
    """
    weights = lexicon("dates")["ranking"]
    ranked = [
        replace(d, points=d.points + _closeness(d, told) + weights["precision"][d.precision]
                + weights["per_sentence"] * d.sentence)
        for d in dates if within is None or d.sentence in within
    ]  # fmt: skip
    best = max(ranked, key=_order, default=None)
    if best is None or best.points < weights["from"]:
        return _only_day(ranked)
    if best.precision == "day":
        return best
    days = [d for d in ranked if d.precision == "day" and best.earliest <= d.earliest <= best.latest
            and d.points >= weights["from"]]  # fmt: skip
    return max(days, key=_order, default=best)  # "last weekend", further on "Sunday": the day says more


def _closeness(mention: DateMention, told: Collection[Told]) -> float:
    """Return what it is worth that a date stands in a sentence that tells the force, and close to it."""
    weights = lexicon("dates")["ranking"]
    gaps = [
        max(t.start - mention.end, mention.start - t.end, 0) for t in told if t.sentence == mention.sentence
    ]
    return weights["near"] + max(0.0, weights["close"] - min(gaps) / weights["per_point"]) if gaps else 0.0


def _only_day(ranked: list[DateMention]) -> DateMention | None:
    """Return the one day that an article names at all, where it gives the event an hour without a day.

    "It happened at 8:21 a.m." in a story whose only day is Saturday was Saturday.
    """
    days = [d for d in ranked if d.precision == "day"]
    if len({d.earliest for d in days}) != 1 or not any(d.has_hour for d in days):
        return None
    return replace(days[0], points=0.0)


def _order(mention: DateMention) -> tuple[float, int]:
    return mention.points, -mention.start


@cache
def _expression() -> re.Pattern[str]:
    """One pattern for all forms; the longest first."""
    seeds = lexicon("dates")
    month, weekday, today, yesterday, feast, number = (
        "|".join(sorted(seeds[section], key=len, reverse=True))
        for section in ("months", "weekdays", "today", "yesterday", "feasts", "numbers")
    )
    return re.compile(
        rf"(?:(?P<last>last|next)\s+)?(?:(?P<weekday0>{weekday}),?\s+)?"
        rf"\b(?P<month>{month})\b\.?\s+(?P<day>\d{{1,2}})(?!\d|:)(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d))?"
        rf"|\b(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>(?:19|20)?\d\d)\b"
        rf"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
        rf"|\b(?P<feast>{feast})(?:\s+(?P<year4>(?:19|20)\d\d))?\b"
        rf"|\b(?P<yesterday>{yesterday})\b"
        rf"|\b(?P<today>{today})\b"
        r"|\b(?P<overnight>overnight)\b"
        rf"|\b(?P<count>\d{{1,2}}|{number})\s+(?P<counted>day|week|month|year)s?\s+ago\b"
        rf"|\b(?P<weekend>(?:over|during|this|last)\s+(?:the\s+|past\s+)?weekend)\b"
        rf"|\b(?P<dayofweek>{weekday})(?:\s+(?:morning|afternoon|evening|night))?\s+(?:of\s+)?last\s+week\b"
        rf"|(?:\b(?P<lastday>last|next|this past)\s+)?\b(?P<weekday>{weekday})\b"
        rf"|\bin\s+(?:early |late |mid-)?(?P<month2>{month})\b\.?"
        r"(?:,?\s+(?:of\s+)?(?P<year2>(?:19|20)\d\d))?(?!\.?\s+\d)"
        rf"|\b(?P<month3>{month})\b\.?,?\s+(?:of\s+)?(?P<year5>(?:19|20)\d\d)\b"
        rf"|\blast\s+(?P<month4>{month})\b(?!\.?\s+\d)"
        rf"|\b(?P<ago>last|this|earlier this)\s+(?P<unit>week|month|year)\b"
        rf"|\bin\s+(?:early |late |mid-)?(?P<year3>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


def _resolve(match: re.Match[str], published_on: date | None) -> tuple[date, date, str] | None:
    """Return the first and last day that a match can mean, with its precision, or None."""
    seen = {name: value for name, value in match.groupdict().items() if value}
    try:
        return (
            _named_day(seen, published_on)
            or _span_of_months(seen, published_on)
            or _relative(seen, published_on)
        )
    except ValueError:
        return None  # "February 30": no such day, so no date


def _named_day(seen: dict[str, str], published_on: date | None) -> tuple[date, date, str] | None:
    """Read "March 4, 2020", "3/4/20", "2020-03-04", "New Year's Eve"."""
    if "iso" in seen:
        day: date | None = date.fromisoformat(seen["iso"])
    elif "m" in seen:
        year = int(seen["y"]) + (2000 if len(seen["y"]) == 2 else 0)
        day = date(year, int(seen["m"]), int(seen["d"]))
    elif "month" in seen and seen.get("last", "").lower() != "next":
        month = lexicon("dates")["months"][seen["month"].lower()]
        day = _day_of_year(month, int(seen["day"]), seen.get("year"), published_on)
    elif "feast" in seen:
        month, of_month = lexicon("dates")["feasts"][seen["feast"].lower().replace("’", "'")]
        day = _day_of_year(month, of_month, seen.get("year4"), published_on)
    else:
        day = None
    return (day, day, "day") if day is not None else None


def _day_of_year(month: int, day: int, year: str | None, published_on: date | None) -> date | None:
    """Return the day; without a year the last such day up to publication."""
    if year is not None:
        return date(int(year), month, day)
    if published_on is None:
        return None
    found = date(published_on.year, month, day)
    return found if found <= published_on else date(published_on.year - 1, month, day)


def _span_of_months(seen: dict[str, str], published_on: date | None) -> tuple[date, date, str] | None:
    """Read "in March", "March 2019", "last March", "in 2017"."""
    if "year3" in seen:
        year = int(seen["year3"])
        return date(year, 1, 1), date(year, 12, 31), "year"
    name = seen.get("month2") or seen.get("month3") or seen.get("month4")
    if name is None:
        return None
    month = lexicon("dates")["months"][name.lower()]
    stated = seen.get("year2") or seen.get("year5")
    if stated is not None:
        year = int(stated)
    elif published_on is not None:
        year = published_on.year - (month > published_on.month)
    else:
        return None
    first = date(year, month, 1)
    return first, _last_of_month(first), "month"


def _relative(seen: dict[str, str], published_on: date | None) -> tuple[date, date, str] | None:
    """Read what counts from the day of publication: "today", "Friday", "two weeks ago", "last month"."""
    if published_on is None:
        return None
    if "count" in seen:
        return _counted(seen, published_on)
    if "ago" in seen:
        return _unit_ago(seen, published_on)
    if "overnight" in seen:
        return published_on - timedelta(days=1), published_on, "week"
    if "weekend" in seen:
        sunday = published_on - timedelta(days=(published_on.weekday() + 1) % 7)
        return sunday - timedelta(days=1), sunday, "week"
    day = _day_before(seen, published_on)
    return (day, day, "day") if day is not None else None


def _day_before(seen: dict[str, str], published_on: date) -> date | None:
    """Read "today", "last night", "Friday", "Friday of last week"; a day still to come is None."""
    if "today" in seen or "yesterday" in seen:
        return published_on - timedelta(days="yesterday" in seen)
    weekdays = lexicon("dates")["weekdays"]
    if "dayofweek" in seen:
        monday = published_on - timedelta(days=published_on.weekday() + 7)
        return monday + timedelta(days=weekdays[seen["dayofweek"].lower()])
    which = seen.get("lastday", "").lower()
    if "weekday" not in seen or which == "next":
        return None
    back = (published_on.weekday() - weekdays[seen["weekday"].lower()]) % 7
    return published_on - timedelta(days=7 if which == "last" and back == 0 else back)


def _counted(seen: dict[str, str], published_on: date) -> tuple[date, date, str] | None:
    """Read "three days ago" as a day; longer counts as the week, month or year that they fall in."""
    word, unit = seen["count"].lower(), seen["counted"].lower()
    number = int(word) if word.isdigit() else lexicon("dates")["numbers"][word]
    if unit in PER_UNIT:
        day = published_on - timedelta(days=number * PER_UNIT[unit])
        slack = timedelta(days=0 if unit == "day" else 3)
        return day - slack, day + slack, unit
    if unit == "year":
        year = published_on.year - number
        return date(year, 1, 1), date(year, 12, 31), "year"
    months = published_on.year * 12 + published_on.month - 1 - number
    first = date(months // 12, months % 12 + 1, 1)
    return first, _last_of_month(first), "month"


def _unit_ago(seen: dict[str, str], published_on: date) -> tuple[date, date, str] | None:
    last, unit = seen["ago"].lower() == "last", seen["unit"].lower()
    if unit == "year":
        year = published_on.year - last
        return date(year, 1, 1), min(date(year, 12, 31), published_on), "year"
    if unit == "month":
        first = published_on.replace(day=1)
        first = (first - timedelta(days=1)).replace(day=1) if last else first
        return first, min(_last_of_month(first), published_on), "month"
    monday = published_on - timedelta(days=published_on.weekday() + 7 * last)
    return monday, min(monday + timedelta(days=6), published_on), "week"


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _over_midnight(text: str, found: list[DateMention]) -> list[DateMention]:
    """Join "late Friday or early Saturday" and "Friday night into Saturday": either day is possible."""
    joined: list[DateMention] = []
    for mention in found:
        previous = joined[-1] if joined else None
        gap = text[previous.end : mention.start] if previous is not None else ""
        if (
            previous is not None
            and previous.precision == mention.precision == "day"
            and mention.earliest - previous.earliest == timedelta(days=1)
            and compiled(lexicon("dates")["over_midnight"]).fullmatch(gap)
        ):
            points = max(previous.points, mention.points)
            joined[-1] = replace(
                previous, end=mention.end, latest=mention.latest, precision="week", points=points
            )
        else:
            joined.append(mention)
    return joined


def _points(sentence: Span, start: int, end: int) -> float:
    """Add up the evidence of `seeds/extraction/dates.yml` for a date at `[start, end)` of a sentence."""
    at = sentence.start_char + start
    token = next((token for token in sentence if token.idx + len(token) > at), None)
    verb = _verb_of(token) if token is not None else None
    text = unstopped(sentence.text)
    texts = {"sentence": text, "before": text[:start], "after": text[end:]}
    points = 0.0
    for row in lexicon("dates")["evidence"]:
        if row["where"] == "verb":
            hit = verb is not None and verb.lemma_.lower() in row["lemmas"]
        else:
            hit = compiled(row["pattern"]).search(texts[row["where"]]) is not None
        points += row["points"] if hit else 0
    return points


def _verb_of(token: Token) -> Token | None:
    """Return the verb that a date belongs to: not that of speech where a verb told after it is nearer."""
    above = _verb_above(token)
    if above is None or above.lemma_.lower() not in _verbs_of_speech():
        return above
    between = [t for t in token.doc[above.i + 1 : token.i] if t.pos_ == "VERB" and t.tag_ in {"VBD", "VBN"}]
    return between[-1] if between else above


@cache
def _verbs_of_speech() -> frozenset[str]:
    return frozenset(lexicon("dates")["speech"])


def _verb_above(token: Token) -> Token | None:
    current = token
    for _ in range(8):
        if current.pos_ in {"VERB", "AUX"}:
            return current
        if current.head.i == current.i:
            return None
        current = current.head
    return None
