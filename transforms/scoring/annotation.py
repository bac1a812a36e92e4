"""Annotations: one JSON object a document, one line each, as the annotation guide describes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from transforms.scoring.told import (
    EVENT_SLOTS,
    HARMED_SLOTS,
    SUBJECT_SLOTS,
    Document,
    Incident,
    Utterance,
)
from warehouse.seeds import load_yaml

NOT_FOUND = -1


class AnnotationError(ValueError):
    """A line that is no annotation; the message names the file's line and what is missing."""


def read_annotations(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield each annotation. Raises AnnotationError naming the line that is none."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise AnnotationError(f"line {number}: not JSON ({error.msg})") from None
        missing = {"doc_id", "relevant"} - row.keys() if isinstance(row, dict) else {"doc_id", "relevant"}
        if missing:
            raise AnnotationError(f"line {number}: {' and '.join(sorted(missing))} missing")
        yield row


def annotated(row: dict[str, Any], body: str) -> Document:
    """Return one annotation in the scorer's shape; `body` is where its statements are looked up."""
    document = Document(row["doc_id"], bool(row["relevant"]))
    document.incidents = [_incident(incident) for incident in row.get("incidents") or []]
    document.utterances = list(_utterances(row.get("statements") or [], body))
    return document


def _incident(raw: dict[str, Any]) -> Incident:
    codes = load_yaml("scoring.yml")["force_codes"]
    told = ((name, _text(raw.get(name))) for name in EVENT_SLOTS.values())
    return Incident(
        is_background=bool(raw.get("background")),
        values={name: value for name, value in told if value is not None and value != "unknown"},
        force_types={codes.get(code, code) for code in raw.get("force_types", [])},
        agencies_force=set(raw.get("agencies_force", [])),
        agencies_investigating=set(raw.get("agencies_investigating", [])),
        subjects=[_person(person, SUBJECT_SLOTS) for person in raw.get("subjects", [])],
        others_harmed=[
            _person(person | {"harmed_by": person.get("by")}, HARMED_SLOTS)
            for person in raw.get("others_harmed", [])
        ],
        is_agency_certain=raw.get("force_agency_certain", True) is not False,
    )


def _harmed(raw: dict[str, Any]) -> dict[str, Any]:
    return raw | {"harmed_by": raw.get("by")}


def _person(raw: dict[str, Any], slots: tuple[str, ...]) -> dict[str, str]:
    values = ((slot, _text(raw.get(slot))) for slot in slots)
    return {slot: value for slot, value in values if value is not None and value != "unknown"}


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _utterances(statements: list[dict[str, Any]], body: str) -> Iterator[Utterance]:
    """Place each statement by its first words; the same words twice stand for two places in turn."""
    taken: set[int] = set()
    for statement in statements:
        start = _find(body, statement["starts"], taken)
        taken.add(start)
        yield Utterance(
            kind="indirect" if statement["kind"] == "indirect" else "direct",
            start=start,
            speaker=statement.get("speaker"),
            organisation=statement.get("organisation"),
            hedge=statement.get("hedge"),
        )


def _find(body: str, words: str, taken: set[int]) -> int:
    start = body.find(words)
    while start in taken and start != NOT_FOUND:
        start = body.find(words, start + 1)
    return start if start != NOT_FOUND else body.find(words)
