"""The date of publication, as feeds and files write it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from transforms.articles.rules import rules

_SPELLED = ("%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%m/%d/%Y", "%Y/%m/%d")


def published_date(text: str) -> date:
    """Return the day that a date or time of publication names, in the time zone it is written in.

    ISO 8601 dates and times, the format of RSS (RFC 5322), "March 5, 2021" and 3/5/2021 (month first).
    Raises ValueError for everything else, and for years that no article has.
    """
    day = _day(text.strip())
    limits = rules()["limits"]
    if not limits["earliest_year"] <= day.year <= limits["latest_year"]:
        raise ValueError(f"the year {day.year} is out of range")
    return day


def _day(text: str) -> date:
    if re.match(r"\d{4}-\d\d-\d\d(?:[T ]|\Z)", text):
        return datetime.fromisoformat(text).date()
    for form in _SPELLED:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return parsedate_to_datetime(text).date()
