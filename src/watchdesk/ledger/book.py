"""The book the ledger is kept in: what is found again by keys, and records in their versions.

Every step across articles keeps here what it needs to meet an article that comes later: *items*,
found by the keys they hold, so that adding an article touches its neighbours alone, however much
is kept. What it finds out it writes as *records*, of which every version stays. A store keeps a
book on disk; :class:`MemoryBook` keeps one for tests, measures and single files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from watchdesk.ledger.page import Page
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Interval,
    IssueHint,
    Position,
    Reading,
    Relation,
    Ruling,
    Story,
    Watch,
)
from watchdesk.reuse.tellers import Tellers

R = TypeVar("R", bound=BaseModel)

KINDS: Mapping[type[BaseModel], str] = {
    Claim: "claim",
    Contradiction: "contradiction",
    Position: "position",
    Expectation: "expectation",
    Story: "story",
    Correction: "correction",
    IssueHint: "issue",
}
"""What records are called in a book."""
MOST = 200
"""Items that are found by one key at most; a key that more hold tells little."""


class Item(NamedTuple):
    """Something a step keeps, to be found again."""

    kind: str
    """Name the step gives its items, e.g. ``statement``."""
    id: str
    """Its id, unique in its kind."""
    article: str
    """The article it comes from; it is dropped with that. Empty for none."""
    keys: tuple[int, ...]
    """What it is found by: hashes that fit in 63 bits."""
    day: int | None
    """Proleptic ordinal of a day, by which what is far away in time can be left out."""
    data: bytes
    """Whatever the step needs to know of it."""


class Facts(NamedTuple):
    """What the ledger knows of an article without its text."""

    article: str
    """Article id."""
    capture: str
    """Capture id."""
    published: Interval
    """As the desk knows it, by other captures of its page too."""
    captured_at: datetime | None
    """When its page was taken."""
    outlet: str | None
    """As the desk knows it."""
    family: str
    """Id of its family; articles with the same one are copies of one story."""
    url: str | None
    """The address it was found at."""
    teaser: bool
    """Whether it only points to a story."""


class Book(Protocol):
    """What is kept across articles, asked by neighbourhood."""

    def items(self, kind: str, ids: Iterable[str]) -> dict[str, Item]:
        """The items with some ids, as far as there are any."""

    def of_article(self, kind: str, article: str) -> list[Item]:
        """The items that come from an article, in the order of their ids."""

    def holding(
        self,
        kind: str,
        keys: Iterable[int],
        days: tuple[int, int] | None = None,
        most: int = MOST,
    ) -> dict[int, list[str]]:
        """Ids of the items that hold each key, the newest day first and then by id, at most
        ``most`` of each. ``days``: the first and last day looked at; items without a day are
        always looked at. Keys that nothing holds are left out."""

    def put(self, items: Iterable[Item]) -> None:
        """Keep items; one of the same kind and id is replaced, its keys too."""

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        """Forget items."""

    def facts(self, articles: Iterable[str]) -> dict[str, Facts]:
        """What is known of some articles."""

    def relations(self, articles: Collection[str]) -> list[Relation]:
        """What some articles have in common with each other and with any others."""

    def rulings(self) -> Sequence[Ruling]:
        """What the analyst ruled, in the order of time."""

    def read(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        """The records of a kind with some ids, as they stand."""

    def labelled(self, kind: type[R], labels: Iterable[str]) -> dict[str, R]:
        """The records of a kind that bear any of some labels, by id."""

    def write(
        self, record: BaseModel, labels: Iterable[str] = (), days: Interval | None = None
    ) -> None:
        """Write a record as it stands now, when that is new. ``labels`` are what it is found by,
        e.g. ``claim:clm-…``; ``days`` are those it is about."""

    def erase(self, kind: type[BaseModel], ids: Iterable[str]) -> None:
        """Note that records do not stand any more; their versions stay."""


@dataclass(frozen=True, eq=False)
class Posted:
    """An article to be entered into the ledger, as the desk knows it."""

    reading: Reading
    """With its text, its date and its outlet."""
    page: Page
    """The same with its words at hand."""
    family: str
    """Id of its family."""

    @property
    def id(self) -> str:
        """Article id."""
        return self.reading.article.id

    @property
    def day(self) -> int | None:
        """Ordinal of the last day on which it can have been published; else of the first."""
        published = self.reading.article.published.interval
        day = published.latest or published.earliest
        return day.toordinal() if day else None


Similar = Callable[[Sequence[str]], NDArray[np.float32]]
"""Unit vectors of sentences, shape (n, 384): the dot product of two is how alike they are."""


@dataclass(frozen=True)
class Tools:
    """What the steps work with beside the book."""

    watch: Watch
    """The desk's settings."""
    similar: Similar
    """Sentences as vectors; costly, so only asked where words leave it open."""
    tellers: Callable[[Collection[str]], Tellers]
    """Who tells what some articles say in their own voice."""
    reading: Callable[[str], Reading | None]
    """An article's reading with its text, as the desk knows it; costly, so only asked for where two
    captures of a page are compared."""


