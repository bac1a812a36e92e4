"""What of an extraction becomes no row of its own, counted before any of it is linked."""

from __future__ import annotations

from transforms.records import Extraction

_TOLD = frozenset({"asserted", "alleged"})


def claims_without_force(extraction: Extraction) -> int:
    """Return how many claims are of events of which no force is told: these are no incidents."""
    return sum(
        len(event.claims)
        for event in extraction.events
        if not any(claim.slot == "force_type" and claim.modality in _TOLD for claim in event.claims)
    )


def claims_repeated(extraction: Extraction) -> int:
    """Return how many claims of events with force say what another one says with the same characters."""
    repeated = 0
    for event in extraction.events:
        if any(claim.slot == "force_type" and claim.modality in _TOLD for claim in event.claims):
            said = {
                (one.entity, one.slot, one.value, one.modality, one.start, one.end, one.speaker_name)
                for one in event.claims
            }
            repeated += len(event.claims) - len(said)
    return repeated
