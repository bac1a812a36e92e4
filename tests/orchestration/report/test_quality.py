"""The page of the checks: expectations, what failed by key alone, stages and history; it loads nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orchestration.report.page import write_report
from orchestration.report.quality import quality_page
from tests.expectations.ledger import broken_database, frame, sound_database
from warehouse.publish import put

RULES = [
    {"table_name": "incidents", "expectation": "one", "description": "A rule <b>of</b> days.",
     "severity": "advisory", "success": False, "failing_count": 7},
    {"table_name": "corrections", "expectation": "two", "description": "A rule of corrections.",
     "severity": "blocking", "success": True, "failing_count": 0},
]  # fmt: skip
KEYS = [
    "inc-0123456789abcdef",
    "inc-0123456789abcdef | Ada Lind",
    "<i>x</i> | age",
    "MCDONALDS KS0890100",
    "y",
    "z",
    "zz",
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = sound_database(tmp_path_factory.mktemp("ledger") / "uof.duckdb")
    failing = [{"table_name": "incidents", "expectation": "one", "key": key} for key in KEYS]
    put(path, {"quality.results": frame("quality.results", RULES),
               "quality.failing_rows": frame("quality.failing_rows", failing)})  # fmt: skip
    return path


@pytest.fixture(scope="module")
def page(ledger: Path) -> str:
    return quality_page(ledger)


def test_what_is_not_met_stands_with_its_keys_and_how_many_more(page: str) -> None:
    assert "1 of 2 expectations are met" in page
    assert "A rule &lt;b&gt;of&lt;/b&gt; days." in page
    assert "inc-0123456789abcdef" in page and "and 2 more" in page


def test_a_key_shows_ids_and_codes_and_no_name(page: str) -> None:
    assert "<code>inc-0123456789abcdef … …</code>" in page
    assert "<code>… age</code>" in page
    assert "<code>… KS0890100</code>" in page  # a surname in capitals has nine letters as an ORI
    assert "Lind" not in page and "<i>" not in page


def test_stages_and_history_are_told(page: str) -> None:
    assert page.count("<td>yes</td>") == 7
    assert page.count("20 % of 40") == 4


def test_a_stage_that_lost_something_is_told(ledger: Path, tmp_path: Path) -> None:
    lost = "UPDATE quality.stages SET went_on = 0 WHERE stage = 'claims'"
    assert "<td>NO</td>" in quality_page(broken_database(tmp_path / "lost.duckdb", ledger, [lost]))


def test_the_page_lies_beside_the_report_which_links_it(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages" / "report.html"
    assert write_report(ledger, out) == out.with_name("quality.html")
    assert 'href="quality.html"' in out.read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(|https?://", quality_page(ledger))
