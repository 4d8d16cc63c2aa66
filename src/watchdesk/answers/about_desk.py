"""What a desk watches, and how much its ledger holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel

from watchdesk.answers.changing import newest_period
from watchdesk.answers.cited import Cut
from watchdesk.answers.listed import Turned
from watchdesk.records import Interval, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

R = TypeVar("R", bound=BaseModel)


class About(Frozen):
    """A desk, and the state of its ledger."""

    name: str
    """Name of the desk."""
    period: str
    """What a brief covers unless asked otherwise: day, week or month."""
    issues: tuple[str, ...]
    """The issues of watch.toml, in its order; positions are on these."""
    actors: tuple[str, ...]
    """The actors that watch.toml names."""
    counts: dict[str, int]
    """How many captures, articles, sentences and so on were ever recorded."""
    newest: Interval
    """The newest day, week or month that certainly holds an article; unknown when none does."""
    mark: str
    """Stands for the state of the records: while it is the same, so are all answers."""
    as_of: date | None
    """The day the ledger is read at; null for its present state."""


def about(view: View, watch: Watch, as_of: date | None = None) -> About:
    """What a desk watches, and how much its ledger holds."""
    return About(
        name=watch.name,
        period=watch.period,
        issues=tuple(issue.name for issue in watch.issue),
        actors=tuple(actor.name for actor in watch.actor),
        counts=view.counts(),
        newest=newest_period(view, watch),
        mark=view.mark(),
        as_of=as_of,
    )


class Kept(Frozen, Generic[R]):
    """A page of what the ledger keeps in the order of time."""

    items: tuple[R, ...]
    """The rows."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def kept(kind: type[R], every: Sequence[R], page: Turned, why: str) -> Kept[R]:
    """A page of rows; ``why`` tells why there is none."""
    shown = tuple(every[page.offset : page.offset + page.limit])
    more = len(every) > page.offset + page.limit
    return Kept[kind](  # type: ignore[valid-type]
        items=shown,
        cut=Cut(offset=page.offset, shown=len(shown), total=len(every), more=more),
        why_empty="" if shown else why,
    )
