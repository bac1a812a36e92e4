"""How uses of force are told apart into events, and which are background."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.dates import find_dates
from transforms.extraction.document import parse
from transforms.extraction.events import Anchor, Event, find_events
from transforms.extraction.force import find_force

PUBLISHED = date(2024, 5, 15)
STORY = "A deputy shot a man Sunday near the mill. The deputy fired twice. "


def events(text: str, *anchors: tuple[str, str]) -> list[Event]:
    doc = parse(text)
    spans = [Anchor(text.index(words), text.index(words) + len(words), kind) for words, kind in anchors]
    return find_events(doc, find_force(doc, Cast(doc, [])), find_dates(doc, PUBLISHED), spans)


def test_all_that_tells_of_one_shooting_is_one_event() -> None:
    [event] = events(STORY + "The shooting by the deputy is under review.")
    assert not event.is_background
    assert len(event.hits) == 3


@pytest.mark.parametrize(
    "earlier",
    [
        "The last officer-involved shooting was on March 3, when police shot a man in a shed.",
        "It was the third police shooting this year. The last one happened on March 3.",
        "The last time Ames police had a fatal shooting involving an officer was March 3.",
    ],
)
def test_a_dated_earlier_shooting_is_background(earlier: str) -> None:
    main, background = events(STORY + earlier)
    assert (main.is_background, background.is_background) == (False, True)


def test_an_event_before_the_second_of_a_week_is_background() -> None:
    text = STORY + "It was the second shooting this week. On Tuesday an officer in Ames shot a burglar."
    main, background = events(text, ("Ames", "city"))
    assert (main.is_background, background.is_background) == (False, True)


def test_an_event_hours_before_is_background_though_of_the_same_day() -> None:
    text = STORY + "Hours before, on Sunday morning, an Ames officer shot a burglar."
    main, background = events(text, ("Ames", "city"))
    assert (main.is_background, background.is_background) == (False, True)


def test_a_year_in_review_tells_an_event_with_each_day() -> None:
    text = (
        "Ames police shot two people this year. On Feb. 6 an officer shot Oren Vale over a knife. He died. "
        "And on April 9 officers shot Lena Orr in a car."
    )
    first, second = events(text, ("Oren Vale", "name"), ("Lena Orr", "name"))
    assert not first.is_background and not second.is_background
    assert (2 in first.sentences, 2 in second.sentences) == (True, False)
    assert {0} <= first.sentences & second.sentences


def test_a_story_that_comes_back_to_its_person_on_another_day_is_one_event() -> None:
    text = "On Feb. 6 an officer shot Oren Vale in Ames. On April 9 police who shot Oren Vale were cleared."
    assert len(events(text, ("Oren Vale", "name"))) == 1


@pytest.mark.parametrize(
    "remark",
    [
        "This is the second officer-involved shooting today.",
        "It was the fifth police shooting this year.",
        "The county has had a string of police shootings.",
        "Another officer-involved shooting is under review.",
        "Related stories: Police shoot man in Dale",
    ],
)
def test_a_count_or_a_headline_makes_no_second_event(remark: str) -> None:
    assert len(events(STORY + remark)) == 1


def test_an_earlier_shooting_with_city_and_name_is_background() -> None:
    text = STORY + "In 2019, an officer shot Orrin Vale in Dale."
    assert len(events(text)) == 1
    assert len(events(text, ("Orrin Vale", "name"), ("Dale", "city"))) == 2


def test_what_follows_about_the_earlier_event_belongs_to_it() -> None:
    text = (
        STORY
        + "The last officer-involved shooting was on March 3. In that case, officers used a Taser first."
    )
    main, background = events(text)
    assert {hit.force_type for hit in main.hits} == {"firearm"}
    assert {hit.force_type for hit in background.hits} == {"firearm", "electronic_control_weapon"}


def test_a_story_about_an_old_shooting_has_it_as_its_own() -> None:
    [event] = events(
        "An officer who shot a man in March 2019 was acquitted Tuesday. The officer fired four times."
    )
    assert not event.is_background
    assert event.hits[0].sentence == 0


def test_two_shootings_told_one_after_the_other_are_two_events() -> None:
    first, second = events(
        "Police had two shootings on Sunday. The first was near the mill, where an officer shot a man. "
        "The second came at noon, when a deputy fired at a car."
    )
    assert not first.is_background and not second.is_background
    assert (min(first.sentences), 1 in second.sentences) == (0, False)


def test_a_story_of_separate_incidents_tells_each_where_its_hour_begins() -> None:
    first, second = events(
        "Ames police shot two people in separate incidents Sunday. The first happened at a bus stop. "
        "An officer shot a man with a hatchet. Then at 5:45 p.m. a driver was stopped by the mill. "
        "Officers shot him twice."
    )
    assert (first.is_background, second.is_background) == (False, False)
    assert first.sentences & second.sentences == {0}
