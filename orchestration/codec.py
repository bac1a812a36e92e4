"""Extractions as text and back, for keeping them from run to run."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from transforms.records import Agency, Claim, EventMention, Extraction, Statement, UnresolvedName


def dump(extraction: Extraction) -> str:
    """Return an extraction as JSON."""
    return json.dumps(asdict(extraction), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Extraction:
    """Return the extraction that `dump` wrote. Raises TypeError or KeyError where its shape is another."""
    raw = json.loads(text)
    return Extraction(
        **raw
        | {
            "events": tuple(_event(event) for event in raw["events"]),
            "statements": tuple(_statement(statement) for statement in raw["statements"]),
            "unresolved": tuple(_unresolved(name) for name in raw["unresolved"]),
        }
    )


def _event(raw: dict[str, Any]) -> EventMention:
    claims = tuple(Claim(**claim) for claim in raw["claims"])
    agencies = tuple(Agency(**agency) for agency in raw["agencies"])
    return EventMention(**raw | {"claims": claims, "agencies": agencies})


def _statement(raw: dict[str, Any]) -> Statement:
    agency = Agency(**raw["agency"]) if raw["agency"] else None
    return Statement(**raw | {"agency": agency})


def _unresolved(raw: dict[str, Any]) -> UnresolvedName:
    return UnresolvedName(**raw | {"candidates": tuple(raw["candidates"])})
