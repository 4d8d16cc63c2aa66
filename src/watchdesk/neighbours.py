"""What the ledger knows of articles, worked out among their copies alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from pydantic import TypeAdapter

from watchdesk import reuse
from watchdesk.dates_of import dates_of, with_date
from watchdesk.ledger.book import Item
from watchdesk.outlets import (
    initials_of,
    outlet_above,
    outlets_of,
    spelled_out,
    with_outlet,
)
from watchdesk.records import Family, Reading, Relation, RelationKind, Watch, family_id
from watchdesk.reuse.families import first_known, item_of
from watchdesk.reuse.holders import HOPS
from watchdesk.reuse.sign import Sign
from watchdesk.reuse.tellers import Tellers, signs_of, tellers
from watchdesk.store import Known, LedgerBook

OWN = "own"
"""Items that hold an article as it is by itself, without its text."""
SIGNS = "signs"
"""Items that hold by which words an article says whose text it is."""
COLUMN = "column"
"""Items that hold an outlet's name as told in an article of a column, found by the column."""
_MOST = 2_000
"""Articles of one column, or printing the same words, that are looked at."""
_SIGNS: TypeAdapter[tuple[Sign, ...]] = TypeAdapter(tuple[Sign, ...])

Load = Callable[[str], Reading | None]
"""An article's reading with its text, as it is by itself."""


