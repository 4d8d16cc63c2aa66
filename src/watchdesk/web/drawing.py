"""What the map, the table, the timeline and the lists of what is coming share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from starlette.requests import Request

from watchdesk.answers.actors import speakers
from watchdesk.answers.changing import newest_period
from watchdesk.answers.expecting import dues_of
from watchdesk.answers.matrix import held_positions
from watchdesk.answers.places import tellings
from watchdesk.answers.timeline import beginnings
from watchdesk.desk import Desk
from watchdesk.periods import period_of
from watchdesk.records import Interval
from watchdesk.store import View
from watchdesk.web import asked
from watchdesk.web.kept import is_behind
from watchdesk.web.serving import Served, served_by, viewed

T = TypeVar("T")
_TIMES = ("week", "from", "to", "as_of")


def digest(request: Request, view: View, key: str, make: Callable[[Desk, View], T]) -> T:
    """What is made of the whole ledger, or of a period: made once for each state of it."""

    def fresh() -> T:
        with viewed(request) as (desk, now):
            return make(desk, now)

    as_of = request.query_params.get("as_of", "")
    mark = view.mark()
    made = served_by(request).kept.get(f"{key} {as_of}", mark, fresh)
    if made is None:
        raise RuntimeError(f"{key} was not made, though it was waited for")
    if made.mark != mark:
        is_behind(request)
    value: T = made.value
    return value


WARM: tuple[tuple[str, Callable[[View], object]], ...] = (
    ("positions", held_positions),
    ("expectations", dues_of),
    ("timeline", beginnings),
    ("places", tellings),
    ("speakers", speakers),
)
"""What is made of the whole ledger, by the keys under which pages ask for it."""


def warm(served: Served) -> None:
    """Begin to make what pages need of the whole ledger, so that the first reader need not wait."""
    with served.desk.store.view() as view:
        mark = view.mark()
    for key, make in WARM:

        def fresh(make: Callable[[View], object] = make) -> object:
            with served.desk.view() as view:
                return make(view)

        served.kept.get(f"{key} ", mark, fresh, 0)


class Turns(NamedTuple):
    """A period with those beside it, as values of a query."""

    period: Interval
    before: Mapping[str, str]
    after: Mapping[str, str]


def turns(request: Request, view: View, desk: Desk) -> Turns:
    """The period that is asked for, or the newest that holds an article."""
    period = asked.period(request)
    if period is None:
        period = newest_period(view, desk.watch)
    if period.earliest is None and period.latest is None:
        period = period_of(date.today(), desk.watch.period)
    return Turns(period, _beside(period, -1), _beside(period, 1))


def _beside(period: Interval, way: int) -> dict[str, str]:
    """The same number of days before or after; nothing where time ends or the period is open."""
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return {}
    days = timedelta(days=(period.days or 1) * way)
    try:
        return {"from": (first + days).isoformat(), "to": (last + days).isoformat()}
    except OverflowError:
        return {}


def query(request: Request, *names: str) -> dict[str, str]:
    """The values of a request that its page's links go on with."""
    told = request.query_params
    return {name: told[name] for name in (*_TIMES, *names) if told.get(name)}
