"""Records by the day they begin, or end, to be about: how many, and those that bear most labels."""

from __future__ import annotations

from collections import Counter
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from watchdesk.records import Interval
from watchdesk.store.packed import unpack
from watchdesk.store.recorded import STANDS, Records

_WEEK = 7
_ROWS = (
    "SELECT k.day, k.version, length(v.labels) FROM (SELECT DISTINCT version, {day} AS day "  # noqa: S608 — constants
    "FROM version_week WHERE posting = :posting AND kind = :kind "
    "AND (week BETWEEN :first AND :last OR week = -1) AND {day} BETWEEN :from AND :to) k "
    f"CROSS JOIN version v ON v.seq = k.version WHERE {STANDS}"
)
_BEGIN, _END = _ROWS.replace("{day}", "earliest"), _ROWS.replace("{day}", "-rank")


class Begun(NamedTuple):
    """What begins, or ends, on the days of a period."""

    counts: dict[date, int]
    """How many records of each day; days without one are left out."""
    records: list[tuple[date, bytes]]
    """JSON of some of them with their days: of each day those that bear most labels, which is to
    say those that most articles, origins and speakers stand behind."""


def begun(records: Records, kind: str, period: Interval, most: int, *, ends: bool = False) -> Begun:
    """The records of a kind that begin on the days of a bounded period, or with ``ends`` those that
    end there, at most so many of each day with their JSON."""
    if period.earliest is None or period.latest is None:
        raise ValueError(f"{period} has an open side")
    low, high = period.earliest.toordinal(), period.latest.toordinal()
    asked = {
        "posting": records.posting,
        "kind": kind,
        "until": records.until,
        "first": low // _WEEK,
        "last": high // _WEEK,
        "from": low,
        "to": high,
    }
    rows = records.db.execute(_END if ends else _BEGIN, asked).fetchall()
    counts = Counter(day for day, _, _ in rows)
    by_day: dict[int, list[tuple[int, int]]] = {}
    for day, version, labels in rows:
        by_day.setdefault(day, []).append((labels, -version))
    out = []
    for day in sorted(by_day):
        for _, version in nlargest(most, by_day[day]):
            (data,) = records.db.execute(
                "SELECT record FROM version WHERE seq = ?", (-version,)
            ).fetchone()
            out.append((date.fromordinal(day), unpack(data)))
    return Begun({date.fromordinal(day): counts[day] for day in sorted(counts)}, out)
