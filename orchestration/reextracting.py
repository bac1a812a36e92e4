"""Extraction anew: what was read out of a month's articles is forgotten, so that a run reads it again."""

from __future__ import annotations

import re

from orchestration import extracting
from orchestration.building import version
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.house import entered
from orchestration.reading import keys_of_month

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def checked_month(month: str) -> str:
    """Return a month written as 2021-03. Raises CallError for anything else."""
    if not _MONTH.fullmatch(month):
        raise CallError(f"{month!r} is no month to extract anew. Write it as 2021-03.")
    return month


def forget(home: Home, month: str) -> int:
    """Forget what was extracted from the articles published in a month; return how many articles they are.

    The house forgets first: a run cut off in between finds them changed, and enters them anew from what is
    still there. Articles without a day of publication belong to no month.
    """
    keys = keys_of_month(home, checked_month(month))
    with entered(home, version()) as house:
        house.distrust(keys["article_id"])
    extracting.forget(home, keys)
    return keys.height
