"""How many there are, from how far lists overlap: capture-recapture for two lists, and for three.

Chapman (1951), Univ. Calif. Publ. Statist. 1, 131-160, with the variance of Seber (1970), Biometrics 26, 313.
Log-linear models after Fienberg (1972), Biometrika 59, 591-603. Intervals are log-normal in the number that
no list has (Chao 1987, Biometrics 43, 783-791), so they never fall below what was counted.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import statsmodels.api as sm

# With seven recaptured or more the bias of Chapman's estimator is negligible, with 95 % confidence: Robson
# and Regier (1964), Trans. Am. Fish. Soc. 93, 215-226; Seber (1982), Estimation of Animal Abundance, p. 60.
LEAST_RECAPTURED = 7
_Z = 1.959964  # of a 95 % interval
_MOST_MISSED = 10  # times what was counted: a model that says more is not fitted but adrift

History = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Persons on the lists and off them, with a 95 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A log-linear model: which pairs of lists depend on each other in it, what it says, how well it fits."""

    dependent: tuple[tuple[int, int], ...]
    estimate: Estimate
    aic: float
    bic: float


def chapman(first: int, second: int, both: int) -> Estimate | None:
    """Return the estimate from the sizes of two lists and of their overlap; None below LEAST_RECAPTURED.

    Assumes that nobody comes or goes, that persons are linked without error, that the lists are independent,
    and that on one of them at least everybody is as likely to be. Raises ValueError where the overlap is
    larger than a list.
    """
    if both > min(first, second):
        raise ValueError(f"{both} on both lists, of {first} and {second}.")
    if both < LEAST_RECAPTURED:
        return None
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return _interval(first + second - both, estimate, variance)


def log_linear(counts: Mapping[History, int]) -> list[Fit]:
    """Return the models of three lists that can be fitted, the best first.

    Best is the lowest AIC. The model in which every pair depends comes last: it fits any counts, so nothing
    speaks for it, and what it says may rest on one cell of two or three persons.

    `counts` tells how many have which history (on the first list, the second, the third); nobody with none.
    The models are independence and every choice of pairs that depend on each other; that all three do
    together cannot be told from counts. Empty where two of the lists share fewer than LEAST_RECAPTURED.
    """
    cells = [cell for cell in product((False, True), repeat=3) if any(cell)]
    seen = np.array([counts.get(cell, 0) for cell in cells], dtype=float)
    pairs = list(combinations(range(3), 2))
    shared = [sum(n for cell, n in zip(cells, seen, strict=True) if cell[a] and cell[b]) for a, b in pairs]
    if min(shared) < LEAST_RECAPTURED:
        return []
    fits = [
        fit
        for size in range(len(pairs) + 1)
        for dependent in combinations(pairs, size)
        if (fit := _fit(cells, seen, dependent)) is not None
    ]
    return sorted(fits, key=lambda fit: (len(fit.dependent) == len(pairs), fit.aic, fit.dependent))


def _fit(cells: list[History], seen: np.ndarray, dependent: tuple[tuple[int, int], ...]) -> Fit | None:
    columns = [
        [1.0, *map(float, cell), *(float(cell[a] and cell[b]) for a, b in dependent)] for cell in cells
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a cell of none lets a model run off, which is seen below
        result = sm.GLM(seen, np.array(columns), family=sm.families.Poisson()).fit()
        aic, bic = float(result.aic), float(result.bic_llf)
        missed, error = math.exp(min(result.params[0], 700)), float(result.bse[0])
    counted = int(seen.sum())
    if not (result.converged and math.isfinite(error) and missed <= _MOST_MISSED * counted):
        return None
    # What no list has is exp of the constant: the variance of that estimate, and of a Poisson count about it.
    return Fit(dependent, _interval(counted, counted + missed, missed**2 * error**2 + missed), aic, bic)


def _interval(counted: int, estimate: float, variance: float) -> Estimate:
    missed = estimate - counted
    if missed <= 0 or variance <= 0:
        return Estimate(estimate, estimate, estimate)
    factor = math.exp(_Z * math.sqrt(math.log1p(variance / missed**2)))
    return Estimate(estimate, counted + missed / factor, counted + missed * factor)
