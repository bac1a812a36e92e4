"""Event mentions of different articles become incidents: surest links first, none against strong evidence.

Constrained agglomeration: first what a person judged to be one, then pairs by falling score (ties by
identity, never by order of arrival); two groups join when no mention of one is plainly apart from a mention
of the other. A link that another group rivals, though the two groups cannot be one incident, is ambiguous and
is left open.

What comes of a mention depends on those alone that links join it to, at whatever remove.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.incidents.blocking import candidate_pairs
from transforms.incidents.evidence import Evidence, compare
from transforms.incidents.groups import Groups
from transforms.incidents.judgements import Judgement, Pair
from transforms.incidents.mentions import Mention
from warehouse.seeds import load_yaml


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions, by position, what speaks for and against them being one incident, and who decided."""

    first: int
    second: int
    evidence: Evidence
    judgement: Judgement | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it joins two mentions unless other mentions forbid it."""
        threshold = float(load_yaml("resolution.yml")["link"]["threshold"])
        return self.judgement is None and self.evidence.score >= threshold and not self.evidence.is_apart


def link(mentions: list[Mention], verdicts: Mapping[Pair, Judgement] | None = None) -> list[list[Mention]]:
    """Return the mentions grouped into incidents, each mention in one group.

    Groups and their members come in the order of `Mention.rank`, whatever the order given. `verdicts` are
    what persons decided on pairs of mentions, by their keys.
    """
    ordered = sorted(mentions, key=lambda mention: mention.key)
    return grouped(ordered, links_between(ordered, verdicts or {}))


def grouped(mentions: list[Mention], links: list[Link]) -> list[list[Mention]]:
    """Return mentions that lie in the order of their keys grouped along their links, as `link` does."""
    groups = Groups(mentions, load_yaml("resolution.yml")["link"]["margin"])
    for one in links:
        if one.judgement is not None:
            groups.judge(one.first, one.second, one.judgement.is_linked)
    sure = [(one.first, one.second, one.evidence) for one in links if one.is_sure]
    found = [sorted((mentions[at] for at in members), key=lambda m: m.rank) for members in groups.join(sure)]
    return sorted(found, key=lambda group: group[0].rank)


def links_between(mentions: list[Mention], verdicts: Mapping[Pair, Judgement]) -> list[Link]:
    """Return the links of mentions that lie in the order of their keys, the surest first.

    Links are pairs that reach the threshold or were judged; and, within the margin below it, those that
    share something which tells the event from others of its day and city, so that a person can decide.
    """
    at = {mention.key: position for position, mention in enumerate(mentions)}
    judged = {
        (at[one], at[other]): judgement
        for (one, other), judgement in verdicts.items()
        if one in at and other in at
    }
    found = []
    for first, second in {*candidate_pairs(mentions), *judged}:
        evidence, judgement = compare(mentions[first], mentions[second]), judged.get((first, second))
        if is_link(evidence) or judgement is not None:
            found.append(Link(first, second, evidence, judgement))
    return sorted(found, key=lambda one: (-one.evidence.score, one.first, one.second))


def is_link(evidence: Evidence) -> bool:
    """Tell whether a pair is a link by its evidence, whatever a person judged."""
    seeds = load_yaml("resolution.yml")["link"]
    margin = seeds["margin"] if evidence.identifies else 0.0
    return bool(evidence.score >= seeds["threshold"] - margin)
