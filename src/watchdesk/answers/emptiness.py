"""Why a list is empty: nothing kept, nothing of that time, nothing that fits, or not found."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.brief.wording import days
from watchdesk.records import Interval
from watchdesk.store import View


def why_empty(
    view: View, what: str, period: Interval | None = None, filters: Sequence[str] = ()
) -> str:
    """Why a list of something holds nothing, in one or two sentences.

    ``what``: what is listed, in the plural; ``filters``: what else it was narrowed by, in words.
    """
    if not view.newest_articles(Interval.unknown(), 1):
        return "The ledger holds no article yet, or held none on the day that was asked for."
    if period is not None and not _is_covered(view, period):
        return (
            f"No article of this desk is known to be from {days(period)}: "
            "this time is not covered. That says nothing about what happened in it."
        )
    told = f" of {days(period)}" if period is not None else ""
    if filters:
        return f"No {what}{told} fit {', '.join(filters)}. Without that there may be some."
    return (
        f"The articles{told} are read, and no {what} were found in them. "
        "What is not found may still be there."
    )


def _is_covered(view: View, period: Interval) -> bool:
    """Whether an article is of a time; one of which no day is known could be of any."""
    newest = view.newest_articles(period, 1)
    return bool(newest) and newest[0].published.is_bounded
