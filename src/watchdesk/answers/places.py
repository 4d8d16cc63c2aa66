"""Where what is reported happened: the places of a period's events, copies folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from watchdesk.answers.cited import Cut, Words, words_at
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Turned
from watchdesk.records import Address, Feature, Interval, Modality, Place, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import Happening, View

_MOST_SPOTS = 400
"""Places that are told without their words."""
_WORDS = 2
"""Tellings whose words are shown of each place, each of another story."""
_BROAD = (Feature.COUNTRY, Feature.CONTINENT)
_WIDE_KM = 700
"""Radius from which an area is as broad as a large country: the Sahel, Europe."""
_NOT_HAPPENED = (Modality.NEGATED, Modality.HISTORICAL)
_SURE = (None, Modality.ASSERTED)


class Reach(StrEnum):
    """How closely a place is known."""

    SPOT = "spot"
    """With coordinates of its own."""
    BROAD = "broad"
    """A country, a continent or as large an area, and no more: a point would say too much."""
    UNKNOWN = "unknown"
    """Told in words whose place could not be settled."""


class Spot(Frozen):
    """A place for which something is told."""

    name: str
    """As the gazetteer has it, or the words themselves."""
    reach: Reach
    """How closely it is known."""
    lat: float | None = None
    """WGS 84 latitude, degrees; null where it is not known."""
    lon: float | None = None
    """WGS 84 longitude, degrees."""
    radius_km: float | None = None
    """Radius of the area meant."""
    geonames_id: int | None = None
    """GeoNames id."""
    feature: Feature | None = None
    """What kind of thing it is; null when that is not known."""
    relative: bool = False
    """Whether it is worked out from another place, as "30 km north of" is."""
    doubt: str | None = None
    """Why it was not settled, in words."""
    tellings: int
    """How often something is told for it."""
    articles: int
    """In how many articles."""
    families: int
    """In how many stories, after copies are folded."""
    types: tuple[tuple[str, int], ...] = ()
    """PLOVER types of the events told for it and how often; empty for one that is only named."""
    unsure: bool = False
    """Whether all that is told for it is only planned, possible or conditional."""
    at: tuple[Address, ...] = ()
    """Where some of the tellings stand, each of another story, the newest first."""


class Placed(Frozen):
    """The places of a period, without their words."""

    period: Interval
    """The days they are told of."""
    spots: tuple[Spot, ...]
    """Those with the most stories first."""
    left_out: int = 0
    """Places with fewer stories that are not among these."""
    other_days: int = 0
    """Events left out because they are told for days outside the period."""
    not_happened: int = 0
    """Events left out because they are told not to have happened, or as long past."""
    named: bool = False
    """Whether places that are only named are among them."""


class PlaceList(Frozen):
    """A page of the places of a period, with the words that tell them."""

    placed: Placed
    """All of them."""
    items: tuple[Spot, ...]
    """Those of the page."""
    words: tuple[Words, ...] = ()
    """The exact words, each once."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


class Telling(NamedTuple):
    """A happening with what is known of its article."""

    happening: Happening
    """What is told."""
    family: str
    """Family of the article."""
    published: Interval
    """When it can have been published."""


def tellings(
    view: View, period: Interval | None = None, *, named: bool = False
) -> tuple[Telling, ...]:
    """The places of the events that articles of a period, or all articles, tell; with ``named``
    those too that are only named. Of a large ledger it takes a moment.

    A capital that stands for its government is no place of anything: the readings hold none.
    """
    every = view.published_within(period or Interval.unknown())
    known = {one.article: one for one in every}
    return tuple(
        Telling(found, known[found.article].family, known[found.article].published.interval)
        for found in view.happenings(known, named=named)
    )


def placed_within(told: Iterable[Telling], period: Interval, *, named: bool = False) -> Placed:
    """The places of what articles tell that can have been published in a period; ``named``: whether
    places that are only named are among them."""
    kept: dict[tuple[object, ...], list[Telling]] = {}
    left: Counter[str] = Counter()
    for one in told:
        if not one.published.intersects(period):
            continue
        why = _left_out(one.happening, period)
        left[why] += 1
        if not why:
            kept.setdefault(_key(one.happening.place), []).append(one)
    spots = sorted((_spot(ones) for ones in kept.values()), key=_rank)
    return Placed(
        period=period,
        spots=tuple(spots[:_MOST_SPOTS]),
        left_out=max(0, len(spots) - _MOST_SPOTS),
        other_days=left["other days"],
        not_happened=left["not happened"],
        named=named,
    )


def _left_out(found: Happening, period: Interval) -> str:
    if found.modality in _NOT_HAPPENED:
        return "not happened"
    if found.on is not None and found.on.is_bounded and not found.on.intersects(period):
        return "other days"
    return ""


def _key(place: Place) -> tuple[object, ...]:
    if place.geonames_id is not None and place.relative is None:
        return ("geonames", place.geonames_id)
    return place.name.casefold(), place.lat, place.lon, place.relative is not None


def _reach(place: Place) -> Reach:
    if place.lat is None or place.lon is None:
        return Reach.UNKNOWN
    wide = (place.radius_km or 0) >= _WIDE_KM
    return Reach.BROAD if wide or place.feature in _BROAD else Reach.SPOT


def _spot(told: Sequence[Telling]) -> Spot:
    place = told[0].happening.place
    newest = sorted(told, key=_newest)
    types = Counter(one.happening.type for one in told if one.happening.type)
    first: dict[str, Telling] = {}
    for one in newest:
        first.setdefault(one.family, one)
    return Spot(
        name=place.name,
        reach=_reach(place),
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        geonames_id=place.geonames_id,
        feature=place.feature,
        relative=place.relative is not None,
        doubt=place.doubt,
        tellings=len(told),
        articles=len({one.happening.article for one in told}),
        families=len(first),
        types=tuple(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        unsure=all(one.happening.modality not in _SURE for one in told),
        at=tuple(_address(one.happening) for one in list(first.values())[:_WORDS]),
    )


def _newest(one: Telling) -> tuple[bool, int, str, int]:
    """Told for sure first, then by the newest day."""
    day = one.published.latest or one.published.earliest
    sure = one.happening.modality in _SURE
    return (
        not sure,
        -day.toordinal() if day else 0,
        one.happening.article,
        one.happening.words.start,
    )


def _address(found: Happening) -> Address:
    return Address(capture=found.capture, article=found.article, span=found.words)


def _rank(spot: Spot) -> tuple[bool, int, int, str]:
    return not spot.types, -spot.families, -spot.tellings, spot.name


def places_told(
    view: View, watch: Watch, placed: Placed, page: Turned, reaches: Iterable[Reach] = tuple(Reach)
) -> PlaceList:
    """A page of some places, with the words that tell them."""
    wanted = set(reaches)
    every = [spot for spot in placed.spots if spot.reach in wanted]
    shown = every[page.offset : page.offset + page.limit]
    words = words_at(view, watch, (at for spot in shown for at in spot.at))
    more = len(every) > page.offset + page.limit
    return PlaceList(
        placed=placed,
        items=tuple(shown),
        words=tuple(words.values()),
        cut=Cut(offset=page.offset, shown=len(shown), total=len(every), more=more),
        why_empty="" if shown else _why_empty(view, placed, page),
    )


def _why_empty(view: View, placed: Placed, page: Turned) -> str:
    if page.offset:
        return f"The list ends before its item {page.offset + 1}."
    what = "places" if placed.named else "events told for a place"
    return why_empty(view, what, placed.period)
