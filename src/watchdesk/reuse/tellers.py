"""Who tells what an article says in its own voice: the first that printed those very words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from watchdesk.records import (
    Capture,
    Family,
    FirstBasis,
    Reading,
    Relation,
    Source,
    Span,
    content_id,
)
from watchdesk.reuse.agencies import agency
from watchdesk.reuse.families import FamilyItem, first_basis, first_known, item_of, surely_before
from watchdesk.reuse.holders import Holders
from watchdesk.reuse.houses import Houses, outlet_key
from watchdesk.reuse.sign import Sign, SignKind
from watchdesk.reuse.signs import signs


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


class Tellers:
    """For every article, and every passage it shares with others, who tells it."""

    def __init__(
        self,
        told: Mapping[str, _Told],
        families: Mapping[str, tuple[str, ...]],
        holders: Holders,
        houses: Houses,
    ) -> None:
        """Use :func:`tellers`."""
        self._told, self._families, self._holders = told, families, holders
        self.houses = houses
        """The outlets the desk knows."""
        self._voices: dict[tuple[str, tuple[str, ...]], Voice] = {}
        self._own: dict[tuple[str, ...], frozenset[str]] = {}
        self._printed: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, article: str, words: Span | None = None) -> Voice | None:
        """Who tells some words of an article, or its whole story; ``None`` when the article is
        not known.

        What several articles print belongs to the first of them, in whichever family; what an
        update adds belongs to the update.
        """
        if article not in self._told:
            return None
        holders = self._printing(article, words)
        key = (article, holders)
        if key not in self._voices:
            self._voices[key] = self._voice(article, holders)
        return self._voices[key]

    def own(self, article: str, words: Span) -> frozenset[str]:
        """Folded names of the outlets that print some words of an article, its own among them."""
        voice = self.of(article, words)
        holders = voice.holders if voice else ()
        if holders not in self._own:
            self._own[holders] = self._outlets(holders)
        own = self._told[article].outlet if voice else None
        return self._own[holders] | {outlet_key(own)} if own else self._own[holders]

    def _outlets(self, articles: Iterable[str]) -> frozenset[str]:
        names = (self._told[one].outlet for one in articles)
        return frozenset(outlet_key(name) for name in names if name)

    def printed_by(self, article: str, outlet: str) -> str | None:
        """The copy of an article's story that an outlet printed, or ``None``."""
        family = self._families[self._told[article].family] if article in self._told else ()
        if family not in self._printed:
            keys = ((outlet_key(self._told[one].outlet or ""), one) for one in reversed(family))
            self._printed[family] = dict(keys)  # the first of an outlet's comes last, and stays
        return self._printed[family].get(outlet_key(outlet))

    def tags(self, article: str) -> tuple[Tag, ...]:
        """The signs of one article, those of the whole text first."""
        told = self._told.get(article)
        return (*told.tags, *told.lent) if told else ()

    def _printing(self, article: str, words: Span | None) -> tuple[str, ...]:
        """The articles that print some words; all of the family where that is not known."""
        family = self._families[self._told[article].family]
        tied = len(family) == 1 or self._holders.shares_with(article, family)
        return self._holders.of(article, words) if tied and words is not None else family

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
            tag=self._tag(told),
            lent=tuple(tag for one in told for tag in one.lent),
            beside=tuple(dict.fromkeys(self._beside(article, holders))),
            added=self._families[self._told[article].family][0] not in holders,
            family=told[0].family,
        )

    def _tag(self, told: Sequence[_Told]) -> Tag | None:
        """The earliest tag of those that print the words.

        One of another story than the first counts only where it can have been first.
        """
        first = told[0]
        tags = [
            tag
            for one in told
            if one.family == first.family or not surely_before(first.item, one.item)
            for tag in one.tags
        ]
        return next((tag for tag in tags if tag.sign.name), tags[0] if tags else None)

    def _beside(self, article: str, holders: Sequence[str]) -> Iterator[str]:
        """Whose the words are by other tags; whose story they were added to, when only a part of
        the family has them."""
        for one in holders:
            yield from (tag.sign.name for tag in self._told[one].tags if tag.sign.name)
        family = self._families[self._told[article].family]
        if set(family) <= set(holders):
            return
        for one in family:
            told = self._told[one]
            yield from (tag.sign.name for tag in told.tags if tag.sign.name)
            if told.outlet and not told.tags and one == family[0] and one not in holders:
                yield told.outlet


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
    signed: Mapping[str, Sequence[Sign]] | None = None,
) -> Tellers:
    """Who stands behind what each article says in its own voice.

    ``relations`` tell which words articles share; those of one form filled in anew share nothing
    that somebody told first. ``sources`` are the outlets of the watch, whose tags count like those
    of agencies. ``signed`` are the signs of articles that come without their text, by article id;
    see :func:`signs_of`.
    """
    houses = Houses(tuple(sources))
    by_id = {reading.article.id: reading for reading in readings}
    families = tuple(families)
    of_family: dict[str, tuple[str, ...]] = {}
    for family in families:
        if members := tuple(one for one in family.articles if one in by_id):
            of_family[family.id] = members
    seen = {one for members in of_family.values() for one in members}
    of_family |= {content_id("fam", one): (one,) for one in by_id.keys() - seen}
    told = {
        one: _told(by_id[one], family, (signed or {}).get(one), houses)
        for family, members in of_family.items()
        for one in members
    }
    ties = [r for family in families for r in family.relations]
    order = {one: first_known(article.item) for one, article in told.items()}
    return Tellers(told, of_family, Holders(order, [*relations, *ties]), houses)


def signs_of(reading: Reading, sources: Sequence[Source] = ()) -> tuple[Sign, ...]:
    """Every place where an article says whose text it is; its outlet is as the desk knows it."""
    return _signs(reading, Houses(tuple(sources)))


def _signs(reading: Reading, houses: Houses) -> tuple[Sign, ...]:
    article = reading.article
    if isinstance(reading.capture, Capture):
        return signs(article, reading.capture.text, houses.names)
    name = agency(article.outlet)
    return (Sign(name, SignKind.OUTLET, True),) if name else ()


def _told(reading: Reading, family: str, known: Sequence[Sign] | None, houses: Houses) -> _Told:
    article = reading.article
    found = _signs(reading, houses) if known is None else known
    tags = [Tag(sign, article.id) for sign in found]
    whole = sorted((tag for tag in tags if tag.sign.whole), key=_weight)
    named = {tag.sign.name for tag in whole}
    lent = tuple(tag for tag in tags if not tag.sign.whole and tag.sign.name not in named)
    return _Told(item_of(reading), article.outlet, family, tuple(whole), lent)


def _weight(tag: Tag) -> tuple[bool, bool]:
    """Agencies before outlets, names before none; else in the order of the text."""
    return tag.sign.name is None, agency(tag.sign.name) is None
