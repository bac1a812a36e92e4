"""Patterns and word lists from `seeds/extraction`, compiled once. Decisions are data, read here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from warehouse.seeds import load_yaml


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern of a lexicon with the code it stands for."""

    code: str
    regex: re.Pattern[str]
    options: dict[str, Any]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return `seeds/extraction/NAME.yml` as it stands."""
    return dict(load_yaml(f"extraction/{name}.yml"))


@cache
def macros() -> dict[str, str]:
    """Return the phrases that patterns may use as `{name}`."""
    return dict(lexicon("force")["macros"])


@cache
def compiled(text: str) -> re.Pattern[str]:
    """Compile a seed pattern: macros filled in, case ignored, blanks matching any white space."""
    for name, phrase in macros().items():
        text = text.replace("{" + name + "}", phrase)
    return re.compile(spaced(text), re.IGNORECASE)


def spaced(text: str) -> str:
    """Let a blank of a pattern match any run of white space, an optional blank (" ?") none as well."""
    return text.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def patterns(name: str, section: str, code_key: str = "code") -> tuple[Pattern, ...]:
    """Compile one section of a lexicon: a list of `{code, pattern, reason, ...}`.

    Raises KeyError where a row lacks its pattern, its code or the reason for it.
    """
    rows = lexicon(name)[section]
    return tuple(
        Pattern(str(row.get(code_key, "")), compiled(row["pattern"]), {**row, "reason": row["reason"]})
        for row in rows
    )


@cache
def words(name: str, section: str) -> frozenset[str]:
    """Return a word list of a lexicon in lower case."""
    return frozenset(str(word).lower() for word in lexicon(name)[section])
