"""The normal form of a rank or office: "Sgt." is sergeant, "Interim Police Chief" interim chief of police."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from warehouse.seeds import load_yaml, seeds_root

Key = tuple[str, ...]
_NOT_OF_A_PERSON = frozenset({"unit", "generic"})  # kinds of seeds/ranks.csv


@cache
def rank_of(title: str) -> str | None:
    """Return the normal form of a title as an article gives it; None where the rank list does not know it.

    Where "of", "in" or "for" something follows that the list does not have, the office alone counts. An
    abbreviation that stands for several ranks ("SA") has no normal form.
    """
    key = _key(title)
    if key in _no_titles():
        return None
    for last in range(len(key), 0, -1):
        if last < len(key) and key[last] not in {"of", "in", "for"}:
            continue
        found = _office(key[:last])
        if found is not None:
            return found
    return None


def _office(key: Key) -> str | None:
    """Return the normal form of words that end with a known office: the longest one decides."""
    for first in range(len(key)):
        office = _offices().get(key[first:])
        before = [_modifiers().get(word) for word in key[:first]]
        if office is not None and None not in before:
            return " ".join([*(word for word in before if word), office])
    last = _offices().get(key[-1:])
    return last if last in _seed()["whatever_before"] else None


@cache
def _offices() -> dict[Key, str]:
    """Return the normal form of every listed title, and of every abbreviation that stands for one alone."""
    same = {_key(form): normal for normal, forms in _seed()["same"].items() for form in [normal, *forms]}
    titles: dict[Key, str] = {}
    short: dict[Key, set[str]] = defaultdict(set)
    for title, abbreviations in _listed():
        normal = same.get(_key(title), title)
        titles[_key(title)] = normal
        for form in abbreviations:
            short[_key(form)].add(normal)
    only = {key: next(iter(normals)) for key, normals in short.items() if len(normals) == 1}
    return only | titles | same


def _listed() -> Iterator[tuple[str, list[str]]]:
    """Yield the titles that a person may bear, with their abbreviations."""
    with (seeds_root() / "ranks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] not in _NOT_OF_A_PERSON:
                yield row["title"], [form for form in row["abbreviations"].split(";") if form]
    for role in ("law_enforcement", "prosecutor", "government"):
        for title in load_yaml("extraction/people.yml")["titles"][role]:
            yield title, []


@cache
def _modifiers() -> dict[str, str]:
    """Return each word that may stand before an office with what it becomes, nothing if it is left out."""
    seed = _seed()
    words = {word: "" for form in seed["says_of_what"] for word in _key(form)}
    return words | {
        _key(form)[0]: normal for normal, forms in seed["makes_another"].items() for form in forms
    }


@cache
def _no_titles() -> frozenset[Key]:
    return frozenset(_key(form) for form in _seed()["no_title"])


def _seed() -> dict[str, Any]:
    return dict(load_yaml("titles.yml"))


def _key(form: str) -> Key:
    return tuple(re.findall(r"[\w'/-]+", form.lower().replace("’", "'")))
