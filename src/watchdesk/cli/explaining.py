"""What ``watchdesk read --explain`` shows of each capture, and where."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import click

from watchdesk.cli.output import form_of, looks, paint, write

if TYPE_CHECKING:
    from watchdesk.records import Reading

    View = Callable[[Sequence[Reading]], Iterator[str]]

VIEWS = ("labels", "syntax", "attribution")
Form = Literal["text", "html"]


class Explaining(click.Command):
    """``--explain FILE`` is ``--explain labels FILE``: only a view's name belongs to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write a view's name and its option as one."""
        end = args.index("--") if "--" in args else len(args)
        given = args[:end]
        for place in range(len(given) - 1, -1, -1):
            if given[place] == "--explain":
                named = given[place + 1 : place + 2]
                view = named[0] if named and named[0] in VIEWS else VIEWS[0]
                given[place : place + 1 + (view in named)] = [f"--explain={view}"]
        return super().parse_args(ctx, given + args[end:])


class Explanations:
    """Captures as a view shows them: each at once, or all in one file or page at the end.

    Raises ``UsageError`` for a form or a file that the view has not, and ``ModelError`` before
    anything is read.
    """

    def __init__(self, name: str, form: Form | None, output: str | None) -> None:
        if (form or output) and name != "attribution":
            raise click.UsageError("--format and --output belong to --explain attribution.")
        asked = form_of(output)
        self._html = (form or asked) == "html"
        self._output = output
        self._view = _view(name, output)
        self._kept: list[Reading] = []
        self._lines: list[str] = []

    def add(self, readings: Sequence[Reading]) -> None:
        """Show the articles of one capture, or keep them for the page."""
        if self._html:
            self._kept.extend(readings)
        elif self._output:
            self._lines.extend([*self._view(readings), ""])
        else:
            _echo(self._view(readings))

    def end(self) -> None:
        """Write what was kept; raises ``DeskError`` W209."""
        if self._html:
            from watchdesk import shown_attribution  # noqa: PLC0415 — keeps --help quick

            write(shown_attribution.page(self._kept), self._output)
        elif self._output:
            write("".join(f"{line}\n" for line in self._lines), self._output)


def _view(name: str, output: str | None) -> View:
    """What shows the readings of a capture; raises ``ModelError`` before anything is read."""
    width = min(shutil.get_terminal_size().columns, 120)
    if name == "syntax":
        from watchdesk import language, shown_syntax  # noqa: PLC0415 — keeps --help quick

        engine = language.shipped_engine()
        return lambda readings: shown_syntax.explain(readings, engine, paint, width)
    if name == "attribution":
        from watchdesk import shown_attribution  # noqa: PLC0415 — keeps --help quick

        return lambda readings: shown_attribution.explain(readings, *looks(output))
    from watchdesk.explained import explain  # noqa: PLC0415 — keeps --help quick

    return lambda readings: explain(readings, paint, width)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    click.echo()
