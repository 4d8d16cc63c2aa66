"""What can go wrong, each with a stable code, what was wrong, and what to do.

::

    WatchdeskError
    ├── InputRefused      W1xx  a file, row or address could not be read
    ├── DeskError         W2xx  the desk's folder or watch.toml
    └── LedgerError       W3xx  the ledger
"""

from __future__ import annotations

from watchdesk.records.capture import Refusal


class WatchdeskError(Exception):
    """Base of all errors a user can cause; ``str()`` is one line with the code and the cure."""

    def __init__(self, code: str, where: str, reason: str, cure: str) -> None:
        """Keep the four parts of the message."""
        super().__init__(f"{where}: {reason} [{code}]. {cure}")
        self.code = code
        self.where = where
        self.reason = reason
        self.cure = cure

    def refusal(self) -> Refusal:
        """The same as a record."""
        return Refusal(uri=self.where, code=self.code, reason=self.reason, cure=self.cure)


class InputRefused(WatchdeskError):
    """A file, row or address that could not be read; the others go on."""


class DeskError(WatchdeskError):
    """The desk's folder or its watch.toml is missing or wrong."""


class LedgerError(WatchdeskError):
    """The ledger cannot be opened, or was written by a newer version."""
