"""Which records are linked, and which are left to a person. Every person is invented."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.registries.link import Decision, assign, link
from transforms.registries.records import RECORD, agency_key, race_code

SURE = Decision(link_from=0.99, show_from=0.05, margin_bits=3.5, expected_share=0.5)
TOWNS = ("Topeka", "Salina", "Wichita", "Lawrence", "Emporia", "Hays", "Olathe", "Derby")


def record(record_id: str, name: str | None, day: date | tuple[date, date], **told: Any) -> dict[str, Any]:
    first, last = day if isinstance(day, tuple) else (day, day)
    return {
        "record_id": record_id, "name": name, "day_from": first, "day_to": last, "city": "Topeka",
        "county": None, "state": "KS",
        "agencies": ["Topeka Police Department"], "age": None, "gender": None, "race": None,
        "armed": [], "outcome": "killed", "is_shooting": True,
    } | told  # fmt: skip


def frame(*records: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(records, schema=RECORD)


def others() -> list[dict[str, Any]]:
    """Return a list of a hundred persons in eight towns and ten years: a town or a day tells something."""
    return [
        record(f"t{n:03}", f"Person{chr(97 + n % 26)}{chr(97 + n // 26)} Surname{chr(97 + n * 7 % 26)}{n}",
               date(2014 + n % 10, 1 + n % 12, 1 + n % 28), city=TOWNS[n % 8],
               agencies=[f"{TOWNS[n % 8]} Police Department"], age=20 + n % 40, gender="male")
        for n in range(100)
    ]  # fmt: skip


def decided(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    pairs = link(frame(*ours), frame(*theirs))
    return {(row["record_id"], row["other_id"]): row["decision"] for row in pairs.iter_rows(named=True)}


DAY = date(2016, 3, 4)


@pytest.mark.parametrize(
    "ours",
    [
        record("o", "Ada Lind", DAY),
        record("o", "Ada M. Lind Jr.", DAY),
        record("o", "Lind", DAY),
        record("o", None, DAY, age=31),
        record("o", "Ada Lind", date(2016, 3, 5), city="North Topeka"),
        record("o", "Ada Lind", (date(2016, 1, 1), date(2016, 12, 31))),
        record("o", "Ada Lind", DAY, state=None, city=None, agencies=[]),
    ],
    ids=["same", "middle name", "surname", "unnamed, same age", "next day, suburb", "year alone", "no place"],
)
def test_one_person_told_otherwise_is_linked(ours: dict[str, Any]) -> None:
    theirs = [*others(), record("t", "Ada Lind", DAY, age=31, agencies=["Topeka Police Department, KS"])]
    found = decided([ours], theirs)
    assert found["o", "t"] == "linked"
    assert list(found.values()).count("linked") == 1


@pytest.mark.parametrize(
    "ours",
    [
        record("o", "Bo Ray", DAY, age=52),
        record("o", None, DAY, city="Wichita", agencies=["Wichita Police Department"]),
        record("o", "Ada Lind", date(2021, 8, 9), city="Hays", age=60, agencies=["Hays Police Department"]),
        record("o", None, date(2016, 3, 14)),
    ],
    ids=["another name", "another town", "a namesake", "ten days later"],
)
def test_another_person_is_not_linked(ours: dict[str, Any]) -> None:
    theirs = [*others(), record("t", "Ada Lind", DAY, age=31)]
    assert "linked" not in decided([ours], theirs).values()


def test_two_who_fit_alike_are_left_to_a_person() -> None:
    theirs = [*others(), record("t1", "Ada Lind", DAY), record("t2", "Bo Ray", DAY)]
    found = decided([record("o", None, DAY)], theirs)
    assert (found["o", "t1"], found["o", "t2"]) == ("undecided", "undecided")


def test_who_is_named_leaves_the_other_row_to_who_is_not() -> None:
    theirs = [*others(), record("t1", "Ada Lind", DAY), record("t2", "Bo Ray", DAY)]
    found = decided([record("o1", "Ada Lind", DAY), record("o2", None, DAY)], theirs)
    assert (found["o1", "t1"], found["o2", "t2"]) == ("linked", "linked")
    assert found["o2", "t1"] == "apart"


def test_the_evidence_of_a_pair_adds_up() -> None:
    pairs = link(frame(record("o", "Ada Lind", DAY)), frame(*others(), record("t", "Ada Lind", DAY)))
    (row,) = pairs.filter(decision="linked").iter_rows(named=True)
    bits = [float(part.rsplit(" ", 1)[1]) for part in row["evidence"].split(", ")]
    prior = -7.64  # half of the shorter list in a hundred and one rows: log2(p / (1 - p))
    assert sum(bits) + prior == pytest.approx(row["bits"], abs=0.3)
    assert row["evidence"].startswith("name same +14.1, day same +10.6, place same city +")


def test_order_does_not_matter() -> None:
    ours = [record("o1", "Ada Lind", DAY), record("o2", None, DAY), record("o3", "Cy Orr", DAY)]
    theirs = [*others(), record("t1", "Ada Lind", DAY), record("t2", "Bo Ray", DAY)]
    one = link(frame(*ours), frame(*theirs))
    assert one.equals(link(frame(*reversed(ours)), frame(*reversed(theirs))))


def test_lists_of_nobody_have_no_pairs() -> None:
    assert link(frame(), frame(record("t", "Ada Lind", DAY))).is_empty()


SCORES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")),
    st.integers(-8, 40).map(lambda bits: (2.0**bits / (1 + 2.0**bits), float(bits))),
    max_size=25,
)


@given(SCORES)
@settings(max_examples=150, deadline=None)
def test_nobody_gets_two_partners_and_none_is_preferred_to_a_better_one(
    scores: dict[tuple[str, str], tuple[float, float]],
) -> None:
    found = assign(((*pair, *score) for pair, score in scores.items()), SURE)
    linked = [pair for pair, (outcome, _) in found.items() if outcome == "linked"]
    assert found.keys() == scores.keys()
    for side in (0, 1):
        assert len({pair[side] for pair in linked}) == len(linked)
    taken = {0: {one for one, _ in linked}, 1: {other for _, other in linked}}
    for pair in linked:
        for rival, (_, bits) in scores.items():
            if rival != pair and (rival[0] == pair[0] or rival[1] == pair[1]) and bits > scores[pair][1]:
                assert rival[0] in taken[0] - {pair[0]} or rival[1] in taken[1] - {pair[1]}
    assert found == assign(((*pair, *score) for pair, score in reversed(scores.items())), SURE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Polk County Sheriff's Office", "Polk County Sheriff's Department, FL"),
        ("Columbus Police Department", "Columbus Division of Police"),
        ("Kansas City Police Department", "Kansas City, KS Police Department"),
        ("St. Louis Metropolitan Police Department", "Saint Louis Police Department (SWAT)"),
    ],
)
def test_spellings_of_one_agency_have_one_key(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)


def test_the_police_and_the_sheriff_of_a_place_are_two() -> None:
    assert agency_key("Riverside Police Department") != agency_key("Riverside County Sheriff's Department")


def test_the_words_of_reports_become_a_race_or_none() -> None:
    found = [race_code(words) for words in ("Black man", "African-American", "white and Hispanic", "human")]
    assert found == ["black", "black", None, None]
