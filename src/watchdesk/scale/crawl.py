"""Archives of a crawl: where they are, which are done, and what of them is worth reading."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from watchdesk import intake
from watchdesk.errors import DeskError
from watchdesk.intake.piece import Piece
from watchdesk.intake.read import read_piece
from watchdesk.intake.sources import as_uri, system_refused
from watchdesk.records import Capture, Refusal
from watchdesk.scale.relevance import Reason, Relevance

S3 = "s3://"
_ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_SYSTEM = "W105"
"""Code of what could not be read now, and may be another time."""
_CHUNK = 1 << 20
_ALL, _ONE_IN = 100, 100
"""Of what is dropped for a reason the first hundred are kept for people to check, then one in a
hundred."""
_WORDS = 40
_KEYS = (
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, and AWS_ENDPOINT_URL for a "
    "store that is not Amazon's; or copy the archives here and name their folder"
)


class Archive(NamedTuple):
    """A file of a crawl."""

    uri: str
    """As it was named, for people and records."""
    size: int
    """In bytes."""
    stamp: str
    """Tells its contents from others; empty where the contents themselves are to be looked at."""
    open: Callable[[], AbstractContextManager[BinaryIO]]
    """Its bytes, from the start."""

    def content(self) -> str:
        """What tells these contents from all others."""
        if self.stamp:
            return self.stamp
        digest = hashlib.blake2b(digest_size=16)
        with self.open() as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()


def find_archives(paths: Sequence[str]) -> Iterator[Archive]:
    """The archives that some paths name, folders and S3 prefixes in the order of their names.

    Raises ``DeskError`` W251 when S3 cannot be read, W252 for a path without an archive.
    """
    for path in paths:
        found = _on_s3(path) if path.startswith(S3) else _here(Path(path))
        some = False
        for archive in found:
            some = True
            yield archive
        if not some:
            cure = f"Name files that end in {', '.join(_ARCHIVES)}, or a folder that holds some"
            raise DeskError("W252", path, "there is no web archive", cure)


def _here(path: Path) -> Iterator[Archive]:
    inside = sorted(one for one in path.rglob("*") if one.name.endswith(_ARCHIVES))
    for one in inside if path.is_dir() else [path] if path.is_file() else []:
        yield Archive(as_uri(one), one.stat().st_size, "", partial(_opened, one))


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _on_s3(address: str) -> Iterator[Archive]:
    """The archives below an address; its last part may hold ``*``."""
    from pyarrow import fs  # noqa: PLC0415 — heavy, and only needed here

    place = address.removeprefix(S3).partition("?")[0]
    base = place.rpartition("/")[0] if "*" in place else place.rstrip("/")
    with _told(address):
        store = fs.S3FileSystem(**_endpoint())
        info = store.get_file_info(base)
        listed = [info]
        if not info.is_file:
            listed = store.get_file_info(fs.FileSelector(base, recursive=True))
    for one in sorted(listed, key=lambda one: str(one.path)):
        named = fnmatchcase(one.path, place) if "*" in place else one.path.endswith(_ARCHIVES)
        if one.is_file and named:
            stamp = f"{one.size}-{one.mtime_ns}"
            yield Archive(S3 + one.path, one.size, stamp, partial(_streamed, one.path))


def _endpoint() -> dict[str, Any]:
    """Where a store that is not Amazon's is, by the variable that its other tools know."""
    from urllib.parse import urlsplit  # noqa: PLC0415 — costs 10 ms of every start

    given = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    parts = urlsplit(given or "")
    told: dict[str, Any] = {"connect_timeout": 10, "request_timeout": 60}
    if parts.netloc:
        told |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
    if region := os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION"):
        told["region"] = region
    return told


def _streamed(path: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of an object, in whatever process this is asked."""
    from pyarrow import fs  # noqa: PLC0415 — as above

    stream = fs.S3FileSystem(**_endpoint()).open_input_stream(path)
    return cast("AbstractContextManager[BinaryIO]", stream)


@contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = " ".join(str(error).split())[:200]
        raise DeskError("W251", address, f"cannot be read ({what})", _KEYS) from error


def items_of(archive: Archive, context: intake.Context) -> Iterator[intake.Item]:
    """What an archive holds; what of it is damaged is a refusal, and the rest goes on."""
    try:
        with archive.open() as stream:
            name = archive.uri.rpartition("/")[2]
            yield from read_piece(Piece(archive.uri, name, stream, size=archive.size), context)
    except OSError as error:
        yield system_refused(error, archive.uri).refusal()


class Sieve:
    """Lets through what a desk cares for, and counts what it drops, with a sample of that."""

    def __init__(self, relevance: Relevance) -> None:
        """``relevance`` tells what the desk cares for."""
        self._relevance = relevance
        self.kept: Counter[Reason] = Counter()
        """Captures let through, by reason."""
        self.dropped: Counter[Reason] = Counter()
        """Captures dropped, by reason."""
        self.sample: list[dict[str, str]] = []
        """Some of what was dropped."""
        self.unread: set[str] = set()
        """Archives that could not be read to their end now."""

    def let_through(self, items: Iterable[intake.Item]) -> Iterator[intake.Item]:
        """Items without the captures that are dropped; refusals all go through."""
        for item in items:
            if isinstance(item, Capture) and not self._is_kept(item):
                continue
            if isinstance(item, Refusal) and item.code == _SYSTEM:
                self.unread.add(intake.file_of(item.uri))
            yield item

    def _is_kept(self, capture: Capture) -> bool:
        reason = self._relevance.judge_capture(capture).reason
        if reason.is_kept:
            self.kept[reason] += 1
            return True
        self.dropped[reason] += 1
        if self.dropped[reason] <= _ALL or self.dropped[reason] % _ONE_IN == 0:
            words = " ".join(capture.text[:2_000].split()[:_WORDS])
            told = {"uri": capture.uri, "url": capture.declared.url or "", "reason": str(reason)}
            self.sample.append({**told, "words": words})
        return False
