"""What was said and done, day by day: some of each kind in full, and how much there is of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from watchdesk.answers.cited import Words, words_at
from watchdesk.answers.emptiness import why_empty
from watchdesk.display import with_one_name
from watchdesk.ledger.changes import steps_of
from watchdesk.records import (
    Address,
    Change,
    ChangeKind,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    ExpectationStatus,
    Interval,
    Position,
    Standing,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import Begun, View

R = TypeVar("R", bound=BaseModel)
_OF_A_DAY = 5
"""Records of one kind that are told of each day."""
_OF_A_DAY_MOVED = 12
"""Claims that did not stay as they were first told, and expectations of which a day brought what
became of them, that are told of each day."""
_UNTOLD = ("members", "origins")
"""Lists of a claim, the longest that there are, of which a timeline tells nothing."""
_NEAR = 120
"""How many days before or after a report of what became of it something can have been due."""
_UNSURE = 12
"""Entries of which the day is not certain that are told."""
_LONGEST = 45
"""Days that are told of at once."""
_STANDINGS = tuple(f"standing:{one}" for one in Standing if one is not Standing.REPORTED)
_SETTLED = tuple(f"status:{one}" for one in ExpectationStatus if one is not ExpectationStatus.OPEN)


class DayOf(StrEnum):
    """Which of its three dates an entry stands under."""

    SAID = "said"
    """When it happened or was said, as far as the words tell; else when it was published."""
    PUBLISHED = "published"
    """When the article with the words was published."""
    CAPTURED = "captured"
    """When its page was taken."""


class Kind(StrEnum):
    """What kind of thing a timeline tells."""

    CLAIM = "claim"
    """Told first."""
    STANDING = "standing"
    """A claim was confirmed, denied, disputed, called unverified or taken back."""
    POSITION = "position"
    """Somebody took a position, or moved."""
    CONTRADICTION = "contradiction"
    """Two claims cannot both hold."""
    DUE = "due"
    """Something that was expected begins to be due."""
    OUTCOME = "outcome"
    """A report of what became of something expected."""
    CORRECTION = "correction"
    """A publisher changed words or took them back."""


_KINDS = {
    ChangeKind.CLAIM: Kind.CLAIM,
    ChangeKind.STANDING: Kind.STANDING,
    ChangeKind.POSITION: Kind.POSITION,
    ChangeKind.CONTRADICTION: Kind.CONTRADICTION,
    ChangeKind.OUTCOME: Kind.OUTCOME,
    ChangeKind.CORRECTION: Kind.CORRECTION,
    ChangeKind.SILENT_EDIT: Kind.CORRECTION,
    ChangeKind.DELETION: Kind.CORRECTION,
}
"""Which changes are told of, and as what."""
_RECORDS: Mapping[Kind, type[BaseModel]] = {
    Kind.CLAIM: Claim,
    Kind.POSITION: Position,
    Kind.CONTRADICTION: Contradiction,
    Kind.DUE: Expectation,
    Kind.CORRECTION: Correction,
}
"""What is told on the day on which it begins, a contradiction on the day on which it is whole."""


class Entry(Frozen):
    """One thing on a day."""

    kind: Kind
    """What kind."""
    record: str
    """Id of the claim, contradiction, position, expectation or correction."""
    said: Interval
    """When it was said, done or due, or else published."""
    words: Words | None
    """The words that carry it."""
    who: str | None = None
    """Who said or did it, in words."""
    before: str | None = None
    """What it was: a standing, a stance."""
    after: str | None = None
    """What it is."""
    about: str | None = None
    """What it is about where the words do not say so."""
    articles: int | None = None
    """For a claim, in how many articles it is told; copies among them are folded here."""
    families: int | None = None
    """In how many stories."""


class Day(Frozen):
    """A day with what it holds."""

    day: date
    """The day."""
    entries: tuple[Entry, ...]
    """Some of each kind."""
    counts: tuple[tuple[Kind, int], ...] = ()
    """How many there are of each kind, of which the entries are some; told where entries stand
    under the day they were said."""


class Timeline(Frozen):
    """What a stretch of days holds."""

    period: Interval
    """The days asked for."""
    by: DayOf
    """Which date entries stand under."""
    days: tuple[Day, ...]
    """The days, the earliest first."""
    unsure: tuple[Entry, ...] = ()
    """Entries of which the day is not certain, each with its bounds."""
    unsure_more: int = 0
    """How many more there are of those that were looked at."""
    unknown: tuple[Entry, ...] = ()
    """Entries of which that date is not known at all."""
    unknown_more: int = 0
    """How many more there are of those."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def within(period: Interval) -> Interval:
    """The days of a period that are told of at once: its first ones, where it is longer."""
    first, last = period.earliest, period.latest
    if first is None:
        first = _moved(last, -6) or date.min
    most = _moved(first, _LONGEST - 1) or date.max
    return Interval.between(first, min(last or _moved(first, 6) or date.max, most))


