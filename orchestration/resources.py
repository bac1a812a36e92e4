"""The resources: which ledger a run writes and which inbox it reads, and whom a failed run tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from orchestration.home import Home, default_home, default_inbox
from orchestration.notices import Notice, told_by_mail, told_by_post


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


class Notifier(dg.ConfigurableResource):
    """Whom a failed run tells. Left empty they come from UOF_NOTIFY_URL, UOF_NOTIFY_SMTP, UOF_NOTIFY_TO."""

    url: str = ""
    smtp: str = ""
    to: str = ""

    def tell(self, notice: Notice) -> Iterator[str]:
        """Tell everybody; yield a line for each who could not be told. Raises nothing: a run goes on."""
        url = self.url or os.environ.get("UOF_NOTIFY_URL", "")
        smtp = self.smtp or os.environ.get("UOF_NOTIFY_SMTP", "")
        to = self.to or os.environ.get("UOF_NOTIFY_TO", "")
        for way, tell in (
            ("UOF_NOTIFY_URL", (lambda: told_by_post(notice, url)) if url else None),
            ("UOF_NOTIFY_SMTP", (lambda: told_by_mail(notice, smtp, to)) if smtp or to else None),
        ):
            if tell is None:
                continue
            try:
                tell()
            except Exception as error:  # whatever the network does, the run has failed for its own reason
                yield f"Nobody was told by {way}: {type(error).__name__}: {error}"
