"""The claims of an incident with what they belong to: their person or agency, speaker and statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.incidents.identity import content_id
from transforms.incidents.mentions import Mention, claim_id
from transforms.incidents.persons import Person
from transforms.records import Claim, Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of `claims`, before resolving."""

    claim_id: str
    mention: Mention
    claim: Claim
    entity_id: str | None
    statement_id: str | None
    speaker_name: str | None
    is_official: bool  # said by a named person or organisation
    superseded_by: str | None = None


def statement_id(article_id: str, statement: Statement) -> str:
    """Return the id of a statement: its article, its characters and who says it."""
    return content_id(
        "stm", article_id, statement.start, statement.end, statement.kind, statement.content,
        statement.speaker_name, statement.organisation,
    )  # fmt: skip


def entries_of(
    group: Iterable[Mention], persons: Iterable[Person], statements: Mapping[str, tuple[Statement, ...]]
) -> list[Entry]:
    """Return the claims of one incident, one entry per id; `statements` are those of each article."""
    members = list(group)
    owner = {
        (mention.key, figure.entity): person.person_id
        for person in persons
        for mention, figure in person.told
    }
    found: dict[str, Entry] = {}
    for mention in members:
        for claim in sorted(mention.claims, key=lambda claim: -claim.confidence):
            entry = _entry(mention, claim, owner, statements.get(mention.article_id, ()))
            found.setdefault(entry.claim_id, entry)
    return list(found.values())


def _entry(
    mention: Mention, claim: Claim, owner: Mapping[tuple[tuple[str, int], str], str],
    statements: tuple[Statement, ...],
) -> Entry:  # fmt: skip
    around = [one for one in statements if one.start <= claim.start and claim.end <= one.end]
    inner = min(around, key=lambda one: (one.end - one.start, one.start), default=None)
    speaker = claim.speaker_name or (inner.speaker_name if inner is not None else None)
    return Entry(
        claim_id(mention, claim),
        mention,
        claim,
        _entity_id(mention, claim, owner),
        statement_id(mention.article_id, inner) if inner is not None else None,
        speaker,
        speaker is not None or (inner is not None and inner.organisation is not None),
    )


def _entity_id(
    mention: Mention, claim: Claim, owner: Mapping[tuple[tuple[str, int], str], str]
) -> str | None:
    """Return the id of the person or agency; a person only denied or unconfirmed has one of its own."""
    if claim.entity is None:
        return None
    kind, _, name = claim.entity.partition(":")
    if kind == "agency":
        return name
    prefix = {"subject": "sub", "harmed": "per"}[kind]
    own = content_id(prefix, mention.article_id, mention.index, claim.entity)
    return owner.get((mention.key, claim.entity), own)
