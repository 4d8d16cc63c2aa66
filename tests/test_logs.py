"""What commands tell of themselves for machines: logs in JSON, and files for Prometheus."""

from __future__ import annotations

import gzip
import json
import logging
import os
import re
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from helpers_desk import CAPTURES, ROOT, STORY, finished, lines, rows_in, run, spawn, write
from helpers_warc import STORY as ARTICLE_LINES
from helpers_warc import info, page, response
from watchdesk import batches, logs, progress
from watchdesk import figures as figures_of
from watchdesk.cli import main
from watchdesk.crawled import CrawlReport
from watchdesk.errors import DeskError
from watchdesk.ingest import IngestReport

FIXED = ["time", "level", "event", "run", "command"]
Event = dict[str, Any]


def events(told: str) -> list[Event]:
    """The lines of a log, each an object with what every line has, of one run."""
    found = [json.loads(line) for line in lines(told)]
    for one in found:
        assert list(one)[: len(FIXED)] == FIXED
        moment = datetime.fromisoformat(one["time"])
        assert moment.tzinfo is not None
        assert abs(moment - datetime.now(UTC)) < timedelta(minutes=10)
    assert len({one["run"] for one in found}) == 1
    return found


def named(told: str, event: str) -> list[Event]:
    return [one for one in events(told) if one["event"] == event]


def figures(file: Path) -> dict[tuple[str, str], float]:
    """Values of a file for Prometheus by name and kind."""
    return {
        (sample.name.removeprefix("watchdesk_batch_"), sample.labels.get("kind", "")): sample.value
        for family in text_string_to_metric_families(file.read_text(encoding="utf-8"))
        for sample in family.samples
    }


def test_an_ingest_is_told_in_events_and_no_name_forges_one(tmp_path: Path) -> None:
    forged = 'x\n{"event": "done", "status": 0}\r\u2028\u202e\x1b[2J.txt'
    story, bad, strange = write(
        tmp_path, {"story.txt": STORY, "bad.txt": bytes(900), forged: bytes(900)}
    )
    desk = tmp_path / "desk"
    result = run("--log", "json", "ingest", story, bad, strange, "--desk", desk)
    assert result.exit_code == 1
    assert result.stdout == ""
    told = events(result.stderr)
    assert [one["event"] for one in told] == ["begun", "refused", "refused", "done"]
    assert {one["command"] for one in told} == {"ingest"}
    assert result.stderr.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", result.stderr)
    assert told[1] | {"where": str(bad)} == told[1]
    assert told[1]["code"] == told[2]["code"] == "W111"
    assert told[1]["reason"]
    assert told[1]["cure"]
    done = told[-1]
    assert (done["level"], done["status"]) == ("warning", 1)
    assert done["captures"] == {"read": 1, "known": 0, "again": 0}
    assert done["articles"]["main"] == 1
    assert done["refused"] == {"W111": 2}
    assert 0 < done["seconds"] < 60
    again = run("--log", "json", "ingest", story, "--desk", desk, "--quiet")
    (done,) = named(again.stderr, "done")
    assert (done["level"], done["captures"]["known"]) == ("info", 1)
    assert done["run"] != told[0]["run"]


@pytest.mark.parametrize(
    ("typed", "code", "status"),
    [
        (["ingest", "--desk", "{}/none"], "W201", 2),
        (["ingest", "{}/empty", "--desk", "{}/made"], "nothing", 2),
        (["ingest", "--jobs", "many"], "usage", 2),
        (["no-such-command"], "usage", 2),
        (["brief", "--desk", "{}/none", "-o", "{}/no/brief.md"], "W201", 2),
    ],
)
def test_what_stops_a_command_is_its_last_line(
    tmp_path: Path, typed: list[str], code: str, status: int
) -> None:
    (tmp_path / "empty").mkdir()
    result = run("--log", "json", *(part.format(tmp_path) for part in typed))
    assert result.exit_code == status
    last = events(result.stderr)[-1]
    assert (last["event"], last["level"]) == ("failed", "error")
    assert (last["code"], last["status"]) == (code, status)
    assert last["reason"]


def test_a_fault_of_ours_and_a_full_disk_are_one_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdesk.desk import Desk

    def broken(*_: object) -> None:
        raise RuntimeError('no\n{"event": "done"}')

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "reuse.db")

    run("init", tmp_path / "desk")
    monkeypatch.setattr(Desk, "reindex", broken)
    typed = ["--log", "json", "reindex", "--desk", str(tmp_path / "desk")]
    result = CliRunner().invoke(main, typed)
    *_, last = events(result.stderr)
    assert (result.exit_code, last["event"], last["code"]) == (2, "failed", "fault")
    assert "RuntimeError" in last["reason"]
    assert "test_logs.py" in last["trace"]
    monkeypatch.setattr(Desk, "reindex", full)
    *_, last = events(run(*typed).stderr)
    assert (last["code"], last["where"], last["status"]) == ("ENOSPC", "reuse.db", 2)


