"""Corrections that people decided, read strictly: what is unknown, missing or of a wrong kind raises.

A file of `seeds/corrections/` is a list. An entry names incident, entity, slot, the value expected before and
the value that is right, with reason, source, person and day. What it changes is for `decisions` to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from transforms.incidents.slots import (
    DEVELOPMENT_SLOTS,
    EVENT_SLOTS,
    HARMED_SLOTS,
    PLACE_SLOTS,
    SEVERAL_SLOTS,
    SUBJECT_SLOTS,
)
from warehouse.dictionary import Column, table
from warehouse.seeds import load_yaml

_EVENT = ("occurred_on", *PLACE_SLOTS, *EVENT_SLOTS)
_SUBJECT = (*SUBJECT_SLOTS, "armed_basis")
_OF_EVENT = (*_EVENT, "force_type", *DEVELOPMENT_SLOTS)
_REQUIRED = frozenset({"incident", "slot", "expect", "value", "reason", "source", "by", "on"})
_MAY_BE_NULL = frozenset({"expect", "value"})
_INCIDENT = re.compile(r"inc-[0-9a-f]{16}")
_PERSON = re.compile(r"(?:sub|per)-[0-9a-f]{16}")
_NULL = "tag:yaml.org,2002:null"
_TRUTH = "tag:yaml.org,2002:bool"


class CorrectionError(ValueError):
    """A file of corrections is wrong; the message names file and line and says what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One value that a person corrected. `value` None withdraws, `expect` None says that there was none.

    Of slot `exists` the value is the entity itself: a person force was used on.
    """

    incident_id: str
    entity: str | None  # as written: an id, the name of a person, or the name of an agency
    slot: str
    expect: str | None
    value: str | None
    reason: str
    source: str
    decided_by: str
    decided_on: date
    file: str
    line: int


def read_corrections(texts: Mapping[str, str]) -> tuple[Correction, ...]:
    """Return the corrections of files given as text by name, in the order in which they were decided.

    Raises CorrectionError for the first thing that is wrong.
    """
    found: list[Correction] = []
    for file, text in texts.items():
        found += _read_file(file, text)
    seen: dict[tuple[object, ...], Correction] = {}
    for one in found:
        key = (one.incident_id, one.entity, one.slot, one.expect if one.slot in SEVERAL_SLOTS else None)
        if (first := seen.setdefault(key, one)) is not one:
            raise CorrectionError(
                f"{one.file}, line {one.line}: corrects what {first.file}, line {first.line} corrects. "
                "Keep one."
            )
    return tuple(sorted(found, key=in_order))


def in_order(one: Correction) -> tuple[date, str, int]:
    """Return what corrections are sorted by: the day, then file and line."""
    return one.decided_on, one.file, one.line


def _read_file(file: str, text: str) -> list[Correction]:
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        raise CorrectionError(f"{file}{where}: is no YAML: {getattr(error, 'problem', error)}.") from None
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise _wrong(file, root, "the file must be a list of corrections, each with '- incident: …'")
    return [_read_entry(file, node) for node in root.value]


def _read_entry(file: str, node: yaml.Node) -> Correction:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(file, node, "a correction must be a mapping of keys to values")
    values: dict[str, str | None] = {}
    nodes: dict[str, yaml.Node] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if key not in _REQUIRED | {"entity"}:
            known = ", ".join(sorted(_REQUIRED | {"entity"}))
            raise _wrong(file, key_node, f"the key {key!r} is not known; there are {known}")
        if key in values:
            raise _wrong(file, key_node, f"{key} stands twice")
        values[key], nodes[key] = _scalar(file, key, value_node), value_node
    if missing := sorted(_REQUIRED - values.keys()):
        raise _wrong(file, node, f"the correction lacks {', '.join(missing)}")
    _check(file, nodes, values)
    text = {key: value or "" for key, value in values.items()}
    return Correction(
        text["incident"], values.get("entity"), text["slot"], values["expect"], values["value"],
        text["reason"], text["source"], text["by"], date.fromisoformat(text["on"]), file,
        node.start_mark.line + 1,
    )  # fmt: skip


def _scalar(file: str, key: str, node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        raise _wrong(file, node, f"{key} must be one value")
    if node.tag == _NULL:
        if key in _MAY_BE_NULL:
            return None
        raise _wrong(file, node, f"{key} must not be empty")
    text = str(node.value).strip()
    if not text:
        raise _wrong(file, node, f"{key} must not be empty; write null for no value")
    if node.tag == _TRUTH:
        return "true" if text.lower() in {"true", "yes", "on"} else "false"
    return " ".join(text.split())


def _check(file: str, nodes: Mapping[str, yaml.Node], values: Mapping[str, str | None]) -> None:
    incident, slot, entity = values["incident"] or "", values["slot"] or "", values.get("entity")
    if not _INCIDENT.fullmatch(incident):
        raise _wrong(file, nodes["incident"], f"{incident!r} is no incident_id (inc- and 16 hex digits)")
    if not _columns(slot) and slot not in _patterns():
        slots = ", ".join(dict.fromkeys([*_EVENT, *SEVERAL_SLOTS, *_SUBJECT, *HARMED_SLOTS, *_patterns()]))
        raise _wrong(file, nodes["slot"], f"{slot!r} is no slot that can be corrected; there are {slots}")
    is_of_event = slot in _OF_EVENT
    if is_of_event == (entity is not None):
        where = nodes["entity"] if entity is not None else nodes["slot"]
        what = (
            "is the event's own: leave entity out" if is_of_event else "needs an entity: a person or agency"
        )
        raise _wrong(file, where, f"{slot} {what}")
    if slot == "exists" and values["expect"] is None and _PERSON.fullmatch(entity or ""):
        raise _wrong(file, nodes["entity"], "a person who is added has no id yet: write the name")
    for key in ("expect", "value"):
        if (problem := _problem_of_slot(slot, values[key])) is not None:
            raise _wrong(file, nodes[key], f"{values[key]!r} is no value of {slot}: {problem}")
    if values["expect"] == values["value"]:
        raise _wrong(file, nodes["value"], "value and expect are the same: the correction changes nothing")
    if not _is_day(values["on"] or ""):
        raise _wrong(file, nodes["on"], f"{values['on']!r} is no day; write it as 2024-05-06")


def _columns(slot: str) -> list[Column]:
    """Return the columns of the tables that a slot fills, none for a slot that cannot be corrected."""
    places = {"incidents": _EVENT, "subjects": _SUBJECT, "others_harmed": HARMED_SLOTS,
              "force_uses": ("force_type",)}  # fmt: skip
    found = [table(name).columns[slot] for name, slots in places.items() if slot in slots]
    return [table("incident_agencies").columns["role"]] if slot == "agency_role" else found


def _patterns() -> Mapping[str, str]:
    """Return the pattern of the values of each slot that can be corrected and has no column."""
    return load_yaml("resolution.yml")["corrections"]["values"]


def _problem_of_slot(slot: str, value: str | None) -> str | None:
    if slot not in _patterns():
        problems = [_problem(column, value) for column in _columns(slot)]
        return problems[0] if all(problems) else None
    if value is None or re.fullmatch(_patterns()[slot], value):
        return None
    return f"it must have the form {_patterns()[slot]}, or be null"


def _problem(column: Column, value: str | None) -> str | None:
    """Return what is wrong with a value of a column, None where it is right."""
    if value is None:
        return None
    if value == "unknown":
        return "write null"
    if column.codes is not None:
        known = [code for code in column.codes if code != "unknown"]
        return None if value in known else f"it must be one of {', '.join(known)}, or null"
    if column.pattern is not None and not re.fullmatch(column.pattern, value):
        return f"it must have the form {column.pattern}"
    return _problem_of_type(column, value)


def _problem_of_type(column: Column, value: str) -> str | None:
    if column.type == "BOOLEAN" and value not in {"true", "false"}:
        return "it must be true, false or null"
    if column.type == "DATE" and not _is_day(value):
        return "it must be a day such as 2024-05-06, or null"
    return _problem_of_number(column, value) if column.type == "INTEGER" else None


def _problem_of_number(column: Column, value: str) -> str | None:
    low, high = column.minimum, column.maximum
    if not re.fullmatch(r"\d{1,9}", value):
        return "it must be a whole number, or null"
    if (low is not None and int(value) < low) or (high is not None and int(value) > high):
        return f"it must lie between {low} and {high}"
    return None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _wrong(file: str, node: yaml.Node, what: str) -> CorrectionError:
    return CorrectionError(f"{file}, line {node.start_mark.line + 1}: {what}.")
