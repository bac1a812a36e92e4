from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import transforms.marts
from warehouse.dictionary import tables

FILES = sorted(Path(transforms.marts.__file__).parent.glob("*.sql"))


def test_every_mart_of_the_dictionary_has_its_query_and_the_other_way_round() -> None:
    assert {f"marts.{path.stem}" for path in FILES} == set(tables("marts"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_mart_is_one_select_under_a_comment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    (statement,) = duckdb.connect(":memory:").extract_statements(text)
    assert statement.type == duckdb.StatementType.SELECT
