"""Does a confidence mean what it says? Of the values read with 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from transforms.scoring.compare import Reading

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # lower ends of the bands, and the end of the last one


@dataclass(frozen=True, slots=True)
class Band:
    """Values read with a confidence in `[low, high)`; the last band includes its end."""

    low: float
    high: float
    count: int
    mean_confidence: float
    share_right: float


def reliability(readings: Iterable[Reading], edges: tuple[float, ...] = EDGES) -> list[Band]:
    """Return the bands that hold any value, from the least to the most confident."""
    everything = list(readings)
    bands = []
    for low, high in pairwise(edges):
        reach = float("inf") if high == edges[-1] else high
        mine = [one for one in everything if low <= one.confidence < reach]
        if mine:
            mean = sum(one.confidence for one in mine) / len(mine)
            right = sum(one.is_right for one in mine) / len(mine)
            bands.append(Band(low, high, len(mine), mean, right))
    return bands


def calibration_error(readings: Iterable[Reading]) -> float:
    """Return the expected calibration error: the bands' |confidence - share right|, weighed by their size.

    Source: Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning,
    AAAI 2015.
    """
    bands = reliability(readings)
    total = sum(band.count for band in bands)
    return (
        sum(band.count * abs(band.mean_confidence - band.share_right) for band in bands) / total
        if total
        else 0.0
    )
