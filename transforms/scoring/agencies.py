"""How well agencies are resolved: those that an annotation names, against those that are read in its article.

An annotation names an agency as `Official Name, ST`, without an identifier. Which one of the register that
is, is told here without the look-ups of extraction: by the official name alone, letter for letter but for
case, punctuation, "St." for "Saint" and the two words for a sheriff's body, in that state. A name that none
or several there bear is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from transforms.records import Agency
from warehouse.seeds import seeds_root

RIGHT, WRONG, OPEN = "right", "wrong", "open"


@dataclass(frozen=True, slots=True)
class Judged:
    """An agency that an annotation names: its identifier, what became of it, what was read in its place."""

    doc_id: str
    named: str
    agency_id: str
    agency_type: str
    verdict: str
    read: tuple[str, ...] = ()


def named_agencies(annotation: Mapping[str, Any]) -> list[str]:
    """Return the agencies that one annotation names, in every part and as employers, each once."""
    found: dict[str, None] = {}
    for incident in annotation.get("incidents") or []:
        for part in ("agencies_force", "agencies_investigating", "agencies_other"):
            found |= dict.fromkeys(incident.get(part) or [])
    for statement in annotation.get("statements") or []:
        if statement.get("organisation"):
            found[statement["organisation"]] = None
    return list(found)


def registered(named: str) -> str | None:
    """Return the identifier of the one agency of the register that an annotation's name is, else None."""
    name, _, state = named.rpartition(", ")
    found = _official().get((_plain(name), state), ())
    return found[0] if len(found) == 1 else None


def judge(doc_id: str, annotation: Mapping[str, Any], met: Iterable[Agency]) -> Iterator[Judged]:
    """Yield the verdict on each agency of the register that an annotation names.

    `met` are the agencies that were read in its article. One that is not among them is wrong where an agency
    of its type was read that the annotation does not name (that may have taken its place), else open.
    """
    expected = {named: registered(named) for named in named_agencies(annotation)}
    known = {agency_id for agency_id in expected.values() if agency_id is not None}
    found = {agency.agency_id: agency for agency in met}
    odd = [agency for agency in found.values() if agency.is_registered and agency.agency_id not in known]
    for named, agency_id in expected.items():
        if agency_id is None:
            continue
        kind = _types()[agency_id]
        instead = tuple(f"{a.name}, {a.state}" for a in odd if a.agency_type == kind)
        verdict = RIGHT if agency_id in found else WRONG if instead else OPEN
        yield Judged(doc_id, named, agency_id, kind, verdict, () if verdict == RIGHT else instead)


def shares(judged: Iterable[Judged]) -> dict[str, float | None]:
    """Return the share of each verdict; none where nothing is judged."""
    counts = Counter(one.verdict for one in judged)
    total = counts.total()
    return {verdict: counts[verdict] / total if total else None
            for verdict in (RIGHT, WRONG, OPEN)}  # fmt: skip


def _plain(name: str) -> str:
    words = re.sub(r"[^\w ]", "", name.lower().replace("-", " "))
    words = re.sub(r"\bst\b", "saint", words)
    return re.sub(r"\bsheriffs department$", "sheriffs office", " ".join(words.split()))


@cache
def _rows() -> pl.DataFrame:
    columns = ["agency_id", "name", "state", "agency_type"]
    return pl.read_parquet(seeds_root() / "register" / "agencies.parquet", columns=columns)


@cache
def _types() -> dict[str, str]:
    return dict(_rows().select("agency_id", "agency_type").iter_rows())


@cache
def _official() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for agency_id, name, state in _rows().select("agency_id", "name", "state").iter_rows():
        found[_plain(name), state].append(agency_id)
    return found
