"""When an article without a day of publication can have been written, and what its dates can then be.

An article was written no earlier than the newest day with a year that it tells of as past, and no later than
the end of the year of its own copyright. "Tuesday" or "March 4" is read from both ends: reading is monotone,
a later day of writing never gives an earlier day. The day on which an article was taken in sets no limit:
the same articles must give the same tables whenever they come.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.extraction.lexicon import compiled, lexicon

Days = tuple[date, date, str]  # first day, last day, precision
PRECISIONS = (
    ("day", 0),
    ("week", 7),
    ("month", 31),
    ("year", 366),
)  # at most so many days from first to last
OPEN = date.max  # no last day can be told


@dataclass(frozen=True, slots=True)
class Stated:
    """A date with its year at `[start, end)`; `first` is the earliest day it can mean."""

    start: int
    end: int
    first: date


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day on which an article can have been written; `last` is OPEN where nothing tells."""

    first: date
    last: date


def writing_window(text: str, stated: Sequence[Stated]) -> Window | None:
    """Return when a text can have been written, None where it tells no past day or its limits disagree."""
    past = [one.first for one in stated if not _is_to_come(text, one)]
    years = _years(text)
    firsts, lasts = past + [first for first, _ in years], [last for _, last in years]
    limit = copyright_limit(text)
    if limit is not None:
        lasts.append(limit[0])
    if not firsts:
        return None
    window = Window(max(firsts), min(lasts, default=OPEN))
    return window if window.first <= window.last else None


def copyright_limit(text: str) -> tuple[date, int, int] | None:
    """Return the last day of the year of a text's copyright, with the characters that say it."""
    matches = list(compiled(lexicon("dates")["copyright"]).finditer(text))
    if not matches:
        return None
    newest = max(matches, key=lambda match: (int(match["year"]), -match.start()))
    return date(int(newest["year"]), 12, 31), newest.start(), newest.end()


def _years(text: str) -> list[tuple[date, date]]:
    """Return the year of writing that "last year, in 2021" or "this year, in May 2021" tells."""
    found = []
    for row in lexicon("dates")["year_of_writing"]:
        for match in compiled(row["pattern"]).finditer(text):
            year = int(match["year"]) + row["later"]
            found.append((date(year, 1, 1), date(year, 12, 31)))
    return found


def _is_to_come(text: str, one: Stated) -> bool:
    """Tell whether a date is said to come, or is the page's own copyright."""
    start = max(text.rfind(stop, 0, one.start) for stop in (". ", "\n", "; ")) + 1
    return compiled(lexicon("dates")["to_come"]).search(text[start : one.start]) is not None


def possible_days(resolve: Callable[[date], Days | None], window: Window, weekday: int | None) -> Days | None:
    """Return the first and last day that an expression can mean for an article written within a window.

    `resolve` reads the expression for one day of writing; `weekday` (Monday is 0) is the one that stands
    beside a day of a month: only years in which both fit remain. None where nothing can be told.
    """
    if weekday is not None:
        return _fitting_days(resolve, window, weekday)
    first = resolve(window.first)
    last = resolve(window.last) if window.last != OPEN else None
    if first is None or (last is None and window.last != OPEN):
        return None
    end = last[1] if last is not None else OPEN
    return first[0], end, precision_of(first[0], end)


def _fitting_days(resolve: Callable[[date], Days | None], window: Window, weekday: int) -> Days | None:
    if window.last == OPEN:
        return None
    days = {
        found[0]
        for year in range(window.first.year, window.last.year + 1)
        for written in (max(window.first, date(year, 1, 1)), min(window.last, date(year, 12, 31)))
        if (found := resolve(written)) is not None and found[0].weekday() == weekday
    }
    return (min(days), max(days), precision_of(min(days), max(days))) if days else None


def precision_of(first: date, last: date) -> str:
    """Return how closely two days fix a date: day, week, month, year, or unknown for more than a year."""
    return next((name for name, most in PRECISIONS if last - first <= timedelta(days=most)), "unknown")
