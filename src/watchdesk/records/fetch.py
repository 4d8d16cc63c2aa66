"""What became of a feed or an address when it was looked at."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from watchdesk.records.span import Frozen


class FetchState(StrEnum):
    """Health of a feed or address at one look."""

    FAILED = "failed"
    """Nothing could be had."""
    EMPTY = "empty"
    """It was read and holds no entry."""
    NOT_MODIFIED = "not_modified"
    """The server says that nothing has changed since the last look."""
    FRESH = "fresh"
    """It was read and holds entries."""


class Fetch(Frozen):
    """One look at a feed or address."""

    uri: str
    """The address or file as given."""
    state: FetchState
    """What became of it."""
    fetched_at: datetime | None = None
    """When the server was asked; null for a file."""
    status: int | None = None
    """HTTP status of the answer; null when there was none."""
    answered_by: str | None = None
    """The address that answered: another one where redirects lead on."""
    entries: int = 0
    """Entries found."""
    etag: str | None = None
    """The server's mark of this version, to be sent back at the next look."""
    last_modified: str | None = None
    """The server's time of this version, as it wrote it, to be sent back likewise."""
    flaws: tuple[str, ...] = ()
    """What was broken and read all the same, in a few words each."""
    reason: str | None = None
    """Why it failed."""

    @property
    def doubt(self) -> str | None:
        """A line to tell a user of what was broken or missing; ``None`` when nothing was."""
        return f"{self.uri}: {'; '.join(self.flaws)}" if self.flaws else None


class Validators(NamedTuple):
    """What a server gave at the last good look, to ask whether anything has changed since."""

    url: str
    """The address that gave them; they mean nothing to another."""
    etag: str | None
    last_modified: str | None
