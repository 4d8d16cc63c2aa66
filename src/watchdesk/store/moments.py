"""Moments as the ledger writes them: ISO 8601 in UTC, so that they compare as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

ALWAYS = "9999"
"""After every moment."""


def now() -> str:
    """The present moment."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def end_of(moment: date | datetime | None) -> str:
    """What every row recorded by a moment, or by the end of a day, is recorded before."""
    if moment is None:
        return ALWAYS
    if isinstance(moment, datetime):
        at = moment.astimezone(UTC) + timedelta(microseconds=1)
        return at.isoformat(timespec="microseconds")
    return (moment + timedelta(days=1)).isoformat() if moment < date.max else ALWAYS
