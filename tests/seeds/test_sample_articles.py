"""The sample articles name their source, stay our own words, and are annotated as they stand."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "seeds" / "articles"
SHARED = ROOT.parent / "shared" / "articles"

LONGEST_QUOTATION = 5
LONGEST_SHARED_RUN = 11
SHORTEST, LONGEST = 60, 220

FORCE_TYPES = {
    *("firearm", "taser", "baton", "chemical", "projectile", "canine"),
    *("neck_restraint", "physical", "vehicle", "other"),
}
REASONS = {
    *("crime_in_progress", "domestic", "welfare_or_mental_health", "traffic_stop", "warrant_or_wanted"),
    *("pursuit", "disturbance", "patrol", "ambush", "other", "unknown"),
}
OUTCOMES = {"killed", "injured", "unharmed", "unknown"}
ARMED = {"firearm", "replica", "knife", "blunt", "vehicle", "other", "unarmed", "unknown"}
ROLES = {
    *("law_enforcement", "prosecutor", "government", "family", "lawyer"),
    *("witness", "community", "media", "other"),
}
AGENCY_LISTS = ("agencies_force", "agencies_investigating", "agencies_other")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _from_txt(path: Path) -> dict[str, Any]:
    raw = path.read_text(encoding="utf-8")
    lead = re.match(r" date (\d{4}-\d\d-\d\d) ", raw)
    source = re.search(r"\n\nSource: (https?://\S+)\n\Z", raw)
    return {
        "id": path.stem,
        "published": lead.group(1) if lead else None,
        "url": source.group(1) if source else None,
        "text": raw[lead.end() if lead else 0 : source.start() if source else len(raw)],
    }


ARTICLES = [
    *(item for path in sorted(FOLDER.glob("*.jsonl")) if path.name != "gold.jsonl" for item in _lines(path)),
    *(_from_txt(path) for path in sorted(FOLDER.glob("*.txt"))),
]
GOLD = {entry["doc_id"]: entry for entry in _lines(FOLDER / "gold.jsonl")}
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
each_entry = pytest.mark.parametrize("entry", GOLD.values(), ids=lambda entry: entry["doc_id"])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_ids_are_unique_and_each_article_is_annotated_once() -> None:
    ids = [article["id"] for article in ARTICLES]
    assert len(ids) == len(set(ids))
    assert sorted(ids) == sorted(GOLD)
    assert len(GOLD) == len(_lines(FOLDER / "gold.jsonl"))


@each_article
def test_article_names_its_source_and_is_short(article: dict[str, Any]) -> None:
    assert re.fullmatch(r"https?://\S+", article["url"])
    if article.get("published"):
        datetime.date.fromisoformat(article["published"])
    assert SHORTEST <= len(article["text"].split()) <= LONGEST
    entry = GOLD[article["id"]]
    assert entry["url"] == article["url"]
    assert entry["published"] == article.get("published")


@each_article
def test_quotations_are_a_few_words(article: dict[str, Any]) -> None:
    assert article["text"].count('"') % 2 == 0
    for quotation in re.findall(r'["“]([^"“”]*)["”]', article["text"]):
        assert len(quotation.split()) <= LONGEST_QUOTATION, quotation


@each_article
def test_no_sentence_of_a_shared_article_is_here(article: dict[str, Any]) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared articles lie beside the repository only where it is developed")
    length = LONGEST_SHARED_RUN + 1
    shared = set().union(*(_runs(path.read_text(encoding="utf-8"), length) for path in SHARED.glob("*.txt")))
    assert not _runs(article["text"], length) & shared


@each_entry
def test_statements_begin_in_the_text(entry: dict[str, Any]) -> None:
    text = next(article["text"] for article in ARTICLES if article["id"] == entry["doc_id"])
    for statement in entry["statements"] or []:
        assert statement["starts"] in text, statement["starts"]
        assert len(statement["starts"].split()) <= 6
        assert statement["kind"] in {"direct", "indirect"}
        assert statement["role"] in ROLES
        assert statement.get("hedge") in {None, "unconfirmed", "declined"}
        for word in (statement["speaker"] or "").split():
            assert word in text, word


@each_entry
def test_annotation_keeps_to_the_codes(entry: dict[str, Any]) -> None:
    assert entry["relevant"] == bool(entry["incidents"])
    if not entry["relevant"]:
        assert entry["statements"] is None
    for incident in entry["incidents"]:
        assert set(incident["force_types"]) <= FORCE_TYPES and incident["force_types"]
        assert incident["reason"] in REASONS
        assert (incident["date"] is not None) == (incident["date_precision"] == "day")
        for name in (name for key in AGENCY_LISTS for name in incident[key]):
            assert re.search(r", (MO|KS|US)$", name), name
        assert incident["subjects"]
        for person in incident["subjects"]:
            assert person["outcome"] in OUTCOMES and person["armed"] in ARMED
        for person in incident["others_harmed"]:
            assert person["outcome"] in {"killed", "injured"}


@each_entry
def test_annotated_names_and_ages_stand_in_the_text(entry: dict[str, Any]) -> None:
    text = next(article["text"] for article in ARTICLES if article["id"] == entry["doc_id"])
    for incident in entry["incidents"]:
        assert incident["place"] is None or incident["place"] in text, incident["place"]
        assert incident["city"] in text
        for person in [*incident["subjects"], *incident["others_harmed"]]:
            assert person["name"] is None or person["name"] in text, person["name"]
            assert person["age"] is None or re.search(rf"\b{person['age']}\b", text)
