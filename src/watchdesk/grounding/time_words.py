"""The calendar's words: months, weekdays, seasons, units, named days."""

from __future__ import annotations

from typing import NamedTuple

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""By the first three letters."""
MONTH_WORDS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
"""By the first three letters; Monday is 0."""
WEEKDAY_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
    "fri sat sun".split()
)

SEASONS = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
"""EDTF season codes."""

UNIT_WORDS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends "
    "fortnight fortnights month months quarter quarters year years decade decades century "
    "centuries morning mornings afternoon evening".split()
)

PARTS_OF_DAY = r"(?:mornings?|afternoon|evening|night|noon|midnight)"


class NamedDay(NamedTuple):
    """A day with a name of its own."""

    month: int
    day: int
    year: int | None
    """Year of the event, or null for a day that comes back every year."""


NAMED_DAYS = {
    "d-day": NamedDay(6, 6, 1944),
    "normandy landings": NamedDay(6, 6, 1944),
    "ve day": NamedDay(5, 8, 1945),
    "v-e day": NamedDay(5, 8, 1945),
    "vj day": NamedDay(8, 15, 1945),
    "v-j day": NamedDay(8, 15, 1945),
    "pearl harbor": NamedDay(12, 7, 1941),
    "hiroshima": NamedDay(8, 6, 1945),
    "nagasaki": NamedDay(8, 9, 1945),
    "liberation of auschwitz": NamedDay(1, 27, 1945),
    "fall of the berlin wall": NamedDay(11, 9, 1989),
    "9/11": NamedDay(9, 11, 2001),
    "september 11 attacks": NamedDay(9, 11, 2001),
    "sept. 11 attacks": NamedDay(9, 11, 2001),
    "tiananmen": NamedDay(6, 4, 1989),
    "chernobyl": NamedDay(4, 26, 1986),
    "srebrenica": NamedDay(7, 11, 1995),
    "armistice day": NamedDay(11, 11, None),
    "christmas eve": NamedDay(12, 24, None),
    "christmas day": NamedDay(12, 25, None),
    "christmas": NamedDay(12, 25, None),
    "new year's eve": NamedDay(12, 31, None),
    "new year's day": NamedDay(1, 1, None),
    "fourth of july": NamedDay(7, 4, None),
    "may day": NamedDay(5, 1, None),
    "bastille day": NamedDay(7, 14, None),
    "boxing day": NamedDay(12, 26, None),
    "valentine's day": NamedDay(2, 14, None),
    "international women's day": NamedDay(3, 8, None),
}
"""Days of public record, in the calendar in use where they happened; lower case, straight
apostrophes. Places stand here for the one day they are remembered by, and count in
anniversaries only."""

PLACE_DAYS = frozenset({"pearl harbor", "hiroshima", "nagasaki", "tiananmen", "chernobyl",
                        "srebrenica"})  # fmt: skip
"""Named days whose name is first of all a place."""
