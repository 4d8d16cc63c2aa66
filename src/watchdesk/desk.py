"""A desk: a folder that holds ``watch.toml`` and the ledger."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from watchdesk import __version__, intake, ledger, pipeline, reuse
from watchdesk.brief import Material, compose
from watchdesk.errors import DeskError
from watchdesk.records import (
    Attribution,
    Brief,
    Capture,
    Claim,
    Contradiction,
    Event,
    Expectation,
    Family,
    Interval,
    Link,
    LinkKind,
    Mention,
    PartKind,
    Reading,
    Refusal,
    Relation,
    RelationKind,
    Role,
    Span,
    Watch,
    content_id,
)
from watchdesk.store import Hit, SqliteStore, Store, View, Writer
from watchdesk.watch import FILE_NAME, TEMPLATE, load_watch, source_of

LEDGER_NAME = "ledger.db"
LOOKBACK_DAYS = 120
"""How far before its period a brief looks for earlier tellings, denials and promises."""
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_ROW = re.compile(r"#L\d{1,12}$")
_ADDRESS = re.compile(r"(cap-[0-9a-f]{16})#char=(\d{1,12}),(\d{1,12})")


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
    refused: list[Refusal] = field(default_factory=list)
    """What was not taken, and why."""

    @property
    def nothing_done(self) -> bool:
        """Whether not one capture was taken or already held."""
        return not self.captures and not self.known


class Shown(NamedTuple):
    """What an id leads to."""

    record: BaseModel
    """The record itself."""
    span: Span | None
    """For an address, the words."""
    readings: tuple[Reading, ...]
    """The readings, with their texts, in which its words stand."""


class Desk:
    """A desk on disk. Everything it gives can be asked as of a past day."""

    def __init__(self, folder: Path, watch: Watch, store: SqliteStore) -> None:
        """Use ``Desk.open`` or ``Desk.init``."""
        self.folder = folder
        self.watch = watch
        self._store = store

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = False) -> Desk:
        """Open the desk in a folder; with ``create`` make the folder when it is missing.

        Raises ``DeskError`` when there is no such folder or its watch.toml is wrong, and
        ``LedgerError`` when the ledger cannot be used.
        """
        path = Path(folder)
        if path.exists() and not path.is_dir():
            raise DeskError("W201", str(folder), "is a file, not a desk", "Name a folder")
        if not path.is_dir():
            if not create:
                cure = f"Make it with `watchdesk init {folder}`"
                raise DeskError("W201", str(folder), "there is no such desk", cure)
            try:
                path.mkdir(parents=True)
            except OSError as error:
                raise DeskError("W205", str(folder), str(error), "Name another folder") from error
        elif not create and not any((path / n).exists() for n in (FILE_NAME, LEDGER_NAME)):
            cure = f"Make it one with `watchdesk init {folder}`"
            raise DeskError("W201", str(folder), "is a folder, but not a desk", cure)
        watch = load_watch(path / FILE_NAME)
        software = f"{__version__}/{pipeline.READING_VERSION}"
        return cls(path, watch, SqliteStore(path / LEDGER_NAME, software))

    @classmethod
    def init(cls, folder: str | Path, watch_file: str | Path | None = None) -> Desk:
        """Make a desk, with a commented watch.toml or a copy of one.

        Raises ``DeskError`` when the folder already is a desk or the given file is wrong.
        """
        path = Path(folder)
        target = path / FILE_NAME
        if target.exists():
            raise DeskError(
                "W206", str(folder), "already is a desk", f"Edit {target} or name another folder"
            )
        if watch_file is not None:
            if not Path(watch_file).is_file():
                raise DeskError("W202", str(watch_file), "there is no such file", "Check the path")
            load_watch(Path(watch_file))
        try:
            path.mkdir(parents=True, exist_ok=True)
            if watch_file is None:
                name = path.resolve().name.replace("\\", "").replace('"', "")
                target.write_text(TEMPLATE.replace("{name}", name), encoding="utf-8")
            else:
                shutil.copyfile(watch_file, target)
        except OSError as error:
            raise DeskError("W205", str(folder), str(error), "Name another folder") from error
        return cls.open(path)

    @property
    def store(self) -> Store:
        """The ledger."""
        return self._store

    def integrity(self) -> str:
        """SQLite's verdict on the ledger file: ``ok`` or what is broken."""
        return self._store.integrity()

    def ingest(
        self,
        paths: Iterable[str | Path],
        progress: Callable[[IngestReport], None] | None = None,
    ) -> IngestReport:
        """Read files and folders into the ledger.

        Idempotent: what the ledger holds is not read again. Each capture is durable before the
        next is begun, so an ingest that was killed goes on where it stopped. ``progress`` is
        called after each capture or refusal.
        """
        report = IngestReport()
        file = None
        with self._store.writer() as writer:
            for item in intake.read(paths):
                before, file = file, _ROW.sub("", item.uri)
                report.files += file != before
                if isinstance(item, Capture):
                    _take(writer, item, report)
                else:
                    writer.refuse(item)
                    report.refused.append(item)
                writer.commit()
                if progress is not None:
                    progress(report)
        return report

    def brief(self, period: Interval | None = None, as_of: date | None = None) -> Brief:
        """The brief of a period; by default of the newest one with a dated article.

        Raises ``DeskError`` when no period is given and the ledger holds no dated article.
        """
        with self._store.view(as_of) as view:
            chosen = period or self._newest_period(view)
            return compose(self.material(view, chosen, as_of))

    def material(self, view: View, period: Interval, as_of: date | None = None) -> Material:
        """A view put together across articles, for one period."""
        start = _days_before(period.earliest) if period.earliest else None
        readings = {
            reading.article.id: reading
            for reading in view.readings(Interval.between(start, period.latest))
        }
        relations = [r for r in view.relations() if r.a in readings and r.b in readings]
        families = _families(readings, relations)
        told = list(readings.values())
        outlets = self._outlets(readings, families)
        named = [_with_outlet(reading, outlets) for reading in told]
        claims = ledger.claims(named, families, self.watch.source, relations)
        return Material(
            watch=self.watch,
            period=period,
            as_of=as_of.isoformat() if as_of else None,
            readings=readings,
            outlets=outlets,
            families=families,
            claims=claims,
            contradictions=ledger.contradictions(claims, named),
            expectations=ledger.expectations(named, families),
        )

    def search(self, query: str, limit: int = 20, as_of: date | None = None) -> Iterator[Hit]:
        """Sentences that hold all the words (phrases in double quotes), best first."""
        with self._store.view(as_of) as view:
            yield from view.search(query, limit)

    def show(self, name: str, as_of: date | None = None) -> Shown:
        """Whatever an id or an address leads to.

        ``name`` is the id of a capture, article, attribution, mention, event, family, claim,
        contradiction or expectation, or an address such as ``cap-…#char=12,80``. Raises
        ``DeskError`` when nothing in the ledger has it.
        """
        with self._store.view(as_of) as view:
            shown = self._shown(view, name)
        if shown is None:
            raise DeskError(
                "W208",
                name,
                "nothing in this ledger has that id",
                "Ids are printed by brief, search and read; they are copied whole",
            )
        return shown

    def _shown(self, view: View, name: str) -> Shown | None:
        if match := _ADDRESS.fullmatch(name):
            capture = view.capture(match[1])
            start, end = int(match[2]), int(match[3])
            if capture is None or not start <= end <= len(capture.text):
                return None
            return Shown(capture, Span(start, end), view.articles_of(capture.id))
        if name.startswith("cap-"):
            capture = view.capture(name)
            return Shown(capture, None, view.articles_of(name)) if capture else None
        if name.startswith("art-"):
            reading = view.reading(name)
            return Shown(reading, None, (reading,)) if reading else None
        return self._shown_across(view, name)

    def _shown_across(self, view: View, name: str) -> Shown | None:
        material = self.material(view, Interval.unknown())
        across: tuple[Claim | Contradiction | Expectation | Family, ...] = (
            *material.claims,
            *material.contradictions,
            *material.expectations,
            *material.families,
        )
        for record in across:
            if record.id == name:
                return Shown(record, None, tuple(material.readings.values()))
        tellings: tuple[Claim | Family, ...] = (*material.claims, *material.families)
        for kept in tellings:
            if name in _earlier_ids(kept):
                return Shown(kept, None, tuple(material.readings.values()))
        for reading in material.readings.values():
            items: tuple[Attribution | Mention | Event, ...] = (
                *reading.attributions,
                *reading.mentions,
                *reading.events,
            )
            for item in items:
                if item.id == name:
                    return Shown(item, None, (reading,))
        return None

    def _outlets(self, readings: dict[str, Reading], families: Iterable[Family]) -> dict[str, str]:
        """Outlet of each article: as told, by the watch's sources, or by its other capture."""
        known: dict[str, str] = {}
        for article, reading in readings.items():
            told = reading.article.outlet
            source = source_of(self.watch, told, reading.capture.declared.url)
            name = source.outlet if source else told
            if name:
                known[article] = name
        for family in families:
            pages = [r for r in family.relations if r.kind is RelationKind.SAME_PAGE]
            for one in {article for r in pages for article in (r.a, r.b)}:
                names = [
                    known[a] for r in pages for a in (r.a, r.b) if one in (r.a, r.b) and a in known
                ]
                if names:
                    known[one] = max(names, key=lambda name: (len(name), name))
        return _spelled_out(known, readings)

    def _newest_period(self, view: View) -> Interval:
        dated = [
            reading.article.published.latest
            for reading in view.readings(Interval.unknown())
            if reading.article.published.is_bounded and reading.article.role is Role.MAIN
        ]
        newest = max((day for day in dated if day is not None), default=None)
        if newest is None:
            raise DeskError(
                "W207",
                str(self.folder),
                "the ledger holds no dated article",
                "Ingest articles, or name the period with --from and --to",
            )
        return period_of(newest, self.watch.period)


