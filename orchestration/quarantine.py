"""`uof quarantine`: what was refused, its beginning, and reading it again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from orchestration import inert
from orchestration.errors import CallError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from orchestration.home import Home
    from orchestration.runner import Run

_ROWS = """
SELECT row_number() OVER (ORDER BY source_uri, line, content_hash, reason, detail) AS number, *
FROM quality.quarantine
ORDER BY number
"""
_SHOWN = 400  # characters of what was refused


def show_list(console: Console, home: Home) -> None:
    """Print a line for each thing refused, with its number, and how many there are of each reason."""
    from warehouse.reader import query

    rows = query(home.published, _ROWS).rows(named=True)
    for row in rows:
        where = inert.visible(row["source_uri"]) + (f", line {row['line']}" if row["line"] else "")
        _print(console, f"{row['number']:>4}  {row['first_seen_at']:%Y-%m-%d}  {row['reason']}  {where}")
    counts = ", ".join(
        f"{count} {reason}" for reason, count in sorted(Counter(r["reason"] for r in rows).items())
    )
    _print(console, f"{len(rows)} refused{f': {counts}' if rows else ''}.")


def show_one(console: Console, home: Home, number: int) -> None:
    """Print why one thing was refused and how it begins.

    Raises CallError where the list has no such number.
    """
    from warehouse.reader import query

    found = [row for row in query(home.published, _ROWS).rows(named=True) if row["number"] == number]
    if not found:
        raise CallError(f"Nothing refused has the number {number}. `uof quarantine list` has the numbers.")
    (row,) = found
    _print(console, inert.visible(row["source_uri"]) + (f", line {row['line']}" if row["line"] else ""))
    _print(console, f"{row['reason']}: {inert.visible(row['detail'])}")
    _print(
        console,
        f"First seen {row['first_seen_at']:%Y-%m-%d %H:%M} UTC, SHA-256 {row['content_hash'] or 'unknown'}",
    )
    beginning = _beginning(home, row["source_uri"], row["line"])
    _print(console, f"\n{beginning}" if beginning else "\nIts bytes are not kept, or have no text.")


def retry(home: Home, inbox: Path) -> Run:
    """Run, and read again what was refused or broke the extractor.

    New rules read it again without being asked. This is for what only the machine was to blame for: no
    memory, no permission. Raises what `runner.run` raises.
    """
    from orchestration.extracting import forget_failures
    from orchestration.reading import forget_refused
    from orchestration.runner import run

    with home.held():
        forget_refused(home)
        forget_failures(home)
        return run(home, inbox, always=True)


def _beginning(home: Home, path: str, line: int | None) -> str:
    """Return the first characters of a document taken in, or of a line of it; empty where it is not kept."""
    from orchestration.intake import documents, raw_bytes

    kept = documents(home)
    hashes = kept.filter((kept["path"] == path) & (kept["content_hash"] != ""))["content_hash"].to_list()
    if not hashes:
        return ""
    data = raw_bytes(home, hashes[-1])
    told = data.split(b"\n")[line - 1 : line] if line else [data]
    return inert.visible(b"".join(told)[: 4 * _SHOWN].decode("utf-8", "replace"))[:_SHOWN].strip()


def _print(console: Console, text: str) -> None:
    console.print(text, soft_wrap=True, highlight=False, markup=False)
