"""Known places by name: states, divisions, settlements, regions, seas, facilities.

The file (``resources/gazetteer.bin``; its card ``gazetteer.md`` tells the licence and the layout)
is read at the first look-up. A missing or broken file leaves every name unknown; :func:`status`
says why.
"""

from __future__ import annotations

import json
import math
import unicodedata
import zlib
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

FORMAT = "watchdesk-gazetteer-2"
"""First line of the file; a file that starts otherwise is refused."""
MAX_BYTES = 64_000_000
"""What the body may unpack to; the shipped one is a third of it."""
KINDS = ("country", "admin1", "admin2", "city", "region", "sea", "disputed", "facility")
DEGREE = 1_000
"""Steps of a degree that coordinates are stored in: 110 m."""
CITY_DENSITY = 2_500.0
"""People per square kilometre that turns a population into a radius."""

NOTABLE = 5_000
"""People of a settlement that :func:`notable` gives."""


class Entry(NamedTuple):
    """A known place. Coordinates are WGS 84 degrees, the radius is in kilometres."""

    id: int | None
    """GeoNames id; null for what is only in our own table."""
    name: str
    """Name to show."""
    kind: str
    """One of ``KINDS``. ``admin1`` and ``admin2`` are divisions of the first and second level,
    ``sea`` is any water, ``region`` an area without an office that rules it."""
    lat: float
    lon: float
    radius_km: float
    """Of a circle of the same area (countries), around nine tenths of the settled places
    (first-level divisions), or that holds the population at 2,500 people per square kilometre
    (cities). A second-level division whose own place is not known has that of the first-level
    one around it."""
    country: str | None
    """ISO 3166-1 alpha-2; null across borders and where states dispute whose it is."""
    admin1: str | None
    """GeoNames code of the first-level division, without the country."""
    population: int
    """People; 0 when not known."""
    capital: bool = False
    """Whether it is the seat of a state's government."""
    note: str | None = None
    """Why ``country`` is null, or what else must be known."""
    alias: bool = False
    """True when found by another spelling, a shorter name or a name in another language."""


def _ints() -> NDArray[np.int32]:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False)
class Table:
    """The file in memory: columns with an entry per place, and the names in order.

    ``lat`` and ``lon`` count thousandths of a degree; ``radius`` tenths of a kilometre, 0 where
    it follows from the population; ``division`` is a position in ``divisions``, ``kind`` in
    ``KINDS``, ``note`` in ``notes``. A reference is twice a place's position, plus one when the
    name is another spelling; those of name ``i`` are ``refs[first[i]:first[i + 1]]``.
    """

    ids: NDArray[np.int32] = field(default_factory=_ints)
    lat: NDArray[np.int32] = field(default_factory=_ints)
    lon: NDArray[np.int32] = field(default_factory=_ints)
    radius: NDArray[np.int32] = field(default_factory=_ints)
    population: NDArray[np.int32] = field(default_factory=_ints)
    division: NDArray[np.int32] = field(default_factory=_ints)
    kind: NDArray[np.int32] = field(default_factory=_ints)
    capital: NDArray[np.int32] = field(default_factory=_ints)
    note: NDArray[np.int32] = field(default_factory=_ints)
    first: NDArray[np.int32] = field(default_factory=_ints)
    refs: NDArray[np.int32] = field(default_factory=_ints)
    titles: bytes = b""
    """Names to show, one a line, in the order of the places."""
    title_ends: NDArray[np.int32] = field(default_factory=_ints)
    names: list[str] = field(default_factory=list)
    """Names in normal form (:func:`normalise`), sorted."""
    divisions: tuple[tuple[str, str, str], ...] = ()
    """Country as shown (empty where disputed), country as filed, and first-level division."""
    notes: tuple[str, ...] = ()
    demonyms: dict[str, str] = field(default_factory=dict)
    problem: str | None = None

    @cached_property
    def codes(self) -> dict[str, int]:
        """Positions in ``divisions`` by ``US.TX``, or by ``US`` for what lies in no division."""
        return {
            f"{filed}.{admin1}" if admin1 else filed: at
            for at, (_, filed, admin1) in enumerate(self.divisions)
        }

    @cached_property
    def states(self) -> NDArray[np.int32]:
        """For each of ``divisions`` a number of the country it is filed under, from 1; 0 where
        there is none."""
        numbers: dict[str, int] = {"": 0}
        filed = [filed for _, filed, _ in self.divisions]
        return np.array([numbers.setdefault(code, len(numbers)) for code in filed], np.int32)

    @cached_property
    def rows_of_states(self) -> dict[str, tuple[int, ...]]:
        """Positions of the states and territories by ISO code."""
        rows = np.flatnonzero(self.kind == KINDS.index("country")).tolist()
        return {self.divisions[self.division[row]][1]: (row,) for row in rows}

    def find(self, key: str) -> NDArray[np.int32]:
        """References to the places of a name in normal form."""
        at = bisect_left(self.names, key)
        if at == len(self.names) or self.names[at] != key:
            return self.refs[:0]
        return self.refs[self.first[at] : self.first[at + 1]]

    def entry(self, ref: int) -> Entry:
        """The place a reference stands for."""
        row = ref >> 1
        start = self.title_ends[row - 1] + 1 if row else 0
        country, _, admin1 = self.divisions[self.division[row]]
        population, radius = int(self.population[row]), int(self.radius[row])
        return Entry(
            int(self.ids[row]) or None,
            self.titles[start : self.title_ends[row]].decode(),
            KINDS[self.kind[row]],
            int(self.lat[row]) / DEGREE,
            int(self.lon[row]) / DEGREE,
            radius / 10 if radius else city_radius(population),
            country or None,
            admin1 or None,
            population,
            bool(self.capital[row]),
            self.notes[self.note[row]] or None,
            bool(ref & 1),
        )


