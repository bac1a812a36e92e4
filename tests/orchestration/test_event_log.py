"""Events go into Dagster's own files, over connections that stay open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from orchestration.event_log import KEPT, EventLog
from orchestration.home import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path / "ledger")
    home.prepare()
    monkeypatch.setenv("DAGSTER_HOME", str(home.dagster))
    return home


@pytest.fixture
def instance(home: Home) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.get() as instance:
        yield instance


@pytest.fixture
def dagsters_own(home: Home) -> Iterator[SqliteEventLogStorage]:
    """Return what reads the events where nobody knows of this event log."""
    storage = SqliteEventLogStorage(str(home.dagster / "history" / "runs"))
    yield storage
    storage.dispose()


def say(instance: dg.DagsterInstance, words: str, run_id: str = "run-1") -> None:
    instance.report_engine_event(words, job_name="ledger", run_id=run_id)


def test_a_ledger_keeps_its_events_so(instance: dg.DagsterInstance) -> None:
    assert isinstance(instance.event_log_storage, EventLog)


def test_dagster_itself_reads_what_is_being_written(
    instance: dg.DagsterInstance, dagsters_own: SqliteEventLogStorage
) -> None:
    say(instance, "first")
    say(instance, "second")
    assert [one.dagster_event.message for one in dagsters_own.get_logs_for_run("run-1")] == [
        "first",
        "second",
    ]


def test_who_follows_a_run_is_told_at_once(
    instance: dg.DagsterInstance, dagsters_own: SqliteEventLogStorage
) -> None:
    """The web UI watches the file of the run, which SQLite leaves alone until its log is full."""
    heard: Queue[str] = Queue()
    say(instance, "before")
    dagsters_own.watch("run-1", None, lambda event, _: heard.put(event.dagster_event.message))
    say(instance, "under way")
    assert {heard.get(timeout=10), heard.get(timeout=10)} == {"before", "under way"}


def test_few_files_stay_open(instance: dg.DagsterInstance) -> None:
    for number in range(3 * KEPT):
        say(instance, "told", f"run-{number}")
    assert len(instance.event_log_storage._engines) == KEPT
    assert all(instance.all_logs(f"run-{number}") for number in range(3 * KEPT))


def test_a_killed_process_loses_no_event(home: Home, dagsters_own: SqliteEventLogStorage) -> None:
    killed = (
        "import dagster as dg, os, signal\n"
        "instance = dg.DagsterInstance.get()\n"
        "instance.report_engine_event('the last', job_name='ledger', run_id='run-1')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", killed], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    assert [one.dagster_event.message for one in dagsters_own.get_logs_for_run("run-1")] == ["the last"]
