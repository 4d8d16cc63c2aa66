"""What a time expression says before anybody works out which days it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from watchdesk.records import Modifier, Span


class Tense(StrEnum):
    """How the words around a time expression are told."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


class Unit(StrEnum):
    """Units of time."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Portion(StrEnum):
    """A piece of a unit."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    EARLIER = "earlier"
    """From the start of the unit to the publication."""
    LATER = "later"
    """From the publication to the end of the unit."""


class Bound(StrEnum):
    """A time expression that tells one side of a stretch."""

    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


class Ahead(StrEnum):
    """The word before a length in which something is due."""

    IN = "in"
    WITHIN = "within"


class Choice(StrEnum):
    """The word before a weekday, month or season."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date with or without its year: ``Aug. 6``, ``February 2022``, ``fall of 2022``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    """Set for ``June 15–16``."""
    last_month: int | None = None
    """Set for ``June 28 to July 2``."""
    weekday: int | None = None
    season: int | None = None
    """EDTF season code, 21 to 24."""
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    """ISO 8601 week of ``year``; ``weekday`` is then a day of it."""
    portion: Portion | None = None
    choice: Choice | None = None
    year_step: int | None = None
    """Years from the present one: -1 for ``December last year``."""
    leap: bool = False
    """Whether the year must be one with a presidential election in the United States."""
    feast: str | None = None
    """A day that moves from year to year, as ``time_feasts`` names it."""
    fiscal: bool = False
    """Whether the year is one of accounts, which may begin in the year before."""
    nth: int | None = None
    """Which ``part`` of the month, or which ``weekday`` of it without one; -1 is the last."""
    part: Unit | None = None
    """Day, weekend, week or half of the month: ``the first week of May``."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """``03/04/2024``, which may be in March or in April."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Years:
    """A run of years: a decade, a century, ``2014–2015``."""

    first: int
    last: int
    portion: Portion | None = None
    unit: Unit = Unit.YEAR


@dataclass(frozen=True, slots=True)
class Shift:
    """A calendar unit counted from the one now: ``last month``, ``this week``, ``yesterday``."""

    unit: Unit
    count: int
    portion: Portion | None = None
    text: bool = False
    """Counted from an earlier time in the text: ``the following year``."""
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """``Thursday``, ``next Thursday``, ``Monday last week``."""

    day: int
    choice: Choice | None = None
    week: int | None = None
    """Weeks from the present one, where the words say so."""
    text: bool = False
    """Counted from an earlier time in the text: ``the following Monday``."""


@dataclass(frozen=True, slots=True)
class Away:
    """A distance from the publication or from an earlier time: ``three days ago``."""

    low: float
    high: float | None
    unit: Unit
    sign: int
    text: bool = False
    told: float | None = None
    """The number as told; null for "several years ago"."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A stretch of some length. ``sign`` is -1 for one that ends at the publication, 1 for one
    that starts there, 0 for one that is not tied to it."""

    low: float
    high: float | None
    unit: Unit
    sign: int
    noun: str | None = None
    """What lasts, for ``two-year war``."""
    told: float | None = None
    """The number as told; null for "a few days"."""
    recent: bool = False
    """Whether it is told as ``recent`` only."""
    ahead: Ahead | None = None
    """The word before one that may tell when something is due."""


class Ref(StrEnum):
    """A time told without any day, by its TIMEX3 value."""

    PAST = "PAST_REF"
    PRESENT = "PRESENT_REF"
    FUTURE = "FUTURE_REF"


@dataclass(frozen=True, slots=True)
class Vague:
    """``now``, ``recently``, ``the future``."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Repeated:
    """``daily``, ``every Friday``, ``twice a week``."""

    value: str
    """What comes back, as a TIMEX3 value: ``P1D``, ``XXXX-WXX-5``."""
    quantity: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The day some years after a day; ``year`` is null when the words do not say which."""

    month: int
    day: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Range:
    """From one point to another."""

    first: Point
    second: Point


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from a day: ``two weeks before Christmas``."""

    away: Away
    base: Point


@dataclass(frozen=True, slots=True)
class WeekOf:
    """``the week of 16 September``: ``sign`` is 1 for seven days from that day, -1 for the seven
    up to it, and 0 for the week that holds it."""

    base: Calendar
    sign: int = 0


@dataclass(frozen=True, slots=True)
class PartOf:
    """``the last three months of 2004``: some days, weeks or months at an end of a date."""

    base: Calendar
    count: int
    unit: Unit
    last: bool


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """``the 18th``."""

    day: int


Point = (
    Calendar
    | Numeric
    | Years
    | Shift
    | Weekday
    | Away
    | Lasting
    | Anniversary
    | Range
    | Offset
    | WeekOf
    | PartOf
    | DayOfMonth
    | Vague
    | Repeated
)


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression as it stands in the text, not yet resolved."""

    span: Span
    """The words, with the preposition of a bound (``since Aug. 6``)."""
    core: Span
    """The words without it."""
    point: Point
    """What they say."""
    sentence: int
    """Index in ``doc.sentences``."""
    tense: Tense
    """The tense of the nearest verb; the day of publication is worked out with it."""
    bound: Bound | None = None
    """Which side of a stretch it tells, if any."""
    modifier: Modifier | None = None
    """What words such as "early" and "more than" do to it."""
    clause: Tense | None = None
    """How the clause is told, by its tree; null where that tells nothing."""
    clock: str | None = None
    """Part or hour of the day as TIMEX3 writes it: ``TMO``, ``T09:30``."""

    @property
    def told(self) -> Tense:
        """How it is told: by the tree of its clause, or else by the nearest verb."""
        return self.clause or self.tense
