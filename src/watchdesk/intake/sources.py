"""Which files are read: arguments in order, folders sorted and recursive."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.formats import named

_WEB = re.compile(r"https?://", re.I)
_URL = re.compile(r"(?:https?|ftps?|file|s3|gs|feed):/|www\.", re.I)


STDIN = Path("-")
"""Standard input."""

_NOT_NEWS = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "contributing", "requirements"}
    | {"robots", "security", "code_of_conduct"}
)


class Source(NamedTuple):
    """A file to be read."""

    path: Path
    """Where it stands."""
    uri: str
    """The path as given, with ``/`` between folders and odd characters escaped."""


class WebSource(NamedTuple):
    """An address to be fetched."""

    uri: str
    """As given, odd characters escaped."""


class Survey(NamedTuple):
    """What a reading of some paths will meet."""

    files: int
    """Files that will be read or refused by name."""
    passed_over: Mapping[str, int]
    """Files in folders that are not input, by suffix; the rest is under the empty suffix."""


def survey(paths: Iterable[str | Path]) -> Survey:
    """Count the files behind some paths without reading them."""
    skipped: Counter[str] = Counter()
    files = sum(isinstance(found, Source | WebSource) for found in find(paths, skipped))
    return Survey(files, dict(sorted(skipped.items())))


def find(
    paths: Iterable[str | Path], skipped: Counter[str] | None = None
) -> Iterator[Source | WebSource | InputRefused]:
    """The files and addresses behind some paths, in a stable order; an error for each without any.

    In folders hidden entries, files with other suffixes and files such as README.txt are passed
    over and counted in ``skipped``. A file named by itself is always taken. Links are followed.
    """
    skipped = Counter() if skipped is None else skipped
    for given in [paths] if isinstance(paths, str | Path) else paths:
        try:
            yield from _find(given, skipped)
        except InputRefused as error:
            yield error


def _find(given: str | Path, skipped: Counter[str]) -> Iterator[Source | WebSource | InputRefused]:
    uri = as_uri(given)
    path = Path(given)
    if path == STDIN:
        yield Source(STDIN, uri)
        return
    if not str(given) or not _exists(path):
        if _WEB.match(str(given)):
            yield WebSource(uri)
            return
        if _URL.match(str(given)):
            raise refused("W102", uri)
        raise refused("W101", uri)
    if stat.S_ISDIR(status(path, uri).st_mode):
        yield from _Walk(skipped).folder(path, uri)
    else:
        yield Source(path, uri)


def as_uri(path: str | Path) -> str:
    """A path as given, in POSIX form; control characters and undecodable bytes are escaped."""
    text = path.as_posix() if isinstance(path, Path) else str(path).replace(os.sep, "/")
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL character in the path
        return False


def status(path: Path, uri: str) -> os.stat_result:
    """What the system says about a path, links followed. Raises ``InputRefused``."""
    try:
        return path.stat()
    except OSError as error:
        raise system_refused(error, uri) from error


def system_refused(error: OSError, uri: str) -> InputRefused:
    """The refusal that fits an error of the system."""
    if isinstance(error, FileNotFoundError):
        return refused("W101", uri)
    if isinstance(error, PermissionError):
        return refused("W104", uri)
    if error.errno == errno.ELOOP:
        return refused("W105", uri, what="its link leads back to itself")
    return refused("W105", uri, what=(error.strerror or type(error).__name__).lower())


def _key(folder: Path) -> tuple[int, int]:
    info = folder.stat()
    return info.st_dev, info.st_ino


class _Walk:
    """One walk through a folder; remembers the folders it has been in."""

    def __init__(self, skipped: Counter[str]) -> None:
        self._skipped = skipped
        self._been: set[tuple[int, int]] = set()

    def folder(self, top: Path, uri: str) -> Iterator[Source | InputRefused]:
        """Every file to be read below a folder, depth first, entries sorted by name."""
        before, found = self._skipped.total(), 0
        stack = [top]
        while stack:
            here = stack.pop()
            try:
                entries = self._entries(here)
            except InputRefused as error:
                found += 1
                yield error
                continue
            folders = []
            for entry in entries:
                try:
                    kind = self._kind(entry)
                except InputRefused as error:
                    found += 1
                    yield error
                    continue
                if kind is None:
                    folders.append(entry)
                elif kind:
                    found += 1
                    yield Source(entry, as_uri(entry))
            stack.extend(reversed(folders))
        if not found:
            over = self._skipped.total() - before
            what = f"; {over:,} of other kinds passed over" if over else ""
            raise refused("W106", uri, what=what)

    def _entries(self, folder: Path) -> list[Path]:
        uri = as_uri(folder)
        status(folder, uri)
        key = _key(folder)
        if key in self._been:
            if folder.is_symlink() and any(_key(parent) == key for parent in folder.parents):
                raise refused("W107", uri)
            return []  # read already, by another way
        self._been.add(key)
        try:
            return sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            raise system_refused(error, uri) from error

    def _kind(self, entry: Path) -> bool | None:
        """``None`` for a folder to walk, ``True`` for a file to read, ``False`` to pass over."""
        if entry.name.startswith("."):
            self._pass_over("")
            return False
        readable = named(entry.name) is not None
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            if readable:
                raise system_refused(error, as_uri(entry)) from error
            self._pass_over(entry.suffix)
            return False
        if stat.S_ISDIR(mode):
            return None
        if readable and entry.stem.lower() not in _NOT_NEWS:
            return True
        self._pass_over(entry.suffix)
        return False

    def _pass_over(self, suffix: str) -> None:
        self._skipped[suffix.lower()] += 1
