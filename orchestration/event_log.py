"""Where Dagster keeps the ledger's events: its own SQLite files, over connections that stay open.

A run tells of hundreds of checks in three events each. Dagster's storage opens and closes a connection for
every statement, and a closed connection flushes its file to the disk: that took most of a run's time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from sqlalchemy import Connection, Engine, create_engine, event

KEPT = 4  # files that stay open: the index, and runs under way or looked at
BUSY = 60  # seconds to wait for another process that writes


class EventLog(SqliteEventLogStorage):
    """Dagster's event log in the same files; what it writes outlives a killed process, as before."""

    def __init__(self, base_dir: str) -> None:
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir)

    @cached_property
    def supports_asset_checks(self) -> bool:
        """Tell whether the files know checks; looked up once, not with every event."""
        return super().supports_asset_checks

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            with engine.begin() as connection:
                yield connection
            if shard != INDEX_SHARD_NAME:
                Path(self.path_for_shard(shard)).touch()  # the web UI follows a run by its file

    def _engine(self, shard: str) -> Engine:
        """Return the engine of a file, the one used last at the end."""
        engine = self._engines.pop(shard, None) or self._opened(shard)
        self._engines[shard] = engine
        while len(self._engines) > KEPT:
            self._engines.pop(next(iter(self._engines))).dispose()
        return engine

    def _opened(self, shard: str) -> Engine:
        engine = create_engine(self.conn_string_for_shard(shard), pool_size=1, connect_args={"timeout": BUSY})
        event.listen(engine, "connect", _hurry)
        self._initdb(engine)
        return engine

    def wipe(self) -> None:
        """Delete all events, with the files."""
        self._close()
        super().wipe()

    def dispose(self) -> None:
        """Close the files."""
        self._close()
        super().dispose()

    def _close(self) -> None:
        with self._db_lock:
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()


class Storage(DagsterSqliteStorage):
    """Dagster's storage of runs, schedules and events in a folder, with this event log."""

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = EventLog(str(Path(base_dir) / "history" / "runs"))

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Any) -> Storage:
        """Return the storage that a `dagster.yaml` asks for."""
        return cls(inst_data=inst_data, **config_value)


def _hurry(connection: Any, _: Any) -> None:
    """Let SQLite flush when its log is full, not with every event: a power cut may lose the last ones."""
    connection.execute("PRAGMA synchronous = NORMAL")
