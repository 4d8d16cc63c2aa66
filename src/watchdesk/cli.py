"""The command line: the library's verbs, and nothing else.

Exit status: 0 when all went well, 1 when something was refused and the rest was done, 2 when
nothing could be done, 130 when stopped from the keyboard. Results go to standard output,
everything else to standard error.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from watchdesk import __version__

if TYPE_CHECKING:
    from watchdesk.desk import Desk
    from watchdesk.ingest import IngestReport
    from watchdesk.records import Fetch, Interval, Reading, Refusal

F = TypeVar("F", bound=Callable[..., Any])

REFUSED = 1
NOTHING_DONE = 2
INTERRUPTED = 130
DAY = click.DateTime(["%Y-%m-%d"])


class Program(click.Group):
    """The commands; whatever ends one of them early is told in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise  # click says these itself
        except KeyboardInterrupt:
            kept = ctx.invoked_subcommand == "ingest"
            _say(f"stopped{'; what was read is kept, and the same command goes on' * kept}")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            _silence()
        except OSError as error:
            _silence()
            _say(f"{error.filename or 'output'}: {error.strerror or error}")
            sys.exit(NOTHING_DONE)
        except Exception as error:
            _told(error)
            sys.exit(NOTHING_DONE)


def _say(words: str) -> None:
    click.echo(f"watchdesk: {words}", err=True)


def _silence() -> None:
    """Keep Python from writing to a closed or full standard output once more when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> None:
    """Say what a user can cause with its cure, and own up to anything else."""
    from watchdesk.errors import WatchdeskError  # noqa: PLC0415 — keeps --help quick

    if isinstance(error, WatchdeskError):
        _say(str(error))
        return
    if os.environ.get("WATCHDESK_TRACEBACK"):
        raise error
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    _say(
        f"this is a fault of Watchdesk, not yours: {what} ({where}). "
        "Run it again with WATCHDESK_TRACEBACK=1 for a report"
    )


def desk_option(function: F) -> F:
    """``--desk DIR``, the current folder unless named."""
    return click.option(
        "--desk",
        "desk_dir",
        type=click.Path(),
        default=".",
        show_default=True,
        envvar="WATCHDESK_DESK",
        show_envvar=True,
        help="The desk's folder.",
    )(function)


def as_of_option(function: F) -> F:
    """``--as-of DAY``."""
    return click.option(
        "--as-of",
        type=DAY,
        metavar="DAY",
        help="Read the ledger as it stood at the end of this day (UTC).",
    )(function)


def map_option(function: F) -> F:
    """``--map FIELD=COLUMN``, read into the columns by field."""
    return click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="FIELD=COLUMN",
        callback=_columns,
        help="Which column of CSV or Parquet, or key of JSON, holds what: text=story,url=link or "
        "text=article.body; can be given again. Fields: text, html, url, title, deck, outlet, "
        "authors, published, language, captured. Unmapped ones are told by usual names in any "
        "spelling, such as body, link, headline, byline, publish_date or crawled_at.",
    )(function)


def private_option(function: F) -> F:
    """``--allow-private``."""
    return click.option(
        "--allow-private",
        is_flag=True,
        help="Fetch also from hosts inside a private network, as far as they are named here or "
        "in watch.toml.",
    )(function)


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> Any:
    from watchdesk.intake import columns  # noqa: PLC0415 — keeps --help quick

    return columns.parse(given) if given else {}


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="watchdesk")
def main() -> None:
    """A diplomacy watch desk in a box: news in, a sourced ledger and a cited brief out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open(desk_dir: str, *, create: bool = False) -> Desk:
    from watchdesk.desk import Desk  # noqa: PLC0415 — keeps --help quick

    return Desk.open(desk_dir, create=create)


def _day(value: Any) -> date | None:
    """The day asked for; the very last there is has no day after it that could end it."""
    return None if value is None else min(value.date(), date.max - timedelta(days=1))


