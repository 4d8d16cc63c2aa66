"""What changed: on the days of a period, or in the ledger since a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from watchdesk.answers.cited import Cut, Words, words_at
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Turned
from watchdesk.asking import changes_in
from watchdesk.ledger.changes import CHANGING, changes_between
from watchdesk.periods import period_of
from watchdesk.records import Change, ChangeKind, Interval, Role, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

_CHUNK = 100
"""Articles looked at together for the newest one whose day is known."""
_MOST_MOVED = 5_000
"""Records of a kind that are looked at for what moved since a day."""


class ChangeList(Frozen):
    """A page of changes."""

    items: tuple[Change, ...]
    """The changes, in the order of days."""
    words: tuple[Words, ...] = ()
    """The exact words that carry them, each once."""
    period: Interval | None = None
    """The days they are of; null for what the ledger came to hold since a day."""
    since: date | None = None
    """The day after whose end the ledger came to hold them."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


class Happened(NamedTuple):
    """All that changed on the days of a period."""

    period: Interval
    """The days."""
    changes: tuple[Change, ...]
    """The changes, in the order of days."""


def happened(view: View, period: Interval) -> Happened:
    """All that the records tell to have changed on the days of a period; of a large ledger it takes
    a moment."""
    return Happened(period, tuple(changes_in(view, period)))


def within(
    view: View, watch: Watch, found: Happened, page: Turned, only: Collection[ChangeKind] = ()
) -> ChangeList:
    """A page of what changed on the days of a period."""
    period = found.period
    told = [one for one in found.changes if not only or one.kind in only]
    made = _page(view, watch, told, page)
    filters = [f"kind {' or '.join(only)}"] if only else []
    why = "" if made.items else why_empty(view, "changes", period, filters)
    return made.model_copy(update={"period": period, "why_empty": why})


def since(
    view: View, watch: Watch, day: date, page: Turned, only: Collection[ChangeKind] = ()
) -> ChangeList:
    """What the ledger came to hold after the end of a day (UTC), up to that of the view."""
    moved = [one for kind in CHANGING for one in view.moved(kind, day, None, _MOST_MOVED)]
    found = changes_between((one.before, one.after) for one in moved)
    told = [one for one in found if not only or one.kind in only]
    made = _page(view, watch, told, page)
    why = ""
    if not made.items:
        why = f"Nothing was read or ruled after {day} that changed a record" + (
            f" in this way ({' or '.join(only)})." if only else "."
        )
    return made.model_copy(update={"since": day, "why_empty": why})


def _page(view: View, watch: Watch, told: list[Change], page: Turned) -> ChangeList:
    shown = told[page.offset : page.offset + page.limit]
    words = words_at(view, watch, (at for one in shown for at in one.at))
    more = len(told) > page.offset + page.limit
    return ChangeList(
        items=tuple(shown),
        words=tuple(words.values()),
        cut=Cut(offset=page.offset, shown=len(shown), total=len(told), more=more),
    )


def newest_period(view: View, watch: Watch) -> Interval:
    """The newest day, week or month that certainly holds an article; all time for none."""
    skip = 0
    while found := view.newest_articles(Interval.unknown(), _CHUNK, skip):
        for one in found:
            when = one.published.interval
            if when.latest is None or one.role is not Role.MAIN:
                continue
            period = period_of(when.latest, watch.period)
            if period.contains(when):
                return period
        skip += len(found)
    return Interval.unknown()
