"""For when something announced is due, from the words of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from watchdesk.ledger.due_limits import limits
from watchdesk.ledger.forward import clause_end
from watchdesk.ledger.page import Page
from watchdesk.records import Anchor, Interval, Span, Time

_OF_A_NOUN = frozenset({"to", "of", "for", "from", "since", "the"})
_NO_DUE = frozenset({"since", "until", "till", "of"})
_LIMIT = re.compile(
    r"\b(?:by|before|as\s+early\s+as|as\s+soon\s+as|(?:no|not)\s+later\s+than|within)\s+"
    r"(?:the\s+|early\s+|late\s+|mid-?\s*)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|or|to|through|until)(?:\s+(?:on|in))?|[-–])\s*", re.I)
_PASSED = re.compile(r"\b(?:ago|last|yesterday|earlier|previous)\b", re.IGNORECASE)
_PLACED = re.compile(
    r"[”\"’']?(?:\s+(?:in|at|near|with)(?:\s+the)?(?:\s+[A-Z][\w’'-]{1,30}){1,4})?"
    r"(?:\s+(?:on|in|for))?\s*"
)
_WEEKDAY = re.compile(r"(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b|\b(?:last|this|that|past)\b", re.IGNORECASE)
_MONTHS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days$", re.IGNORECASE)
_A_WEEK = 7
_AHEAD = re.compile(r"\b(?:next|coming|tomorrow)\b", re.IGNORECASE)
_NEXT_TO = 30
"""Code points between "is expected" and the time it is expected for."""


class Ahead(NamedTuple):
    """A time to come in the clause of a cue."""

    span: Span
    interval: Interval
    """Days, none of them before publication; unknown when they cannot be told."""
    limit: bool
    """Whether the words say by when."""
    sure: bool
    """Whether it surely lies after publication."""
    doubt: int
    """How much speaks against its being the time of the deed."""


def _doubt(text: str, start: int, cue: Span) -> int:
    """How much speaks against a time being that of the deed: one that stands before the cue, or
    belongs to a noun, as in "results for the year to 31 March"."""
    before = text[max(0, start - 12) : start].split()
    return 2 * (start < cue.end) + (bool(before) and before[-1].lower() in _OF_A_NOUN)


def _limits(page: Page, region: Span, cue: Span, published: Interval) -> list[Ahead]:
    """Limits behind a cue that no time of the reading holds."""
    low = max(region.start, cue.end)
    return [
        Ahead(span, days, limit=True, sure=not days.is_unknown, doubt=0)
        for span, days in limits(page.text, low, region.end, published)
        if not days.is_unknown or not page.times_in(span)
    ]


def _next(time: Time, words: str, published: Interval) -> Interval:
    """The days of a time, where a bare day of the week is the next one, not the last."""
    when, first = time.interval, published.latest
    if not _WEEKDAY.fullmatch(words) or not when.is_bounded or first is None:
        return when
    low, high = when.earliest, when.latest
    if low is None or high is None or low > first or (first - low).days > _A_WEEK:
        return when
    return Interval.between(low + timedelta(_A_WEEK), high + timedelta(_A_WEEK))


def _next_year(when: Interval, words: str, published: Interval) -> Interval:
    """The days of a date without a year that something is called for: they lie ahead."""
    low, high = when.earliest, when.latest
    if low is None or high is None or not when.precedes(published) or _YEAR.search(words):
        return when
    if not _MONTHS.search(words) or (high.month, high.day) == (2, 29) or (low - high).days:
        return when
    return Interval.between(low.replace(year=low.year + 1), high.replace(year=high.year + 1))


def _of_time(page: Page, time: Time, cue: Span, published: Interval, now: bool) -> Ahead | None:
    """A time as one to come, or ``None`` when it cannot be that of what the cue announces."""
    words = time.span.text_of(page.text)
    before = page.text[max(0, time.start - 20) : time.start]
    last = before.split()[-1].lower() if before.split() else ""
    given = page.text[cue.start : cue.end].lower().endswith(("until", "before"))
    ruled_out = last in _NO_DUE or words.split()[0].lower() in _NO_DUE
    if (ruled_out and not given) or _PASSED.search(words) or _EVERY.search(words):
        return None
    after = time.start >= cue.end
    limit = given or bool(_LIMIT.search(f"{before}{words.split()[0]} ") or _LIMIT.search(before))
    doubt = _doubt(page.text, time.start, cue)
    if time.is_unknown or published.is_unknown:
        told = time.interval if time.anchor is Anchor.ABSOLUTE and after else Interval.unknown()
        return Ahead(time.span, told, limit, sure=False, doubt=doubt) if after else None
    when = _next(time, words, published) if now else time.interval
    if last == "for" or words.lower().startswith("for "):
        when = _next_year(when, words, published)
    sure = published.precedes(when) or (limit and not when.precedes(published))
    sure = sure or _AHEAD.search(words) is not None
    if when.precedes(published) or not (after or sure):
        return None
    first = Interval.between(published.earliest, None)
    due = when.intersection(first) or Interval.unknown()
    return Ahead(time.span, due, limit, sure, doubt)


def times_ahead(page: Page, cue: Span, what: Span, now: bool = False) -> list[Ahead]:
    """The times to come in the clause of a cue, the one most surely the deed's first. ``now``: the
    cue is in the present tense."""
    published = page.reading.article.published.interval
    end = clause_end(page.text, cue, what.end)
    region = Span(what.start, max(what.start, end))
    soon = _limits(page, region, cue, published)
    found = [
        ahead
        for time in page.times_in(region)
        if not any(time.span.overlaps(one.span) for one in soon)
        for ahead in (_of_time(page, time, cue, published, now),)
        if ahead is not None
    ]
    return sorted([*soon, *found], key=lambda a: (a.doubt, abs(a.span.start - cue.end)))


def is_next_to(page: Page, cue: Span, ahead: Ahead) -> bool:
    """Whether a time stands right behind a cue, as in "is expected early on Friday"."""
    between = page.text[cue.end : ahead.span.start]
    return 0 < ahead.span.start - cue.end <= _NEXT_TO and not re.search(r"[,;:.—]", between)


def is_its_day(page: Page, cue: Span, ahead: Ahead) -> bool:
    """Whether a time is that of an event named before it, with nothing but a place between."""
    between = page.text[cue.end : ahead.span.start]
    return ahead.sure and not ahead.limit and _PLACED.fullmatch(between) is not None


def _is_joined(text: str, low: Span, high: Span) -> bool:
    """Whether two times are one list: a comma alone joins days, but not "a month later"."""
    between = text[low.end : high.start]
    if low.end > high.start or not _JOINED.fullmatch(between):
        return False
    return between.strip() != "," or not text[high.start].islower()


def due(text: str, times: Sequence[Ahead]) -> tuple[Interval, Span | None]:
    """The days on which something is due and the words they were read from.

    Times that agree are taken together: "next week on Tuesday" is that Tuesday, "on Monday and
    Tuesday" both days. Of others the one most surely the deed's counts.
    """
    known = [one for one in times if not one.interval.is_unknown]
    if not known:
        return Interval.unknown(), None
    interval, at = known[0].interval, known[0].span
    for one in known[1:]:
        low, high = sorted((at, one.span))
        shared = interval.intersection(one.interval)
        two_limits = one.limit and known[0].limit
        if shared is not None and not two_limits and (one.doubt < 2 or one.sure):
            interval, at = shared, at.hull(one.span)
        elif _is_joined(text, low, high):
            interval, at = interval.hull(one.interval), at.hull(one.span)
    return interval, at
