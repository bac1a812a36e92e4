"""`uof evaluate`: the published database against annotations.

What counts as read of a document is what its own claims and statements say, so a value that only
another article gives is neither to its credit nor against it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import CallError

if TYPE_CHECKING:
    from transforms.scoring.compare import Score
    from transforms.scoring.told import Document

_ARTICLES = "SELECT article_id, source_name, body, is_relevant FROM articles ORDER BY article_id"
_CLAIMS = """
SELECT c.article_id, c.incident_id, i.is_background, c.slot, c.value, c.modality, c.confidence, c.char_start,
       CASE WHEN g.agency_id IS NOT NULL THEN concat('agency:', g.name, ', ', g.state)
            WHEN s.subject_id IS NOT NULL THEN concat('subject:', s.subject_id)
            WHEN h.person_id IS NOT NULL THEN concat('harmed:', h.person_id) END AS entity
FROM claims c
JOIN incident_articles i USING (incident_id, article_id)
LEFT JOIN agencies g ON g.agency_id = c.entity_id
LEFT JOIN subjects s ON s.subject_id = c.entity_id
LEFT JOIN others_harmed h ON h.person_id = c.entity_id
ORDER BY c.article_id, c.incident_id, c.claim_id
"""
_STATEMENTS = """
SELECT article_id, kind, char_start, speaker_name, hedge, organisation
FROM statements
ORDER BY article_id, char_start, statement_id
"""


def evaluate(database: Path, gold: Path, as_json: bool) -> None:
    """Print how well a database reads the annotated documents. Raises CallError where it has none of them."""
    score, missing = evaluated(database, gold)
    if as_json:
        print(json.dumps(figures(score), indent=1))
    else:
        _show(score, gold, missing)


def evaluated(database: Path, gold: Path) -> tuple[Score, list[str]]:
    """Return the score of a database, and the annotated documents that it lacks (counted as not read).

    Raises CallError where a line is no annotation, or where the database has none of the documents.
    """
    from transforms.scoring.annotation import AnnotationError, annotated, read_annotations
    from transforms.scoring.compare import compare
    from transforms.scoring.told import Document

    try:
        rows = list(read_annotations(gold.read_text(encoding="utf-8").splitlines()))
    except (AnnotationError, UnicodeDecodeError) as error:
        raise CallError(f"{gold}: {error}") from None
    bodies, documents = documents_of(database)
    missing = [row["doc_id"] for row in rows if row["doc_id"] not in documents]
    if len(missing) == len(rows):
        raise CallError(
            f"None of the {len(rows)} documents of {gold} is in {database}. "
            f"Take them in first: uof run --inbox {gold.parent}"
        )
    pairs = [
        (annotated(row, bodies.get(name, "")), documents.get(name, Document(name, False)))
        for row in rows
        for name in [row["doc_id"]]
    ]
    return compare(pairs), missing


def documents_of(database: Path) -> tuple[dict[str, str], dict[str, Document]]:
    """Return the body of each article, and what it tells, by the name of its source."""
    from transforms.scoring.told import ClaimRow, Document, Utterance, incident_of
    from warehouse.reader import query

    articles = query(
        database, "SELECT article_id, source_name, body, is_relevant FROM articles ORDER BY article_id"
    )
    bodies, documents, by_article = {}, {}, {}
    for article_id, name, body, is_relevant in articles.iter_rows():
        bodies[name] = body
        documents[name] = by_article[article_id] = Document(name, is_relevant)
    told: dict[tuple[str, str, bool], list[ClaimRow]] = defaultdict(list)
    for row in query(database, _CLAIMS).iter_rows(named=True):
        told[row["article_id"], row["incident_id"], row["is_background"]].append(
            ClaimRow(
                row["slot"],
                row["value"],
                row["modality"],
                row["confidence"],
                row["char_start"],
                row["entity"],
            )
        )
    for (article_id, _, is_background), claims in told.items():
        by_article[article_id].incidents.append(incident_of(claims, is_background))
    for row in query(database, _STATEMENTS).iter_rows(named=True):
        kind = "indirect" if row["kind"] == "indirect" else "direct"
        by_article[row["article_id"]].utterances.append(
            Utterance(kind, row["char_start"], row["speaker_name"], row["organisation"], row["hedge"])
        )
    return bodies, documents


def figures(score: Score) -> dict[str, dict[str, Any]]:
    """Return precision, recall, F1 (rounded to four digits) and counts of each slot and of the summary."""
    return {
        slot: {
            "precision": round(count.precision, 4),
            "recall": round(count.recall, 4),
            "f1": round(count.f1, 4),
            "right": count.right,
            "wrong": count.wrong,
            "missed": count.missed,
        }
        for slot, count in score.summary().items()
    }


def _show(score: Score, gold: Path, missing: list[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    from orchestration.console import terminal

    console = terminal()
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, title=f"Read against {escape(gold.name)}", title_justify="left"
    )
    for name in ("slot", "precision", "recall", "F1", "right", "wrong", "missed"):
        table.add_column(name, justify="left" if name == "slot" else "right")
    for slot, row in figures(score).items():
        ratios = (f"{row[name]:.2f}" for name in ("precision", "recall", "f1"))
        table.add_row(slot, *ratios, *(str(row[name]) for name in ("right", "wrong", "missed")))
    console.print(table)
    if missing:
        console.print(f"Not in the database, counted as not read: {', '.join(missing)}", markup=False)