@dataclass
class MemoryBook:
    """A book in memory. Records keep their versions in order, ``None`` for an erased one."""

    known: dict[str, Facts] = field(default_factory=dict)
    """What is known of articles."""
    ties: list[Relation] = field(default_factory=list)
    """All relations."""
    ruled: list[Ruling] = field(default_factory=list)
    """All rulings."""
    versions: dict[tuple[str, str], list[BaseModel | None]] = field(default_factory=dict)
    """By kind and id."""
    _items: dict[str, dict[str, Item]] = field(default_factory=dict)
    _keys: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    _articles: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _labels: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _labels_of: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def items(self, kind: str, ids: Iterable[str]) -> dict[str, Item]:
        """See :class:`Book`."""
        kept = self._items.get(kind, {})
        return {one: kept[one] for one in ids if one in kept}

    def of_article(self, kind: str, article: str) -> list[Item]:
        """See :class:`Book`."""
        found = self.items(kind, self._articles.get((kind, article), ()))
        return sorted(found.values(), key=lambda item: item.id)

    def holding(
        self,
        kind: str,
        keys: Iterable[int],
        days: tuple[int, int] | None = None,
        most: int = MOST,
    ) -> dict[int, list[str]]:
        """See :class:`Book`."""
        out: dict[int, list[str]] = {}
        for key in keys:
            held = self.items(kind, self._keys.get((kind, key), ())).values()
            near = [i for i in held if days is None or i.day is None or _within(i.day, days)]
            near.sort(key=lambda item: (item.day is not None, -(item.day or 0), item.id))
            if near:
                out[key] = [item.id for item in near[:most]]
        return out

    def put(self, items: Iterable[Item]) -> None:
        """See :class:`Book`."""
        for item in items:
            self.drop(item.kind, [item.id])
            self._items.setdefault(item.kind, {})[item.id] = item
            self._articles.setdefault((item.kind, item.article), set()).add(item.id)
            for key in item.keys:
                self._keys.setdefault((item.kind, key), set()).add(item.id)

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        """See :class:`Book`."""
        for one in ids:
            item = self._items.get(kind, {}).pop(one, None)
            if item is not None:
                self._articles[kind, item.article].discard(one)
                for key in item.keys:
                    self._keys[kind, key].discard(one)

    def facts(self, articles: Iterable[str]) -> dict[str, Facts]:
        """See :class:`Book`."""
        return {one: self.known[one] for one in articles if one in self.known}

    def relations(self, articles: Collection[str]) -> list[Relation]:
        """See :class:`Book`."""
        wanted = set(articles)
        return [tie for tie in self.ties if tie.a in wanted or tie.b in wanted]

    def rulings(self) -> Sequence[Ruling]:
        """See :class:`Book`."""
        return self.ruled

    def read(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        """See :class:`Book`."""
        found = ((one, self.versions.get((KINDS[kind], one), [None])[-1]) for one in ids)
        return {one: record for one, record in found if isinstance(record, kind)}

    def labelled(self, kind: type[R], labels: Iterable[str]) -> dict[str, R]:
        """See :class:`Book`."""
        ids = (one for label in labels for one in self._labels.get((KINDS[kind], label), ()))
        return self.read(kind, sorted(set(ids)))

    def write(
        self, record: BaseModel, labels: Iterable[str] = (), days: Interval | None = None
    ) -> None:
        """See :class:`Book`; what is in memory is small enough to be asked without its days."""
        del days
        kind, name = KINDS[type(record)], str(getattr(record, "id"))  # noqa: B009 — all have one
        kept = self.versions.setdefault((kind, name), [])
        if not kept or kept[-1] != record:
            kept.append(record)
        for label in self._labels_of.get((kind, name), ()):
            self._labels[kind, label].discard(name)
        self._labels_of[kind, name] = tuple(labels)
        for label in self._labels_of[kind, name]:
            self._labels.setdefault((kind, label), set()).add(name)

    def erase(self, kind: type[BaseModel], ids: Iterable[str]) -> None:
        """See :class:`Book`."""
        for one in ids:
            kept = self.versions.get((KINDS[kind], one))
            if kept and kept[-1] is not None:
                kept.append(None)

    def standing(self, kind: type[R]) -> list[R]:
        """All records of a kind as they stand, in the order of their ids."""
        names = sorted(name for known, name in self.versions if known == KINDS[kind])
        return list(self.read(kind, names).values())


def _within(day: int, days: tuple[int, int]) -> bool:
    return days[0] <= day <= days[1]


def families_of(facts: Iterable[Facts]) -> dict[str, list[str]]:
    """Articles by the id of their family."""
    out: dict[str, list[str]] = {}
    for one in facts:
        out.setdefault(one.family, []).append(one.article)
    return out
