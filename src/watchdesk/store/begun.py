"""Records by the day they begin, or end, to be about: how many, and those that bear most labels."""

from __future__ import annotations

from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from watchdesk.records import Interval
from watchdesk.store.moments import ALWAYS
from watchdesk.store.recorded import Records

_WEEK = 7
_IN_WEEKS = (
    "SELECT id, version, {day} AS day FROM version_week WHERE posting = :posting "
    "AND kind = :kind AND {week} AND {day} BETWEEN :from AND :to"
)
_NEWEST = (
    "SELECT k.day, k.id, length(v.labels) FROM ({of_each}) k "
    "CROSS JOIN version v ON v.seq = k.version WHERE v.known_at < :until "
    "AND NOT EXISTS (SELECT 1 FROM version n WHERE n.posting = :posting AND n.kind = :kind "
    "AND n.id = k.id AND n.known_at < :until AND n.seq > k.version)"
)
_OF_EACH = {
    True: "SELECT id, version, day FROM (SELECT id, version, day, row_number() OVER "
    "(PARTITION BY id ORDER BY version DESC) AS n FROM ({found}) f) g WHERE n = 1",
    False: "SELECT DISTINCT id, version, day FROM ({found}) f",
}
"""Which versions are looked at: the newest of each record will do where all are known."""


def _query(*, ends: bool, is_present: bool) -> str:
    day = "-rank" if ends else "earliest"
    found = " UNION ALL ".join(
        _IN_WEEKS.format(day=day, week=week)
        for week in ("week BETWEEN :first AND :last", "week = -1")
    )
    return _NEWEST.format(of_each=_OF_EACH[is_present].format(found=found))


class Begun(NamedTuple):
    """What begins, or ends, on a day."""

    total: int
    """How many records."""
    names: tuple[str, ...]
    """Ids of some: those that bear most labels, which is to say those that most articles, origins
    and speakers stand behind."""


def begun(
    records: Records, kind: str, period: Interval, most: int, *, ends: bool = False
) -> dict[date, Begun]:
    """What begins on the days of a period, or with ``ends`` what ends there, by these days; at most
    so many of each by their ids."""
    low = (period.earliest or date.min).toordinal()
    high = (period.latest or date.max).toordinal()
    asked = {
        "posting": records.posting,
        "kind": kind,
        "until": records.until,
        "first": low // _WEEK,
        "last": high // _WEEK,
        "from": low,
        "to": high,
    }
    query = _query(ends=ends, is_present=records.until == ALWAYS)
    by_day: dict[int, list[tuple[int, str]]] = {}
    for day, name, labels in records.db.execute(query, asked):
        by_day.setdefault(day, []).append((-labels, name))
    return {
        date.fromordinal(day): Begun(len(rows), tuple(name for _, name in nsmallest(most, rows)))
        for day, rows in sorted(by_day.items())
    }
