"""What waits for a person is shown with both sentences and the lines to paste."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import duckdb
import pytest
import yaml
from rich.console import Console

from orchestration.review import pasted, queue, review
from tests.expectations.ledger import sound_database
from transforms.incidents import judgements
from transforms.incidents.judgements import Event, Judgement

OTHER = "INSERT INTO incidents SELECT * REPLACE ('i2' AS incident_id) FROM incidents"
TOLD = (
    "INSERT INTO claims SELECT * REPLACE "
    "('d' || claim_id AS claim_id, 'i2' AS incident_id, 'a2' AS article_id) FROM claims"
)
LINK = (
    "INSERT INTO incident_links VALUES "
    "('a1', 0, '2024-05-02; Topeka, KS; Ada Lind', 'i1', 'a2', 0, 'no day; KS; nobody named', 'i2', "
    "{}, 'same_day +4', 'other_age -2', '{}', '{}', NULL)"
)


def database(folder: Path, *rows: str) -> Path:
    path = sound_database(folder / "uof.duckdb")
    connection = duckdb.connect(str(path))
    for sql in (OTHER, TOLD, *rows):
        connection.execute(sql)
    connection.close()
    return path


def shown(path: Path) -> str:
    out = StringIO()
    review(Console(file=out, width=100), path)
    return out.getvalue()


def test_a_pair_is_shown_with_both_sentences_and_its_evidence(tmp_path: Path) -> None:
    told = shown(database(tmp_path, LINK.format(5.5, "undecided", "score")))
    assert "i1 and i2: 5.5 points, below the threshold" in told
    assert told.count("“Topeka police shot Ada Lind, 31, on Oak Street on May 2.") == 2
    assert "for: same_day +4" in told
    assert "against: other_age -2" in told
    assert "1 pairs to decide" in told


def test_what_is_pasted_is_a_judgement_once_it_is_filled_in(tmp_path: Path) -> None:
    (pair,) = queue(database(tmp_path, LINK.format(5.5, "undecided", "rival")))
    text = pasted(pair)
    with pytest.raises(judgements.JudgementError, match="outcome is None"):
        _read(tmp_path / "empty", text)
    filled = text.replace("outcome:", "outcome: apart").replace("  reason:", "  reason: seen")
    (judgement,) = _read(
        tmp_path / "filled", filled.replace("  by:", "  by: me").replace("  on:", "  on: 2024-06-01")
    )
    assert judgement.events == (
        Event("article_id", "a1", 0, "2024-05-02; Topeka, KS; Ada Lind"),
        Event("article_id", "a2", 0, "no day; KS; nobody named"),
    )


def _read(folder: Path, text: str) -> tuple[Judgement, ...]:
    folder.mkdir()
    (folder / "one.yml").write_text(text, encoding="utf-8")
    assert yaml.safe_load(text)
    return judgements.load_judgements(folder)


def test_what_is_decided_is_not_asked(tmp_path: Path) -> None:
    assert "No pair waits" in shown(database(tmp_path, LINK.format(7, "apart", "third_report")))


def test_a_judgement_that_waits_for_an_article_is_named(tmp_path: Path) -> None:
    path = database(tmp_path, "UPDATE judgements SET effect = 'waiting', line = 9, found = NULL")
    assert "seeds/judgements/one.yml, line 9: an article of this judgement is not here" in shown(path)
