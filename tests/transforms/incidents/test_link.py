"""Which reports are one incident, and which are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from transforms.incidents.evidence import compare
from transforms.incidents.link import link
from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
LOWE = {"name": "Darnell Lowe", "age": 31, "gender": "male"}
PAYNE = {"name": "Ruth Payne", "age": 44, "gender": "female"}


def groups(press: Press) -> list[set[str]]:
    return [{mention.article_id for mention in group} for group in link(press.mentions)]


def linked(press: Press) -> bool:
    """Whether the two articles of the press tell of one incident."""
    return len(groups(press)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {"subjects": (LOWE,)}, id="the name unknown, then known"),
        pytest.param(
            {"subjects": (LOWE,)}, {"subjects": ({**LOWE, "name": "Darnel Lowe"},)}, id="a name misspelt"
        ),
        pytest.param({"subjects": (LOWE,)}, {"subjects": ({"name": "D. Lowe"},)}, id="an initial"),
        pytest.param({"subjects": (LOWE,)}, {"subjects": ({**LOWE, "age": 32},)}, id="an age off by one"),
        pytest.param({"used": ()}, {"subjects": (LOWE,)}, id="one does not tell the agency"),
        pytest.param(
            {"place": "63rd and Prospect"}, {"place": "a BP at 63rd Street"}, id="one corner, two wordings"
        ),
        pytest.param({"place": "63rd Street"}, {}, id="only one tells the spot"),
        pytest.param(
            {"subjects": (LOWE,)}, {"day": "2024-05-05", "subjects": (LOWE,)}, id="before or after midnight"
        ),
        pytest.param(
            {"subjects": (LOWE,)}, {"city": "Gladstone", "subjects": (LOWE,)}, id="a suburb taken for it"
        ),
        pytest.param({"subjects": (LOWE, PAYNE)}, {"subjects": (PAYNE,)}, id="one of two persons"),
    ],
)
def test_reports_of_one_incident_are_linked(press: Press, event: Event, first: Any, second: Any) -> None:
    press.report("a", event(**first))
    press.report("b", event(**second), published="2024-05-08")
    assert linked(press)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {"day": "2024-05-04"}, id="one department, two days apart"),
        pytest.param({}, {"day": "2024-05-05"}, id="one department, on two days running"),
        pytest.param({"place": "63rd and Prospect"}, {"place": "55th and Prospect"}, id="other corners"),
        pytest.param(
            {"place": "9200 block of Oakland"}, {"place": "400 block of Oakland"}, id="other blocks"
        ),
        pytest.param({"subjects": (LOWE,)}, {"subjects": (PAYNE,)}, id="other names"),
        pytest.param({"subjects": (LOWE,)}, {"subjects": ({"name": "Marvin Lowe"},)}, id="the same surname"),
        pytest.param({"subjects": ({"age": 19},)}, {"subjects": ({"age": 41},)}, id="ages no slip explains"),
        pytest.param({"subjects": (LOWE,)}, {"subjects": ({**LOWE, "age": 57},)}, id="father and son"),
        pytest.param({}, {"state": "KS", "used": ("kckpd",)}, id="cities of one name in two states"),
        pytest.param({}, {"city": "Gladstone", "used": ()}, id="another city"),
        pytest.param(
            {"subjects": (LOWE,)},
            {"subjects": (LOWE,), "day": "2022-03-01", "force": ("canine",)},
            id="the same person years before",
        ),
        pytest.param(
            {}, {"day": None, "month": "2024-05", "background": True}, id="a month and nothing more"
        ),
        pytest.param({"day": None}, {"day": None, "used": ()}, id="undated in the same city"),
    ],
)
def test_reports_of_two_incidents_stay_apart(press: Press, event: Event, first: Any, second: Any) -> None:
    press.report("a", event(**first))
    press.report("b", event(**second), published="2024-05-08")
    assert not linked(press)


@pytest.mark.parametrize(
    ("told", "published", "expected"),
    [
        ({"subjects": (LOWE,)}, None, True),
        ({"place": "Maple Court Apartments"}, None, True),
        (
            {"subjects": ({"gender": "male", "outcome": "killed"},), "contact_reason": "domestic"},
            "2024-05-08",
            True,
        ),
        (
            {"subjects": ({"gender": "male", "outcome": "killed"},), "contact_reason": "domestic"},
            "2024-07-30",
            False,
        ),
        ({}, None, False),
    ],
)
def test_an_undated_report_needs_something_that_speaks_for_it(
    press: Press, event: Event, told: Any, published: str | None, expected: bool
) -> None:
    known = {**LOWE, "outcome": "killed"}
    press.report("a", event(subjects=(known,), place="Maple Court Apartments", contact_reason="domestic"))
    press.report("b", event(day=None, **told), published=published)
    assert linked(press) is expected


def test_nobody_dies_twice(press: Press, event: Event) -> None:
    dead = {**LOWE, "outcome": "killed"}
    press.report("a", event(subjects=(dead,)))
    press.report("b", event(day="2025-11-20", subjects=(dead,)), published="2025-11-20")
    assert linked(press)
    assert press.tables()["incidents"][0]["occurred_on"] == date(2024, 5, 6)


def test_a_misread_day_does_not_keep_a_report_from_the_incident_of_the_person(
    press: Press, event: Event
) -> None:
    press.report("a", event(place="63rd and Prospect", subjects=({"age": 31},)))
    press.report("b", event(place="63rd and Prospect", subjects=({**LOWE, "outcome": "injured"},)))
    press.report(
        "c", event(day="2024-05-10", subjects=({**LOWE, "outcome": "killed"},)), published="2024-05-11"
    )
    assert groups(press) == [{"a", "b", "c"}]


KILLED, HURT = {"name": "Darnell Lowe", "outcome": "killed"}, {"name": "Darnell Lowe", "outcome": "injured"}
SENIOR, JUNIOR = {**HURT, "name": "Darnell Lowe Sr."}, {**HURT, "name": "Darnell Lowe Jr."}


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        pytest.param({"subjects": (KILLED,)}, {"subjects": (KILLED,)}, "2026-05-06", id="killed years apart"),
        pytest.param(
            {"subjects": ({**KILLED, "age": 24},)},
            {"subjects": ({**KILLED, "age": 29},)},
            "2026-05-06",
            id="killed years apart at other ages",
        ),
        pytest.param(
            {"subjects": ({**KILLED, "age": 31},), "place": "63rd and Prospect"},
            {"subjects": ({**KILLED, "age": 31},), "place": "9200 block of Oakland"},
            "2026-05-06",
            id="killed years apart at one age elsewhere",
        ),
        pytest.param(
            {"subjects": (HURT,)},
            {"subjects": (HURT,), "used": ("patrol",)},
            "2024-05-09",
            id="shot days apart by other agencies",
        ),
        pytest.param(
            {"subjects": ({**HURT, "age": 24},)},
            {"subjects": ({**HURT, "age": 33},)},
            "2024-05-09",
            id="shot days apart at other ages",
        ),
        pytest.param(
            {"subjects": (HURT,), "place": "63rd and Prospect"},
            {"subjects": (KILLED,), "place": "9200 block of Oakland"},
            "2024-05-09",
            id="shot days apart on other streets",
        ),
        pytest.param(
            {"subjects": (HURT,), "force": ("electronic_control_weapon",)},
            {"subjects": (KILLED,)},
            "2024-05-09",
            id="shocked, and shot days later",
        ),
        pytest.param({"subjects": (SENIOR,)}, {"subjects": (JUNIOR,)}, "2024-05-09", id="father and son"),
        pytest.param(
            {"subjects": (SENIOR,)}, {"subjects": (JUNIOR,)}, "2024-05-06", id="father and son on one day"
        ),
    ],
)
def test_namesakes_are_not_one_person(
    press: Press, event: Event, first: Any, second: Any, later: str
) -> None:
    press.report("a", event(**first))
    press.report("b", event(**{**second, "day": later}), published=later)
    assert not linked(press)


def test_a_report_without_details_joins_by_the_day_that_is_believed(press: Press, event: Event) -> None:
    """Of the days of one fate the earliest counts: who was shot on the other may be somebody else."""
    press.report("a", event(subjects=(HURT,)))
    press.report("b", event(day="2024-05-10", subjects=(KILLED,)), published="2024-05-11")
    press.report("c", event(subjects=({"outcome": "injured"},)))
    press.report("d", event(day="2024-05-10", subjects=({"outcome": "killed"},)), published="2024-05-10")
    assert groups(press) == [{"a", "b", "c"}, {"d"}]


def test_two_ages_on_one_spot_and_day_are_a_slip_unless_the_name_is_one(press: Press, event: Event) -> None:
    press.report("a", event(place="63rd and Prospect", subjects=({"age": 22},)))
    press.report("b", event(place="63rd and Prospect", subjects=({"name": "Darnell Lowe", "age": 54},)))
    assert linked(press)


def test_nothing_is_reported_before_it_happens(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)), published="2024-05-06")
    press.report("b", event(day=None, subjects=(LOWE,)), published="2024-05-01")
    assert not linked(press)


def test_a_background_mention_joins_the_incident_of_its_own_article(press: Press, event: Event) -> None:
    press.report("a", event(day="2024-02-01", subjects=(LOWE,)), published="2024-02-02")
    press.report(
        "b",
        event(subjects=(PAYNE,)),
        event(day=None, month="2024-02", subjects=({"name": "Darnell Lowe"},), background=True),
    )
    assert groups(press) == [{"a", "b"}, {"b"}]


def test_two_events_of_one_article_are_never_one(press: Press, event: Event) -> None:
    press.report("a", event(), event())
    press.report("b", event())
    assert all(len(group) == len({m.article_id for m in group}) for group in link(press.mentions))


def test_a_report_without_details_does_not_choose_between_two_incidents_of_one_day(
    press: Press, event: Event
) -> None:
    press.report("a", event(place="63rd and Prospect"))
    press.report("b", event(place="9200 block of Oakland"))
    press.report("c", event())
    assert groups(press) == [{"a"}, {"b"}, {"c"}]


def test_a_detail_chooses_between_two_incidents_of_one_day(press: Press, event: Event) -> None:
    press.report("a", event(place="63rd and Prospect", subjects=({"age": 24},)))
    press.report("b", event(place="9200 block of Oakland", subjects=({"age": 55},)))
    press.report("c", event(subjects=({"age": 55},)))
    assert groups(press) == [{"a"}, {"b", "c"}]


def test_evidence_is_named_and_symmetric(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,), place="63rd and Prospect"))
    press.report("b", event(subjects=({**LOWE, "name": "Darnel Lowe"},), place="a BP at 63rd Street"))
    one, other = press.mentions
    evidence = compare(one, other)
    assert {"same_day", "same_city", "similar_name", "equal_age"} <= set(evidence.codes)
    assert evidence == compare(other, one)
    assert one.published_on == date(2024, 5, 7)
