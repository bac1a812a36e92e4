"""The one resource: which ledger a run writes, and which inbox it reads."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from orchestration.home import Home, default_home, default_inbox


class Ledger(dg.ConfigurableResource):
    """Home and inbox of a run. Left empty they come from UOF_HOME and UOF_INBOX, then the project's own."""

    home_folder: str = ""
    inbox_folder: str = ""

    @property
    def home(self) -> Home:
        """Return the folders of the ledger, made where they are missing."""
        home = Home(Path(self.home_folder).resolve() if self.home_folder else default_home())
        home.prepare()
        return home

    @property
    def inbox(self) -> Path:
        """Return the folder that articles come from."""
        return Path(self.inbox_folder).resolve() if self.inbox_folder else default_inbox()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Take the ledger's lock, so that a run started in the UI keeps out one from the command line.

        Raises dagster.Failure where another run holds it.
        """
        from filelock import Timeout

        lock = self.home.lock()
        try:
            lock.acquire()
        except Timeout:
            raise dg.Failure(
                f"Another run is writing {self.home.root}. Wait until it is done.", allow_retries=False
            ) from None

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Release the lock."""
        self.home.lock().release()
