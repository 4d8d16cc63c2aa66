"""Stories that were printed more than once, those with most copies first."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from watchdesk.answers.cited import ArticleLine, Cut, article_lines
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Turned
from watchdesk.records import Interval, Role, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

_MEMBERS = 20
"""Articles of a family that are told in a list."""


class Copied(NamedTuple):
    """The families of a time that hold more than one article."""

    sizes: tuple[tuple[str, int], ...]
    """Family ids with how many articles they have, those with most first."""


class FamilyLine(Frozen):
    """A family as a list shows it."""

    id: str
    """Family id."""
    size: int
    """How many of its articles can have been published in the time; teasers apart."""
    articles: tuple[ArticleLine, ...]
    """Some of them."""


class FamilyList(Frozen):
    """A page of families."""

    items: tuple[FamilyLine, ...]
    """Those with most articles first."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def copied(view: View, period: Interval | None = None) -> Copied:
    """The families of a time with more than one article; of a large ledger it takes a moment."""
    known = view.published_within(period or Interval.unknown())
    counts = Counter(one.family for one in known if one.role is not Role.TEASER)
    several = [(name, size) for name, size in counts.items() if size > 1]
    return Copied(tuple(sorted(several, key=lambda one: (-one[1], one[0]))))


def families_page(
    view: View, watch: Watch, found: Copied, page: Turned, period: Interval | None = None
) -> FamilyList:
    """A page of families with their articles."""
    shown = found.sizes[page.offset : page.offset + page.limit]
    items = []
    for name, size in shown:
        members = [one.article for one in view.family(name) if one.role is not Role.TEASER]
        lines = article_lines(view, watch, members[:_MEMBERS])
        items.append(FamilyLine(id=name, size=size, articles=tuple(lines.values())))
    total = len(found.sizes)
    why = f"The list ends before its item {page.offset + 1}."
    if not shown and not page.offset:
        why = why_empty(view, "stories that were printed more than once", period)
    return FamilyList(
        items=tuple(items),
        cut=Cut(
            offset=page.offset,
            shown=len(items),
            total=total,
            more=total > page.offset + page.limit,
        ),
        why_empty="" if items else why,
    )
