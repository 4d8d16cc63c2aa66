"""What is said to be coming: due soon, overdue without a report, settled; what is due when nobody
can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from watchdesk.answers.cited import ArticleLine, Cut, Words, article_lines, words_at
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Turned
from watchdesk.records import (
    Address,
    Expectation,
    ExpectationKind,
    ExpectationStatus,
    Interval,
    LinkKind,
    Outcome,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import View

_SOON = timedelta(days=31)
_LIVE = timedelta(days=14)
_TOLD = 400
"""Days of what is due of which it can be told when."""
_NEVER = date.max.toordinal()
_ARTICLES = 40


class Due(StrEnum):
    """Where something expected is, on a day."""

    OVERDUE = "overdue"
    """The last day it was due has passed, and no article says what became of it."""
    SOON = "soon"
    """It is due, or begins to be, within a month."""
    LATER = "later"
    """It is due later, or some day of a longer time that has begun."""
    UNKNOWN = "unknown"
    """No day was told, or none that narrows it down."""
    SETTLED = "settled"
    """An article says what became of it."""


class DueLine(Frozen):
    """What a list needs to know of an expectation before it is shown."""

    id: str
    """Expectation id."""
    kind: ExpectationKind
    """How it is said to be coming."""
    status: ExpectationStatus
    """What became of it."""
    due: Interval
    """When it should come; of what was put off the new day."""
    told: Interval
    """When it was first told."""


class Dues(Frozen):
    """All expectations, as far as a list needs to know them."""

    lines: tuple[DueLine, ...]
    """In the order of their ids."""
    newest: date | None
    """Newest day that an article of the ledger can be of."""


class ToldOutcome(Frozen):
    """What a report says became of it."""

    outcome: Outcome
    """The report."""
    words: Words | None
    """Its words."""


class Expected(Frozen):
    """An expectation as a list shows it."""

    expectation: Expectation
    """The record."""
    group: Due
    """Where it is on the day of the list."""
    due: Interval
    """When it should come by the newest report."""
    by: tuple[str, ...]
    """Who says so, outermost first."""
    by_entity: str | None
    """Entity id of the one who says so, the last of the chain, when known."""
    words: Words | None
    """The sentence that tells it."""
    outcomes: tuple[ToldOutcome, ...] = ()
    """What became of it, in the order of days."""


class ExpectedList(Frozen):
    """A page of expectations."""

    items: tuple[Expected, ...]
    """Those of one group, the first due first; what is settled by the day of its newest report."""
    on: date
    """The day by which it is told what is overdue."""
    counts: tuple[tuple[Due, int], ...]
    """How many each group holds, under the same filters."""
    kinds: tuple[tuple[ExpectationKind, int], ...]
    """How many there are of each kind, whatever the filter of kinds."""
    cut: Cut
    """How much of the group this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


class ToldExpected(Frozen):
    """One expectation with all that tells it."""

    item: Expected
    """The expectation."""
    on: date
    """The day by which it is told whether it is overdue."""
    articles: tuple[ArticleLine, ...]
    """Articles that tell it."""
    more: int = 0
    """How many more do."""
    superseded_by: Expected | None = None
    """What took its place."""


class Sought(NamedTuple):
    """Which expectations are wanted."""

    group: Due = Due.SOON
    """Those of this group."""
    kind: ExpectationKind | None = None
    """Those of this kind."""
    status: ExpectationStatus | None = None
    """Those of which this became."""
    period: Interval | None = None
    """Those due, or told, on days that can lie in it."""
    page: Turned = Turned()
    """Which page of them."""


def dues_of(view: View) -> Dues:
    """All expectations, as far as a list needs to know them."""
    lines = [_line(one) for one in view.records(Expectation)]
    newest = view.newest_articles(Interval.unknown(), 1)
    return Dues(
        lines=tuple(sorted(lines, key=lambda one: one.id)),
        newest=newest[0].published.latest if newest else None,
    )


def _line(one: Expectation) -> DueLine:
    return DueLine(
        id=one.id, kind=one.kind, status=one.status, due=_due(one), told=one.published.interval
    )


def _due(one: Expectation) -> Interval:
    """Of something put off, the newest day that is told for it."""
    later = [told.due for told in one.outcomes if told.status is ExpectationStatus.POSTPONED]
    return (later[-1] or Interval.unknown()) if later else one.due.interval


def day_of(dues: Dues, as_of: date | None, today: date) -> date:
    """The day by which it is told what is overdue: that of ``as_of``; the present one while the
    desk is fed; else that of its newest article, for an archive knows nothing of later days."""
    if as_of is not None:
        return as_of
    newest = dues.newest
    return today if newest is None or today - newest <= _LIVE else newest


