"""Short invented texts on how force by officers is told: from the word gate to the officer who used it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.extraction.actors import Cast
from transforms.extraction.agencies import find_agencies
from transforms.extraction.document import parse
from transforms.extraction.force import find_force
from transforms.extraction.gate import excerpts
from transforms.extraction.people import find_people
from transforms.extraction.places import read_setting
from transforms.extraction.relevance import is_foreign

PROBES = yaml.safe_load(Path(__file__).with_name("force_probes.yml").read_text(encoding="utf-8"))
HELD_READ = {True: 25, False: 27}  # of 33 texts with force and 29 without; the figures may only rise


def is_looked_at(probe: dict[str, Any]) -> bool:
    return int(hashlib.sha1(probe["id"].encode()).hexdigest(), 16) % 2 == 0


def read(text: str) -> tuple[set[str], set[str | None]]:
    """Return the types of force that a text tells of, and the words of who used it."""
    setting = read_setting(text, None, None)
    if not excerpts(text) or is_foreign(text, setting.state):
        return set(), set()
    doc = parse(text)
    mentions = find_agencies(text, setting)
    hits = find_force(doc, Cast(doc, find_people(doc, mentions)), mentions)
    return {h.force_type for h in hits}, {None if h.actor is None else doc[h.actor].text for h in hits}


LOOKED_AT = [probe for probe in PROBES if is_looked_at(probe) and "gap" not in probe]


@pytest.mark.parametrize("probe", LOOKED_AT, ids=[probe["id"] for probe in LOOKED_AT])
def test_force_is_read_where_it_is_told_and_nowhere_else(probe: dict[str, Any]) -> None:
    types, actors = read(probe["text"])
    expected = set(probe["force"])
    assert types == expected or (probe.get("any") and types and types <= expected)
    assert not probe.get("by") or actors & set(probe["by"])


@pytest.mark.parametrize("is_force", [True, False])
def test_of_the_texts_not_looked_at_no_fewer_are_read_right(is_force: bool) -> None:
    held = [probe for probe in PROBES if not is_looked_at(probe) and bool(probe["force"]) is is_force]
    right = sum(bool(read(probe["text"])[0]) is is_force for probe in held)
    assert right >= HELD_READ[is_force]
