"""The commands that take files apart: read and ingest."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from watchdesk.cli.explaining import VIEWS, Explaining, Explanations
from watchdesk.cli.options import (
    desk_option,
    executor_of,
    executor_option,
    jobs_option,
    map_option,
    metrics_option,
    open_desk,
    private_option,
    ray_option,
)
from watchdesk.cli.program import counting, end, say, say_refused, status, stoppable

if TYPE_CHECKING:
    from watchdesk.batches import Batch
    from watchdesk.ingest import IngestReport
    from watchdesk.records import Fetch, Reading, Refusal


@click.command(cls=Explaining)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--text", is_flag=True, help="Keep the captured text in the records.")
@click.option(
    "--explain",
    type=click.Choice(VIEWS),
    help="Show each text for people to check, instead of records: with the label of every line "
    "and the reason for it, or, with `--explain syntax`, the words, tree and names of every "
    "sentence, or, with `--explain attribution`, who said what, through whom and how sure.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html"]),
    help="With `--explain attribution`: text or one HTML page; by default what the output file's "
    "ending says, else text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    help="With `--explain attribution`: write to this file.",
)
@executor_option
@jobs_option
@ray_option
@map_option
@private_option
def read(
    paths: tuple[str, ...],
    text: bool,
    explain: str | None,
    columns: Mapping[str, str],
    **options: Any,
) -> None:
    """Take files and web addresses apart: one JSON object per article, one per line.

    Needs no desk.
    """
    from watchdesk import intake, pipeline, progress, scale  # noqa: PLC0415 — keeps --help quick

    refused = Counter[str]()

    def refuse(refusal: Refusal) -> None:
        refused[refusal.code] += 1
        say_refused(refusal)

    def looked(look: Fetch) -> None:
        if look.doubt:
            say(look.doubt, "doubt")

    files: dict[str, None] = {}
    captures = written = 0
    web = intake.Web(allow_private=options["allow_private"])
    context = intake.Context(columns=columns, web=web)
    shown = _shower(explain, options["form"], options["output"], text)
    executor = executor_of(_where(paths), options["jobs"], options["ray_address"])
    reads = scale.reads(executor, date.today())
    found = pipeline.read(paths, refuse, context=context, looked=looked, reads=reads)
    bar = progress.bar("reading", _files(paths), quiet=_shows_records())
    with closing(found), bar as step:  # type: ignore[type-var]  # it is a generator
        for _, group in groupby(found, lambda r: r.capture.uri):
            readings = list(group)
            shown.add(readings)
            written += len(readings)
            captures += 1
            for said in pipeline.doubts(readings):
                say(said, "doubt")
            files[intake.file_of(readings[0].capture.uri)] = None
            step(len(files), captures)
    shown.end()
    end({"captures": captures, "articles": written, "refused": dict(sorted(refused.items()))})
    sys.exit(status(bool(refused), not written))


def _where(paths: Sequence[str]) -> str:
    """The executor by name. What may come in slowly, and is to be seen as it comes, is read in this
    process, unless somebody wants it otherwise."""
    from watchdesk import intake  # noqa: PLC0415 — keeps --help quick

    context = click.get_current_context()
    is_asked = context.get_parameter_source("executor") is not ParameterSource.DEFAULT
    is_slow = any(map(intake.may_be_slow, paths))
    return "process" if is_slow and not is_asked else str(context.params["executor"])


class _Records:
    """Each article as a record in a line, without anything a terminal would obey."""

    def __init__(self, text: bool) -> None:
        self._text = text

    def add(self, readings: Sequence[Reading]) -> None:
        from watchdesk.brief.wording import escape_unsafe_json  # noqa: PLC0415 — keeps --help quick

        for reading in readings:
            kept = reading if self._text else reading.without_text()
            click.echo(escape_unsafe_json(kept.model_dump_json()))

    def end(self) -> None:
        """Everything is written."""


def _shower(view: str | None, form: Any, output: str | None, text: bool) -> Explanations | _Records:
    if view:
        return Explanations(view, form, output)
    if form or output:
        raise click.UsageError("--format and --output belong to --explain attribution.")
    return _Records(text)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@desk_option
@click.option("--feeds", is_flag=True, help="Read the feeds of watch.toml, too.")
@click.option("--quiet", is_flag=True, help="No progress and no table, only what was refused.")
@executor_option
@jobs_option
@ray_option
@map_option
@private_option
@metrics_option
def ingest(paths: tuple[str, ...], desk_dir: str, quiet: bool, **options: Any) -> None:
    """Read files, folders and web addresses into the desk's ledger.

    Without PATHS the feeds of watch.toml are read. What the ledger holds is not read again, and an
    ingest that was stopped goes on where it stopped when it is run again.
    """
    from watchdesk import batches, figures  # noqa: PLC0415 — keeps --help quick

    with batches.told(options["metrics_file"], "ingest", desk_dir) as batch:
        counting(batch.figures)
        report = _ingest(paths, desk_dir, quiet, options, batch)
        batch.failed = report.nothing_done
    from watchdesk import progress  # noqa: PLC0415 — as above

    end(figures.of_ingest(report), "" if quiet else progress.table(report))
    sys.exit(status(bool(report.refused), report.nothing_done))


def _ingest(
    paths: tuple[str, ...], desk_dir: str, quiet: bool, options: Mapping[str, Any], batch: Batch
) -> IngestReport:
    from watchdesk import figures, intake, progress  # noqa: PLC0415 — keeps --help quick

    desk = open_desk(desk_dir, create=bool(paths))
    paths = desk.with_feeds(paths) if options["feeds"] or not paths else paths
    web = intake.Web(allow_private=options["allow_private"])
    context = intake.Context(columns=options["columns"], web=web)
    told = doubted = 0
    with stoppable() as check, progress.bar("reading", _files(paths), quiet=quiet) as step:

        def tell(report: IngestReport) -> None:
            nonlocal told, doubted
            batch.now = partial(figures.of_ingest, report)
            check()
            for refusal in report.refused[told:]:
                say_refused(refusal)
            for line in report.doubts[doubted:]:
                say(line, "doubt")
            told, doubted = len(report.refused), len(report.doubts)
            step(report.files, report.captures + report.known)

        executor = executor_of(options["executor"], options["jobs"], options["ray_address"])
        return desk.ingest(paths, tell, context=context, executor=executor)


def _shows_records() -> bool:
    """Whether a bar would stand among the records, or in a log of a program that reads them."""
    return not (sys.stderr and sys.stderr.isatty()) or bool(sys.stdout and sys.stdout.isatty())


def _files(paths: tuple[str, ...]) -> int:
    """How many files are ahead; tells a user at a terminal what ``-`` waits for."""
    from watchdesk import intake  # noqa: PLC0415 — keeps --help quick

    if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        say(f"reading text from the terminal; end it with {end} on a line of its own")
    return intake.survey(paths).files
