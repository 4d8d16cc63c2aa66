"""The command that writes the ledger in other people's formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from watchdesk.cli.options import DAY, as_of_option, day, desk_option, open_desk, period_of
from watchdesk.cli.program import say

_STEP = 1_000_000
"""Bytes after which progress is told again."""
_WIDE = 16
"""Columns of the line that tells it."""


def _list(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from watchdesk.export import formats  # noqa: PLC0415 — keeps --help quick

    for one in formats():
        click.echo(f"{one.name:<16}{one.title} ({one.standard})")
    ctx.exit()


@click.command()
@click.argument("form", metavar="FORMAT")
@desk_option
@click.option(
    "--list",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_list,
    help="Tell which formats there are, and exit.",
)
@click.option("--week", help="Only what is about an ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="Only what is about days from here.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="The last of those days.")
@as_of_option
@click.option(
    "--everything",
    is_flag=True,
    help="Also what was planned, possible or denied to have happened, and what was dismissed.",
)
@click.option("--text", is_flag=True, help="Whole texts of articles, where the format holds them.")
@click.option(
    "--tlp",
    type=click.Choice(["white", "green", "amber", "red"]),
    help="Mark every object by the Traffic Light Protocol, where the format can.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File, or folder for formats of several files (with .zip an archive); - for standard "
    "output. By default the desk's name with the format's ending, here.",
)
def export(form: str, **options: Any) -> None:
    """Write the ledger in FORMAT; --list tells which there are.

    docs/exports.md tells what every column means. What a format cannot hold is counted.
    """
    period = period_of(options["week"], options["first"], options["last"])
    desk = open_desk(options["desk_dir"])
    from watchdesk import export as exports  # noqa: PLC0415 — keeps --help quick

    chosen = exports.find(form)
    asked = exports.Asked(period, options["everything"], options["text"], options["tlp"])
    with desk.view(day(options["as_of"])) as view:
        given = exports.Given(view, desk.watch, asked, exports.Left())
        if options["output"] == "-":
            for piece in exports.streamed(chosen, given):
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        else:
            out = Path(options["output"] or f"{desk.folder.resolve().name}{chosen.ending}")
            progress = _Progress()
            try:
                exports.export(chosen, given, out, progress)
            finally:
                progress.clear()
            say(f"{out}: {chosen.title}, {progress.written / 1e6:,.1f} MB")
    for reason, count in sorted(given.left.items()):
        say(f"left out: {count:,} × {reason}")


class _Progress:
    """How much is written; told meanwhile on a terminal."""

    def __init__(self) -> None:
        self.written = 0
        self._told = 0
        self._is_shown = sys.stderr.isatty()

    def __call__(self, written: int) -> None:
        self.written = written
        if self._is_shown and written - self._told >= _STEP:
            self._told = written
            click.echo(f"\r{written / 1e6:,.0f} MB ", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._told:
            click.echo(f"\r{' ' * _WIDE}\r", nl=False, err=True)
