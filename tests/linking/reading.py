"""The annotated linking set, and what the pipeline makes of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from transforms.articles.read import read_bytes
from transforms.extraction.extract import extract
from transforms.incidents.build import build_tables
from transforms.records import Article, Extraction

HERE = Path(__file__).parent
TAKEN_IN = datetime(2024, 6, 1, tzinfo=UTC)
Mention = tuple[str, int]  # doc_id, position among the events that the annotation tells of it


@cache
def incidents() -> dict[str, dict[str, Any]]:
    return yaml.safe_load((HERE / "incidents.yml").read_text(encoding="utf-8"))


@cache
def traps() -> dict[str, list[dict[str, Any]]]:
    return yaml.safe_load((HERE / "traps.yml").read_text(encoding="utf-8"))


@cache
def gold() -> dict[str, list[str]]:
    """Return the incidents that each article tells of, its own story first."""
    lines = (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["doc_id"]: [event["incident"] for event in row["events"]] for row in rows}


@cache
def articles() -> tuple[Article, ...]:
    path = HERE / "articles.jsonl"
    read = read_bytes(path.name, path.name, path.read_bytes())
    return tuple(one for one in read if isinstance(one, Article))


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(extract(article) for article in articles())


def tables(order: Iterable[int] | None = None) -> dict[str, pl.DataFrame]:
    """Build every table from the articles, taken in the order of these positions."""
    chosen = list(range(len(articles())) if order is None else order)
    taken = {article.article_id: TAKEN_IN for article in articles()}
    return build_tables([articles()[n] for n in chosen], [extractions()[n] for n in chosen], taken)


def told() -> dict[Mention, str]:
    """Return the incident of every mention, as annotated."""
    return {(doc, number): label for doc, labels in gold().items() for number, label in enumerate(labels)}


def found(frames: dict[str, pl.DataFrame]) -> dict[Mention, str]:
    """Return the incident_id of every mention that was found.

    Events that an article tells and those that the tables have of it are matched by day, city, name and
    age, the best choice for the article as a whole. What matches no annotated event gets a position after.
    """
    names = {article.article_id: article.source_name for article in articles()}
    of_article: dict[str, list[str]] = defaultdict(list)
    for article_id, incident_id in (
        frames["incident_articles"].select("article_id", "incident_id").iter_rows()
    ):
        of_article[article_id].append(incident_id)
    claims: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    columns = frames["claims"].select("article_id", "incident_id", "slot", "value")
    for article_id, incident_id, slot, value in columns.iter_rows():
        claims[article_id, incident_id].add((slot, value))
    result: dict[Mention, str] = {}
    for article_id, ids in of_article.items():
        doc = names[article_id]
        facts = [claims[article_id, incident_id] for incident_id in sorted(ids)]
        for at, incident_id in zip(_positions(gold()[doc], facts), sorted(ids), strict=True):
            result[doc, at] = incident_id
    return result


def _positions(labels: list[str], facts: list[set[tuple[str, str]]]) -> tuple[int, ...]:
    """Return for each event found which of the annotated it is; positions beyond them are none."""
    slots = range(max(len(labels), len(facts)))
    return max(
        permutations(slots, len(facts)),
        key=lambda chosen: sum(
            _agreement(labels[at], told) for at, told in zip(chosen, facts, strict=True) if at < len(labels)
        ),
    )


def _agreement(label: str, facts: set[tuple[str, str]]) -> int:
    truth = incidents()[label]
    return sum((slot, str(value)) in facts for slot, value in truth.items())
