"""Announcements and reports as items of the book: what they are found by, and their data."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from watchdesk.ledger.book import Item
from watchdesk.ledger.expectations_kept import Coming, End, Report
from watchdesk.ledger.kept import Known
from watchdesk.records import ExpectationKind, Interval, Span
from watchdesk.reuse.words import word_hash

COMING = "coming"
"""Items that hold an announcement; their ids are those of the expectations they could be."""
REPORT = "report"
"""Items that hold a sentence that tells what became of something."""
_ANCHORS = 16
"""Names and words of one telling by which it is found, at most."""
_NAMED = 8
"""How many of them are names at most."""
_DAYS = 2
"""Days of one telling by which it is found, at most."""
_KINDS = 4
"""Kinds of deed of one telling by which it is found, at most."""
ANY = "any"
"""A kind of deed by which words that call something off are found, whatever it was."""


def name_word(word: str) -> int:
    """The hash of a word of a name; even, so that who it is can be told from it."""
    return word_hash(word) & ~1


def name_entity(entity: str) -> int:
    """The hash of who somebody is; odd."""
    return word_hash(entity) | 1


def keys_of(kinds: Iterable[str], anchors: Iterable[int]) -> set[int]:
    """Keys for deeds of some kinds to do with any of some names or words."""
    return {_key(kind, anchor) for kind in kinds for anchor in anchors}


def _key(kind: str, anchor: int) -> int:
    return (_kind_hash(kind) * 31 + anchor) % (1 << 62)


@lru_cache(maxsize=4_096)
def _kind_hash(kind: str) -> int:
    return word_hash(kind)


def passed_keys(one: Coming | Report) -> frozenset[int]:
    """The keys of the day something was due, and of words that tell that a day went by."""
    if isinstance(one, Coming):
        days = [one.due.latest]
    else:
        days = [day.latest for day in one.days] if one.end is End.PASSED else []
    return frozenset(_key("passed", day.toordinal()) for day in days if day)


def _some(anchors: Collection[int]) -> list[int]:
    """The same few of some names or words, whatever they stand beside."""
    return sorted(anchors)[:_ANCHORS]


def _anchors(names: Iterable[int], content: frozenset[int]) -> list[int]:
    """What a telling is found by: the words of its names, and where there are few its others."""
    named = sorted(names)
    return [*named[:_NAMED], *_some(content)[: _ANCHORS - _NAMED]]


def _kinds(kinds: frozenset[str]) -> list[str]:
    """The widest kinds of deed there are; of what is of no wider kind its verb."""
    wide = [kind for kind in kinds if not kind.startswith("verb ")]
    return sorted(wide or kinds)[:_KINDS]


def coming_keys(one: Coming) -> frozenset[int]:
    """What an announcement is found by."""
    names = frozenset().union(*(one.names or one.context))
    keys = keys_of(_kinds(one.kinds), _anchors(names, one.content))
    keys |= keys_of([ANY], _anchors(names, one.content))
    return passed_keys(one) | keys | _day_keys([one.due], names)


def report_keys(one: Report) -> frozenset[int]:
    """What a report is found by, and finds."""
    kinds = [*_kinds(one.kinds - {ANY}), *([ANY] if one.end or ANY in one.kinds else [])]
    keys = keys_of(kinds, _anchors(one.names, one.content))
    return passed_keys(one) | keys | _day_keys(one.days, one.names)


def _day_keys(days: Iterable[Interval], names: Iterable[int]) -> set[int]:
    """Keys of the same people or things on the very day, whatever was done."""
    exact = [day.latest for day in days if day.days == 1 and day.latest][:_DAYS]
    return keys_of([f"on {day.toordinal()}" for day in exact], sorted(names)[:_NAMED])


def coming_item(one: Coming, last: int | None) -> Item:
    """An announcement as an item; ``last`` is the last day on which its end can be told."""
    data = coming_data(one)
    return Item(COMING, one.id, one.article, tuple(sorted(coming_keys(one))), last, data)


def report_item(one: Report) -> Item:
    """A report as an item."""
    day = one.told.latest or one.told.earliest
    data = report_data(one)
    keys = tuple(sorted(report_keys(one)))
    return Item(REPORT, one.id, one.article, keys, day.toordinal() if day else None, data)


def _days(when: Interval) -> list[Any]:
    low, high = when.earliest, when.latest
    return [low and low.toordinal(), high and high.toordinal(), when.edtf]


def _interval(days: list[Any]) -> Interval:
    return _made(*days)


@lru_cache(maxsize=8_192)
def _made(low: int | None, high: int | None, edtf: str) -> Interval:
    return Interval.model_construct(
        earliest=date.fromordinal(low) if low else None,
        latest=date.fromordinal(high) if high else None,
        edtf=edtf,
    )


def _order(known: Known) -> list[Any]:
    return [known[0].toordinal(), known[1].toordinal(), known[2], known[3]]


def _known(order: list[Any]) -> Known:
    return date.fromordinal(order[0]), date.fromordinal(order[1]), order[2], order[3]


def _names(names: Iterable[frozenset[int]]) -> list[list[int]]:
    return [sorted(name) for name in names]


def coming_data(one: Coming) -> bytes:
    """An announcement as bytes; checking a record by its model would take long."""
    row = [
        one.id,
        one.article,
        one.capture,
        _order(one.known),
        _days(one.published),
        one.kind,
        one.text,
        [*one.span, *one.sentence, *one.cue],
        one.told_by,
        _days(one.due),
        one.due_at,
        sorted(one.kinds),
        _names(one.subjects),
        _names(one.objects),
        _names(one.context),
        sorted(one.content),
        sorted(one.figures),
    ]
    return json.dumps(row, separators=(",", ":")).encode()


def coming_of(data: bytes) -> Coming:
    """The announcement of an item's data."""
    row = json.loads(data)
    at = row[7]
    return Coming(
        id=row[0],
        article=row[1],
        capture=row[2],
        known=_known(row[3]),
        published=_interval(row[4]),
        kind=ExpectationKind(row[5]),
        text=row[6],
        span=Span(at[0], at[1]),
        sentence=Span(at[2], at[3]),
        cue=Span(at[4], at[5]),
        told_by=row[8],
        due=_interval(row[9]),
        due_at=Span(*row[10]) if row[10] else None,
        kinds=frozenset(row[11]),
        subjects=tuple(map(frozenset, row[12])),
        objects=tuple(map(frozenset, row[13])),
        context=tuple(map(frozenset, row[14])),
        content=frozenset(row[15]),
        figures=frozenset(row[16]),
    )


def report_data(one: Report) -> bytes:
    """A report as bytes."""
    row = [
        one.id,
        one.article,
        one.capture,
        _order(one.known),
        _days(one.published),
        one.sentence,
        sorted(one.kinds),
        one.end,
        sorted(one.names),
        sorted(one.content),
        sorted(one.before),
        [_days(day) for day in one.days],
        one.moved and _days(one.moved),
    ]
    return json.dumps(row, separators=(",", ":")).encode()


def report_of(data: bytes) -> Report:
    """The report of an item's data."""
    row = json.loads(data)
    return Report(
        id=row[0],
        article=row[1],
        capture=row[2],
        known=_known(row[3]),
        published=_interval(row[4]),
        sentence=Span(*row[5]),
        kinds=frozenset(row[6]),
        end=End(row[7]) if row[7] else None,
        names=frozenset(row[8]),
        content=frozenset(row[9]),
        before=frozenset(row[10]),
        days=tuple(map(_interval, row[11])),
        moved=_interval(row[12]) if row[12] else None,
    )
