"""What the book keeps of announcements, and of sentences that tell what became of something."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache

from pydantic import ConfigDict

from watchdesk.ledger.book import Item
from watchdesk.ledger.kept import Known
from watchdesk.records import Address, ExpectationKind, Interval, Link, Span
from watchdesk.records.span import Frozen
from watchdesk.reuse.words import word_hash

COMING = "coming"
"""Items that hold an announcement; their ids are those of the expectations they could be."""
REPORT = "report"
"""Items that hold a sentence that tells what became of something."""
_ANCHORS = 10
"""Names and words of one telling by which it is found, at most."""
_ENOUGH = 6
"""Words of names from which a telling is found by them alone."""
_KINDS = 4
"""Kinds of deed of one telling by which it is found, at most."""
ANY = "any"
"""A kind of deed by which words that call something off are found, whatever it was."""


class End(StrEnum):
    """How something announced did not come."""

    POSTPONED = "postponed"
    CALLED_OFF = "called off"
    PENDING = "pending"
    """It has not come yet; that settles only what was due before."""
    PASSED = "passed"
    """The day went by without it."""


class _Kept(Frozen):
    """A record that keeps the endless moment of an article nobody knows the capture of."""

    model_config = ConfigDict(ser_json_inf_nan="constants")


class Coming(_Kept):
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
    by: tuple[Link, ...]
    """Who says so."""
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
    def address(self) -> Address:
        """Where the words stand."""
        return Address(capture=self.capture, article=self.article, span=self.span)

    @property
    def names(self) -> tuple[frozenset[int], ...]:
        """All names."""
        return self.subjects + self.objects


class Report(_Kept):
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


def name_word(word: str) -> int:
    """The hash of a word of a name; even, so that who it is can be told from it."""
    return word_hash(word) & ~1


def name_entity(entity: str) -> int:
    """The hash of who somebody is; odd."""
    return word_hash(entity) | 1


def keys_of(kinds: Iterable[str], anchors: Iterable[int]) -> set[int]:
    """Keys for deeds of some kinds to do with any of some names or words."""
    return {_key(kind, anchor) for kind in kinds for anchor in anchors}


def _key(kind: str, anchor: int) -> int:
    return (_kind_hash(kind) * 31 + anchor) % (1 << 62)


@lru_cache(maxsize=4_096)
def _kind_hash(kind: str) -> int:
    return word_hash(kind)


def passed_keys(one: Coming | Report) -> frozenset[int]:
    """The keys of the day something was due, and of words that tell that a day went by."""
    if isinstance(one, Coming):
        days = [one.due.latest]
    else:
        days = [day.latest for day in one.days] if one.end is End.PASSED else []
    return frozenset(_key("passed", day.toordinal()) for day in days if day)


def _some(anchors: Collection[int]) -> list[int]:
    """The same few of some names or words, whatever they stand beside."""
    return sorted(anchors)[:_ANCHORS]


def _anchors(names: Iterable[int], content: frozenset[int]) -> list[int]:
    """What a telling is found by: the words of its names, and where there are few its others."""
    named = [one for one in names if not one & 1]
    return _some(named) if len(named) >= _ENOUGH else [*named, *_some(content)[: _ANCHORS - 4]]


def _kinds(kinds: frozenset[str]) -> list[str]:
    """The widest kinds of deed there are; of what is of no wider kind its verb."""
    wide = [kind for kind in kinds if not kind.startswith("verb ")]
    return sorted(wide or kinds)[:_KINDS]


def coming_keys(one: Coming) -> frozenset[int]:
    """What an announcement is found by."""
    names = frozenset().union(*(one.names or one.context))
    keys = keys_of(_kinds(one.kinds), _anchors(names, one.content))
    keys |= keys_of([ANY], _anchors(names, one.content))
    return passed_keys(one) | keys


def report_keys(one: Report) -> frozenset[int]:
    """What a report is found by, and finds."""
    kinds = [*_kinds(one.kinds - {ANY}), *([ANY] if one.end or ANY in one.kinds else [])]
    return passed_keys(one) | keys_of(kinds, _anchors(one.names, one.content))


def coming_item(one: Coming, last: int | None) -> Item:
    """An announcement as an item; ``last`` is the last day on which its end can be told."""
    data = one.model_dump_json().encode()
    return Item(COMING, one.id, one.article, tuple(sorted(coming_keys(one))), last, data)


def report_item(one: Report) -> Item:
    """A report as an item."""
    day = one.published.latest or one.published.earliest
    data = one.model_dump_json().encode()
    keys = tuple(sorted(report_keys(one)))
    return Item(REPORT, one.id, one.article, keys, day.toordinal() if day else None, data)
