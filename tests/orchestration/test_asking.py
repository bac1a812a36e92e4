"""How an answer is printed."""

from datetime import date

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


def test_parquet_goes_to_a_file_with_its_types(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    database, out = sound_database(tmp_path / "uof.duckdb"), tmp_path / "rows.parquet"
    answer(database, "SELECT occurred_on, ['a'] AS listed FROM incidents", "parquet", out)
    assert pl.read_parquet(out).rows() == [(date(2024, 5, 2), ["a"])]
    assert capsys.readouterr().out == ""
    with pytest.raises(CallError, match=r"cannot be written"):
        answer(database, "SELECT 1 AS one", "parquet", tmp_path / "nowhere" / "rows.parquet")


@pytest.mark.parametrize(("form", "out"), [("parquet", None), ("csv", "rows.csv")])
def test_only_parquet_goes_to_a_file(form: str, out: str | None, tmp_path) -> None:
    database = sound_database(tmp_path / "uof.duckdb")
    with pytest.raises(CallError, match=r"--format parquet --out FILE"):
        answer(database, "SELECT 1 AS one", form, tmp_path / out if out else None)


def test_csv_has_no_formulas_and_no_lists(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    database = sound_database(tmp_path / "uof.duckdb")
    answer(
        database,
        "SELECT '=1+1' AS a, '-x' AS b, -5 AS c, NULL AS d, ['=x', 'é'] AS e, chr(39) || '@' AS f",
        "csv",
    )
    assert capsys.readouterr().out == 'a,b,c,d,e,f\n\'=1+1,\'-x,-5,,"[""=x"", ""é""]",\'\'@\n'


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
