"""A run that is killed leaves a ledger that the next run makes whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.killing import Grounds, check_whole, copied, finish, kill, moments, prepare

STEPS = ("build_database", "publish")  # `make bench` kills in every step


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Grounds:
    return prepare(tmp_path_factory.mktemp("grounds"))


def test_kills_one_after_another_lose_nothing_and_double_nothing(grounds: Grounds, tmp_path: Path) -> None:
    home = copied(grounds.ledger, tmp_path / "killed")
    killed = [kill(home, grounds, moment) for moment in moments(2, STEPS)]
    assert all(one.looks for one in killed)
    assert any(one.was_running for one in killed)
    finish(home, grounds.inbox)
    check_whole(home, grounds)
