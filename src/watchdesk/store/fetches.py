"""What the ledger keeps of feeds and addresses: one row for each look, and never another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from watchdesk.database import Database, Rows
from watchdesk.records import Fetch, FetchState, Validators

Write = Callable[..., Rows]
_COLUMNS = (
    "uri, state, fetched_at, status, answered_by, entries, etag, last_modified, flaws, reason"
)
_NEWEST = '(SELECT max(seq) FROM "fetch" WHERE uri = f.uri AND recorded_at < :until{also})'


class Health(NamedTuple):
    """How a feed or address is doing."""

    last: Fetch
    """The newest look."""
    last_fresh: datetime | None
    """When it last was read and held entries."""
    failing_since: datetime | None
    """When the first of the looks was that failed without a good one after it; ``None`` when the
    newest was good."""


def make_table(db: Database) -> None:
    """The table of this file."""
    db.execute(
        'CREATE TABLE "fetch" (seq INTEGER PRIMARY KEY, uri TEXT NOT NULL, state TEXT NOT NULL, '
        "fetched_at TEXT NOT NULL, status INTEGER, answered_by TEXT, entries INTEGER NOT NULL, "
        "etag TEXT, last_modified TEXT, flaws TEXT NOT NULL, reason TEXT, software TEXT NOT NULL, "
        "recorded_at TEXT NOT NULL)"
    )
    db.execute('CREATE INDEX fetch_uri ON "fetch" (uri, seq)')


def add(write: Write, fetch: Fetch, software: str, now: str) -> None:
    """Keep a look."""
    write(
        f'INSERT INTO "fetch" ({_COLUMNS}, software, recorded_at) '  # noqa: S608 — constants above
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        fetch.uri,
        fetch.state.value,
        fetch.fetched_at.isoformat() if fetch.fetched_at else now,
        fetch.status,
        fetch.answered_by,
        fetch.entries,
        fetch.etag,
        fetch.last_modified,
        json.dumps(fetch.flaws, ensure_ascii=False),
        fetch.reason,
        software,
        now,
    )


def validators(db: Database, uri: str, software: str) -> Validators | None:
    """What the newest good look left to ask with; nothing when other software looked, so that
    what it could not read is read again."""
    row = db.execute(
        "SELECT answered_by, etag, last_modified, software FROM fetch "
        "WHERE uri = ? AND state <> ? ORDER BY seq DESC LIMIT 1",
        (uri, FetchState.FAILED.value),
    ).fetchone()
    if row is None or row[3] != software or not row[0] or not (row[1] or row[2]):
        return None
    return Validators(*row[:3])


def healths(db: Database, until: str) -> Iterator[Health]:
    """The newest look at each address, in the order of the addresses."""
    good = _NEWEST.format(also=f" AND state <> '{FetchState.FAILED.value}'")
    rows = db.execute(
        f"SELECT {_COLUMNS}, "  # noqa: S608 — constants of this module
        '(SELECT max(fetched_at) FROM "fetch" WHERE uri = f.uri AND recorded_at < :until '
        f"AND state = '{FetchState.FRESH.value}'), "
        '(SELECT min(fetched_at) FROM "fetch" WHERE uri = f.uri AND recorded_at < :until '
        f"AND seq > coalesce({good}, 0)) "
        f'FROM "fetch" f WHERE seq = {_NEWEST.format(also="")} ORDER BY uri',
        {"until": until},
    )
    for row in rows:
        yield Health(_fetch(row), _moment(row[10]), _moment(row[11]))


def _fetch(row: Sequence[str | int | None]) -> Fetch:
    told = dict(zip(_COLUMNS.split(", "), row, strict=False))
    return Fetch.model_validate({**told, "flaws": json.loads(str(told["flaws"]))})


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
