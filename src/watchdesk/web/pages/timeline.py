"""What was said and done, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.timeline import Day, DayOf, beginnings, timeline, within
from watchdesk.web import asked, drawing
from watchdesk.web.serving import page, viewed

_HIGH, _WIDE = 60, 100
"""Pixels of the bars, and of a day."""


class Bar(NamedTuple):
    """A day's bar."""

    day: date
    x: int
    y: int
    height: int
    told: int


def timeline_(request: Request) -> Response:
    """The page of the timeline."""
    by = DayOf(asked.choice(request, "by", tuple(DayOf)) or DayOf.SAID)
    with viewed(request) as (desk, view):
        times = drawing.turns(request, view, desk)
        period = within(times.period)
        begun = drawing.digest(request, view, "timeline", lambda _, now: beginnings(now))
        told = timeline(view, desk.watch, period, by, begun)
    return page(
        request,
        "timeline.html",
        told=told,
        times=times._replace(period=period),
        is_cut=period != times.period,
        bars=_bars(told.days),
        high=_HIGH,
        wide=_WIDE * max(1, len(told.days)),
        step=_WIDE,
        by=by,
        choices=tuple(DayOf),
        query=drawing.query(request, "by"),
    )


def _bars(days: Sequence[Day]) -> list[Bar]:
    counts = [sum(n for _, n in day.counts) or len(day.entries) for day in days]
    most = max(counts, default=0) or 1
    heights = [max(2 if count else 0, round(count / most * _HIGH)) for count in counts]
    return [
        Bar(day.day, place * _WIDE, _HIGH - height, height, count)
        for place, (day, count, height) in enumerate(zip(days, counts, heights, strict=True))
    ]


ROUTES = [Route("/timeline", timeline_)]
