"""Who tells what an article says in its own voice: the first that printed those very words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from watchdesk.records import (
    Capture,
    Family,
    FirstBasis,
    Reading,
    Relation,
    RelationKind,
    Source,
    Span,
    content_id,
)
from watchdesk.reuse.agencies import agency
from watchdesk.reuse.families import FamilyItem, first_basis, first_known, item_of, surely_before
from watchdesk.reuse.houses import Houses, outlet_key
from watchdesk.reuse.sign import Sign, SignKind
from watchdesk.reuse.signs import signs

_INSIDE = 0.9
"""Part of a statement that must lie in a passage; passages leave out the punctuation around."""
_HOPS = 3
"""How many articles a passage is followed through."""
_HOLDERS = 500
"""How many articles that hold the same words are looked at, the earliest first."""
_FOLLOWED = 20
"""How many of them are followed further; copies of one story mostly hold each other's words."""


class Tag(NamedTuple):
    """A sign with the article that carries it."""

    sign: Sign
    article: str


class Voice(NamedTuple):
    """Who tells some words that an article says in its own voice."""

    holders: tuple[str, ...]
    """Articles that print them, first known first."""
    basis: FirstBasis
    """On what rests that the first of them was first."""
    teller: str | None
    """The earliest of them whose outlet is known."""
    outlet: str | None
    """That outlet."""
    rivals: tuple[str, ...]
    """Other outlets that may have been as early."""
    tag: Tag | None
    """By which the text says whose it is; its name is ``None`` where agencies go unnamed."""
    lent: tuple[Tag, ...]
    """Agencies named as contributing."""
    beside: tuple[str, ...]
    """Outlets and agencies of a story that only a part of its family prints these words of."""
    added: bool
    """Whether the words were added to that story."""
    family: str
    """Family of the first of them."""


class _Told(NamedTuple):
    """An article with what tells whose it is."""

    item: FamilyItem
    outlet: str | None
    family: str
    tags: tuple[Tag, ...]
    lent: tuple[Tag, ...]


class _Shared(NamedTuple):
    """Words of an article that another one has, too."""

    here: Span
    other: str
    there: Span


class Tellers:
    """For every article, and every passage it shares with others, who tells it."""

    def __init__(
        self,
        told: Mapping[str, _Told],
        families: Mapping[str, tuple[str, ...]],
        shared: Mapping[str, Sequence[_Shared]],
        houses: Houses,
    ) -> None:
        """Use :func:`tellers`."""
        self._told, self._families, self._shared = told, families, shared
        self.houses = houses
        """The outlets the desk knows."""
        self._near = {one: {s.other for s in listed} for one, listed in shared.items()}
        self._order = {one: first_known(article.item) for one, article in told.items()}
        self._voices: dict[tuple[str, tuple[str, ...]], Voice] = {}
        self._own: dict[str, frozenset[str]] = {}

    def of(self, article: str, words: Span | None = None) -> Voice | None:
        """Who tells some words of an article, or its whole story; ``None`` when the article is
        not known.

        What several articles print belongs to the first of them, in whichever family; what an
        update adds belongs to the update.
        """
        if article not in self._told:
            return None
        holders = self._holders(article, words if self._is_tied(article) else None)
        key = (article, holders)
        if key not in self._voices:
            self._voices[key] = self._voice(article, holders)
        return self._voices[key]

    def own(self, article: str) -> frozenset[str]:
        """Folded names of the outlets that printed an article's story."""
        family = self._told[article].family if article in self._told else ""
        if family not in self._own:
            outlets = (self._told[one].outlet for one in self._families.get(family, ()))
            self._own[family] = frozenset(outlet_key(name) for name in outlets if name)
        return self._own[family]

    def tags(self, article: str) -> tuple[Tag, ...]:
        """The signs of one article, those of the whole text first."""
        told = self._told.get(article)
        return (*told.tags, *told.lent) if told else ()

    def _is_tied(self, article: str) -> bool:
        """Whether it is known which words it shares with its family."""
        family = self._families[self._told[article].family]
        return len(family) == 1 or not self._near.get(article, set()).isdisjoint(family)

    def _around(self, article: str, words: Span, seen: set[str]) -> Iterator[_Shared]:
        """The passages that hold the words, with articles not seen so far."""
        least = _INSIDE * words.length
        for shared in self._shared[article]:
            if shared.other not in seen:
                start, end = shared.here
                if min(end, words.end) - max(start, words.start) >= least:
                    yield shared

    def _holders(self, article: str, words: Span | None) -> tuple[str, ...]:
        """Every article that prints the words, itself among them, first known first."""
        found = {article}
        if words is None:
            found.update(self._families[self._told[article].family])
        front = [(article, words)] if words is not None else []
        for _ in range(_HOPS):
            ahead: dict[str, tuple[Span, _Shared]] = {}
            for one, span in front:
                if not self._near.get(one, found) <= found:
                    around = self._around(one, span, found)
                    ahead.update((shared.other, (span, shared)) for shared in around)
            steps = sorted(ahead.items(), key=lambda step: self._order[step[0]])
            steps = steps[: max(0, _HOLDERS - len(found))]
            found.update(one for one, _ in steps)
            open_ = (step for step in steps if not self._near[step[0]] <= found)
            front = [(one, _mapped(*step)) for one, step in islice(open_, _FOLLOWED)]
        return tuple(sorted(found, key=self._order.__getitem__))

    def _voice(self, article: str, holders: tuple[str, ...]) -> Voice:
        told = [self._told[one] for one in holders]
        known = next((one for one in told if one.outlet), None)
        rivals = [
            one.outlet
            for one in told
            if known and one.outlet and not surely_before(known.item, one.item)
        ]
        own = {outlet_key(known.outlet)} if known and known.outlet else set()
        return Voice(
            holders=holders,
            basis=first_basis([one.item for one in told]),
            teller=known.item.id if known else None,
            outlet=known.outlet if known else None,
            rivals=tuple(_distinct(rivals, own)),
            tag=self._tag(article, told),
            lent=tuple(tag for one in told for tag in one.lent),
            beside=tuple(dict.fromkeys(self._beside(article, holders))),
            added=self._families[self._told[article].family][0] not in holders,
            family=told[0].family,
        )

    def _tag(self, article: str, told: Sequence[_Told]) -> Tag | None:
        """The article's own tag, or the earliest of those that print the same words.

        One of another story counts only where it can have been first.
        """
        own = self._told[article]
        open_ = [
            one
            for one in told
            if one.family == own.family or not surely_before(told[0].item, one.item)
        ]
        tags = [tag for one in (own, *open_) for tag in one.tags]
        if own.tags and own.tags[0].sign.name is not None:
            return own.tags[0]
        return next((tag for tag in tags if tag.sign.name), tags[0] if tags else None)

    def _beside(self, article: str, holders: Sequence[str]) -> Iterator[str]:
        """Whose story the words were added to, when only a part of the family has them."""
        family = self._families[self._told[article].family]
        if set(family) <= set(holders):
            return
        for one in family:
            told = self._told[one]
            yield from (tag.sign.name for tag in told.tags if tag.sign.name)
            if told.outlet and not told.tags and one == family[0] and one not in holders:
                yield told.outlet


