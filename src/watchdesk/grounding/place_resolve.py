"""Which of the places of a name is meant.

All names of a document are settled together. Each reading of a name is scored by what it is (the
logarithm of its population, its kind, whether the name is another spelling, whether a state is
governed from it) and by what the other names speak for: how much of their weight lies in the
same state, in the same first-level division, and near by. As the others are settled only then,
this is done in a few rounds: each name's weight is spread over its readings by their scores of
the round before (a mean-field reading of a log-linear model; weights: ``WEIGHTS``). A name means
one place in a document, unless words beside it tell the places apart ("London, Ontario").

Where the best readings are close in score and far apart on the map, none is chosen.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.grounding.gazetteer import DEGREE, KINDS, Entry, Table, normalise, table
from watchdesk.grounding.place_names import WELL_KNOWN, Toponym, strength

CLOSE_KM = 161.0
"""Readings nearer to each other than this (100 miles) are not held to be different."""
MARGIN = 0.25
"""Score by which the best reading must lead one that lies elsewhere."""
ROUNDS = 4
MAX_VOTERS = 48
"""Names that are asked what lies near them; those told most often."""
MAX_READINGS = 60_000
"""Readings settled together; names beyond are left open, which no article comes near."""
NEAR_KM = 120.0
_EARTH_KM = 6371.0
_METROPOLIS = 2_000_000
_PART = 0.1
_WIDE_KM = 150.0
_LOUDEST = 4
"""Adjectives of one state beyond so many add nothing."""
_FLOOR = 0.02
"""Share of the other names' weight below which a state or division is as good as not named."""
_UNTOLD = 0.2
"""Share that is reckoned to what the table files under no state: neither for nor against."""
_COUNTRY, _ADMIN1, _ADMIN2, _CITY, _REGION, _SEA, _DISPUTED, _FACILITY = range(len(KINDS))


class Weights(NamedTuple):
    """What each sign counts for."""

    people: float
    """Per power of ten of the population."""
    country: float
    admin1: float
    admin2: float
    area: float
    """Regions, seas, disputed areas and facilities, which have no population."""
    alias: float
    capital: float
    same_state: float
    """Per power of e of the share of the other names' weight."""
    same_division: float
    near: float


WEIGHTS = Weights(1.6, 3.0, -0.5, 5.5, 12.0, -1.5, 2.0, 1.0, 0.8, 0.6)


class Answer(NamedTuple):
    """What a name is settled to."""

    entry: Entry | None
    country: str | None = None
    """As far as it is settled where the place is not."""
    doubt: str | None = None


@dataclass
class Group:
    """Mentions of a name that mean one place."""

    refs: tuple[int, ...]
    wanted: bool
    """Whether the kind is asked for, so that a short form is as good as the full name."""
    mentions: list[int]


def _admitted(toponym: Toponym, within: frozenset[str]) -> tuple[int, ...]:
    """The readings left after the words beside the name have spoken."""
    places, refs = table(), toponym.refs
    if toponym.wants:
        refs = tuple(r for r in refs if int(places.kind[r >> 1]) in toponym.wants) or refs
    if not within:
        return refs
    inside: dict[bool, list[int]] = {True: [], False: []}
    for ref in refs:
        _, filed, admin1 = places.divisions[places.division[ref >> 1]]
        exact = f"{filed}.{admin1}" in within
        # What our own table files under no division may lie in any of its country.
        loose = filed in within or (not admin1 and any(c.startswith(f"{filed}.") for c in within))
        if (exact or loose) and places.kind[ref >> 1] != _COUNTRY:
            inside[exact].append(ref)
    # "Crimea, Luhansk" is a list: only a name that nothing well known bears can be unknown there.
    lost = toponym.exactly and strength(refs) < WELL_KNOWN
    return tuple(inside[True] or inside[False]) or (() if lost else refs)


def _told_apart(toponym: Toponym, regional: bool) -> tuple[int, ...]:
    """The readings without the division, or without the city, that a bare name may stand for.

    "Kursk" is the city, unless it is spoken of as a stretch of land ("into Kursk") or the
    document calls the division by its full name and this sentence speaks of no town. "New York"
    is the city of millions.
    """
    places, refs = table(), toponym.refs
    if toponym.wants or not refs:
        return refs
    division, kind = places.division, places.kind
    towns = {int(division[r >> 1]): r for r in refs if kind[r >> 1] == _CITY and not r & 1}
    twins = [
        r
        for r in refs
        if kind[r >> 1] == _ADMIN1
        and (town := towns.get(int(division[r >> 1]))) is not None
        and _outshines(town, r, toponym.key)
    ]
    if not twins:
        return refs
    if toponym.spread or (regional and not toponym.urban):
        inside = {int(division[r >> 1]) for r in twins}
        left = {r for r in refs if kind[r >> 1] == _CITY and int(division[r >> 1]) in inside}
    else:
        left = set(twins)
    return tuple(r for r in refs if r not in left)


