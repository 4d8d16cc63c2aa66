"""What a user sees while a desk works: a bar on a terminal, a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from watchdesk.desk import IngestReport
from watchdesk.records import PartKind, Role

_KEPT = (PartKind.BODY, PartKind.TITLE, PartKind.DECK, PartKind.SUBHEADING, PartKind.DATELINE)
_EVERY = 50


@contextmanager
def bar(
    what: str, total: int | None, *, quiet: bool = False
) -> Iterator[Callable[[IngestReport], None]]:
    """A function to call after each capture; draws on standard error only.

    On a terminal it is a bar with the time left; elsewhere a line every 50 captures.
    """
    if quiet:
        yield _silent
    elif sys.stderr.isatty():
        with _drawn(what, total) as step:
            yield step
    else:
        yield _lines(what, total)


@contextmanager
def _drawn(what: str, total: int | None) -> Iterator[Callable[[IngestReport], None]]:
    from rich.console import Console  # noqa: PLC0415 — 60 ms that only a terminal needs
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda report: progress.update(task, completed=_done(report))


def _silent(report: IngestReport) -> None:
    del report


def _lines(what: str, total: int | None) -> Callable[[IngestReport], None]:
    def step(report: IngestReport) -> None:
        if _done(report) % _EVERY == 0:
            of = f" of {total} files" if total else ""
            sys.stderr.write(f"{what}: {_done(report)} captures{of}\n")

    return step


def _done(report: IngestReport) -> int:
    return report.captures + report.known + len(report.refused)


def table(report: IngestReport) -> str:
    """Captures read, articles found, lines cut by kind, copies found, refused with reason."""
    rows = [
        ("captures read", report.captures),
        ("captures held already", report.known),
        *((f"articles: {_ROLES[role]}", report.articles[role]) for role in Role),
        *(
            (f"parts kept: {kind.value}", report.lines[kind])
            for kind in _KEPT
            if report.lines[kind]
        ),
        *(
            (f"parts set aside: {kind.value}", count)
            for kind, count in sorted(report.lines.items())
            if kind not in _KEPT
        ),
        *((f"pairs: {kind.value}", count) for kind, count in sorted(report.relations.items())),
        ("refused", len(report.refused)),
    ]
    width = max(len(label) for label, _ in rows)
    lines = [f"{label:<{width}}  {number:>6}" for label, number in rows]
    lines += [f"  {refusal.uri}: {refusal.reason} [{refusal.code}]" for refusal in report.refused]
    return "\n".join(lines) + "\n"


_ROLES = {
    Role.MAIN: "main",
    Role.TEASER: "teasers of other stories",
    Role.OTHER: "other stories in the same text",
}
