"""The commands that take files apart: read and ingest."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from watchdesk.cli.options import desk_option, map_option, open_desk, private_option
from watchdesk.cli.output import paint
from watchdesk.cli.program import say, status

if TYPE_CHECKING:
    from watchdesk.ingest import IngestReport
    from watchdesk.records import Fetch, Reading, Refusal


@click.command()
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
        say(str(refusal))

    def looked(look: Fetch) -> None:
        if look.doubt:
            say(look.doubt)

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
                say(said)
            files[intake.file_of(readings[0].capture.uri)] = None
            step(len(files), captures)
    sys.exit(status(bool(refused), not written))


@click.command()
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

    desk = open_desk(desk_dir, create=bool(paths))
    paths = desk.with_feeds(paths) if options["feeds"] or not paths else paths
    web = intake.Web(allow_private=options["allow_private"])
    context = intake.Context(columns=options["columns"], web=web)
    told = doubted = 0
    with progress.bar("reading", _files(paths), quiet=quiet) as step:

        def tell(report: IngestReport) -> None:
            nonlocal told, doubted
            for line in (*map(str, report.refused[told:]), *report.doubts[doubted:]):
                say(line)
            told, doubted = len(report.refused), len(report.doubts)
            step(report.files, report.captures + report.known)

        report = desk.ingest(paths, tell, context=context)
    if not quiet:
        click.echo(progress.table(report), nl=False)
    sys.exit(status(bool(report.refused), report.nothing_done))


def _explain(readings: list[Reading]) -> None:
    from watchdesk.explained import explain as explained  # noqa: PLC0415 — keeps --help quick

    width = min(shutil.get_terminal_size().columns, 120)
    for line in explained(readings, paint, width):
        click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    click.echo()


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
