"""What a format is: its tables, its columns, and what writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from watchdesk.records import Interval, Watch
from watchdesk.store import View


class Column(NamedTuple):
    """A column of a table or a property of an object."""

    name: str
    """As it is written; of nested objects with dots, of lists with ``[]``."""
    type: str
    """What it holds: text, integer, number, boolean, date, moment, span, list of …"""
    meaning: str
    """What it means; its unit, its values, and what an empty one means."""
    source: str = ""
    """The field of our records it is taken from, e.g. ``Claim.gist``."""


class Table(NamedTuple):
    """A table, or a kind of object."""

    name: str
    """As its file or its objects are called."""
    meaning: str
    """What one row is."""
    columns: tuple[Column, ...]
    """In the order in which they are written."""


class Left(Counter[str]):
    """What a format could not hold: a reason in words, and how many records."""


class Asked(NamedTuple):
    """What is to be exported."""

    period: Interval | None = None
    """Only what is about days that can lie in it."""
    everything: bool = False
    """Also what did not happen (planned, possible, negated), and what an analyst dismissed."""
    text: bool = False
    """Whole texts of articles, where a format can hold them; else the cited words alone."""
    tlp: str | None = None
    """Who may read it, by the Traffic Light Protocol, where a format can mark that: white, green,
    amber or red. Null marks nothing."""


Pieces = Iterator[tuple[str, bytes]]
"""Pieces of files, in order: a file's name (the same for all pieces of it), and bytes."""


class Given(NamedTuple):
    """What a format is written from."""

    view: View
    """The ledger, as of a day."""
    watch: Watch
    """The desk's settings."""
    asked: Asked
    """What of it."""
    left: Left
    """Counts what is left out."""


Write = Callable[[Given], Pieces]
"""Writes a format. Holds no more in memory than a few records, gives the same bytes for the same
ledger, and counts what it leaves out."""


class Format(NamedTuple):
    """A format the ledger can be written in."""

    name: str
    """By which it is asked for."""
    title: str
    """What people call it."""
    standard: str
    """Which standard, in which version; or that it is our own."""
    media_type: str
    """Of its file, or of each of its files."""
    ending: str
    """Of its file, with the dot; of several files that of the archive they are put in."""
    holds: str
    """What it holds and what not, in a few sentences."""
    tables: tuple[Table, ...]
    """Its dictionary."""
    write: Write
    """What writes it."""
    is_many: bool = False
    """Whether it is several files: written into a folder, or into a ZIP archive."""
    options: tuple[str, ...] = ()
    """Which parts of ``Asked`` it heeds beside the period."""