def _days_before(day: date) -> date:
    return day - min(timedelta(days=LOOKBACK_DAYS), day - date.min)


def _take(writer: Writer, capture: Capture, report: IngestReport) -> None:
    if writer.known(capture.id):
        writer.sight(capture.uri, capture.id)
        report.known += 1
        return
    readings = tuple(pipeline.read_capture(capture, date.today()))
    writer.add(capture, ())  # begins the transaction, so that no other ingest can come between
    if writer.known(capture.id):
        report.known += 1
        return
    writer.add(capture, readings)
    report.captures += 1
    for reading in readings:
        report.articles[reading.article.role] += 1
        if reading.article.role is Role.MAIN:
            report.lines.update(part.kind for part in reading.article.parts)
        if reading.article.role is not Role.TEASER:
            _relate(writer, reading, report)


def _relate(writer: Writer, reading: Reading, report: IngestReport) -> None:
    mine = reuse.reuse_text(reading)
    prints = reuse.fingerprints(mine.words)
    found = writer.sharing(prints, reuse.frequency_cap(writer.fingerprinted()))
    found.pop(reading.article.id, None)
    chosen = reuse.candidates(
        {article: shared for article, (shared, _) in found.items()},
        len(prints),
        {article: own for article, (_, own) in found.items()},
    )
    for article in chosen:
        other = writer.reading(article)
        if other is None:
            continue
        relation = reuse.relate(mine, reuse.reuse_text(other))
        if relation is not None:
            writer.add_relation(relation)
            report.relations[relation.kind] += 1
    writer.add_fingerprints(reading.article.id, prints)


