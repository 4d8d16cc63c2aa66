"""Whether what Watchdesk needs is here: SQLite, the tables and the models that ship."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from importlib import resources

from watchdesk import __version__
from watchdesk.doctor.result import REINSTALL, Result
from watchdesk.records import Capture, content_id

_OLDEST_SQLITE = (3, 35, 0)


def examine_here() -> Iterator[Result]:
    """Run the checks that need no desk."""
    from watchdesk.doctor.models import examine_models  # noqa: PLC0415 — the whole language room

    yield Result(True, "watchdesk", f"{__version__} on Python {sys.version.split()[0]}")
    yield _sqlite()
    yield _tables()
    yield _gazetteer()
    yield from examine_models()
    yield _reads()


def _sqlite() -> Result:
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5 (w)")
            searchable = True
        except sqlite3.OperationalError:
            searchable = False
    connection.close()
    ok = searchable and sqlite3.sqlite_version_info >= _OLDEST_SQLITE
    found = f"{sqlite3.sqlite_version}, full-text search {'there' if searchable else 'missing'}"
    cure = "" if ok else "Use a Python whose SQLite is 3.35 or newer and has FTS5"
    return Result(ok, "SQLite", found, cure)


def _tables() -> Result:
    folder = resources.files("watchdesk.resources")
    files = [item for item in folder.iterdir() if item.is_file() and not item.name.endswith(".py")]
    size = sum(len(item.read_bytes()) for item in files)
    cure = "" if files else REINSTALL
    return Result(bool(files), "shipped tables", f"{len(files)} files, {size / 1e6:.1f} MB", cure)


def _gazetteer() -> Result:
    from watchdesk.grounding import gazetteer  # noqa: PLC0415 — only read when asked

    problem = gazetteer.status()
    found = problem or f"{len(gazetteer.table().ids):,} places known"
    return Result(problem is None, "gazetteer", found, REINSTALL if problem else "")


def _reads() -> Result:
    from watchdesk import pipeline  # noqa: PLC0415 — the whole language room

    text = "The ministry said on Thursday that talks would begin in Geneva on 3 June 2024.\n"
    capture = Capture(
        id=content_id("cap", text),
        uri="doctor",
        sha256="",
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    try:
        readings = list(pipeline.read_capture(capture))
    except Exception as error:  # whatever is wrong with the installation is what is asked for
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Result(False, "reading", what, REINSTALL)
    told = sum(len(reading.attributions) for reading in readings)
    times = sum(len(reading.times) for reading in readings)
    found = f"{told} attributions and {times} times in a test text"
    ok = bool(told and times)
    return Result(ok, "reading", found, "" if ok else REINSTALL)
