"""Databases that were published before, and going back to one of them (`uof rollback`).

Whoever finds a published database wrong goes back first and looks for the reason then. The next run that has
something new publishes again; a run with nothing new leaves what was gone back to.
"""

from __future__ import annotations

import filecmp
import os
from datetime import UTC, datetime
from pathlib import Path

from orchestration import takedowns
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.news import note_size, read_last_run

KEPT = 5  # databases before the published one: a working week of nightly runs


def earlier(home: Home) -> list[Path]:
    """Return the databases that are kept, the one built last first."""
    return sorted(home.earlier.glob("uof-*.duckdb"), reverse=True)


def published_so_far(home: Home) -> list[Path]:
    """Return the published database and those before it, as far as they are there."""
    return [path for path in (home.published, *earlier(home)) if path.exists()]


def keep(home: Home) -> None:
    """Keep the published database among the earlier ones, unless nobody can read it; let the oldest go.

    One that was made before the takedown list changed names whom nothing may name: all such go.
    """
    if not _may_be_shown(home):
        for path in earlier(home):
            path.unlink()
    elif home.published.exists() and not _is_damaged(home):
        _keep(home)
        for path in earlier(home)[KEPT:]:
            path.unlink()


def rollback(home: Home, name: str | None = None) -> Path:
    """Publish an earlier database again: the one of this name, else the one built before the published one.

    What was published is kept among the earlier ones. Readers have the one or the other at every moment.
    Raises CallError where there is none, or where nothing says that it names nobody who was taken down since.
    """
    if not _may_be_shown(home):
        raise CallError(
            "The takedown list changed since the last run, or nothing tells which list that run had, so no "
            "earlier database may be shown. Call: uof run"
        )
    kept = {path.name: path for path in earlier(home)}
    now = _name(home.published)
    chosen = name or max((other for other in kept if other < now), default="")
    if chosen not in kept:
        names = ", ".join(kept) or "none"
        raise CallError(f"There is no {name or 'earlier database'}. What is kept in {home.earlier}: {names}.")
    _keep(home)
    aside = home.published.with_suffix(".earlier")
    aside.unlink(missing_ok=True)
    os.link(kept[chosen], aside)
    aside.replace(home.published)
    note_size(home)
    return kept[chosen]


def _may_be_shown(home: Home) -> bool:
    """Tell whether what was published so far was made with today's takedown list."""
    last = read_last_run(home)
    return last is not None and last.get("takedowns", "") == takedowns.version(home)


def _is_damaged(home: Home) -> bool:
    """Tell whether the build found the published database damaged: it laid a copy aside then."""
    return home.damaged.exists() and filecmp.cmp(home.damaged, home.published, shallow=False)


def _keep(home: Home) -> None:
    home.earlier.mkdir(parents=True, exist_ok=True)
    target = home.earlier / _name(home.published)
    if not target.exists():
        os.link(home.published, target)  # costs no room until the published one is replaced


def _name(database: Path) -> str:
    built_at = datetime.fromtimestamp(database.stat().st_mtime_ns / 1e9, UTC)
    return f"uof-{built_at:%Y%m%dT%H%M%S.%f}Z.duckdb"
