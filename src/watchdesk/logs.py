"""What a command tells of itself for machines: one JSON object a line, on standard error.

Values may come from anywhere, titles and addresses among them: all that is not plain ASCII is
written as an escape, so that no value can end a line or begin another.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

FORMS = ("text", "json")
"""How a command can tell of itself."""
LOGGER = "watchdesk"
"""Name of the logger that our events go through."""
_LONGEST = 2_000
"""Characters of a value. Programs that collect logs cut lines of some ten thousand."""
_LONGEST_TRACE = 8_000
"""Characters of the end of a trace."""
_FIELDS = "watchdesk_fields"
"""Attribute of a record of the logging module that holds an event's fields."""


@contextmanager
def begun(command: Callable[[], str]) -> Iterator[None]:
    """From here to the end all that is logged in this process, by whomever, is JSON.

    ``command`` tells the name of the command that runs, once that is known. What was set up for
    logging before is there again afterwards.
    """
    root, ours = logging.getLogger(), logging.getLogger(LOGGER)
    handlers, level, our_level = root.handlers[:], root.level, ours.level
    shown = warnings.showwarning
    handler = _Handler(_Lines(os.urandom(6).hex(), command))
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    ours.setLevel(logging.INFO)
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        warnings.showwarning = shown
        root.handlers[:] = handlers
        root.setLevel(level)
        ours.setLevel(our_level)
        handler.close()


def is_json() -> bool:
    """Whether this process tells of itself in JSON."""
    return any(isinstance(one, _Handler) for one in logging.getLogger().handlers)


def event(
    name: str,
    fields: Mapping[str, object] | None = None,
    level: int = logging.INFO,
    error: BaseException | None = None,
) -> None:
    """Log that something happened; ``error`` adds its trace. Nothing unless JSON was begun."""
    if is_json():
        logger = logging.getLogger(LOGGER)
        logger.log(level, "%s", name, extra={_FIELDS: fields or {}}, exc_info=error)


class _Handler(logging.Handler):
    """Writes each line in one go to what standard error is at that moment."""

    def __init__(self, lines: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(lines)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if sys.stderr is not None:
                sys.stderr.write(self.format(record) + "\n")
                sys.stderr.flush()
        except (OSError, ValueError):
            # Nobody can be told that the log cannot be written.
            return


class _Lines(logging.Formatter):
    """Makes a line of a record, ours or of a library."""

    def __init__(self, run: str, command: Callable[[], str]) -> None:
        super().__init__()
        self._run, self._command = run, command

    def format(self, record: logging.LogRecord) -> str:
        """The record as a JSON object in one line of plain ASCII."""
        given: Mapping[str, object] | None = getattr(record, _FIELDS, None)
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": "log" if given is None else record.getMessage(),
            "run": self._run,
            "command": self._command(),
        }
        if given is None:
            given = {"logger": record.name, "message": record.getMessage()}
        line |= {name: value for name, value in given.items() if name not in line}
        if record.exc_info and record.exc_info[1] is not None:
            line["trace"] = self.formatException(record.exc_info)[-_LONGEST_TRACE:]
        longest = {"trace": _LONGEST_TRACE}
        plain = {name: _plain(value, longest.get(name, _LONGEST)) for name, value in line.items()}
        return json.dumps(plain, ensure_ascii=True, allow_nan=False).replace("\x7f", "\\u007f")


def _plain(value: object, longest: int) -> Any:
    """A value as JSON has it; texts cut, and without halves of characters, which JSON has not."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return round(value, 6) if abs(value) < float("inf") else None
    if isinstance(value, Mapping):
        return {_plain(str(key), longest): _plain(one, longest) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, longest) for one in value]
    text = str(value)
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return cut.encode("utf-8", "backslashreplace").decode("utf-8")
