"""How an answer is printed."""

import polars as pl
import pytest

from orchestration.asking import answer, print_table
from orchestration.errors import CallError
from tests.expectations.ledger import sound_database


def test_a_wide_row_stays_on_one_line_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(pl.DataFrame({f"column_{n}": ["some longer value"] for n in range(30)}))
    assert any("column_0 " in line and "column_29" in line for line in capsys.readouterr().out.splitlines())


def test_markup_in_a_value_is_printed_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(pl.DataFrame({"value": ["[red]not red[/red]"]}))
    assert "[red]not red[/red]" in capsys.readouterr().out


def test_csv_and_json_are_for_programs(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    database = sound_database(tmp_path / "uof.duckdb")
    answer(database, "SELECT city, is_fatal FROM incidents", "csv")
    answer(database, "SELECT city, is_fatal FROM incidents", "json")
    assert capsys.readouterr().out == 'city,is_fatal\nTopeka,true\n{"city": "Topeka", "is_fatal": true}\n'


@pytest.mark.parametrize(
    ("query", "form", "says"),
    [
        ("SELECT nothing FROM incidents", "csv", "cannot be answered"),
        ("DROP TABLE incidents", "csv", "cannot be answered"),
        ("SELECT 1", "xml", "no format"),
    ],
)
def test_a_wrong_question_is_a_wrong_call(query: str, form: str, says: str, tmp_path) -> None:
    database = sound_database(tmp_path / "uof.duckdb")
    with pytest.raises(CallError, match=says):
        answer(database, query, form)