@main.command()
@click.argument("folder", type=click.Path())
@click.option("--watch", type=click.Path(), help="Start from this watch.toml.")
def init(folder: str, watch: str | None) -> None:
    """Make a desk in FOLDER."""
    from watchdesk.desk import Desk  # noqa: PLC0415 — keeps --help quick

    Desk.init(folder, watch)
    typed = shlex.quote(folder)
    click.echo(f"{folder} is a desk. Edit {Path(folder) / 'watch.toml'}, then:")
    click.echo(f"  watchdesk ingest PATH… --desk {typed}")
    click.echo(f"  watchdesk brief --desk {typed}")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--text", is_flag=True, help="Keep the captured text in the records.")
@click.option(
    "--explain",
    is_flag=True,
    help="Show each text with the label of every line and the reason for it, not records.",
)
@map_option
@private_option
def read(
    paths: tuple[str, ...],
    text: bool,
    explain: bool,
    columns: Mapping[str, str],
    allow_private: bool,
) -> None:
    """Take files and web addresses apart: one JSON object per article, one per line.

    Needs no desk.
    """
    from watchdesk import intake, progress  # noqa: PLC0415 — keeps --help quick
    from watchdesk.pipeline import read as read_paths  # noqa: PLC0415

    refused = Counter[str]()

    def refuse(refusal: Refusal) -> None:
        refused[refusal.code] += 1
        _say(str(refusal))

    def looked(look: Fetch) -> None:
        if look.doubt:
            _say(look.doubt)

    files: dict[str, None] = {}
    captures = written = 0
    context = intake.Context(columns=columns, web=intake.Web(allow_private=allow_private))
    with progress.bar("reading", _files(paths), quiet=_shows_records()) as step:
        found = read_paths(paths, refuse, context=context, looked=looked)
        for _, group in groupby(found, lambda r: r.capture.uri):
            readings = list(group)
            if explain:
                _explain(readings)
            else:
                for reading in readings:
                    click.echo((reading if text else reading.without_text()).model_dump_json())
            written += len(readings)
            captures += 1
            for said in intake.doubts(readings[0].capture):
                _say(said)
            files[intake.file_of(readings[0].capture.uri)] = None
            step(len(files), captures)
    sys.exit(_status(bool(refused), not written))


_LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "faint": {"dim": True},
    "title": {"bold": True, "fg": "cyan"},
    "deck": {"fg": "cyan"},
    "byline": {"fg": "green"},
    "section": {"fg": "green"},
    "dateline": {"fg": "green"},
    "body": {},
    "subheading": {"bold": True},
    "caption": {"fg": "yellow"},
    "credit": {"fg": "yellow"},
    "related": {"fg": "magenta"},
    "teaser": {"fg": "magenta"},
    "promo": {"fg": "red"},
    "repeat": {"fg": "blue"},
    "navigation": {"dim": True},
    "other": {"dim": True},
    "old": {"fg": "red"},
    "new": {"fg": "green"},
}
"""How each kind of part, and either side of a comparison, looks on a terminal; elsewhere click
leaves the colours out."""


def _explain(readings: list[Reading]) -> None:
    from watchdesk.explained import explain as explained  # noqa: PLC0415 — keeps --help quick

    width = min(shutil.get_terminal_size().columns, 120)
    for line in explained(readings, _paint, width):
        click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    click.echo()


def _paint(words: str, style: str) -> str:
    look = _LOOKS[style]
    return click.style(words, **look) if look else words


def _shows_records() -> bool:
    """Whether a bar would stand among the records, or in a log of a program that reads them."""
    return not (sys.stderr and sys.stderr.isatty()) or bool(sys.stdout and sys.stdout.isatty())


def _files(paths: tuple[str, ...]) -> int:
    """How many files are ahead; tells a user at a terminal what ``-`` waits for."""
    from watchdesk import intake  # noqa: PLC0415 — keeps --help quick

    if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        _say(f"reading text from the terminal; end it with {end} on a line of its own")
    return intake.survey(paths).files


