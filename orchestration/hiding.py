"""What a comparison tells, with names hidden: an earlier database may name whom a later one does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from functools import partial
from typing import Any

from orchestration.diff import Change, Difference

Hide = Callable[[str, tuple[str, ...]], str]


def hidden(found: Difference, hide: Hide) -> Difference:
    """Return a comparison whose texts went through `hide`, with all texts of their record, ids too."""
    told: dict[str, list[Any]] = {}
    for one in fields(Difference):
        told[one.name] = []
        for record in getattr(found, one.name):
            values = asdict(record) if isinstance(record, Change) else record
            scopes = tuple(_texts(values))
            done = _walked(values, partial(_with, hide, scopes))
            told[one.name].append(Change(**done) if isinstance(record, Change) else done)
    return Difference(**told)


def _with(hide: Hide, scopes: tuple[str, ...], text: str) -> str:
    return hide(text, scopes)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _walked(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, change) for one in value]
    return value
