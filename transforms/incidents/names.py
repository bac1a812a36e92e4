"""Whether two names of persons can be one person's."""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

from transforms.reference.gazetteer import fold
from warehouse.seeds import load_yaml

LONG = 7  # letters from which on a name may differ by two slips


@cache
def parts_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without suffixes: "José O'Neil, Jr." gives (jose, oneil)."""
    suffixes = load_yaml("resolution.yml")["names"]["suffixes"]
    return tuple(part for part in fold(name).split() if part not in suffixes)


def _suffix_of(name: str) -> str | None:
    suffixes = load_yaml("resolution.yml")["names"]["suffixes"]
    return next((part for part in fold(name).split()[1:] if part in suffixes), None)


@cache
def forms_of(given: str) -> frozenset[str]:
    """Return a given name, folded, with every name that it is short or long for."""
    return frozenset({given}).union(*(forms for forms in _short_forms() if given in forms))


@cache
def compare_names(one: str, other: str) -> str:
    """Return "equal", "similar", "surname" (one gives no more and it fits) or "different". Symmetric.

    A suffix that one leaves out says nothing; two that differ tell father from son.
    """
    suffixes = _suffix_of(one), _suffix_of(other)
    if None not in suffixes and suffixes[0] != suffixes[1]:
        return "different"
    short, long = sorted((parts_of(one), parts_of(other)), key=lambda parts: (len(parts), parts))
    if not short:
        return "different"
    if len(short) == 1:
        return _compare_single(short[0], long)
    if short[-1] == long[-1] and short[0] == long[0]:
        return "equal"
    if set(short) <= set(long) and short[-1] == long[-1]:
        return "similar"
    slips = _slips(short[-1], long[-1]), _first_names(short[0], long[0])
    return "similar" if None not in slips else "different"


def _compare_single(single: str, long: tuple[str, ...]) -> str:
    if len(long) == 1:
        return "surname" if _slips(single, long[0]) is not None else "different"
    return "surname" if _slips(single, long[-1]) is not None or single == long[0] else "different"


def _first_names(one: str, other: str) -> int | None:
    """Return 0 for short forms and initials of one another, else the slips, None for too many."""
    if one == other or (1 in {len(one), len(other)} and one[0] == other[0]):
        return 0
    if any({one, other} <= forms for forms in _short_forms()):
        return 0
    return _slips(one, other)


def _slips(one: str, other: str) -> int | None:
    """Return how many letters differ, None where more than a slip: one, or two in long names."""
    allowed = 2 if min(len(one), len(other)) >= LONG else 1 if min(len(one), len(other)) >= 4 else 0
    distance = int(OSA.distance(one, other, score_cutoff=allowed))
    return distance if distance <= allowed else None


@cache
def _short_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(forms) for forms in load_yaml("resolution.yml")["names"]["short_forms"])
