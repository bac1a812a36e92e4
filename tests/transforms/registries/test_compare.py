"""Where linked records differ, and why one has no partner. Every person is invented."""

from datetime import date

import polars as pl
import pytest

from tests.transforms.registries.test_link import DAY, frame, record
from transforms.registries.compare import only_ours, only_theirs, slots, told
from transforms.registries.layout import Scope
from transforms.registries.link import PAIRS

SHOOTINGS = Scope(frozenset({"killed"}), True, date(2015, 1, 1), date(2024, 12, 31), "killed")
NO_PAIRS = pl.DataFrame(schema=PAIRS)


def pairs(*rows: tuple[str, str, float, str]) -> pl.DataFrame:
    told = [
        {"record_id": one, "other_id": other, "probability": p, "bits": 0.0, "evidence": "",
         "decision": what, "reason": ""}
        for one, other, p, what in rows
    ]  # fmt: skip
    return pl.DataFrame(told, schema=PAIRS)


def test_each_slot_agrees_differs_or_is_told_by_one() -> None:
    ours = record("o", "Ada Lind", DAY, age=31, outcome="injured", county="Shawnee County", armed=["knife"])
    theirs = record("t", "Ada M. Lind", date(2016, 3, 5), age=31, gender="female", armed=["firearm", "knife"],
                    agencies=["Kansas Highway Patrol, KS"])  # fmt: skip
    told = slots(pairs(("o", "t", 1.0, "linked")), frame(ours), frame(theirs))
    assert dict(told.select("slot", "relation").iter_rows()) == {
        "name": "agree", "day": "disagree", "city": "agree", "county": "only_ours", "state": "agree",
        "agencies": "disagree", "age": "agree", "gender": "only_theirs", "armed": "agree",
        "outcome": "disagree", "is_shooting": "agree",
    }  # fmt: skip
    day = told.row(by_predicate=pl.col("slot") == "day", named=True)
    assert (day["ours"], day["theirs"]) == ("2016-03-04", "2016-03-05")


def test_a_day_within_what_the_reports_allow_is_no_disagreement() -> None:
    ours = record("o", "Ada Lind", (date(2016, 3, 1), date(2016, 3, 7)))
    told = slots(pairs(("o", "t", 1.0, "linked")), frame(ours), frame(record("t", "Ada Lind", DAY)))
    assert told.filter(slot="day")["relation"].to_list() == ["agree"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, "missing"),
        ({"outcome": "injured"}, "outcome_outside"),
        ({"outcome": None}, "outcome_unknown"),
        ({"is_shooting": False}, "no_shooting"),
        ({"day_from": None, "day_to": None}, "no_day"),
        ({"day_from": date(2014, 5, 1), "day_to": date(2014, 5, 1)}, "outside_period"),
        ({"day_from": date(2020, 5, 1), "day_to": date(2020, 5, 1)}, "outside_period"),
    ],
)
def test_what_the_list_does_not_cover_is_no_absence(told: dict[str, object], why: str) -> None:
    ours = frame(record("o", "Ada Lind", DAY) | told)
    newest = date(2019, 12, 31)
    assert only_ours(ours, NO_PAIRS, SHOOTINGS, newest)["explanation"].to_list() == [why]


def test_who_waits_for_a_person_or_lost_a_partner_is_said_to() -> None:
    ours = frame(*(record(name, None, DAY) for name in "abc"))
    found = pairs(
        ("a", "t", 1.0, "linked"),
        ("b", "t", 0.99, "apart"),
        ("c", "t", 0.2, "apart"),
        ("c", "u", 0.9, "undecided"),
    )
    assert dict(only_ours(ours, found, SHOOTINGS, None).iter_rows()) == {
        "b": "partner_taken",
        "c": "undecided",
    }


def test_what_the_ledger_has_no_news_of_is_not_missing_here() -> None:
    theirs = frame(
        record("t1", "Ada Lind", DAY),
        record("t2", "Bo Ray", DAY, state="MO"),
        record("t3", "Cy Orr", date(2020, 1, 1)),
        record("t4", "Di Poe", DAY),
    )
    ours = frame(record("o", "Di Poe", DAY))
    assert dict(only_theirs(theirs, pairs(("o", "t4", 1.0, "linked")), ours).iter_rows()) == {
        "t1": "missing",
        "t2": "not_covered_here",
        "t3": "not_covered_here",
    }


def test_a_range_of_days_may_be_open_at_either_end() -> None:
    later = date(2024, 5, 9)
    days = [(DAY, DAY), (DAY, later), (None, later), (DAY, None)]
    assert [told(one) for one in days] == [f"{DAY}", f"{DAY} to {later}", f"until {later}", f"from {DAY}"]
