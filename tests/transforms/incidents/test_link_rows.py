"""What was compared, what spoke for and against, what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from transforms.incidents import corpus
from transforms.incidents.judgements import Event, Judgement
from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Fact = Callable[..., EventMention]
LOWE = {"name": "Darnell Lowe", "age": 31, "gender": "male"}
# Undated, told the day after, of the city and age: half a point below the threshold.
VAGUE = {"day": None, "used": (), "subjects": ({"age": 31},)}


def fates(press: Press) -> dict[tuple[str, str], tuple[str, str]]:
    """Outcome and decided_by of each pair of articles."""
    rows = press.tables()["incident_links"]
    return {(row["article_id"], row["other_article_id"]): (row["outcome"], row["decided_by"]) for row in rows}


def test_a_link_tells_its_evidence(press: Press, event: Fact) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event(subjects=({**LOWE, "age": 33},)))
    (row,) = press.tables()["incident_links"]
    assert (row["outcome"], row["decided_by"]) == ("linked", "score")
    assert row["incident_id"] == row["other_incident_id"]
    assert row["evidence_for"].startswith("equal_name +6, same_day +4")
    assert row["evidence_against"] == "other_age -2"
    listed = f"{row['evidence_for']}, {row['evidence_against']}".split(", ")
    assert sum(float(one.rpartition(" ")[2]) for one in listed) == row["score"]


def test_a_pair_just_below_the_threshold_waits_for_a_person(press: Press, event: Fact) -> None:
    press.report("a", event(subjects=({"age": 31},)))
    press.report("b", event(**VAGUE), published="2024-05-08")
    assert fates(press) == {("a", "b"): ("undecided", "score")}


def test_a_pair_below_the_threshold_with_nothing_to_decide_by_is_left_out(press: Press, event: Fact) -> None:
    killed = {
        "used": (),
        "subjects": ({"outcome": "killed", "armed": "knife"},),
        "contact_reason": "domestic",
    }
    press.report("a", event(**killed))
    press.report("b", event(day=None, **killed), published="2024-05-08")
    assert not fates(press)


def test_rivals_wait_for_a_person(press: Press, event: Fact) -> None:
    press.report("a", event(place="63rd and Prospect"))
    press.report("b", event(place="9200 block of Oakland"))
    press.report("c", event())
    assert fates(press) == {("a", "c"): ("undecided", "rival"), ("b", "c"): ("undecided", "rival")}


def test_strong_evidence_against_is_told_where_the_rest_would_link(press: Press, event: Fact) -> None:
    far = ({"age": 19, "gender": "male", "outcome": "killed", "armed": "knife"},)
    press.report("a", event(subjects=far, contact_reason="domestic"))
    press.report(
        "b", event(subjects=({**far[0], "age": 30},), contact_reason="domestic", place="Maple Court")
    )
    rows = fates(press)
    assert rows == {("a", "b"): ("apart", "strong_evidence")}


def test_a_third_report_joins_two(press: Press, event: Fact) -> None:
    press.report("a", event(subjects=({"age": 31},)))
    press.report("b", event(**VAGUE | {"subjects": (LOWE,)}), published="2024-05-08")
    press.report("c", event(subjects=(LOWE,)))
    assert fates(press)["a", "b"] == ("linked", "third_report")


def test_a_third_report_parts_two(press: Press, event: Fact) -> None:
    press.report("a", event(subjects=({"age": 31},), place="63rd and Prospect"))
    press.report("b", event(**VAGUE | {"subjects": (LOWE,)}), published="2024-05-08")
    press.report("c", event(subjects=(LOWE,), place="9200 block of Oakland"))
    assert fates(press)["a", "b"] == ("apart", "third_report")


def test_setting_two_apart_settles_every_pair_of_their_incidents(
    press: Press, event: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.report("a", event(subjects=({"age": 31},)))
    press.report("b", event(**VAGUE), published="2024-05-08")
    press.report("c", event(**VAGUE), published="2024-05-09")
    one, other = (mention.told for mention in press.mentions if mention.article_id in {"a", "b"})
    events = (Event("article_id", "a", 0, one), Event("article_id", "b", 0, other))
    decision = Judgement(False, events, "other street", "M. Editor", date(2024, 6, 1), "a.yml", 1)
    monkeypatch.setattr(corpus, "load_judgements", lambda: (decision,))
    assert fates(press)["a", "b"] == ("apart", "judgement")
