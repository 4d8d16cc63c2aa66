"""Opening files and standard input; nothing blocks, nothing large is loaded by mistake."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, cast

from watchdesk.intake.codes import refused
from watchdesk.intake.sources import status, system_refused
from watchdesk.intake.streams import Stream

_BUFFER = 1 << 16
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
        handle = os.fdopen(os.open(path, flags), "rb", buffering=_BUFFER)
    except OSError as error:
        raise system_refused(error, uri) from error
    try:
        _check_regular(os.fstat(handle.fileno()).st_mode, uri)
    except BaseException:
        handle.close()
        raise
    return handle


def standard_input(uri: str) -> BinaryIO:
    """Standard input; a file in its place can be sought in.

    Raises ``InputRefused`` W105 when it is closed.
    """
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise refused("W105", uri, what="standard input is closed")
    if stream.seekable():
        return cast("BinaryIO", stream)
    return _Ended(stream).buffered()


class _Ended(Stream):
    """A stream that stays at its end: a terminal goes on after Ctrl-D when it is asked again."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        self._ended = False

    def more(self, size: int) -> bytes:
        data = b"" if self._ended else self._stream.read1(size)
        self._ended = not data
        return data


def _check_regular(mode: int, uri: str) -> None:
    if not stat.S_ISREG(mode):
        what = next((name for test, name in _SPECIAL if test(mode)), "something special")
        raise refused("W103", uri, what=what)
