"""Columns of Arrow to values of Python: strings, bytes, numbers, moments, lists and objects.

Nothing that is repeated in a column is copied for each row. A value that Python cannot hold is
``None``; ``IndexError`` is raised for places that lie outside of what they point into, which Arrow
itself follows wherever they lead.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

_STRINGS = (
    *(pa.types.is_string, pa.types.is_large_string),
    *(pa.types.is_binary, pa.types.is_large_binary),
)
_ITEMS = 4_000_000
# Items that the lists of one batch, some hundred rows, may have.
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_EPOCH = datetime(1970, 1, 1)


TOO_LONG = object()
"""Stands for a string or bytes over the limit."""


def values_of(column: pa.Array, limit: int) -> list[Any]:
    """The values of a column; those of types that hold no text, number or date are ``None``.

    ``limit`` is in bytes and holds for one string: longer ones are ``TOO_LONG``.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _looked_up(column, limit)
    if pa.types.is_struct(kind):
        return _objects(column, limit)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(column, limit)
    if pa.types.is_timestamp(kind):
        return list(_moments(column))
    if pa.types.is_date(kind):
        return list(_days(column))
    if pa.types.is_string_view(kind) or pa.types.is_binary_view(kind):
        wide = pa.large_string() if pa.types.is_string_view(kind) else pa.large_binary()
        return _strings(column.cast(wide), limit)
    if any(told(kind) for told in _STRINGS):
        return _strings(column, limit)
    simple = pa.types.is_integer(kind) or pa.types.is_floating(kind)
    return list(column.to_pylist()) if simple else [None] * len(column)


def _strings(column: pa.Array, limit: int) -> list[Any]:
    """Strings, or bytes where some are not UTF-8: Arrow does not check."""
    longest = pc.max(pc.binary_length(column)).as_py() or 0
    if longest > limit:
        short = pc.less_equal(pc.binary_length(column), limit)
        kept = _strings(pc.if_else(short, column, None), limit)
        return [
            TOO_LONG if told is False else one
            for told, one in zip(short.to_pylist(), kept, strict=True)
        ]
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        large = pa.types.is_large_string(column.type)
        return list(column.cast(pa.large_binary() if large else pa.binary()).to_pylist())


def _looked_up(column: pa.Array, limit: int) -> list[Any]:
    """A value for each place in a dictionary; equal ones are one object."""
    places = column.indices.to_pylist()
    used = sorted({place for place in places if place is not None})
    if used and not 0 <= used[0] <= used[-1] < len(column.dictionary):
        raise IndexError("a value is not in its dictionary")  # Arrow does not check
    values = values_of(column.dictionary.take(pa.array(used, pa.int64())), limit)
    words = dict(zip(used, values, strict=True))
    return [words.get(place) for place in places]


def _objects(column: pa.Array, limit: int) -> list[Any]:
    names = [column.type.field(place).name for place in range(column.type.num_fields)]
    inner = [values_of(child, limit) for child in column.flatten()]
    return [dict(zip(names, row, strict=True)) for row in zip(*inner, strict=True)]


def _lists(column: pa.Array, limit: int) -> list[Any]:
    """Raises ``IndexError`` for lists that are not there, ``ValueError`` for too many items."""
    ends, there = column.offsets.to_pylist(), column.is_valid().to_pylist()
    first, last = ends[0], ends[-1]
    if first < 0 or last > len(column.values) or any(a > b for a, b in pairwise(ends)):
        raise IndexError("its lists lie outside of its values")
    if last - first > _ITEMS:
        raise ValueError(f"its lists have {last - first:,} items in {len(column):,} rows")
    items = iter(values_of(column.values.slice(first, last - first), limit))
    found = [list(islice(items, b - a)) for a, b in pairwise(ends)]
    return [items if known else None for items, known in zip(found, there, strict=True)]


def _moments(column: pa.Array) -> list[datetime | None]:
    unit = _PER_SECOND[column.type.unit]
    zone = _zone(column.type.tz) if column.type.tz else None
    return [_moment(value, unit, zone) for value in column.cast(pa.int64()).to_pylist()]


def _moment(value: int | None, unit: int, zone: tzinfo | None) -> datetime | None:
    if value is None:
        return None
    try:
        found = _EPOCH + timedelta(microseconds=value * 1_000_000 // unit)
        return found.replace(tzinfo=UTC).astimezone(zone) if zone else found
    except OverflowError:
        return None


def _zone(name: str) -> tzinfo:
    """The zone of a column; UTC where its name is not known, as Parquet stores moments."""
    try:
        return datetime.strptime(name, "%z").tzinfo or UTC
    except ValueError:
        pass
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return UTC


def _days(column: pa.Array) -> list[date | None]:
    wide = pa.types.is_date64(column.type)
    days = column.cast(pa.int64()).to_pylist() if wide else column.cast(pa.int32()).to_pylist()
    return [_day(day // 86_400_000 if wide and day is not None else day) for day in days]


def _day(days: int | None) -> date | None:
    try:
        return None if days is None else _EPOCH.date() + timedelta(days=days)
    except OverflowError:
        return None
