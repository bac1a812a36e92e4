"""Cells that a spreadsheet would run, and examples that mislead, stay out of the files."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.inert import markdown
from orchestration.releasing.codebook import examples
from orchestration.releasing.contents import Part
from orchestration.releasing.rendering import share
from warehouse.dictionary import table
from warehouse.spreadsheet import without_formulas


def titles(*values: str | None) -> Part:
    entry = table("articles")
    blank = {name: pl.Series([None] * len(values), dtype=kind) for name, kind in entry.polars_schema.items()}
    return Part(entry, pl.DataFrame(blank | {"title": pl.Series(values, dtype=pl.String)}))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_made_text(cell: str) -> None:
    assert without_formulas(titles(cell).frame)["title"].to_list() == [f"'{cell}"]


def test_other_text_stays() -> None:
    plainly = ["Man shot", "a=b", "'quoted'", "", None]
    assert without_formulas(titles(*plainly).frame)["title"].to_list() == plainly


@given(st.text(alphabet="'=+-@\t\rab", max_size=6))
def test_the_value_can_be_had_back(value: str) -> None:
    (cell,) = without_formulas(titles(value).frame)["title"]
    assert re.sub(r"^'(?='*[=+\-@\t\r])", "", cell) == value
    assert not re.match(r"[=+\-@\t\r]", cell)


def test_examples_are_the_most_frequent_and_none_that_was_withheld() -> None:
    values = pl.Series(["b", "b", "a", "c", "d", "[withheld]", "[withheld]", "███ Roe", "[…]"])
    assert examples(values) == ["b", "a", "c"]
    assert examples(pl.Series(["x" * 99])) == ["x" * 60 + "…"]


def test_a_share_never_hides_a_few() -> None:
    assert [share(part) for part in (None, 0, 0.001, 0.5, 0.999, 1)] == [
        "–", "0 %", "< 1 %", "50 %", "> 99 %", "100 %",
    ]  # fmt: skip


def test_markup_is_shown_as_it_is() -> None:
    assert markdown("<b>|`x`\n[y](z)") == r"\<b\>\|\`x\` \[y\](z)"