def city_radius(population: int) -> float:
    """Radius in km of the circle that holds so many people, at least 1."""
    return round(max(1.0, math.sqrt(population / (CITY_DENSITY * math.pi))), 1)


@lru_cache(maxsize=50_000)
def normalise(name: str) -> str:
    """The form names are looked up in: lower case, no accents, dots or apostrophes, no
    possessive, no leading "the", single spaces for hyphens."""
    words = name
    if not words.isascii():
        # Letters that no decomposition turns into plain ones.
        words = words.replace("ł", "l").replace("Ł", "L").replace("ı", "i").replace("ø", "o")
        words = unicodedata.normalize("NFKD", words)
        words = "".join(c for c in words if not unicodedata.combining(c))
        words = words.replace("’", "'").replace("‘", "'").replace("ʼ", "'").replace("ʻ", "'")
    words = words.casefold()
    words = words.removesuffix("'s").replace("'", "").replace(".", "").replace("-", " ")
    return " ".join(words.replace("–", " ").split()).removeprefix("the ")


def _column(body: bytes, count: int) -> NDArray[np.int32]:
    """Numbers of four bytes, lowest first; all the first bytes come before all the second."""
    planes = np.frombuffer(body, np.uint8).reshape(4, count)
    return np.ascontiguousarray(planes.T).view("<i4").ravel().astype(np.int32, copy=False)


def _unpack(head: dict[str, Any], body: bytes) -> Table:
    at = 0
    columns: dict[str, Any] = {}
    texts: dict[str, bytes] = {}
    for name, count, width in head["sections"]:
        piece = body[at : at + count * width]
        at += count * width
        if width == 1:
            texts[name] = piece
        else:
            columns[name] = _column(piece, count)
    for name in ("ids", "refs"):
        columns[name] = np.cumsum(columns[name], dtype=np.int32)
    titles, names = texts["titles"], texts["names"].decode("utf-8").split("\n")
    table = Table(
        **columns,
        titles=titles,
        title_ends=np.flatnonzero(np.frombuffer(titles, np.uint8) == 10).astype(np.int32),
        names=names,
        divisions=tuple((a, b, c) for a, b, c in head["divisions"]),
        notes=tuple(head["notes"]),
        demonyms=head["demonyms"],
    )
    _check(table)
    return table


def _check(table: Table) -> None:
    """Raise ``ValueError`` where columns do not fit together."""
    rows, names = len(table.ids), len(table.names)
    columns = (table.lat, table.lon, table.radius, table.population, table.division, table.kind)
    fits = all(len(column) == rows for column in (*columns, table.capital, table.note))
    fits = fits and len(table.title_ends) == rows and len(table.first) == names + 1
    limits = ((table.division, table.divisions), (table.kind, KINDS), (table.note, table.notes))
    if not fits or any(
        column.size and not 0 <= column.min() <= column.max() < len(values)
        for column, values in limits
    ):
        raise ValueError
    if table.first[-1] != len(table.refs) or (table.refs.size and table.refs.max() >= 2 * rows):
        raise ValueError


def read(source: Traversable) -> Table:
    """A gazetteer file; on any fault an empty table that carries the reason."""
    try:
        mark, _, rest = source.read_bytes().partition(b"\n")
        if mark != FORMAT.encode():
            return Table(problem="the file is not a gazetteer of this version")
        head, _, packed = rest.partition(b"\n")
        unpacking = zlib.decompressobj()
        body = unpacking.decompress(packed, MAX_BYTES)
        if not unpacking.eof:
            return Table(problem="the file is cut off")
        return _unpack(json.loads(head), body)
    except FileNotFoundError:
        return Table(problem="the file is missing")
    except (OSError, zlib.error, LookupError, TypeError, ValueError) as error:
        return Table(problem=f"the file cannot be read ({type(error).__name__})")


@cache
def _shipped() -> Table:
    return read(files("watchdesk.resources") / "gazetteer.bin")


def table() -> Table:
    """The gazetteer that ships."""
    return _shipped()


def status() -> str | None:
    """Why no place is known, or ``None`` when the gazetteer is in order."""
    return table().problem


@lru_cache(maxsize=20_000)
def _lookup(places: Table, key: str) -> tuple[Entry, ...]:
    return tuple(places.entry(ref) for ref in places.find(key).tolist())


def lookup(name: str) -> tuple[Entry, ...]:
    """Every known place of that name, in no order of likelihood; empty when there is none.

    Case, accents, apostrophes and a leading "the" do not count. Names are matched whole, never
    by likeness: Niger is not Nigeria.
    """
    return _lookup(table(), normalise(name))


def notable(name: str) -> tuple[Entry, ...]:
    """The places of a name that may be meant with nothing else said: no second-level divisions,
    no settlements of less than 5,000 people."""
    return tuple(
        entry
        for entry in lookup(name)
        if entry.kind != "admin2" and (entry.kind != "city" or entry.population >= NOTABLE)
    )


def known(key: str) -> bool:
    """Whether a name in normal form (:func:`normalise`) is in the table."""
    names = table().names
    at = bisect_left(names, key)
    return at < len(names) and names[at] == key


@lru_cache(maxsize=1 << 14)
def demonym(word: str) -> str | None:
    """ISO code of the state a word like "Ukrainian" or "Poles" belongs to."""
    return table().demonyms.get(normalise(word))
