"""Which mentions are compared: what two tell decides, and no block grows with the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.incidents.crowd import crowd
from transforms.incidents.blocking import block_keys, candidate_pairs
from transforms.incidents.evidence import compare
from transforms.incidents.mentions import Mention
from transforms.records import EventMention
from warehouse.seeds import load_yaml

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
_of_size = cache(crowd)


@given(st.lists(st.integers(0, 999), unique=True, max_size=200))
@settings(max_examples=20, deadline=None)
def test_two_mentions_are_compared_whatever_else_is_in_the_house(kept: list[int]) -> None:
    house = _of_size(1_000)
    whole = set(candidate_pairs(house))
    among = {(kept[a], kept[b]) for a, b in candidate_pairs([house[at] for at in kept])}
    assert {tuple(sorted(pair)) for pair in among} == {
        (a, b) for a, b in whole if a in set(kept) and b in set(kept)
    }


def test_mentions_are_compared_that_share_a_key_in_which_one_is_open() -> None:
    house = _of_size(1_000)[:400]
    keys = [block_keys(mention) for mention in house]
    sharing = {
        (a, b)
        for a, b in combinations(range(len(house)), 2)
        if any(keys[a][key] or keys[b][key] for key in keys[a].keys() & keys[b].keys())
    }
    assert sharing == set(candidate_pairs(house))


@pytest.mark.parametrize("size", [5_000, 15_000])
def test_blocks_stay_small_and_comparisons_few_as_the_house_fills(size: int) -> None:
    """Ten thousand events a year, up to two hundred in a city: a day's work does not grow with the years."""
    house = _of_size(size)
    assert len(candidate_pairs(house)) < 5 * size
    blocks = Counter(key for mention in house for key in block_keys(mention))
    assert max(blocks.values()) < 100


def test_no_pair_worth_linking_is_left_out() -> None:
    """All pairs of a state that would reach the threshold are compared, but for one kind.

    An event told in passing with neither day, name nor spot may be any: age and weapon alone name none.
    """
    threshold = load_yaml("resolution.yml")["link"]["threshold"]
    by_state: dict[str | None, list[Mention]] = {}
    for mention in _of_size(5_000):
        if mention.is_background and not (mention.days or mention.names or mention.spot):
            continue
        by_state.setdefault(mention.state, []).append(mention)
    for house in list(by_state.values())[:8]:
        compared = set(candidate_pairs(house))
        worthy = {
            (a, b)
            for a, b in combinations(range(len(house)), 2)
            if (evidence := compare(house[a], house[b])).score >= threshold and not evidence.is_apart
        }
        assert worthy
        assert worthy <= compared


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            {"subjects": ({"name": "William Lowe"},), "day": None, "city": None},
            {"subjects": ({"name": "Bill Low"},), "day": "2021-01-01"},
            id="a short form and a slip, years apart",
        ),
        pytest.param(
            {"subjects": ({"name": "Darnell Lowe"},), "day": None, "city": None, "state": None, "used": ()},
            {"subjects": ({"name": "Darnell Lowe"},)},
            id="a name known everywhere, told without a place",
        ),
        pytest.param(
            {"city": None, "used": ()}, {"used": ()}, id="the day and the state, one without a city"
        ),
        pytest.param(
            {"day": None, "city": None}, {}, id="one tells the agency alone, in the week of the event"
        ),
        pytest.param({"day": None, "month": "2024-05"}, {}, id="one tells the month"),
        pytest.param(
            {"place": "63rd and Prospect", "day": "2019-03-03"},
            {"place": "Prospect at 63rd Street"},
            id="a spot, whenever",
        ),
    ],
)
def test_one_wrong_or_missing_fact_hides_no_report(
    press: Press, event: Event, first: Any, second: Any
) -> None:
    press.report("a", event(**first))
    press.report("b", event(**second), published="2024-05-08")
    assert candidate_pairs(press.mentions) == [(0, 1)]
