from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from warehouse.dictionary import ConformError
from warehouse.store import Store

LINKS = pl.DataFrame({"incident_id": ["B", "A"], "article_id": ["1", "2"], "is_background": [True, False]})


def test_a_table_is_read_as_it_was_written_last(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("incident_articles", LINKS)
    store.write("incident_articles", LINKS.filter(incident_id="A"))
    assert store.read("incident_articles").equals(LINKS.filter(incident_id="A"))
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["incident_articles.parquet"]


def test_a_frame_that_does_not_fit_leaves_the_last_table(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("incident_articles", LINKS)
    with pytest.raises(ConformError):
        store.write("incident_articles", LINKS.drop("is_background"))
    assert store.read("incident_articles").equals(LINKS.sort("incident_id"))


def test_schemas_have_folders_of_their_own(tmp_path: Path) -> None:
    rows = pl.DataFrame({"table_name": ["t"], "expectation": ["e"], "key": ["k"]})
    Store(tmp_path).write("quality.failing_rows", rows)
    assert (tmp_path / "tables" / "quality" / "failing_rows.parquet").is_file()


def test_a_table_never_written_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Store(tmp_path).read("claims")
