"""Checks that Watchdesk can work here and that a ledger is sound."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from watchdesk import __version__
from watchdesk.errors import WatchdeskError
from watchdesk.records import (
    Capture,
    CaptureHead,
    FetchState,
    Interval,
    Reading,
    Span,
    capture_id,
    content_id,
)

if TYPE_CHECKING:
    from watchdesk.desk import Desk
    from watchdesk.store import Health

_OLDEST_SQLITE = (3, 35, 0)
_REINSTALL = "Install Watchdesk again"
_RESTORE = "Restore it from a copy, or ingest again into a new desk"


class Result(NamedTuple):
    """One check."""

    ok: bool
    what: str
    found: str
    cure: str = ""


def examine(desk_dir: str | None = None) -> Iterator[Result]:
    """Run all checks, those of a desk only when one is named."""
    yield Result(True, "watchdesk", f"{__version__} on Python {sys.version.split()[0]}")
    yield _sqlite()
    yield _tables()
    yield _reads()
    if desk_dir is not None:
        yield from _desk(desk_dir)


def _sqlite() -> Result:
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5 (w)")
            searchable = True
        except sqlite3.OperationalError:
            searchable = False
    connection.close()
    ok = searchable and sqlite3.sqlite_version_info >= _OLDEST_SQLITE
    found = f"{sqlite3.sqlite_version}, full-text search {'there' if searchable else 'missing'}"
    cure = "" if ok else "Use a Python whose SQLite is 3.35 or newer and has FTS5"
    return Result(ok, "SQLite", found, cure)


def _tables() -> Result:
    folder = resources.files("watchdesk.resources")
    files = [item for item in folder.iterdir() if item.is_file() and not item.name.endswith(".py")]
    size = sum(len(item.read_bytes()) for item in files)
    cure = "" if files else _REINSTALL
    return Result(bool(files), "shipped tables", f"{len(files)} files, {size / 1e6:.1f} MB", cure)


def _reads() -> Result:
    from watchdesk import pipeline  # noqa: PLC0415 — the whole language room

    text = "The ministry said on Thursday that talks would begin in Geneva on 3 June 2024.\n"
    capture = Capture(
        id=content_id("cap", text),
        uri="doctor",
        sha256="",
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    try:
        readings = list(pipeline.read_capture(capture))
    except Exception as error:  # whatever is wrong with the installation is what is asked for
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Result(False, "reading", what, _REINSTALL)
    told = sum(len(reading.attributions) for reading in readings)
    times = sum(len(reading.times) for reading in readings)
    found = f"{told} attributions and {times} times in a test text"
    ok = bool(told and times)
    return Result(ok, "reading", found, "" if ok else _REINSTALL)


def _desk(desk_dir: str) -> Iterator[Result]:
    from watchdesk.desk import Desk  # noqa: PLC0415 — only when a desk is named

    try:
        desk = Desk.open(desk_dir)
        watched = f"{len(desk.watch.issue)} issues, {len(desk.watch.source)} sources"
        yield Result(True, "watch.toml", watched)
        yield _file(desk)
        yield _index(desk)
        yield from _content(desk)
        yield from _feeds(desk)
    except WatchdeskError as error:
        yield Result(False, "desk", f"{error.where}: {error.reason}", error.cure)


def _file(desk: Desk) -> Result:
    try:
        verdict = desk.integrity()
    except sqlite3.Error as error:
        verdict = str(error)
    verdict = " ".join(verdict.split())[:200]
    return Result(verdict == "ok", "ledger file", verdict, "" if verdict == "ok" else _RESTORE)


def _index(desk: Desk) -> Result:
    verdict = " ".join(desk.index_integrity().split())[:200]
    cure = "" if verdict == "ok" else "Make it again with `watchdesk reindex`"
    return Result(not cure, "index of copies", verdict, cure)


def _content(desk: Desk) -> Iterator[Result]:
    counts: dict[str, int] = {}
    wrong: list[str] = []
    strange: set[str] = set()
    try:
        with desk.store.view() as view:
            counts = view.counts()
            for reading in view.readings(Interval.unknown()):
                if not quotes_itself(reading):
                    wrong.append(reading.article.id)
                head = reading.capture
                if not fits_its_id(head):
                    strange.add(head.id)
    except (WatchdeskError, ValueError) as error:
        told = error.reason if isinstance(error, WatchdeskError) else "a record is no record"
        yield Result(False, "ledger content", told, _RESTORE)
        return
    yield Result(True, "ledger holds", ", ".join(f"{n} {name}s" for name, n in counts.items()))
    yield Result(
        not strange, "ids", _found("captures do not fit their id", strange), _cure(strange)
    )
    yield Result(
        not wrong, "spans", _found("articles point outside their text", wrong), _cure(wrong)
    )


def _feeds(desk: Desk) -> Iterator[Result]:
    """The feeds of the watch, and other addresses whose last look failed."""
    with desk.store.view() as view:
        known = {health.last.uri: health for health in view.fetches()}
    for uri in desk.feeds:
        yield _feed(uri, known.pop(uri, None))
    for uri, health in known.items():
        if health.failing_since is not None:
            yield _feed(uri, health)._replace(ok=True)  # a page gone is no fault of the desk


def _feed(uri: str, health: Health | None) -> Result:
    what = f"feed {uri}"
    if health is None:
        return Result(True, what, "not looked at yet", "Read it with `watchdesk ingest --feeds`")
    last = health.last
    state = f"{last.state.value.replace('_', ' ')} on {_day(last.fetched_at)}"
    found = f"{state}, {last.entries} entries" if last.entries else state
    if last.state is not FetchState.FRESH:
        found += (
            f", last fresh on {_day(health.last_fresh)}" if health.last_fresh else ", never fresh"
        )
    if health.failing_since is None:
        return Result(True, what, found + "".join(f"; {flaw}" for flaw in last.flaws))
    found += f", failing since {_day(health.failing_since)}: {last.reason}"
    return Result(False, what, found, "Open it in a browser; mend or drop it in watch.toml")


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else "no day known"


def _found(what: str, ids: Collection[str]) -> str:
    return f"{len(ids)} {what}" + (f", the first is {min(ids)}" if ids else "")


def _cure(ids: Collection[str]) -> str:
    return _RESTORE if ids else ""


def fits_its_id(head: CaptureHead) -> bool:
    """Whether the id is that of the content; when it was taken is no part of it for a page that
    was fetched by the desk itself."""
    stamps = (head.captured_at, None)
    return any(capture_id(head.sha256, head.declared, at) == head.id for at in stamps)


def quotes_itself(reading: Reading) -> bool:
    """Whether every span lies in the text and neither begins nor ends in white space."""
    if not isinstance(reading.capture, Capture):
        return False
    text = reading.capture.text
    return all(_stands(span, text) for span in spans_of(reading))


def _stands(span: Span, text: str) -> bool:
    return span.end <= len(text) and span.text_of(text) == span.text_of(text).strip()


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span a reading holds."""
    yield from reading.sentences
    yield from reading.article.published.evidence
    for items in (
        reading.article.parts,
        reading.mentions,
        reading.times,
        reading.places,
        reading.quantities,
    ):
        yield from (item.span for item in items)
    for attribution in reading.attributions:
        yield from attribution.content
        chain = [link.span for link in attribution.chain]
        yield from (s for s in (attribution.source, attribution.cue, *chain) if s is not None)
    for event in reading.events:
        yield from (s for s in (event.trigger, event.place, event.time) if s is not None)