@dataclass
class Neighbours:
    """Articles of a book with those around them, while one event is posted."""

    book: LedgerBook
    watch: Watch
    load: Load
    _own: dict[str, Reading | None] = field(default_factory=dict)
    _known: dict[str, Known | None] = field(default_factory=dict)

    def enter(self, readings: Iterable[Reading]) -> None:
        """Keep articles as they are by themselves."""
        for reading in readings:
            told = outlet_above(self.watch, reading)
            article = reading.article.model_copy(update={"parts": (), "outlet": told})
            bare = Reading(capture=reading.without_text().capture, article=article)
            self._own[article.id] = bare
            data = bare.model_dump_json().encode()
            self.book.put([Item(OWN, article.id, article.id, (), None, data)])

    def leave(self, articles: Iterable[str]) -> None:
        """Forget articles that are no more."""
        for one in articles:
            for kind in (OWN, SIGNS, COLUMN):
                self.book.drop(kind, [one])
            self._own[one] = self._known[one] = None
            self.book.unlearn(one)

    def own(self, articles: Iterable[str]) -> dict[str, Reading]:
        """Articles as they are by themselves, without their texts; those that are no more, or not
        yet, are left out."""
        names = list(articles)
        asked = [one for one in names if one not in self._own]
        found = self.book.items(OWN, asked)
        for one in asked:
            item = found.get(one)
            self._own[one] = Reading.model_validate_json(item.data) if item else None
        return {one: reading for one in names if (reading := self._own[one]) is not None}

    def known(self, articles: Iterable[str]) -> dict[str, Known]:
        """What is known of articles."""
        names = list(articles)
        asked = [one for one in names if one not in self._known]
        found = self.book.known(asked)
        self._known.update((one, found.get(one)) for one in asked)
        return {one: known for one in names if (known := self._known[one]) is not None}

    def ties(self, articles: Collection[str]) -> list[Relation]:
        """What some articles have in common with each other."""
        return [r for r in self.book.relations(articles) if r.a in articles and r.b in articles]

    def copies(self, seeds: Iterable[str]) -> set[str]:
        """Some articles with all that are tied to them as copies, and to those, and so on."""
        front = self.own(seeds).keys()
        found = set(front)
        while front:
            ties = [r for r in self.book.relations(front) if r.kind.is_copy]
            front = self.own({one for r in ties for one in (r.a, r.b)} - found).keys()
            found |= front
        return found

    def learn(self, seeds: Collection[str]) -> tuple[set[str], set[str]]:
        """Work out anew what is known of some articles, of their copies, and of those that were.

        Gives the articles of which something else is known than before, and all that were looked
        at.
        """
        before = self.known(seeds)
        former = {one for known in before.values() for one in self.book.family(known.family)}
        around = self.copies({*seeds, *former})
        changed = self._note(around)
        shorter = self._same_column(changed | set(seeds)) - around
        if shorter:
            more = self.copies(shorter)
            changed |= self._note(more)
            around |= more
        return changed, around

    def _note(self, around: set[str]) -> set[str]:
        """Note what is known of whole families; the articles of which it is something else.

        That a family goes by the id of another first article changes none of them.
        """
        families, found = self._work_out(around)
        changed = self._regroup(families)
        for known in found:
            one = known.article
            before = self.known([one]).get(one)
            if before == known:
                continue
            if before is None or before.model_copy(update={"family": known.family}) != known:
                changed.add(one)
            self._known[one] = known
            self.book.learn(known)
        return changed

    def _regroup(self, families: Sequence[Family]) -> set[str]:
        """Name families as most of their articles were named; the articles that are renamed."""
        former = self.book.groups([one for family in families for one in family.articles])
        taken: set[str] = set()
        renamed: dict[str, str] = {}
        for family in sorted(families, key=lambda one: (-len(one.articles), one.id)):
            names = Counter(former[one] for one in family.articles if one in former)
            free = ((-count, name) for name, count in names.items() if name not in taken)
            _, name = min(free, default=(0, ""))
            name = name or self.book.new_group(family.first)
            taken.add(name)
            renamed.update((one, name) for one in family.articles if former.get(one) != name)
        self.book.regroup(renamed)
        return set(renamed)

    def _work_out(self, around: set[str]) -> tuple[Sequence[Family], list[Known]]:
        """The families of some articles, and what is known of each article."""
        own, ties = self.own(sorted(around)), self.ties(around)
        first = reuse.families(map(item_of, own.values()), ties)
        dates = dates_of(own, first)
        dated = {one: with_date(reading, dates) for one, reading in own.items()}
        families = reuse.families(map(item_of, dated.values()), ties)
        outlets = outlets_of(self.watch, dated, families)
        self._keep_columns(own, outlets)
        family_of = {one: family.id for family in families for one in family.articles}
        return families, [
            Known(
                article=one,
                capture=reading.capture.id,
                published=reading.article.published,
                captured_at=reading.capture.captured_at,
                outlet=self._spelled_out(reading, outlets.get(one)),
                family=family_of[one],
                url=reading.capture.declared.url,
                role=reading.article.role,
            )
            for one, reading in dated.items()
        ]

    def _keep_columns(self, own: dict[str, Reading], outlets: dict[str, str]) -> None:
        for one, reading in own.items():
            series, name = reading.article.series, outlets.get(one)
            if not series or not name:
                self.book.drop(COLUMN, [one])
                continue
            keys = (_key("name", series, name), _key("initials", series, initials_of(name)))
            item = Item(COLUMN, one, one, keys, None, name.encode())
            if self.book.items(COLUMN, [one]).get(one) != item:
                self.book.put([item])

    def _spelled_out(self, reading: Reading, name: str | None) -> str | None:
        series = reading.article.series
        if not series or not name:
            return name
        found = self.book.holding(COLUMN, [_key("initials", series, name)], None, _MOST)
        names = {one for held in found.values() for one in held}
        others = {item.data.decode() for item in self.book.items(COLUMN, names).values()}
        return spelled_out(name, others)

    def _same_column(self, articles: Collection[str]) -> set[str]:
        """Articles whose outlet's initials may stand for the outlet of one of some articles."""
        keys = set()
        for one, item in self.book.items(COLUMN, sorted(articles)).items():
            series = self.own([one])[one].article.series
            short = initials_of(item.data.decode())
            if series and short and short != item.data.decode():
                keys.add(_key("name", series, short))
        found = self.book.holding(COLUMN, sorted(keys), None, _MOST)
        return {one for held in found.values() for one in held}

    def reading(self, article: str) -> Reading | None:
        """An article's reading with its text, its date and its outlet as they are known."""
        reading, known = self.load(article), self.known([article]).get(article)
        return as_known(reading, known) if reading and known else None

    def sign(self, reading: Reading) -> None:
        """Keep by which words an article, as it is known, says whose text it is."""
        one = reading.article.id
        data = _SIGNS.dump_json(signs_of(reading, self.watch.source))
        self.book.put([Item(SIGNS, one, one, (), None, data)])

    def sharing(self, seeds: Iterable[str]) -> set[str]:
        """Articles with those that share words with them, and with those, as far as words are
        followed."""
        front = set(seeds)
        found = set(front)
        for _ in range(HOPS):
            ties = [
                r
                for r in self.book.relations(front)
                if r.passages and r.kind is not RelationKind.SAME_TEMPLATE
            ]
            front = {one for r in ties for one in (r.a, r.b)} - found
            if not front or len(found) > _MOST:
                break
            found |= front
        return found

    def tellers(self, articles: Collection[str]) -> Tellers:
        """Who tells what some articles say in their own voice."""
        families = {known.family for known in self.known(articles).values()}
        whole = {one for name in families for one in self.book.family(name)}
        near = self.sharing(whole)
        known = self.known(sorted(near))
        own = self.own(known)
        readings = {one: as_known(reading, known[one]) for one, reading in own.items()}
        held = self.book.items(SIGNS, readings)
        signed = {
            one: _SIGNS.validate_json(held[one].data) if one in held else () for one in readings
        }
        grouped: dict[str, list[Reading]] = {}
        for one, reading in readings.items():
            grouped.setdefault(known[one].family, []).append(reading)
        folded = [_family(name, held) for name, held in sorted(grouped.items())]
        return tellers(readings.values(), folded, self.ties(near), self.watch.source, signed)


def as_known(reading: Reading, known: Known) -> Reading:
    """A reading with its date and its outlet as they are known."""
    one = reading.article.id
    dated = with_date(reading, {one: known.published})
    return with_outlet(dated, {one: known.outlet} if known.outlet else {})


def _family(name: str, readings: Sequence[Reading]) -> Family:
    ordered = sorted(map(item_of, readings), key=first_known)
    first = ordered[0].id
    return Family.model_construct(
        id=name if name else family_id(first),
        articles=tuple(item.id for item in ordered),
        first=first,
        relations=(),
    )


def _key(*parts: str) -> int:
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) >> 1
