"""Places and counties are found by the names that news uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.reference.gazetteer import Gazetteer, distance_km, fold


@pytest.mark.parametrize(
    ("written", "official"),
    [("St. Louis", "Saint Louis"), ("Ft. Worth", "Fort Worth"), ("Mt. Vernon", "Mount Vernon"),
     ("Street Johns County", "St. Johns County"), ("Lee’s Summit", "Lees Summit")],
)  # fmt: skip
def test_spellings_of_one_name_fold_to_the_same(written: str, official: str) -> None:
    assert fold(written) == fold(official)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_for_names_without_saints(name: str) -> None:
    folded = fold(name)
    assert folded == folded.strip().lower()
    if not set(folded.split()) & {"st", "ft", "mt", "street"}:
        assert fold(folded) == folded


def test_a_name_of_many_states_needs_a_state() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.place("Clinton", None) is None
    found = gazetteer.place("Clinton", "MO")
    assert found is not None and found.county == "Henry County"


@pytest.mark.parametrize("text", ["Missouri", "Mo.", "MO", "mo."])
def test_states_are_read_in_every_style(text: str) -> None:
    assert Gazetteer.load().state(text) == "MO"


def test_distance_between_the_two_kansas_cities_is_short() -> None:
    gazetteer = Gazetteer.load()
    one, other = gazetteer.place("Kansas City", "MO"), gazetteer.place("Kansas City", "KS")
    assert one is not None and other is not None
    distance = distance_km(one, other)
    assert distance is not None and distance < 30
    assert distance_km(one, one) == pytest.approx(0)


def test_area_codes_name_known_states() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.area_codes["816"] == "MO"
    assert set(gazetteer.area_codes.values()) <= set(gazetteer.state_names)
