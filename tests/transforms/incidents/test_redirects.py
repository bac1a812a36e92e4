"""An id that any earlier database had is an incident's today, or leads to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.incidents.corpus import corpus_of, incidents_of, part_of
from transforms.incidents.identity import content_id
from transforms.incidents.redirects import Published, rows_of_former
from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
LOWE = {"name": "Darnell Lowe", "age": 31}


def name_of(article_id: str, index: int = 0) -> str:
    return content_id("inc", article_id, index)


def redirects(press: Press) -> dict[str, str]:
    rows = press.tables()["incident_redirects"]
    assert {row["reason"] for row in rows} <= {"merged"}
    return {row["former_incident_id"]: row["incident_id"] for row in rows}


def test_a_report_of_another_day_gives_an_id_that_leads_to_the_first(press: Press, event: Event) -> None:
    press.report("b", event(), published="2024-05-06")
    assert redirects(press) == {}
    press.report("a", event(subjects=(LOWE,)), published="2024-05-08")
    assert redirects(press) == {name_of("a"): name_of("b")}


def test_an_earlier_report_that_comes_late_takes_the_name_over(press: Press, event: Event) -> None:
    press.report("b", event(), published="2024-05-08")
    old = press.tables()["incidents"][0]["incident_id"]
    press.report("a", event(subjects=(LOWE,)), published="2024-05-06")
    assert redirects(press)[old] == press.tables()["incidents"][0]["incident_id"]


_EVENTS = st.fixed_dictionaries(
    {
        "day": st.sampled_from([None, "2024-05-03", "2024-05-04"]),
        "city": st.sampled_from(["Kansas City", "Gladstone", None]),
        "place": st.sampled_from([None, "63rd and Prospect"]),
        "subjects": st.sampled_from([({},), (LOWE,), ({"name": "Ruth Payne"}, LOWE), ({"age": 55},)]),
        "background": st.booleans(),
    }
)


@given(
    told=st.lists(st.tuples(st.lists(_EVENTS, max_size=2), st.integers(3, 8)), min_size=2, max_size=7),
    chosen=st.sets(st.integers(0, 6)),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_part_of_the_articles_was_published_its_ids_resolve(
    event: Event, press: Press, told: list[tuple[list[dict[str, Any]], int]], chosen: set[int]
) -> None:
    fresh = type(press)()
    for number, (events, day) in enumerate(told):
        fresh.report(f"a{number}", *(event(**one) for one in events), published=f"2024-05-{day:02}")
    tables = fresh.tables()
    today = {row["incident_id"] for row in tables["incidents"]}
    leads = redirects(fresh)
    assert today.isdisjoint(leads)
    assert set(leads.values()) <= today
    part = part_of(corpus_of(fresh.articles, fresh.extractions), {f"a{number}" for number in chosen})
    assert {one.incident_id for one in incidents_of(part)} <= today | leads.keys()


def published(
    incidents: dict[str, list[tuple[str, bool]]], redirected: dict[str, str | None] | None = None
) -> Published:
    return Published(incidents, redirected or {})


def leads_of(before: Published, today: Published) -> dict[str, tuple[str | None, str]]:
    return {
        row["former_incident_id"]: (row["incident_id"], row["reason"])
        for row in rows_of_former(before, today)
    }


def test_what_today_explains_is_left_out() -> None:
    before = published({"x": [("a", False)], "y": [("b", False)]}, {"z": "x"})
    assert leads_of(before, published({"x": [("a", False)]}, {"y": "x", "z": "x"})) == {}


def test_an_event_that_is_told_at_another_place_of_its_article_is_found_by_the_article() -> None:
    old = name_of("a", 1)
    before = published({old: [("a", False), ("b", False), ("c", False)]})
    today = published({"new": [("a", False)], "other": [("b", False), ("c", False)]})
    assert leads_of(before, today) == {old: ("new", "reread")}


def test_without_the_article_that_named_it_most_of_the_others_decide() -> None:
    before = published({name_of("a"): [("a", False), ("b", False), ("c", False), ("d", False)]})
    today = published({"one": [("b", False), ("c", False)], "two": [("d", False)]})
    assert leads_of(before, today) == {name_of("a"): ("one", "reread")}


def test_where_two_fit_alike_or_none_does_the_id_is_withdrawn() -> None:
    before = published(
        {name_of("a"): [("a", False), ("b", False), ("c", False)], name_of("e"): [("e", False)]}
    )
    today = published({"one": [("b", False)], "two": [("c", False)], "old": [("e", True)]})
    assert leads_of(before, today) == {name_of("a"): (None, "withdrawn"), name_of("e"): (None, "withdrawn")}


def test_a_redirect_of_before_is_followed_to_its_end() -> None:
    before = published({"x": [("a", False)]}, {"w": "x", "v": None})
    assert leads_of(before, published({"y": [("a", False)]}, {"x": "y"})) == {
        "v": (None, "withdrawn"), "w": ("y", "reread")
    }  # fmt: skip
