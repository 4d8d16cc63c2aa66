"""What is known of a publication date so far, and how clues with several answers narrow it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from watchdesk.grounding.published_clue import Choices, Clue, common
from watchdesk.records import Interval, Span

_FORESEEN = 12
"""Years in which a date told without its year is looked for when one bound is not known."""
_FEW = 2
"""Most stretches that may be left where only the day of reading ends the last one."""


class Window(NamedTuple):
    """Not before, not after, and the day by which the article was out.

    ``out`` is the day of the capture, or, with ``rules_out`` only, the day of reading, which
    settles what lies in the future but is no bound.
    """

    low: Clue | None
    high: Clue | None
    out: date | None
    rules_out: bool = False

    @property
    def first(self) -> date | None:
        """First possible day."""
        return self.low.days.earliest if self.low else None

    @property
    def last(self) -> date | None:
        """Last possible day, that of reading included."""
        last = self.high.days.latest if self.high else None
        return min((d for d in (last, self.out) if d), default=None)

    @property
    def days(self) -> Interval:
        """The bounds as they can be told."""
        last = self.last
        if self.rules_out:
            last = self.high.days.latest if self.high else None
        first = self.first
        return Interval.between(first, None if first and last and last < first else last)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The words of both clues."""
        return (
            *(self.low.evidence if self.low else ()),
            *(self.high.evidence if self.high else ()),
        )

    def searched(self) -> Interval | None:
        """The stretch in which days without a year are looked for; ``None`` for no stretch."""
        first, last = self.first, self.last
        if first is None and last is None:
            return None
        if first is None and last is not None:
            first = date(max(1000, last.year - _FORESEEN), 1, 1)
        if last is None and first is not None:
            last = date(min(first.year + _FORESEEN, 9999), 12, 31)
        return Interval.between(first, last) if first and last and first <= last else None

    def narrowed(self, choices: Iterable[Choices]) -> Window:
        """Within the stretches that all choices allow; one that allows none is left out.

        Where more than two stretches are left and only the day of reading ends the last one,
        nothing is told of an end: there will be one more every few years.
        """
        whole = self.searched()
        if whole is None:
            return self
        found = self
        left: tuple[Interval, ...] = (whole,)
        for choice in choices:
            both = common(left, choice.days)
            if not both:
                continue
            found, left = found._tightened(left, both, choice.evidence), both
        if self.rules_out and self.high is None and len(left) > _FEW:
            return found._replace(high=None)
        return found

    def _tightened(
        self, left: tuple[Interval, ...], both: tuple[Interval, ...], words: tuple[Span, ...]
    ) -> Window:
        first, last = both[0].earliest, both[-1].latest
        out = self
        evidence = tuple(dict.fromkeys((*self.evidence, *words)))
        if self.first is not None and first != left[0].earliest:
            out = out._replace(low=Clue(Interval.between(first, None), evidence))
        if self.last is not None and last != left[-1].latest:
            out = out._replace(high=Clue(Interval.between(None, last), evidence))
        return out
