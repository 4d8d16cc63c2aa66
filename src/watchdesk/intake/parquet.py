"""Parquet to captures, one per row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.columns import known_as, wanted
from watchdesk.intake.decode import printable
from watchdesk.intake.parquet_pages import DamagedParquet, read_footer, survey
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.rows import Found, read_rows
from watchdesk.intake.sources import system_refused
from watchdesk.intake.unpack import over
from watchdesk.records import Capture, EncodingBasis, Refusal

if TYPE_CHECKING:
    import pyarrow as pa

_MEDIA_TYPE = "application/vnd.apache.parquet"
_SPARE_ROWS = 100_000
# A file may have this many rows more than bytes; one with more says so to keep us busy.
_BUFFER = 1 << 16
_BATCH = 32 << 20
_ROWS = 256
# Rows that are decoded at once: so many, or fewer when cells as large as the largest page would
# come to more bytes than that.
_ITEMS = 32_000_000
# Items that the lists of a row group may have.
_FAULTS = (OSError, ValueError, TypeError, KeyError, IndexError, OverflowError, RuntimeError)


def read_parquet(piece: Piece, context: Context) -> Iterator[Capture | Refusal]:
    """A capture or a refusal for each row; ``uri`` is ``path#R12``, the row from 1.

    Only columns that are read are loaded, some rows at a time. ``published`` is the day of a
    moment in the zone of its column; a path such as ``article.body`` leads into structs and
    lists. Raises ``InputRefused`` W105, W109, W128, W136, W137, W125 for a file that unpacks to far
    more than its size, and W139 for one that is damaged, or whose pages come to more than
    ``Limits.page_bytes``.
    """
    yield from read_rows(_rows(piece, context), piece, context, _MEDIA_TYPE)


def _rows(piece: Piece, context: Context) -> Iterator[Found | Refusal]:
    with _named_faults(piece.uri):
        table = _Table(piece, context)
    number = 0
    for group in range(table.groups):
        for cells in table.rows(group):
            number += 1
            uri = f"{piece.uri}#R{number}"
            if any(cell is table.too_long for cell in cells):
                yield refused("W119", uri, limit=context.limits.row_bytes).refusal()
                continue
            fields = dict(zip(table.names, cells, strict=True))
            yield Found(uri, fields, "utf-8", EncodingBasis.TRANSPORT)


@contextmanager
def _named_faults(uri: str) -> Iterator[None]:
    """Anything that pyarrow raises over a file as its refusal."""
    try:
        yield
    except InputRefused:
        raise
    except DamagedParquet as error:
        raise refused("W139", uri, what=error) from error
    except MemoryError as error:
        raise refused("W139", uri, what="it would take more memory than there is") from error
    except _FAULTS as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise system_refused(error, uri) from error
        words = " ".join(printable(str(error)).split())[:120] or type(error).__name__
        raise refused("W139", uri, what=f"it cannot be read: {words}") from error


class _Table:
    """The columns of a file that are read."""

    def __init__(self, piece: Piece, context: Context) -> None:
        """Raises what pyarrow raises, and ``InputRefused``."""
        from watchdesk.intake import parquet_values  # noqa: PLC0415 — it loads pyarrow

        self._values_of, self.too_long = parquet_values.values_of, parquet_values.TOO_LONG
        self._uri = piece.uri
        self._limits = context.limits
        self._spent = piece.spent
        self._stream = piece.seekable(context.limits)
        footer = read_footer(self._stream)
        if footer.rows > footer.size + _SPARE_ROWS:
            what = f"its {footer.size:,} bytes cannot hold {footer.rows:,} articles"
            raise DamagedParquet(what)
        file = _opened(self._stream)
        schema, stored = file.schema_arrow, file.schema
        inside = {field.name: names_in(field.type) for field in schema}
        self.names = wanted(inside, piece.uri, context.columns)
        self._paths = [
            path for name in self.names for path in _paths(schema.field(name), context.columns)
        ]
        columns = [stored.column(place) for place in range(len(stored))]
        self._stored = [place for place, one in enumerate(columns) if self._is_read(one.path)]
        self._lists = [place for place in self._stored if columns[place].max_repetition_level]
        paths = [columns[place].path for place in self._lists]
        self._file = _opened(self._stream, file.metadata, paths)
        self._groups = footer.groups
        self.groups = len(footer.groups)

    def _is_read(self, stored: str) -> bool:
        return any(f"{stored}.".startswith(f"{path}.") for path in self._paths)

    def rows(self, group: int) -> Iterator[tuple[Any, ...]]:
        """The values of the columns, row by row. Raises ``InputRefused``."""
        with _named_faults(self._uri):
            batches = self._file.iter_batches(
                batch_size=self._rows_at_once(group),
                row_groups=[group],
                columns=self._paths,
                use_threads=False,
            )
        while True:
            with _named_faults(self._uri):
                batch = next(batches, None)
                if batch is None:
                    return
                batch.validate()
                self._count(batch.nbytes)
                limit = self._limits.row_bytes
                columns = [self._values_of(batch.column(name), limit) for name in self.names]
            yield from zip(*columns, strict=True)
            del batch, columns  # or two are held while the next is unpacked

    def _count(self, size: int) -> None:
        """Add to what was unpacked. Raises ``InputRefused`` W125."""
        self._spent.unpacked += size
        if self._spent.unpacked > self._spent.allowed(self._limits):
            raise refused("W125", self._uri, what=over(self._spent, self._limits))

    def _rows_at_once(self, group: int) -> int:
        """How many rows are decoded together. Raises ``DamagedParquet``."""
        pages = {n: survey(self._stream, self._groups[group][n]) for n in self._stored}
        largest, limit = sum(page.largest for page in pages.values()), self._limits.page_bytes
        if largest > limit:
            what = f"its pages unpack to {largest:,} bytes at once, more than the {limit:,} allowed"
            raise DamagedParquet(what)
        items = max((pages[place].values for place in self._lists), default=0)
        if items > _ITEMS:
            what = f"its lists have {items:,} items, more than the {_ITEMS:,} allowed"
            raise DamagedParquet(what)
        return max(1, min(_ROWS, _BATCH // max(1, largest)))


def _opened(stream: BinaryIO, metadata: Any = None, lists: list[str] | None = None) -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415 — takes 0.2 s to import

    # Pages are read one by one: by default whole row groups are read ahead, of any size. Values
    # of lists are left as places in a dictionary, for each may be the same long string.
    return pq.ParquetFile(
        stream,
        metadata=metadata,
        read_dictionary=lists,
        memory_map=False,
        pre_buffer=False,
        buffer_size=_BUFFER,
    )


def names_in(kind: pa.DataType) -> Mapping[str, Any]:
    """The names in a struct or a list of structs, and those in these; none in any other type."""
    import pyarrow as pa  # noqa: PLC0415 — takes 0.1 s to import

    while pa.types.is_list(kind) or pa.types.is_large_list(kind):
        kind = kind.value_type
    return {field.name: names_in(field.type) for field in _fields(kind)}


def _fields(kind: pa.DataType) -> list[pa.Field]:
    import pyarrow as pa  # noqa: PLC0415 — takes 0.1 s to import

    return [kind.field(n) for n in range(kind.num_fields)] if pa.types.is_struct(kind) else []


def _paths(field: pa.Field, columns: Mapping[str, str]) -> list[str]:
    """What is read of a column: the parts of a struct that are mapped, else all of it."""
    found = [path for told in columns.values() if (path := _path(field, told.split(".")))]
    whole = field.name in found or known_as(field.name) or not found
    return [field.name] if whole else found


def _path(field: pa.Field, parts: list[str]) -> str:
    """The part of a column that a path leads to, as its schema writes it; empty for none."""
    if not parts or field.name.casefold() != parts[0].casefold():
        return ""
    rest = parts[1:]
    exact_first = sorted(_fields(field.type), key=lambda one: [one.name] != rest[:1])
    inner = next((path for one in exact_first if (path := _path(one, rest))), "")
    return f"{field.name}.{inner}" if inner else field.name
