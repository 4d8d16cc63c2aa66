"""What a request asks for, checked: days, periods, numbers, texts of bounded length."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.requests import Request

from watchdesk.periods import week
from watchdesk.records import Interval

LONGEST = 300
"""Code points of a value that is taken from a request."""
MOST = 1_000
"""Pages of a list that can be turned."""


class BadRequest(ValueError):
    """A request asks for what there cannot be; says in one line what, and what to do."""


def text(request: Request, name: str) -> str | None:
    """A value of the query, stripped; ``None`` when it is missing or empty.

    Raises ``BadRequest`` when it is longer than ``LONGEST`` or holds a null character.
    """
    value = request.query_params.get(name, "").strip()
    if len(value) > LONGEST:
        raise BadRequest(f"“{name}” is longer than {LONGEST} characters. Ask for less.")
    if "\0" in value:
        raise BadRequest(f"“{name}” holds a null character. Leave it out.")
    return value or None


def day(request: Request, name: str) -> date | None:
    """A day such as 2024-08-12. Raises ``BadRequest`` when it is none."""
    told = text(request, name)
    if told is None:
        return None
    try:
        found = date.fromisoformat(told)
    except ValueError as error:
        raise BadRequest(f"“{name}” is no day such as 2024-08-12.") from error
    return min(found, date.max - timedelta(days=1))


def period(request: Request) -> Interval | None:
    """The time that ``week``, or ``from`` and ``to``, name; an open side is open.

    Raises ``BadRequest`` for what is no such time.
    """
    told = text(request, "week")
    first, last = day(request, "from"), day(request, "to")
    if told is not None:
        try:
            return week(told)
        except (ValueError, OverflowError) as error:
            raise BadRequest("“week” is no ISO week such as 2024-W33.") from error
    if first is None and last is None:
        return None
    if first and last and last < first:
        raise BadRequest("“to” lies before “from”.")
    return Interval.between(first, last)


def number(request: Request, name: str, default: int, most: int) -> int:
    """A whole number from 0. Raises ``BadRequest`` when it is none or larger than ``most``."""
    told = text(request, name)
    if told is None:
        return default
    if not told.isascii() or not told.isdigit() or len(told) > 9 or int(told) > most:
        raise BadRequest(f"“{name}” is no whole number from 0 to {most}.")
    return int(told)


def choice(request: Request, name: str, choices: tuple[str, ...]) -> str | None:
    """One of some words. Raises ``BadRequest`` for another."""
    told = text(request, name)
    if told is not None and told not in choices:
        raise BadRequest(f"“{name}” is none of {', '.join(choices)}.")
    return told
