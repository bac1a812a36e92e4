"""What the tables said on each day: a row for every period in which an entity's row stayed the same.

Nothing is patched together from claims. For each moment the articles that there were by then are linked
and resolved with the functions that make today's tables, so a version is what the ledger would have said
with today's rules. Articles that nothing joins do not touch each other's values, so each island of
articles is replayed alone, and one whose articles all came at one moment needs no replay.

A correction counts from the day on which it was decided, by either clock.

There are two clocks. By report, an article is there from the day it was published; one without such a day
from the day it was taken in, the first on which it is known to have existed. By record, an article is there
from the moment it was taken in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from transforms.incidents.corpus import Corpus, incidents_of, islands, part_of
from transforms.incidents.corrections import Correction
from transforms.incidents.incident import Incident, Row, agency_rows, incident_row, subject_rows
from transforms.records import Article
from warehouse.dictionary import table, tables

Moment = date | datetime
_ROWS: dict[str, Callable[[Incident], list[Row]]] = {
    "incidents": lambda incident: [incident_row(incident)],
    "incident_agencies": agency_rows,
    "subjects": subject_rows,
}


def replays_of(corpus: Corpus, today: Iterable[Incident]) -> list[Replay]:
    """Return the replay of each island that tells of an incident; `today` are those of the whole corpus."""
    return [Replay(corpus, island, incidents) for island, incidents in _by_island(corpus, today).items()]


def history_rows(replays: Iterable[Replay], recorded_at: Mapping[str, datetime]) -> dict[str, list[Row]]:
    """Return the rows of each table of schema `history` by its full name.

    `recorded_at` tells when each article was taken in.
    """
    rows: dict[str, list[Row]] = {name: [] for name in tables("history")}
    for replay in replays:
        reported = {name: reported_on(one, recorded_at[name]) for name, one in replay.articles.items()}
        recorded = {name: recorded_at[name] for name in replay.articles}
        for name in rows:
            entry = table(name)
            arrival = reported if entry.columns["valid_from"].type == "DATE" else recorded
            rows[name] += replay.versions(str(entry.versions_of), arrival)
    return rows


def reported_on(article: Article, recorded_at: datetime) -> date:
    """Return the day from which an article counts as reported."""
    return article.published_on or recorded_at.astimezone(UTC).date()


class Replay:
    """The rows of one island of articles, as they were when some of its articles were not there yet."""

    def __init__(self, corpus: Corpus, island: frozenset[str], today: list[Incident]) -> None:
        self.today = today
        self._corpus = part_of(corpus, island)
        self._corrections = frozenset(done.correction for one in today for done in one.decisions.outcomes)
        self._known = {(island, self._corrections): today}

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles of the island by article_id."""
        return self._corpus.articles

    def states(self, arrival: Mapping[str, Moment]) -> Iterator[tuple[Moment, list[Incident]]]:
        """Yield the incidents at each moment, of articles that arrive at all; corrections do not count."""
        for moment in sorted(set(arrival.values())):
            there = frozenset(one for one, at in arrival.items() if at <= moment)
            yield moment, self._incidents(there, frozenset())

    def versions(self, name: str, arrival: Mapping[str, Moment]) -> Iterator[Row]:
        """Yield each row of a table with its period, by the moment at which each article was there."""
        key = table(name).key
        held: dict[tuple[Any, ...], tuple[Row, Moment]] = {}
        decided = {one: _as_moment(one.decided_on, arrival) for one in self._corrections}
        for moment in sorted({*arrival.values(), *decided.values()}):
            incidents = self._incidents(
                frozenset(one for one, at in arrival.items() if at <= moment),
                frozenset(one for one, at in decided.items() if at <= moment),
            )
            rows = {tuple(row[part] for part in key): row for one in incidents for row in _ROWS[name](one)}
            for entity, (row, since) in list(held.items()):
                if rows.get(entity) != row:
                    yield row | {"valid_from": since, "valid_to": moment}
                    del held[entity]
            for entity, row in rows.items():
                held.setdefault(entity, (row, moment))
        for row, since in held.values():
            yield row | {"valid_from": since, "valid_to": None}

    def _incidents(self, article_ids: frozenset[str], corrections: frozenset[Correction]) -> list[Incident]:
        key = article_ids, corrections
        if key not in self._known:
            self._known[key] = incidents_of(part_of(self._corpus, article_ids), corrections)
        return self._known[key]


def _as_moment(day: date, arrival: Mapping[str, Moment]) -> Moment:
    """Return a day as a moment of the clock that tells when articles arrived."""
    is_instant = any(isinstance(moment, datetime) for moment in arrival.values())
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if is_instant else day


def _by_island(corpus: Corpus, incidents: Iterable[Incident]) -> dict[frozenset[str], list[Incident]]:
    """Return the incidents of each island that tells of any."""
    of = {name: island for island in islands(corpus) for name in island}
    found: dict[frozenset[str], list[Incident]] = defaultdict(list)
    for incident in incidents:
        found[of[incident.mentions[0].article_id]].append(incident)
    return found
