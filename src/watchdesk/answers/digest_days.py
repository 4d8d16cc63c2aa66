"""A timeline cut to what an assistant can take in."""

from __future__ import annotations

from watchdesk.answers.digest import MOST_BYTES, Quoted, plain, quoted
from watchdesk.answers.timeline import Day, Entry, Timeline
from watchdesk.records.span import Frozen


class EntryDigest(Frozen):
    """One thing on a day."""

    kind: str
    """Claim, standing, position, contradiction, due, outcome or correction."""
    record: str
    """Id of the claim, contradiction, position, expectation or correction."""
    said: str
    """When it was said, done or due, or else published, as EDTF."""
    who: str | None
    """Who said or did it."""
    before: str | None
    """What it was."""
    after: str | None
    """What it is."""
    about: str | None
    """What it is about where the words do not say so."""
    words: Quoted | None
    """The words that carry it."""


class DayDigest(Frozen):
    """A day."""

    day: str
    """The day, ISO 8601."""
    entries: tuple[EntryDigest, ...]
    """Some of each kind."""
    total: int
    """How many there are."""


class TimelineDigest(Frozen):
    """A timeline in short."""

    period: str
    """Days that are told of, as EDTF."""
    days: tuple[DayDigest, ...]
    """Those that hold anything, in order."""
    unsure: tuple[EntryDigest, ...]
    """Entries of which the day is not certain."""
    note: str
    """Whether this is all; where there is nothing, why."""


def timeline_digest(told: Timeline) -> TimelineDigest:
    """A timeline with as many entries of each day as fit."""
    most = max((len(day.entries) for day in told.days), default=0)
    made = _shortened(told, max(most, len(told.unsure), 1))
    most = max(most, len(told.unsure), 1)
    while len(made.model_dump_json().encode()) > MOST_BYTES and most > 1:
        most -= max(1, most // 4)
        made = _shortened(told, most)
    days = made.days
    while len(made.model_dump_json().encode()) > MOST_BYTES and len(days) > 1:
        days = days[:-1]
        note = f"Only the days to {days[-1].day} fit; ask for fewer days. {made.note}"
        made = made.model_copy(update={"days": days, "unsure": (), "note": note})
    return made


def _shortened(told: Timeline, most: int) -> TimelineDigest:
    days = tuple(_day(day, most) for day in told.days)
    shown = sum(len(day.entries) for day in days)
    total = sum(day.total for day in days)
    left = len(told.unsure) + told.unsure_more - min(most, len(told.unsure))
    note = told.why_empty or "This is all of it."
    if shown < total or left:
        note = (
            f"Showing {shown} of {total} entries with a day"
            f"{f'; {left} of which the day is not certain are left out' * bool(left)}. "
            "For more of a day ask for that day alone, or use what_changed."
        )
    return TimelineDigest(
        period=str(told.period),
        days=days,
        unsure=tuple(_entry(one) for one in told.unsure[:most]),
        note=note,
    )


def _day(day: Day, most: int) -> DayDigest:
    counted = sum(number for _, number in day.counts)
    entries = tuple(_entry(one) for one in day.entries[:most])
    return DayDigest(day=day.day.isoformat(), entries=entries, total=max(counted, len(day.entries)))


def _entry(one: Entry) -> EntryDigest:
    return EntryDigest(
        kind=one.kind.value,
        record=one.record,
        said=str(one.said),
        who=plain(one.who),
        before=one.before,
        after=one.after,
        about=plain(one.about),
        words=quoted(one.words) if one.words else None,
    )
