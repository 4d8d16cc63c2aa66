"""What the book keeps of announcements, and of sentences that tell what became of something."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import TypeAdapter

from watchdesk.ledger.kept import Known
from watchdesk.records import Address, ExpectationKind, Interval, Link, Span

_VAGUE = 62
"""Days of publication from which it is not known when something was told."""
_DATED = 3
"""Days of a time that tells when something was."""


def is_vague(when: Interval) -> bool:
    """Whether days lie so far apart that they do not tell when something was told."""
    return when.days is None or when.days > _VAGUE


class End(StrEnum):
    """How something announced did not come."""

    POSTPONED = "postponed"
    CALLED_OFF = "called off"
    PENDING = "pending"
    """It has not come yet; that settles only what was due before."""
    LATE = "late"
    """It came after its day."""
    REPLACED = "replaced"
    """Something else took its place."""
    PASSED = "passed"
    """The day went by without it."""


LINKS = TypeAdapter(tuple[Link, ...])
"""Links as JSON."""


class Coming(NamedTuple):
    """One telling of something to come. Offsets are into its capture's text."""

    id: str
    """Id of the expectation of which it is the first telling, if it is one."""
    article: str
    """Article id."""
    capture: str
    """Capture id."""
    known: Known
    """Sort key: the order in which articles were first known."""
    published: Interval
    """When the article was published."""
    kind: ExpectationKind
    """How it is said to be coming."""
    text: str
    """The words, verbatim."""
    span: Span
    """Where they stand."""
    sentence: Span
    """The sentence they stand in."""
    cue: Span
    """What makes it an announcement."""
    told_by: str
    """Who says so: its links as JSON, which are seldom asked for."""
    due: Interval
    """For when."""
    due_at: Span | None
    """The words the day was read from."""
    kinds: frozenset[str]
    """Kinds of deed it is."""
    subjects: tuple[frozenset[int], ...]
    """Names before the cue: who is to do it."""
    objects: tuple[frozenset[int], ...]
    """Names behind it."""
    context: tuple[frozenset[int], ...]
    """Names of the sentence before, where it names nobody itself."""
    content: frozenset[int]
    """Its other words."""
    figures: frozenset[int]
    """Numbers in it."""

    @property
    def order(self) -> tuple[Known, Span, str]:
        """Sort key: the order in which tellings were first known."""
        return self.known, self.span, self.id

    @property
    def by(self) -> tuple[Link, ...]:
        """Who says so, outermost first."""
        return LINKS.validate_json(self.told_by)

    @property
    def address(self) -> Address:
        """Where the words stand."""
        return Address(capture=self.capture, article=self.article, span=self.span)

    @property
    def names(self) -> tuple[frozenset[int], ...]:
        """All names."""
        return self.subjects + self.objects


class Report(NamedTuple):
    """A sentence that tells what became of something. Offsets are into its capture's text."""

    id: str
    """``rep-`` and a hash of its place."""
    article: str
    """Article id."""
    capture: str
    """Capture id."""
    known: Known
    """Sort key: the order in which articles were first known."""
    published: Interval
    """When the article was published."""
    sentence: Span
    """The sentence."""
    kinds: frozenset[str]
    """Kinds of deed told as done or, if it tells an end, as not done."""
    end: End | None
    """How it did not come; ``None`` for what was done."""
    names: frozenset[int]
    """Words of names in it, and who they are."""
    content: frozenset[int]
    """Its other words."""
    before: frozenset[int]
    """Words and names of the sentence before it."""
    days: tuple[Interval, ...]
    """Times told in it."""
    moved: Interval | None
    """For what is put off: the new day."""

    @property
    def order(self) -> tuple[Known, Span]:
        """Sort key: the order in which reports were first known."""
        return self.known, self.sentence

    @property
    def address(self) -> Address:
        """Where the sentence stands."""
        return Address(capture=self.capture, article=self.article, span=self.sentence)

    @property
    def told(self) -> Interval:
        """When it was told; where that is not known, the last day that it tells."""
        days = [one for one in self.days if one.days is not None and one.days <= _DATED]
        if not is_vague(self.published) or not days:
            return self.published
        last = max(days, key=lambda day: day.latest or date.min)
        return self.published.intersection(last) or self.published
