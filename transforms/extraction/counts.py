"""What of an extraction becomes no row of its own, counted before any of it is linked."""

from __future__ import annotations

from transforms.extraction.modality import ALLEGED, ASSERTED
from transforms.records import EventMention, Extraction


def claims_without_force(extraction: Extraction) -> int:
    """Return how many claims are of events of which no force is told: these are no incidents."""
    return sum(len(event.claims) for event in extraction.events if not _has_force(event))


def claims_repeated(extraction: Extraction) -> int:
    """Return how many claims of events with force say what another one says with the same characters."""
    repeated = 0
    for event in filter(_has_force, extraction.events):
        said = {
            (one.entity, one.slot, one.value, one.modality, one.start, one.end, one.speaker_name)
            for one in event.claims
        }
        repeated += len(event.claims) - len(said)
    return repeated


def _has_force(event: EventMention) -> bool:
    return any(one.slot == "force_type" and one.modality in {ASSERTED, ALLEGED} for one in event.claims)
