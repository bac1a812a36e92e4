"""How dates are read against the day of publication, and which of them is taken for the event's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import ANY

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extraction.dates import DateMention, Told, event_date, find_dates
from transforms.extraction.document import parse

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def read(text: str, published_on: date | None = PUBLISHED) -> list[DateMention]:
    return find_dates(parse(text), published_on)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Monday", date(2024, 5, 13)),
        ("early Wednesday", date(2024, 5, 15)),
        ("late Thursday night", date(2024, 5, 9)),
        ("last Wednesday", date(2024, 5, 8)),
        ("on Friday of last week", date(2024, 5, 10)),
        ("yesterday", date(2024, 5, 14)),
        ("last night", date(2024, 5, 14)),
        ("this morning", date(2024, 5, 15)),
        ("three days ago", date(2024, 5, 12)),
        ("on May 3", date(2024, 5, 3)),
        ("on Sunday, Dec. 31", date(2023, 12, 31)),
        ("on New Year's Eve", date(2023, 12, 31)),
        ("on March 9, 2021", date(2021, 3, 9)),
        ("on 3/9/21", date(2021, 3, 9)),
        ("on 2021-03-09", date(2021, 3, 9)),
    ],
)
def test_a_day_is_the_last_such_day_up_to_publication(words: str, expected: date) -> None:
    [mention] = read(f"A deputy shot a man {words}.")
    assert (mention.earliest, mention.latest, mention.precision) == (expected, expected, "day")


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "precision"),
    [
        ("last month", date(2024, 4, 1), date(2024, 4, 30), "month"),
        ("in February", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("in August", date(2023, 8, 1), date(2023, 8, 31), "month"),
        ("in August 2019", date(2019, 8, 1), date(2019, 8, 31), "month"),
        ("in 2017", date(2017, 1, 1), date(2017, 12, 31), "year"),
        ("last year", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("over the weekend", date(2024, 5, 11), date(2024, 5, 12), "week"),
        ("last week", date(2024, 5, 6), date(2024, 5, 12), "week"),
        ("late Sunday or early Monday", date(2024, 5, 12), date(2024, 5, 13), "week"),
        ("Friday night into Saturday", date(2024, 5, 10), date(2024, 5, 11), "week"),
    ],
)
def test_a_vaguer_date_is_the_days_it_can_be(
    words: str, earliest: date, latest: date, precision: str
) -> None:
    [mention] = read(f"A deputy shot a man {words}.")
    assert (mention.earliest, mention.latest, mention.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("words", ["on Monday", "last month", "on May 3", "yesterday", "in August"])
def test_without_a_publication_date_only_what_names_its_year_resolves(words: str) -> None:
    assert read(f"A deputy shot a man {words}.", None) == []


def test_a_full_date_needs_no_publication_date() -> None:
    assert [m.earliest for m in read("A deputy shot a man on May 3, 2022.", None)] == [date(2022, 5, 3)]


def test_a_day_that_is_none_is_no_date() -> None:
    assert read("He gave his birthday as February 30.") == []


def chosen(text: str) -> date | None:
    match = re.search("shot|shooting", text)
    assert match is not None
    sentence = sum(s.end_char <= match.start() for s in parse(text).sents)
    mention = event_date(read(text), [Told(match.start(), match.end(), sentence)], None)
    return mention.earliest if mention is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "A deputy shot a man Sunday night near the mill. The sheriff said Tuesday that he is recovering.",
        "A man whom a deputy shot on Sunday was charged Tuesday with assault.",
        "Prosecutors announced a review on Tuesday. The shooting happened around 9 p.m. Sunday.",
        "A deputy shot a man Sunday. He is scheduled to appear in court on Thursday.",
        "A deputy shot a man over the weekend. It was about 9 p.m. Sunday when the call came in.",
        "A deputy shot a man Sunday and Monday's vigil drew many.",
        "Tuesday's robbery is like the May 12 shooting of a man by a deputy.",
        "Posted May 14. A deputy shot a man Sunday evening.",
    ],
)
def test_the_events_day_is_not_that_of_speech_or_proceedings(text: str) -> None:
    assert chosen(text) == date(2024, 5, 12)


def test_what_began_on_a_day_did_so_though_an_agency_says_it() -> None:
    text = "The bureau said it began around 1 a.m. Monday, when a deputy tried to stop a pickup."
    [mention] = read(text)
    assert mention.points > 0


def test_overnight_is_the_night_up_to_publication_and_a_day_named_says_which() -> None:
    text = "A man died in an overnight shooting by deputies. Deputies were called at 11:50 p.m. Tuesday."
    overnight, tuesday = read(text)
    assert (overnight.earliest, overnight.latest) == (date(2024, 5, 14), date(2024, 5, 15))
    assert event_date([overnight, tuesday], [Told(20, 40, 0)], None) == replace(tuesday, points=ANY)


def test_a_page_that_says_when_it_was_posted_needs_no_other_publication_date() -> None:
    text = "Posted: Wednesday, May 15, 2024. A deputy shot a man Monday."
    posted, monday = read(text, None)
    assert posted.points < 0 < monday.points
    assert monday.earliest == date(2024, 5, 13)


def test_an_hour_without_a_day_is_of_the_only_day_named() -> None:
    text = "A deputy shot a man at 8:20 a.m. at a motel. He was charged with assault on Wednesday."
    assert chosen(text) == PUBLISHED


def test_no_date_is_guessed_from_days_of_speech_alone() -> None:
    assert chosen("A deputy shot a man. The sheriff said on Tuesday that it was quick.") is None


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 6))
def test_a_weekday_lies_within_the_seven_days_up_to_publication(published_on: date, back: int) -> None:
    day = published_on - timedelta(days=back)
    [mention] = read(f"It happened on {day:%A}.", published_on)
    assert mention.earliest == day
