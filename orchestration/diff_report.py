"""What changed between two databases, printed for a terminal, as Markdown for release notes, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import inert
from orchestration.errors import CallError

if TYPE_CHECKING:
    from orchestration.diff import Change, Difference
    from orchestration.hiding import Hide

FORMATS = ("table", "markdown", "json")
_TITLES = {
    "added": "Incidents added",
    "merged": "Incidents merged",
    "split": "Incidents split",
    "renamed": "Incidents under another id",
    "gone": "Incidents gone",
}
_KINDS = {
    "claim": "now told by",
    "dissent": "against it",
    "lost_claim": "no longer told",
    "rule": "why",
}


def print_difference(old: Path, new: Path, form: str, hide: Hide | None = None) -> None:
    """Compare two database files and print what changed, after `hide` took out what may not be told.

    Raises CallError for a wrong file or format.
    """
    from orchestration.diff import compare_files
    from orchestration.hiding import hidden

    if form not in FORMATS:
        raise CallError(f"There is no format {form!r}. Take one of {', '.join(FORMATS)}.")
    found = compare_files(old, new)
    if hide is not None:
        found = hidden(found, hide)
    if form == "json":
        print(inert.json_text(json.dumps(asdict(found), ensure_ascii=False, indent=1)))
    elif form == "markdown":
        print("\n".join(markdown(found)))
    else:
        _show(found)


def markdown(found: Difference) -> Iterator[str]:
    """Yield the lines of release notes. What articles and people wrote cannot act as markup."""
    if found.is_empty:
        yield "Nothing changed."
    for name, title in _TITLES.items():
        rows = getattr(found, name)
        if rows:
            yield from (f"### {title} ({len(rows)})", "")
            yield from (f"- {inert.markdown(line)}" for line in _lines(name, rows))
            yield ""
    if found.changed:
        yield from (f"### Values changed ({len(found.changed)})", "")
        yield "| incident | of | slot | was | is | because |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for one in found.changed:
            cells = [one.incident_id, one.entity or "", one.slot, *_values(one), "; ".join(_causes(one))]
            yield f"| {' | '.join(inert.markdown(cell) for cell in cells)} |"


def _show(found: Difference) -> None:
    from rich.markup import escape

    from orchestration.console import terminal

    console = terminal()
    if found.is_empty:
        console.print("Nothing changed.")
    for name, title in _TITLES.items():
        rows = getattr(found, name)
        if rows:
            console.print(f"\n[bold]{title} ({len(rows)})[/]", highlight=False)
            for line in _lines(name, rows):
                console.print(f"  {line}", highlight=False, markup=False, soft_wrap=True)
    if found.changed:
        console.print(f"\n[bold]Values changed ({len(found.changed)})[/]", highlight=False)
    for one in found.changed:
        was, now = (escape(value) for value in _values(one))
        what = escape(" ".join(part for part in (one.entity, one.slot) if part))
        console.print(f"  {one.incident_id}  {what}: {was} → [cyan]{now}[/]", highlight=False, soft_wrap=True)
        for cause in _causes(one):
            console.print(f"      {cause}", highlight=False, markup=False, soft_wrap=True)


def _lines(name: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        if name in ("added", "gone"):
            yield _incident(row)
        elif name == "merged":
            yield f"{_incident(row['into'])}, from {_ids(row['from'])}"
        elif name == "split":
            yield f"{_incident(row['from'])}, into {_ids(row['into'])}"
        else:
            yield f"{_incident(row['into'])}, was {row['from']['incident_id']}"


def _incident(row: dict[str, Any]) -> str:
    parts = [row["day"] or "day unknown", row["place"] or "place unknown", f"{row['what']}, {row['outcome']}",
             row["persons"], row["agencies"]]  # fmt: skip
    count = f"{row['article_count']} article{'s' * (row['article_count'] > 1)}"
    return f"{row['incident_id']}: {' · '.join(part for part in [*parts, count] if part)}"


def _ids(rows: list[dict[str, Any]]) -> str:
    return " and ".join(row["incident_id"] for row in rows)


def _values(one: Change) -> tuple[str, str]:
    """Return the old and the new value, with their status where it is not plain."""
    return _value(one.old, one.old_status), _value(one.new, one.new_status)


def _value(value: str | None, status: str | None) -> str:
    shown = value if value is not None else "no value"
    return f"{shown} ({status})" if status in ("disputed", "unclear", "corrected") else shown


def _causes(one: Change) -> Iterator[str]:
    for cause in one.causes:
        if cause["kind"] == "correction":
            yield (
                f"corrected by {cause['decided_by']} on {cause['decided_on']}: {cause['reason']} "
                f"({cause['source']})"
            )
        elif cause["kind"] == "rule":
            yield f"why: {cause['reason']}"
        else:
            where = " ".join(part for part in (cause["outlet"], cause["published_on"]) if part)
            said = f", {cause['modality']}" if cause["modality"] != "asserted" else ""
            yield f"{_KINDS[cause['kind']]}: {cause['value']}{said} ({where}) “{cause['sentence']}”"
