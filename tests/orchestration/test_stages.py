"""What comes into each stage is counted, whatever is wrong with it, and none of it is lost unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.from_queries import query_expectations
from orchestration.intake import documents
from orchestration.reading import counted, forget_refused, read_documents
from tests.orchestration.ledgers import built
from transforms.articles.read import count_records
from transforms.extraction.counts import claims_repeated, claims_without_force
from transforms.extraction.extract import extract
from transforms.records import Article, Claim, EventMention, Extraction
from warehouse.reader import query

STORY = "A Topeka police officer shot and wounded Ada Lind, 31, on May 2, 2024, Chief Bo Ray said."
LINES = [
    json.dumps({"id": "b", "text": STORY, "published": "2024-05-03"}),
    "",
    "{broken",
    json.dumps({"id": 7, "text": STORY, "published": "no day"}),  # kept without its day
    json.dumps({"id": "c", "text": "  ", "published": "no day"}),  # two reasons, one record
    json.dumps({"id": "c", "text": "  ", "published": "no day"}),
]
BREAKS = "The extractor breaks on this."
COLUMNS = "stage, came_in, went_on, merged, ignored, quarantined"


def breaking(extract: Callable[[Article], Extraction]) -> Callable[[Article], Extraction]:
    """Return an extractor that breaks on an article that says so."""

    def extracted(article: Article) -> Extraction:
        if BREAKS in article.body:
            raise ValueError("broken")
        return extract(article)

    return extracted


def test_every_stage_tells_what_became_of_what_came_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transforms.extraction.extract.extract", breaking(extract))
    inbox = tmp_path / "inbox"
    (inbox / "again").mkdir(parents=True)
    for folder in (inbox, inbox / "again"):
        (folder / "a.txt").write_text(STORY)  # one article in two folders
    (inbox / "worse.txt").write_text(f"{STORY} {BREAKS}")
    (inbox / "feed.jsonl").write_text("\n".join(LINES))
    (inbox / "blank.jsonl").write_text("\n\n")
    (inbox / "picture.png").write_bytes(b"\x89PNG")
    (inbox / "readme.md").write_text("No article.")
    home = built(tmp_path / "home", inbox)
    found = {row[0]: row[1:] for row in query(home.built, f"SELECT {COLUMNS} FROM quality.stages").rows()}
    assert found["documents"] == (7, 4, 0, 1, 2)
    assert found["records"] == (8, 5, 0, 0, 3)
    assert found["articles"] == (5, 4, 1, 0, 0)
    assert found["extraction"] == (4, 3, 0, 0, 1)
    assert found["linking"] == (3, 3, 0, 0, 0)
    assert found["claims"][1] > 0
    before = counted(home)
    forget_refused(home)
    read_documents(home, documents(home))
    assert counted(home) == before
    rules = [one for one in query_expectations() if one.name.startswith("stages_")]
    assert [query(home.built, one.query or "").rows() for one in rules] == [[], []]


def test_records_are_counted_by_the_file_alone() -> None:
    assert count_records("a.txt", b"") == 1
    assert count_records("FEED.JSONL", b"{}\n\n \r\nx") == 2
    assert count_records("feed.jsonl", "{}\n{}".encode("utf-16")) == 2
    assert count_records("a.png", b"x") == count_records("README.md", b"x") == 0


def test_claims_that_become_no_row_are_counted_apart() -> None:
    force, age = Claim("force_type", "firearm", 0, 4), Claim("age", "31", 5, 7, "subject:0")
    denied = Claim("force_type", "firearm", 0, 4, None, "denied")
    events = tuple(
        EventMention(is_background=False, claims=claims, agencies=())
        for claims in ((force, age, age), (age, age), (denied,))
    )
    extraction = Extraction("a1", is_relevant=True, relevance_score=1.0, events=events)
    assert (claims_repeated(extraction), claims_without_force(extraction)) == (1, 3)
