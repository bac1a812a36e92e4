"""The database is built of what was read, whatever was published before."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from orchestration.building import build_database
from orchestration.home import Home
from tests.orchestration.ledgers import built, refusals
from warehouse.publish import swap
from warehouse.reader import query

REPORT = {
    "id": "report",
    "published": "2024-05-06",
    "text": "TOPEKA, Kan. — Dale Orrin, 41, was shot and killed by Topeka police on May 2, the Kansas Bureau "
    "of Investigation said Monday. An officer fired after Orrin pointed a handgun at officers.",
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A ledger of one incident, published."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "report.jsonl").write_text(json.dumps(REPORT), encoding="utf-8")
    home = built(tmp_path / "home", inbox)
    swap(home.built, home.published)
    return home


def test_an_id_of_other_rules_leads_to_the_incident_that_tells_the_same(home: Home) -> None:
    """As if rules that find the event at another place in its article had published before."""
    told = query(home.published, "SELECT incident_id FROM incidents").item()
    with duckdb.connect(str(home.published)) as connection:
        for table in ("incidents", "incident_articles"):
            connection.execute(f"UPDATE {table} SET incident_id = 'inc-of-other-rules'")
    for _ in range(2):  # and still does when the next database is built upon that one
        build_database(home)
        rows = query(home.built, "FROM incident_redirects WHERE reason <> 'merged'").rows()
        assert rows == [("inc-of-other-rules", told, "reread", None)]
        assert not refusals(home)
        swap(home.built, home.published)
