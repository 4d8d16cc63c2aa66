"""Which steps are done of which archives, by what these hold and what the step was done with.

A line for each, written behind the others and made durable before the next step is begun; a line
that was half written is none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO

from pydantic import Field, ValidationError

from watchdesk.errors import DeskError
from watchdesk.records.span import Frozen


class Step(StrEnum):
    """What is done of an archive."""

    SIFT = "sift"
    """What the desk may care for was put into a shard."""
    READ = "read"
    """That was read into the ledger."""


class Entry(Frozen):
    """That a step is done."""

    archive: str
    """Where the archive is, for people."""
    content: str
    """What tells its contents from all others."""
    step: Step
    """Which step."""
    version: str
    """Everything but the contents that the outcome rests on: rules, models, settings."""
    shard: str = ""
    """For ``sift``: name of the shard."""
    sha256: str = ""
    """Of the shard's bytes."""
    kept: dict[str, int] = Field(default_factory=dict)
    """Captures in it, by why they were kept."""
    dropped: dict[str, int] = Field(default_factory=dict)
    """Captures that are not, by why they were dropped."""
    capture: str = ""
    """For ``read``: id of a capture that the ledger took from it, if it took one."""


class Manifest:
    """The entries of a file."""

    def __init__(self, path: Path) -> None:
        """Raises ``DeskError`` W209 when the file cannot be used."""
        self._path = path
        self._entries = {
            (entry.content, entry.step, entry.version): entry for entry in _entries(path)
        }

    def of(self, content: str, step: Step, version: str) -> Entry | None:
        """The newest entry of a step that was done with this; ``None`` when it is to be done."""
        return self._entries.get((content, step, version))

    def is_read(self, content: str, version: str, known: Callable[[str], bool]) -> bool:
        """Whether an archive was read so. ``known`` tells whether a ledger still holds a capture:
        one that was made anew does not."""
        entry = self.of(content, Step.READ, version)
        return entry is not None and (not entry.capture or known(entry.capture))

    def note(self, entries: Iterable[Entry]) -> None:
        """Keep that steps are done. Raises ``DeskError`` W209."""
        told = list(entries)
        append(self._path, (entry.model_dump_json(exclude_defaults=True) for entry in told))
        self._entries.update(((one.content, one.step, one.version), one) for one in told)


def _entries(path: Path) -> Iterator[Entry]:
    try:
        told = path.read_bytes().splitlines() if path.exists() else []
    except OSError as error:
        raise _unusable(path, error) from error
    for line in told:
        try:
            yield Entry.model_validate_json(line)
        except ValidationError:
            continue  # half written, as by a machine that went down


def append(path: Path, lines: Iterable[str]) -> None:
    """Write lines of JSON behind a file, durably. Raises ``DeskError`` W209."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as out:
            _end_line(out)
            out.writelines(line.encode("utf-8", "backslashreplace") + b"\n" for line in lines)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise _unusable(path, error) from error


def append_rows(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """The same with rows."""
    append(path, (json.dumps(row, ensure_ascii=True) for row in rows))


def _end_line(out: IO[bytes]) -> None:
    """End a line that was half written."""
    if out.tell():
        out.seek(-1, 2)
        if out.read(1) != b"\n":
            out.write(b"\n")


def _unusable(path: Path, error: Exception) -> DeskError:
    return DeskError("W209", str(path), f"cannot be used ({error})", "Name another with --out")
