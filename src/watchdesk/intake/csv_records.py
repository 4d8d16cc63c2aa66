"""Bytes to the records of a table, each bounded, with the lines they stand on.

Python's own reader takes them apart. Bytes are read as Latin-1, in which every byte is a
character: separators and quotation marks are ASCII in every encoding that gets here, and the
cells that are wanted are decoded by themselves.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any, BinaryIO, NamedTuple

from watchdesk.intake.sources import system_refused

_LOCK = Lock()
# The length of a cell is bounded for the whole process: see ``csv.field_size_limit``.
_CELLS = 1_000_000
_REPLAYS = 3
# How often the lines swallowed by a quotation mark that nothing closes are read again.
_SAMPLED = 50
_MARK = "\xef\xbb\xbf"
_SEP = re.compile(r'"?sep=(.)"?\s{0,9}$', re.I)
_SEPARATORS = (",", ";", "\t", "|")
_WORDS = (
    ("unexpected end", "a quotation mark opens a cell and none closes it"),
    ("expected after", "text follows the quotation mark that closes a cell"),
    ("new-line character", "a carriage return stands in a cell without quotation marks"),
)
_UNCLOSED = _WORDS[0][1]


class Dialect(NamedTuple):
    """How a table is written."""

    separator: str = ","
    escape: str | None = None
    """What stands before a quotation mark inside a cell, if they are not doubled."""
    spaced: bool = False
    """A space may stand between a separator and a quotation mark."""

    def reader(self, lines: Iterator[str]) -> Any:
        """Python's reader, which says what is wrong."""
        return csv.reader(
            lines,
            delimiter=self.separator,
            escapechar=self.escape,
            skipinitialspace=self.spaced,
            strict=True,
        )


class Record(NamedTuple):
    """The cells of a record, in Latin-1, and its first and last line."""

    cells: list[str]
    first: int
    last: int
    wrong: str = ""
    """Why it is none; it then has no cells."""


class Records(Iterator[Record]):
    """The records of a stream that are not blank."""

    def __init__(self, stream: BinaryIO, dialect: Dialect, limit: int, uri: str) -> None:
        """``limit`` is in bytes and holds for one record. ``uri`` is named where the system
        cannot read: ``InputRefused`` W105."""
        self._lines = _Lines(stream, dialect.separator, limit)
        self._reader = dialect.reader(self._lines)
        self._limit = limit
        self._uri = uri
        self._replays = _REPLAYS

    def skip_line(self) -> None:
        """Pass over the next line."""
        next(self._lines, None)

    def __next__(self) -> Record:
        while True:
            record = self._record()
            if record.wrong or len(record.cells) > 1 or "".join(record.cells).strip():
                return record

    def _record(self) -> Record:
        lines = self._lines
        lines.begin()
        first, wrong = lines.number + 1, ""
        try:
            return Record(self._bounded(), first, lines.number)
        except csv.Error as error:
            wrong = next((words for mark, words in _WORDS if mark in str(error)), str(error))
        except _OverLimit as error:
            wrong = error.args[0]
        except OSError as error:
            raise system_refused(error, self._uri) from error
        last = lines.number
        if (lines.over or wrong == _UNCLOSED) and last > first and self._replays:
            self._replays -= 1
            wrong, last = _UNCLOSED, first
            lines.back_to_second()
        return Record([], first, last, wrong)

    def _bounded(self) -> list[str]:
        with _LOCK:
            before = csv.field_size_limit(self._limit)
            try:
                found: list[str] = next(self._reader)
                return found
            finally:
                csv.field_size_limit(before)


class _OverLimit(Exception):
    """A record that is too long, or has too many cells."""


class _Lines(Iterator[str]):
    """Lines for the reader; those of the record under way are kept."""

    def __init__(self, stream: BinaryIO, separator: str, limit: int) -> None:
        self.number = 0
        self.over = False
        self._stream = stream
        self._separator = separator
        self._limit = limit
        self._held: list[str] = []
        self._size = self._cells = 0
        self._back: deque[str] = deque()

    def begin(self) -> None:
        """A new record begins."""
        self._held, self._size, self._cells, self.over = [], 0, 0, False

    def back_to_second(self) -> None:
        """Give the lines of this record once more, except the first."""
        self._back.extendleft(reversed(self._held[1:]))
        self.number -= len(self._held) - 1

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self._held.append(line)
        self._size += len(line)
        self._cells += line.count(self._separator)
        self.over = self._size > self._limit
        if self.over:
            raise _OverLimit(f"it has more than the {self._limit:,} bytes allowed for one row")
        if self._cells > _CELLS:
            raise _OverLimit(f"it has more than {_CELLS:,} cells")
        return line

    def _read(self) -> str:
        line = self._stream.readline(self._limit + 1)
        if len(line) > self._limit and not line.endswith(b"\n"):
            while (rest := self._stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        text = line.decode("latin-1")
        return text.removeprefix(_MARK) if self.number == 0 else text


def dialect_of(sample: bytes, is_name: Callable[[str], bool], *, tabs: bool) -> tuple[Dialect, int]:
    """How a table is written, from its first bytes, and how many lines stand before its header.

    A line ``sep=;`` says it. Else that separator is chosen which gives the first row most names
    that ``is_name`` knows, and the next rows as many cells; the tab first with ``tabs``.
    """
    text = sample.decode("latin-1").removeprefix(_MARK)
    lines = [line for line in text.split("\n") if line.strip()][: _SAMPLED * 4]
    if lines and (told := _SEP.match(lines[0].strip("\r"))):
        return Dialect(told[1]), 1
    separators = sorted(_SEPARATORS, key=lambda mark: not (tabs and mark == "\t"))
    ways = [way for mark in separators for way in _ways(mark, lines)]
    return max(ways, key=lambda way: _score(way, lines, is_name)), 0


def _ways(mark: str, lines: list[str]) -> Iterator[Dialect]:
    yield Dialect(mark)
    if any(f'{mark} "' in line for line in lines):
        yield Dialect(mark, spaced=True)
    if any('\\"' in line for line in lines):
        yield Dialect(mark, escape="\\")


def _score(
    way: Dialect, lines: list[str], is_name: Callable[[str], bool]
) -> tuple[int, float, int, int]:
    reader = way.reader(iter([f"{line}\n" for line in lines]))
    header: list[str] = []
    fitting = others = marked = 0
    while others < _SAMPLED:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            others += 1
            continue
        if not header:
            header = cells
        elif cells:
            others += 1
            fitting += len(cells) == len(header)
            marked += any(cell.startswith(' "') for cell in cells)
    known = sum(map(is_name, header[:_CELLS]))
    return known, fitting / max(others, 1), -marked, min(len(header), 2)
