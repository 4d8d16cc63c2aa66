"""Values of the Thrift compact protocol, in which Parquet writes its footer and page headers.

Thrift: "Thrift compact protocol encoding", 2009. Nothing is known here of what the values mean.
"""

from __future__ import annotations

from typing import Any

_DEPTH = 20
_YES, _NO, _BYTE, _SHORT, _INT, _LONG, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)


class DamagedThrift(ValueError):
    """Bytes that are no such values, or too many."""


class Compact:
    """A place in some bytes. Raises ``IndexError`` where they break off, ``DamagedThrift`` where
    they are wrong or hold more than ``most`` values."""

    def __init__(self, data: bytes, most: int = 100_000) -> None:
        self.at = 0
        self._data = data
        self._left = most

    def struct(self, depth: int = _DEPTH) -> dict[int, Any]:
        """The fields of a struct by number: whole numbers, bytes, truth, structs and lists."""
        if depth == 0:
            raise DamagedThrift("it is nested too deep")
        fields: dict[int, Any] = {}
        number = 0
        while byte := self._byte():
            step, kind = byte >> 4, byte & 15
            number = number + step if step else self._signed()
            fields[number] = kind == _YES if kind <= _NO else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise DamagedThrift("it holds too many values")
        if kind in (_SHORT, _INT, _LONG):
            return self._signed()
        if kind == _BINARY:
            return self._bytes(self._unsigned())
        if kind == _STRUCT:
            return self.struct(depth - 1)
        if kind in (_LIST, _SET):
            byte = self._byte()
            size, kind = byte >> 4, byte & 15
            size = self._unsigned() if size == 15 else size
            return [self._value(kind, depth - 1) for _ in range(size)]
        if kind in (_BYTE, _YES, _NO):
            return self._byte()
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind == _MAP:
            return self._map(depth - 1)
        raise DamagedThrift("it holds a value of no known type")

    def _map(self, depth: int) -> list[tuple[Any, Any]]:
        size = self._unsigned()
        kinds = self._byte() if size else 0
        return [
            (self._value(kinds >> 4, depth), self._value(kinds & 15, depth)) for _ in range(size)
        ]

    def _byte(self) -> int:
        byte = self._data[self.at]
        self.at += 1
        return byte

    def _bytes(self, size: int) -> bytes:
        start, self.at = self.at, self.at + size
        if self.at > len(self._data):
            raise IndexError
        return self._data[start : self.at]

    def _unsigned(self) -> int:
        found = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            found |= (byte & 127) << shift
            if byte < 128:
                return found
        raise DamagedThrift("a number in it is too long")

    def _signed(self) -> int:
        found = self._unsigned()
        return (found >> 1) ^ -(found & 1)
