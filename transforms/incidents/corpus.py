"""Articles with what was read out of each, how they hang together, and the incidents that they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from transforms.articles.copies import CopyLink, find_copies
from transforms.incidents.amend import by_incident
from transforms.incidents.corrections import Correction
from transforms.incidents.incident import Incident, incident_of
from transforms.incidents.judgements import (
    Finding,
    Judgement,
    Pair,
    findings_on,
    load_judgements,
    verdicts_of,
)
from transforms.incidents.link import Link, grouped, links_between
from transforms.incidents.mentions import Mention, mentions_of
from transforms.records import Article, Extraction


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles and extractions by article_id, copies and revisions, mentions by key, links of mentions.

    `verdicts` are the judgements of persons on pairs of mentions, `findings` what became of each judgement.
    """

    articles: Mapping[str, Article]
    extracted: Mapping[str, Extraction]
    copies: Mapping[str, CopyLink]
    mentions: list[Mention]
    links: list[Link]
    verdicts: Mapping[Pair, Judgement]
    findings: tuple[Finding, ...] = ()


def corpus_of(articles: Iterable[Article], extractions: Iterable[Extraction]) -> Corpus:
    """Return the corpus of articles, one extraction each. Their order does not matter.

    Raises KeyError for an extraction without its article, and JudgementError for what contradicts itself.
    """
    by_id = {article.article_id: article for article in articles}
    extracted = {extraction.article_id: extraction for extraction in extractions}
    copies = find_copies(by_id.values())
    mentions = mentions_of(by_id.values(), extracted.values(), sources_of(copies))
    told = {mention.key: mention.told for mention in mentions}
    findings = tuple(findings_on(load_judgements(), by_id.values(), told))
    verdicts = verdicts_of(findings)
    links = links_between(mentions, verdicts)
    return Corpus(by_id, extracted, copies, mentions, links, verdicts, findings)


def part_of(corpus: Corpus, article_ids: Set[str]) -> Corpus:
    """Return the corpus as it would be if only these articles had ever come.

    What is a copy of what is found anew, since two texts may be copies by way of a third. Links are those
    of the whole where sources are, which costs no comparison.
    """
    articles = {name: article for name, article in corpus.articles.items() if name in article_ids}
    extracted = {name: corpus.extracted[name] for name in articles}
    has_copies = any(name in corpus.copies for name in articles)
    copies = find_copies(articles.values()) if has_copies else {}
    sources = sources_of(copies)
    kept = {at: new for new, at in enumerate(_positions(corpus.mentions, article_ids))}
    mentions = [_with_source(corpus.mentions[at], sources) for at in kept]
    if any(mention is not corpus.mentions[at] for at, mention in zip(kept, mentions, strict=True)):
        links = links_between(mentions, corpus.verdicts)
        return Corpus(articles, extracted, copies, mentions, links, corpus.verdicts)
    links = [
        replace(one, first=kept[one.first], second=kept[one.second])
        for one in corpus.links
        if one.first in kept and one.second in kept
    ]
    return Corpus(articles, extracted, copies, mentions, links, corpus.verdicts)


def incidents_of(corpus: Corpus, corrections: Iterable[Correction] = ()) -> list[Incident]:
    """Return the incidents that the articles tell of, corrected, by the mentions that name them."""
    decided = by_incident(corrections)
    statements = {name: extraction.statements for name, extraction in corpus.extracted.items()}
    versions = next_versions(corpus.articles, corpus.copies)
    groups = grouped(corpus.mentions, corpus.links)
    return [incident_of(group, statements, versions, decided) for group in groups]


def islands(corpus: Corpus) -> list[frozenset[str]]:
    """Return the articles parted into sets that nothing joins: no copy, no revision, no link of mentions.

    What the articles of one island tell is the same whichever articles of other islands there are.
    """
    parent = {name: name for name in sorted(corpus.articles)}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    pairs = [(name, one.copy_of or one.revision_of or name) for name, one in corpus.copies.items()]
    told = [mention.article_id for mention in corpus.mentions]
    for one, other in [*pairs, *((told[link.first], told[link.second]) for link in corpus.links)]:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for name in parent:
        members[root(name)].append(name)
    return [frozenset(found) for found in members.values()]


def sources_of(links: Mapping[str, CopyLink]) -> dict[str, str]:
    """Return, for each copy and revision, the article that it goes back to: both are one source."""
    parent = {name: one.copy_of or one.revision_of or name for name, one in links.items()}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    return {name: root(name) for name in parent}


def next_versions(articles: Mapping[str, Article], links: Mapping[str, CopyLink]) -> dict[str, str]:
    """Return, for each version of an article but the last, the version that follows it."""
    versions: dict[str, list[Article]] = defaultdict(list)
    for name, one in links.items():
        if one.revision_of is not None:
            versions[one.revision_of].append(articles[name])
    following: dict[str, str] = {}
    for first, others in versions.items():
        others.sort(key=lambda article: (article.published_on or date.max, article.article_id))
        chain = [first, *(article.article_id for article in others)]
        following |= dict(pairwise(chain))
    return following


def _positions(mentions: list[Mention], article_ids: Set[str]) -> list[int]:
    return [at for at, mention in enumerate(mentions) if mention.article_id in article_ids]


def _with_source(mention: Mention, sources: Mapping[str, str]) -> Mention:
    """Return the mention with the source it has among fewer articles: itself where that is the same."""
    source = sources.get(mention.article_id, mention.article_id)
    return mention if source == mention.source else replace(mention, source=source)
