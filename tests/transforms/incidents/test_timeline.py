"""What became known on which day, each with the claim that told it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
LOWE = {"name": "Darnell Lowe", "age": 31}
FIRST = ("first_report", 7, None, None)


def told(press: Press) -> list[tuple[Any, ...]]:
    rows = press.tables()["incident_timeline"]
    return sorted(
        ((row["event"], row["reported_on"].day, row["from_value"], row["to_value"]) for row in rows),
        key=lambda row: (row[1], row[0], str(row[3])),
    )


def test_a_single_report_is_the_first_and_may_name(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,), roles={"patrol": "investigating"}))
    assert told(press) == [FIRST, ("person_named", 7, None, "Darnell Lowe")]


def test_name_outcome_agency_and_investigator_become_known(press: Press, event: Event) -> None:
    spot = {"place": "63rd and Prospect"}
    doubt = {"agency_role": "unconfirmed"}
    press.report("a", event(subjects=({"outcome": "injured"},), modality=doubt, **spot))
    later = event(subjects=({**LOWE, "outcome": "killed"},), roles={"kckpd": "investigating"}, **spot)
    press.report("b", later, published="2024-05-09")
    press.report("c", event(subjects=(LOWE,), roles={"patrol": "investigating"}), published="2024-05-11")
    assert told(press) == [
        FIRST,
        ("agency_clarified", 9, "unclear", "stated"),
        ("outcome_changed", 9, "injured", "killed"),
        ("person_named", 9, None, "Darnell Lowe"),
        ("investigation_handed_over", 11, "KS1", "MO2"),
    ]


def test_who_investigates_beside_another_took_nothing_over(press: Press, event: Event) -> None:
    one, both = {"patrol": "investigating"}, {"patrol": "investigating", "kckpd": "investigating"}
    press.report("a", event(roles=one, place="63rd and Prospect"))
    press.report("b", event(roles=both, place="63rd and Prospect"), published="2024-05-09")
    assert told(press) == [FIRST]


def test_a_later_report_that_the_first_still_investigates_takes_the_event_back(
    press: Press, event: Event
) -> None:
    spot = {"place": "63rd and Prospect"}
    press.report("a", event(roles={"patrol": "investigating"}, **spot))
    press.report("b", event(roles={"kckpd": "investigating"}, **spot), published="2024-05-09")
    assert told(press) == [FIRST, ("investigation_handed_over", 9, "MO2", "KS1")]
    press.report("c", event(roles={"patrol": "investigating"}, **spot), published="2024-05-12")
    assert told(press) == [FIRST]


def test_a_row_cites_a_claim_of_its_day(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({},)))
    press.report("b", event(subjects=(LOWE,)), published="2024-05-09")
    press.report("c", event(subjects=(LOWE,)), published="2024-05-09")
    tables = press.tables()
    claims = {row["claim_id"]: row for row in tables["claims"]}
    (named,) = [row for row in tables["incident_timeline"] if row["event"] == "person_named"]
    claim = claims[named["claim_id"]]
    assert (claim["slot"], claim["value"], claim["article_id"]) == ("name", "Darnell Lowe", "b")
    assert claim["entity_id"] == named["entity_id"] == tables["subjects"][0]["subject_id"]
    assert (claim["char_start"], claim["char_end"]) == (named["char_start"], named["char_end"])


def test_what_is_told_again_is_no_news(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({**LOWE, "outcome": "killed"},)))
    press.report("b", event(subjects=({**LOWE, "outcome": "killed"},)), published="2024-05-09")
    assert told(press) == [FIRST, ("person_named", 7, None, "Darnell Lowe")]


def test_a_name_that_is_denied_or_unconfirmed_is_not_told(press: Press, event: Event) -> None:
    press.report("a", event())
    press.report("b", event(subjects=(LOWE,), modality={"name": "unconfirmed"}), published="2024-05-09")
    assert told(press) == [FIRST]


def test_an_article_without_a_day_tells_nothing_on_any_day(press: Press, event: Event) -> None:
    press.report("a", event())
    press.report("b", event(subjects=(LOWE,)), published=None)
    press.report("c", event(subjects=(LOWE,)), published="2024-05-09")
    assert told(press) == [FIRST, ("person_named", 9, None, "Darnell Lowe")]


def test_two_stories_that_turn_out_to_be_one_have_one_timeline(press: Press, event: Event) -> None:
    press.report("a", event(place="63rd and Prospect", subjects=({"age": 31},), city=None, state=None))
    press.report("b", event(subjects=(LOWE,), day=None), published="2024-05-08")
    press.report("c", event(place="63rd and Prospect", subjects=(LOWE,)), published="2024-05-10")
    assert [row[0] for row in told(press)] == ["first_report", "person_named"]


def test_what_followed_is_told_when_it_is_first_reported(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event(subjects=(LOWE,), footage_released="released"), published="2024-05-09")
    later = event(subjects=(LOWE,), footage_released="released", settlement="amount_not_told")
    press.report("c", later, published="2024-05-12")
    press.report("d", event(subjects=(LOWE,), settlement="$2 million"), published="2024-05-14")
    press.report("e", event(subjects=(LOWE,), settlement="amount_not_told"), published="2024-05-15")
    assert told(press)[2:] == [
        ("footage_released", 9, None, "released"),
        ("settlement", 12, None, "amount_not_told"),
        ("settlement", 14, "amount_not_told", "$2 million"),
    ]
    (sum_told,) = (
        row["value"] for row in press.tables()["resolutions"] if row["slot"] == "settlement" and row["value"]
    )
    assert sum_told == "$2 million"


def test_one_decision_on_charges_may_follow_another(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,), charging_decision="not_charged"))
    press.report("b", event(subjects=(LOWE,), charging_decision="charged"), published="2024-05-20")
    assert told(press)[1:] == [
        FIRST,
        ("person_named", 7, None, "Darnell Lowe"),
        ("charging_decision", 20, "not_charged", "charged"),
    ]


def test_what_is_only_denied_or_unconfirmed_did_not_follow(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)))
    doubted = event(subjects=(LOWE,), lawsuit="filed", modality={"lawsuit": "unconfirmed"})
    press.report("b", doubted, published="2024-05-09")
    assert [row[0] for row in told(press)] == ["first_report", "person_named"]
