"""How much of the papers' words a release carries."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from orchestration.releasing.contents import CUT, OMITTED, Part, part_of, with_evidence, without_text
from tests.expectations.ledger import ROWS, frame
from warehouse.dictionary import tables
from warehouse.seeds import load_yaml

RULE = load_yaml("release.yml")


def parts(body: str, statements: list[tuple[str, str]], span: tuple[int, int] = (0, 6)) -> list[Part]:
    """Return the sound ledger with one body and the statements (kind, words) of it."""
    rows: dict[str, list[dict[str, Any]]] = {"articles": [ROWS["articles"][0] | {"body": body}]}
    rows["statements"] = [
        ROWS["statements"][0] | {"statement_id": f"t{at}", "kind": kind, "content": words, "char_start": at}
        for at, (kind, words) in enumerate(statements)
    ]
    rows["claims"] = [ROWS["claims"][0] | {"char_start": span[0], "char_end": span[1]}]
    return [Part(tables()[name], frame(name, found)) for name, found in rows.items()]


def told(given: list[Part]) -> list[str]:
    return part_of(given, "statements").frame["content"].to_list()


def test_a_long_statement_is_cut() -> None:
    longest = RULE["quotation"]["longest"]
    words = "x" * (longest + 1)
    assert told(without_text(parts("y" * 9999, [("direct", words)]))) == ["x" * longest + CUT]
    assert told(without_text(parts("y" * 9999, [("direct", words[1:])]))) == ["x" * longest]


def test_statements_cannot_add_up_to_the_article() -> None:
    room = int(300 * RULE["quotation"]["largest_share"])
    half = "x" * (room // 2)
    found = told(without_text(parts("y" * 300, [("indirect", half), ("direct", half), ("direct", half)])))
    assert found == [OMITTED, half, half]


def test_evidence_counts_in_code_points_and_is_cut() -> None:
    (claim,) = part_of(with_evidence(parts("😀 “Police” fired", [], (3, 9))), "claims").frame["evidence"]
    assert claim == "Police"
    longest = RULE["evidence"]["longest"]
    cut = without_text(with_evidence(parts("z" * 999, [], (0, 900))))
    assert part_of(cut, "claims").frame["evidence"].to_list() == ["z" * longest + CUT]


def test_every_table_with_offsets_has_its_words() -> None:
    """Of the dictionary as it is: a new table with offsets gets them too."""
    given = [Part(entry, entry.polars_schema.to_frame()) for entry in tables().values()]
    for part in without_text(with_evidence(given)):
        columns = part.table.columns
        assert list(columns) == part.frame.columns
        assert "body" not in {column.privacy for column in columns.values()}
        if {"article_id", "char_start", "char_end"} <= columns.keys():
            assert "quotation" in {column.privacy for column in columns.values()}, part.name


def test_a_part_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match="dogs"):
        part_of([Part(tables()["claims"], pl.DataFrame())], "dogs")
