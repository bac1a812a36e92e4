"""Fit the weights of `relevance.yml` to annotated articles and print them with their cross-validated score.

    python -m seeds.extraction.fit_relevance ARTICLES_DIR GOLD.jsonl [ARTICLES_DIR GOLD.jsonl ...]

A logistic regression whose penalty pulls each weight to the `prior` of `relevance.yml` instead of to zero,
so few articles cannot turn a weight against what a person would expect. Folds are by document, chosen by
the hash of its name: the same articles give the same weights.
"""

from __future__ import annotations

import hashlib
import math
import sys
from pathlib import Path

from transforms.articles.read import read_bytes
from transforms.extraction.extract import weigh
from transforms.extraction.lexicon import lexicon
from transforms.records import Article
from transforms.scoring.annotation import read_annotations

FOLDS = 10
PENALTY = 2.0
STEPS = 1500
RATE = 0.5
Row = tuple[str, dict[str, float], bool]


def main(collections: list[tuple[Path, Path]]) -> None:
    """Print the cross-validated figures, then the weights fitted to all rows."""
    rows: list[Row] = []
    unseen = 0
    for articles, gold in collections:
        more, lacking = _rows(articles, gold)
        rows += more
        unseen += lacking
    right = wrong = missed = 0
    loss = 0.0
    for fold in range(FOLDS):
        weights = fit([row for row in rows if _fold(row[0]) != fold])
        for _, found, is_relevant in (row for row in rows if _fold(row[0]) == fold):
            chance = probability(weights, found)
            right += is_relevant and chance >= 0.5
            wrong += not is_relevant and chance >= 0.5
            missed += is_relevant and chance < 0.5
            loss -= math.log(chance if is_relevant else 1 - chance)
    print(f"{len(rows)} articles with evidence; relevant ones without any: {unseen}")
    f1 = 2 * right / (2 * right + wrong + missed + unseen)
    print(f"cross-validated: F1 {f1:.3f}, log loss {loss / len(rows):.3f}")
    print({name: round(weight, 2) for name, weight in fit(rows).items()})


def fit(rows: list[Row]) -> dict[str, float]:
    """Return the weights by gradient descent on the penalised log loss."""
    prior = lexicon("relevance")["prior"]
    weights = dict(prior)
    for _ in range(STEPS):
        slope = {name: PENALTY * (weights[name] - prior[name]) / len(rows) for name in weights}
        for _, found, is_relevant in rows:
            miss = (probability(weights, found) - is_relevant) / len(rows)
            slope["bias"] += miss
            for name, value in found.items():
                slope[name] += miss * value
        weights = {name: weights[name] - RATE * slope[name] for name in weights}
    return weights


def probability(weights: dict[str, float], found: dict[str, float]) -> float:
    """Return the logistic model's probability for one article's evidence."""
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights[name] * value for name, value in found.items())))


def _rows(articles: Path, gold: Path) -> tuple[list[Row], int]:
    relevant = {row["doc_id"]: bool(row["relevant"]) for row in read_annotations(gold.open(encoding="utf-8"))}
    rows: list[Row] = []
    unseen = 0
    for path in sorted(
        path for path in articles.iterdir() if path.suffix == ".txt" or path.stem != gold.stem
    ):
        for item in read_bytes(path.name, path.name, path.read_bytes()):
            if not isinstance(item, Article) or item.source_name not in relevant:
                continue
            found = weigh(item)
            if found is None:
                unseen += relevant[item.source_name]
            else:
                rows.append((item.source_name, found, relevant[item.source_name]))
    return rows, unseen


def _fold(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main([(Path(a), Path(b)) for a, b in zip(sys.argv[1::2], sys.argv[2::2], strict=True)])
