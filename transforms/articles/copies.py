"""Which articles are copies of another, and which are later versions of one.

Candidates come from MinHash over runs of words (Broder, "On the resemblance and containment of documents",
1997), and each is verified on the runs themselves: a copy may be cut short, so it is the share of the
shorter text that counts. Thresholds stand in seeds/reading.yml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

from transforms.articles.rules import rules
from transforms.records import Article

_WORD = re.compile(r"\w+")
_SEED = 1  # of the hash functions: the same texts give the same candidates


@dataclass(frozen=True, slots=True)
class CopyLink:
    """What an article is a copy of, or a later version of; never both."""

    copy_of: str | None = None
    revision_of: str | None = None


def find_copies(articles: Iterable[Article]) -> dict[str, CopyLink]:
    """Return the links of those articles that are copies or revisions, by article_id.

    A revision has the address of an earlier article (or its outlet and title) and another text; it points
    to the first version. A copy has the text of an earlier article, whole or cut short; it points to the
    earliest of its group. Earlier is the day of publication, then the article_id; articles without a day
    come last. The order of `articles` does not matter.
    """
    ordered = sorted(articles, key=_when)
    texts = _Texts(ordered)
    revisions = dict(_revisions(ordered, texts))
    roots = _groups(len(ordered), (pair for pair in texts.copied_pairs() if not _is_version(pair, revisions)))
    links = {
        ordered[later].article_id: CopyLink(revision_of=ordered[first].article_id)
        for later, first in revisions.items()
    }
    for group in roots:
        first, *others = group
        for later in others:
            if later not in revisions:
                links[ordered[later].article_id] = CopyLink(copy_of=ordered[first].article_id)
    return links


class _Texts:
    """The runs of words of every article, and how much of one stands in another."""

    def __init__(self, articles: list[Article]) -> None:
        self._rules = rules()["copies"]
        self._words = [_WORD.findall(article.body.casefold()) for article in articles]
        self._runs = [_runs(words, self._rules["shingle"]) for words in self._words]

    def same(self, one: int, other: int) -> bool:
        """Return whether two texts have the same words."""
        return self._words[one] == self._words[other]

    def overlap(self, one: int, other: int) -> float:
        """Return which share of the shorter text's runs of words stands in the longer (0 to 1)."""
        a, b = self._runs[one], self._runs[other]
        return len(a & b) / min(len(a), len(b)) if a and b else 0.0

    def copied_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of positions, the smaller first, whose texts are the same article."""
        for one, other in sorted(self._candidates()):
            shorter, longer = sorted((len(self._runs[one]), len(self._runs[other])))
            if (
                shorter >= self._rules["shortest_share"] * longer
                and self.overlap(one, other) >= self._rules["containment"]
            ):
                yield one, other

    def _candidates(self) -> set[tuple[int, int]]:
        numbers = [n for n, runs in enumerate(self._runs) if len(runs) >= self._rules["fewest_shingles"]]
        index = RMinHashLSH(0.5, self._rules["permutations"], self._rules["bands"])
        hashes = []
        for number in numbers:
            minhash = RMinHash(self._rules["permutations"], _SEED)
            minhash.update(sorted(self._runs[number]))
            index.insert(number, minhash)
            hashes.append(minhash)
        found = zip(numbers, index.query_all(hashes), strict=True)
        return {(min(n, m), max(n, m)) for n, matches in found for m in matches if n != m}


def _revisions(articles: list[Article], texts: _Texts) -> Iterator[tuple[int, int]]:
    """Yield (later, first) for versions of one article."""
    by_address: dict[str, list[int]] = defaultdict(list)
    by_title: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if "://" in article.source_uri:
            by_address[_address(article.source_uri)].append(number)
        if article.outlet and article.title:
            by_title[article.outlet.casefold(), _plain(article.title)].append(number)
    least = rules()["copies"]["revision"]
    found: dict[int, int] = {}
    for numbers in by_address.values():
        first, *others = numbers
        found.update((later, first) for later in others if not texts.same(first, later))
    for numbers in by_title.values():
        for earlier, later in combinations(numbers, 2):
            if (
                later not in found
                and not texts.same(earlier, later)
                and texts.overlap(earlier, later) >= least
            ):
                found[later] = found.get(earlier, earlier)
    yield from sorted(found.items())


def _is_version(pair: tuple[int, int], revisions: dict[int, int]) -> bool:
    one, other = pair
    return revisions.get(one, one) == revisions.get(other, other)


def _groups(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected groups of two members or more, members ascending."""
    parent = list(range(size))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(size):
        members[root(number)].append(number)
    return [group for group in members.values() if len(group) > 1]


def _runs(words: list[str], length: int) -> set[str]:
    return {" ".join(words[n : n + length]) for n in range(len(words) - length + 1)}


def _address(url: str) -> str:
    """Return an address without what does not tell articles apart: scheme, fragment, tracking."""
    for pattern in rules()["copies"]["address_noise"]:
        url = re.sub(pattern, "", url, flags=re.IGNORECASE)
    return url.rstrip("/?&").casefold()


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _when(article: Article) -> tuple[bool, date, str]:
    return article.published_on is None, article.published_on or date.max, article.article_id
