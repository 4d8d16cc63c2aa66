"""Known places by name: states, first-level divisions, cities, regions, seas, facilities.

The file (``resources/gazetteer.tsv.gz``; its card ``gazetteer.md`` tells the licence) is read at
the first look-up. A missing or broken file leaves every name unknown; :func:`status` says why.
"""

from __future__ import annotations

import gzip
import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

FORMAT = "watchdesk-gazetteer-1"
"""First cell of the file; a file that starts otherwise is refused."""


class Entry(NamedTuple):
    """A known place. Coordinates are WGS 84 degrees, the radius is in kilometres."""

    id: int | None
    """GeoNames id; null for what is only in our own table."""
    name: str
    """Name to show."""
    kind: str
    """``country``, ``admin1``, ``city``, ``region``, ``sea``, ``disputed`` or ``facility``."""
    lat: float
    lon: float
    radius_km: float
    """Of a circle of the same area (countries), around nine tenths of the settled places
    (divisions), or that holds the population at 2,500 people per square kilometre (cities)."""
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
    """True when found by another spelling or a name in another language."""

    @property
    def key(self) -> tuple[str, float, float]:
        """Tells entries apart that have no GeoNames id."""
        return (self.name, self.lat, self.lon)


@dataclass(frozen=True)
class _Table:
    rows: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    problem: str | None = None


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


def _pairs(lines: list[str]) -> dict[str, str]:
    return {key: rest for key, _, rest in (line.partition("\t") for line in lines)}


def _parse(text: str) -> _Table:
    lines = text.split("\n")
    head = lines[0].split("\t")
    if head[0] != FORMAT or len(head) != 4 or not all(n.isdecimal() for n in head[1:]):
        return _Table(problem="the file is not a gazetteer of this version")
    rows, names, demonyms = (int(n) for n in head[1:])
    if len(lines) != rows + names + demonyms + 2:
        return _Table(problem="the file is cut off")
    second, third = 1 + rows, 1 + rows + names
    return _Table(
        rows=tuple(lines[1:second]),
        names=_pairs(lines[second:third]),
        demonyms=_pairs(lines[third:-1]),
    )


def read(source: Traversable) -> _Table:
    """A gazetteer file; on any fault an empty table that carries the reason."""
    try:
        return _parse(gzip.decompress(source.read_bytes()).decode("utf-8"))
    except FileNotFoundError:
        return _Table(problem="the file is missing")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, ValueError) as error:
        return _Table(problem=f"the file cannot be read ({type(error).__name__})")


@cache
def _table() -> _Table:
    return read(files("watchdesk.resources") / "gazetteer.tsv.gz")


def status() -> str | None:
    """Why no place is known, or ``None`` when the gazetteer is in order."""
    return _table().problem


def _entry(line: str, alias: bool) -> Entry:
    cells = line.split("\t")
    cells += [""] * (11 - len(cells))
    return Entry(
        int(cells[0]) if cells[0] else None,
        cells[1],
        cells[2],
        float(cells[3]),
        float(cells[4]),
        float(cells[5]),
        cells[6] or None,
        cells[7] or None,
        int(cells[8]) if cells[8] else 0,
        cells[9] == "C",
        cells[10] or None,
        alias,
    )


@lru_cache(maxsize=20_000)
def _lookup(key: str) -> tuple[Entry, ...]:
    table = _table()
    marks = table.names.get(key)
    if marks is None:
        return ()
    return tuple(_entry(table.rows[int(m.lstrip("~"))], m[0] == "~") for m in marks.split(","))


def lookup(name: str) -> tuple[Entry, ...]:
    """Every known place of that name, in no order of likelihood; empty when there is none.

    Case, accents, apostrophes and a leading "the" do not count. Names are matched whole, never
    by likeness: Niger is not Nigeria.
    """
    return _lookup(normalise(name))


def known(key: str) -> bool:
    """Whether a name in normal form (:func:`normalise`) is in the table."""
    return key in _table().names


def demonym(word: str) -> str | None:
    """ISO code of the state a word like "Ukrainian" or "Poles" belongs to."""
    return _table().demonyms.get(normalise(word))
