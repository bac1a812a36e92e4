"""Confidence against truth."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.scoring.compare import Reading
from transforms.scoring.reliability import calibration_error, reliability


def readings(confidence: float, right: int, wrong: int) -> list[Reading]:
    return [Reading("city", confidence, n < right) for n in range(right + wrong)]


def test_nine_right_of_ten_read_with_nine_tenths_are_calibrated() -> None:
    assert calibration_error(readings(0.9, right=9, wrong=1)) < 1e-9


def test_a_boast_shows_as_the_gap_between_confidence_and_truth() -> None:
    (band,) = reliability(readings(0.95, right=1, wrong=1))
    assert (band.count, band.mean_confidence, band.share_right) == (2, 0.95, 0.5)
    assert abs(calibration_error(readings(0.95, right=1, wrong=1)) - 0.45) < 1e-9


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=50))
def test_every_reading_lies_in_one_band(rows: list[tuple[float, bool]]) -> None:
    told = [Reading("city", confidence, is_right) for confidence, is_right in rows]
    assert sum(band.count for band in reliability(told)) == len(told)
    assert 0 <= calibration_error(told) <= 1
