"""What a user sees while a desk works: a bar on a terminal, a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from watchdesk import logs
from watchdesk.records import FetchState, PartKind, Refusal, RelationKind, Role

if TYPE_CHECKING:
    from watchdesk.ingest import IngestReport

_SECONDS = 5.0
"""Between two lines where no bar can be drawn."""
_MANY = 20
"""Kinds of file listed by name."""

Step = Callable[[int, int], None]
"""Told how many files were begun and how many captures are done."""


@contextmanager
def bar(what: str, total: int | None, *, quiet: bool = False) -> Iterator[Step]:
    """A function to call after each capture; draws on standard error only.

    On a terminal it is a bar with the time left, elsewhere a line every few seconds; where the
    program logs in JSON an event.
    """
    if quiet or sys.stderr is None:
        yield _silent
    elif logs.is_json():
        yield _logged(
            what, lambda files, captures: {"files": files, "of": total, "captures": captures}
        )
    elif sys.stderr.isatty():
        with _drawn(what, total) as step:
            yield step
    else:
        yield _lines(what, total)


@contextmanager
def _drawn(what: str, total: int | None) -> Iterator[Step]:
    from rich.console import Console  # noqa: PLC0415 — 60 ms that only a terminal needs
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} of {task.total} files, {task.fields[captures]} captures"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # Standard output is left alone: it may be a file that takes the records.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(what, total=total, captures=0)
        # A file that was begun is not done; the bar is full when the work is.
        yield lambda files, captures: progress.update(
            task, completed=max(0, min(files, total or files) - 1), captures=captures
        )


@contextmanager
def count(what: str, noun: str, *, quiet: bool = False) -> Iterator[Step]:
    """The same for work of which the whole is known: told how many are done, of how many."""
    if quiet or sys.stderr is None:
        yield _silent
        return
    if logs.is_json():
        yield _logged(what, lambda done, total: {noun: done, "of": total})
        return
    last = monotonic()

    def step(done: int, total: int) -> None:
        nonlocal last
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{what}: {done:,} of {total:,} {noun}" + "\n" * (done == total))
            sys.stderr.flush()
        elif monotonic() - last >= _SECONDS:
            last = monotonic()
            sys.stderr.write(f"{what}: {done:,} of {total:,} {noun}\n")
            sys.stderr.flush()

    yield step


def _silent(files: int, captures: int) -> None:
    del files, captures


def _logged(what: str, fields: Callable[[int, int], dict[str, int | None]]) -> Step:
    """An event every few seconds."""
    last = monotonic()

    def step(one: int, other: int) -> None:
        nonlocal last
        if monotonic() - last >= _SECONDS:
            last = monotonic()
            logs.event("progress", {"what": what, **fields(one, other)})

    return step


def _lines(what: str, total: int | None) -> Step:
    last = monotonic()

    def step(files: int, captures: int) -> None:
        nonlocal last
        if monotonic() - last >= _SECONDS:
            last = monotonic()
            of = f" of {total}" if total else ""
            sys.stderr.write(f"{what}: {captures} captures, file {files}{of}\n")
            sys.stderr.flush()

    return step


def table(report: IngestReport) -> str:
    """What an ingest read, found, set aside, passed over and refused, in rows with a number."""
    rows = [*_captures(report), *_found(report), *_left(report.refused, report.passed_over)]
    width = max(len(label) for label, _ in rows)
    return "".join(f"{label:<{width}}  {number:>7,}\n" for label, number in rows)


Row = tuple[str, int]


def _captures(report: IngestReport) -> Iterator[Row]:
    yield "captures read", report.captures
    yield "captures held already", report.known
    if report.again:
        yield "read again beside other pages of their sites", report.again


def _found(report: IngestReport) -> Iterator[Row]:
    looks = ((state.value.replace("_", " "), report.fetches[state]) for state in FetchState)
    yield from _group("feeds and addresses looked at", looks)
    yield from _group("articles found", ((_ROLES[r], report.articles[r]) for r in Role))
    kept = [(kind.value, report.lines[kind]) for kind in PartKind if kind.is_read]
    aside = [(kind.value, report.lines[kind]) for kind in PartKind if not kind.is_read]
    yield from _group("parts read", kept)
    yield from _group("parts set aside", aside)
    pairs = ((_RELATIONS[kind], report.relations[kind]) for kind in RelationKind)
    yield from _group("pairs of articles that share words", pairs)


def _left(refused: Iterable[Refusal], passed_over: Mapping[str, int]) -> Iterator[Row]:
    from watchdesk.intake import REFUSAL_CODES  # noqa: PLC0415 — read is quicker without it

    kinds = sorted(passed_over.items(), key=lambda kind: (-kind[1], kind[0]))
    rest = sum(number for _, number in kinds[_MANY:])
    named = [(suffix or "hidden, or without an ending", number) for suffix, number in kinds[:_MANY]]
    yield from _group("files passed over", [*named, ("other endings", rest)])
    codes: dict[str, int] = {}
    for refusal in refused:
        codes[refusal.code] = codes.get(refusal.code, 0) + 1
    why = ((f"{REFUSAL_CODES.get(code, code)} [{code}]", codes[code]) for code in sorted(codes))
    yield from _group("refused", why)


def _group(heading: str, rows: Iterable[Row]) -> Iterator[Row]:
    """A heading with the sum and its rows; nothing when there is nothing."""
    some = [(f"  {label}", number) for label, number in rows if number]
    if some:
        yield heading, sum(number for _, number in some)
        yield from some


_ROLES = {
    Role.MAIN: "main",
    Role.TEASER: "teasers of other stories",
    Role.OTHER: "other stories in the same text",
}
_RELATIONS = {
    RelationKind.SAME_PAGE: "the same page again",
    RelationKind.SYNDICATED: "the same story elsewhere",
    RelationKind.CONTAINED: "one inside the other",
    RelationKind.UPDATED: "a later version",
    RelationKind.SHARES_PASSAGES: "some passages in common",
    RelationKind.SAME_TEMPLATE: "the same form with other facts",
}
