"""Which claims a later version of their article takes back.

A page that is rewritten under one address is the publisher's word as it stands now. So of several versions
of an article that tell of an incident, the last one decides. A claim of an earlier version is superseded
where the last version says otherwise in its slot; or says nothing there, though it tells of the event or
person and is no mere note (it makes at least the share of claims that seeds/resolution.yml names). Some slots
only ever gain values: a kind of force or a person that is left out is not taken back, and an agency's part
only where the last version gives that part to others, or the agency another one.

A copy on another site goes with the version it was taken from: what is superseded there is superseded in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from transforms.incidents.ledger import Entry
from warehouse.seeds import load_yaml


def with_history(entries: Iterable[Entry], next_version: Mapping[str, str]) -> list[Entry]:
    """Return the claims of one incident, those that a later version of their article supersedes marked.

    `next_version` names the version of an article that follows it. Articles that have none and are no
    version are copies, or have no history.
    """
    told: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        told[entry.mention.article_id].append(entry)
    gone: dict[str, str] = {}
    by_source: dict[tuple[object, ...], str] = {}
    versions = {*next_version, *next_version.values()}
    for article_id, own in told.items():
        last = _last_telling(article_id, next_version, told)
        for entry in own if last != article_id else ():
            successor = _successor(entry, own, told[last])
            if successor is not None:
                gone[entry.claim_id] = successor.claim_id
                by_source[_said(entry)] = successor.claim_id
    for article_id, own in told.items():
        if article_id not in versions:
            gone |= {one.claim_id: by_source[_said(one)] for one in own if _said(one) in by_source}
    return [replace(entry, superseded_by=gone.get(entry.claim_id)) for own in told.values() for entry in own]


def _last_telling(article_id: str, next_version: Mapping[str, str], told: Mapping[str, object]) -> str:
    """Return the last version of an article that tells of the incident, itself where none does."""
    last = article_id
    while article_id in next_version:
        article_id = next_version[article_id]
        last = article_id if article_id in told else last
    return last


def _successor(entry: Entry, own: list[Entry], last: list[Entry]) -> Entry | None:
    """Return the claim of the last version that supersedes one of an earlier version, if any does."""
    slot, entity_id = entry.claim.slot, entry.entity_id
    same = [one for one in last if one.claim.slot == slot and one.entity_id == entity_id]
    if any(_is_same(one, entry) for one in same):
        return None
    seeds = load_yaml("resolution.yml")["revision"]
    if slot in seeds["only_gains"]:
        return None
    if slot == "agency_role":
        part = [one for one in last if one.claim.slot == slot and one.claim.value == entry.claim.value]
        return _best(same or part)
    if same or len(last) < seeds["rewritten_from"] * len(own):
        return _best(same)
    return _best(
        [one for one in last if one.claim.slot in seeds["only_gains"] and one.entity_id == entity_id]
    )


def _best(entries: list[Entry]) -> Entry | None:
    return min(entries, key=lambda one: (-one.claim.confidence, one.claim.start, one.claim_id), default=None)


def _is_same(one: Entry, other: Entry) -> bool:
    return one.claim.value == other.claim.value and one.claim.modality == other.claim.modality


def _said(entry: Entry) -> tuple[object, ...]:
    claim = entry.claim
    return entry.mention.source, claim.slot, entry.entity_id, claim.value, claim.modality
