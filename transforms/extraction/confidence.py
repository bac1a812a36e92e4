"""How likely a claim is right: its raw score turned into a probability, by slot.

Each extractor scores its claims on a scale of its own (points of evidence, a share of votes). The table
in `seeds/extraction/confidence.yml` says how often values of a slot with such a score were right in the
annotated sets. It is made by `make calibration`, never by hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from transforms.extraction.lexicon import lexicon
from transforms.records import Claim

ALL = "all"  # the table of every slot together, for slots that are not annotated


def key_of(claim: Claim) -> str:
    """Return the row of the table a claim belongs to: `city`, `subject_armed`, `agency_role_used_force` …"""
    if claim.slot == "agency_role":
        return f"agency_role_{claim.value}"
    kind = (claim.entity or "").split(":")[0]
    return f"{kind}_{claim.slot}" if kind in {"subject", "harmed"} else claim.slot


def calibrated(claim: Claim) -> Claim:
    """Return a claim whose confidence is a probability; `support` keeps its raw score."""
    return replace(claim, support=claim.confidence, confidence=probability(key_of(claim), claim.confidence))


def probability(key: str, support: float) -> float:
    """Return the share of right values among those of a slot with such a score, 0 to 1."""
    table = lexicon("confidence")
    return step_of(table.get(key, table[ALL]), support)


def step_of(steps: Sequence[Sequence[float]], support: float) -> float:
    """Return the probability of the step that a score stands on; the first step holds for all below it."""
    at = bisect_right([start for start, _ in steps], support) - 1
    return float(steps[max(at, 0)][1])
