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
    "new year's": NamedDay(1, 1, None),
    "black monday": NamedDay(10, 19, 1987),
    "black tuesday": NamedDay(10, 29, 1929),
    "black thursday": NamedDay(10, 24, 1929),
    "new year": NamedDay(1, 1, None),
    "halloween": NamedDay(10, 31, None),
    "veterans day": NamedDay(11, 11, None),
    "st. patrick's day": NamedDay(3, 17, None),
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

_INDEPENDENCE = {
    "ukraine": (8, 24), "india": (8, 15), "pakistan": (8, 14), "poland": (11, 11),
    "finland": (12, 6), "indonesia": (8, 17), "brazil": (9, 7), "mexico": (9, 16),
    "moldova": (8, 27), "kazakhstan": (12, 16), "armenia": (9, 21), "belarus": (7, 3),
    "azerbaijan": (5, 28), "estonia": (2, 24), "kyrgyzstan": (8, 31), "tajikistan": (9, 9),
    "uzbekistan": (9, 1), "argentina": (7, 9), "peru": (7, 28), "colombia": (7, 20),
    "chile": (9, 18), "venezuela": (7, 5), "ghana": (3, 6), "nigeria": (10, 1),
    "south sudan": (7, 9), "sudan": (1, 1), "mali": (9, 22), "kenya": (12, 12),
    "algeria": (7, 5), "tunisia": (3, 20), "morocco": (11, 18), "lebanon": (11, 22),
    "jordan": (5, 25), "the philippines": (6, 12), "malaysia": (8, 31), "singapore": (8, 9),
    "vietnam": (9, 2), "bangladesh": (3, 26), "sri lanka": (2, 4), "afghanistan": (8, 19),
    "north macedonia": (9, 8), "kosovo": (2, 17),
    "the united states": (7, 4), "america": (7, 4),
}  # fmt: skip
_OTHER_DAYS = {
    "india's republic day": (1, 26), "pakistan's national day": (3, 23),
    "china's national day": (10, 1), "taiwan's national day": (10, 10),
    "france's national day": (7, 14), "spain's national day": (10, 12),
    "romania's national day": (12, 1), "hungary's national day": (8, 20),
    "belgium's national day": (7, 21), "switzerland's national day": (8, 1),
    "sweden's national day": (6, 6), "norway's constitution day": (5, 17),
    "denmark's constitution day": (6, 5), "poland's constitution day": (5, 3),
    "japan's constitution day": (5, 3), "ukraine's constitution day": (6, 28),
    "germany's unity day": (10, 3), "german unity day": (10, 3), "italy's republic day": (6, 2),
    "turkey's republic day": (10, 29), "turkey's victory day": (8, 30),
    "russia's victory day": (5, 9), "russia day": (6, 12), "australia day": (1, 26),
    "canada day": (7, 1), "anzac day": (4, 25), "bulgaria's liberation day": (3, 3),
}  # fmt: skip
NATIONAL_DAYS = {
    **{f"{state}'s independence day": NamedDay(*day, None) for state, day in _INDEPENDENCE.items()},
    **{name: NamedDay(*day, None) for name, day in _OTHER_DAYS.items()},
}
"""National days that fall on one date every year, of states whose name stands beside them; lower
case, straight apostrophes. Facts of public record, in the calendar now in use."""

PLACE_DAYS = frozenset({"pearl harbor", "hiroshima", "nagasaki", "tiananmen", "chernobyl",
                        "srebrenica"})  # fmt: skip
"""Named days whose name is first of all a place."""
