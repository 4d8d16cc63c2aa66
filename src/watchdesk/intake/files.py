"""Opening files so that nothing blocks and nothing large is loaded by mistake."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from watchdesk.intake.codes import refused
from watchdesk.intake.sources import status, system_refused

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


def _check_regular(mode: int, uri: str) -> None:
    if not stat.S_ISREG(mode):
        what = next((name for test, name in _SPECIAL if test(mode)), "something special")
        raise refused("W103", uri, what=what)
