"""Exact intervals of the mean behind a count, for rates."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from scipy.special import gammaincinv

from warehouse.dictionary import conform

LARGEST = 10_000  # more events than any agency, state or year has
CONFIDENCE = 0.95


@cache
def poisson_intervals() -> pl.DataFrame:
    """Return the table `poisson_intervals`: `events` from 0 to LARGEST, `mean_lower`, `mean_upper`.

    The bounds are those of Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28:
    half the chi-square quantiles at (1 - CONFIDENCE) / 2 with 2n degrees of freedom and at
    (1 + CONFIDENCE) / 2 with 2n + 2, here as quantiles of the gamma distribution, which are the same. They
    cover the mean in CONFIDENCE of cases or more. The lower bound of no events is 0.
    """
    events = np.arange(LARGEST + 1)
    lower = np.zeros(LARGEST + 1)
    lower[1:] = gammaincinv(events[1:], (1 - CONFIDENCE) / 2)
    upper = gammaincinv(events + 1, (1 + CONFIDENCE) / 2)
    frame = pl.DataFrame({"events": events, "mean_lower": lower, "mean_upper": upper})
    return conform(frame, "poisson_intervals")