def group_of(line: DueLine, on: date) -> Due:
    """Where something expected is, on a day."""
    if line.status not in (ExpectationStatus.OPEN, ExpectationStatus.POSTPONED):
        return Due.SETTLED
    first, last = line.due.earliest, line.due.latest
    if last is not None and last < on:
        return Due.OVERDUE
    if line.due.days is None or line.due.days > _TOLD:
        return Due.UNKNOWN
    near = on + _SOON
    is_soon = (last or near) <= near or (first is not None and on < first <= near)
    return Due.SOON if is_soon else Due.LATER


def expected(view: View, watch: Watch, dues: Dues, sought: Sought, on: date) -> ExpectedList:
    """A page of the expectations of a group."""
    page = sought.page
    fits = [one for one in dues.lines if _fits(one, sought)]
    kinds = Counter(one.kind for one in fits)
    kept = [one for one in fits if sought.kind in (None, one.kind)]
    groups: dict[Due, list[DueLine]] = {group: [] for group in Due}
    for one in kept:
        groups[group_of(one, on)].append(one)
    wanted = sorted(groups[sought.group], key=lambda one: _order(one, sought.group))
    shown = wanted[page.offset : page.offset + page.limit]
    found = [record for one in shown if (record := view.record(Expectation, one.id))]
    return ExpectedList(
        items=tuple(_items(view, watch, found, on)),
        on=on,
        counts=tuple((group, len(held)) for group, held in groups.items()),
        kinds=tuple((kind, kinds[kind]) for kind in ExpectationKind if kinds[kind]),
        cut=Cut(
            offset=page.offset,
            shown=len(found),
            total=len(wanted),
            more=page.offset + page.limit < len(wanted),
        ),
        why_empty="" if found else _why_empty(view, sought, on),
    )


def _fits(line: DueLine, sought: Sought) -> bool:
    if sought.status is not None and line.status is not sought.status:
        return False
    if sought.period is None:
        return True
    days = line.told if line.due.is_unknown else line.due
    return days.intersects(sought.period)


def _order(line: DueLine, group: Due) -> tuple[int, str]:
    """What is coming the first first, what has passed the last first."""
    due = line.due.latest or line.due.earliest
    if group in (Due.SOON, Due.LATER):
        return due.toordinal() if due else _NEVER, line.id
    day = due if group is Due.OVERDUE else line.told.latest or line.told.earliest
    return -day.toordinal() if day else 0, line.id


def _why_empty(view: View, sought: Sought, on: date) -> str:
    if sought.page.offset:
        return f"The list ends before its item {sought.page.offset + 1}."
    told = {
        Due.OVERDUE: f"due before {on} without a report of what became of it",
        Due.SOON: f"due within a month of {on}",
        Due.LATER: f"due more than a month after {on}",
        Due.UNKNOWN: "due on days that nobody tells",
        Due.SETTLED: "of which an article says what became",
    }
    filters = [told[sought.group]]
    filters += [f"kind {sought.kind}"] if sought.kind else []
    filters += [f"status {sought.status}"] if sought.status else []
    return why_empty(view, "expectations", sought.period, filters)


def _items(view: View, watch: Watch, found: Sequence[Expectation], on: date) -> Iterable[Expected]:
    told = [_sentence(one) for one in found]
    outcomes = (outcome.at for one in found for outcome in one.outcomes)
    said = {
        sentence: one.by[-1].said
        for sentence, one in zip(told, found, strict=True)
        if one.by and one.by[-1].said
    }
    words = words_at(view, watch, (*told, *outcomes), said)
    for one in found:
        yield _item(one, words, on)


def _sentence(one: Expectation) -> Address:
    return one.at.model_copy(update={"span": one.sentence})


def _item(one: Expectation, words: Mapping[Address, Words], on: date) -> Expected:
    line = _line(one)
    last = one.by[-1] if one.by else None
    return Expected(
        expectation=one,
        group=group_of(line, on),
        due=line.due,
        by=tuple(
            "somebody not named" if link.kind is LinkKind.UNKNOWN else link.name for link in one.by
        ),
        by_entity=last.entity.id if last and last.entity else None,
        words=words.get(_sentence(one)),
        outcomes=tuple(
            ToldOutcome(outcome=outcome, words=words.get(outcome.at)) for outcome in one.outcomes
        ),
    )


def told_expected(view: View, watch: Watch, name: str, on: date) -> ToldExpected | None:
    """One expectation by its id; ``None`` when it stands no more or never did."""
    found = view.record(Expectation, name)
    if found is None:
        return None
    later = view.record(Expectation, found.superseded_by) if found.superseded_by else None
    items = list(_items(view, watch, [found, *filter(None, [later])], on))
    lines = article_lines(view, watch, found.articles[:_ARTICLES])
    return ToldExpected(
        item=items[0],
        on=on,
        articles=tuple(lines.values()),
        more=max(0, len(found.articles) - _ARTICLES),
        superseded_by=items[1] if later else None,
    )
