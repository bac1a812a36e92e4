"""Raw scores become probabilities that rise with the score."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.scoring.calibration import GROUP, LEAST, MOST, steps

SCORED = st.lists(st.tuples(st.floats(0, 10), st.booleans()), min_size=1, max_size=120)


@given(SCORED, st.floats(0, 1))
def test_probabilities_rise_with_the_score_and_stay_in_bounds(scored, share):
    found = steps(scored, share)
    starts, shares = zip(*found, strict=True)
    assert list(starts) == sorted(starts)
    assert list(shares) == sorted(shares)
    assert all(LEAST <= one <= MOST for one in shares)


@given(SCORED, st.floats(0, 1))
def test_the_order_of_readings_does_not_matter(scored, share):
    assert steps(scored, share) == steps(reversed(scored), share)


def test_low_scores_that_were_wrong_are_told_from_high_ones_that_were_right():
    low, high = [(1.0, False)] * GROUP, [(5.0, True)] * GROUP
    (first, unsure), (second, sure) = steps(low + high, 0.5)
    assert (first, second) == (1.0, 5.0)
    assert unsure < 0.2
    assert sure > 0.8


def test_a_few_readings_say_little():
    ((_, probability),) = steps([(1.0, True)], 0.6)
    assert 0.6 < probability < 0.75
