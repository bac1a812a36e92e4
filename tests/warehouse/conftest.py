from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from warehouse.dictionary import table, tables
from warehouse.publish import build

NO_MARTS = {
    name: "SELECT " + ", ".join(f"NULL AS {column}" for column in entry.columns) + " WHERE false"
    for name, entry in tables("marts").items()
}


def article(article_id: str, **values: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(table("articles").columns)
    row |= {
        "article_id": article_id,
        "source_name": article_id,
        "source_uri": f"{article_id}.txt",
        "source_article_id": article_id,
        "body": "Police fired a shot. It’s not known at whom.",
        "is_relevant": True,
        "relevance_score": 0.75,
        "content_hash": "0" * 64,
        "ingested_at": datetime(2024, 5, 6, 12, tzinfo=UTC),
    }
    return row | values


def articles(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=table("articles").polars_schema)


def empty_frames() -> dict[str, pl.DataFrame]:
    return {
        name: entry.polars_schema.to_frame() for name, entry in (tables("main") | tables("history")).items()
    }


def write_database(path: Path, *rows: dict[str, object]) -> Path:
    """Build a database that holds the given articles and is empty otherwise."""
    build(path, empty_frames() | {"articles": articles(*rows)}, NO_MARTS)
    return path


@pytest.fixture(scope="session")
def read_only_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database for all tests that only read; the quotation mark in its name is part of the test."""
    return write_database(tmp_path_factory.mktemp("read") / "it's.duckdb", article("A-1"))


@pytest.fixture
def no_rows() -> dict[str, pl.DataFrame]:
    return empty_frames()


@pytest.fixture
def make_article() -> Callable[..., dict[str, object]]:
    return article


@pytest.fixture
def make_database(tmp_path: Path) -> Callable[..., Path]:
    return lambda name, *rows: write_database(tmp_path / f"{name}.duckdb", *rows)