Beginnings = Mapping[Kind, Mapping[date, Begun]]
"""What begins on each day, by kind."""


def beginnings(view: View, period: Interval | None = None) -> Beginnings:
    """What begins, or became of something, on the days of a period, or on all days; of a large
    ledger it takes a moment."""
    days = period or Interval.unknown()
    near = Interval.between(*(_moved(day, way) for day, way in _sides(days)))
    return {
        kind: view.begun(_RECORDS[kind], days, _OF_A_DAY, ends=kind is Kind.CONTRADICTION)
        for kind in _RECORDS
    } | {
        Kind.STANDING: _became(view.records(Claim, _STANDINGS, days), Kind.STANDING, days),
        Kind.OUTCOME: _became(view.records(Expectation, _SETTLED, near), Kind.OUTCOME, days),
    }


def _became(records: Iterable[BaseModel], kind: Kind, period: Interval) -> dict[date, Begun]:
    """The records of which a day brought a change of a kind, by the days it can have been; those
    first of which the day is certain."""
    totals: Counter[date] = Counter()
    names: dict[date, set[tuple[bool, str]]] = {}
    for record in records:
        for found in (one for step in steps_of(record) for one in _of(step, period)):
            if found.kind is kind and found.change.on.is_bounded:
                is_certain = found.change.on.days == 1
                for day in _days(found.change.on):
                    totals[day] += is_certain
                    names.setdefault(day, set()).add((not is_certain, found.change.record))
    return {
        day: Begun(totals[day], tuple(name for _, name in sorted(of)[:_OF_A_DAY_MOVED]))
        for day, of in sorted(names.items())
    }


def timeline(
    view: View,
    watch: Watch,
    period: Interval,
    by: DayOf = DayOf.SAID,
    begun: Beginnings | None = None,
) -> Timeline:
    """What a bounded period of some weeks at most holds, by one of three dates. ``begun``: what
    ``beginnings`` gives, where it is at hand."""
    gathered = _gathered(view, period, beginnings(view, period) if begun is None else begun)
    words = words_at(view, watch, (at for one in gathered.entries for at in one.at[:1]))
    entries = [_entry(one, words) for one in gathered.entries]
    days: dict[date, list[Entry]] = {}
    unsure: list[Entry] = []
    unknown: list[Entry] = []
    for entry in entries:
        when = _day(entry, by)
        if when.is_unknown:
            unknown.append(entry)
        elif when.days == 1 and when.earliest:
            days.setdefault(when.earliest, []).append(entry)
        else:
            unsure.append(entry)
    if by is DayOf.SAID and entries:
        days = {day: days.get(day, []) for day in _days(period)}
    counts = gathered.counts if by is DayOf.SAID else {}
    return Timeline(
        period=period,
        by=by,
        days=tuple(_laid_out(day, days[day], counts) for day in sorted(days)),
        unsure=tuple(sorted(unsure, key=_order)[:_UNSURE]),
        unsure_more=max(0, len(unsure) - _UNSURE),
        unknown=tuple(unknown[:_UNSURE]),
        unknown_more=max(0, len(unknown) - _UNSURE),
        why_empty="" if entries else why_empty(view, "dated records", period),
    )


def _days(period: Interval) -> Iterator[date]:
    if period.earliest is not None:
        for past in range(period.days or 0):
            yield period.earliest + timedelta(days=past)


def _laid_out(day: date, entries: Iterable[Entry], counts: Mapping[date, Counter[Kind]]) -> Day:
    held = counts.get(day, Counter())
    return Day(
        day=day,
        entries=tuple(sorted(entries, key=_order)),
        counts=tuple((kind, held[kind]) for kind in Kind if held[kind]),
    )


def _order(entry: Entry) -> tuple[int, int, str, str]:
    return list(Kind).index(entry.kind), -(entry.families or 0), str(entry.said), entry.record