def _mapped(words: Span, shared: _Shared) -> Span:
    """Where words of a passage stand in the other article, about."""
    here, there = shared.here, shared.there
    scale = there.length / max(1, here.length)
    start = there.start + round((max(words.start, here.start) - here.start) * scale)
    end = there.start + round((min(words.end, here.end) - here.start) * scale)
    return Span(min(start, there.end), min(max(start, end), there.end))


def _distinct(names: Iterable[str | None], seen: set[str]) -> Iterator[str]:
    for name in names:
        if name and outlet_key(name) not in seen:
            seen.add(outlet_key(name))
            yield name


def tellers(
    readings: Iterable[Reading],
    families: Iterable[Family],
    relations: Iterable[Relation] = (),
    sources: Sequence[Source] = (),
) -> Tellers:
    """Who stands behind what each article says in its own voice.

    ``relations`` tell which words articles share; those of one form filled in anew share nothing
    that somebody told first. ``sources`` are the outlets of the watch, whose tags count like those
    of agencies.
    """
    houses = Houses(tuple(sources))
    by_id = {reading.article.id: reading for reading in readings}
    of_family: dict[str, tuple[str, ...]] = {}
    for family in families:
        if members := tuple(one for one in family.articles if one in by_id):
            of_family[family.id] = members
    seen = {one for members in of_family.values() for one in members}
    of_family |= {content_id("fam", one): (one,) for one in by_id.keys() - seen}
    told = {
        one: _read(by_id[one], family, houses)
        for family, members in of_family.items()
        for one in members
    }
    ties = [r for family in families for r in family.relations]
    return Tellers(told, of_family, _shared(told, [*relations, *ties]), houses)


def _read(reading: Reading, family: str, houses: Houses) -> _Told:
    article = reading.article
    found: tuple[Sign, ...] = ()
    if isinstance(reading.capture, Capture):
        found = signs(article, reading.capture.text, houses.names)
    elif name := agency(article.outlet):
        found = (Sign(name, SignKind.OUTLET, True),)
    tags = [Tag(sign, article.id) for sign in found]
    whole = sorted((tag for tag in tags if tag.sign.whole), key=_weight)
    named = {tag.sign.name for tag in whole}
    lent = tuple(tag for tag in tags if not tag.sign.whole and tag.sign.name not in named)
    return _Told(item_of(reading), article.outlet, family, tuple(whole), lent)


def _weight(tag: Tag) -> tuple[bool, bool]:
    """Agencies before outlets, names before none; else in the order of the text."""
    return tag.sign.name is None, agency(tag.sign.name) is None


def _shared(
    told: Mapping[str, _Told], relations: Iterable[Relation]
) -> dict[str, tuple[_Shared, ...]]:
    """The passages of each article that others have, each once."""
    out: dict[str, dict[_Shared, None]] = {}
    for relation in relations:
        a, b = relation.a, relation.b
        if relation.kind is RelationKind.SAME_TEMPLATE or a not in told or b not in told:
            continue
        for passage in relation.passages:
            out.setdefault(a, {})[_Shared(passage.a, b, passage.b)] = None
            out.setdefault(b, {})[_Shared(passage.b, a, passage.a)] = None
    return {one: tuple(listed) for one, listed in out.items()}
