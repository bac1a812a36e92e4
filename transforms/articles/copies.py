"""Which articles are copies of another, and which are later versions of one.

Candidates share fingerprints (`fingerprints`) and were published within weeks of each other; each is verified
on runs of words: a copy may be cut short, so it is the share of the shorter text that counts; and a newsroom
may write its own beginning, so what follows it may suffice. Whether two articles are candidates depends on
these two alone. Thresholds stand in seeds/reading.yml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise, takewhile

from transforms.articles.fingerprints import Print, are_candidates, are_near, print_of
from transforms.articles.rules import rules
from transforms.records import Article

_WORD = re.compile(r"\w+")
_KEPT_RUNS = 512  # texts whose runs are kept at a time, some 30 kB each


@dataclass(frozen=True, slots=True)
class CopyLink:
    """What an article is a copy of, or a later version of; never both."""

    copy_of: str | None = None
    revision_of: str | None = None


def find_copies(articles: Iterable[Article]) -> dict[str, CopyLink]:
    """Return the links of those articles that are copies or revisions, by article_id.

    A revision has the address of an earlier article and another text, or its outlet and title, or its file,
    and a text that is partly the same; it points to the first version. A copy has the text of an earlier
    article, whole, cut short or under a new beginning; it points to the earliest of its group. Earlier is
    the day of publication, then the article_id; articles without a day come last. The order of `articles`
    does not matter.
    """
    ordered = sorted(articles, key=_when)
    if len(ordered) < 2:
        return {}
    texts = _Texts(ordered)
    first_version = {
        number: group[0] for group in _groups(len(ordered), _versions(ordered, texts)) for number in group
    }
    copied = [
        (one, other)
        for one, other in texts.copied_pairs()
        if texts.same(one, other) or first_version.get(one, one) != first_version.get(other, other)
    ]
    links = {
        later: CopyLink(copy_of=ordered[first].article_id)
        for first, *others in _groups(len(ordered), copied)
        for later in others
    } | {
        later: CopyLink(revision_of=ordered[first].article_id)
        for later, first in first_version.items()
        if not texts.same(first, later)
    }
    return {ordered[number].article_id: link for number, link in links.items()}


class _Texts:
    """How much of one article stands in another. Runs of words are made when needed: all fill memory."""

    def __init__(self, articles: list[Article]) -> None:
        self._rules = rules()["copies"]
        self._articles = articles
        self._bodies = [article.body for article in articles]
        self._runs = lru_cache(maxsize=_KEPT_RUNS)(self._made_runs)

    def same(self, one: int, other: int) -> bool:
        """Return whether two texts have the same words."""
        return _words(self._bodies[one]) == _words(self._bodies[other])

    def overlap(self, one: int, other: int) -> float:
        """Return which share of the shorter text's runs of words stands in the longer (0 to 1)."""
        a, b = self._runs(one), self._runs(other)
        return len(a & b) / min(len(a), len(b)) if a and b else 0.0

    def copied_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of positions, the smaller first, whose texts are the same article."""
        for one, other in sorted(self._candidates()):
            shorter, longer = sorted((len(self._runs(one)), len(self._runs(other))))
            is_comparable = shorter >= self._rules["shortest_share"] * longer
            if is_comparable and (
                self.overlap(one, other) >= self._rules["containment"] or self._has_new_lead(one, other)
            ):
                yield one, other

    def _has_new_lead(self, one: int, other: int) -> bool:
        """Return whether another newsroom ran the story within days, with another beginning only.

        A newsroom's own follow-up also repeats what it wrote, so the same outlet or site does not count.
        """
        rules, (a, b) = self._rules, (self._articles[one], self._articles[other])
        is_elsewhere = any(x and y and x != y for x, y in ((_outlet(a), _outlet(b)), (_site(a), _site(b))))
        is_same = any(x and x == y for x, y in ((_outlet(a), _outlet(b)), (_site(a), _site(b))))
        if is_same or not is_elsewhere or a.published_on is None or b.published_on is None:
            return False
        if abs((a.published_on - b.published_on).days) > rules["lead_days"]:
            return False
        rests = [self._made_runs(number, after=rules["lead"]) for number in (one, other)]
        (rest, whole) = min(((rests[0], other), (rests[1], one)), key=lambda pair: len(pair[0]))
        share = len(rest & self._runs(whole)) / max(len(rest), 1)
        return len(rest) >= rules["fewest_shingles"] and share >= rules["containment"]

    def _candidates(self) -> set[tuple[int, int]]:
        prints = [print_of(article) for article in self._articles]
        same: dict[frozenset[int], list[int]] = defaultdict(list)
        sharing: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(prints):
            if one.marks:
                same[one.marks].append(number)
            for mark in one.marks:
                sharing[mark].append(number)
        met = {pair for numbers in same.values() for pair in pairwise(numbers)}
        met |= {pair for numbers in sharing.values() for pair in _near(numbers, prints)}
        return {(one, other) for one, other in met if are_candidates(prints[one], prints[other])}

    def _made_runs(self, number: int, after: int = 0) -> frozenset[str]:
        words, length = _words(self._bodies[number])[after:], self._rules["shingle"]
        return frozenset(" ".join(words[n : n + length]) for n in range(len(words) - length + 1))


def _near(numbers: list[int], prints: list[Print]) -> Iterator[tuple[int, int]]:
    """Yield the pairs published near each other. Numbers go by day: the first that is far ends a search."""
    dated = [number for number in numbers if prints[number].day is not None]
    for at, first in enumerate(dated):
        near = takewhile(lambda second: are_near(prints[first], prints[second]), dated[at + 1 :])  # noqa: B023
        yield from ((first, second) for second in near)
    for at, undated in enumerate(numbers[len(dated) :], start=len(dated)):
        yield from ((other, undated) for other in numbers[:at])


def version_names(article: Article) -> list[tuple[str, ...]]:
    """Return what versions of an article share: an address, or outlet and title, or a file."""
    if "://" in article.source_uri:
        names: list[tuple[str, ...]] = [("address", _address(article.source_uri))]
    else:
        names = [("file", article.source_uri)]
    if article.outlet and article.title:
        names.append(("title", article.outlet.casefold(), " ".join(_words(article.title))))
    return names


def _versions(articles: list[Article], texts: _Texts) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions, the smaller first, that are versions of one article."""
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for name in version_names(article):
            by_name[name].append(number)
    least = rules()["copies"]["revision"]
    for (kind, *_), numbers in by_name.items():
        if kind == "address":
            first, *others = numbers
            yield from ((first, later) for later in others)
            continue
        for earlier, later in combinations(numbers, 2):
            if not texts.same(earlier, later) and texts.overlap(earlier, later) >= least:
                yield earlier, later


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


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _outlet(article: Article) -> str:
    return (article.outlet or "").casefold()


def _site(article: Article) -> str:
    """Return the host of an article's address, "" where it has none."""
    return _address(article.source_uri).partition("/")[0] if "://" in article.source_uri else ""


def _address(url: str) -> str:
    """Return an address without what does not tell articles apart: scheme, fragment, tracking."""
    for pattern in rules()["copies"]["address_noise"]:
        url = re.sub(pattern, "", url, flags=re.IGNORECASE)
    return url.rstrip("/?&").casefold()


def _when(article: Article) -> tuple[bool, date, str]:
    return article.published_on is None, article.published_on or date.max, article.article_id