def _day(entry: Entry, by: DayOf) -> Interval:
    if by is DayOf.SAID:
        return entry.said
    if entry.words is None:
        return Interval.unknown()
    source = entry.words.source
    if by is DayOf.PUBLISHED:
        return source.published.interval
    return Interval.on(source.captured_at.date()) if source.captured_at else Interval.unknown()


class _Found(NamedTuple):
    """An entry before its words are read."""

    kind: Kind
    change: Change
    at: tuple[Address, ...]
    claim: Claim | None = None


class _Gathered(NamedTuple):
    entries: list[_Found]
    counts: dict[date, Counter[Kind]]


def _gathered(view: View, period: Interval, all_begun: Beginnings) -> _Gathered:
    counts: dict[date, Counter[Kind]] = {}

    def begun(kind: type[R], told: Kind) -> list[R]:
        names: dict[str, None] = {}
        for day in _days(period):
            here = all_begun[told].get(day)
            if here is not None:
                counts.setdefault(day, Counter())[told] = here.total
                names.update(dict.fromkeys(here.names))
        left = view.dismissed()
        wanted = [name for name in names if name not in left]
        return with_one_name(view, view.some(kind, wanted, _UNTOLD if kind is Claim else ()))

    claims = begun(Claim, Kind.CLAIM)
    moved = begun(Claim, Kind.STANDING)
    others = [
        *begun(Position, Kind.POSITION),
        *begun(Contradiction, Kind.CONTRADICTION),
        *begun(Correction, Kind.CORRECTION),
        *begun(Expectation, Kind.OUTCOME),
    ]
    due = [one for one in _due(begun(Expectation, Kind.DUE)) if one.on.intersects(period)]
    found = [_Found(Kind.DUE, one, one.at) for one in due]
    every = {one.id: one for one in (*claims, *moved)}
    first = {one.id for one in claims}
    for claim in every.values():
        for change in steps_of(claim):
            if change.kind is not ChangeKind.CLAIM or claim.id in first:
                found += _of(change, period, claim)
    for record in others:
        for change in steps_of(record):
            found += _of(change, period)
    return _Gathered(_once(_with_former(view, found)), counts)


def _sides(period: Interval) -> tuple[tuple[date | None, int], tuple[date | None, int]]:
    return (period.earliest, -_NEAR), (period.latest, _NEAR)


def _moved(day: date | None, by: int) -> date | None:
    """Some days before or after one, as far as there are days."""
    if day is None:
        return None
    told = min(max(day.toordinal() + by, 1), date.max.toordinal())
    return date.fromordinal(told)


def _of(change: Change, period: Interval, claim: Claim | None = None) -> Iterator[_Found]:
    """A change, when its days can lie in the period."""
    kind = _KINDS.get(change.kind)
    far = change.on.days is not None and change.on.days > _LONGEST
    if kind is not None and change.on.intersects(period) and not far:
        yield _Found(kind, change, change.at, claim)


def _due(expected: Iterable[Expectation]) -> Iterator[Change]:
    """What begins to be due, as a change of that day."""
    for one in expected:
        for told in list(steps_of(one))[:1]:
            at = one.at.model_copy(update={"span": one.sentence})
            yield told.model_copy(
                update={"on": one.due.interval, "at": (at,), "after": one.status.value}
            )


def _with_former(view: View, found: Sequence[_Found]) -> Iterator[_Found]:
    """Moves of positions with the stance that was left, not the id of the position."""
    for one in found:
        former = one.change.before if one.kind is Kind.POSITION else None
        left = view.record(Position, former) if former else None
        told = {"before": left.stance.value if left else None}
        moved = one.change.model_copy(update=told) if former else one.change
        yield one._replace(change=moved)


def _once(found: Iterable[_Found]) -> list[_Found]:
    """Each change once; a contradiction between two voices is told once, too."""
    return list(
        {(one.kind, one.change.record, one.at, one.change.on): one for one in found}.values()
    )


def _entry(found: _Found, words: Mapping[Address, Words]) -> Entry:
    change, claim = found.change, found.claim
    return Entry(
        kind=found.kind,
        record=change.record,
        said=change.on,
        words=words.get(found.at[0]) if found.at else None,
        who=change.who,
        before=change.before,
        after=change.after,
        about=change.about,
        articles=claim.articles if claim else None,
        families=claim.families if claim else None,
    )
