"""The card of a release (README.md, after Datasheets for Datasets) and how to cite it (CITATION.cff)."""

from __future__ import annotations

from collections import Counter

import polars as pl

from orchestration.releasing.about import About, days_told
from orchestration.releasing.codebook import Chapter
from orchestration.releasing.contents import Part, part_of
from orchestration.releasing.rendering import rendered
from transforms.privacy.policy import policy
from transforms.privacy.redact import Redaction
from warehouse.seeds import load_yaml

_KNOWN = {  # what a reader must know to be told: an expression over incidents
    "the day is known": pl.col("date_precision") == "day",
    "the city is known": pl.col("city").is_not_null(),
    "the state is known": pl.col("state").is_not_null(),
    "it is told whether somebody died": pl.col("is_fatal").is_not_null(),
    "it is told whether there were body cameras": pl.col("body_camera").is_not_null(),
    "one source only tells of it": pl.col("source_count") == 1,
}


def card(about: About, parts: list[Part], chapters: list[Chapter], redaction: Redaction) -> dict[str, str]:
    """Return README.md and CITATION.cff by file name."""
    first, last = days_told(parts)
    rules = load_yaml("release.yml")
    incidents = part_of(parts, "incidents").frame
    known = [
        (what, incidents.select(test.mean()).item() if incidents.height else None)
        for what, test in _KNOWN.items()
    ]
    values = {
        "about": about,
        "chapters": chapters,
        "rows": {part.stem: part.frame.height for part in parts},
        "outlets": part_of(parts, "articles").frame["outlet"].drop_nulls().n_unique(),
        "first": first,
        "last": last,
        "known": known,
        "longest": rules["quotation"]["longest"],
        "largest_share": rules["quotation"]["largest_share"],
        "evidence": rules["evidence"]["longest"],
        "withheld": _withheld(about.tier, redaction),
        "marker": redaction.marker,
    }
    return {
        "README.md": rendered("card.md.j2", **values),
        "CITATION.cff": rendered("citation.cff.j2", about=about),
    }


def _withheld(tier: str, redaction: Redaction) -> list[tuple[str, str, int]]:
    """Return of each rule of the tier its name, its reason and the cells that it changed."""
    rules = policy().of(tier)
    cells: Counter[str] = Counter()
    for (rule, _), count in redaction.counts.items():
        cells[rule] += count
    told = [(rule.name, rule.reason) for rule in rules.people]
    told += [(rule.name, rule.reason) for rule in rules.patterns]
    return [(name, reason, cells[name]) for name, reason in told]
