"""One event of one article, brought to what linking compares and what resolving chooses from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from transforms.incidents.identity import content_id, first_told
from transforms.incidents.spots import Spot, spot_of
from transforms.records import Agency, Article, Claim, EventMention, Extraction

DATE_SLOTS = frozenset({"occurred_on", "occurred_from", "occurred_to", "date_precision", "date_basis"})
HELD = ("asserted", "alleged")  # what is unconfirmed or denied is kept as a claim and never becomes a value


@dataclass(frozen=True, slots=True)
class Figure:
    """A subject or another person harmed, as one article tells of the person."""

    entity: str  # "subject:0", "harmed:1": position in the event
    name: str | None
    age: int | None
    gender: str | None
    outcome: str | None
    armed: str | None


@dataclass(frozen=True)
class Mention:
    """One event as one article tells it; `source` is the article that copies and revisions go back to."""

    article_id: str
    index: int
    published_on: date | None
    is_background: bool
    source: str
    claims: tuple[Claim, ...]
    agencies: tuple[Agency, ...]

    @property
    def key(self) -> tuple[str, int]:
        """Article and position in it: the mention's identity."""
        return self.article_id, self.index

    @property
    def rank(self) -> tuple[date, str, int]:
        """The order in which mentions lend their name to an incident or a person."""
        return first_told(self.published_on, self.article_id, self.index)

    @cached_property
    def held(self) -> tuple[Claim, ...]:
        """The claims that may become values: asserted or alleged, and no date after the publication's."""
        held = [claim for claim in self.claims if claim.modality in HELD]
        starts = [c.value for c in held if c.slot in {"occurred_on", "occurred_from"}]
        if self.published_on is not None and starts and min(starts) > self.published_on.isoformat():
            held = [claim for claim in held if claim.slot not in DATE_SLOTS]
        return tuple(held)

    @cached_property
    def held_set(self) -> frozenset[Claim]:
        """The claims of `held`, to ask whether one is among them."""
        return frozenset(self.held)

    def value(self, slot: str, entity: str | None = None) -> str | None:
        """Return the value of a slot, the asserted and surest first; None where the article holds none."""
        found = [claim for claim in self.held if claim.slot == slot and claim.entity == entity]
        best = min(found, key=_surest_first, default=None)
        return best.value if best is not None else None

    @cached_property
    def state(self) -> str | None:
        """The state told, else the one that all agencies that used force belong to."""
        told = self.value("state")
        states = {agency.state for agency in self.agencies if agency.agency_id in self.force_agencies}
        return told or (states.pop() if len(states) == 1 and "US" not in states else None)

    @cached_property
    def reason(self) -> str | None:
        """Why officers met the person."""
        return self.value("contact_reason")

    @cached_property
    def city(self) -> str | None:
        """The city told."""
        return self.value("city")

    @cached_property
    def county(self) -> str | None:
        """The county told."""
        return self.value("county")

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """First and last day that the article allows, None where it tells no date or only far limits."""
        if self.value("date_precision") == "unknown":
            return None
        told = self.value("occurred_on")
        first, last = self.value("occurred_from") or told, self.value("occurred_to") or told
        if told is not None:
            first = last = told
        if first is None or last is None:
            return None
        return date.fromisoformat(first), date.fromisoformat(last)

    @cached_property
    def precision(self) -> str:
        """How closely the article fixes the date: day, week, month, year or unknown."""
        if self.value("occurred_on") is not None:
            return "day"
        told = self.value("date_precision")
        if self.days is None:
            return "unknown"
        return told if told in {"week", "month"} else "year"

    @cached_property
    def spot(self) -> Spot | None:
        """The spot told."""
        place = self.value("place")
        return spot_of(place, self.city) if place is not None else None

    @cached_property
    def agency_ids(self) -> frozenset[str]:
        """Every agency that has a part, however unsure."""
        return frozenset(agency_of(claim) for claim in self.claims if claim.slot == "agency_role")

    @cached_property
    def force_agencies(self) -> frozenset[str]:
        """The agencies that used force, or may have."""
        return frozenset(
            agency_of(claim)
            for claim in self.claims
            if claim.slot == "agency_role" and claim.value == "used_force" and claim.modality != "denied"
        )

    @cached_property
    def force_types(self) -> frozenset[str]:
        """The kinds of force."""
        return frozenset(claim.value for claim in self.held if claim.slot == "force_type")

    @cached_property
    def subjects(self) -> tuple[Figure, ...]:
        """The persons force was used on, in the article's order."""
        return self._figures("subject")

    @cached_property
    def harmed(self) -> tuple[Figure, ...]:
        """Third persons harmed, in the article's order."""
        return self._figures("harmed")

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the subjects."""
        return frozenset(figure.name for figure in self.subjects if figure.name is not None)

    @property
    def told(self) -> str:
        """Day, place and persons in words, by which a judgement knows the event again."""
        first, last = (day.isoformat() for day in self.days) if self.days is not None else ("", "")
        day = first if first == last else f"{first} to {last}"
        place = [part for part in (self.city or self.county, self.state) if part is not None]
        return "; ".join(
            (day or "no day", ", ".join(place) or "no place", ", ".join(sorted(self.names)) or "nobody named")
        )

    @cached_property
    def facts(self) -> tuple[object, ...]:
        """All that can part two mentions but article and day of publication; equal facts compare alike."""
        persons = tuple((f.name, f.age, f.gender, f.outcome) for f in self.subjects)
        place = (self.state, self.city, self.county, self.spot)
        return (*place, self.days, self.precision, self.is_background, persons)

    def _figures(self, kind: str) -> tuple[Figure, ...]:
        entities = {c.entity for c in self.held if c.entity is not None and c.entity.startswith(f"{kind}:")}
        return tuple(
            Figure(
                entity,
                self.value("name", entity),
                int(age) if (age := self.value("age", entity)) is not None else None,
                self.value("gender", entity),
                self.value("outcome", entity),
                self.value("armed", entity),
            )
            for entity in sorted(entities, key=position)
        )


def _surest_first(claim: Claim) -> tuple[int, float, int, str]:
    return HELD.index(claim.modality), -claim.confidence, claim.start, claim.value


def position(entity: str) -> int:
    """Return the number in `subject:N`. Raises ValueError where there is none."""
    return int(entity.partition(":")[2])


def claim_id(mention: Mention, claim: Claim) -> str:
    """Return the id of one claim of a mention."""
    return content_id(
        "clm", mention.article_id, mention.index, claim.entity, claim.slot, claim.value, claim.modality,
        claim.start, claim.end, claim.speaker_name,
    )  # fmt: skip


def mentions_of(
    articles: Iterable[Article], extractions: Iterable[Extraction], sources: dict[str, str]
) -> list[Mention]:
    """Return every event of every article that holds some force, by article and position.

    `sources` names the article that a copy or revision goes back to; an article not in it is its own.
    """
    published = {article.article_id: article.published_on for article in articles}
    found = [
        _mention(extraction.article_id, index, event, published, sources)
        for extraction in extractions
        for index, event in enumerate(extraction.events)
    ]
    return sorted((mention for mention in found if mention.force_types), key=lambda mention: mention.key)


def _mention(
    article_id: str,
    index: int,
    event: EventMention,
    published: dict[str, date | None],
    sources: dict[str, str],
) -> Mention:
    claims = tuple(dict.fromkeys(event.claims))
    source = sources.get(article_id, article_id)
    return Mention(
        article_id, index, published[article_id], event.is_background, source, claims, event.agencies
    )


def agency_of(claim: Claim) -> str:
    """Return the agency_id of a role claim. Raises ValueError where its entity is none."""
    kind, _, agency_id = (claim.entity or "").partition(":")
    if kind != "agency" or not agency_id:
        raise ValueError(f"a claim of agency_role needs an entity agency:ID, not {claim.entity!r}")
    return agency_id
