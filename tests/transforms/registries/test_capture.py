"""How many there are, from how far lists overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.registries.capture import LEAST_RECAPTURED, chapman, log_linear


def test_chapmans_estimator_gives_the_published_figure() -> None:
    """Feldman et al. (2017), PLoS Med 14(10): e1002399: 1,166, from lists of 523 and 1,086, 487 on both."""
    found = chapman(523, 1086, 487)
    assert found is not None
    assert round(found.estimate) == 1166
    assert (found.low, found.high) == pytest.approx((1153, 1184), abs=8)  # theirs is not log-normal


def test_too_small_an_overlap_gives_no_estimate() -> None:
    assert chapman(50, 60, LEAST_RECAPTURED - 1) is None
    assert chapman(50, 60, LEAST_RECAPTURED) is not None


def test_an_overlap_larger_than_a_list_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="21 on both lists"):
        chapman(20, 40, 21)


@given(st.integers(7, 400), st.integers(0, 400), st.integers(0, 400))
def test_an_estimate_lies_in_its_interval_above_the_count(both: int, first: int, second: int) -> None:
    found = chapman(both + first, both + second, both)
    assert found is not None
    assert both + first + second <= found.low + 1e-6
    assert found.low <= found.estimate <= found.high


def history(code: str) -> tuple[bool, ...]:
    return tuple(letter == "1" for letter in code)


# A thousand people on three lists with chances 0.5, 0.4 and 0.6, as expected: 120 of them are on none.
INDEPENDENT = {"111": 120, "110": 80, "101": 180, "011": 120, "100": 120, "010": 80, "001": 180}


def test_of_independent_lists_every_model_finds_the_truth() -> None:
    fits = log_linear({history(code): count for code, count in INDEPENDENT.items()})
    assert len(fits) == 8
    assert fits[0].dependent == ()
    assert all(fit.estimate.estimate == pytest.approx(1000, abs=1) for fit in fits)
    assert all(fit.estimate.low < 1000 < fit.estimate.high for fit in fits)


def test_lists_that_depend_on_each_other_are_seen_to() -> None:
    """Half of 1,000 are on the first list, of those 0.8 on the second, of the rest 0.2; the third has 0.6."""
    expected = {"111": 240, "110": 160, "101": 60, "100": 40, "011": 60, "010": 40, "001": 240}
    fits = log_linear({history(code): count for code, count in expected.items()})
    assert fits[0].dependent == ((0, 1),)
    assert fits[0].estimate.estimate == pytest.approx(1000, abs=1)
    independent = next(fit for fit in fits if fit.dependent == ())
    assert independent.estimate.high < 1000


def test_the_model_that_fits_anything_is_never_the_best() -> None:
    fits = log_linear({history(code): count for code, count in INDEPENDENT.items()} | {history("100"): 400})
    assert len(fits[-1].dependent) == 3


def test_three_lists_of_which_two_hardly_meet_give_no_estimate() -> None:
    assert log_linear({history("110"): 90, history("011"): 90, history("101"): 6}) == []
