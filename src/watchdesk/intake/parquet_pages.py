"""What a Parquet file says of its size: the footer, and the header of each page.

The footer alone is not enough to bound memory: it can be wrong, and a page of some bytes can hold
millions of repeated values. A reader unpacks what the header of a page says, so the headers are
read here before any page is. The footer is read here, too, since pyarrow ends the process over
some damaged ones when it is asked for a column (``ColumnChunkMetaData``). The numbers of fields
are those of parquet.thrift, Apache Parquet format 2.10.
"""

from __future__ import annotations

from typing import Any, BinaryIO, NamedTuple

from watchdesk.intake.thrift import Compact, DamagedThrift

_MAGIC = b"PAR1"
_FOOTER = 64 << 20
_VALUES = 4_000_000
# A footer may be so large, in bytes and in values: some 150,000 columns of row groups.
_ROWS, _GROUPS = 3, 4
_COLUMNS = 1
_META = 3
_COUNT, _SIZE, _DATA_START, _WORDS_START = 5, 7, 9, 11
# Fields of FileMetaData, RowGroup, ColumnChunk and ColumnMetaData.
_UNPACKED, _PACKED, _DATA, _DATA_2 = 2, 3, 5, 8
# Fields of PageHeader; field 1 of the headers of data pages is the number of values.
_FIRST = 1 << 10
_LONGEST = 1 << 24
# The header of a page is read in 1 KiB, or more when its statistics are long, up to 16 MiB.


class DamagedParquet(ValueError):
    """A footer or page header that cannot be what it stands for."""


class Chunk(NamedTuple):
    """A column in one row group."""

    start: int
    end: int
    values: int

    @classmethod
    def of(cls, column: Any) -> Chunk:
        """From a ``ColumnChunk``."""
        meta = column[_META]
        start, words = meta[_DATA_START], meta.get(_WORDS_START) or 0
        start = words if 0 < words < start else start
        return cls(start, start + meta[_SIZE], meta[_COUNT])


class Footer(NamedTuple):
    """What is needed of the footer."""

    size: int
    """Of the file, in bytes."""
    rows: int
    groups: list[list[Chunk]]
    """The columns of each row group, in the order of the schema."""


class Pages(NamedTuple):
    """The pages of a column in one row group."""

    largest: int
    """Bytes of the largest, unpacked."""
    values: int
    """Values in all of them, those of lists each counted."""


def read_footer(stream: BinaryIO) -> Footer:
    """The footer. Raises ``DamagedParquet``, and ``OSError`` from the stream."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    if tail[4:] != _MAGIC:
        raise DamagedParquet("its end is missing: it was cut off or not yet written")
    length = int.from_bytes(tail[:4], "little")
    if length > min(_FOOTER, size - 8):
        raise DamagedParquet(f"its footer cannot have {length:,} bytes")
    stream.seek(size - 8 - length)
    try:
        fields = Compact(stream.read(length), _VALUES).struct()
        groups = [[Chunk.of(column) for column in group[_COLUMNS]] for group in fields[_GROUPS]]
        return Footer(size, int(fields[_ROWS]), groups)
    except DamagedThrift as error:
        raise DamagedParquet(f"its footer is wrong: {error}") from error
    except (IndexError, KeyError, TypeError, AttributeError) as error:
        raise DamagedParquet("its footer is wrong") from error


def survey(stream: BinaryIO, chunk: Chunk) -> Pages:
    """The pages of a column, as far as it says or until they hold its values.

    Raises ``DamagedParquet``, and ``OSError`` from the stream.
    """
    start, largest, seen = chunk.start, 0, 0
    while start < chunk.end and seen < chunk.values:
        header, size = _header(stream, start)
        held = header.get(_DATA) or header.get(_DATA_2) or {}
        count = held.get(1, 0) if isinstance(held, dict) else -1
        numbers = (header.get(_UNPACKED, -1), header.get(_PACKED, -1), count)
        if not all(isinstance(number, int) and number >= 0 for number in numbers):
            raise DamagedParquet("a page has no size")
        largest, seen = max(largest, numbers[0]), seen + count
        start += size + numbers[1]
    return Pages(largest, seen)


def _header(stream: BinaryIO, start: int) -> tuple[dict[int, Any], int]:
    """The header of a page and its length."""
    room = _FIRST
    while True:
        stream.seek(start)
        data = stream.read(room)
        reader = Compact(data)
        try:
            return reader.struct(), reader.at
        except DamagedThrift as error:
            raise DamagedParquet(f"a page begins wrong: {error}") from error
        except IndexError:
            if len(data) < room or room >= _LONGEST:
                raise DamagedParquet("a page breaks off") from None
            room *= 16
