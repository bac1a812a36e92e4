"""The word lists and patterns of `seeds/statements`, read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from warehouse.seeds import load_yaml


@cache
def seed(name: str) -> dict[str, Any]:
    """Return `seeds/statements/NAME.yml` as it stands."""
    return dict(load_yaml(f"statements/{name}.yml"))


@cache
def words(name: str, section: str) -> frozenset[str]:
    """Return one word list in lower case."""
    return frozenset(str(word).lower() for word in seed(name)[section])


@cache
def role_of_noun(word: str) -> str | None:
    """Return the speaker_role that a noun gives ("neighbor"), if any."""
    return next((role for role, nouns in seed("speakers")["roles"].items() if word in nouns), None)
