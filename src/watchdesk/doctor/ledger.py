"""Whether a desk's folder, ledger and index are sound, and how its feeds are doing."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from watchdesk.doctor.result import Result
from watchdesk.errors import WatchdeskError
from watchdesk.records import (
    Capture,
    CaptureHead,
    FetchState,
    Interval,
    Reading,
    Span,
    capture_id,
)

if TYPE_CHECKING:
    from watchdesk.desk import Desk
    from watchdesk.store import Health

_RESTORE = "Restore it from a copy, or ingest again into a new desk"


def examine_desk(desk_dir: str) -> Iterator[Result]:
    """Run the checks of a desk."""
    from watchdesk.desk import Desk  # noqa: PLC0415 — only when a desk is named

    try:
        desk = Desk.open(desk_dir)
        watched = f"{len(desk.watch.issue)} issues, {len(desk.watch.source)} sources"
        yield Result(True, "watch.toml", watched)
        yield _file(desk)
        yield _index(desk)
        yield _records(desk)
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


def _records(desk: Desk) -> Result:
    """Whether the records across articles are those of the present rules and settings."""
    behind = desk.behind()
    cure = (
        "" if behind is None else "The next ingest makes them again, or `watchdesk doctor --repost`"
    )
    return Result(behind is None, "records across articles", behind or "up to date", cure)


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
        reading.gaps,
    ):
        yield from (item.span for item in items)
    for attribution in reading.attributions:
        yield from attribution.content
        yield from attribution.evidence
        yield from attribution.hedges
        chain = [link.span for link in attribution.chain]
        yield from (s for s in (attribution.source, attribution.cue, *chain) if s is not None)
    for told in reading.casualties:
        yield told.span
        tolls = (told.killed, told.wounded, told.missing, told.captured, told.displaced)
        yield from (toll.span for toll in tolls if toll is not None)
    for event in reading.events:
        yield from (s for s in (event.trigger, event.place, event.time) if s is not None)
        yield from (party.span for party in (*event.who, *event.whom))
    for stand in reading.stands:
        yield from (stand.cue, *stand.target, *stand.turned)
        who = [link.span for link in stand.who]
        yield from (s for s in (stand.limits, stand.time, *who) if s is not None)
