"""`make accuracy`: read all annotated sets anew, write ACCURACY.md and the figures that a test holds.

The figures in `seeds/accuracy.json` are a ratchet: a later change may raise them, not lower them. The
annotated sets that are not part of the repository are measured where their folder is named.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.accuracy_report import Speed, report
from orchestration.home import PROJECT

if TYPE_CHECKING:
    from transforms.records import Article, Extraction
    from transforms.scoring.compare import Score

REPORT = PROJECT / "ACCURACY.md"
FIGURES = PROJECT / "seeds" / "accuracy.json"
ARTICLES = PROJECT.parent / "shared" / "articles"  # other people's reports, where they lie beside the project
SETS = {
    "sample": (PROJECT / "seeds" / "articles", "39 sample articles of this repository, in our own words"),
    "first": (ARTICLES, "5 reports of the Kansas City area"),
    "development": (ARTICLES / "dev", "45 reports of police force and 199 others, of the whole country"),
}
GATE_ROUNDS = 20
STOCK_DOCUMENTS = 60  # spaCy's whole pipeline is slow; this many documents tell its speed


def present_sets() -> dict[str, Path]:
    """Return the annotated sets that are here, by name."""
    return {name: folder for name, (folder, _) in SETS.items() if (folder / "gold.jsonl").exists()}


def measure(folder: Path, reader: Callable[[Article], Extraction] | None = None) -> Score:
    """Read every annotated article of a folder and compare. Raises AnnotationError for a broken line.

    `reader` is what reads an article, if not `extract` as it stands.
    """
    from transforms.extraction.extract import extract
    from transforms.scoring.annotation import annotated, read_annotations
    from transforms.scoring.compare import compare
    from transforms.scoring.told import Document, document_of

    articles = {article.source_name: article for article in read_folder(folder)}
    pairs = []
    for row in read_annotations((folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        article = articles.get(row["doc_id"])
        read = (
            Document(row["doc_id"], False)
            if article is None
            else document_of(row["doc_id"], (reader or extract)(article))
        )
        pairs.append((annotated(row, article.body if article else ""), read))
    return compare(pairs)


def read_folder(folder: Path) -> Iterator[Article]:
    """Yield the articles that lie in a folder itself, without its subfolders."""
    from transforms.articles.read import read_bytes
    from transforms.records import Article

    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield from (
                item
                for item in read_bytes(path.name, path.name, path.read_bytes())
                if isinstance(item, Article)
            )


def measure_speed(articles: list[Article]) -> Speed:
    """Time the gate, the extraction and spaCy's stock pipeline on the same articles, in this process."""
    import spacy

    from transforms.extraction.document import MODEL
    from transforms.extraction.extract import extract
    from transforms.extraction.gate import excerpts

    extract(articles[0])  # loads model and register
    begun = time.perf_counter()
    for _ in range(GATE_ROUNDS):
        for article in articles:
            excerpts(article.body)
    gate = time.perf_counter() - begun
    begun = time.perf_counter()
    for article in articles:
        extract(article)
    whole = time.perf_counter() - begun
    stock, some = spacy.load(MODEL), articles[:STOCK_DOCUMENTS]
    begun = time.perf_counter()
    for article in some:
        stock(article.body)
    return Speed(
        rejecting=GATE_ROUNDS * len(articles) / gate,
        extracting=len(articles) / whole,
        stock=len(some) / (time.perf_counter() - begun),
    )


def figures(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
    """Return F1 per set and slot, rounded down to three digits: what a later change must not fall below."""
    return {
        name: {slot: int(count.f1 * 1000) / 1000 for slot, count in score.summary().items()}
        for name, score in scores.items()
    }


def main() -> None:
    """Measure, write the report and the figures, and say where they are."""
    found = present_sets()
    scores = {}
    for name, folder in found.items():
        print(f"reading {name} ...", flush=True)
        scores[name] = measure(folder)
    largest = found.get("development", found["sample"])
    speed = measure_speed(list(read_folder(largest)))
    REPORT.write_text(
        report(scores, {name: text for name, (_, text) in SETS.items()}, speed), encoding="utf-8"
    )
    FIGURES.write_text(json.dumps(figures(scores), indent=1) + "\n", encoding="utf-8")
    print(f"{REPORT}\n{FIGURES}")


if __name__ == "__main__":
    main()
