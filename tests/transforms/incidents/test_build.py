"""The published tables: how values are chosen, what rests on what, and that order does not matter."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.incidents.build import organisation_of
from transforms.incidents.evidence import compare
from transforms.incidents.link import link
from transforms.incidents.mentions import Mention
from transforms.records import Agency, EventMention, Statement

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
LOWE = {"name": "Darnell Lowe", "age": 31, "gender": "male"}
TEXT = " ".join(f"Sentence {n} of a report tells what {n} people saw of it." for n in range(40))


def only(press: Press, table: str) -> dict[str, Any]:
    """The one row of a table."""
    (row,) = press.tables()[table]
    return row


def test_one_incident_with_what_each_report_adds(press: Press, event: Event) -> None:
    press.report("a", event(place="63rd Street"), published="2024-05-06")
    press.report("b", event(place="a BP at 63rd and Prospect", subjects=(LOWE,), fled="true"))
    row = only(press, "incidents")
    assert (row["occurred_on"], row["date_precision"]) == (date(2024, 5, 6), "day")
    assert (row["city"], row["state"], row["place"]) == ("Kansas City", "MO", "a BP at 63rd and Prospect")
    assert row["place_precision"] == "city"
    assert row["latitude"] == pytest.approx(39.1, abs=0.3)
    assert (row["is_shooting"], row["fled"], row["body_camera"]) == (True, True, None)
    assert row["contact_reason"] == "unknown"
    assert (row["article_count"], row["source_count"]) == (2, 2)
    assert (row["first_reported_on"], row["last_reported_on"]) == (date(2024, 5, 6), date(2024, 5, 7))


def test_the_spot_that_others_confirm_prevails(press: Press, event: Event) -> None:
    press.report("a", event(place="near 63rd and Prospect"))
    press.report("b", event(place="on Quindaro Lane near 63rd"))
    press.report("c", event(place="63rd and Prospect"))
    assert only(press, "incidents")["place"] == "63rd and Prospect"


def test_a_death_is_not_taken_back_by_saying_that_somebody_was_shot(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"outcome": "killed"},)))
    press.report("b", event(subjects=({"outcome": "injured"},)), published="2024-05-09")
    assert only(press, "subjects")["outcome"] == "killed"


def test_a_later_report_of_the_outcome_prevails(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"outcome": "injured"},)), published="2024-05-06")
    press.report("b", event(subjects=({**LOWE, "outcome": "killed"},)), published="2024-05-09")
    assert only(press, "subjects")["outcome"] == "killed"
    assert only(press, "incidents")["is_fatal"] is True


def test_what_is_asserted_prevails_over_what_is_alleged_and_the_unconfirmed_is_no_value(
    press: Press, event: Event
) -> None:
    press.report("a", event(contact_reason="domestic", modality={"contact_reason": "alleged"}))
    press.report("b", event(contact_reason="traffic_stop"), published="2024-05-06")
    press.report("c", event(fled="true", modality={"fled": "unconfirmed"}))
    row = only(press, "incidents")
    assert (row["contact_reason"], row["fled"]) == ("traffic_stop", None)


def test_an_official_prevails_over_more_reports_without_one(press: Press, event: Event) -> None:
    words = Statement(0, 60, "indirect", "x", speaker_name="Sgt. Imaginary", organisation="Police")
    press.report("a", event(officers_injured="1"))
    press.report("b", event(officers_injured="1"))
    press.report("c", event(officers_injured="0"), statements=(words,))
    assert only(press, "incidents")["officers_injured"] == 0


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [(("killed", None), True), (("injured", "unharmed"), False), (("injured", None), None), ((None,), None)],
)
def test_fatal_is_known_only_when_the_outcomes_are(
    press: Press, event: Event, outcomes: tuple[str | None, ...], expected: bool | None
) -> None:
    press.report("a", event(subjects=tuple({"outcome": one} if one else {} for one in outcomes)))
    assert only(press, "incidents")["is_fatal"] is expected


def test_without_a_date_the_incident_lies_before_its_first_report(press: Press, event: Event) -> None:
    press.report("a", event(day=None))
    row = only(press, "incidents")
    assert (row["occurred_on"], row["occurred_from"]) == (None, None)
    assert (row["occurred_to"], row["date_precision"]) == (date(2024, 5, 7), "unknown")


def test_why_the_day_is_so_comes_from_the_report_it_comes_from(press: Press, event: Event) -> None:
    named = ({"name": "Orrin Vale"},)
    press.report("a", event(day="2024-05-06", subjects=named, date_basis="publication"))
    press.report("b", event(day=None, month="2024-05", subjects=named, date_basis="stated"))
    assert only(press, "incidents")["date_basis"] == "publication"


def test_limits_of_reports_without_a_day_leave_an_interval(press: Press, event: Event) -> None:
    start = {"occurred_from": "2023-12-26", "date_precision": "unknown", "date_basis": "other_dates"}
    press.report("a", event(day=None, subjects=({"name": "Orrin Vale"},), **start), published=None)
    limit = {"occurred_to": "2024-12-31", "date_basis": "limit_only"}
    press.report("b", event(day=None, subjects=({"name": "Orrin Vale"},), **limit), published=None)
    row = only(press, "incidents")
    assert (row["occurred_from"], row["occurred_to"]) == (date(2023, 12, 26), date(2024, 12, 31))
    assert row["occurred_year"] is None
    assert (row["date_precision"], row["date_basis"]) == ("unknown", "other_dates")


def test_limits_that_disagree_are_none(press: Press, event: Event) -> None:
    start = {"occurred_from": "2024-06-01", "date_precision": "unknown", "date_basis": "other_dates"}
    press.report("a", event(day=None, subjects=({"name": "Orrin Vale"},), **start), published=None)
    press.report("b", event(day=None, subjects=({"name": "Orrin Vale"},)))
    row = only(press, "incidents")
    assert (row["occurred_from"], row["occurred_to"]) == (None, date(2024, 5, 7))
    assert (row["occurred_year"], row["date_basis"]) == (None, None)


def test_a_month_is_cut_at_the_first_report(press: Press, event: Event) -> None:
    press.report("a", event(day=None, month="2024-05"))
    row = only(press, "incidents")
    assert (row["occurred_from"], row["occurred_to"]) == (date(2024, 5, 1), date(2024, 5, 7))
    assert (row["date_precision"], row["occurred_year"]) == ("month", 2024)


def test_a_day_after_the_publication_is_not_the_events(press: Press, event: Event) -> None:
    press.report("a", event(day="2024-06-20"))
    assert only(press, "incidents")["occurred_on"] is None


def test_a_city_that_the_state_lacks_is_no_value(press: Press, event: Event) -> None:
    press.report("a", event(city="Nowhereville"))
    row = only(press, "incidents")
    assert (row["city"], row["place_precision"], row["latitude"]) == (None, "state", None)


@pytest.mark.parametrize(
    ("modality", "certainty"), [("asserted", "stated"), ("alleged", "unclear"), ("unconfirmed", "unclear")]
)
def test_certainty_of_an_agency(press: Press, event: Event, modality: str, certainty: str) -> None:
    press.report("a", event(modality={"agency_role": modality}))
    assert only(press, "incident_agencies")["certainty"] == certainty


def test_sources_that_contradict_each_other_on_who_fired(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event(subjects=(LOWE,), used=("patrol",), roles={"kcpd": "assisting"}))
    parts = {(row["agency_id"], row["role"]): row["certainty"] for row in press.tables()["incident_agencies"]}
    assert parts[("MO1", "used_force")] == "disputed"
    assert parts[("MO1", "assisting")] == "stated"


def test_force_names_agency_and_subject_only_where_there_is_one(press: Press, event: Event) -> None:
    press.report("a", event(force=("firearm", "other"), subjects=(LOWE, {})))
    row = only(press, "force_uses")
    assert (row["force_type"], row["agency_id"], row["subject_id"]) == ("firearm", "MO1", None)


def test_persons_of_several_reports(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"gender": "male"},), harmed=({"outcome": "injured"},)))
    press.report(
        "b",
        event(
            subjects=({**LOWE, "armed": "knife", "armed_basis": "alleged"},),
            harmed=({"name": "Ines Roe", "outcome": "injured", "harmed_by": "subject"},),
        ),
    )
    subject, harmed = only(press, "subjects"), only(press, "others_harmed")
    assert (subject["name"], subject["armed"], subject["armed_basis"]) == ("Darnell Lowe", "knife", "alleged")
    assert (harmed["name"], harmed["outcome"], harmed["harmed_by"]) == ("Ines Roe", "injured", "subject")


def test_two_named_persons_are_two(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE, {"name": "Ruth Payne"})))
    press.report("b", event(subjects=({"name": "Ruth Payne", "age": 44},)))
    rows = press.tables()["subjects"]
    assert {(row["name"], row["age"]) for row in rows} == {("Darnell Lowe", 31), ("Ruth Payne", 44)}


def test_copies_are_one_source(press: Press, event: Event) -> None:
    press.report("a", event(), body=TEXT)
    press.report("b", event(), body=TEXT, published="2024-05-08")
    assert [row["copy_of"] for row in press.tables()["articles"]] == [None, "a"]
    row = only(press, "incidents")
    assert (row["article_count"], row["source_count"]) == (2, 1)


def test_a_story_on_sixty_sites_is_one_incident_of_one_source(press: Press, event: Event) -> None:
    for number in range(60):
        body = TEXT if number % 2 else TEXT[: len(TEXT) * 3 // 4]
        press.report(f"s{number:02}", event(subjects=(LOWE,) if number % 3 else ({},)), body=body)
    row = only(press, "incidents")
    assert (row["article_count"], row["source_count"]) == (60, 1)


def test_a_revision_supersedes_what_it_says_otherwise(press: Press, event: Event) -> None:
    where = {"source_uri": "https://news.example/story"}
    later = {"name": "Darnell Lowe", "outcome": "killed"}
    press.report("a", event(subjects=({"outcome": "injured"},), fled="true"), body=TEXT, **where)
    press.report("b", event(subjects=(later,)), body="Updated. " + TEXT, **where)
    claims = press.tables()["claims"]
    old = {row["slot"]: row["superseded_by"] for row in claims if row["article_id"] == "a"}
    new = {row["slot"]: row["claim_id"] for row in claims if row["article_id"] == "b"}
    assert old["outcome"] == new["outcome"]
    assert old["fled"] == new["force_type"]  # left out of a page that was rewritten
    assert only(press, "subjects")["outcome"] == "killed"


def test_claims_belong_to_their_statement_person_and_agency(press: Press, event: Event) -> None:
    words = Statement(0, 60, "indirect", "x", speaker_name="Ann Speaker", organisation="Police")
    press.report("a", event(subjects=(LOWE,)), statements=(words,))
    tables = press.tables()
    (said,), (subject,) = tables["statements"], tables["subjects"]
    name = next(row for row in tables["claims"] if row["slot"] == "name")
    role = next(row for row in tables["claims"] if row["slot"] == "agency_role")
    assert (name["entity_id"], role["entity_id"]) == (subject["subject_id"], "MO1")
    assert (name["statement_id"], name["speaker_name"]) == (said["statement_id"], "Ann Speaker")
    assert said["incident_id"] == subject["incident_id"] == name["incident_id"]


def test_an_irrelevant_article_is_kept_and_tells_nothing(press: Press) -> None:
    press.report("a")
    tables = press.tables()
    assert [row["is_relevant"] for row in tables.pop("articles")] == [False]
    del tables["poisson_intervals"]  # the same whatever articles tell
    assert not any(tables.values())


def test_a_statement_of_an_article_with_two_stories_has_no_incident(press: Press, event: Event) -> None:
    words = Statement(0, 9, "indirect", "no comment")
    press.report("a", event(), event(city="Gladstone"), statements=(words,))
    assert only(press, "statements")["incident_id"] is None


_EVENTS = st.fixed_dictionaries(
    {
        "day": st.sampled_from([None, "2024-05-04", "2024-05-05", "2024-05-06"]),
        "city": st.sampled_from(["Kansas City", "Gladstone"]),
        "place": st.sampled_from([None, "63rd and Prospect", "9200 block of Oakland"]),
        "subjects": st.sampled_from([({},), (LOWE,), ({"name": "Ruth Payne"}, LOWE), ({"age": 55},)]),
        "background": st.booleans(),
    }
)


@given(told=st.lists(st.lists(_EVENTS, max_size=2), min_size=2, max_size=9), seed=st.randoms())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_arrival_does_not_matter(
    event: Event, told: list[list[dict[str, Any]]], seed: random.Random, press: Press
) -> None:
    fresh = type(press)()
    for number, events in enumerate(told):
        published = f"2024-05-{7 + number % 3:02}"
        fresh.report(f"a{number}", *(event(**one) for one in events), published=published)
    expected = fresh.tables()
    seed.shuffle(fresh.articles)
    seed.shuffle(fresh.extractions)
    assert fresh.tables() == expected


def test_an_incident_elsewhere_changes_nothing_here(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event())
    before = press.tables()["incidents"]
    press.report("c", event(state="KS", used=("kckpd",)))
    after = press.tables()["incidents"]
    assert [row for row in after if row["state"] == "MO"] == before


def test_an_incident_keeps_its_id_when_later_reports_come(press: Press, event: Event) -> None:
    press.report("b", event(subjects=(LOWE,)))
    before = only(press, "incidents")["incident_id"]
    press.report("a", event(), published="2024-05-08")
    assert only(press, "incidents")["incident_id"] == before


@given(told=st.lists(st.lists(_EVENTS, max_size=2), min_size=2, max_size=9))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_incident_holds_two_mentions_that_are_apart_only_where_one_persons_fate_binds_one_of_them(
    event: Event, told: list[list[dict[str, Any]]], press: Press
) -> None:
    fresh = type(press)()
    for number, events in enumerate(told):
        fresh.report(
            f"a{number}", *(event(**one) for one in events), published=f"2024-05-{5 + number % 4:02}"
        )
    groups = link(fresh.mentions)
    assert sorted(m.key for group in groups for m in group) == [m.key for m in fresh.mentions]
    for group in groups:
        apart = [(a, b) for a, b in combinations(group, 2) if compare(a, b).is_apart]
        assert all(_is_bound(a, b, group) or _is_bound(b, a, group) for a, b in apart)


def _is_bound(one: Mention, other: Mention, group: list[Mention]) -> bool:
    """Whether one mention's day is misread by what another tells of the person, which fits the other's."""
    same = [mention for mention in group if mention.facts == one.facts]
    return any(compare(a, b).is_misdated and not compare(b, other).is_apart for a, b in product(same, group))


def test_an_organisation_is_written_with_the_state_of_its_agency() -> None:
    topeka = Agency("KS1", None, "Topeka Police Department", "municipal_police", None, None, "KS", True)
    board = Agency("X1", None, "Topeka Review Board", "oversight", None, None, "KS", False)
    said = Statement(0, 9, "indirect", "no comment", agency=topeka, speaker_role="law_enforcement")
    ruled = Statement(0, 9, "indirect", "no comment", agency=board, speaker_role="government")
    asked = Statement(0, 9, "indirect", "no comment", organisation="Oak Apartments", speaker_role="witness")
    assert organisation_of(said) == "Topeka Police Department, KS"
    assert organisation_of(ruled) == "Topeka Review Board"
    assert organisation_of(asked) == "Oak Apartments"
