"""What a request of the API may ask for: its parameters, with their bounds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from watchdesk.answers.listed import Filter, Turned, Wish
from watchdesk.errors import DeskError
from watchdesk.periods import week
from watchdesk.records import Interval

MOST = 500
"""Items of one page of a list."""
FURTHEST = 1_000_000
"""Items that can be left out before a page."""

_PLAIN = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
Text = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=_PLAIN)]
"""Words without control characters, of which one at least is no space."""


def _as_written(told: object) -> object:
    """A day is written as one; numbers are none, though they could be counted from some day."""
    if isinstance(told, str) and not _DAY.fullmatch(told):
        raise ValueError("it is no day such as 2024-08-12")
    return told


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(_as_written), Field(examples=["2024-08-12"])]
"""A day, ISO 8601."""


class Asked(BaseModel):
    """What every request may ask for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Day | None = Field(
        None, description="Read the ledger as it stood at the end of this day (UTC)."
    )

    @property
    def day(self) -> date | None:
        """The day; the very last there is has no day after it that could end it."""
        return min(self.as_of, date.max - timedelta(days=1)) if self.as_of else None


class Paged(Asked):
    """What lists may be asked for."""

    limit: int = Field(50, ge=1, le=MOST, description="Items of this page.")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Items left out before this page.")

    @property
    def page(self) -> Turned:
        """Which page."""
        return Turned(self.limit, self.offset)


class Within(Asked):
    """What is asked of a time."""

    week: str | None = Field(
        None,
        pattern=r"^[1-9]\d{3}-W(0[1-9]|[1-4]\d|5[0-3])$",
        description="An ISO week; not together with from and to.",
        examples=["2024-W33"],
    )
    first: Day | None = Field(None, alias="from", description="First day; open when left out.")
    last: Day | None = Field(None, alias="to", description="Last day; open when left out.")

    @model_validator(mode="after")
    def _one_time(self) -> Within:
        if self.week and (self.first or self.last):
            raise ValueError("give week, or from and to, not both")
        if self.first and self.last and self.last < self.first:
            raise ValueError("to lies before from")
        _ = self.period
        return self

    @property
    def period(self) -> Interval | None:
        """The time; ``None`` for all of it. Raises ``ValueError`` for a week that there is not."""
        if self.week:
            try:
                return week(self.week)
            except (ValueError, OverflowError) as error:
                raise ValueError(f"there is no week {self.week}") from error
        return Interval.between(self.first, self.last) if self.first or self.last else None


class Timed(Paged, Within):
    """What lists of a time may be asked for."""


class Worded(Timed):
    """What lists of records may be asked for."""

    words: bool = Field(True, description="Also give the exact words that the records show.")

    def wish(self, *filters: Filter | None) -> Wish:
        """The same, narrowed by some filters."""
        return Wish(self.page, self.period, tuple(one for one in filters if one), self.words)


def period_named(name: str) -> Interval:
    """The days of an ISO week, a month or a day. Raises ``DeskError`` W281 for none."""
    try:
        return week(name) if "W" in name else Interval.parse(name)
    except (ValueError, OverflowError) as error:
        cure = "Ask for a week such as 2024-W33, a month or a day"
        raise DeskError("W281", name, "is no time that there is", cure) from error
