"""The records that the transforms hand to each other, and nothing else: no behaviour, no storage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One document kept. Offsets everywhere count code points of `body`."""

    article_id: str
    source_name: str
    source_uri: str
    outlet: str | None
    title: str | None
    published_on: date | None
    body: str
    content_hash: str  # sha256 of the raw bytes it was read from (the file, or the JSON line)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One document or line that could not be read: a row of quality.quarantine."""

    source_name: str
    source_uri: str
    line: int | None
    reason: str
    detail: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A law-enforcement agency or other body, from the register or met in an article only."""

    agency_id: str
    ori: str | None
    name: str
    agency_type: str
    city: str | None
    county: str | None
    state: str | None
    is_registered: bool


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency named (or meant, as "police" in a one-city story) at `[start, end)` of a body."""

    start: int
    end: int
    text: str
    agency: Agency | None  # None: an agency is meant, but not one that can be told
    is_generic: bool  # "police", "deputies", "the department": resolved by the article's setting


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an article plays, as far as it can be told; each value with the span that says so."""

    city: str | None = None
    county: str | None = None  # full name as in the gazetteer, "Jackson County"
    state: str | None = None
    city_span: tuple[int, int] | None = None
    county_span: tuple[int, int] | None = None
    state_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person's name at `[start, end)`, without rank or title."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Person:
    """One person of an article: every mention, and what stands beside the name."""

    name: str  # the fullest form given anywhere in the article
    surname: str
    mentions: list[PersonMention] = field(default_factory=list)
    title: str | None = None  # as given: "Sgt.", "Police Chief", "spokeswoman"
    role: str | None = None  # a speaker_role of the contract, where title or apposition tells it
    organisation: str | None = None  # as given beside the name
    agency: Agency | None = None
    age: int | None = None
    age_span: tuple[int, int] | None = None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance attributed to somebody; `body[start:end]` equals `content`."""

    start: int
    end: int
    kind: str  # direct, indirect, written
    content: str
    speaker_name: str | None = None
    speaker_title: str | None = None
    speaker_role: str = "other"
    organisation: str | None = None
    agency: Agency | None = None
    hedge: str | None = None
    cue: str | None = None
    topic: str | None = None  # a code of statements.topic


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that an article asserts of one event, with the characters that say so.

    `entity` is None for the event itself, else `subject:0`, `harmed:0` (position in the event)
    or `agency:AGENCY_ID`. `value` is text in every slot: ISO dates, `true`/`false`, digits, codes.
    `confidence` is the probability that the value is right, `support` the raw score it was made from.
    """

    slot: str
    value: str
    start: int
    end: int
    entity: str | None = None
    modality: str = "asserted"  # asserted, alleged, unconfirmed, denied
    speaker_name: str | None = None
    confidence: float = 0.9
    support: float = 0.0


@dataclass(frozen=True, slots=True)
class EventMention:
    """One incident as one article tells it; the first of an article is its main one."""

    is_background: bool
    claims: tuple[Claim, ...]
    agencies: tuple[Agency, ...]  # those that the claims' entities name


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """Initials at `[start, end)` that name an agency of which the article does not tell which it is."""

    start: int
    end: int
    text: str
    candidates: tuple[str, ...]  # ids of the agencies known to bear them; those of the story's state first


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is read out of one article."""

    article_id: str
    is_relevant: bool
    relevance_score: float
    events: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    unresolved: tuple[UnresolvedName, ...] = ()
    extractor: str = "rules"
    extractor_version: str = "1"  # where results are kept, the fingerprint of the rules takes its place
