"""Islands: sets of articles closed under all that lets one article's rows depend on another's.

Two articles are joined where one is a copy or a version of the other, where a person judged events of both,
or where an event of one links to an event of the other. The rows of an island are the same whichever articles
of other islands there are: so the tables of all are those of each island, one after the other, and an article
that comes costs the islands it joins. Joined articles share a key, so they are found without comparing all.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from transforms.articles.copies import find_copies, version_names
from transforms.articles.fingerprints import print_of
from transforms.incidents.blocking import block_keys
from transforms.incidents.evidence import compare
from transforms.incidents.judgements import load_judgements
from transforms.incidents.link import is_link
from transforms.incidents.mentions import Mention, mentions_of
from transforms.records import Article, Extraction


@dataclass(frozen=True, slots=True)
class Keys:
    """What an article shares with those that it may be joined with; each key is a number of 63 bits.

    `marks` are the fingerprints of its text: copies share `least_share` of the fewer and are published near
    each other. `names` is what versions and copies word for word share, `bonds` what joins whoever shares it,
    `blocks` what linked events share, with whether the article is open there: of two that link, one is.
    """

    marks: frozenset[int]
    names: frozenset[int]
    bonds: frozenset[int]
    blocks: dict[int, bool]


def keys_of(article: Article, extraction: Extraction) -> Keys:
    """Return the keys of an article."""
    marks = print_of(article).marks
    names = {_number(name) for name in version_names(article)}
    names |= {_number(("text", *sorted(marks)))} if marks else set()
    bonds = {
        _number(("judged", *sorted((event.value, event.position) for event in judgement.events)))
        for judgement in load_judgements()
        if any(event.value == getattr(article, event.reference) for event in judgement.events)
    }
    blocks: dict[int, bool] = defaultdict(bool)
    for mention in events_of(article, extraction):
        for key, is_open in block_keys(mention).items():
            if key[0] != "source":  # copies and versions are joined by their texts
                blocks[_number(key)] |= is_open
    return Keys(marks, frozenset(names), frozenset(bonds), dict(blocks))


def events_of(article: Article, extraction: Extraction) -> list[Mention]:
    """Return the mentions of one article, as if it were its own source."""
    return mentions_of([article], [extraction], {})


def are_versions(one: Article, other: Article) -> bool:
    """Tell whether one of two articles is a copy or a version of the other."""
    return bool(find_copies([one, other]))


def have_links(some: Iterable[Mention], others: Iterable[Mention]) -> bool:
    """Tell whether an event of one article links to an event of another that is no copy of it."""
    return any(is_link(compare(one, other)) for one, other in product(some, others))


def connected(nodes: Iterable[Hashable], pairs: Iterable[tuple[Hashable, Hashable]]) -> Iterator[list]:
    """Yield the nodes in groups that pairs connect, each node in one."""
    above: dict[Hashable, Hashable] = {node: node for node in nodes}

    def root(node: Hashable) -> Hashable:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in pairs:
        above[root(one)] = root(other)
    groups: dict[Hashable, list] = defaultdict(list)
    for node in above:
        groups[root(node)].append(node)
    yield from groups.values()


def _number(key: Hashable) -> int:
    digest = hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
