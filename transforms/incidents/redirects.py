"""Where the incident ids of earlier databases lead: redirects, so that old references still resolve.

An incident is named by one of its mentions. The ids that the others would give are those that it, or a
part of it, may have had when fewer articles were there: they redirect to it. This follows from today's
articles alone, whatever was published before. Splits need nothing: the id stays with the mention that
gives it.

Ids that today's articles do not explain come from rules that read an article otherwise, or from an article
that is gone. They are looked up in the database that was published before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.incidents.identity import content_id
from transforms.incidents.incident import Incident, Row

_INDEX_MOST = 50  # events of one article: more than any reading finds


@dataclass(frozen=True, slots=True)
class Published:
    """Of a database: the articles of each incident as (article_id, is_background), and its redirects."""

    articles_of: Mapping[str, list[tuple[str, bool]]]
    redirects: Mapping[str, str | None]


def redirect_rows(incident: Incident) -> list[Row]:
    """Return the rows of `incident_redirects` that follow from the mentions of one incident."""
    return [
        {
            "former_incident_id": content_id("inc", *mention.key),
            "incident_id": incident.incident_id,
            "reason": "merged",
            "article_id": mention.article_id,
        }
        for mention in incident.mentions[1:]
    ]


def rows_of_former(before: Published, today: Published) -> list[Row]:
    """Return rows for the ids of the database published before that nothing in today's explains.

    An id leads to the incident that tells of the article that gave it, else of most of its articles; where
    two fit alike nothing is known of it.
    """
    holders: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for incident_id, articles in today.articles_of.items():
        for article_id, is_background in articles:
            holders[article_id].append((incident_id, is_background))
    known = today.articles_of.keys() | today.redirects.keys()
    rows = []
    for former in sorted((before.articles_of.keys() | before.redirects.keys()) - known):
        target = _target(former, before, today, holders)
        reason = "reread" if target is not None else "withdrawn"
        rows.append(
            {"former_incident_id": former, "incident_id": target, "reason": reason, "article_id": None}
        )
    return rows


def _target(
    former: str, before: Published, today: Published, holders: Mapping[str, list[tuple[str, bool]]]
) -> str | None:
    """Return where an id leads, by way of the incident that it led to before."""
    last = former if former in before.articles_of else before.redirects[former]
    if last is None or last in today.articles_of:
        return last
    if last in today.redirects:
        return today.redirects[last]
    articles = before.articles_of.get(last, [])
    naming = [one for one in articles if _gives(one[0], last)]
    return _most(naming, holders) or _most(articles, holders)


def _most(articles: Iterable[tuple[str, bool]], holders: Mapping[str, list[tuple[str, bool]]]) -> str | None:
    """Return the incident that tells of most of the articles as they told of theirs; None in a tie."""
    votes = Counter(
        incident_id
        for article_id, was_background in articles
        for incident_id, is_background in holders.get(article_id, ())
        if is_background == was_background
    )
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _gives(article_id: str, incident_id: str) -> bool:
    return any(content_id("inc", article_id, index) == incident_id for index in range(_INDEX_MOST))
