"""What was not taken into the ledger, and why: rows that are only ever added."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from watchdesk.database import Database, Rows
from watchdesk.records import Refusal

Write = Callable[..., Rows]


def add(write: Write, refusal: Refusal, now: str) -> None:
    """Keep what was not taken and why, once."""
    write(
        "INSERT INTO refusal VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        refusal.uri,
        refusal.code,
        refusal.reason,
        refusal.cure,
        now,
    )


def all_of(db: Database, until: str) -> Iterator[Refusal]:
    """All refusals recorded before a moment."""
    rows = db.execute(
        "SELECT uri, code, reason, cure FROM refusal WHERE recorded_at < ? "
        "ORDER BY uri, code, reason",
        (until,),
    )
    for uri, code, reason, cure in rows:
        yield Refusal(uri=uri, code=code, reason=reason, cure=cure)
