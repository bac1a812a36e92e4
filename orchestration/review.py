"""`uof review`: the pairs of reports that wait for a person, and the lines to paste once they are decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.explain import passage

if TYPE_CHECKING:
    from rich.console import Console

# Of the pairs between two incidents the surest: one decision settles all.
_QUEUE = """
SELECT l.*, one.body, one.outlet, one.source_name, one.published_on,
       other.body AS other_body, other.outlet AS other_outlet, other.source_name AS other_source_name,
       other.published_on AS other_published_on,
       (SELECT min(char_start) FROM claims c WHERE c.slot = 'force_type'
            AND c.article_id = l.article_id AND c.incident_id = l.incident_id) AS start,
       (SELECT min(char_start) FROM claims c WHERE c.slot = 'force_type'
            AND c.article_id = l.other_article_id AND c.incident_id = l.other_incident_id) AS other_start
FROM incident_links l
JOIN articles one ON one.article_id = l.article_id
JOIN articles other ON other.article_id = l.other_article_id
WHERE l.outcome = 'undecided'
QUALIFY row_number() OVER (
    PARTITION BY least(l.incident_id, l.other_incident_id), greatest(l.incident_id, l.other_incident_id)
    ORDER BY l.score DESC, l.article_id, l.other_article_id, l.position, l.other_position) = 1
ORDER BY l.score DESC, l.article_id, l.other_article_id, l.position, l.other_position
"""
_WAITING = "SELECT file, line FROM judgements WHERE effect = 'waiting' ORDER BY ALL"


def review(console: Console, database: Path) -> None:
    """Print every pair that waits for a decision, then the judgements that wait for their articles."""
    pairs = queue(database)
    for number, pair in enumerate(pairs, 1):
        _show(console, number, pair)
    console.print(
        f"\n{len(pairs)} pairs to decide. Judgements go into seeds/judgements; its README says how."
        if pairs
        else "No pair waits for a decision."
    )
    tell_waiting(console, database)


def tell_waiting(console: Console, database: Path, mark: str = "") -> None:
    """Print the judgements that wait for an article, each line after a mark."""
    from warehouse.reader import query

    for file, line in query(database, _WAITING).iter_rows():
        console.print(
            f"{mark}{file}, line {line}: an article of this judgement is not here; it waits.",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def queue(database: Path) -> list[dict[str, Any]]:
    """Return the pairs that wait for a decision, one of two incidents, the nearest to a link first."""
    from warehouse.reader import query

    return query(database, _QUEUE).to_dicts()


def pasted(pair: dict[str, Any]) -> str:
    """Return the YAML of a judgement on a pair, with what only a person can say left empty."""
    listed = "\n".join(
        f"    - article_id: {pair[f'{prefix}article_id']}\n"
        f"      position: {pair[f'{prefix}position']}\n"
        f"      expect: {json.dumps(pair[f'{prefix}told'], ensure_ascii=False)}"
        for prefix in ("", "other_")
    )
    return f"- outcome: # linked or apart\n  events:\n{listed}\n  reason:\n  by:\n  on:"


def _show(console: Console, number: int, pair: dict[str, Any]) -> None:
    against = pair["evidence_against"] or "nothing"
    why = "a rival fits nearly as well" if pair["decided_by"] == "rival" else "below the threshold"
    named = f"{pair['incident_id']} and {pair['other_incident_id']}"
    console.print(
        f"\n[bold]{number}.[/] {named}: {pair['score']:g} points, {why}", highlight=False, soft_wrap=True
    )
    for prefix in ("", "other_"):
        start = pair[f"{prefix}start"]
        quoted = passage(pair[f"{prefix}body"], start, start + 1)
        source = pair[f"{prefix}outlet"] or pair[f"{prefix}source_name"]
        day = pair[f"{prefix}published_on"] or "no date"
        told = f"“{quoted.before}{quoted.span}{quoted.after}”"
        console.print(
            f"  {source} {day}: {told}", highlight=False, markup=False, soft_wrap=not console.is_terminal
        )
    console.print(f"  for: {pair['evidence_for']}", highlight=False, markup=False, soft_wrap=True)
    console.print(f"  against: {against}", highlight=False, markup=False, soft_wrap=True)
    console.print(pasted(pair), highlight=False, markup=False, soft_wrap=True)
