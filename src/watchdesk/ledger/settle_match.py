"""Whether a report is about what was announced, by the names and words the two share."""

from __future__ import annotations

from watchdesk.ledger.expectations_kept import Coming, Report
from watchdesk.records import Interval

_ALIKE = 2
"""Words or names that words about a day gone by must share with what was due."""
_DATED = 3
"""Days of what is set for a day."""
_WEEK = 16
"""Days of what is due about a day or a week."""
_BY_NAMES = frozenset({"meeting", "visiting"})
"""Kinds of deed that are known by who and where; of others what is done must be named too."""


def shared(names: tuple[frozenset[int], ...], told: frozenset[int]) -> int:
    """How many names stand in a sentence: of each at least half of the words."""
    return sum(2 * len(name & told) >= len(name) for name in names)


def is_of_its_deed(one: Coming, report: Report) -> bool:
    """Whether a report of the same kind of deed names most of what was named, whatever else it
    tells; where nothing was named, two words or more of it."""
    if not one.kinds & report.kinds and (report.end is None or report.kinds):
        return False
    if not one.names:
        return len(one.content & report.content) >= _ALIKE
    named = shared(one.names, report.names)
    content = len(one.content & report.content)
    return 2 * named >= len(one.names) and named + content >= _ALIKE


def is_of_its_day(one: Coming, report: Report, due: Interval) -> bool:
    """Whether a report tells of such a deed on the day that was due."""
    if due.days is None or due.days > _WEEK:
        return False
    told = [day for day in report.days if day.days is not None and day.days <= _DATED]
    if not any(day.intersects(due) for day in told):
        return False
    return is_of_its_deed(one, report) or (due.days <= _DATED and is_of_that_deed(one, report))


def is_of_that_deed(one: Coming, report: Report) -> bool:
    """Whether a report of the very day and of the same kind of deed names who was to do it and
    where, or without names most of what it was to do with."""
    if not one.kinds & report.kinds:
        return False
    subjects, objects = shared(one.subjects, report.names), shared(one.objects, report.names)
    if one.subjects and not subjects:
        return False
    content = len(one.content & report.content)
    named = subjects + objects
    return (objects > 0 and 2 * named >= len(one.names)) or (
        content >= _ALIKE and 2 * content >= len(one.content)
    )


def is_of_it(one: Coming, report: Report) -> bool:
    """Whether a report is about who was to do it and about what: it names the one, and most of
    the other."""
    subjects, objects = shared(one.subjects, report.names), shared(one.objects, report.names)
    content = len(one.content & report.content)
    if one.subjects and not subjects and (report.end is None or content < _ALIKE):
        return False
    if one.objects and 2 * objects < len(one.objects):
        return False
    if not one.names:
        there = shared(one.context, report.names)
        if not one.content:
            return there >= _ALIKE
        if len(one.content) < _ALIKE and content and one.kinds == report.kinds & one.kinds:
            return all(kind.startswith("verb ") for kind in one.kinds)
        return content + min(there, 1) >= _ALIKE and 2 * content >= len(one.content)
    if not (one.kinds & _BY_NAMES and one.objects) and 5 * content < 2 * len(one.content):
        return False
    if len(one.names) + len(one.content) < _ALIKE:
        return any(kind.startswith("verb ") for kind in one.kinds & report.kinds)
    return subjects + objects + content >= _ALIKE


def tells_most(one: Coming, report: Report) -> bool:
    """Whether a report tells of two thirds of all names and words that were told."""
    named, content = shared(one.names, report.names), len(one.content & report.content)
    if not named or 2 * named < len(one.names) or 2 * content < len(one.content):
        return False
    together, told = named + content, len(one.names) + len(one.content)
    return together > _ALIKE and 3 * together >= 2 * told


def names_any(one: Coming, report: Report) -> bool:
    """Whether a report tells of the same kind of deed and names any of what was named."""
    if not one.kinds & report.kinds:
        return False
    return shared(one.names, report.names) > 0 or bool(one.content & report.content)
