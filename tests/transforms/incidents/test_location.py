"""An incident has the codes and the point of the place that is told, and no more than is told."""

from collections.abc import Callable

import pytest

from tests.transforms.incidents.conftest import Press
from transforms.records import EventMention

Event = Callable[..., EventMention]


def where(press: Press, *columns: str) -> tuple[object, ...]:
    (row,) = press.tables()["incidents"]
    return tuple(row[column] for column in columns)


CODES = ("place_geoid", "county_fips", "county_basis", "state_fips", "place_precision")


def test_a_city_in_several_counties_has_the_one_where_most_live(press: Press, event: Event) -> None:
    press.report("a", event(city="Kansas City", state="MO"))
    assert where(press, *CODES) == ("2938000", "29095", "most_of_city", "29", "city")


def test_a_city_in_one_county_has_that(press: Press, event: Event) -> None:
    press.report("a", event(city="Kansas City", state="KS"))
    assert where(press, *CODES) == ("2036000", "20209", "city", "20", "city")


def test_the_county_that_is_told_counts(press: Press, event: Event) -> None:
    press.report("a", event(city="Kansas City", state="MO", county="Clay County"))
    assert where(press, *CODES) == ("2938000", "29047", "told", "29", "city")


def test_a_county_alone_gives_its_own_point(press: Press, event: Event) -> None:
    press.report("a", event(city=None, state="MO", county="Clay County"))
    assert where(press, *CODES) == (None, "29047", "told", "29", "county")
    assert where(press, "latitude", "longitude") == pytest.approx((39.31, -94.42), abs=0.05)


def test_a_state_alone_has_a_code_and_no_point(press: Press, event: Event) -> None:
    press.report("a", event(city=None, state="MO"))
    assert where(press, *CODES) == (None, None, None, "29", "state")
    assert where(press, "latitude", "longitude") == (None, None)
