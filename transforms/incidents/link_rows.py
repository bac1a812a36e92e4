"""The rows of `incident_links`: what was compared, what spoke for and against, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from transforms.incidents.blocking import candidate_pairs
from transforms.incidents.corpus import Corpus
from transforms.incidents.evidence import Evidence, compare, points_of
from transforms.incidents.incident import Incident
from transforms.incidents.judgements import EventKey, Judgement
from transforms.incidents.link import Link
from transforms.incidents.mentions import Mention

Row = dict[str, Any]


def link_rows(corpus: Corpus, incidents: Iterable[Incident]) -> list[Row]:
    """Return a row for each link of the corpus and each pair compared that ended in one of its incidents."""
    told = list(incidents)
    home = {mention.key: incident for incident in told for mention in incident.mentions}
    foes = {
        frozenset({home[corpus.mentions[at].key].incident_id for at in (one.first, one.second)})
        for one in corpus.links
        if one.judgement is not None and not one.judgement.is_linked
    }
    rows: dict[tuple[EventKey, EventKey], Row] = {}
    for one in corpus.links:
        first, second = corpus.mentions[one.first], corpus.mentions[one.second]
        outcome, decided_by = _outcome(one, home[first.key], home[second.key], foes)
        rows[first.key, second.key] = _row(
            first, second, home, one.evidence, outcome, decided_by, one.judgement
        )
    for incident in told:
        members = sorted(incident.mentions, key=lambda mention: mention.key)
        for at, other_at in candidate_pairs(members):
            first, second = members[at], members[other_at]
            if (first.key, second.key) not in rows:
                evidence = compare(first, second)
                rows[first.key, second.key] = _row(first, second, home, evidence, "linked", "third_report")
    return list(rows.values())


def _outcome(one: Link, left: Incident, right: Incident, foes: set[frozenset[str]]) -> tuple[str, str]:
    """Return outcome and decided_by of a link; `foes` are incidents that a person set apart."""
    is_linked = left.incident_id == right.incident_id
    if one.judgement is not None:
        return "linked" if is_linked else "apart", "judgement"
    if is_linked:
        return "linked", "score" if one.is_sure else "third_report"
    if one.evidence.is_apart:
        return "apart", "strong_evidence"
    if {left.incident_id, right.incident_id} in foes or any(
        compare(a, b).is_apart for a, b in product(left.mentions, right.mentions)
    ):
        return "apart", "third_report"
    return "undecided", "rival" if one.is_sure else "score"


def _row(
    first: Mention, second: Mention, home: dict[EventKey, Incident], evidence: Evidence, outcome: str,
    decided_by: str, judgement: Judgement | None = None,
) -> Row:  # fmt: skip
    points = {code: points_of(code) for code in evidence.codes}
    return {
        "article_id": first.article_id,
        "position": first.index,
        "told": first.told,
        "incident_id": home[first.key].incident_id,
        "other_article_id": second.article_id,
        "other_position": second.index,
        "other_told": second.told,
        "other_incident_id": home[second.key].incident_id,
        "score": evidence.score,
        "evidence_for": _listed({code: value for code, value in points.items() if value >= 0}),
        "evidence_against": _listed({code: value for code, value in points.items() if value < 0}),
        "outcome": outcome,
        "decided_by": decided_by,
        "judgement": f"{judgement.reason} ({judgement.by}, {judgement.on})" if judgement else None,
    }


def _listed(points: dict[str, float]) -> str | None:
    ranked = sorted(points.items(), key=lambda item: (-abs(item[1]), item[0]))
    return ", ".join(f"{code} {value:+g}" for code, value in ranked) or None
