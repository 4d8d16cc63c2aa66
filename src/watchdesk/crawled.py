"""Reading a crawl into a desk: archive by archive, and of each only what the desk cares for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from watchdesk import intake
from watchdesk.desk import Desk
from watchdesk.ingest import IngestReport
from watchdesk.intake.sources import system_refused
from watchdesk.records import Refusal
from watchdesk.scale import Executor, Order
from watchdesk.scale.crawl import Archive, Done, Sieve, append, find_archives, items_of
from watchdesk.scale.relevance import Reason, Relevance

DROPPED, DONE = "dropped.jsonl", "done.jsonl"
_AT_ONCE = 1 << 29
"""Bytes of archives that are noted as done together."""


@dataclass
class CrawlReport:
    """What reading a crawl did."""

    archives: int = 0
    """Archives read to their end."""
    skipped: int = 0
    """Archives that were done before."""
    captures: int = 0
    """Captures taken for the first time."""
    known: int = 0
    """Captures the ledger already held."""
    kept: Counter[Reason] = field(default_factory=Counter)
    """Captures the desk cares for, by reason."""
    dropped: Counter[Reason] = field(default_factory=Counter)
    """Captures dropped, by reason."""
    refused: list[Refusal] = field(default_factory=list)
    """What was not taken, and why."""

    @property
    def nothing_done(self) -> bool:
        """Whether not one capture was seen, and no archive was done before."""
        seen = self.kept.total() + self.dropped.total()
        return not seen and not self.skipped


Tell = Callable[[CrawlReport, IngestReport], None]
"""Called as things move, with what is done, and what is done of the archives at hand."""


def crawl_read(  # noqa: PLR0913 — what is read, of what, where to
    desk: Desk,
    paths: Sequence[str],
    words: Sequence[str] = (),
    *,
    out: Path | None = None,
    executor: Executor | None = None,
    today: date | None = None,
    tell: Tell | None = None,
) -> CrawlReport:
    """Read archives into a desk, as far as it cares for them.

    ``words`` take the place of what watch.toml names. In ``out``, by default ``crawl`` in the
    desk's folder, ``done.jsonl`` tells which archives were read, by their contents, so that the
    same call goes on where it was stopped; ``dropped.jsonl`` holds a sample of what was dropped.
    With other words, another watch.toml or other software everything is looked at again. Raises
    ``DeskError`` W250 to W252 and W209.
    """
    today = today or date.today()
    relevance = Relevance.of(desk.watch, words)
    out = out or desk.folder / "crawl"
    order = Order.of(desk.watch, today)
    done = Done(out / DONE, f"{order.software}/{relevance.key}")
    report = CrawlReport()
    for group in _groups(_new(desk, done, find_archives(paths), report)):
        sieve = Sieve(relevance)
        taken = _read(desk, [one for one, _ in group], sieve, report, (executor, today, tell))
        append(out / DROPPED, sieve.sample)
        finished = [(one.uri, content) for one, content in group if one.uri not in sieve.unread]
        done.note(finished, taken)
        report.archives += len(finished)
    return report


def _new(
    desk: Desk, done: Done, archives: Iterator[Archive], report: CrawlReport
) -> Iterator[tuple[Archive, str]]:
    """The archives that are not done, with what tells their contents from others."""
    for archive in archives:
        try:
            content = archive.content()
        except OSError as error:
            report.refused.append(system_refused(error, archive.uri).refusal())
            continue
        with desk.store.writer() as writer:
            is_done = done.holds(content, writer.known)
        if is_done:
            report.skipped += 1
        else:
            yield archive, content


def _groups(archives: Iterator[tuple[Archive, str]]) -> Iterator[list[tuple[Archive, str]]]:
    """Archives that are read at once: many small ones, or a large one."""
    group: list[tuple[Archive, str]] = []
    for one in archives:
        group.append(one)
        if sum(archive.size for archive, _ in group) >= _AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _read(
    desk: Desk,
    archives: Sequence[Archive],
    sieve: Sieve,
    report: CrawlReport,
    how: tuple[Executor | None, date, Tell | None],
) -> str | None:
    """Read some archives into the ledger; the id of a capture that it took."""
    executor, today, tell = how

    def items(context: intake.Context) -> Iterator[intake.Item]:
        for archive in archives:
            yield from sieve.let_through(items_of(archive, context))

    def progress(so_far: IngestReport) -> None:
        if tell is not None:
            tell(report, so_far)

    found = desk.ingest((), progress, today=today, executor=executor, items=items)
    report.captures += found.captures
    report.known += found.known
    report.refused += found.refused
    report.kept += sieve.kept
    report.dropped += sieve.dropped
    return min(found.taken, default=None)


def table(report: CrawlReport) -> str:
    """What a crawl gave, in lines for people."""
    rows = [
        ("archives read", report.archives),
        ("done before", report.skipped),
        *((f"kept for: {told}", count) for told, count in report.kept.most_common()),
        *((f"dropped: {told}", count) for told, count in report.dropped.most_common()),
        ("captures taken", report.captures),
        ("already held", report.known),
        ("refused", len(report.refused)),
    ]
    return "".join(f"{label:<20} {count:>10,}\n" for label, count in rows if count)
