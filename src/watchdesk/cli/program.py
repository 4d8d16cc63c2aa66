"""How every command ends: its exit status, and one line for whatever stopped it."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from watchdesk import logs

if TYPE_CHECKING:
    from watchdesk.records import Refusal

REFUSED = 1
NOTHING_DONE = 2
INTERRUPTED = 130
_FAILED, _NUMBERS = "watchdesk.failed", "watchdesk.numbers"
"""Under these a command's context keeps what the last line of its log is to tell."""
_LEVELS = {"refused": logging.WARNING, "doubt": logging.WARNING}
"""Levels of events that are not simply told."""


class Program(click.Group):
    """The commands; whatever ends one of them early is told in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        if ctx.params.get("log") != "json":
            return self._run(ctx)
        with logs.begun(lambda: ctx.invoked_subcommand or ""):
            return self._logged(ctx)

    def _logged(self, ctx: click.Context) -> Any:
        """The same, with a line of JSON for how it ended."""
        since = monotonic()
        status: Any = 0
        try:
            return self._run(ctx)
        except (SystemExit, click.exceptions.Exit) as end:
            status = end.exit_code if isinstance(end, click.exceptions.Exit) else end.code
            raise
        except (click.ClickException, click.Abort) as error:
            told = None if isinstance(error, click.Abort) else error
            status = told.exit_code if told else REFUSED
            reason = told.format_message() if told else "it was broken off"
            ctx.meta[_FAILED] = {"code": "usage", "where": "command line", "reason": reason}
            raise click.exceptions.Exit(status) from error
        finally:
            _end_log(ctx, since, status or 0)

    def _run(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise  # click says these itself
        except KeyboardInterrupt:
            _stopped(ctx)
        except BrokenPipeError:
            _silence()
        except OSError as error:
            _silence()
            where, reason = str(error.filename or "output"), error.strerror or str(error)
            code = errno.errorcode.get(error.errno or 0, "system")
            _fail(ctx, f"{where}: {reason}", code=code, where=where, reason=reason)
            sys.exit(NOTHING_DONE)
        except Exception as error:
            if _is_stop(error):
                _stopped(ctx)
            _told(ctx, error)
            sys.exit(NOTHING_DONE)


def _fail(ctx: click.Context, words: str, **parts: object) -> None:
    """Say why a command ends, or keep it for the log's last line."""
    if logs.is_json():
        ctx.meta[_FAILED] = parts
    else:
        say(words)


def _end_log(ctx: click.Context, since: float, status: int) -> None:
    """Log how it ended: done, stopped or failed, with the numbers that ``end`` was told."""
    numbers = ctx.meta.get(_NUMBERS, dict)()
    told = {"status": status, "seconds": monotonic() - since, **numbers}
    failed = ctx.meta.get(_FAILED)
    if status == INTERRUPTED:
        logs.event("stopped", told, logging.WARNING)
    elif failed or status >= NOTHING_DONE:
        why = dict(failed or {"code": "nothing", "reason": "nothing could be done"})
        error = why.pop("error", None)
        logs.event("failed", why | told, logging.ERROR, error)
    else:
        logs.event("done", told, logging.WARNING if status else logging.INFO)


def end(numbers: Mapping[str, object], words: str = "") -> None:
    """Tell what a command did: words for people, or numbers for the log's last line."""
    counting(lambda: numbers)
    if words and not logs.is_json():
        click.echo(words.removesuffix("\n"))


def counting(now: Callable[[], Mapping[str, object]]) -> None:
    """Have the log's last line tell these numbers, as they are when the command ends."""
    click.get_current_context().meta[_NUMBERS] = now


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """What this gives is called between the things a long command does: it stops the command when
    somebody asked for it meanwhile, even where other people's code took no notice.

    A KeyboardInterrupt that is raised while pydantic writes a record can be lost in it.
    """
    asked = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.default_int_handler(number, frame)

    def check() -> None:
        if asked:
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield check  # somebody else sees to it
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _stopped(ctx: click.Context) -> NoReturn:
    kept = ctx.invoked_subcommand in {"ingest", "crawl-read"}
    if not logs.is_json():
        say(f"stopped{'; what was read is kept, and the same command goes on' * kept}")
    sys.exit(INTERRUPTED)


def _is_stop(error: Exception) -> bool:
    """Whether somebody stopped the program while a record was written as JSON: pydantic makes an
    error of its own of whatever a field's writer raises, and keeps only the name."""
    return type(error).__name__ == "PydanticSerializationError" and "KeyboardInterrupt" in str(
        error
    )


def say(words: str, event: str = "note", **fields: object) -> None:
    """Tell the user something, on standard error; a log is told the fields, if there are some."""
    if logs.is_json():
        logs.event(event, fields or {"message": words}, _LEVELS.get(event, logging.INFO))
    else:
        click.echo(f"watchdesk: {words}", err=True)


def say_refused(refusal: Refusal) -> None:
    """Tell what was not taken, and what to do about it."""
    say(
        str(refusal),
        "refused",
        code=refusal.code,
        where=refusal.uri,
        reason=refusal.reason,
        cure=refusal.cure,
    )


def _silence() -> None:
    """Keep Python from writing to a closed or full standard output once more when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(ctx: click.Context, error: Exception) -> None:
    """Say what a user can cause with its cure, and own up to anything else."""
    from watchdesk.errors import WatchdeskError  # noqa: PLC0415 — keeps --help quick

    if isinstance(error, WatchdeskError):
        parts = {name: getattr(error, name) for name in ("code", "where", "reason", "cure")}
        _fail(ctx, str(error), **parts)
        return
    if os.environ.get("WATCHDESK_TRACEBACK") and not logs.is_json():
        raise error
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    _fail(
        ctx,
        f"this is a fault of Watchdesk, not yours: {what} ({where}). "
        "Run it again with WATCHDESK_TRACEBACK=1 for a report",
        code="fault",
        where=where,
        reason=what,
        error=error,
    )


def status(refused: bool, nothing: bool) -> int:
    """The exit status of a command that takes many things."""
    return NOTHING_DONE if nothing else REFUSED if refused else 0
