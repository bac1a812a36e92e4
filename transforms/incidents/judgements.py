"""Decisions of a person on whether two events of two articles are one incident: `seeds/judgements/*.yml`.

They win over every rule, so they are read strictly: whatever is odd or contradicts another judgement stops
the run with file and line. An article that is not in the house is no fault, the judgement waits for it. An
event is named by its position in the article and by what it tells there; where the article tells something
else at that position, the judgement is stale and decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import yaml

from transforms.records import Article
from warehouse.seeds import seeds_root

EventKey = tuple[str, int]  # article_id, position of the event in the article
Pair = tuple[EventKey, EventKey]  # the smaller first
_FOLDER = "seeds/judgements"
OUTCOMES = ("linked", "apart")
_FIELDS = {"outcome", "events", "reason", "by", "on"}


class JudgementError(ValueError):
    """A judgement that cannot be read or contradicts another: the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a judgement names it: by `article_id` or `source_uri`, and its position from 0.

    `expect` is what the article tells there, as `Mention.told` has it.
    """

    reference: str
    value: str
    position: int
    expect: str

    @property
    def named(self) -> str:
        """The event in words."""
        return f"event {self.position} of {self.value}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, with its file and the line at which it begins there."""

    is_linked: bool
    events: tuple[Event, Event]
    reason: str
    by: str
    on: date
    file: str
    line: int

    @property
    def where(self) -> str:
        """File and line in words."""
        return f"{self.file}, line {self.line}"


@cache
def load_judgements(folder: Path | None = None) -> tuple[Judgement, ...]:
    """Return the judgements of every `.yml` file of a folder, by default `seeds/judgements`.

    Raises JudgementError with file and line for what is not as the README of that folder has it.
    """
    root = folder or seeds_root() / "judgements"
    return tuple(judgement for path in sorted(root.glob("*.yml")) for judgement in _read(path))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a judgement met: for each of its two events those there are by key, with what each tells.

    An event that its article does not tell is there with None; an article that is not here has no event.
    """

    judgement: Judgement
    events: tuple[dict[EventKey, str | None], dict[EventKey, str | None]]

    @property
    def effect(self) -> str:
        """What the judgement does: a code of `judgements.effect`."""
        if not all(self.events):
            return "waiting"
        return "applied" if all(self.matching) else "stale"

    @property
    def matching(self) -> tuple[list[EventKey], list[EventKey]]:
        """The events that tell what the judgement expects."""
        first, second = (
            [key for key, told in found.items() if told == event.expect]
            for event, found in zip(self.judgement.events, self.events, strict=True)
        )
        return first, second


def findings_on(
    judgements: Iterable[Judgement], articles: Iterable[Article], told: Mapping[EventKey, str]
) -> list[Finding]:
    """Return what each judgement meets among articles; `told` is what each event tells."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article in articles:
        by_name["article_id", article.article_id].append(article.article_id)
        by_name["source_uri", article.source_uri].append(article.article_id)
    found = []
    for judgement in judgements:
        first, second = (
            {
                (article_id, event.position): told.get((article_id, event.position))
                for article_id in sorted(by_name.get((event.reference, event.value), ()))
            }
            for event in judgement.events
        )
        found.append(Finding(judgement, (first, second)))
    return found


def verdicts_of(findings: Iterable[Finding]) -> dict[Pair, Judgement]:
    """Return what was decided on pairs of events, by those judgements that are not stale.

    Raises JudgementError where two judgements contradict each other, directly or by way of others.
    """
    found: dict[Pair, Judgement] = {}
    for finding in findings:
        for one, other in product(*finding.matching):
            _add(found, finding.judgement, one, other)
    _check_consistent(found)
    return found


def _add(found: dict[Pair, Judgement], judgement: Judgement, one: EventKey, other: EventKey) -> None:
    if one[0] == other[0]:
        raise JudgementError(
            f"{judgement.where}: both events are of article {one[0]}, whose events are always apart. "
            "Name two articles."
        )
    pair = (min(one, other), max(one, other))
    known = found.setdefault(pair, judgement)
    if known.is_linked != judgement.is_linked:
        raise JudgementError(
            f"{judgement.where} contradicts {known.where} on the same two events. Delete one of them."
        )


