"""Where a ledger lives: named folders, the environment, then the project's own."""

from pathlib import Path

import pytest
import yaml
from filelock import Timeout

from orchestration.home import PROJECT, PROJECT_HOME, Home, default_home, default_inbox


def test_the_environment_names_the_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UOF_HOME", str(tmp_path / "ledger"))
    monkeypatch.setenv("UOF_INBOX", str(tmp_path / "in"))
    assert (default_home(), default_inbox()) == (tmp_path / "ledger", tmp_path / "in")


def test_without_a_name_the_project_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UOF_HOME", raising=False)
    monkeypatch.setenv("UOF_INBOX", "")
    assert (default_home(), default_inbox()) == (PROJECT_HOME, PROJECT / "seeds" / "articles")


def test_settings_that_somebody_wrote_stay(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    settings = home.dagster / "dagster.yaml"
    assert yaml.safe_load(settings.read_text())["telemetry"] == {"enabled": False}
    settings.write_text("telemetry: {enabled: true}")
    home.prepare()
    assert settings.read_text() == "telemetry: {enabled: true}"


def test_one_ledger_has_one_writer(tmp_path: Path) -> None:
    from filelock import FileLock

    with Home(tmp_path).lock(), pytest.raises(Timeout), FileLock(tmp_path / ".lock", timeout=0):
        pass
