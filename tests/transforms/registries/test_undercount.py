"""How many were killed, from lists. Every person is invented; real lists are read where they lie beside."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.transforms.registries.test_link import frame, record
from transforms.registries.layout import Scope
from transforms.registries.read import read_list
from transforms.registries.records import theirs
from transforms.registries.undercount import LEDGER, LEDGERS_SCOPE, Listed, undercounts

EXTERNAL = Path(__file__).parents[4] / "shared" / "reference" / "external"
ALL_OF = Scope(frozenset({"killed"}), False, date(2016, 1, 1), date(2016, 12, 31), "killed")


def person(of: str, number: int, **told: Any) -> dict[str, Any]:
    day = date(2016, 1 + number % 12, 1 + number % 28)
    town = ("Topeka", "Salina", "Hays", "Derby")[number % 4]
    return (
        record(f"{of}{number:02}", f"Xa{chr(97 + number % 26)} Yo{number}", day, city=town, age=20 + number)
        | told
    )


def listed(name: str, numbers: range, scope: Scope = ALL_OF, **told: Any) -> Listed:
    last = person(name, 99, day_from=date(2016, 12, 30), day_to=date(2016, 12, 30), name="Zed Last")
    return Listed(name, frame(*(person(name, number, **told) for number in numbers), last), scope)


def test_two_lists_give_an_estimate_beside_what_was_counted() -> None:
    rows = undercounts([listed("own_list", range(20)), listed("the_other", range(10, 40))]).to_dicts()
    assert {(row["population"], row["state"]) for row in rows} == {
        (population, state) for population in ("shot_dead", "killed") for state in ("KS", "US")
    }
    for row in rows:
        assert (row["registries"], row["year"], row["method"]) == ("own_list, the_other", 2016, "chapman")
        assert (row["counted"], row["recaptured"], row["ledger_counted"]) == (41, 11, 0)
        assert row["estimate"] == round(22 * 32 / 12 - 1, 1)
        assert row["counted"] < row["estimate_low"] < row["estimate"] < row["estimate_high"]


def test_a_third_list_shows_what_rests_on_the_model() -> None:
    lists = [listed("a", range(30)), listed("b", range(10, 40)), listed("c", range(5, 35, 2))]
    (row,) = undercounts(lists).filter(method="log_linear", population="killed", state="US").to_dicts()
    assert row["registries"] == "a, b, c"
    assert row["counted"] == 41
    assert row["band_low"] <= row["estimate"] <= row["band_high"]


def test_a_small_overlap_gives_a_reason_instead_of_a_figure() -> None:
    (row, *_) = undercounts([listed("a", range(12)), listed("b", range(9, 30))]).to_dicts()
    assert (row["recaptured"], row["estimate"], row["reason"]) == (4, None, "too_few_recaptured")


def test_who_was_hurt_and_survived_is_not_counted() -> None:
    lists = [
        Listed(LEDGER, listed(LEDGER, range(12), outcome="injured").records, LEDGERS_SCOPE),
        listed("b", range(12)),
    ]
    assert set(undercounts(lists)["ledger_counted"]) == {1}


@pytest.mark.parametrize(
    "scope",
    [
        Scope(frozenset({"killed"}), False, date(2016, 1, 1), date(2016, 12, 31), "other"),
        Scope(frozenset({"killed"}), False, date(2016, 3, 1), None, "killed"),
        Scope(frozenset({"killed"}), False, None, date(2016, 11, 30), "killed"),
    ],
    ids=["another population", "begins in March", "ends in November"],
)
def test_a_list_of_other_people_or_of_half_a_year_estimates_nothing(scope: Scope) -> None:
    assert undercounts([listed("a", range(20)), listed("b", range(20), scope)]).is_empty()


def test_a_list_that_does_not_say_from_when_it_counts_begins_with_its_oldest_row() -> None:
    scope = Scope(frozenset({"killed"}), False, None, None, "killed")
    other = listed("b", range(40), scope)
    late = Listed("b", other.records.filter(pl.col("day_from") >= date(2016, 3, 1)), scope)
    assert not undercounts([listed("a", range(40)), other]).is_empty()
    assert undercounts([listed("a", range(40)), late]).is_empty()


def test_a_list_of_shootings_says_nothing_of_other_deaths() -> None:
    scope = Scope(frozenset({"killed"}), True, None, None, "killed")
    assert set(undercounts([listed("a", range(20)), listed("b", range(20), scope)])["population"]) == {
        "shot_dead"
    }


def test_no_list_or_one_estimates_nothing() -> None:
    assert undercounts([]).is_empty()
    assert undercounts([listed("a", range(20))]).is_empty()


@pytest.mark.skipif(not EXTERNAL.exists(), reason="the registries' files are not part of the product")
def test_the_real_lists_of_2015_give_the_published_order_of_magnitude() -> None:
    """Feldman et al. (2017), PLoS Med 14(10): e1002399: 1,166 killed in 2015 (1,153 to 1,184)."""
    lists = []
    for name in ("guardian_the_counted.csv", "mpv_2013_2021_04.csv.gz", "wapo_fatal_force.csv.gz"):
        reading = read_list((EXTERNAL / name).read_bytes())
        near = pl.col("day_from").is_between(date(2014, 12, 25), date(2016, 1, 7))
        lists.append(Listed(reading.layout.registry, theirs(reading.rows).filter(near), reading.layout.scope))
    found = {
        (row["population"], row["registries"]): row
        for row in undercounts(lists).filter(year=2015, state="US").iter_rows(named=True)
    }
    killed = found["killed", "mapping_police_violence, the_counted"]
    assert 1140 < killed["estimate_low"] < killed["estimate_high"] < 1200
    assert killed["recaptured"] > 0.85 * killed["counted"]
    shot = [row for (population, _), row in found.items() if population == "shot_dead"]
    assert len(shot) == 4
    assert all(1000 < row["estimate"] < 1080 for row in shot)
