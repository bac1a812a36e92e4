"""What the tables said on a day is what they would be, had nothing come after it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from transforms.incidents.build import build_tables
from transforms.incidents.corpus import corpus_of, incidents_of, islands, part_of
from transforms.incidents.history import reported_on
from transforms.records import EventMention
from warehouse.dictionary import table, tables
from warehouse.publish import LEDGER_TIMES

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
Rows = list[dict[str, Any]]
LOWE = {"name": "Darnell Lowe", "age": 31}
TAKEN_IN = datetime(2024, 5, 20, 12, tzinfo=UTC)


def built(press: Press, taken_in: dict[str, datetime] | None = None) -> dict[str, Rows]:
    """Build every table; articles are taken in together unless told."""
    times = {one.article_id: (taken_in or {}).get(one.article_id, TAKEN_IN) for one in press.articles}
    frames = build_tables(press.articles, press.extractions, times)
    return {name: frame.to_dicts() for name, frame in frames.items()}


def as_of(rows: Rows, moment: Any) -> Rows:
    """The rows that held at a moment, without their periods, as the macros of the database give them."""
    held = [
        row
        for row in rows
        if row["valid_from"] <= moment and (row["valid_to"] is None or moment < row["valid_to"])
    ]
    return [{key: row[key] for key in row if key not in ("valid_from", "valid_to")} for row in held]


def alike(one: Rows, other: Rows) -> bool:
    return sorted(map(repr, one)) == sorted(map(repr, other))


def test_what_one_day_told_is_one_version(press: Press, event: Event) -> None:
    press.report("a", event())
    press.report("b", event(subjects=(LOWE,)))
    tables = built(press)
    (reported,), (recorded,) = tables["history.incidents_reported"], tables["history.incidents_recorded"]
    assert (reported["valid_from"], reported["valid_to"]) == (date(2024, 5, 7), None)
    assert (recorded["valid_from"], recorded["valid_to"]) == (TAKEN_IN, None)


def test_a_person_named_later_had_no_name_before(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"outcome": "injured"},)))
    press.report("b", event(subjects=({**LOWE, "outcome": "killed"},)), published="2024-05-09")
    versions = built(press)["history.subjects_reported"]
    assert [(row["name"], row["outcome"], row["valid_from"], row["valid_to"]) for row in versions] == [
        (None, "injured", date(2024, 5, 7), date(2024, 5, 9)),
        ("Darnell Lowe", "killed", date(2024, 5, 9), None),
    ]


def test_an_agency_told_of_later_joins_later(press: Press, event: Event) -> None:
    press.report("a", event(modality={"agency_role": "unconfirmed"}))
    press.report("b", event(roles={"patrol": "investigating"}), published="2024-05-08")
    versions = built(press)["history.incident_agencies_reported"]
    told = [(row["role"], row["certainty"], row["valid_from"].day) for row in versions]
    assert sorted(told) == [
        ("investigating", "stated", 8), ("used_force", "stated", 8), ("used_force", "unclear", 7)
    ]  # fmt: skip


def test_by_record_a_story_read_late_was_not_known_before(press: Press, event: Event) -> None:
    press.report("a", event(), published="2024-05-06")
    press.report("b", event(subjects=(LOWE,)), published="2024-05-08")
    late = datetime(2024, 6, 1, tzinfo=UTC)
    rows = built(press, {"a": late})["history.incidents_recorded"]
    assert [row["article_count"] for row in as_of(rows, TAKEN_IN)] == [1]
    assert [row["article_count"] for row in as_of(rows, late)] == [2]
    before = {row["incident_id"] for row in as_of(rows, TAKEN_IN)}
    assert before.isdisjoint(
        row["incident_id"] for row in as_of(rows, late)
    )  # the earlier report names it now


def test_an_article_without_a_day_counts_from_the_day_it_was_taken_in(press: Press, event: Event) -> None:
    press.report("a", event(), published="2024-05-06")
    press.report("b", event(subjects=(LOWE,)), published=None)
    rows = built(press)["history.subjects_reported"]
    assert [row["name"] for row in as_of(rows, date(2024, 5, 19))] == [None]
    assert [row["name"] for row in as_of(rows, date(2024, 5, 20))] == ["Darnell Lowe"]


def test_two_incidents_that_a_later_report_joined_were_two(press: Press, event: Event) -> None:
    press.report("a", event(place="63rd and Prospect", subjects=({"age": 31},), city=None, state=None))
    press.report("b", event(subjects=(LOWE,), day=None), published="2024-05-08")
    press.report("c", event(place="63rd and Prospect", subjects=(LOWE,)), published="2024-05-10")
    rows = built(press)["history.incidents_reported"]
    assert [len(as_of(rows, date(2024, 5, day))) for day in (6, 7, 8, 10)] == [0, 1, 2, 1]


def test_what_nothing_joins_is_replayed_alone(press: Press, event: Event) -> None:
    press.report("a", event())
    press.report("b", event(subjects=(LOWE,)), published="2024-05-09")
    press.report("c", event(city="Gladstone", day="2024-03-01"), published="2024-03-02")
    press.report("d")
    corpus = corpus_of(press.articles, press.extractions)
    assert islands(corpus) == [frozenset("ab"), frozenset("c"), frozenset("d")]
    part = part_of(corpus, frozenset("ab"))
    assert [one.incident_id for one in incidents_of(part)] == [
        one.incident_id for one in incidents_of(corpus) if one.mentions[0].article_id in part.articles
    ]


TEXTS = [
    " ".join(f"Report {story} tells in sentence {n} what {n} people saw." for n in range(30))
    for story in range(2)
]
_EVENTS = st.fixed_dictionaries(
    {
        "day": st.sampled_from([None, "2024-05-03", "2024-05-04"]),
        "city": st.sampled_from(["Kansas City", None]),
        "place": st.sampled_from([None, "63rd and Prospect"]),
        "subjects": st.sampled_from([({},), (LOWE,), ({"name": "Ruth Payne"}, LOWE), ({"age": 55},)]),
        "background": st.booleans(),
        "fled": st.sampled_from([None, "true", "false"]),
    }
)
_ARTICLES = st.fixed_dictionaries(
    {
        "events": st.lists(_EVENTS, max_size=2),
        "published": st.sampled_from([None, 5, 6, 7, 8]),
        "taken_in": st.integers(1, 3),
        "body": st.sampled_from(
            [None, *TEXTS, TEXTS[0][: len(TEXTS[0]) * 3 // 4], TEXTS[0] + TEXTS[1][:300]]
        ),
        "address": st.sampled_from([None, None, "https://news.example/story"]),
    }
)
_PLAIN = {"day": None, "city": None, "place": None, "subjects": ({},), "background": False, "fled": None}
_BY_A_THIRD = [  # two cut texts are copies of the whole, which comes last, and hardly of each other
    {"events": [_PLAIN], "published": day, "taken_in": 1, "body": body, "address": None}
    for day, body in ((5, TEXTS[0][:900]), (6, TEXTS[0][450:]), (7, TEXTS[0]))
]


def test_two_texts_may_be_copies_by_way_of_a_third(press: Press) -> None:
    for number, one in enumerate(_BY_A_THIRD):
        press.report(f"a{number}", published=f"2024-05-0{one['published']}", body=one["body"])
    corpus = corpus_of(press.articles, press.extractions)
    assert set(corpus.copies) == {"a1", "a2"}
    assert not part_of(corpus, frozenset({"a0", "a1"})).copies


def told_by(press: Press, event: Event, told: list[dict[str, Any]]) -> tuple[Press, dict[str, datetime]]:
    """Return a press with the articles drawn, and when each was taken in."""
    fresh, times = type(press)(), {}
    for number, one in enumerate(told):
        name = f"a{number}"
        day = f"2024-05-{one['published']:02}" if one["published"] else None
        texts = {"body": one["body"]} if one["body"] else {}
        address = {"source_uri": one["address"]} if one["address"] else {}
        fresh.report(name, *(event(**e) for e in one["events"]), published=day, **texts, **address)
        times[name] = datetime(2024, 5, 5 + one["taken_in"], 12, tzinfo=UTC)
    return fresh, times


@given(told=st.lists(_ARTICLES, min_size=2, max_size=7))
@example(told=_BY_A_THIRD)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_past_day_is_what_its_articles_alone_would_give(
    event: Event, press: Press, told: list[dict[str, Any]]
) -> None:
    whole, times = told_by(press, event, told)
    today = built(whole, times)
    clocks: dict[str, dict[str, Any]] = {
        "DATE": {one.article_id: reported_on(one, times[one.article_id]) for one in whole.articles},
        "TIMESTAMPTZ": times,
    }
    for kind, clock in clocks.items():
        for moment in sorted(set(clock.values())):
            part = type(press)()
            part.articles = [one for one in whole.articles if clock[one.article_id] <= moment]
            known = {one.article_id for one in part.articles}
            part.extractions = [one for one in whole.extractions if one.article_id in known]
            then = built(part, times)
            for name in tables("history"):
                if table(name).columns["valid_from"].type == kind:
                    assert alike(as_of(today[name], moment), then[str(table(name).versions_of)])


@given(told=st.lists(_ARTICLES, min_size=2, max_size=6), seed=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_and_on_whatever_days_articles_come_the_tables_are_the_same(
    event: Event, press: Press, told: list[dict[str, Any]], seed: random.Random
) -> None:
    """The tables of versions by report too, where every article has a day of publication."""
    dated = [one | {"published": one["published"] or 8} for one in told]
    whole, times = told_by(press, event, dated)
    again = type(press)()
    pairs = list(zip(whole.articles, whole.extractions, strict=True))
    seed.shuffle(pairs)
    again.articles, again.extractions = [one for one, _ in pairs], [one for _, one in pairs]
    one, other = built(whole), built(again, times)
    for name in one:
        if not name.endswith("_recorded"):
            assert _timeless(one[name]) == _timeless(other[name])


def _timeless(rows: Rows) -> Rows:
    return [{key: value for key, value in row.items() if key not in LEDGER_TIMES} for row in rows]


@pytest.mark.parametrize("name", tables("history"))
def test_the_far_future_is_today(press: Press, event: Event, name: str) -> None:
    press.report("a", event(), published="2024-05-06")
    press.report("b", event(subjects=(LOWE,)), published="2024-05-08")
    tables, end = built(press), date.max
    moment = end if table(name).columns["valid_from"].type == "DATE" else datetime(9999, 1, 1, tzinfo=UTC)
    assert alike(as_of(tables[name], moment), tables[str(table(name).versions_of)])