def _status(refused: bool, nothing: bool) -> int:
    return NOTHING_DONE if nothing else REFUSED if refused else 0


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@desk_option
@click.option("--feeds", is_flag=True, help="Read the feeds of watch.toml, too.")
@click.option("--quiet", is_flag=True, help="No progress and no table, only what was refused.")
@map_option
@private_option
def ingest(paths: tuple[str, ...], desk_dir: str, quiet: bool, **options: Any) -> None:
    """Read files, folders and web addresses into the desk's ledger.

    Without PATHS the feeds of watch.toml are read. What the ledger holds is not read again, and an
    ingest that was stopped goes on where it stopped when it is run again.
    """
    from watchdesk import intake, progress  # noqa: PLC0415 — keeps --help quick

    desk = _open(desk_dir, create=bool(paths))
    paths = desk.with_feeds(paths) if options["feeds"] or not paths else paths
    web = intake.Web(allow_private=options["allow_private"])
    context = intake.Context(columns=options["columns"], web=web)
    told = doubted = 0
    with progress.bar("reading", _files(paths), quiet=quiet) as step:

        def tell(report: IngestReport) -> None:
            nonlocal told, doubted
            for line in (*map(str, report.refused[told:]), *report.doubts[doubted:]):
                _say(line)
            told, doubted = len(report.refused), len(report.doubts)
            step(report.files, report.captures + report.known)

        report = desk.ingest(paths, tell, context=context)
    if not quiet:
        click.echo(progress.table(report), nl=False)
    sys.exit(_status(bool(report.refused), report.nothing_done))


