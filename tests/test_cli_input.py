"""Bad input, odd names, broken pipes: each is named in one line, and the others go on."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import time
from pathlib import Path

import click
import pytest

from helpers_desk import CAPTURES, STORY, finished, lines, run, spawn, write
from watchdesk.cli import main

MESSAGE = re.compile(r"watchdesk: (?P<where>.+?): [^\n]+ \[(?P<code>W\d{3})\]\. [A-Z][^\n]+")
ROW = json.dumps({"text": STORY, "url": "https://a.example/1"})


def messages(told: str) -> dict[str, str]:
    """Code by place; every line of standard error must be a message with a cure."""
    found = [MESSAGE.fullmatch(line) for line in lines(told)]
    assert all(found), told
    return {match["where"]: match["code"] for match in found if match}


def records(out: str) -> list[str]:
    """Where each record was read from; every line of standard output must be one."""
    return [json.loads(line)["capture"]["uri"] for line in out.splitlines()]


BAD: dict[str, tuple[str | bytes, str]] = {
    "empty.txt": (b"", "W109"),
    "blank.txt": (b" \n\t\n", "W109"),
    "binary.txt": (bytes(range(256)) * 20, "W111"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(500), "W111"),
    "paper.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "W111"),
    "dots.txt": ("… — …\n" * 20, "W110"),
    "page.html": ("<html><body><script>let a = 1</script></body></html>", "W113"),
    "deep.html": ("<div>" * 2000 + "word", "W114"),
    "cut.json": ('[\n{"text": "a', "W120"),
    "table.csv": ("name,story\nA,The envoys left.\n", "W137"),
}


def test_every_bad_file_is_named_with_what_to_do_and_the_good_one_is_read(tmp_path: Path) -> None:
    bad = [*write(tmp_path, {name: content for name, (content, _) in BAD.items()})]
    (good,) = write(tmp_path, {"good.txt": STORY})
    process = spawn("read", *bad[:4], good, *bad[4:])
    status, out, told = finished(process)
    assert status == 1
    assert set(records(out)) == {str(good)}
    assert messages(told) == {str(tmp_path / name): code for name, (_, code) in BAD.items()}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("missing.txt", "W101"),
        ("", "W101"),
        ("http://127.0.0.1:1/a", "W143"),
        ("ftp://news.example/a", "W102"),
        ("www.news.example/a", "W102"),
        ("hollow", "W106"),
        ("/dev/null", "W103"),
    ],
)
def test_paths_that_lead_to_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hollow" / "inner").mkdir(parents=True)
    result = run("read", "--", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(rf"\[{code}\]\. [A-Z]", result.stderr)
    assert len(lines(result.stderr)) == 1
    ingested = run("ingest", "--desk", "desk", "--", path)
    assert ingested.exit_code == 2
    assert result.stderr == ingested.stderr


def test_bytes_that_are_no_utf_8_are_read_or_refused_but_never_lost(tmp_path: Path) -> None:
    latin = STORY.replace("Mira", "Zoë").encode("windows-1252")
    broken = STORY.encode() + b"\x81\xfe\xff"
    files = [*write(tmp_path, {"latin.txt": latin, "broken.txt": broken})]
    result = run("read", "--text", *files)
    texts = {r["capture"]["uri"]: r["capture"] for r in map(json.loads, lines(result.stdout))}
    assert "Zoë" in texts[str(files[0])]["text"]
    assert texts[str(files[0])]["encoding"] != "utf-8"
    assert str(files[1]) in texts or messages(result.stderr) == {str(files[1]): "W112"}
    said = f"watchdesk: {files[0]}: the bytes are not valid UTF-8"
    assert sum(line.startswith(said) for line in lines(result.stderr)) == 1
    ingested = run("ingest", "--desk", tmp_path / "desk", files[0])
    assert ingested.exit_code == 0
    assert sum(line.startswith(said) for line in lines(ingested.stderr)) == 1


def test_a_line_of_300_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    for name in ("huge.txt", "huge.html", "huge.jsonl", "huge"):
        path = tmp_path / name
        path.write_bytes(b'{"text": "aaaa')
        os.truncate(path, 300 << 20)
    started = time.perf_counter()
    result = run("read", *sorted(tmp_path.iterdir()))
    assert time.perf_counter() - started < 5
    assert (result.exit_code, result.stdout) == (2, "")
    assert set(messages(result.stderr).values()) <= {"W108", "W111", "W119"}
    assert len(messages(result.stderr)) == 4


@pytest.mark.slow
def test_long_lines_of_anything_are_read_quickly(tmp_path: Path) -> None:
    for number, unit in enumerate(("a", "A", "“a ", "said ", "1,", ". ", "A. ", "(", "-")):
        (tmp_path / f"{number}.txt").write_text(unit * (100_000 // len(unit)), encoding="utf-8")
    started = time.process_time()
    result = run("read", tmp_path)
    assert time.process_time() - started < 40
    assert result.exit_code in (0, 1)


def test_a_broken_row_among_good_ones(tmp_path: Path) -> None:
    rows = [ROW, '{"text": "cut', "", ROW.replace("Geneva", "Oslo"), "[1]", '{"title": "x"}', "{}"]
    (path,) = write(tmp_path, {"rows.jsonl": "\n".join(rows)})
    result = run("read", path)
    assert result.exit_code == 1
    assert {uri.partition("#")[2] for uri in records(result.stdout)} == {"L1", "L4"}
    codes = {where.partition("#")[2]: code for where, code in messages(result.stderr).items()}
    assert codes == {"L2": "W116", "L5": "W117", "L6": "W118", "L7": "W118"}


@pytest.mark.parametrize(
    "value",
    [r"\ud800 said on Monday", r"a\u0000b said", "\x7f said", r"\u202e said", "\x1b[2J said"],
)
def test_odd_characters_in_rows_come_out_as_json(tmp_path: Path, value: str) -> None:
    (path,) = write(
        tmp_path, {"rows.jsonl": f'{{"text": "He {value} so in Oslo.", "url": "{value}"}}'}
    )
    result = run("read", "--text", path)
    assert result.exit_code in (0, 2)
    for line in lines(result.stdout):
        assert "\x1b" not in json.loads(line)["capture"]["text"]
    run("ingest", path, "--desk", tmp_path / "desk")
    assert "\x1b" not in run("search", "Oslo", "--desk", tmp_path / "desk").stdout


def test_without_permission_the_file_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, good = write(tmp_path, {"locked.txt": STORY, "good.txt": STORY})
    opened = os.open

    def guarded(path: str | Path, *rest: int, **named: int) -> int:
        if Path(os.fsdecode(path)) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **named)

    monkeypatch.setattr(os, "open", guarded)
    result = run("read", locked, good)
    assert result.exit_code == 1
    assert messages(result.stderr) == {str(locked): "W104"}
    assert set(records(result.stdout)) == {str(good)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_nobody_may_write_to_cannot_become_a_desk(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert run("init", tmp_path / "desk").exit_code == 2


NAMES = [
    "two words.txt",
    "Čaša ☕.txt",
    "line\nbreak.txt",
    "tab\there.txt",
    "-leading.txt",
    "--help.txt",
    "quote'\".txt",
    "[bold]red[-bold].txt",
    "100%s{}.txt",
    "a#L12.txt",
    "https:",
    "*.txt",
    os.fsdecode(b"odd\xff\xfe.txt"),
    "x" * 240 + ".txt",
]


def test_unusual_file_names_are_read_and_named(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_text(
            STORY.replace("Monday", f"{number + 1} June"), encoding="utf-8"
        )
    desk = tmp_path / "a desk ☕"
    status, out, told = finished(spawn("ingest", "--desk", desk, "--", *NAMES, cwd=tmp_path))
    assert status == 0
    assert all(line.startswith("reading: ") for line in told.splitlines())  # a slow machine's
    assert table(out)["captures read"] == len(NAMES)
    read = run("read", tmp_path)
    assert len(set(records(read.stdout))) == len(NAMES) - 1  # one of them has no known ending
    shown = run("search", "Geneva", "--desk", desk, "--limit", "100")
    addresses = re.findall(r"cap-[0-9a-f]{16}#char=\d+,\d+", shown.stdout)
    assert len({address.partition("#")[0] for address in addresses}) == len(NAMES)
    for address in addresses[:3]:
        assert run("show", address, "--desk", desk).exit_code == 0
    missing = [os.fsdecode(b"\xff\n\x1b[2Jmissing.txt")]
    status, _, told = finished(spawn("read", "--", *missing, cwd=tmp_path))
    assert (status, len(lines(told))) == (2, 1)
    assert "\x1b" not in told


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    process = spawn("read", CAPTURES, stdout=writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        first = stream.readline()
    assert json.loads(first)
    status, _, told = finished(process)
    assert (status, told) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_told_in_one_line() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 — a device
        status, _, told = finished(spawn("read", CAPTURES / "wire.jsonl", stdout=full))
    assert status == 2
    assert lines(told) == ["watchdesk: output: No space left on device"]


def test_reading_stopped_from_the_keyboard_ends_quietly() -> None:
    process = spawn("read", CAPTURES, bufsize=0)  # a buffer would keep part of the rest
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.decode() == "watchdesk: stopped\n"
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith(b"\n")]
    assert first in whole  # only the last may be cut, when nobody reads what is written
    for line in whole:
        assert json.loads(line)


@pytest.mark.slow
def test_on_a_terminal_a_bar_is_drawn_and_standard_output_stays_clean(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    (bad,) = write(tmp_path, {"bad.txt": ""})
    some = [CAPTURES / "wire.jsonl", bad, CAPTURES / "harbor-wire.txt"]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    process = spawn("ingest", *some, "--desk", tmp_path / "desk", stderr=theirs, env=env)
    os.close(theirs)
    drawn = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the other end was closed
            break
        if not chunk:
            break
        drawn += chunk
    os.close(ours)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "of 3 files" in drawn.decode()
    assert "bad.txt: the file is empty [W109]" in drawn.decode()
    assert b"\x1b" not in out
    rows = len((CAPTURES / "wire.jsonl").read_text(encoding="utf-8").splitlines())
    assert re.search(rf"^captures read +{rows + 1}$", out.decode(), re.MULTILINE)


def table(out: str) -> dict[str, int]:
    rows = [re.fullmatch(r" *(\S.*?) +([\d,]+)", line) for line in out.splitlines()]
    assert all(rows), out
    return {row[1]: int(row[2].replace(",", "")) for row in rows if row}


def test_the_table_says_what_became_of_everything(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    copy = STORY + "\nThe next day the ministry said nothing had been agreed in the harbour.\n"
    names = {"a.txt": STORY, "b.txt": copy, "c.pdf": "x", "d.PDF": "x", ".hidden": "x", "e.txt": ""}
    names["rows.jsonl"] = f'{ROW}\n{{"broken\n'
    list(write(folder, names))
    first = run("ingest", folder, "--desk", tmp_path / "desk")
    assert first.exit_code == 1
    told = table(first.stdout)
    assert (told["captures read"], told["captures held already"]) == (3, 0)
    assert (told["articles found"], told["main"]) == (3, 3)
    assert told["parts read"] >= told["body"] + told["title"] > 3
    assert told["pairs of articles that share words"] >= 1
    assert (told["files passed over"], told[".pdf"]) == (3, 2)
    assert told["hidden, or without an ending"] == 1
    assert told["refused"] == 2
    assert told["an empty file [W109]"] == told["a row that is not valid JSON [W116]"] == 1
    again = table(run("ingest", folder, "--desk", tmp_path / "desk").stdout)
    assert (again["captures read"], again["captures held already"]) == (0, 3)
    assert "articles found" not in again
    quiet = run("ingest", "--quiet", folder, "--desk", tmp_path / "desk")
    assert (quiet.stdout, len(messages(quiet.stderr))) == ("", 2)


@pytest.mark.parametrize("name", [None, *main.commands])
def test_help_says_what_every_option_does(name: str | None) -> None:
    arguments = [name] if name else []
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    assert run(*arguments, "-h").stdout == result.stdout
    command: click.Command = main.commands[name] if name else main
    assert command.help
    assert command.help.partition("\n")[0].rstrip(".")[:30] in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
        (["read"], "Missing argument"),
        (["ingest"], "but not a desk [W201]"),
        (["brief", "--week", "2024-W99"], "there is no ISO week '2024-W99'; write it like"),
        (["brief", "--week", "2023-W53"], "there is no ISO week"),
        (["brief", "--week", "9999-W53"], "there is no ISO week"),
        (["brief", "--week", "0000-W01"], "there is no ISO week"),
        (["brief", "--week", "week 32"], "there is no ISO week"),
        (["brief", "--from", "2024-08-09"], "--from and --to go together"),
        (["brief", "--to", "2024-08-09"], "--from and --to go together"),
        (["brief", "--from", "2024-08-09", "--to", "2024-08-01"], "--to lies before --from"),
        (["brief", "--from", "2024-02-30", "--to", "2024-03-01"], "2024-02-30"),
        (["brief", "--week", "2024-W32", "--from", "2024-08-09"], "not both"),
        (["brief", "--as-of", "yesterday"], "yesterday"),
        (["brief", "--format", "pdf"], "'pdf'"),
        (["search", "x", "--limit", "0"], "0"),
    ],
)
def test_wrong_options_are_said_before_any_work(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.parametrize("command", ["brief", "search", "show"])
def test_a_folder_that_is_no_desk_is_told_and_left_alone(tmp_path: Path, command: str) -> None:
    extra = {"brief": [], "search": ["x"], "show": ["cap-1"]}[command]
    for folder in (tmp_path, tmp_path / "missing"):
        result = run(command, *extra, "--desk", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert messages(result.stderr) == {str(folder): "W201"}
    (file,) = write(tmp_path, {"file": "x"})
    assert run(command, *extra, "--desk", file).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_init_makes_a_desk_once(tmp_path: Path) -> None:
    folder = tmp_path / "my desk"
    result = run("init", folder)
    assert result.exit_code == 0
    assert f"--desk '{folder}'" in result.stdout
    again = run("init", folder)
    assert (again.exit_code, messages(again.stderr)) == (2, {str(folder): "W206"})
    (bad,) = write(tmp_path, {"bad.toml": "colour = 'red'"})
    for watch, code in ((bad, "W204"), (tmp_path / "none.toml", "W202")):
        failed = run("init", tmp_path / "other", "--watch", watch)
        assert (failed.exit_code, messages(failed.stderr)) == (2, {str(watch): code})
    assert not (tmp_path / "other").exists()


def test_a_wrong_watch_file_stops_every_command_with_its_key(tmp_path: Path) -> None:
    list(write(tmp_path, {"watch.toml": "[[source]]\noutlet = 'A'\nreliability = 'Z'\n"}))
    for arguments in (["brief"], ["search", "x"], ["show", "x"], ["ingest", str(CAPTURES)]):
        result = run(*arguments, "--desk", tmp_path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert messages(result.stderr) == {str(tmp_path / "watch.toml"): "W204"}
        assert "source.1.reliability" in result.stderr


def test_a_fault_of_ours_is_owned_up_to_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdesk.desk.Desk.search", lambda *a: 1 / 0)
    monkeypatch.delenv("WATCHDESK_TRACEBACK", raising=False)
    run("init", tmp_path / "desk")
    result = run("search", "x", "--desk", tmp_path / "desk")
    assert result.exit_code == 2
    assert len(lines(result.stderr)) == 1
    assert "a fault of Watchdesk, not yours: ZeroDivisionError" in result.stderr
    assert "test_cli_input.py" in result.stderr
    monkeypatch.setenv("WATCHDESK_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run("search", "x", "--desk", tmp_path / "desk")


def test_a_page_that_shows_a_part_is_taken_and_said_to_be_one(tmp_path: Path) -> None:
    page = Path(__file__).parent / "data" / "pages" / "paywall.html"
    result = run("read", page)
    assert result.exit_code == 0
    assert json.loads(result.stdout.splitlines()[0])["capture"]["partial"] in result.stderr
    assert "not the whole article" in result.stderr
    run("ingest", page, "--desk", tmp_path / "desk")
    shown = run(
        "show",
        json.loads(result.stdout.splitlines()[0])["capture"]["id"],
        "--desk",
        tmp_path / "desk",
    )
    assert shown.exit_code == 0


def test_records_hold_no_mark_that_a_terminal_would_obey(tmp_path: Path) -> None:
    words = STORY + " The \u202emayor\u2066 said\u0085 so."
    (path,) = write(tmp_path, {"marks.txt": words})
    out = run("read", path, "--text").stdout
    assert not {"\u202e", "\u2066", "\u0085"} & set(out)
    assert json.loads(out)["capture"]["text"].count("\u202e") == 1
