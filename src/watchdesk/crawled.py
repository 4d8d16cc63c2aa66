"""Reading a crawl into a desk: archive by archive, and of each only what the desk cares for.

Each archive is sifted into a shard, several at once, and the shards are read into the ledger in the
order of the archives. What is done of which archive stands in a manifest, by contents and versions:
a crawl that was stopped goes on there, whoever reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from watchdesk import __version__, intake, pipeline
from watchdesk.desk import Desk
from watchdesk.ingest import IngestReport
from watchdesk.intake.sources import system_refused
from watchdesk.records import Refusal
from watchdesk.scale import Executor, Order, shards
from watchdesk.scale.crawl import Archive, find_archives
from watchdesk.scale.manifest import Entry, Manifest, Step, append_rows
from watchdesk.scale.relevance import Reason, Relevance
from watchdesk.scale.sifting import Sifted, Task, Wish, sift_all

DROPPED, MANIFEST, SHARDS = "dropped.jsonl", "manifest.jsonl", "shards"
_AT_ONCE = 1 << 29
"""Bytes of archives that are read into the ledger together, at least."""


@dataclass
class CrawlReport:
    """What reading a crawl did."""

    sifted: int = 0
    """Archives of which it is known what is kept."""
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
    def looked_at(self) -> int:
        """Captures that were kept or dropped."""
        return self.kept.total() + self.dropped.total()

    @property
    def nothing_done(self) -> bool:
        """Whether not one capture was seen, and no archive was done before."""
        return not self.looked_at and not self.skipped


Tell = Callable[[CrawlReport, IngestReport], None]
"""Called as things move, with what is done, and what is done of the archives at hand."""


class Ways(NamedTuple):
    """How a crawl is read."""

    executor: Executor | None = None
    """Who reads; by default this process."""
    jobs: int = 1
    """How many archives are sifted at once."""
    keeps_shards: bool = False
    """Whether shards stay when they were read, so that other models or cue words need not sift."""
    today: date | None = None
    """The day of reading, by default the present one."""
    tell: Tell | None = None
    """Who is told as things move."""


def crawl_read(
    desk: Desk,
    paths: Sequence[str],
    words: Sequence[str] = (),
    *,
    out: Path | None = None,
    ways: Ways = Ways(),  # noqa: B008 — a tuple
) -> CrawlReport:
    """Read archives into a desk, as far as it cares for them.

    ``words`` take the place of what watch.toml names. In ``out``, by default ``crawl`` in the
    desk's folder, ``manifest.jsonl`` tells which steps are done of which archives, by their
    contents, so that the same call goes on where it was stopped; ``shards`` holds what was sifted
    and is not read yet, ``dropped.jsonl`` a sample of what was dropped. With other words, another
    watch.toml or another release all archives are looked at again. Raises ``DeskError`` W250 to
    W252 and W209.
    """
    crawl = _Crawl(desk, tuple(words), out or desk.folder / "crawl", ways)
    for group in _groups(crawl.new(find_archives(paths)), ways.jobs):
        crawl.read(group)
    return crawl.report


Found = tuple[Archive, str]
"""An archive, and what tells its contents from others."""


class _Crawl:
    """A crawl that is being read."""

    def __init__(self, desk: Desk, words: tuple[str, ...], out: Path, ways: Ways) -> None:
        self._desk, self._out, self._ways = desk, out, ways
        self._wish = Wish(desk.watch, words)
        key = Relevance.of(desk.watch, words).key
        today = ways.today or date.today()
        self._sifted = f"{__version__}/{pipeline.READING_VERSION}/{key}"
        self._read = f"{Order.of(desk.watch, today).software}/{key}"
        self._manifest = Manifest(out / MANIFEST)
        self.report = CrawlReport()

    def new(self, archives: Iterator[Archive]) -> Iterator[Found]:
        """The archives that are not done."""
        for archive in archives:
            try:
                content = archive.content()
            except OSError as error:
                self.report.refused.append(system_refused(error, archive.uri).refusal())
                continue
            with self._desk.store.writer() as writer:
                is_done = self._manifest.is_read(content, self._read, writer.known)
            if is_done:
                self.report.skipped += 1
            else:
                yield archive, content

    def read(self, group: Sequence[Found]) -> None:
        """Sift some archives, and read what is kept into the ledger."""
        ready = list(self._sift(group))
        taken = self._ingest([task.shard for task, _ in ready])
        done = [task for task, is_whole in ready if is_whole]
        self._manifest.note(
            Entry(
                archive=task.archive.uri,
                content=task.content,
                step=Step.READ,
                version=self._read,
                capture=taken or "",
            )
            for task in done
        )
        self.report.archives += len(done)
        if not self._ways.keeps_shards:
            for task, _ in ready:
                task.shard.unlink(missing_ok=True)

    def _sift(self, group: Sequence[Found]) -> Iterator[tuple[Task, bool]]:
        """The archives of a group that have a shard, with whether it holds all there is."""
        tasks = {content: self._task(archive, content) for archive, content in group}
        self.report.skipped += len(group) - len(tasks)  # the same bytes under two names
        is_whole: dict[str, bool] = {}
        for content, task in tasks.items():
            entry = self._manifest.of(content, Step.SIFT, self._sifted)
            if entry is not None and shards.is_whole(task.shard, entry.sha256):
                is_whole[content] = True
                self._count(entry.kept, entry.dropped)
        left = [task for content, task in tasks.items() if content not in is_whole]
        for task, found in sift_all(left, self._wish, self._ways.jobs, self._beat):
            if isinstance(found, Refusal):
                self.report.refused.append(found)
                continue
            self._note(task, found)
            is_whole[task.content] = found.is_whole
            self._beat()
        yield from ((tasks[one], is_whole[one]) for one in tasks if one in is_whole)

    def _task(self, archive: Archive, content: str) -> Task:
        return Task(archive, content, self._out / SHARDS / f"{self._name(content)}.parquet")

    def _name(self, content: str) -> str:
        told = f"{content}\0{self._sifted}".encode()
        return blake2b(told, digest_size=16).hexdigest()

    def _note(self, task: Task, found: Sifted) -> None:
        append_rows(self._out / DROPPED, found.sample)
        self._count(found.kept, found.dropped)
        entry = Entry(
            archive=task.archive.uri,
            content=task.content,
            step=Step.SIFT,
            version=self._sifted,
            shard=task.shard.name,
            sha256=found.sha256,
            kept=found.kept,
            dropped=found.dropped,
        )
        if found.is_whole:
            self._manifest.note([entry])

    def _count(self, kept: Mapping[str, int], dropped: Mapping[str, int]) -> None:
        self.report.sifted += 1
        self.report.kept.update({Reason(name): count for name, count in kept.items()})
        self.report.dropped.update({Reason(name): count for name, count in dropped.items()})

    def _beat(self) -> None:
        if self._ways.tell is not None:
            self._ways.tell(self.report, IngestReport())

    def _ingest(self, paths: Sequence[Path]) -> str | None:
        """Read shards into the ledger; the id of a capture that it took."""

        def items(_: intake.Context) -> Iterator[intake.Item]:
            for path in paths:
                yield from shards.read(path)

        def progress(so_far: IngestReport) -> None:
            if self._ways.tell is not None:
                self._ways.tell(self.report, so_far)

        how = self._ways
        found = self._desk.ingest((), progress, today=how.today, executor=how.executor, items=items)
        self.report.captures += found.captures
        self.report.known += found.known
        self.report.refused += found.refused
        return min(found.taken, default=None)


def _groups(archives: Iterator[Found], least: int) -> Iterator[list[Found]]:
    """Archives that are read at once: as many as are sifted at once, and many small ones."""
    group: list[Found] = []
    for one in archives:
        group.append(one)
        if len(group) >= least and sum(archive.size for archive, _ in group) >= _AT_ONCE:
            yield group
            group = []
    if group:
        yield group


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
