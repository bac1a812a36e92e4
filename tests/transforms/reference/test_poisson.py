"""Bounds against published tables and against the law that defines them."""

import math

import pytest
from scipy.stats import chi2

from transforms.reference.poisson import LARGEST, poisson_intervals


def bounds(events: int) -> tuple[float, float]:
    (row,) = poisson_intervals().filter(events=events).rows()
    return row[1], row[2]


# From the tables of Garwood (1936), to two decimals or more.
@pytest.mark.parametrize(
    ("events", "lower", "upper"),
    [
        (0, 0, 3.69),
        (1, 0.0253, 5.57),
        (2, 0.242, 7.22),
        (5, 1.62, 11.67),
        (10, 4.80, 18.39),
        (30, 20.24, 42.83),
    ],
)
def test_bounds_are_the_published_ones(events: int, lower: float, upper: float) -> None:
    assert bounds(events) == (pytest.approx(lower, abs=0.006), pytest.approx(upper, abs=0.006))


@pytest.mark.parametrize("events", [1, 7, 60, 150])
def test_a_count_as_far_off_has_a_fortieth_of_chance_at_either_bound(events: int) -> None:
    def at_most(number: int, mean: float) -> float:
        return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(number + 1))

    lower, upper = bounds(events)
    assert at_most(events, upper) == pytest.approx(0.025, rel=1e-9)
    assert 1 - at_most(events - 1, lower) == pytest.approx(0.025, rel=1e-9)


def test_bounds_are_quantiles_of_chi_square() -> None:
    rows = poisson_intervals().filter(poisson_intervals()["events"] > 0)
    events = rows["events"].to_numpy()
    assert rows["mean_lower"].to_numpy() == pytest.approx(chi2.ppf(0.025, 2 * events) / 2)
    assert rows["mean_upper"].to_numpy() == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2)


def test_bounds_enclose_every_count_and_grow_with_it() -> None:
    rows = poisson_intervals()
    assert rows["events"].to_list() == list(range(LARGEST + 1))
    assert ((rows["mean_lower"] <= rows["events"]) & (rows["events"] < rows["mean_upper"])).all()
    assert (rows["mean_lower"].diff().drop_nulls() > 0).all()
    assert (rows["mean_upper"].diff().drop_nulls() > 0).all()
