"""The law: one go, any order, or day by day gives the same tables."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orchestration.building import build_database
from orchestration.home import PROJECT, Home
from orchestration.intake import take_in
from tests.orchestration.ledgers import built
from warehouse.publish import content_hashes, swap
from warehouse.reader import query

SAMPLE = PROJECT / "seeds" / "articles"
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample articles, each in a file of its own, so that they can come one by one."""
    folder = tmp_path_factory.mktemp("sample")
    for path in SAMPLE.glob("*.txt"):
        shutil.copyfile(path, folder / path.name)
    lines = (SAMPLE / "kansas_city.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        (folder / f"{number:02}.jsonl").write_text(line + "\n", encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Home:
    """The ledger that took all in at once."""
    return built(tmp_path_factory.mktemp("whole"), files[0].parent, START)


@given(draw=st.randoms(use_true_random=False))
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_day_by_day_in_any_order_gives_the_tables_of_one_go(
    whole: Home, files: list[Path], tmp_path_factory: pytest.TempPathFactory, draw: random.Random
) -> None:
    """Each day some of the articles come, in no order, and what is built of them is published."""
    folder = tmp_path_factory.mktemp("days")
    home, inbox = Home(folder / "home"), folder / "inbox"
    home.prepare()
    inbox.mkdir()
    shutil.copyfile(
        whole.work / "extractions.duckdb", home.work / "extractions.duckdb"
    )  # one article's depend on it alone
    shuffled = draw.sample(files, len(files))
    first, second = sorted(draw.sample(range(1, len(files)), 2))
    for day, came in enumerate((shuffled[:first], shuffled[first:second], shuffled[second:])):
        for path in came:
            shutil.copyfile(path, inbox / path.name)
        take_in(home, inbox, START + timedelta(days=day))
        build_database(home)
        if day < 2:
            swap(home.built, home.published)
    assert content_hashes(home.built) == content_hashes(whole.built)
    ids = [set(query(database, "SELECT incident_id FROM incidents")["incident_id"])
           for database in (home.published, home.built)]  # fmt: skip
    redirects = query(home.built, "SELECT former_incident_id FROM incident_redirects")
    assert ids[0] <= ids[1] | set(redirects["former_incident_id"])


def test_what_was_recorded_by_a_day_is_what_was_built_that_day(
    whole: Home, files: list[Path], tmp_path: Path
) -> None:
    home, inbox = Home(tmp_path / "home"), tmp_path / "inbox"
    home.prepare()
    inbox.mkdir()
    shutil.copyfile(whole.work / "extractions.duckdb", home.work / "extractions.duckdb")
    for day, came in enumerate((files[::2], files[1::2])):
        for path in came:
            shutil.copyfile(path, inbox / path.name)
        take_in(home, inbox, START + timedelta(days=day))
        build_database(home)
        if day == 0:
            swap(home.built, home.published)
    for name in ("incidents", "incident_agencies", "subjects"):
        then = query(home.published, f"SELECT * FROM {name} ORDER BY ALL")
        recalled = query(home.built, f"SELECT * FROM {name}_recorded_as_of('2026-01-01') ORDER BY ALL")
        assert recalled.equals(then)
