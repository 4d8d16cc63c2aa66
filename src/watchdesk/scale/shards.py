"""Captures and refusals in a Parquet file, on their way from one step to the next.

A shard has its name only when it is whole; its size and checksum stand in the manifest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdesk.errors import DeskError
from watchdesk.intake import Item
from watchdesk.records import Capture, Fetch, Refusal
from watchdesk.scale.work import pack

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS, _BYTES = 500, 4_000_000
"""Rows, and bytes of them, that are in memory at once: a row group of the file."""
_CHUNK = 1 << 20
_CAPTURE, _REFUSAL = "capture", "refusal"


def write(path: Path, items: Iterable[Item]) -> str:
    """Write a shard; the SHA-256 of its bytes. Looks at addresses have no place in one.

    Raises ``DeskError`` W209 when it cannot be written.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 — heavy, and only needed here

    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            with pq.ParquetWriter(out, _schema(), compression="zstd") as shard:
                for table in _tables(items):
                    shard.write_table(table)
            out.flush()
            os.fsync(out.fileno())
        digest = checksum(part)
        part.replace(path)
    except OSError as error:
        cure = "Name another place with --out, with room for what is kept of the archives"
        raise DeskError("W209", str(path), error.strerror or str(error), cure) from error
    finally:
        part.unlink(missing_ok=True)
    return digest


def part_of(path: Path) -> Path:
    """What a shard is called until it is whole."""
    return path.with_name(f"{path.name}.part")


def read(path: Path) -> Iterator[Item]:
    """What a shard holds, in its order."""
    import pyarrow.parquet as pq  # noqa: PLC0415 — as above

    with pq.ParquetFile(path) as shard:
        for rows in shard.iter_batches(batch_size=_ROWS):
            for kind, packed in zip(*(rows.column(name) for name in ("kind", "item")), strict=True):
                model = Capture if kind.as_py() == _CAPTURE else Refusal
                yield model.model_validate_json(packed.as_py())


def checksum(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_whole(path: Path, sha256: str) -> bool:
    """Whether a shard is there, as it was written."""
    try:
        return checksum(path) == sha256
    except OSError:
        return False


def _schema() -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415 — as above

    return pa.schema([("kind", pa.string()), ("uri", pa.string()), ("item", pa.binary())])


def _tables(items: Iterable[Item]) -> Iterator[pa.Table]:
    import pyarrow as pa  # noqa: PLC0415 — as above

    rows: list[dict[str, Any]] = []
    size = 0
    for item in items:
        if isinstance(item, Fetch):
            continue
        is_capture = isinstance(item, Capture)
        packed = pack(item) if isinstance(item, Capture) else item.model_dump_json().encode()
        rows.append({"kind": _CAPTURE if is_capture else _REFUSAL, "uri": item.uri, "item": packed})
        size += len(packed)
        if len(rows) >= _ROWS or size >= _BYTES:
            yield pa.Table.from_pylist(rows, _schema())
            rows, size = [], 0
    if rows:
        yield pa.Table.from_pylist(rows, _schema())
