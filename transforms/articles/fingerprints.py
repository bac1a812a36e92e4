"""Fingerprints of texts: few numbers an article, of which copies have many in common.

Of every few runs of words in a row the one with the least hash is kept (winnowing; Schleimer, Wilkerson and
Aiken 2003). Any passage of `run + window - 1` words that two texts share leaves a mark that both have, so no
copy with one such passage is missed. MinHash bands that meet texts cut to half also meet every two articles
of one press office: among 100,000 those are billions of pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from zlib import crc32

import numpy as np

from transforms.articles.rules import rules
from transforms.records import Article

_WORD = re.compile(r"\w+")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying by it loses no bits
_MIXED = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Print:
    """The marks of an article, none where it is too short to be called a copy, and when it was published."""

    marks: frozenset[int]  # 63 bits each
    day: date | None


@lru_cache(maxsize=2048)  # an article is held against several, soon after one another
def print_of(article: Article) -> Print:
    """Return the marks of an article. Equal words give equal marks, on any machine."""
    settings = rules()["copies"]
    words = _WORD.findall(article.body.casefold())
    run, window = settings["run"], settings["window"]
    if len(words) < settings["fewest_shingles"] + settings["shingle"] - 1:
        return Print(frozenset(), article.published_on)
    hashes = np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64)
    with np.errstate(over="ignore"):
        runs = np.zeros(len(words) - run + 1, np.uint64)
        for at in range(run):  # polynomial hash of each run, all runs at once
            runs = runs * _BASE + hashes[at : at + len(runs)]
        runs = (runs ^ (runs >> np.uint64(31))) * _MIXED
        runs = (runs ^ (runs >> np.uint64(29))) >> np.uint64(1)
    windows = np.lib.stride_tricks.sliding_window_view(runs, min(window, len(runs)))
    return Print(frozenset(int(mark) for mark in np.unique(windows.min(axis=1))), article.published_on)


def are_candidates(one: Print, other: Print) -> bool:
    """Tell whether two articles are worth comparing as copies. Symmetric."""
    if one.marks == other.marks:
        return bool(one.marks)
    shared = len(one.marks & other.marks)
    enough = least_share() * min(len(one.marks), len(other.marks))
    return shared > 0 and shared >= enough and are_near(one, other)


def are_near(one: Print, other: Print) -> bool:
    """Tell whether two articles were published near each other, as far as both days are known."""
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= days_apart()


@cache
def least_share() -> float:
    """Return which share of the fewer marks two candidates have in common (0 to 1)."""
    return float(rules()["copies"]["least_share"])


@cache
def days_apart() -> int:
    """Return how many days may lie between the publication of an article and of a retouched copy."""
    return int(rules()["copies"]["days_apart"])
