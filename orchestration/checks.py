"""Expectations as Dagster asset checks. All run at once over the database that was just built.

Every check has the name of its expectation, and results find their check by that name. Where a
blocking one fails, the step fails after all results are told: nothing downstream runs, so the last
published database stays.
"""

from __future__ import annotations

import re


def check_name(expectation: str) -> str:
    """Return an expectation's name as Dagster allows it: letters, digits and underscores."""
    return re.sub(r"\W+", "_", expectation, flags=re.ASCII).strip("_")
