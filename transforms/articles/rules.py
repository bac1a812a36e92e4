"""The rules of seeds/reading.yml, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from warehouse.seeds import load_yaml


@cache
def rules() -> dict[str, Any]:
    """Return seeds/reading.yml as it stands there."""
    return load_yaml("reading.yml")


@cache
def patterns(kind: str) -> re.Pattern[str]:
    """Return the patterns of one kind (`lines`, `sentences`, `pieces`) as one, without regard to case.

    Raises KeyError for a kind that the seeds do not have, and re.error for a broken pattern.
    """
    return re.compile("|".join(f"(?:{rule['pattern']})" for rule in rules()[kind]), re.IGNORECASE)


@cache
def ignored_names() -> frozenset[str]:
    """Return the names, in lower case, of files that lie beside articles and are none."""
    return frozenset(rule["name"] for rule in rules()["ignored_names"])
