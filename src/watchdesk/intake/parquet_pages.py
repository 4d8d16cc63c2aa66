"""How large the pages of a Parquet column are, read from their headers before any is unpacked.

The footer of a Parquet file is not enough to bound memory: it can be wrong, and a page of some
bytes can hold millions of repeated values. A reader unpacks what the header of a page says, so the
headers are read here: Thrift compact protocol, ``PageHeader`` of the Parquet format
(parquet.thrift).
"""

from __future__ import annotations

from typing import Any, BinaryIO, NamedTuple

_FIRST = 1 << 10
_LONGEST = 1 << 24
# A header is read in 1 KiB, or more when its statistics are long, up to the limit of Arrow.
_DEPTH = 20
_BOOLS = (1, 2)
_BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 3, 7, 8, 9, 10, 11, 12
_UNPACKED, _PACKED, _DATA, _DATA_2 = 2, 3, 5, 8
# Fields of PageHeader; field 1 of the headers of data pages is the number of values.


class Pages(NamedTuple):
    """The pages of a column in one row group."""

    largest: int
    """Bytes of the largest, unpacked."""
    values: int
    """Values in all of them, those of lists each counted."""


class DamagedPage(ValueError):
    """What stands at the place of a page is none."""


def survey(stream: BinaryIO, start: int, end: int, values: int) -> Pages:
    """The pages from byte ``start`` on, as far as ``end`` or until they hold ``values`` values.

    Raises ``DamagedPage``, and ``OSError`` from the stream.
    """
    largest = seen = 0
    while start < end and seen < values:
        header, size = _header(stream, start)
        unpacked, packed = header.get(_UNPACKED, -1), header.get(_PACKED, -1)
        held = header.get(_DATA) or header.get(_DATA_2) or {}
        count = held.get(1, 0) if isinstance(held, dict) else -1
        if not all(isinstance(n, int) and n >= 0 for n in (unpacked, packed, count)):
            raise DamagedPage("a page has a size below zero")
        largest, seen = max(largest, unpacked), seen + count
        start += size + packed
    return Pages(largest, seen)


def _header(stream: BinaryIO, start: int) -> tuple[dict[int, Any], int]:
    """The header at a byte and its length."""
    room = _FIRST
    while True:
        stream.seek(start)
        data = stream.read(room)
        reader = _Compact(data)
        try:
            return reader.struct(_DEPTH), reader.at
        except IndexError:
            if len(data) < room or room >= _LONGEST:
                raise DamagedPage("a page breaks off") from None
            room *= 16


class _Compact:
    """Values of the Thrift compact protocol; only whole numbers and structs are kept."""

    def __init__(self, data: bytes) -> None:
        self.at = 0
        self._data = data

    def struct(self, depth: int) -> dict[int, Any]:
        if depth == 0:
            raise DamagedPage("the header of a page is nested too deep")
        fields: dict[int, Any] = {}
        number = 0
        while byte := self._byte():
            step, kind = byte >> 4, byte & 15
            number = number + step if step else self._zigzag()
            fields[number] = None if kind in _BOOLS else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (_BYTE, *_BOOLS):
            return self._byte()
        if kind in (4, 5, 6):
            return self._zigzag()
        if kind == _DOUBLE:
            return self._skip(8)
        if kind == _BINARY:
            return self._skip(self._varint())
        if kind in (_LIST, _SET):
            byte = self._byte()
            return self._items(byte >> 4 if byte >> 4 < 15 else self._varint(), byte & 15, depth)
        if kind == _MAP:
            count = self._varint()
            kinds = self._byte() if count else 0
            for _ in range(count):
                self._value(kinds >> 4, depth)
                self._value(kinds & 15, depth)
            return None
        if kind == _STRUCT:
            return self.struct(depth - 1)
        raise DamagedPage("the header of a page holds no known value")

    def _items(self, count: int, kind: int, depth: int) -> None:
        for _ in range(count):
            self._value(kind, depth)

    def _byte(self) -> int:
        byte = self._data[self.at]
        self.at += 1
        return byte

    def _skip(self, size: int) -> None:
        self.at += size
        if self.at > len(self._data):
            raise IndexError

    def _varint(self) -> int:
        found = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            found |= (byte & 127) << shift
            if byte < 128:
                return found
        raise DamagedPage("a number in the header of a page is too long")

    def _zigzag(self) -> int:
        found = self._varint()
        return (found >> 1) ^ -(found & 1)
