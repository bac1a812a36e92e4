"""Ledgers that a test needs up to the built database only: without Dagster, its events and publishing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from expectations.expectation import BLOCKING
from expectations.runner import check
from orchestration.building import build_database
from orchestration.home import Home
from orchestration.intake import take_in

TAKEN_IN = datetime(2026, 1, 1, 12, tzinfo=UTC)


def built(root: Path, inbox: Path, at: datetime = TAKEN_IN) -> Home:
    """Take an inbox in at a moment and build the database of the ledger in a folder."""
    home = Home(root)
    home.prepare()
    take_in(home, inbox, at)
    build_database(home)
    return home


def refusals(home: Home) -> list[str]:
    """Return the expectations that would keep the built database from being published."""
    results, _ = check(home.built)
    return results.filter(severity=BLOCKING, success=False)["expectation"].to_list()
