"""Opening files so that nothing blocks and nothing large is loaded by mistake."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from watchdesk.intake.codes import refused
from watchdesk.intake.sources import status, system_refused

_CHUNK = 1 << 20
_SPECIAL = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_file(path: Path, uri: str) -> BinaryIO:
    """A regular file, opened for reading.

    Raises ``InputRefused`` W101 to W105 when it is missing, not a regular file, or not readable.
    It is looked at before it is opened (opening a pipe waits for a writer) and again after.
    """
    _check_regular(status(path, uri).st_mode, uri)
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.fdopen(os.open(path, flags), "rb")
    except OSError as error:
        raise system_refused(error, uri) from error
    try:
        _check_regular(os.fstat(handle.fileno()).st_mode, uri)
    except BaseException:
        handle.close()
        raise
    return handle


def _check_regular(mode: int, uri: str) -> None:
    if not stat.S_ISREG(mode):
        what = next((name for test, name in _SPECIAL if test(mode)), "something special")
        raise refused("W103", uri, what=what)


def read_head(path: Path, uri: str, size: int) -> bytes:
    """The first bytes of a file. Raises ``InputRefused`` W101 to W105 and, for none, W109."""
    with open_file(path, uri) as handle:
        try:
            head = handle.read(size) or b""
        except OSError as error:
            raise system_refused(error, uri) from error
    if not head:
        raise refused("W109", uri)
    return head


def read_whole(path: Path, uri: str, limit: int) -> bytes:
    """All bytes of a file of at most ``limit`` bytes.

    Raises ``InputRefused`` W101 to W105, W108 for a larger one (told by its size, before it is
    read) and W109 for one that is empty or white space alone.
    """
    with open_file(path, uri) as handle:
        size = os.fstat(handle.fileno()).st_size
        if size > limit:
            raise refused("W108", uri, what=size, limit=limit)
        try:
            data = handle.read(limit + 1) or b""
        except OSError as error:
            raise system_refused(error, uri) from error
    if len(data) > limit:
        raise refused("W108", uri, what=f"over {limit:,}", limit=limit)
    if not data or data.isspace():
        raise refused("W109", uri)
    return data


def read_rows(path: Path, uri: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers from 1 and the bytes of each line without its end; ``None`` for a line of more
    than ``limit`` bytes, which is passed over without being held. Blank lines are left out.

    Raises ``InputRefused`` W101 to W105.
    """
    with open_file(path, uri) as handle:
        number = 0
        try:
            while line := handle.readline(limit + 2):
                number += 1
                whole = line.endswith(b"\n") or len(line) < limit + 2
                if not whole:
                    _skip_line(handle)
                row = line.rstrip(b"\r\n")
                if not whole or len(row) > limit:
                    yield number, None
                elif not row.isspace() and row:
                    yield number, row
        except OSError as error:
            raise system_refused(error, uri) from error


def _skip_line(handle: BinaryIO) -> None:
    while (chunk := handle.readline(_CHUNK)) and not chunk.endswith(b"\n"):
        pass
