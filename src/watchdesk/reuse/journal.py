"""How a file of SQLite is set to a write-ahead log when several processes open it at once."""

from __future__ import annotations

import sqlite3
import time

_PAUSE_SECONDS = 0.01


def write_ahead(db: sqlite3.Connection, seconds: float) -> None:
    """Let readers read while one writes, from now on and for whoever opens the file.

    The change needs the file for itself, and SQLite does not wait for that as it waits elsewhere:
    of two processes that ask at once, one is refused at once. So it is asked again for so many
    seconds. Raises ``sqlite3.OperationalError`` when the file was never free.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > end:
                raise
        time.sleep(_PAUSE_SECONDS)
