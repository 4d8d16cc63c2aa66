"""Standard input: whatever comes, told by its content."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer
from types import SimpleNamespace

import pytest

from helpers_archives import OTHER, PAGE, ROWS, STORY, codes, tar_of, texts, zip_of
from helpers_desk import finished, run, spawn
from watchdesk import intake
from watchdesk.records import Capture


class Pipe(io.BytesIO):
    """Bytes that cannot be sought in."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError(errno.ESPIPE, "Illegal seek")

    tell = seek


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> io.BytesIO:
    stream = Pipe(data)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    return stream


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (STORY, ["-"]),
        (PAGE, ["-"]),
        (ROWS, ["-#L1", "-#L2"]),
        (b'[{"text": "A list of one."}]', ["-#R1"]),
        (gzip.compress(ROWS, mtime=0), ["-#L1", "-#L2"]),
        (
            zip_of({"a.txt": STORY, "in.zip": zip_of({"b.txt": OTHER})}),
            ["-!/a.txt", "-!/in.zip!/b.txt"],
        ),
        (tar_of({"a.txt": STORY}), ["-!/a.txt"]),
        (
            gzip.compress(tar_of({"a.txt": STORY, "b.txt": OTHER}), mtime=0),
            ["-!/a.txt", "-!/b.txt"],
        ),
        (b"word " * 100_000, ["-"]),
    ],
)
def test_any_format_is_read(data: bytes, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stream = given(monkeypatch, data)
    items = list(intake.read(["-"]))
    assert list(texts(items)) == found
    assert not codes(items)
    assert all(i.unpacked[0] == "standard input" for i in items if isinstance(i, Capture))
    assert not stream.closed
    assert intake.count(["-"]) == 1


def test_nothing_to_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"")
    assert codes(intake.read(["-"])) == [("-", "W109")]
    monkeypatch.setattr(sys, "stdin", None)
    assert codes(intake.read(["-"])) == [("-", "W105")]
    closed = Pipe()
    closed.close()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=closed))
    assert codes(intake.read(["-"])) == [("-", "W105")]


def test_second_time_it_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, STORY)
    items = list(intake.read(["-", "-"]))
    assert list(texts(items)) == ["-"]
    assert codes(items) == [("-", "W109")]


def test_system_error_is_named_and_rows_before_it_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(Pipe):
        def read1(self, size: int | None = -1) -> bytes:
            data = super().read1(min(size or 0, 1000))
            if not data:
                raise OSError(errno.EIO, "Input/output error")
            return data

    rows = b"".join(b'{"text": "Row %d of some words."}\n' % n for n in range(9000))
    stream = Failing(rows)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    items = list(intake.read(["-"]))
    assert codes(items) == [("-", "W105")]
    assert len(texts(items)) > 5000


def test_interrupt_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Pipe):
        def read1(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Interrupted()))
    with pytest.raises(KeyboardInterrupt):
        list(intake.read(["-"]))


def test_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"word " * 1000)
    context = intake.Context(limits=intake.Limits(file_bytes=4999))
    assert codes(intake.read(["-"], context)) == [("-", "W108")]
    given(monkeypatch, zip_of({"a.txt": os.urandom(5000)}))
    context = intake.Context(limits=intake.Limits(copy_bytes=4999))
    assert codes(intake.read(["-"], context)) == [("-", "W128")]


def test_read_and_ingest_take_a_dash(tmp_path: Path) -> None:
    for where in ((), ("--desk", tmp_path / "desk")):
        verb = "ingest" if where else "read"
        process = spawn(verb, "-", *where, stdin=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(zip_of({"a.txt": STORY, "b.png": b"", "c.txt": OTHER}))
        process.stdin.close()
        process.stdin = None
        status, out, told = finished(process)
        assert status == 0, told
    assert "captures read" in out
    assert ".png" in out
    shown = run("search", "envoys", "--desk", tmp_path / "desk")
    assert "table" in shown.stdout


def test_file_in_place_of_a_pipe_is_read_from_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a line before\n" + ROWS)
    with path.open("rb", buffering=0) as handle:
        handle.seek(len(b"a line before\n"))
        status, out, _ = finished(spawn("read", "-", stdin=handle))
    assert status == 0
    assert [json.loads(line)["capture"]["uri"] for line in out.splitlines()] == ["-#L1", "-#L2"]


def test_terminal_is_told_what_is_waited_for_and_ends_once() -> None:
    ours, theirs = pty.openpty()
    process = spawn("read", "-", stdin=theirs)
    os.close(theirs)
    os.write(ours, STORY.replace(b"\n\n", b"\n") + b"\x04")
    status, out, told = finished(process)
    os.close(ours)
    assert status == 0
    assert len(out.splitlines()) == 1
    assert "end it with Ctrl-D" in told


def test_waiting_for_a_pipe_can_be_interrupted() -> None:
    process = spawn("read", "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    watch = Timer(50, process.kill)
    watch.start()
    # More than is looked at to tell the format; then the pipe stays open.
    process.stdin.write(ROWS + b'{"other": "%s", "text": "Words."}\n' % (b"x" * 100_000))
    process.stdin.flush()
    assert b"#L1" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    status, _, told = finished(process)
    watch.cancel()
    assert status == 130
    assert told.startswith("watchdesk: stopped")
