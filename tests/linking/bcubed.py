"""B-cubed over event mentions (Bagga and Baldwin, "Entity-based cross-document coreferencing", 1998).

A mention is one event of one article. Those that were told and not found count against recall, those that
were found and not told against precision: nothing is left out of the count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(told: Mapping[Hashable, str], found: Mapping[Hashable, str]) -> BCubed:
    """Compare the incident of each mention as told with the one it was put in."""
    of_told, of_found = _clusters(told), _clusters(found)
    both = told.keys() & found.keys()
    shared = {one: len(of_told[told[one]] & of_found[found[one]]) for one in both}
    precision = sum(shared[one] / len(of_found[found[one]]) for one in both) / max(len(found), 1)
    recall = sum(shared[one] / len(of_told[told[one]]) for one in both) / max(len(told), 1)
    return BCubed(precision, recall)


def _clusters(labels: Mapping[Hashable, str]) -> dict[str, set[Hashable]]:
    clusters: dict[str, set[Hashable]] = defaultdict(set)
    for one, label in labels.items():
        clusters[label].add(one)
    return clusters
