"""Lists of records, page by page, with the words they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from watchdesk.answers.cited import Cut, Words, words_at
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.names import names
from watchdesk.asking import addresses
from watchdesk.display import with_one_name
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Interval,
    IssueHint,
    Position,
    Story,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import View

R = TypeVar("R", bound=BaseModel)
_END = date.max - timedelta(days=1)
_NEAR = 5
"""Names that are offered."""
_LOOKED_THROUGH = 5_000
"""Records looked at in all for one page of such a list."""
_NAMES: dict[type[BaseModel], str] = {
    Claim: "claims",
    Contradiction: "contradictions",
    Position: "positions",
    Expectation: "expectations",
    Correction: "corrections",
    Story: "stories",
    IssueHint: "issues",
}


class Turned(NamedTuple):
    """Which page of a list is wanted."""

    limit: int = 50
    """So many at most."""
    offset: int = 0
    """So many are left out before."""


class Filter(NamedTuple):
    """One thing a list is narrowed by."""

    told: str
    """In words, e.g. ``standing disputed``."""
    fits: Callable[[BaseModel], bool]
    """Whether a record fits."""
    labels: tuple[str, ...] = ()
    """Labels of which the records that fit, and no others, bear one; empty where no label tells."""
    may_fit: Callable[[bytes], bool] | None = None
    """Whether a record may fit, told from its JSON: quicker than to take it apart."""
    called: str | None = None
    """For somebody: the name that was asked for."""


class Named(Frozen):
    """Somebody, by the name the articles use most."""

    entity: str
    """Entity id."""
    name: str
    """Their name."""


class Listed(Frozen, Generic[R]):
    """A page of a list of records."""

    items: tuple[R, ...]
    """The records, the newest days first."""
    words: tuple[Words, ...] = ()
    """The exact words that the records show, with their addresses and articles, each once."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""
    near: tuple[Named, ...] = ()
    """Where there is nothing of somebody: those whose name holds the words asked for."""


class Wish(NamedTuple):
    """Which records are wanted."""

    page: Turned = Turned()
    """Which page of them."""
    period: Interval | None = None
    """Those about days that can lie in it."""
    filters: tuple[Filter, ...] = ()
    """Those that fit all of these."""
    words: bool = True
    """Whether the words that they show are wanted, too."""


def listed(view: View, watch: Watch, kind: type[R], wish: Wish) -> Listed[R]:
    """A page of the records of a kind, the newest days first and then by id."""
    found, cut = _page(view, kind, wish)
    shown = tuple(with_one_name(view, found))
    cited = (at for one in shown for at in addresses(one)) if wish.words else ()
    return Listed[R](
        items=shown,
        words=tuple(words_at(view, watch, cited).values()),
        cut=cut,
        why_empty="" if shown else _why(view, kind, wish),
        near=() if shown else _near(view, wish),
    )


def _near(view: View, wish: Wish) -> tuple[Named, ...]:
    asked = next((one.called for one in wish.filters if one.called), None)
    return near_names(view, asked) if asked else ()


def near_names(view: View, words: str) -> tuple[Named, ...]:
    """Those whose name holds some words, or is spelled almost so, the most often named first."""
    found = view.called(words, _NEAR)
    if not found:
        alike = (name for word in words.split() for name in view.near_words(word, 1))
        found = [one for name in alike for one in view.called(name, _NEAR)]
    told = names(view, found[:_NEAR])
    return tuple(Named(entity=entity, name=name) for entity, name in told.items())


def _why(view: View, kind: type[BaseModel], wish: Wish) -> str:
    if wish.page.offset:
        return f"The list ends before its item {wish.page.offset + 1}."
    return why_empty(view, _NAMES[kind], wish.period, [one.told for one in wish.filters])


def _page(view: View, kind: type[R], wish: Wish) -> tuple[list[R], Cut]:
    page = wish.page
    by = min((one for one in wish.filters if one.labels), key=_breadth, default=None)
    rest = [one for one in wish.filters if one is not by]
    labels = by.labels if by else ()
    days = wish.period or Interval.between(None, _END)
    if not rest:
        found = view.records(kind, labels, days, page.limit + 1, page.offset)
        return found[: page.limit], cut_of(page, len(found))
    kept: list[R] = []
    looked = 0
    glances = [one.may_fit for one in rest if one.may_fit]
    for one in view.looked_through(
        kind, labels, days, _LOOKED_THROUGH, lambda data: all(may_fit(data) for may_fit in glances)
    ):
        looked += 1
        if one is not None and all(narrowed.fits(one) for narrowed in rest):
            kept.append(one)
            if len(kept) > page.offset + page.limit:
                break
    found = kept[page.offset : page.offset + page.limit + 1]
    cut = cut_of(page, len(found))
    if looked >= _LOOKED_THROUGH:
        cut = cut.model_copy(update={"more": True, "total": None})
    return found[: page.limit], cut


def _breadth(one: Filter) -> tuple[bool, int]:
    """Who speaks narrows more than where a record stands."""
    return one.labels[0].startswith(("standing:", "status:")), len(one.labels)


def cut_of(page: Turned, found: int) -> Cut:
    """How much a page shows, when one more than it can hold was asked for; the whole number is told
    where its end was reached."""
    shown = min(found, page.limit)
    more = found > page.limit
    ended = not more and (shown > 0 or page.offset == 0)
    total = page.offset + shown if ended else None
    return Cut(offset=page.offset, shown=shown, total=total, more=more)
