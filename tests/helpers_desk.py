"""What tests of the desk and its commands share: the program, ledgers laid bare, captures."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from watchdesk.cli import main
from watchdesk.store.packed import unpack

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "kursk-2024"
CAPTURES = SAMPLE / "captures"
PROGRAM = str(Path(sys.executable).with_name("watchdesk"))
READ_ON = date(2026, 11, 21)
"""Fixed, as it is where the figures and pages of the sample are made."""
Rows = list[tuple[Any, ...]]

STORY = """\
Envoys meet on the harbour dispute

By Mira Tolland
8 August 2024

TARNOVA — The foreign ministry said on Thursday that talks with its neighbour would resume in
Geneva next week.

“We will sit down again on Monday,” Anna Orlova, a deputy minister, told reporters.

Her side had asked for a fishing zone of 40 kilometers around the island, she said, and for a joint
patrol in its waters. Neither had been granted so far. The neighbour’s embassy did not comment.

The dispute began when two trawlers were held for a week in the spring. Their crews, eleven people
in all, were released after a fine was paid, according to the harbour master of Tarnova.
"""

SOME = (
    "harbor-wire.txt",
    "skerry-wire-cut.txt",
    "tidewater-wire.txt",
    "meridian-area-first.txt",
    "meridian-area-second.txt",
    "courier-live.txt",
    "wire.jsonl",
)
"""Captures that copy one another in every way, so that the ledger gets rows of every kind."""


def some() -> list[Path]:
    """The captures named above."""
    return [CAPTURES / name for name in SOME]


def run(*arguments: str | Path) -> Result:
    """The command line in this process; an exception that is no exit fails the test."""
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.stderr
    return result


def spawn(*arguments: str | Path | bytes, **options: Any) -> subprocess.Popen[bytes]:
    """The real program in a process of its own."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([PROGRAM, *(os.fspath(a) for a in arguments)], **options)


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Its exit status and what it wrote; never a traceback."""
    out, err = process.communicate(timeout=60)
    told = (err or b"").decode()
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    return process.returncode, (out or b"").decode(), told


def laid_bare(ledger: Path) -> dict[str, Rows]:
    """All rows of a ledger by content, without times of recording and row numbers."""
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as db:
        db.execute(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sentence_words, instance)"
        )
        found = {name: sorted(db.execute(query), key=repr) for name, query in _CONTENT.items()}
    found["record"] = [row[:2] + row[3:] for row in versions_in(ledger, newest=True)]
    return found | {"indexed": _indexed(ledger.with_name("reuse.db"))}


def versions_in(ledger: Path, *, newest: bool = False) -> Rows:
    """Kind, id, moment, record and labels of every version that is shown; of each record all, in
    their order, or only the one that stands."""
    query = (
        "SELECT kind, id, known_at, record, labels FROM version v "
        "WHERE posting = (SELECT max(number) FROM posting WHERE finished) "
    )
    if newest:
        query += (
            "AND record IS NOT NULL AND NOT EXISTS (SELECT 1 FROM version n WHERE n.kind = v.kind "
            "AND n.posting = v.posting AND n.id = v.id AND n.seq > v.seq) "
        )
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute(f"{query} ORDER BY kind, id, seq").fetchall()
    return [(*row[:3], unpack(row[3]) if row[3] else None, row[4]) for row in rows]


def _indexed(path: Path) -> Rows:
    """Each fingerprint of each article that the index beside a ledger holds."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        articles = dict(db.execute("SELECT number, article FROM text"))
        found = [
            (fingerprint, articles[number])
            for (postings,) in db.execute("SELECT postings FROM bucket")
            for number, fingerprint in struct.iter_unpack("<II", postings)
        ]
    return sorted(found, key=repr)


_SENTENCE = "a.id, a.software, s.start, s.end FROM sentence s JOIN article a ON a.seq = s.article"
_CONTENT = {
    "capture": "SELECT id, sha256, uri, media_type, encoding, captured_at, declared, text "
    "FROM capture",
    "sighting": "SELECT uri, capture FROM sighting",
    "article": "SELECT id, software, capture, role, earliest, latest, reading FROM article",
    "sentence": f"SELECT {_SENTENCE}",
    "words": f"SELECT w.term, w.offset, {_SENTENCE} JOIN temp.words w ON w.doc = s.id",
    "relation": "SELECT a, b, software, relation FROM relation",
    "refusal": "SELECT uri, code, reason, cure FROM refusal",
}


def differences(one: dict[str, Rows], other: dict[str, Rows]) -> dict[str, Rows]:
    """Rows that stand in only one of two ledgers, by table; few enough to read."""
    found = {
        name: [row for row in one[name] if row not in other[name]]
        + [row for row in other[name] if row not in one[name]]
        for name in one
        if one[name] != other[name]
    }
    return {name: rows[:3] for name, rows in found.items()}


def rows_in(ledger: Path, table: str) -> int:
    """How many rows a table holds; none while the ledger is being made."""
    try:
        with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def lines(text: str) -> list[str]:
    """Lines that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


def write(folder: Path, files: Mapping[str, str | bytes]) -> Iterable[Path]:
    """Files with their content, in a folder."""
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        yield path
