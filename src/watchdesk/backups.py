"""A desk in one file, to be put away, and a desk made from it again.

A backup is a tar file, packed if its name ends in ``.gz``. It holds ``backup.json``, which names
every other file with its size and SHA-256, the ledger as SQLite keeps it, wherever it was kept, and
the desk's own files. The index of copies is left out: the next ingest makes it again.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from watchdesk import __version__
from watchdesk.errors import DeskError
from watchdesk.ledgers import LEDGER_NAME, copy_ledger
from watchdesk.watch import FILE_NAME

Progress = Callable[[int, int], None]
MANIFEST = "backup.json"
_FORM = "watchdesk backup 1"
_CHUNK = 1 << 20
_LONGEST = 16 << 20
"""Bytes of a manifest, at most."""
_NOT_TAKEN = ("ledger.db", "reuse.db")
"""Beginnings of the names of files that are not taken as they lie there: the ledger is copied."""
_CURE = "Use another backup; nothing was made of this one"


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kept(_Told):
    """A file of a backup."""

    size: int
    """Bytes."""
    sha256: str
    """Of its bytes, in hexadecimal digits."""


class Manifest(_Told):
    """What a backup holds."""

    form: str
    """Always the same words, with the number of the layout."""
    software: str
    """The release that made it."""
    made_at: str
    """When, UTC, ISO 8601."""
    rows: int
    """Rows of the ledger."""
    files: dict[str, Kept]
    """The files, by their paths in the desk's folder."""


class Done(NamedTuple):
    """What was put away, or made again."""

    files: int
    """How many."""
    size: int
    """Bytes of them all, unpacked."""
    rows: int
    """Rows of the ledger."""
    made_at: str
    """When the backup was made."""


def back_up(folder: Path, target: Path, progress: Progress | None = None) -> Done:
    """Put a desk away. Others may read and write meanwhile: what they write then is not in it.

    The ledger is read at one moment, and what was copied is compared with it row by row. The file
    has its name only when it is whole. Raises ``DeskError`` W201 for no desk, W209 when the file is
    there already or cannot be written, and ``LedgerError``.
    """
    if not (folder / FILE_NAME).is_file() and not (folder / LEDGER_NAME).is_file():
        raise DeskError("W201", str(folder), "is no desk", "Name the folder of a desk with --desk")
    if target.exists():
        raise DeskError("W209", str(target), "is there already", "Name another file")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as name:
            ledger = Path(name) / LEDGER_NAME
            rows = copy_ledger(str(folder), str(ledger), progress).rows
            files = {LEDGER_NAME: ledger, **_copied(folder, Path(name) / "own")}
            manifest = Manifest(
                form=_FORM,
                software=__version__,
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                rows=rows,
                files={one: _kept(path) for one, path in sorted(files.items())},
            )
            part = Path(name) / "backup.part"
            _write(part, manifest, files, packed=target.suffix == ".gz")
            part.replace(target)
    except OSError as error:
        cure = "Name a place that can be written to, with room for the desk twice"
        raise DeskError("W209", str(target), error.strerror or str(error), cure) from error
    return _done(manifest)


def _done(manifest: Manifest) -> Done:
    size = sum(one.size for one in manifest.files.values())
    return Done(len(manifest.files), size, manifest.rows, manifest.made_at)


def _own_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The desk's files beside its ledger, by their paths in it; links are left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        is_own = path.is_file() and not path.is_symlink() and not name.name.startswith(".")
        if is_own and not name.parts[0].startswith(_NOT_TAKEN):
            yield name.as_posix(), path


def _copied(folder: Path, place: Path) -> dict[str, Path]:
    """Copies of the desk's own files: somebody may write to these while they are put away."""
    out = {}
    for name, path in _own_files(folder):
        out[name] = place / name
        out[name].parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, out[name])
    return out


def _kept(path: Path) -> Kept:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return Kept(size=path.stat().st_size, sha256=digest.hexdigest())


