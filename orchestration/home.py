"""Where a ledger lives on disk, and the settings that Dagster needs there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from orchestration.errors import BusyError

PROJECT = Path(__file__).resolve().parent.parent
QUALITY_PAGE = "quality.html"  # the page of the checks, beside the report
PROJECT_HOME = PROJECT / "warehouse" / "data"

_DAGSTER_YAML = """\
# Written by `uof`. Nothing is sent anywhere.
telemetry:
  enabled: false
nux:
  enabled: false
# Dagster's own SQLite files, written over connections that stay open.
storage:
  custom:
    module: orchestration.event_log
    class: Storage
    config:
      base_dir:
        env: DAGSTER_HOME
# Steps write to the event log; capturing their standard output would cost a process a step.
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
# A ledger has one writer.
concurrency:
  runs:
    max_concurrent_runs: 1
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 7
      failure: 30
      success: -1
"""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one ledger. Everything that is not under `root` is only ever read."""

    root: Path

    @property
    def raw(self) -> Path:
        """Every input byte for byte, by content hash."""
        return self.root / "raw"

    @property
    def work(self) -> Path:
        """Lists of what was taken in and read, from run to run."""
        return self.root / "work"

    @property
    def built(self) -> Path:
        """The database of the run under way, before anything is known of its quality."""
        return self.root / "work" / "uof.duckdb"

    @property
    def published(self) -> Path:
        """The database that readers open."""
        return self.root / "published" / "uof.duckdb"

    @property
    def damaged(self) -> Path:
        """A copy of the published database that nobody could read, for whoever can mend it."""
        return self.root / "published" / "damaged.duckdb"

    @property
    def registries(self) -> Path:
        """Lists of others that were reconciled, as they were read: input, which every build links anew."""
        return self.root / "registries"

    @property
    def refused(self) -> Path:
        """Databases that a blocking expectation kept from being published."""
        return self.root / "refused"

    @property
    def earlier(self) -> Path:
        """Databases that were published before, for `uof rollback`."""
        return self.root / "earlier"

    @property
    def takedowns(self) -> Path:
        """Who must be named nowhere: a list of digests and the key they are made with."""
        return self.root / "takedowns"

    @property
    def dagster(self) -> Path:
        """Dagster's own files: runs, events, settings."""
        return self.root / "dagster"

    @property
    def last_run(self) -> Path:
        """What the published database was made from."""
        return self.root / "last_run.json"

    def lock(self) -> FileLock:
        """Return the lock that a run holds. Within one process every call gives the same lock."""
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / ".lock", timeout=0, is_singleton=True, thread_local=False)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for a while. Raises BusyError where another run holds it."""
        lock = self.lock()
        try:
            lock.acquire()
        except Timeout:
            raise BusyError(
                f"Another run is writing {self.root}. Nothing was done; try again when it is over."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def prepare(self) -> None:
        """Make the folders and Dagster's settings; settings that somebody wrote stay."""
        for folder in (self.raw, self.work, self.published.parent, self.dagster):
            folder.mkdir(parents=True, exist_ok=True)
        settings = self.dagster / "dagster.yaml"
        if not settings.exists():
            settings.write_text(_DAGSTER_YAML, encoding="utf-8")


def default_home() -> Path:
    """Return `UOF_HOME`, else the folder `warehouse/data` of the project."""
    return _folder(os.environ.get("UOF_HOME"), PROJECT_HOME)


def default_inbox() -> Path:
    """Return `UOF_INBOX`, else the sample articles of the project."""
    return _folder(os.environ.get("UOF_INBOX"), PROJECT / "seeds" / "articles")


def _folder(named: str | None, otherwise: Path) -> Path:
    return Path(named).expanduser().resolve() if named else otherwise
