"""The report: every section from one published database, on a page that loads nothing and trusts no text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orchestration.errors import CallError
from orchestration.report.charts import _CHARTS
from orchestration.report.page import report, sections, write_report
from tests.expectations.ledger import broken_database, sound_database

HERE = Path("orchestration/report")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_database(tmp_path_factory.mktemp("ledger") / "uof.duckdb")


@pytest.fixture(scope="module")
def page(ledger: Path) -> str:
    return report(ledger)


def test_each_section_has_words_a_query_and_a_chart() -> None:
    queries = {path.stem for path in HERE.glob("queries/*.sql")} - {"figures"}
    assert list(sections()) == list(_CHARTS)
    assert set(sections()) == queries
    assert all(set(words) == {"title", "said", "caution"} for words in sections().values())


def test_every_section_is_drawn_wide_and_narrow_with_its_figures(page: str) -> None:
    assert page.count("<svg") == 2 * page.count("<details>") > 0
    assert all(f'id="{name}"' in page for name in sections())
    assert "1 articles of 0 outlets tell of 1 incidents" in " ".join(page.split())


def test_the_page_loads_nothing(page: str) -> None:
    assert not re.search(r"<(script|link|img|iframe|object)\b|@import|url\(", page)
    named = set(re.findall(r"https?://[^\s\"']+", page))
    assert named <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_what_an_article_calls_an_agency_is_text_and_nothing_else(ledger: Path, tmp_path: Path) -> None:
    hostile = '</text><script>alert("x")</script>{{ 7*7 }}'
    called = f"UPDATE marts.outside_investigations_per_agency SET agency_name = '{hostile}'"
    broken = broken_database(tmp_path / "hostile.duckdb", ledger, [called])
    page = report(broken)
    assert "<script" not in page
    assert "{{ 7*7 }}" in page


def test_a_ledger_without_incidents_says_so(ledger: Path, tmp_path: Path) -> None:
    names = ("incidents", "subjects", "marts.shootings_per_state_per_year",
             "marts.rates_per_agency_per_year", "marts.outside_investigations_per_agency",
             "marts.days_to_identification", "marts.coverage")  # fmt: skip
    emptied = [f"DELETE FROM {name}" for name in names]
    emptied.append("UPDATE quality.history SET row_count = 0, unknown_count = 0")
    page = report(broken_database(tmp_path / "empty.duckdb", ledger, emptied))
    assert page.count("no row answers this") == len(sections()) - 1
    assert ">not known<" in page


def test_a_page_that_cannot_be_written_is_named(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CallError, match=r"file/report\.html cannot be written"):
        write_report(ledger, tmp_path / "file" / "report.html")