def _write(part: Path, manifest: Manifest, files: dict[str, Path], *, packed: bool) -> None:
    with part.open("wb") as raw:
        with ExitStack() as stack:
            out: IO[bytes] = raw
            if packed:
                out = cast("IO[bytes]", stack.enter_context(gzip.GzipFile("", "wb", 1, raw, 0)))
            archive = stack.enter_context(tarfile.open(fileobj=out, mode="w|"))
            told = manifest.model_dump_json(indent=1).encode()
            head = tarfile.TarInfo(MANIFEST)
            head.size = len(told)
            archive.addfile(head, io.BytesIO(told))
            for name, kept in manifest.files.items():
                entry = tarfile.TarInfo(name)
                entry.size = kept.size
                with files[name].open("rb") as stream:
                    archive.addfile(entry, stream)
        raw.flush()
        os.fsync(raw.fileno())


def restore(source: Path, folder: Path) -> Done:
    """Make a desk from a backup, in a folder that is not there yet or is empty.

    Every file is checked before the folder has its name. Raises ``DeskError`` W206 for a folder
    that holds something, W205 when it cannot be made, and W260 for what is no backup or is damaged.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        cure = "Name a folder that is not there yet; a desk is never written over"
        raise DeskError("W206", str(folder), "is there already", cure)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restore-") as name:
            made = Path(name) / "desk"
            made.mkdir()
            with _opened(source) as archive:
                manifest = _unpacked(source, archive, made)
            if folder.exists():
                folder.rmdir()
            shutil.move(made, folder)
    except OSError as error:
        cure = "Name a place that can be written to, with room for the desk"
        raise DeskError("W205", str(folder), error.strerror or str(error), cure) from error
    return _done(manifest)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        stream = source.open("rb")
    except OSError as error:
        raise _broken(source, error.strerror or str(error)) from error
    with stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|*") as archive:
                yield archive
        except (tarfile.TarError, EOFError, ValueError) as error:
            raise _broken(source, f"is no backup, or is cut off ({error})") from error
        except OSError as error:
            if error.errno is not None:  # of the disk, not of the packing
                raise
            raise _broken(source, f"is damaged ({error})") from error


def _broken(source: Path, what: str) -> DeskError:
    return DeskError("W260", str(source), what, _CURE)


def _unpacked(source: Path, archive: tarfile.TarFile, folder: Path) -> Manifest:
    manifest: Manifest | None = None
    missing: set[str] = set()
    for entry in archive:
        stream = archive.extractfile(entry) if entry.isreg() else None
        if stream is None:
            raise _broken(source, f"holds {entry.name!r}, which is no plain file")
        if manifest is None:
            manifest = _manifest(source, entry, stream)
            missing = set(manifest.files)
        elif entry.name in missing:
            missing.remove(entry.name)
            _take(source, manifest.files[entry.name], entry.name, stream, folder)
        else:
            raise _broken(source, f"holds {entry.name!r}, which it does not name")
    if manifest is None or missing:
        what = f"{min(missing)} is missing" if missing else "is empty"
        raise _broken(source, what)
    return manifest


def _manifest(source: Path, entry: tarfile.TarInfo, stream: IO[bytes]) -> Manifest:
    try:
        if entry.name != MANIFEST or entry.size > _LONGEST:
            raise ValueError
        manifest = Manifest.model_validate(json.loads(stream.read()))
    except (ValueError, ValidationError) as error:
        raise _broken(source, "is no backup of a desk") from error
    if manifest.form != _FORM or LEDGER_NAME not in manifest.files:
        raise _broken(source, "is a backup of another version")
    if not all(map(_is_inside, manifest.files)):
        raise _broken(source, "names files outside of a desk")
    return manifest


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and ":" not in name
        and "\0" not in name
    )


def _take(source: Path, told: Kept, name: str, stream: IO[bytes], folder: Path) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), told.size
    with path.open("xb") as out:
        while chunk := stream.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if left or digest.hexdigest() != told.sha256:
        raise _broken(source, f"{name} is not what was put away")
