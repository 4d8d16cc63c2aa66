"""Which periods those who subscribe to a desk are told of."""

from __future__ import annotations

from datetime import timedelta

from watchdesk.answers.changing import newest_period
from watchdesk.periods import period_of
from watchdesk.records import Interval, Watch
from watchdesk.store import View

PERIODS = 4
"""Periods that are told of."""
_LOOKED_AT = 200
"""Articles that can be of a period, of which one that certainly is is looked for."""
_FURTHEST = 26
"""Periods that are gone back."""


def periods(view: View, watch: Watch) -> tuple[Interval, ...]:
    """The newest days, weeks or months of which an article certainly is, the newest first."""
    found: list[Interval] = []
    period = newest_period(view, watch)
    for _ in range(_FURTHEST):
        if period.earliest is None or period.earliest.toordinal() <= 1:
            break
        near = view.newest_articles(period, _LOOKED_AT)
        if any(period.contains(one.published.interval) for one in near):
            found.append(period)
        if len(found) == PERIODS:
            break
        period = period_of(period.earliest - timedelta(days=1), watch.period)
    return tuple(found)
