"""The commands' promises that need no database: exit statuses, plain words, a fast answer."""

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration import errors
from orchestration.home import Home


def uof(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call the command as a shell does, with an environment of its own."""
    return subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "100", "LANG": "C.UTF-8", **environment},
    )


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    code = (
        "import sys, orchestration.cli as cli\n"
        "sys.argv = ['uof', '--help']\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'dagster', 'spacy', 'polars', 'duckdb', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(
        name in done.stdout for name in ("run", "ui", "sql", "explain", "review", "release", "evaluate")
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bogus"], "No such command"),
        (["run", "--bogus"], "No such option"),
        (["run", "--inbox", "/nowhere/at/all"], "is not a folder"),
        (["sql", "SELECT 1"], "Nothing is published"),
        (["explain", "abc"], "Nothing is published"),
        (["release", "--out", "/nowhere"], "Nothing is published"),
        (["report"], "Nothing is published"),
        (["evaluate", "/nowhere/gold.jsonl"], "There is no file"),
        (["diff", "/nowhere/a.duckdb", "/nowhere/b.duckdb"], "There is no file"),
        (["explain"], "Missing argument"),
        (["release"], "Missing option"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_plain_message(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    done = uof(*arguments, UOF_HOME=str(tmp_path / "home"))
    assert done.returncode == errors.WRONG_CALL
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_that_is_a_file_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = uof("run", "--home", str(tmp_path / "file"))
    assert (done.returncode, "is a file" in done.stderr) == (errors.WRONG_CALL, True)


def test_a_second_run_at_the_same_time_says_so_and_leaves(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.lock():
        done = uof("run", "--home", str(home.root), "--inbox", str(tmp_path))
    assert done.returncode == errors.BUSY
    assert "Another run" in done.stderr
    assert not home.published.exists()


def test_dagster_sends_nothing_anywhere(tmp_path: Path) -> None:
    import yaml

    home = Home(tmp_path / "home")
    home.prepare()
    settings = yaml.safe_load((home.dagster / "dagster.yaml").read_text())
    assert settings["telemetry"] == {"enabled": False}
    assert settings["nux"] == {"enabled": False}


def test_settings_that_somebody_wrote_stay(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.dagster.mkdir(parents=True)
    (home.dagster / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    home.prepare()
    assert (home.dagster / "dagster.yaml").read_text() == "telemetry: {enabled: false}\n"
