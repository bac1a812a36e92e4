"""From scored readings to probabilities: monotone steps per slot, drawn towards the share of all slots.

Source: pool adjacent violators, Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under
Order Restrictions, 1972; smoothing as in Zadrozny and Elkan, ICML 2001.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

Scored = tuple[float, bool]  # a raw score, and whether the value was right

GROUP = 12  # readings a step rests on, at the least
PRIOR = 4.0  # readings that the share of all slots counts for
MOST, LEAST = 0.99, 0.05  # no table of a few hundred readings shows more


def steps(scored: Iterable[Scored], share: float) -> list[tuple[float, float]]:
    """Return (score from which on, probability), rising; `share` is the share right over all slots."""
    blocks = [(group[0][0], len(group), sum(right for _, right in group)) for group in _groups(scored)]
    rising: list[tuple[float, int, int]] = []
    for block in blocks:
        rising.append(block)
        while len(rising) > 1 and _smooth(rising[-2], share) >= _smooth(rising[-1], share):
            _start, count, right = rising.pop()
            before = rising.pop()
            rising.append((before[0], before[1] + count, before[2] + right))
    return [(round(block[0], 3), round(_smooth(block, share), 3)) for block in rising]


def _smooth(block: tuple[float, int, int], share: float) -> float:
    _start, count, right = block
    return min(MOST, max(LEAST, (right + PRIOR * share) / (count + PRIOR)))


def _groups(scored: Iterable[Scored]) -> list[Sequence[Scored]]:
    """Cut readings, ordered by score, into groups of `GROUP` or more; equal scores stay together."""
    groups: list[list[Scored]] = []
    for _, same in groupby(sorted(scored), key=lambda one: one[0]):
        if groups and len(groups[-1]) < GROUP:
            groups[-1] += same
        else:
            groups.append(list(same))
    if len(groups) > 1 and len(groups[-1]) < GROUP:
        last = groups.pop()
        groups[-1] += last
    return list(groups)
