from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.releasing.release import Wish, write_release
from tests.expectations.ledger import sound_database


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small published database for all tests that only read."""
    return sound_database(tmp_path_factory.mktemp("published") / "uof.duckdb")


@pytest.fixture(scope="session")
def released(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its release."""
    return write_release(published, tmp_path_factory.mktemp("out"), Wish()).folder


@pytest.fixture(scope="session")
def with_text(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its release with the articles' text."""
    return write_release(published, tmp_path_factory.mktemp("text"), Wish(with_text=True)).folder
