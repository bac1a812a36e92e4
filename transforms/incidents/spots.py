"""Whether two wordings of a spot ("63rd and Prospect", "a BP at 63rd Street") can be the same spot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transforms.reference.gazetteer import fold
from warehouse.seeds import load_yaml

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_HOUSE = re.compile(r"\d{3,5}")


@dataclass(frozen=True, slots=True)
class Spot:
    """What tells a spot from others: names, numbered streets, house numbers by the hundred."""

    words: frozenset[str]
    ordinals: frozenset[str]
    blocks: frozenset[int]
    is_street: bool  # worded as a street, corner or block, not only as a business or building

    @property
    def detail(self) -> int:
        """How many telling words it has."""
        return len(self.words) + len(self.ordinals) + len(self.blocks)

    def common(self, other: Spot) -> int:
        """How many telling words two spots share."""
        return (
            len(self.words & other.words)
            + len(self.ordinals & other.ordinals)
            + len(self.blocks & other.blocks)
        )


@cache
def spot_of(place: str, city: str | None) -> Spot:
    """Read the words of a place; those of the city's own name say nothing."""
    seeds = load_yaml("resolution.yml")["spots"]
    streets, generic = set(seeds["streets"]), set(seeds["generic"])
    tokens = [seeds["ordinals"].get(token, token) for token in fold(place).split()]
    of_city = set(fold(city).split()) if city else set()
    ordinals = frozenset(token for token in tokens if _ORDINAL.fullmatch(token))
    houses = {
        token
        for before, token in zip(["", *tokens], tokens, strict=False)
        if _HOUSE.fullmatch(token) and before not in seeds["numbered"]
    }
    blocks = frozenset(int(token) // 100 for token in houses)
    words = frozenset(tokens) - streets - generic - of_city - houses - ordinals
    is_street = bool(ordinals or blocks or streets & set(tokens)) or (" and " in place and len(words) > 1)
    return Spot(words, ordinals, blocks, is_street)


def compare_spots(one: Spot, other: Spot) -> str | None:
    """Return same_spot, like_spot, part_of_spot, other_spot, or None where nothing can be told."""
    if _conflict(one.ordinals, other.ordinals) or _far(one.blocks, other.blocks):
        return "other_spot"
    common = one.common(other)
    if common >= 2:
        return "same_spot"
    if common == 1:
        return "like_spot" if min(one.detail, other.detail) == 1 else "part_of_spot"
    if one.is_street and other.is_street and one.detail and other.detail and one.words and other.words:
        return "other_spot"
    return None


def _conflict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _far(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether no two house numbers are of one block or of blocks side by side."""
    return bool(one and other) and min(abs(a - b) for a in one for b in other) > 1