def _families(readings: dict[str, Reading], relations: list[Relation]) -> tuple[Family, ...]:
    items = [
        reuse.FamilyItem(
            id=reading.article.id,
            published=reading.article.published.interval,
            captured_at=reading.capture.captured_at,
        )
        for reading in readings.values()
    ]
    return reuse.families(items, relations)


def _earlier_ids(record: Claim | Family) -> set[str]:
    """Ids it has in a view that does not reach back to its first telling."""
    if isinstance(record, Family):
        return {content_id("fam", article) for article in record.articles}
    return {
        content_id("clm", member.at.article, member.at.span, member.attribution or "")
        for member in record.members
    }


def _spelled_out(known: dict[str, str], readings: dict[str, Reading]) -> dict[str, str]:
    """Initials replaced by the name they stand for, where both print the same column."""
    full: dict[tuple[str | None, str], set[str]] = {}
    for article, name in known.items():
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        full.setdefault((readings[article].article.series, initials), set()).add(name)
    out = dict(known)
    for article, name in known.items():
        series = readings[article].article.series
        longer = full.get((series, name), set()) - {name}
        if series and len(longer) == 1:
            out[article] = longer.pop()
    return out


def _with_outlet(reading: Reading, outlets: dict[str, str]) -> Reading:
    """The reading with its outlet as the desk knows it, in the chains too."""
    name = outlets.get(reading.article.id)
    if name is None or name == reading.article.outlet:
        return reading
    teller = Link(name=name, kind=LinkKind.OUTLET)
    attributions = tuple(
        item.model_copy(update={"chain": (teller, *_without_own(item.chain))})
        for item in reading.attributions
    )
    article = reading.article.model_copy(update={"outlet": name})
    return reading.model_copy(update={"article": article, "attributions": attributions})


def _without_own(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    own = chain and chain[0].kind is LinkKind.OUTLET and chain[0].span is None
    return chain[1:] if own else chain


def period_of(day: date, length: str) -> Interval:
    """The calendar day, ISO week or month a day lies in."""
    if length == "day":
        return Interval.on(day)
    if length == "month":
        return Interval.parse(f"{day:%Y-%m}")
    monday = day - timedelta(days=day.weekday())
    return Interval.between(monday, monday + timedelta(days=6))


def week(text: str) -> Interval:
    """An ISO 8601 week such as ``2024-W32``. Raises ``ValueError`` when there is none."""
    match = _WEEK.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an ISO week such as 2024-W32")
    return period_of(date.fromisocalendar(int(match[1]), int(match[2]), 1), "week")
