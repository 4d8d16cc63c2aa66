"""Which files are read: arguments in order, folders sorted and recursive."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.formats import Format, named, unpacked_name

_WEB = re.compile(r"https?://", re.I)
_URL = re.compile(r"(?:https?|ftps?|file|s3|gs|feed):/|www\.", re.I)


STDIN = Path("-")
"""Standard input."""

_NOT_NEWS = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "contributing", "code_of_conduct"}
)
_NOT_NEWS_AS_TEXT = frozenset({"requirements", "robots", "security"})


_MEMBER = re.compile(r"(?<=[^/#])!/")
_PLACE = re.compile(r"#[LREB]\d{1,18}$")
_ENDING = re.compile(r"\.[^\W_]{1,12}")
_LETTERS = re.compile(r"\.[a-z][a-z0-9]{0,7}")


class Source(NamedTuple):
    """A file to be read."""

    path: Path
    """Where it stands."""
    uri: str
    """The path as given, with ``/`` between folders and odd characters escaped."""
    met: bool = False
    """Found in a folder, not named by the user."""


class WebSource(NamedTuple):
    """An address to be fetched."""

    uri: str
    """As given, odd characters escaped."""


class Survey(NamedTuple):
    """What a reading of some paths will meet."""

    files: int
    """Files and addresses that will be opened."""
    passed_over: Mapping[str, int]
    """Files in folders that are no input by their names, by ending, as ``passed_over`` counts;
    reading adds those in archives and those without news, see ``Context.passed_over``."""


def may_be_slow(path: str | Path) -> bool:
    """Whether what is behind a path may come bit by bit: standard input, or an address."""
    return Path(path) == STDIN or _WEB.match(str(path)) is not None


def survey(paths: Iterable[str | Path]) -> Survey:
    """Count the files behind some paths without reading them."""
    skipped: Counter[str] = Counter()
    files = sum(isinstance(found, Source | WebSource) for found in find(paths, skipped))
    return Survey(files, dict(sorted(skipped.items())))


def passed_over(name: str) -> str | None:
    """Under which ending an entry of a folder or archive is counted that is no input by its name;
    ``None`` for input.

    Hidden entries, those of ``__MACOSX`` and those without a plain ending are under the empty one.
    """
    *folders, last = name.split("/")
    if any(map(_hidden, (*folders, last))):
        return ""
    inner = PurePosixPath(unpacked_name(last))
    kind, ending = named(inner.name), inner.suffix.lower()
    packed = last[len(inner.name) :].lower()
    # page.gz may hold anything, dump.sql.gz may not.
    readable = kind is not None or bool(packed and not _LETTERS.fullmatch(ending))
    if readable and not _not_news(inner.stem.lower(), kind):
        return None
    return ending + packed if not ending or _ENDING.fullmatch(ending) else ""


def _not_news(stem: str, kind: Format | None) -> bool:
    return stem in _NOT_NEWS or (stem in _NOT_NEWS_AS_TEXT and kind is Format.TEXT)


def _hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."})


def nothing_read(uri: str, kind: str, over: int) -> InputRefused:
    """The refusal W106 of a folder or archive of which ``over`` files were passed over."""
    what = f"; {over:,} of other kinds passed over" if over else ""
    return refused("W106", uri, kind=kind, what=what)


def find(
    paths: Iterable[str | Path], skipped: Counter[str] | None = None
) -> Iterator[Source | WebSource | InputRefused]:
    """The files and addresses behind some paths, in a stable order, and errors for what is none.

    In folders hidden entries, files with other endings and files such as README.txt are passed
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
            yield WebSource(printable_name(str(given)))
            return
        if _URL.match(str(given)):
            raise refused("W102", uri)
        raise refused("W101", uri)
    if stat.S_ISDIR(status(path, uri).st_mode):
        yield from _Walk(skipped).folder(path)
    else:
        yield Source(path, uri)


def as_uri(path: str | Path) -> str:
    """A path as given, in POSIX form; odd characters are escaped, and so is a ``!`` at the end of a
    folder's name, since ``!/`` stands between an archive and its member."""
    text = path.as_posix() if isinstance(path, Path) else str(path).replace(os.sep, "/")
    return printable_name(text).replace("!/", "\\x21/")


def printable_name(text: str) -> str:
    """The text with control characters and undecodable bytes escaped."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def file_of(uri: str) -> str:
    """The file, address or standard input that something was read from.

    Its ``uri`` without the member of an archive, and without the number of a line, row, entry or
    byte.
    """
    file = _MEMBER.split(uri, maxsplit=1)[0]
    return _PLACE.sub("", file)


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

    def folder(self, top: Path) -> Iterator[Source | InputRefused]:
        """Every file to be read below a folder, depth first, entries sorted by name."""
        stack = [top]
        while stack:
            here = stack.pop()
            try:
                entries = self._entries(here)
            except InputRefused as error:
                yield error
                continue
            folders = []
            for entry in entries:
                try:
                    kind = self._kind(entry)
                except InputRefused as error:
                    yield error
                    continue
                if kind is None:
                    folders.append(entry)
                elif kind:
                    yield Source(entry, as_uri(entry), met=True)
            stack.extend(reversed(folders))

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
        if _hidden(entry.name):
            self._skipped[""] += 1
            return False
        ending = passed_over(entry.name)
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            if ending is None:
                raise system_refused(error, as_uri(entry)) from error
            mode = stat.S_IFREG
        if stat.S_ISDIR(mode):
            return None
        if ending is not None:
            self._skipped[ending] += 1
        return ending is None
