"""What a matched expression says that tells how often, or names no days."""

from __future__ import annotations

import re

from watchdesk.grounding.quantity_numbers import number
from watchdesk.grounding.time_model import Point, Ref, Repeated, Unit, Vague
from watchdesk.grounding.time_read import month, weekday
from watchdesk.grounding.time_read_lengths import unit_of

PARTS = {
    "morning": "TMO", "mornings": "TMO", "afternoon": "TAF", "afternoons": "TAF",
    "evening": "TEV", "evenings": "TEV", "night": "TNI", "nights": "TNI", "noon": "T12:00",
    "midday": "T12:00", "midnight": "T24:00", "dawn": "TMO", "dusk": "TEV",
}  # fmt: skip
"""Parts of the day as TIMEX3 writes them."""
LETTERS = {
    Unit.SECOND: "TS", Unit.MINUTE: "TM", Unit.HOUR: "TH", Unit.DAY: "D", Unit.WEEKEND: "WE",
    Unit.WEEK: "W", Unit.MONTH: "M", Unit.QUARTER: "Q", Unit.SEASON: "S", Unit.HALF: "H",
    Unit.YEAR: "Y", Unit.DECADE: "Y", Unit.CENTURY: "Y",
}  # fmt: skip
"""How TIMEX3 writes a length in a unit; a ``T`` stands before the number."""
YEARS_IN = {Unit.DECADE: 10, Unit.CENTURY: 100}
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def length(count: str, unit: Unit) -> str:
    """A TIMEX3 length: ``P2W``, ``PT5H``, ``PXY``."""
    letters = LETTERS[unit]
    if unit in YEARS_IN and count.isdigit():
        count = str(int(count) * YEARS_IN[unit])
    return f"PT{count}{letters[1]}" if letters[0] == "T" else f"P{count}{letters}"


def read_each(m: re.Match[str]) -> Point | None:
    """``every Friday``, ``each of``, ``every two weeks``, ``every other day``."""
    what, told = m["what"], (m["n"] or "").lower()
    low = what.lower()
    quantity = "EACH" if m["how"].lower() == "each" else "EVERY"
    part = PARTS.get((m["part"] or "").strip().lower(), "")
    if low[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"} and "day" in low:
        return Repeated(f"XXXX-WXX-{(weekday(what) or 0) + 1}{part}", quantity)
    if what[0].isupper() and low.rstrip(".") not in {"day", "week", "month", "year"}:
        return Repeated(f"XXXX-{month(what):02d}", quantity)
    if low in SEASON_CODES:
        return Repeated(f"XXXX-{SEASON_CODES[low]}", quantity)
    if low in PARTS:
        return Repeated(f"XXXX-XX-XX{PARTS[low]}", quantity)
    if low.startswith("weekend") and not told:
        return Repeated("XXXX-WXX-WE", quantity)
    count = {"": 1.0, "single": 1.0, "other": 2.0, "few": None}.get(told, -1.0)
    value = number(told) if count == -1.0 else count
    return Repeated(length("X" if value is None else f"{value:g}", unit_of(what)), quantity)


def read_rate(m: re.Match[str]) -> Point | None:
    """``twice a week``, ``per day``."""
    group = m.groupdict()
    value = length("1", unit_of(m["unit"]))
    word = (group.get("freq") or "").lower()
    if not word:
        return Repeated(value)
    count = {"once": 1.0, "twice": 2.0}.get(word) or number(word.split()[0])
    return Repeated(value, freq=f"{count:g}X" if count else "X")


_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W",
    "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q",
    "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
}  # fmt: skip


def read_adverb(m: re.Match[str]) -> Point | None:
    """``daily``, ``annually``; not in names ("the Daily Planet")."""
    word = m["word"]
    if word[0].isupper() and m.start() > 0:
        return None
    return Repeated(_ADVERBS[word.lower()])


def read_weekdays(m: re.Match[str]) -> Point | None:
    """``on Mondays``, ``weekends``."""
    if m["end"]:
        return Repeated("XXXX-WXX-WE")
    part = PARTS.get(m["part"] or "", "")
    return Repeated(f"XXXX-WXX-{(weekday(m['wd']) or 0) + 1}{part}")


def read_vague(m: re.Match[str]) -> Point | None:
    """``now``, ``recently``, ``the future``."""
    if m["now"]:
        return None if m["now"].isupper() else Vague(Ref.PRESENT)
    return Vague(Ref.PAST if m["past"] else Ref.FUTURE)
