"""The rows of `resolutions`, and where each claim of an incident stands."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.incidents.amend import Outcome, correction_id
from transforms.incidents.corrections import Correction
from transforms.incidents.identity import content_id
from transforms.incidents.incident import Incident, Row
from transforms.incidents.ledger import Entry
from transforms.incidents.resolve import Decision, by_value, is_held
from warehouse.dictionary import table


def resolution_rows(incident: Incident) -> list[Row]:
    """Return the rows of `resolutions`: one a slot and entity, or value of it, that claims tell of."""
    entries = {entry.claim_id: entry for entry in incident.entries}
    return [_row(incident, decision, entries) for decision in incident.decisions.all]


def correction_rows(incidents: Iterable[Incident], corrections: Iterable[Correction]) -> list[Row]:
    """Return the rows of `corrections`: what each of them did, those without an incident too."""
    done = {
        one.correction: (incident.incident_id, one)
        for incident in incidents
        for one in incident.decisions.outcomes
    }
    return [_correction_row(one, *done.get(one, (None, Outcome(one, "no_incident")))) for one in corrections]


def _correction_row(one: Correction, incident_id: str | None, outcome: Outcome) -> Row:
    return {
        "correction_id": correction_id(one),
        "incident_id": incident_id,
        "incident_named": one.incident_id,
        "entity_id": outcome.entity_id,
        "entity_named": one.entity,
        "slot": one.slot,
        "expected": one.expect,
        "found": outcome.found,
        "value": one.value,
        "effect": outcome.effect,
        "reason": one.reason,
        "source": one.source,
        "decided_by": one.decided_by,
        "decided_on": one.decided_on,
        "file": one.file,
        "line": one.line,
    }


def standings(incident: Incident) -> dict[str, tuple[str, str]]:
    """Return the resolution_id and the standing of each claim by its claim_id."""
    return {
        claim_id: (resolution_id(incident, decision), standing)
        for decision in incident.decisions.all
        for claim_id, standing in decision.standings.items()
    }


def resolution_id(incident: Incident, decision: Decision) -> str:
    """Return the id of a resolution."""
    return content_id("res", incident.incident_id, decision.entity_id, decision.slot, decision.told)


def _row(incident: Incident, decision: Decision, entries: dict[str, Entry]) -> Row:
    told = [(entries[claim_id], standing) for claim_id, standing in decision.standings.items()]
    agreeing = {entry.mention.source for entry, standing in told if standing in {"chosen", "agrees"}}
    return {
        "resolution_id": resolution_id(incident, decision),
        "incident_id": incident.incident_id,
        "entity_id": decision.entity_id,
        "slot": decision.slot,
        "value": decision.value,
        "status": decision.status,
        "rule": decision.rule,
        "dispute": decision.dispute,
        "reason": _reason(decision, told),
        "claim_id": decision.chosen.claim_id if decision.chosen is not None else None,
        "source_count": len(agreeing),
        "dissenting_count": sum(standing == "dissents" for _, standing in told),
        "correction_id": correction_id(decision.correction) if decision.correction is not None else None,
    }


def _reason(decision: Decision, told: list[tuple[Entry, str]]) -> str:
    """Return rule and dispute in words, with the number of sources of each value where there are several."""
    if decision.correction is not None:
        return f"{decision.correction.reason} ({decision.correction.source})"
    columns = table("resolutions").columns
    reason = (columns["rule"].codes or {})[decision.rule]
    values = by_value(entry for entry, standing in told if standing != "set_aside" and is_held(entry))
    if len(values) > 1:
        sources = {value: len({e.mention.source for e in entries}) for value, entries in values.items()}
        ranked = sorted(sources, key=lambda value: (value != decision.value, -sources[value], value))
        reason += f" (sources: {', '.join(f'{value} {sources[value]}' for value in ranked)})"
    if decision.dispute is not None:
        reason += f". Disputed: {(columns['dispute'].codes or {})[decision.dispute]}"
    return f"{reason}."
