"""A desk: a folder that holds ``watch.toml`` and the ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from watchdesk import asking, intake, pipeline, posting, rated
from watchdesk.brief import Material, compose
from watchdesk.dates_of import with_date
from watchdesk.errors import DeskError, LedgerError
from watchdesk.gather import material_of, of_period
from watchdesk.ingest import IngestReport, take
from watchdesk.ledger.changes import CHANGING, changes_between
from watchdesk.ledger.post import RULES_VERSION
from watchdesk.ledgers import LEDGER_NAME, place_of
from watchdesk.lookup import Shown, look_up, missing
from watchdesk.periods import period_of
from watchdesk.rated import Rating
from watchdesk.records import Brief, Capture, Interval, Reading, Role, Ruling, Watch
from watchdesk.related import catch_up
from watchdesk.scale import Executor, Here, Order
from watchdesk.settle import settle
from watchdesk.store import Hit, Moved, Store, View, Writer, open_store
from watchdesk.versions import Compared, captured_again, compared, in_view, is_id, of_file
from watchdesk.watch import FILE_NAME, TEMPLATE, load_watch

R = TypeVar("R", bound=BaseModel)


class Desk:
    """A desk on disk. Everything it gives can be asked as of a past day."""

    def __init__(self, folder: Path, watch: Watch, store: Store) -> None:
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
        return cls(
            path,
            watch,
            open_store(place_of(path, watch), pipeline.software(watch.cue, watch.actor)),
        )

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

    @property
    def feeds(self) -> tuple[str, ...]:
        """Addresses of the watch's feeds, each once, in the order of its sources."""
        return tuple(dict.fromkeys(feed for source in self.watch.source for feed in source.feeds))

    def with_feeds(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Some paths and the watch's feeds, each once. Raises ``DeskError`` W210 for none."""
        found = tuple(dict.fromkeys((*paths, *self.feeds)))
        if not found:
            cure = 'Name a path, or write feeds = ["https://…"] into a [[source]] of watch.toml'
            raise DeskError("W210", str(self.folder), "there is nothing to read", cure)
        return found

    def integrity(self) -> str:
        """The verdict on the ledger of what keeps it: ``ok`` or what is broken."""
        return self._store.integrity()

    def index_integrity(self) -> str:
        """The same of the index that finds copies. Raises ``LedgerError`` when it is no index."""
        return self._store.index_integrity()

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make the index that finds copies again from the ledger; how many articles it holds.

        ``progress`` is given how many are done, of how many. What was done is kept when it is
        stopped; the next ingest goes on.
        """
        self._store.clear_index()
        with self._store.writer() as writer:
            return catch_up(writer, progress)

    def ingest(  # noqa: PLR0913 — what is read, how, by whom, and who is told
        self,
        paths: Iterable[str | Path],
        progress: Callable[[IngestReport], None] | None = None,
        *,
        today: date | None = None,
        context: intake.Context | None = None,
        executor: Executor | None = None,
        items: Callable[[intake.Context], Iterator[intake.Item]] | None = None,
    ) -> IngestReport:
        """Read files, folders and addresses into the ledger.

        ``today`` is the day of reading, by default the present one; it rules out publication
        dates in the future. ``context`` sets limits, names of columns, and how addresses are
        fetched; without a ``web`` in it they are refused. Servers are asked only for what has
        changed since the ledger last held all of an address.

        Idempotent: what the ledger holds is not read again, unless the cue words or actors of
        watch.toml or the software are others than it was read with. Each capture is durable
        before the next is begun, so an ingest that was killed goes on where it stopped.
        ``progress`` is called after each capture or refusal. ``executor`` reads the captures, by
        default this process; the ledger is written by this process alone and in the order of the
        input, so that it is the same whoever reads. ``items`` gives what is read in place of
        ``paths``.
        """
        context = context or intake.Context()
        order = Order.of(self.watch, today or date.today())
        report = IngestReport(passed_over=context.passed_over)
        file = None
        with self._store.writer() as writer:
            if isinstance(context.web, intake.Web):
                web = replace(context.web, validators=writer.validators, feeds=self.feeds)
                context = replace(context, web=web)
            catch_up(writer)
            posting.catch_up(writer, self.watch)
            found = intake.read(paths, context) if items is None else items(context)
            unknown = _Unknown(writer)
            for read in (executor or Here()).read(found, order, unknown):
                before, file = file, intake.file_of(read.item.uri)
                report.files += file != before
                take(writer, read, report, order, self.watch)
                unknown.forget(read.item)
                if progress is not None:
                    progress(report)
            settle(writer, order.today, report.recount, self.watch)
        return report

    @contextmanager
    def view(self, as_of: date | None = None) -> Iterator[View]:
        """The ledger at present or at the end of a day (UTC), the same as long as it is open.

        Raises ``LedgerError`` W307 when it was not posted by the present rules.
        """
        with self._store.view(as_of) as view:
            self._check_posted(view)
            yield view

    def brief(self, period: Interval | None = None, as_of: date | None = None) -> Brief:
        """The brief of a period; by default of the newest one with a dated article.

        Raises ``DeskError`` when no period is given and the ledger holds no dated article.
        """
        with self._store.view(as_of) as view:
            self._check_posted(view)
            chosen = period or self._newest_period(view)
            found = of_period(view, chosen)
            return compose(material_of(view, self.watch, found, chosen, as_of, lazily=True))

    def behind(self) -> str | None:
        """Why the records across articles are to be made again; ``None`` when they are as they
        should be."""
        with self._store.view() as view:
            if not view.is_posted(RULES_VERSION):
                return "not made, or by other rules"
            made_with = view.posted_with()
        if made_with not in (None, posting.taken_from(self.watch)):
            return "made before watch.toml was changed"
        return None

    def _check_posted(self, view: View) -> None:
        """Raise ``LedgerError`` when the records across articles were not made, or by other rules
        than the present ones."""
        if not view.is_posted(RULES_VERSION):
            raise LedgerError(
                "W307",
                self._store.place,
                "was not put together across articles by this version of Watchdesk",
                f"Run `watchdesk doctor --desk {self.folder} --repost`, or ingest something",
            )

    def records(
        self,
        kind: type[R],
        *,
        labels: Sequence[str] = (),
        period: Interval | None = None,
        as_of: date | None = None,
        limit: int | None = None,
    ) -> list[R]:
        """The records of a kind that stand, the newest days first and then by id.

        ``kind`` is ``Claim``, ``Contradiction``, ``Position``, ``Expectation``, ``Story``,
        ``Correction`` or ``IssueHint``. ``labels``: those that bear any of these, such as
        ``article:<id>``; ``period``: those whose days can lie in it. Raises ``LedgerError`` W307
        when the ledger was not posted by the present rules.
        """
        with self._store.view(as_of) as view:
            self._check_posted(view)
            return view.records(kind, labels, period, limit)

    def moved(
        self,
        after: date | datetime | None,
        until: date | datetime | None = None,
        kinds: Sequence[type[BaseModel]] = CHANGING,
    ) -> list[Moved[BaseModel]]:
        """The records that are different at two moments, or at the ends of two days (UTC).

        ``after`` of ``None`` is before all, ``until`` of ``None`` now. Kind by kind, by id.
        """
        with self._store.view() as view:
            self._check_posted(view)
            return [found for kind in kinds for found in view.moved(kind, after, until)]

    def rule(self, ruling: Ruling) -> bool:
        """Keep what the analyst rules, and put the records it touches right; whether it is new."""
        with self._store.writer() as writer:
            posting.catch_up(writer, self.watch)
            new = writer.rule(ruling)
            posting.post_new(writer, self.watch)
            writer.commit()
        return new

    def asked(
        self,
        kind: type[BaseModel],
        question: asking.Question = asking.Question(),  # noqa: B008 — a tuple
        as_of: date | None = None,
    ) -> asking.Asked:
        """The records that answer a question, the most telling first, and the texts they cite.

        Raises ``DeskError`` W214 for an issue or status there is not, ``LedgerError`` W307 when
        the ledger was not posted by the present rules.
        """
        with self._store.view(as_of) as view:
            self._check_posted(view)
            return asking.ask(view, kind, asking.checked(kind, question, self.watch))

    def changes(
        self,
        period: Interval | None = None,
        *,
        since: date | None = None,
        as_of: date | None = None,
        only: Collection[str] = (),
    ) -> asking.Changed:
        """What changed on the days of a period, by default the newest; or, with ``since``, what the
        ledger came to hold after the end of that day (UTC), up to that of ``as_of``. ``only``:
        changes of these kinds.

        Raises ``DeskError`` W207 when no period is given and no article has a date.
        """
        with self._store.view(as_of) as view:
            self._check_posted(view)
            if since is None:
                return asking.happened(view, period or self._newest_period(view), only)
            moved = self.moved(since, as_of)
            found = changes_between((m.before, m.after) for m in moved)
            return asking.changed(view, found, only)

    def ratings(self) -> tuple[Rating, ...]:
        """How reliable outlets were ever said to be here, the oldest first. Raises ``DeskError``
        W223 for a damaged log."""
        return rated.ratings(self.folder)

    def rate(self, outlet: str, grade: str, because: str = "") -> Rating | None:
        """Write into watch.toml how reliable an outlet is held to be, A to F; ``None`` when it says
        so. From then on the desk goes by it.

        Raises ``DeskError`` W222 for no such grade, W202 to W205 for files.
        """
        made = rated.rate(self.folder, outlet, grade, because)
        self.watch = load_watch(self.folder / FILE_NAME)
        return made

    def unrate(self, rating: str, because: str = "") -> Rating:
        """Set an outlet back to what it was before a rating. Raises ``DeskError`` W223."""
        made = rated.take_back(self.folder, rating, because)
        self.watch = load_watch(self.folder / FILE_NAME)
        return made

    def merge(self, names: Sequence[str], because: str = "") -> Ruling:
        """Rule that claims or tellings say the same thing. Raises ``DeskError`` W213."""
        return self._ruled(lambda view: asking.merging(view, names, because))

    def split(self, claim: str, tellings: Sequence[str], because: str = "") -> Ruling:
        """Rule that tellings of a claim do not say what its others say. Raises ``DeskError``
        W213."""
        return self._ruled(lambda view: asking.splitting(view, claim, tellings, because))

    def dismiss(self, record: str, because: str = "") -> Ruling:
        """Rule that a record is wrong or does not belong here. Raises ``DeskError`` W213."""
        return self._ruled(lambda view: asking.dismissing(view, record, because))

    def rename(self, entity: str, name: str, because: str = "") -> Ruling:
        """Rule that somebody is printed by another name. Raises ``DeskError`` W213."""
        return self._ruled(lambda view: asking.renaming(view, entity, name, because))

    def undo(self, ruling: str, because: str = "") -> Ruling:
        """Take back an earlier ruling. Raises ``DeskError`` W213."""
        return self._ruled(lambda view: asking.taking_back(view, ruling, because))

    def _ruled(self, make: Callable[[View], Ruling]) -> Ruling:
        with self._store.view() as view:
            self._check_posted(view)
            ruling = make(view)
        self.rule(ruling)
        return ruling

    def repost(
        self, progress: Callable[[int, int], None] | None = None, *, anew: bool = True
    ) -> int:
        """Make the records across articles again, from all that was recorded, in its order; how
        many captures and rulings.

        ``progress`` is given how many are done, of how many. What was done is kept when it is
        stopped; the next ingest goes on. With ``anew`` of ``False`` only what is not posted is.
        """
        with self._store.writer() as writer:
            return posting.catch_up(writer, self.watch, progress, anew=anew)

    def material(self, view: View, period: Interval, as_of: date | None = None) -> Material:
        """A view put together across articles, for one period."""
        return material_of(view, self.watch, of_period(view, period), period, as_of)

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
            self._check_posted(view)
            shown = look_up(view, name, self.watch)
            if shown is not None and isinstance(shown.record, Reading):
                reading = _dated(view, shown.record)
                shown = shown._replace(record=reading, readings=(reading,))
            if shown is None:
                raise missing(view, name)
        return shown

    def diff(self, a: str, b: str, as_of: date | None = None) -> Compared:
        """Two captures of a page side by side.

        Each is named by the id of a capture or an article, or by a file, which is read apart.
        Raises ``DeskError`` when nothing in the ledger has an id, or a file holds no one page.
        """
        with self._store.view(as_of) as view:
            one, other = (self._version(view, name) for name in (a, b))
        return compared(one, other)

    def edits(
        self, period: Interval | None = None, as_of: date | None = None
    ) -> Iterator[Compared]:
        """What differs between the versions of each page captured more than once, newest first."""
        with self._store.view(as_of) as view:
            for one, other in captured_again(view, period or Interval.unknown()):
                yield compared(one, other)

    @staticmethod
    def _version(view: View, name: str) -> Reading:
        if not is_id(name):
            return of_file(name)
        found = in_view(view, name)
        if found is None:
            raise missing(view, name)
        return _dated(view, found)

    def _newest_period(self, view: View) -> Interval:
        """The newest day, week or month that certainly holds an article; where no date is known
        that closely, the newest article's own interval."""
        dated = [
            one.published.interval
            for one in view.published_within(Interval.unknown())
            if one.published.is_bounded and one.role is Role.MAIN
        ]
        periods = [
            (when, period_of(when.latest, self.watch.period)) for when in dated if when.latest
        ]
        certain = [period for when, period in periods if period.contains(when)]
        if not dated:
            raise DeskError(
                "W207",
                str(self.folder),
                "the ledger holds no dated article",
                "Ingest articles, or name the period with --from and --to",
            )
        return max(certain or dated, key=lambda period: (period.latest, period.earliest))


class _Unknown:
    """Whether a capture is new to the ledger, and is not already on its way."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._asked: set[str] = set()

    def __call__(self, capture: Capture) -> bool:
        if capture.id in self._asked or self._writer.known(capture.id):
            return False
        if self._writer.keeping_out(capture) is not None:
            return False
        self._asked.add(capture.id)
        return True

    def forget(self, item: intake.Item) -> None:
        """Note that an item was taken, so that the ledger tells of it from now on."""
        if isinstance(item, Capture):
            self._asked.discard(item.id)


def _dated(view: View, reading: Reading) -> Reading:
    """A reading with the date that other captures of its page tell."""
    known = view.known([reading.article.id])
    return with_date(reading, {one: told.published for one, told in known.items()})
