"""Event mentions of different articles become incidents: surest links first, none against strong evidence.

Constrained agglomeration: pairs are taken by falling score (ties by identity, never by order of arrival);
two groups join when no mention of one is plainly apart from a mention of the other. A link that another
group rivals, though the two groups cannot be one incident, is ambiguous and is left open.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from transforms.incidents.blocking import candidate_pairs
from transforms.incidents.evidence import Evidence, compare
from transforms.incidents.mentions import Mention
from warehouse.seeds import load_yaml


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions, by position, and what speaks for and against them being one incident."""

    first: int
    second: int
    evidence: Evidence


def link(mentions: list[Mention]) -> list[list[Mention]]:
    """Return the mentions grouped into incidents, each mention in one group.

    Groups and their members come in the order of `Mention.rank`, whatever the order given.
    """
    ordered = sorted(mentions, key=lambda mention: mention.key)
    return grouped(ordered, links_between(ordered))


def grouped(mentions: list[Mention], links: list[Link]) -> list[list[Mention]]:
    """Return mentions that lie in the order of their keys grouped along their links, as `link` does."""
    groups = _Groups(mentions, links)
    groups.join()
    found = [
        sorted((mentions[at] for at in members), key=lambda m: m.rank) for members in groups.members.values()
    ]
    return sorted(found, key=lambda group: group[0].rank)


def links_between(mentions: list[Mention]) -> list[Link]:
    """Return the links that reach the threshold, the surest first, of mentions in the order of keys."""
    seeds = load_yaml("resolution.yml")["link"]
    found = []
    for first, second in candidate_pairs(mentions):
        evidence = compare(mentions[first], mentions[second])
        if evidence.score >= seeds["threshold"] and not evidence.is_apart:
            found.append(Link(first, second, evidence))
    return sorted(found, key=lambda one: (-one.evidence.score, one.first, one.second))


class _Groups:
    """Groups of positions while they grow."""

    def __init__(self, mentions: list[Mention], links: list[Link]) -> None:
        seeds = load_yaml("resolution.yml")["link"]
        self._margin = seeds["margin"]
        self._mentions = mentions
        self._links = links
        self._group = list(range(len(mentions)))
        self.members: dict[int, list[int]] = {position: [position] for position in self._group}
        self._of: dict[int, list[Link]] = defaultdict(list)
        for one in links:
            self._of[one.first].append(one)
            self._of[one.second].append(one)
        self._known: dict[tuple[int, int], bool] = {}
        self._articles = {at: {mention.article_id} for at, mention in enumerate(mentions)}
        self._speakers = {at: {mention.facts: at} for at, mention in enumerate(mentions)}

    def join(self) -> None:
        """Join groups along the links, the surest first."""
        for one in self._links:
            left, right = self._group[one.first], self._group[one.second]
            if left == right or self._are_apart(left, right) or self._is_rivalled(one, left, right):
                continue
            keep, drop = min(left, right), max(left, right)
            self.members[keep] += self.members.pop(drop)
            self._articles[keep] |= self._articles.pop(drop)
            for position in self._speakers.pop(drop).values():
                self._let_speak(keep, position)
            for position in self.members[keep]:
                self._group[position] = keep

    def _let_speak(self, group: int, position: int) -> None:
        """Of mentions with the same facts the first published speaks: it can be apart from most."""
        speakers, mention = self._speakers[group], self._mentions[position]
        known = speakers.get(mention.facts)
        if known is None or mention.rank < self._mentions[known].rank:
            speakers[mention.facts] = position

    def _are_apart(self, left: int, right: int) -> bool:
        """Tell whether any mention of one group is apart from any of the other."""
        if not self._articles[left].isdisjoint(self._articles[right]):
            return True
        pairs = product(self._speakers[left].values(), self._speakers[right].values())
        return any(self._is_apart(a, b) for a, b in pairs)

    def _is_apart(self, a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = compare(self._mentions[pair[0]], self._mentions[pair[1]]).is_apart
        return self._known[pair]

    def _is_rivalled(self, one: Link, left: int, right: int) -> bool:
        """Tell whether either end fits a third group nearly as well that cannot be the same incident."""
        if one.evidence.identifies:
            return False
        return self._has_rival(one, one.first, right) or self._has_rival(one, one.second, left)

    def _has_rival(self, one: Link, end: int, target: int) -> bool:
        home = self._group[end]
        rivals = {
            self._group[other.second if other.first == end else other.first]
            for other in self._of[end]
            if other.evidence.score > one.evidence.score - self._margin
        }
        return any(self._are_apart(rival, target) for rival in rivals - {home, target})