@main.command()
@desk_option
@click.option("--week", help="An ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="First day, e.g. 2024-08-05.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day, e.g. 2024-08-11.")
@as_of_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json"]),
    help="Markdown, HTML or JSON; by default what the output file's ending says, else Markdown.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def brief(**options: Any) -> None:
    """Write the brief of a period, by default the newest one with a dated article."""
    period = _period(options["week"], options["first"], options["last"])
    desk = _open(options["desk_dir"])
    from watchdesk.brief import render  # noqa: PLC0415 — keeps --help quick

    made = desk.brief(period, _day(options["as_of"]))
    output = options["output"]
    form = options["form"] or _form_of(output)
    _write(render(made, form), output)
    for item in made.stopped:
        _say(f"the gate stopped a bullet: {item.reason}")
    if output:
        bullets = sum(len(section.bullets) for section in made.sections)
        click.echo(f"{output}: {bullets} bullets, {len(made.citations)} citations", err=True)


def _form_of(output: str | None) -> Any:
    endings = {".html": "html", ".htm": "html", ".json": "json"}
    return endings.get(Path(output).suffix.lower(), "md") if output else "md"


def _write(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        from watchdesk.errors import DeskError  # noqa: PLC0415 — keeps --help quick

        cure = "Name a file in a folder you may write to"
        raise DeskError("W209", output, f"cannot be written ({error.strerror})", cure) from error


def _period(week: str | None, first: Any, last: Any) -> Interval | None:
    if week and (first or last):
        raise click.UsageError("Give --week, or --from and --to, not both.")
    if week:
        from watchdesk.desk import week as iso_week  # noqa: PLC0415 — keeps --help quick

        try:
            return iso_week(week)
        except (ValueError, OverflowError) as error:
            words = f"there is no ISO week {week!r}; write it like 2024-W32."
            raise click.BadParameter(words, param_hint="--week") from error
    if bool(first) != bool(last):
        raise click.UsageError("--from and --to go together.")
    if not first:
        return None
    if last < first:
        raise click.UsageError("--to lies before --from.")
    from watchdesk.records import Interval  # noqa: PLC0415 — keeps --help quick

    return Interval.between(first.date(), last.date())


@main.command()
@click.argument("pages", nargs=-1, metavar="[A B]", type=click.Path())
@desk_option
@click.option("--week", help="List the edits of an ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="First day of the list.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day of the list.")
@as_of_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    help="Text, HTML or JSON; by default what the output file's ending says, else text.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def diff(pages: tuple[str, ...], **options: Any) -> None:
    """Compare two captures of a page, and tell what the edit touched.

    A and B are ids of captures or articles in the desk, or files; then no desk is needed. Without
    them every page that was captured more than once is listed, the newest first.
    """
    if len(pages) not in (0, 2):
        raise click.UsageError("Name two captures, or none for a list of all edits.")
    if pages and (options["week"] or options["first"] or options["last"]):
        raise click.UsageError("--week, --from and --to belong to the list, not to two captures.")
    output = options["output"]
    form = options["form"] or _form_of(output).replace("md", "text")
    period = _period(options["week"], options["first"], options["last"])
    from watchdesk import compared, versions  # noqa: PLC0415 — keeps --help quick

    as_of = _day(options["as_of"])
    if pages:
        both = (pages[0], pages[1])
        desk = _open(options["desk_dir"]) if any(map(versions.is_id, pages)) else None
        made = desk.diff(*both, as_of) if desk else versions.compared_files(*both)
        _show_lines(compared.of_two(made, form, *_looks(output)), output)
        return
    desk = _open(options["desk_dir"])
    found = list(desk.edits(period, as_of))
    _show_lines(compared.of_many(found, form, desk.watch.name, _looks(output)[1]), output)
    if not found:
        _say("the ledger holds no page that was captured more than once in this time")


def _looks(output: str | None) -> tuple[Any, int]:
    """How to paint, and how wide lines may be: 100 columns where it is no terminal."""
    from watchdesk.compared import plain  # noqa: PLC0415 — keeps --help quick

    width = 100 if output else min(shutil.get_terminal_size((100, 24)).columns, 120)
    return (plain if output or os.environ.get("NO_COLOR") else _paint), width


def _show_lines(lines: Iterable[str], output: str | None) -> None:
    if output:
        _write("".join(f"{line}\n" for line in lines), output)
        return
    for line in lines:
        click.echo(line)


@main.command()
@click.argument("query")
@desk_option
@as_of_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
def search(query: str, desk_dir: str, as_of: Any, limit: int) -> None:
    """Find sentences that hold all words of QUERY; "a phrase" in double quotes."""
    desk = _open(desk_dir)
    from watchdesk import shown  # noqa: PLC0415 — keeps --help quick

    found = list(desk.search(query, limit, _day(as_of)))
    for hit in found:
        click.echo(shown.hit(hit))
    if not found:
        _say(f"nothing holds all words of {query!r}")


@main.command()
@click.argument("name", metavar="ID")
@desk_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
def show(name: str, desk_dir: str, as_of: Any, as_json: bool) -> None:
    """Show what an id or an address (cap-…#char=12,80) leads to."""
    desk = _open(desk_dir)
    from watchdesk import shown  # noqa: PLC0415 — keeps --help quick

    found = desk.show(name, _day(as_of))
    click.echo(found.record.model_dump_json(indent=2) if as_json else shown.text_of(found))


@main.command()
@desk_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def reindex(desk_dir: str, quiet: bool) -> None:
    """Make the index that finds copies again, from the ledger.

    For when the index is damaged or lost. The ledger is not changed. Stopped on its way, it is
    finished by the next ingest.
    """
    from watchdesk import progress  # noqa: PLC0415 — keeps --help quick

    desk = _open(desk_dir)
    with progress.count("indexing", "articles", quiet=quiet) as step:
        number = desk.reindex(step)
    if not quiet:
        click.echo(f"{number:,} article{'' if number == 1 else 's'} indexed")


@main.command()
@click.option("--desk", "desk_dir", type=click.Path(), help="Check this desk, too.")
def doctor(desk_dir: str | None) -> None:
    """Check that Watchdesk can work here, and that a desk's ledger is sound."""
    from watchdesk import doctor as checks  # noqa: PLC0415 — keeps --help quick

    results = list(checks.examine(desk_dir))
    for result in results:
        click.echo(f"{'ok  ' if result.ok else 'FAIL'}  {result.what}: {result.found}")
        if result.cure:
            click.echo(f"      {result.cure}")
    sys.exit(0 if all(result.ok for result in results) else REFUSED)
