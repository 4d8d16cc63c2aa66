"""How every command ends: its exit status, and one line for whatever stopped it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

REFUSED = 1
NOTHING_DONE = 2
INTERRUPTED = 130


class Program(click.Group):
    """The commands; whatever ends one of them early is told in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
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
            say(f"{error.filename or 'output'}: {error.strerror or error}")
            sys.exit(NOTHING_DONE)
        except Exception as error:
            if _is_stop(error):
                _stopped(ctx)
            _told(error)
            sys.exit(NOTHING_DONE)


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
    say(f"stopped{'; what was read is kept, and the same command goes on' * kept}")
    sys.exit(INTERRUPTED)


def _is_stop(error: Exception) -> bool:
    """Whether somebody stopped the program while a record was written as JSON: pydantic makes an
    error of its own of whatever a field's writer raises, and keeps only the name."""
    return type(error).__name__ == "PydanticSerializationError" and "KeyboardInterrupt" in str(
        error
    )


def say(words: str) -> None:
    """Tell the user something, on standard error."""
    click.echo(f"watchdesk: {words}", err=True)


def _silence() -> None:
    """Keep Python from writing to a closed or full standard output once more when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> None:
    """Say what a user can cause with its cure, and own up to anything else."""
    from watchdesk.errors import WatchdeskError  # noqa: PLC0415 — keeps --help quick

    if isinstance(error, WatchdeskError):
        say(str(error))
        return
    if os.environ.get("WATCHDESK_TRACEBACK"):
        raise error
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    say(
        f"this is a fault of Watchdesk, not yours: {what} ({where}). "
        "Run it again with WATCHDESK_TRACEBACK=1 for a report"
    )


def status(refused: bool, nothing: bool) -> int:
    """The exit status of a command that takes many things."""
    return NOTHING_DONE if nothing else REFUSED if refused else 0