def _check_consistent(verdicts: Mapping[Pair, Judgement]) -> None:
    """Raise JudgementError where events said to be linked, through others, are said or known to be apart."""
    group: dict[EventKey, frozenset[EventKey]] = {}
    linked = [pair for pair, judgement in verdicts.items() if judgement.is_linked]
    for one, other in linked:
        joined = group.get(one, frozenset({one})) | group.get(other, frozenset({other}))
        group |= dict.fromkeys(joined, joined)
    for (one, other), judgement in verdicts.items():
        if not judgement.is_linked and other in group.get(one, ()):
            chain = ", ".join(sorted({verdicts[pair].where for pair in linked if pair[0] in group[one]}))
            raise JudgementError(
                f"{judgement.where} sets apart two events that other judgements link, by way of a third: "
                f"{chain}. Delete one of them."
            )
    for members in set(group.values()):
        for one, other in combinations(sorted(members), 2):
            if one[0] == other[0]:
                wheres = ", ".join(sorted({verdicts[p].where for p in linked if p[0] in members}))
                raise JudgementError(
                    f"{wheres}: together these link two events of article {one[0]}, whose events are always "
                    "apart. Delete one of them."
                )


def _read(path: Path) -> list[Judgement]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise JudgementError(f"{_FOLDER}/{path.name}: this is not YAML: {error}") from error
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise JudgementError(
            f"{_FOLDER}/{path.name}: a list of judgements is wanted, each beginning with a dash."
        )
    return [_judgement(f"{_FOLDER}/{path.name}", node) for node in root.value]


def _judgement(file: str, node: yaml.Node) -> Judgement:
    line = node.start_mark.line + 1
    where = f"{file}, line {line}"
    fields = _mapping(where, node, _FIELDS)
    outcome, events, day = fields["outcome"], fields["events"], fields["on"]
    if outcome not in OUTCOMES:
        raise JudgementError(f"{where}: outcome is {outcome!r}; write linked or apart.")
    if not isinstance(events, yaml.SequenceNode) or len(events.value) != 2:
        raise JudgementError(
            f"{where}: events wants two, each with article_id or source_uri, position and expect."
        )
    if type(day) is not date:
        raise JudgementError(f"{where}: on is {day!r}; write a day, as 2024-06-01.")
    for name in ("reason", "by"):
        if not isinstance(fields[name], str) or not fields[name].strip():
            raise JudgementError(f"{where}: {name} is empty; write it in words.")
    first, second = (_event(where, one) for one in events.value)
    if first == second:
        raise JudgementError(f"{where}: both events are the same. Name two.")
    return Judgement(outcome == "linked", (first, second), fields["reason"], fields["by"], day, file, line)


def _event(where: str, node: yaml.Node) -> Event:
    named = {key.value for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
    reference = "source_uri" if "source_uri" in named else "article_id"
    fields = _mapping(where, node, {reference, "position", "expect"})
    value, position, expect = fields[reference], fields["position"], fields["expect"]
    if not isinstance(value, str) or not value:
        raise JudgementError(f"{where}: {reference} is {value!r}; write it as text, in quotation marks.")
    if type(position) is not int or position < 0:
        raise JudgementError(f"{where}: position is {position!r}; write 0 for the first event of an article.")
    if not isinstance(expect, str) or not expect.strip():
        raise JudgementError(
            f"{where}: expect is {expect!r}; write day, place and person as `uof review` prints them."
        )
    return Event(reference, value, position, " ".join(expect.split()))


def _mapping(where: str, node: yaml.Node, wanted: set[str]) -> dict[str, Any]:
    """Return the fields of a node, exactly those wanted, each once; a list stays the node it is."""
    if not isinstance(node, yaml.MappingNode):
        raise JudgementError(f"{where}: fields are wanted: {', '.join(sorted(wanted))}.")
    names = [key.value for key, _ in node.value]
    odd = [*sorted(set(names) ^ wanted), *sorted({name for name in names if names.count(name) > 1})]
    if odd:
        raise JudgementError(
            f"{where}: {', '.join(odd)} is missing, unknown or there twice; "
            f"wanted, once each: {', '.join(sorted(wanted))}."
        )
    read = yaml.SafeLoader("")
    return {
        key.value: value if isinstance(value, yaml.SequenceNode) else read.construct_object(value, deep=True)
        for key, value in node.value
    }
