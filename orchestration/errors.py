"""What a command ends with."""

from __future__ import annotations

PUBLISHED = 0
REFUSED = 1
WRONG_CALL = 2
CRASHED = 70
BUSY = 75
INTERRUPTED = 130


class CallError(Exception):
    """The call is wrong: the message says what and what to do instead."""


class RefusedError(Exception):
    """What was asked for would break a rule of this project: the message says which and what to do."""


class BusyError(Exception):
    """Another run holds the ledger."""
