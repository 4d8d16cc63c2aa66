"""Taking captures into a ledger: read, kept, and compared with what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from watchdesk import intake, pipeline
from watchdesk.intake.gone import is_gone, notice
from watchdesk.posting import post_new
from watchdesk.records import (
    Capture,
    Fetch,
    FetchState,
    PartKind,
    Reading,
    Refusal,
    RelationKind,
    Removal,
    Role,
    Watch,
)
from watchdesk.related import relate_new
from watchdesk.scale import Order, Read
from watchdesk.settle import count_page
from watchdesk.store import Writer


@dataclass
class IngestReport:
    """What an ingest did."""

    files: int = 0
    """Files begun; one of JSON Lines holds many captures."""
    captures: int = 0
    """Captures read for the first time."""
    known: int = 0
    """Captures the ledger already held."""
    articles: Counter[Role] = field(default_factory=Counter)
    """Articles found, by role."""
    lines: Counter[PartKind] = field(default_factory=Counter)
    """Labelled parts of main articles, by kind."""
    relations: Counter[RelationKind] = field(default_factory=Counter)
    """Articles found to share words with others, by what that makes them."""
    again: int = 0
    """Captures read again, knowing what stands on other pages of their site."""
    refused: list[Refusal] = field(default_factory=list)
    """What was not taken, and why."""
    passed_over: Counter[str] = field(default_factory=Counter)
    """Files in folders and archives that are no input, by ending."""
    fetches: Counter[FetchState] = field(default_factory=Counter)
    """Feeds and addresses looked at, by what became of them."""
    doubts: list[str] = field(default_factory=list)
    """Captures that were taken, but decoded on a guess or only in part, and feeds that were broken
    or gave summaries only; a line each."""

    taken: set[str] = field(default_factory=set)
    """Ids of the captures read for the first time."""

    def count(self, readings: tuple[Reading, ...], sign: int) -> None:
        """Count the articles and parts of a capture, or with a ``sign`` of -1 take them back."""
        for reading in readings:
            self.articles[reading.article.role] += sign
            if reading.article.role is Role.MAIN:
                for part in reading.article.parts:
                    self.lines[part.kind] += sign

    def recount(self, before: tuple[Reading, ...], after: tuple[Reading, ...]) -> None:
        """Note that a capture was read again; what this ingest found in it is put right."""
        self.again += 1
        if after[0].capture.id in self.taken:
            self.count(before, -1)
            self.count(after, 1)

    @property
    def nothing_done(self) -> bool:
        """Whether not one capture was taken or already held, and no feed had simply nothing new."""
        looked = self.fetches[FetchState.NOT_MODIFIED] + self.fetches[FetchState.EMPTY]
        return not self.captures and not self.known and not looked


def take(
    writer: Writer,
    read: Read,
    report: IngestReport,
    order: Order,
    watch: Watch = Watch(),  # noqa: B008 — a frozen record
) -> None:
    """Take a capture into the ledger, or note what was refused; committed as a whole.

    What was not read yet is read as the ``order`` says; ``watch`` are the desk's settings.

    A page of the ledger that a server says is gone, by a 404 or 410, is kept as one more capture of
    it: the answer itself. How a feed is doing comes after its entries, and is kept after them: what
    was interrupted is asked for again as if for the first time.
    """
    item: intake.Item = read.item
    if isinstance(item, Fetch):
        _note(writer, item, report)
        answer = notice(item, writer.page_at(item.uri)) if is_gone(item) else None
        item = answer or item
    if isinstance(item, Capture):
        item = _take(writer, read._replace(item=item), report, (order, watch)) or item
    if isinstance(item, Refusal):
        writer.refuse(item)
        report.refused.append(item)
    writer.commit()


def _note(writer: Writer, look: Fetch, report: IngestReport) -> None:
    report.fetches[look.state] += 1
    if look.doubt:
        report.doubts.append(look.doubt)
    if look.fetched_at is not None:
        writer.fetched(look)


def _kept_out(capture: Capture, removal: Removal) -> Refusal:
    return Refusal(
        uri=capture.uri,
        code="W191",
        reason=f"was taken out of this ledger on {removal.made_at[:10]}, and is to stay out",
        cure=f"To let it in again: `watchdesk redact --lift {removal.id}`",
    )


@lru_cache(maxsize=1)
def _own(order: Order) -> pipeline.Own:
    return order.own()


def _take(
    writer: Writer, read: Read, report: IngestReport, how: tuple[Order, Watch]
) -> Refusal | None:
    capture, readings = read
    order, watch = how
    assert isinstance(capture, Capture)
    if writer.known(capture.id):
        writer.sight(capture.uri, capture.id)
        report.known += 1
        return None
    if (removal := writer.keeping_out(capture)) is not None:
        return _kept_out(capture, removal)
    if readings is None:
        readings = pipeline.read_or_refuse(capture, order.today, own=_own(order))
    if isinstance(readings, Refusal):
        return readings
    writer.add(capture, ())  # begins the transaction, so that no other ingest can come between
    if writer.known(capture.id):
        report.known += 1
        return None
    writer.add(capture, readings)
    report.captures += 1
    report.doubts.extend(pipeline.doubts(readings))
    count_page(writer, capture, readings)
    report.taken.add(capture.id)
    report.count(readings, 1)
    report.relations.update(r.kind for r in relate_new(writer, readings))
    post_new(writer, watch)
    return None