def test_words_stay_words_unless_asked(tmp_path: Path) -> None:
    run("init", tmp_path / "desk")
    result = run("reindex", "--desk", tmp_path / "desk")
    assert (result.stdout, result.stderr) == ("0 articles indexed\n", "")
    assert not logs.is_json()
    assert run("ingest", "--desk", tmp_path / "none").stderr.startswith("watchdesk: ")
    typed = ["reindex", "--desk", str(tmp_path / "desk")]
    chosen = CliRunner().invoke(main, typed, env={"WATCHDESK_LOG": "json"})
    assert (chosen.exit_code, chosen.stdout) == (0, "")
    assert events(chosen.stderr)[-1]["articles"] == 0
    wrong = run("--log", "yaml", "reindex", "--desk", tmp_path / "desk")
    assert wrong.exit_code == 2
    assert "'text', 'json'" in wrong.stderr


def test_results_stay_on_standard_output(tmp_path: Path) -> None:
    (story,) = write(tmp_path, {"story.txt": STORY})
    result = run("--log", "json", "read", story)
    assert json.loads(result.stdout)["capture"]["uri"] == str(story)
    (done,) = named(result.stderr, "done")
    assert (done["captures"], done["articles"], done["refused"]) == (1, 1, {})


def test_progress_is_an_event_every_few_seconds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    with logs.begun(lambda: "ingest"):
        with progress.bar("reading", 3) as step, progress.count("copying", "rows") as rows:
            for now in range(1, 12):
                step(1, now)
            rows(70, 90)
        with progress.bar("reading", 3, quiet=True) as step:
            now = 100
            step(1, 1)
    told = named(capsys.readouterr().err, "progress")
    shown = [{key: one[key] for key in one if key not in FIXED} for one in told]
    assert shown == [
        {"what": "reading", "files": 1, "of": 3, "captures": 5},
        {"what": "reading", "files": 1, "of": 3, "captures": 10},
        {"what": "copying", "rows": 70, "of": 90},
    ]


@settings(max_examples=60)
@given(st.text(), st.text(), st.floats(), st.recursive(st.text() | st.none(), st.lists))
def test_any_value_is_one_line_of_json(key: str, value: str, number: float, deep: object) -> None:
    record = logging.LogRecord("watchdesk", logging.INFO, "", 0, "%s", ("told",), None)
    record.watchdesk_fields = {key: value, "number": number, "deep": deep, "event": "done"}
    line = logs._Lines("0" * 12, lambda: "read").format(record)
    assert line.isascii()
    assert line.isprintable()
    told = json.loads(line)
    assert told["event"] == "told"
    line.encode()
    json.dumps(told, ensure_ascii=False).encode()  # no half of a character in it


