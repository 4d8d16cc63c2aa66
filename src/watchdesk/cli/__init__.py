"""The command line: the library's verbs, and nothing else.

Exit status: 0 when all went well, 1 when something was refused and the rest was done, 2 when
nothing could be done, 130 when stopped from the keyboard. Results go to standard output,
everything else to standard error.
"""

from __future__ import annotations

import os
import sys

import click

from watchdesk import __version__, logs
from watchdesk.cli.assisting import mcp
from watchdesk.cli.crawling import crawl_read
from watchdesk.cli.exporting import export
from watchdesk.cli.keeping import changes, dismiss, list_, merge, rename, split, undo
from watchdesk.cli.program import Program
from watchdesk.cli.reading import ingest, read
from watchdesk.cli.removing import redact, retain
from watchdesk.cli.serving import serve
from watchdesk.cli.telling import brief, diff, edit, search, show
from watchdesk.cli.upkeep import backup, copy_ledger, doctor, init, reindex, restore


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="watchdesk")
@click.option(
    "--log",
    type=click.Choice(logs.FORMS),
    default="text",
    show_default=True,
    envvar="WATCHDESK_LOG",
    show_envvar=True,
    help="How a command tells of itself on standard error: in words, or as one JSON object a line.",
)
def main(log: str) -> None:
    """A diplomacy watch desk in a box: news in, a sourced ledger and a cited brief out."""
    if log == "json":  # Program has begun it
        logs.event("begun", {"version": __version__, "pid": os.getpid()})
    # Before numpy is loaded: its threads cost more than they give; for more, run more processes.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


_ASKING = (init, read, ingest, crawl_read, brief, edit, list_, changes, show, search, diff)
_RULING = (merge, split, dismiss, rename, undo)

for _command in (
    *_ASKING,
    *_RULING,
    export,
    serve,
    mcp,
    reindex,
    copy_ledger,
    backup,
    restore,
    redact,
    retain,
    doctor,
):
    main.add_command(_command)