def _outshines(town: int, division: int, key: str) -> bool:
    """Whether a bare name is rather a city's than that of the division around it: the division
    is called otherwise ("Kursk Oblast"), or the city is a good part of it ("Geneva", not
    "Quebec"), or of millions ("New York")."""
    places = table()
    if normalise(places.entry(division).name) != key:
        return True
    people, around = int(places.population[town >> 1]), int(places.population[division >> 1])
    plain = normalise(places.entry(town).name) == key
    return people >= _METROPOLIS or (plain and people >= _PART * around)


def group(toponyms: Sequence[Toponym]) -> list[Group]:
    """Mentions by name; those told apart by what they lie in, or by the kind asked for, apart.
    A mention that tells nothing goes with the most frequent of those that do."""
    regional = {t.key for t in toponyms if _ADMIN1 in t.wants}
    for toponym in toponyms:
        toponym.refs = _told_apart(toponym, toponym.key in regional)
    told: dict[str, Counter[frozenset[str]]] = {}
    for toponym in toponyms:
        if toponym.within:
            told.setdefault(toponym.key, Counter())[toponym.within] += 1
    groups: dict[tuple[str, tuple[int, ...]], Group] = {}
    for index, toponym in enumerate(toponyms):
        within = toponym.within
        if not within and toponym.key in told:
            within = told[toponym.key].most_common(1)[0][0]
        refs = _admitted(toponym, within)
        one = groups.setdefault((toponym.key, refs), Group(refs, bool(toponym.wants), []))
        one.mentions.append(index)
    return list(groups.values())


@dataclass(frozen=True)
class Readings:
    """The readings of all names of a document side by side; an item per reading."""

    name: NDArray[np.int64]
    """The name it is a reading of."""
    refs: NDArray[np.int64]
    traits: NDArray[np.float64]
    """What it is by itself: a column for each of the first of ``WEIGHTS``."""
    state: NDArray[np.int32]
    division: NDArray[np.int32]
    points: NDArray[np.float64]
    """Unit vectors."""
    small: NDArray[np.bool_]
    """Whether it is small enough for its centre to tell what lies near."""
    starts: NDArray[np.int64]
    """First reading of each name."""
    weight: NDArray[np.float64]
    """Of each name, by how often it is told."""
    voices: NDArray[np.float64]
    """What adjectives of states and the like add, by state."""


def _unit_vectors(lat: NDArray[np.int32], lon: NDArray[np.int32]) -> NDArray[np.float64]:
    north, east = np.radians(lat / DEGREE), np.radians(lon / DEGREE)
    flat = np.cos(north)
    return np.stack((flat * np.cos(east), flat * np.sin(east), np.sin(north)), axis=1)


def _traits(
    places: Table, refs: NDArray[np.int64], wanted: NDArray[np.bool_]
) -> NDArray[np.float64]:
    rows = refs >> 1
    kind = places.kind[rows]
    peopled = np.isin(kind, (_COUNTRY, _ADMIN1, _CITY))
    people = np.where(peopled, np.log10(np.maximum(places.population[rows], 100)), 0.0)
    areas = np.isin(kind, (_REGION, _SEA, _DISPUTED, _FACILITY))
    alias = (refs & 1).astype(bool) & ~wanted
    kinds = [kind == _COUNTRY, kind == _ADMIN1, kind == _ADMIN2, areas]
    return np.stack((people, *kinds, alias, places.capital[rows]), axis=1).astype(np.float64)


def lay_out(groups: Sequence[Group], voices: Mapping[str, float]) -> Readings:
    """The readings of names, each of which has one at least."""
    places = table()
    sizes = np.array([len(found.refs) for found in groups], np.int64)
    refs = np.fromiter((ref for found in groups for ref in found.refs), np.int64)
    name = np.repeat(np.arange(len(groups)), sizes)
    rows = refs >> 1
    wanted = np.repeat(np.array([found.wanted for found in groups], bool), sizes)
    told = np.array([len(found.mentions) for found in groups], np.float64)
    heard = np.zeros(int(places.states.max(initial=0)) + 1)
    for code, weight in voices.items():
        if (at := places.codes.get(code)) is not None:
            heard[places.states[at]] += weight
    return Readings(
        name=name,
        refs=refs,
        traits=_traits(places, refs, wanted),
        state=places.states[places.division[rows]],
        division=places.division[rows],
        points=_unit_vectors(places.lat[rows], places.lon[rows]),
        small=places.radius[rows] <= _WIDE_KM * 10,
        starts=np.cumsum(sizes) - sizes,
        weight=np.minimum(np.sqrt(told), 3.0),
        voices=heard,
    )


def _share(
    mass: NDArray[np.float64], place: NDArray[np.int32], found: Readings, more: NDArray[np.float64]
) -> NDArray[np.float64]:
    """For each reading the share that *other* names give to its state or division."""
    total = np.bincount(place, mass, minlength=len(more)) + more
    pairs, which = np.unique(found.name * np.int64(len(total)) + place, return_inverse=True)
    own = np.bincount(which, mass, minlength=len(pairs))[which]
    rest = max(float(total.sum()), 1e-9) - found.weight[found.name]
    share: NDArray[np.float64] = (total[place] - own) / np.maximum(rest, 1.0)
    return share