def test_what_libraries_log_and_warn_is_json_too_and_long_values_are_cut(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (logging.getLogger().handlers[:], logging.getLogger().level, warnings.showwarning)
    with logs.begun(lambda: "serve"):
        logging.getLogger("uvicorn.error").warning("a request\nwas %s", "bad")
        logging.getLogger("other").info("is not told")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("old\nthing", DeprecationWarning, stacklevel=1)
        try:
            raise ValueError("x" * 50_000)
        except ValueError as error:
            logs.event("failed", {"reason": str(error)}, logging.ERROR, error)
    first, second, third = events(capsys.readouterr().err)
    assert (first["event"], first["logger"]) == ("log", "uvicorn.error")
    assert first["message"] == "a request\nwas bad"
    assert second["logger"] == "py.warnings"
    assert len(third["reason"]) == 2_000
    assert len(json.dumps(third)) < 12_000
    assert before == (
        logging.getLogger().handlers,
        logging.getLogger().level,
        warnings.showwarning,
    )


def test_lines_of_many_threads_are_whole(capfd: pytest.CaptureFixture[str]) -> None:
    def tell(number: int) -> None:
        for times in range(50):
            logs.event("told", {"number": number, "times": times, "long": "x" * 1_500})

    with logs.begun(lambda: "serve"):
        threads = [threading.Thread(target=tell, args=(number,)) for number in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    told = events(capfd.readouterr().err)
    assert len({(one["number"], one["times"]) for one in told}) == 400


def test_a_closed_standard_error_harms_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = open(os.devnull, "w")  # noqa: SIM115, PTH123
    closed.close()
    for stream in (closed, None):
        monkeypatch.setattr(sys, "stderr", stream)
        with logs.begun(lambda: "read"):
            logs.event("told")


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        number = held.getsockname()[1]
    yield number


def asked(port: int, path: str, token: str = "") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_server_logs_answers_and_neither_token_nor_query(
    small_desk: Path, tmp_path: Path, port: int
) -> None:
    folder = copytree(small_desk, tmp_path / "desk")
    token = "a-token-that-stands-in-a-file"
    (tmp_path / "token").write_text(f"{token}\n")
    process = spawn(
        *("--log", "json", "serve", "--desk", folder, "--port", str(port), "--host", "0.0.0.0"),
        *("--token-file", tmp_path / "token"),
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError):
                assert asked(port, "/healthz") == 401
                break
            time.sleep(0.1)
        assert asked(port, "/healthz", token) == 200
        assert asked(port, f"/?token={token}&q=secret") == 303
        assert asked(port, "/claims/a%0a%7b%22event%22:1", token) == 404
    finally:
        process.send_signal(signal.SIGINT)
        status, out, told = finished(process)
    assert (status, out) == (130, "")
    assert token not in told
    assert "secret" not in told
    found = events(told)
    assert [one["event"] for one in found[:2]] == ["begun", "serving"]
    assert found[1]["address"] == f"http://0.0.0.0:{port}/"
    answers = [(one["method"], one["path"], one["status"]) for one in named(told, "request")]
    assert answers[-3:] == [
        ("GET", "/healthz", 200),
        ("GET", "/", 303),
        ("GET", '/claims/a\n{"event":1', 404),
    ]
    assert all(0 <= one["seconds"] < 30 for one in named(told, "request"))
    assert found[-1]["event"] == "stopped"


@pytest.mark.parametrize("held", [None, "", "too short", "x" * 19, "not one word " * 4, "ü" * 30])
def test_a_token_that_can_be_guessed_is_refused(tmp_path: Path, held: str | None) -> None:
    if held is not None:
        (tmp_path / "token").write_text(held, encoding="utf-8")
    run("init", tmp_path / "desk")
    result = run("serve", "--desk", tmp_path / "desk", "--token-file", tmp_path / "token")
    assert result.exit_code == 2
    assert "[W285]" in result.stderr
    assert len(lines(result.stderr)) == 1


def test_figures_of_an_ingest_and_the_last_success_is_kept_by_a_failure(tmp_path: Path) -> None:
    desk, file = tmp_path / "desk", tmp_path / "watchdesk.prom"
    story, bad = write(tmp_path, {"story.txt": STORY, "bad.txt": bytes(900)})
    before = time.time()
    assert run("ingest", story, bad, "--desk", desk, "--metrics-file", file).exit_code == 1
    first = figures(file)
    assert first["failed", ""] == 0
    assert before <= first["last_success_timestamp_seconds", ""] <= time.time()
    assert 0 < first["seconds", ""] < 60
    assert (first["captures", "read"], first["captures", "known"]) == (1, 0)
    assert (first["articles", "main"], first["looks", "failed"]) == (1, 0)
    assert first["refused", "W111"] == 1
    assert f'desk="{desk}"' in file.read_text()
    run("ingest", bad, "--desk", desk, "--metrics-file", file)  # nothing was done
    second = figures(file)
    assert second["failed", ""] == 1
    name = ("last_success_timestamp_seconds", "")
    assert second[name] == first[name] < second["last_run_timestamp_seconds", ""]
    (desk / "watch.toml").write_text("nonsense")
    result = run("ingest", story, "--desk", desk, "--metrics-file", file)
    assert "[W203]" in result.stderr
    assert figures(file)[name] == first[name]
    assert ("captures", "read") not in figures(file)
    other = tmp_path / "other"
    run("init", other)
    run("ingest", tmp_path / "none.txt", "--desk", other, "--metrics-file", file)
    assert figures(file)[name] == 0  # another desk's success is not its own
    assert {one.name for one in tmp_path.glob("*.prom*")} == {file.name}


def test_a_file_for_figures_must_be_one_and_be_writable(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    run("init", desk)
    ledger = run("ingest", CAPTURES, "--desk", desk, "--metrics-file", desk / "watch.toml")
    assert ledger.exit_code == 2
    assert "does not end in .prom" in ledger.stderr
    nowhere = tmp_path / "no" / "such.prom"
    result = run("ingest", CAPTURES, "--desk", desk, "--metrics-file", nowhere)
    assert (result.exit_code, len(lines(result.stderr))) == (2, 1)
    assert "[W209]" in result.stderr
    assert not (desk / "ledger.db").exists() or "captures read" not in result.stdout


@pytest.mark.parametrize("held", [b"", bytes(range(256)), b"watchdesk_batch_", b'x{a="} 1\n', b"{"])
def test_a_damaged_file_of_before_is_replaced(tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "a.prom"
    file.write_bytes(held)
    with pytest.raises(DeskError), batches.told(file, "ingest", "desk") as batch:
        batch.now = lambda: {"captures": {"read": 7}}
        raise DeskError("W201", "a", "b", "c")
    assert figures(file)["captures", "read"] == 7
    assert figures(file)["failed", ""] == 1
    assert figures(file)["last_success_timestamp_seconds", ""] == 0


def test_a_stopped_command_says_how_far_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdesk.desk import Desk

    def stopped(_: Desk, __: object, tell: Callable[[IngestReport], None], **___: object) -> None:
        report = IngestReport()
        tell(report)
        report.captures = 7
        raise KeyboardInterrupt

    monkeypatch.setattr(Desk, "ingest", stopped)
    file = tmp_path / "watchdesk.prom"
    result = run(
        *("--log", "json", "ingest", CAPTURES, "--desk", tmp_path / "desk"),
        *("--metrics-file", file),
    )
    last = events(result.stderr)[-1]
    assert (result.exit_code, last["event"], last["captures"]["read"]) == (130, "stopped", 7)
    assert (figures(file)["captures", "read"], figures(file)["failed", ""]) == (7, 1)


@pytest.mark.slow
def test_an_ingest_that_is_stopped_from_outside_says_how_far_it_came(tmp_path: Path) -> None:
    desk, file = tmp_path / "desk", tmp_path / "watchdesk.prom"
    many = [f'{{"text": {json.dumps(STORY + str(i))}}}' for i in range(400)]
    (rows,) = write(tmp_path, {"rows.jsonl": "\n".join(many)})
    arguments = ("ingest", rows, "--desk", desk, "--executor", "process", "--metrics-file", file)
    process = spawn("--log", "json", *arguments)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if (desk / "ledger.db").exists() and rows_in(desk / "ledger.db", "capture") > 3:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    status, _, told = finished(process)
    assert status == 130
    last = events(told)[-1]
    assert (last["event"], last["status"]) == ("stopped", 130)
    found = figures(file)
    assert found["failed", ""] == 1
    assert last["captures"]["read"] == found["captures", "read"] < 400


def test_a_crawl_and_a_removal_are_told_in_numbers(tmp_path: Path) -> None:
    desk, file = tmp_path / "desk", tmp_path / "crawl.prom"
    run("init", desk)
    crawl = tmp_path / "a.warc.gz"
    words = tuple(f"{line} The quota was named." for line in ARTICLE_LINES)
    one = response(page("Quota is cut", lines=words), target="https://kestrel.example/quota")
    crawl.write_bytes(gzip.compress(info()) + gzip.compress(one))
    typed = ("crawl-read", crawl, "--relevant", "quota", "--executor", "process", "--desk", desk)
    result = run("--log", "json", *typed, "--metrics-file", file)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    (done,) = named(result.stderr, "done")
    assert done["archives"] == {"read": 1, "known": 0}
    assert done["captures"]["read"] == done["kept"]["term"] == figures(file)["kept", "term"] == 1
    gone = run("--log", "json", "redact", "https://kestrel.example/quota", "--desk", desk, "--yes")
    assert (gone.exit_code, gone.stdout) == (0, "")
    (done,) = named(gone.stderr, "done")
    assert (done["captures"], done["removal"][:4]) == (1, "rem-")
    assert "Quota is cut" not in gone.stderr


def test_every_event_and_figure_is_told_of_in_the_documentation(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    code = "".join(one.read_text(encoding="utf-8") for one in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r'logs\.event\(\s*"(\w+)"', code))
    used |= set(re.findall(r'\bsay\([^\n]+, "(\w+)"', code)) | {"refused", "note", "log"}
    assert {"begun", "progress", "request", "serving", "doubt", "failed"} <= used
    table = page.partition("| Event |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == used
    file = tmp_path / "a.prom"
    with batches.told(file, "crawl-read", "desk") as batch:
        made = {*figures_of.of_ingest(IngestReport()), *figures_of.of_crawl(CrawlReport())}
        batch.now = lambda: {what: {"some": 1} for what in made}
    for name, _ in figures(file):
        assert re.search(rf"`(?:watchdesk_batch)?_{name}`", page), name


def test_a_backup_has_figures(tmp_path: Path, small_desk: Path) -> None:
    file = tmp_path / "backup.prom"
    kept = tmp_path / "kept.tar"
    result = run("--log", "json", "backup", kept, "--desk", small_desk, "--metrics-file", file)
    (done,) = named(result.stderr, "done")
    assert done["rows"] == figures(file)["backup", "rows"] > 100
    made = run("--log", "json", "restore", kept, "--desk", tmp_path / "made")
    assert named(made.stderr, "done")[0]["rows"] == done["rows"]
