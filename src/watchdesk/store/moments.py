"""Moments as the ledger writes them: ISO 8601 in UTC, so that they compare as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from watchdesk.database import Database

ALWAYS = "9999"
"""After every moment."""


def now() -> str:
    """The present moment."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def next_of(db: Database) -> str:
    """The present moment, or the last that the ledger knows, where the clock was set back: what is
    recorded later is never known earlier. To be asked in the transaction that records it."""
    rows = db.execute(
        "SELECT recorded_at FROM article WHERE seq = (SELECT max(seq) FROM article) UNION ALL "
        "SELECT recorded_at FROM ruling WHERE seq = (SELECT max(seq) FROM ruling) UNION ALL "
        "SELECT max(known_at) FROM posting"
    )
    return max([now(), *(str(moment) for (moment,) in rows if moment)])


def end_of(moment: date | datetime | None) -> str:
    """What every row recorded by a moment, or by the end of a day, is recorded before."""
    if moment is None:
        return ALWAYS
    if isinstance(moment, datetime):
        at = moment.astimezone(UTC) + timedelta(microseconds=1)
        return at.isoformat(timespec="microseconds")
    return (moment + timedelta(days=1)).isoformat() if moment < date.max else ALWAYS
