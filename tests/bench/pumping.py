"""Texts built against each regular expression of the project, from the expression's own pieces.

Where an expression repeats something, a text that repeats it thousands of times and then breaks off makes the
matcher try every way to share it out. An expression whose time grows with the square of that is too slow for
what strangers write.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from transforms.extraction.lexicon import compiled
from warehouse.seeds import load_yaml, seeds_root

sre: Any = importlib.import_module("re._constants")  # of CPython's own matcher, without types
parser: Any = importlib.import_module("re._parser")
_PACKAGES = ("warehouse", "transforms", "expectations", "orchestration")
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 20  # an upper bound from which a repetition counts as one
_BREAKS = ("\x00", "", "\n")  # what stands behind a pumped text, so that a match fails
_LETTERS = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: " ",
}
_BLANKS = re.compile(r"\s+")
_META = re.compile(r"[\\()\[\]*+?{}|^$]")


def expressions() -> dict[tuple[str, int], tuple[re.Pattern[str], bool]]:
    """Return the expressions of code and seeds by text and flags, each with whether it meets raw text.

    They are constants, what functions without arguments compile, and every text of a seed that is one. Behind
    `transforms.articles` texts are clean: no two blanks stand in a row.
    """
    found = [*_of_modules(), *_of_seeds()]
    return {(one.pattern, one.flags): (one, is_raw) for one, is_raw in found if isinstance(one.pattern, str)}


def _of_modules() -> Iterator[tuple[re.Pattern[str], bool]]:
    for package in _PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            for value in vars(importlib.import_module(module.name)).values():
                for pattern in _patterns_in(_called(value)):
                    yield pattern, module.name.startswith("transforms.articles")


def _called(value: Any) -> Any:
    if not callable(value) or "Pattern" not in str(getattr(value, "__annotations__", {}).get("return")):
        return value
    return None if inspect.signature(value).parameters else value()


def _patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif type(value) in (tuple, list, set, frozenset):
        for one in value:
            yield from _patterns_in(one)
    elif isinstance(value, dict):
        yield from _patterns_in(list(value.values()))


def _of_seeds() -> Iterator[tuple[re.Pattern[str], bool]]:
    for path in sorted(seeds_root().rglob("*.yml")):
        is_raw = path.name == "reading.yml"
        for text in filter(_META.search, _texts(load_yaml(path.relative_to(seeds_root()).as_posix()))):
            try:
                yield re.compile(text, re.IGNORECASE) if is_raw else compiled(text), is_raw
            except re.error:
                continue  # prose, or a piece that is put into others


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


def attacks(pattern: re.Pattern[str], length: int, is_raw: bool) -> Iterator[str]:
    """Yield texts of about `length` characters that repeat what the pattern repeats, and break off."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    pumps = dict.fromkeys(_pumps(tree, ""))
    for end in _BREAKS:
        for before, piece in pumps:
            unit = piece if is_raw else _BLANKS.sub(" ", piece)
            if is_raw or unit.strip():
                yield before + unit * (length // len(unit)) + end
                yield (before + unit) * (length // len(before + unit)) + end


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before a repetition and what is repeated, for each in the tree."""
    for op, value in tree:
        if op in _REPEATS:
            _, most, inner = value
            piece = _sample(inner)
            if piece and (most is sre.MAXREPEAT or most >= _MANY):
                yield before, piece
            yield from _pumps(inner, before)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before)
        elif op in (sre.SUBPATTERN, sre.ASSERT, sre.ASSERT_NOT, sre.ATOMIC_GROUP):
            yield from _pumps(value if op is sre.ATOMIC_GROUP else value[-1], before)
        before += _one(op, value)


def _sample(tree: Any) -> str:
    return "".join(_one(op, value) for op, value in tree)


def _one(op: Any, value: Any) -> str:
    """Return a short text that one piece of an expression matches."""
    if op in _REPEATS:
        least, most, inner = value
        return _sample(inner) * max(least, min(1, most))
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.BRANCH:
        return _sample(value[1][0])
    if op in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        return _sample(value[-1] if op is sre.SUBPATTERN else value)
    if op is sre.IN:
        return _of_class(value)
    return "a" if op in (sre.ANY, sre.NOT_LITERAL) else ""  # what stands at a place takes no character


def _of_class(items: Any) -> str:
    if items[0][0] is sre.NEGATE:
        return next((c for c in "a 1-\n" if not any(_is_in(c, one) for one in items[1:])), "\u2603")
    op, value = items[0]
    return _LETTERS.get(value, "a") if op is sre.CATEGORY else chr(value[0] if op is sre.RANGE else value)


def _is_in(character: str, item: Any) -> bool:
    op, value = item
    if op is sre.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    if op is sre.LITERAL:
        return bool(ord(character) == value)
    return bool(_LETTERS.get(value) == character)


def slowest(
    pattern: re.Pattern[str], length: int, most: int, is_raw: bool, limit: float = 1.0
) -> tuple[float, str]:
    """Return the processor seconds of the slowest of the first `most` attacks, and that text.

    What takes longer than `limit` is cut off there and looked no further into. For the main thread alone.
    """
    before = signal.signal(signal.SIGVTALRM, _cut_off)
    worst = (0.0, "")
    try:
        for text in islice(attacks(pattern, length, is_raw), most):
            worst = max(worst, (_seconds(pattern, text, limit), text))
            if worst[0] >= limit:
                break
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return worst


def _seconds(pattern: re.Pattern[str], text: str, limit: float) -> float:
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        for _ in pattern.finditer(text):
            pass
    except _CutOffError:
        return max(limit, time.process_time() - begun)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


class _CutOffError(Exception):
    """The matcher, which looks for signals as it goes, took too long."""


def _cut_off(*_: object) -> None:
    raise _CutOffError
