"""The book the ledger is kept in, on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel

from watchdesk.database import Database
from watchdesk.ledger.book import KINDS, MOST, Facts, Item
from watchdesk.records import Interval, Relation, Ruling, content_id, family_id
from watchdesk.store import items, postings, relations
from watchdesk.store.known import GROUP, KNOWN, Known, family_label, labels_of
from watchdesk.store.postings import Event, Posting
from watchdesk.store.recorded import NOTHING, Records, Version, version_of

R = TypeVar("R", bound=BaseModel)


@dataclass
class DatabaseBook:
    """A book inside a writer's transaction, while one event is posted.

    What is written is kept back until :meth:`flush`, so that a record has one version for each
    event at most. See :class:`watchdesk.ledger.book.Book`.
    """

    connection: Database
    posting: Posting
    event: Event
    _written: dict[tuple[str, str], Version] = field(default_factory=dict)
    _labels: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _items: dict[str, dict[str, Item | None]] = field(default_factory=dict)
    _ties: dict[str, list[Relation]] = field(default_factory=dict)
    _known: dict[str, Known | None] = field(default_factory=dict)
    _groups: dict[str, str] = field(default_factory=dict)

    @property
    def _records(self) -> Records:
        return Records(self.connection, self.posting.number)

    def items(self, kind: str, ids: Iterable[str]) -> dict[str, Item]:
        """The items with some ids, as far as there are any."""
        kept = self._items.setdefault(kind, {})
        wanted = list(dict.fromkeys(ids))
        lacking = [one for one in wanted if one not in kept]
        if lacking:
            kept.update(dict.fromkeys(lacking))
            kept.update(items.find(self.connection, kind, lacking))
        return {one: item for one in wanted if (item := kept[one]) is not None}

    def of_article(self, kind: str, article: str) -> list[Item]:
        """The items that come from an article, in the order of their ids."""
        return items.of_article(self.connection, kind, article)

    def holding(
        self,
        kind: str,
        keys: Iterable[int],
        days: tuple[int, int] | None = None,
        most: int = MOST,
    ) -> dict[int, list[str]]:
        """Ids of the items that hold each key, those without a day and then the newest first."""
        return items.holding(self.connection, kind, keys, days, most)

    def put(self, items_: Iterable[Item]) -> None:
        """Keep items; one of the same kind and id is replaced, its keys too."""
        told = list(items_)
        items.put(self.connection, told)
        for item in told:
            self._items.setdefault(item.kind, {})[item.id] = item

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        """Forget items."""
        names = list(ids)
        items.drop(self.connection, kind, names)
        self._items.setdefault(kind, {}).update(dict.fromkeys(names))

    def facts(self, articles: Iterable[str]) -> dict[str, Facts]:
        """What is known of some articles."""
        known = self.known(articles)
        groups = self.groups(known)
        return {one: here.facts(groups.get(one, here.family)) for one, here in known.items()}

    def known(self, articles: Iterable[str]) -> dict[str, Known]:
        """The same with the whole of their dates."""
        found = ((one, self._known_of(one)) for one in dict.fromkeys(articles))
        return {one: known for one, known in found if known is not None}

    def _known_of(self, article: str) -> Known | None:
        if article not in self._known:
            data = self._newest(KNOWN, article).record
            self._known[article] = _known_from(data) if data else None
        return self._known[article]

    def groups(self, articles: Iterable[str]) -> dict[str, str]:
        """Under which names the families of some articles are kept; see ``Facts.family``."""
        names = list(articles)
        asked = [one for one in names if one not in self._groups]
        found = self.items(GROUP, asked)
        self._groups.update((one, item.data.decode()) for one, item in found.items())
        return {one: self._groups[one] for one in names if one in self._groups}

    def regroup(self, groups: Mapping[str, str]) -> None:
        """Note under which names the families of some articles are kept from now on."""
        self._groups.update(groups)
        self.put(
            Item(GROUP, one, one, (_key_of(name),), None, name.encode())
            for one, name in groups.items()
        )

    def new_group(self, first: str) -> str:
        """A name for a family that is new, by its first article; no other family has it."""
        name = family_id(first)
        if not self.holding(GROUP, [_key_of(name)], most=1):
            return name
        return content_id("fam", name, str(self.event.reached), str(self.event.ruled))

    def learn(self, known: Known) -> None:
        """Note what is known of an article."""
        record = known.model_dump_json().encode()
        version = version_of(record, labels_of(known), known.published.interval)
        self._known[known.article] = known
        self._write(KNOWN, known.article, version)

    def unlearn(self, article: str) -> None:
        """Note that an article is no more."""
        self.drop(GROUP, [article])
        self._groups.pop(article, None)
        self._known[article] = None
        self._write(KNOWN, article, NOTHING)

    def family(self, name: str) -> list[str]:
        """Articles of a family, in the order of their ids."""
        return sorted(self._bearing(KNOWN, (family_label(name),)))

    def relations(self, articles: Collection[str]) -> list[Relation]:
        """What some articles have in common with each other and with any others."""
        out: dict[tuple[str, str], Relation] = {}
        for one in sorted(articles):
            if one not in self._ties:
                self._ties[one] = relations.of_article(self.connection, one, self.event.until)
            out.update(((tie.a, tie.b), tie) for tie in self._ties[one])
        return [out[pair] for pair in sorted(out)]

    def rulings(self) -> Sequence[Ruling]:
        """What the analyst ruled, in the order of time."""
        return postings.rulings(self.connection, max(self.posting.ruled, self.event.ruled))

    def read(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        """The records of a kind with some ids, as they stand."""
        found = ((one, self._newest(KINDS[kind], one)) for one in dict.fromkeys(ids))
        return {
            one: kind.model_validate_json(version.record)
            for one, version in found
            if version.record
        }

    def labelled(self, kind: type[R], labels: Iterable[str]) -> dict[str, R]:
        """The records of a kind that bear any of some labels, by id."""
        return self.read(kind, sorted(self._bearing(KINDS[kind], list(labels))))

    def write(
        self, record: BaseModel, labels: Iterable[str] = (), days: Interval | None = None
    ) -> None:
        """Write a record as it stands now, when that is new."""
        kind, name = KINDS[type(record)], str(getattr(record, "id"))  # noqa: B009 — all have one
        self._write(kind, name, version_of(record.model_dump_json().encode(), labels, days))

    def erase(self, kind: type[BaseModel], ids: Iterable[str]) -> None:
        """Note that records do not stand any more; their versions stay."""
        for one in ids:
            self._write(KINDS[kind], one, NOTHING)

    def flush(self, known_at: str) -> int:
        """Keep what was written as known from a moment on; how many records are new or changed."""
        count = 0
        for (kind, name), new in self._written.items():
            kept = self._records.newest(kind, name)
            if new != (kept or NOTHING):
                self._records.add(kind, name, known_at, new)
                count += 1
        self._written.clear()
        self._labels.clear()
        return count

    def _newest(self, kind: str, name: str) -> Version:
        written = self._written.get((kind, name))
        if written is not None:
            return written
        found = self._records.newest(kind, name)
        return found or NOTHING

    def _bearing(self, kind: str, labels: Sequence[str]) -> set[str]:
        """Ids of the records that bear any of some labels."""
        wanted = set(labels)
        names = self._records.ever_labelled(kind, labels)
        for label in labels:
            names |= self._labels.get((kind, label), set())
        return {name for name in names if wanted.intersection(self._newest(kind, name).labels)}

    def _write(self, kind: str, name: str, version: Version) -> None:
        self._written[kind, name] = version
        for label in version.labels:
            self._labels.setdefault((kind, label), set()).add(name)


@lru_cache(maxsize=1 << 12)
def _known_from(data: bytes) -> Known:
    """What is known of an article, from its record; those asked for lately are at hand."""
    return Known.model_validate_json(data)


def _key_of(group: str) -> int:
    return int(group.rpartition("-")[2], 16) >> 1
