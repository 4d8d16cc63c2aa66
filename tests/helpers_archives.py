"""Archives built in a test, and what is read out of bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from watchdesk.intake import REFUSAL_CODES, Context, Item, Limits
from watchdesk.intake.piece import Piece
from watchdesk.intake.read import read_piece
from watchdesk.records import Capture, Refusal

STORY = b"Harbour talks stall\n\nThe envoys of two ports left the table on Tuesday.\n"
OTHER = b"Ferry row ends\n\nThe ministers signed the ferry treaty on Friday.\n"
PAGE = b"<html><body><p>The envoys of two ports left the table on Tuesday.</p></body></html>"
ROWS = b'{"text": "The envoys left."}\n{"text": "The ministers signed."}\n'

Files = Mapping[str, bytes] | Iterable[tuple[str, bytes]]
PACKS: Mapping[str, Callable[[bytes], bytes]] = {
    "gz": partial(gzip.compress, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
}
TAR_FORMATS = (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)


def _pairs(files: Files) -> Iterable[tuple[str, bytes]]:
    return files.items() if isinstance(files, Mapping) else files


def zip_of(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in _pairs(files):
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tar_of(files: Files, form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in _pairs(files):
            archive.addfile(member(name, size=len(data)), io.BytesIO(data))
    return out.getvalue()


def member(name: str, **fields: Any) -> tarfile.TarInfo:
    """A member's header, to be filled in and spoiled."""
    info = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def items(name: str, data: bytes, context: Context | None = None) -> list[Item]:
    """What is read out of bytes that are called so; every refusal must be in good order."""
    with Piece(name, name, io.BytesIO(data)) as piece:
        found = list(read_piece(piece, context or Context()))
    for item in found:
        if isinstance(item, Refusal):
            assert item.code in REFUSAL_CODES
            assert not re.search(r"\{\w*\}", item.reason + item.cure)
            assert str(item).isprintable()
    return found


def limited(**bounds: int) -> Context:
    return Context(limits=Limits(**bounds))


def texts(found: Iterable[Item]) -> dict[str, str]:
    return {item.uri: item.text for item in found if isinstance(item, Capture)}


def codes(found: Iterable[Item]) -> list[tuple[str, str]]:
    """Address and code of what was refused, in order."""
    return [(item.uri, item.code) for item in found if isinstance(item, Refusal)]
