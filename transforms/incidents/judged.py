"""The rows of `judgements`: what persons decided on pairs of reports, and what became of each decision."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from transforms.incidents import corpus
from transforms.incidents.identity import content_id
from transforms.incidents.judgements import Event, EventKey, Finding, Judgement

Row = dict[str, Any]


def judgement_rows(findings: Iterable[Finding]) -> list[Row]:
    """Return the rows of the judgements that met an article of theirs."""
    return [_row(finding) for finding in findings if any(finding.events)]


def judgements_of_none(done: Set[str]) -> list[Row]:
    """Return the rows of the judgements that no island made, whose ids are `done`: they wait."""
    rows = [_row(Finding(one, ({}, {}))) for one in corpus.load_judgements()]
    return [row for row in rows if row["judgement_id"] not in done]


def _row(finding: Finding) -> Row:
    one = finding.judgement
    (first, second), (told, other_told) = one.events, finding.events
    return {
        "judgement_id": _id(one),
        "outcome": "linked" if one.is_linked else "apart",
        "event_named": first.named,
        "expected": first.expect,
        "found": _found(first, told),
        "other_event_named": second.named,
        "other_expected": second.expect,
        "other_found": _found(second, other_told),
        "effect": finding.effect,
        "reason": one.reason,
        "decided_by": one.by,
        "decided_on": one.on,
        "file": one.file,
        "line": one.line,
    }


def _found(event: Event, told: dict[EventKey, str | None]) -> str | None:
    """Return what is expected where any version of the article tells it, else what the first one tells."""
    values = list(told.values())
    return event.expect if event.expect in values else next(iter(values), None)


def _id(one: Judgement) -> str:
    events = [part for event in one.events for part in (event.value, event.position, event.expect)]
    return content_id("jud", one.is_linked, *events, one.by, one.on)
