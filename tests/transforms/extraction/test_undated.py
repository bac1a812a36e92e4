"""Articles without a day of publication: which days their dates can be, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from transforms.extraction.dates import DateMention, find_dates
from transforms.extraction.document import parse
from transforms.extraction.extract import extract
from transforms.extraction.undated import OPEN, Stated, Window, precision_of, writing_window
from transforms.records import Article

SHOT = "An Ames police officer shot a man {words}. The man, Orrin Vale, 34, of Ames, Iowa, died."


def first_date(words: str, rest: str) -> DateMention | None:
    found = find_dates(parse(f"A deputy shot a man {words}. {rest}"), None)
    return found[0] if found and found[0].sentence == 0 else None


@pytest.mark.parametrize(
    ("words", "rest", "first", "last", "basis"),
    [
        ("on Tuesday, March 4", "He was jailed on Jan. 12, 2014. Copyright 2014 KXVA.", date(2014, 3, 4),
         date(2014, 3, 4), "weekday_fits"),
        ("on Tuesday", "He was jailed on Dec. 20, 2021. © 2021 KXVA", date(2021, 12, 14), date(2021, 12, 28),
         "other_dates"),
        ("in March", "Last year, in 2021, he was hurt.", date(2021, 3, 1), date(2022, 3, 31), "other_dates"),
        ("last month", "Earlier this year, in May 2021, he was jailed.", date(2021, 4, 1), date(2021, 11, 30),
         "other_dates"),
        ("Tuesday", "He was convicted in 2019.", date(2019, 1, 1) - timedelta(days=6), OPEN, "other_dates"),
        ("on May 3, 2021", "He was convicted in 2019.", date(2021, 5, 3), date(2021, 5, 3), "stated"),
        ("Monday", "Posted: May 15, 2024.", date(2024, 5, 13), date(2024, 5, 13), "page_date"),
    ],
)  # fmt: skip
def test_other_dates_leave_an_interval(words: str, rest: str, first: date, last: date, basis: str) -> None:
    mention = first_date(words, rest)
    assert mention is not None
    assert first <= mention.earliest <= mention.latest <= last or (mention.earliest, last) == (first, OPEN)
    assert mention.basis == basis
    assert mention.precision == precision_of(mention.earliest, mention.latest)


@pytest.mark.parametrize(
    "rest",
    [
        "He will be tried on June 5, 2022.",
        "A hearing is scheduled for June 5, 2022.",
        "Copyright 2014 KXVA.",
        "He was jailed on May 3, 2021. Copyright 2014 KXVA.",
        "Nobody else was hurt.",
    ],
)
def test_days_to_come_and_limits_that_disagree_tell_nothing(rest: str) -> None:
    assert first_date("on Tuesday", rest) is None


def test_the_newest_day_told_as_past_and_the_copyright_are_the_limits_of_writing() -> None:
    text = "He was jailed in 2012 and on May 3, 2014. (c) 2011-2014 KXVA."
    told = [Stated(18, 22, date(2012, 1, 1)), Stated(30, 41, date(2014, 5, 3))]
    assert writing_window(text, told) == Window(date(2014, 5, 3), date(2014, 12, 31))
    assert writing_window("He was jailed.", []) is None


WORDINGS = {
    "on {day:%A}": 6,
    "early {day:%A}": 6,
    "on {day:%B} {day.day}": 300,
    "on {day:%A}, {day:%B} {day.day}": 300,
    "in {day:%B}": 300,
    "{ago} days ago": 12,
    "over the weekend": 6,
    "overnight": 1,
    "yesterday": 1,
    "late {day:%A} or early {after:%A}": 5,
    "{day:%A} night into {after:%A}": 5,
}


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(sorted(WORDINGS)), st.dates(date(1995, 1, 1), date(2030, 12, 31)), st.integers(0, 300),
    st.integers(0, 500), st.booleans(),
)  # fmt: skip
def test_the_interval_always_contains_the_true_day(
    wording: str, written_on: date, back: int, older: int, is_dated: bool
) -> None:
    back %= WORDINGS[wording] + 1
    day = written_on - timedelta(days=back)
    after = day + timedelta(days=1)
    assume(wording != "over the weekend" or day.weekday() >= 5)
    assume(wording != "yesterday" or back == 1)
    assume("{after" not in wording or after <= written_on)
    assume((day.month, day.day) != (2, 29))
    told = (written_on - timedelta(days=older), written_on)[older % 2]
    words = wording.format(day=day, after=after, ago=back)
    text = (
        f"A deputy shot a man {words}. He was jailed on {told:%B} {told.day}, {told.year}. "
        f"Copyright {written_on.year} KXVA."
    )
    found = find_dates(parse(text), written_on if is_dated else None)
    mentions = [one for one in found if one.sentence == 0]
    assert mentions
    assert all(one.earliest <= day <= one.latest for one in mentions[:1])


def read(body: str) -> dict[str, str]:
    extraction = extract(Article("a", "a", "a", None, None, None, body, ""))
    slots = {"occurred_on", "occurred_from", "occurred_to", "date_precision", "date_basis"}
    return {claim.slot: claim.value for claim in extraction.events[0].claims if claim.slot in slots}


def test_why_a_date_is_what_it_is_becomes_a_claim() -> None:
    assert read(SHOT.format(words="Tuesday") + " He was jailed in 2019.") == {
        "occurred_from": "2019-01-01", "date_precision": "unknown", "date_basis": "other_dates",
    }  # fmt: skip
    assert read(SHOT.format(words="on May 3, 2021"))["date_basis"] == "stated"


def test_without_any_date_the_page_limits_the_day() -> None:
    body = SHOT.format(words="near a mill")
    assert read(body) == {}
    assert read(body + " © 2021 KXVA") == {"occurred_to": "2021-12-31", "date_basis": "limit_only"}
    assert read("Posted: May 15, 2024. " + body) == {"occurred_to": "2024-05-15", "date_basis": "limit_only"}
