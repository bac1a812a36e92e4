"""Which wordings can be one spot."""

from __future__ import annotations

import pytest

from transforms.incidents.spots import compare_spots, spot_of
from warehouse.seeds import load_yaml


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("near 63rd Street and Prospect Avenue", "a BP station at 63rd and Prospect", "same_spot"),
        ("Sixth Street and Grand", "6th and Grand Boulevard", "same_spot"),
        ("9200 block of Oakland Avenue", "9214 Oakland", "same_spot"),
        ("Prospect Avenue", "63rd and Prospect", "like_spot"),
        ("a store on Prospect", "the Blue Hen on Prospect", "like_spot"),
        ("the Blue Hen Diner near Prospect", "on Prospect near Elm", "part_of_spot"),
        ("63rd and Prospect", "55th and Prospect", "other_spot"),
        ("9200 block of Oakland", "400 block of Oakland", "other_spot"),
        ("Elm Street", "Oakland Avenue", "other_spot"),
        ("outside a home", "63rd and Prospect", None),
        ("the Blue Hen Diner", "63rd and Prospect", None),
        ("Highway 291 near Larkspur", "Larkspur Lane", "like_spot"),
    ],
)
def test_two_wordings(one: str, other: str, verdict: str | None) -> None:
    spots = spot_of(one, "Kansas City"), spot_of(other, "Kansas City")
    assert compare_spots(*spots) == verdict
    assert compare_spots(*reversed(spots)) == verdict


def test_the_words_of_the_city_tell_no_spot() -> None:
    assert spot_of("downtown Kansas City", "Kansas City").detail == 0


def test_every_word_of_the_seed_is_a_word() -> None:
    seeds = load_yaml("resolution.yml")["spots"]
    assert all(isinstance(word, str) for words in seeds.values() for word in words)
