"""`make accuracy`: read all annotated sets, write ACCURACY.md, AGENCIES.md and figures that a test holds.

The figures in `seeds/accuracy.json` are a ratchet: a later change may raise them, not lower them. The
annotated sets that are not part of the repository are measured where their folder is named.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import mean
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
    "invented": (PROJECT / "tests" / "annotated", "159 invented reports, 136 of them of police force"),
    "speech": (PROJECT / "tests" / "annotated" / "speech", "40 invented reports in which many speak"),
    "first": (ARTICLES, "5 reports of the Kansas City area"),
    "development": (ARTICLES / "dev", "45 reports of police force and 199 others, of the whole country"),
}
WARM_UP = 20  # articles read before the clock runs


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


def measure_speed(folder: Path) -> Speed:
    """Time the rejection of a folder's irrelevant articles, the extraction of its relevant ones, and spaCy's
    stock pipeline on the same, in turn in this process, in processor time: other work on the machine hardly
    counts, and what of it does slows all alike."""
    import spacy

    from transforms.extraction.document import MODEL
    from transforms.extraction.extract import extract
    from transforms.scoring.annotation import read_annotations

    rows = read_annotations((folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    relevant = {row["doc_id"]: bool(row["relevant"]) for row in rows}
    articles = [article for article in read_folder(folder) if article.source_name in relevant]
    stock = spacy.load(MODEL)
    for article in articles[:WARM_UP]:  # loads register and lexicons
        extract(article)
    ours: dict[bool, list[float]] = {True: [], False: []}
    theirs: dict[bool, list[float]] = {True: [], False: []}
    for article in articles:
        is_relevant = relevant[article.source_name]
        ours[is_relevant].append(_milliseconds(partial(extract, article)))
        theirs[is_relevant].append(_milliseconds(partial(stock, article.body)))
    return Speed(
        rejected=len(ours[False]),
        rejecting=mean(ours[False]),
        stock_on_rejected=mean(theirs[False]),
        extracted=len(ours[True]),
        extracting=mean(ours[True]),
        stock_on_extracted=mean(theirs[True]),
    )


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


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
    speed = measure_speed(largest)
    REPORT.write_text(
        report(scores, {name: text for name, (_, text) in SETS.items()}, speed), encoding="utf-8"
    )
    FIGURES.write_text(json.dumps(figures(scores), indent=1) + "\n", encoding="utf-8")
    from orchestration.agencies_page import write_page

    print(f"{REPORT}\n{FIGURES}\n{write_page()}")


if __name__ == "__main__":
    main()