def _near(found: Readings, chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each reading how much of the other names' likely places lies near it, from 0 to 1."""
    best = _best(found, chance)
    firm = found.weight * chance[best] * found.small[best]
    voters = np.argsort(-firm, kind="stable")[:MAX_VOTERS]
    voters = voters[firm[voters] > 0]
    if not voters.size:
        return np.zeros(len(found.refs))
    cosine = np.clip(found.points @ found.points[best[voters]].T, -1.0, 1.0)
    close = np.exp(-np.arccos(cosine) * _EARTH_KM / NEAR_KM)
    weight = firm[voters] * (voters != found.name[:, None])
    near: NDArray[np.float64] = (close * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1.0)
    return near


def _best(found: Readings, score: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best reading of each name; the first of equals."""
    order = np.lexsort((np.arange(len(score)), -score, found.name))
    best: NDArray[np.int64] = order[found.starts]
    return best


def _chances(found: Readings, score: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as chances that sum to 1 for each name."""
    high = np.maximum.reduceat(score, found.starts)
    power = np.exp(score - high[found.name])
    chances: NDArray[np.float64] = power / np.add.reduceat(power, found.starts)[found.name]
    return chances


def signs(found: Readings, chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """What speaks for each reading, a column for each of ``WEIGHTS``."""
    mass = chance * found.weight[found.name]
    none = np.zeros(len(table().divisions))
    told = found.state > 0
    state = np.where(told, _share(mass, found.state, found, found.voices), _UNTOLD)
    division = np.where(told, _share(mass, found.division, found, none), _UNTOLD)
    support = (np.log(np.maximum(s, 0.0) + _FLOOR) for s in (state, division, _near(found, chance)))
    return np.column_stack((found.traits, *support))


def scores(found: Readings, weights: Sequence[float] = WEIGHTS) -> NDArray[np.float64]:
    """The score of each reading when all names of the document are settled together."""
    weight = np.asarray(weights, np.float64)
    own = found.traits.shape[1]
    score: NDArray[np.float64] = found.traits @ weight[:own]
    for _ in range(ROUNDS):
        score = signs(found, _chances(found, score)) @ weight
    return score


def _distance_km(found: Readings, one: int, two: int) -> float:
    cosine = float(np.clip(found.points[one] @ found.points[two], -1.0, 1.0))
    return math.acos(cosine) * _EARTH_KM


def _holds(division: Entry, city: Entry) -> bool:
    """Whether a city lies in the division of its name: no place apart."""
    same = (division.country, division.admin1) == (city.country, city.admin1)
    return same and division.kind == "admin1" and city.kind == "city"


def _settle(found: Readings, at: int, size: int, score: NDArray[np.float64], best: int) -> Answer:
    """The best reading of a name, or why it stays open."""
    places = table()
    entry = places.entry(int(found.refs[best]))
    close = np.flatnonzero(score[best] - score[at : at + size] < MARGIN) + at
    for rival in close.tolist():
        other = places.entry(int(found.refs[rival]))
        near = _distance_km(found, best, rival) <= CLOSE_KM
        if rival == best or near or _holds(entry, other) or _holds(other, entry):
            continue
        country = entry.country if entry.country == other.country else None
        doubt = f"{_shown(entry)} and {_shown(other)} fit as well as each other"
        return Answer(None, country, doubt)
    return Answer(entry, entry.country)


def _shown(entry: Entry) -> str:
    where = ", ".join(part for part in (entry.admin1, entry.country) if part)
    return f"{entry.name} ({where})" if where else entry.name


def _open(toponym: Toponym) -> Answer:
    codes = sorted({code[:2] for code in toponym.within})
    country = codes[0] if len(codes) == 1 and toponym.refs else None
    if toponym.refs and toponym.within:
        return Answer(None, country, "no place of this name is known where it is said to lie")
    return Answer(None, None, "the gazetteer does not know it")


def resolve(toponyms: Sequence[Toponym], voices: Mapping[str, int]) -> list[Answer]:
    """What each toponym means, in the same order.

    ``voices`` are states the document speaks of in other words than names of places, with how
    often it does.
    """
    answers = [_open(toponym) for toponym in toponyms]
    groups, readings = [], 0
    for found in sorted(group(toponyms), key=lambda one: -len(one.mentions)):
        readings += len(found.refs)
        if readings > MAX_READINGS:
            for index in found.mentions:
                answers[index] = Answer(None, None, "the text names too many places to settle it")
        elif found.refs:
            groups.append(found)
    if not groups:
        return answers
    laid = lay_out(groups, {code: math.sqrt(min(n, _LOUDEST)) for code, n in voices.items()})
    score = scores(laid)
    for number, best in enumerate(_best(laid, score).tolist()):
        start, size = int(laid.starts[number]), len(groups[number].refs)
        answer = _settle(laid, start, size, score, best)
        for index in groups[number].mentions:
            answers[index] = answer
    return answers
