"""Writing a format: into a file or a folder as a whole or not at all, or as a stream."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO

from watchdesk.errors import DeskError
from watchdesk.export.drain import Drain
from watchdesk.export.format import Format, Given

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The day of all files in an archive: the same ledger gives the same bytes."""
Progress = Callable[[int], None]
"""Told how many bytes were written."""


def export(form: Format, given: Given, out: Path, progress: Progress | None = None) -> None:
    """Write a format.

    Several files go into a folder, or into an archive when ``out`` ends with ``.zip``. Nothing is
    at ``out`` until all is written. Raises ``DeskError`` W209 when it cannot be written.
    """
    folder = form.is_many and out.suffix.lower() != ".zip"
    try:
        if folder:
            _into_folder(form.write(given), out, progress)
        else:
            _into_file(streamed(form, given), out, progress)
    except OSError as error:
        cure = "Name another file, or make room for it"
        raise DeskError("W209", str(out), error.strerror or str(error), cure) from error


def streamed(form: Format, given: Given) -> Iterator[bytes]:
    """The bytes of a format, several files as a ZIP archive."""
    pieces = form.write(given)
    return _zipped(pieces) if form.is_many else (piece for _, piece in pieces)


def _zipped(pieces: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    drain = Drain()
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in groupby(pieces, key=lambda piece: piece[0]):
            head = zipfile.ZipInfo(name, _MOMENT)
            head.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(head, "w", force_zip64=True) as file:
                for _, piece in held:
                    file.write(piece)
                    if told := drain.emptied():
                        yield told
    yield drain.emptied()


def _into_file(pieces: Iterator[bytes], out: Path, progress: Progress | None) -> None:
    handle, passing = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent or Path())
    written = 0
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
                written += len(piece)
                if progress is not None:
                    progress(written)
        Path(passing).chmod(0o644)
        Path(passing).replace(out)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise


def _into_folder(pieces: Iterator[tuple[str, bytes]], out: Path, progress: Progress | None) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(17, "is there already, and is no empty folder")
    passing = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent or Path()))
    written = 0
    try:
        with ExitStack() as stack:
            files: dict[str, IO[bytes]] = {}
            for name, piece in pieces:
                if name not in files:
                    files[name] = stack.enter_context((passing / name).open("wb"))
                files[name].write(piece)
                written += len(piece)
                if progress is not None:
                    progress(written)
        passing.chmod(0o755)
        if out.exists():
            out.rmdir()
        passing.rename(out)
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise
