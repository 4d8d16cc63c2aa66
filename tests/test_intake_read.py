from __future__ import annotations

import gzip
import hashlib
import json
import os
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchdesk import intake
from watchdesk.intake import REFUSAL_CODES, Limits
from watchdesk.records import Capture, Fetch, Refusal

STORY = "Harbour talks stall\n\nThe envoys of two ports left the table on Tuesday.\n"


def one(path: str | Path, limits: Limits | None = None) -> Capture | Refusal:
    found = list(intake.read([path], intake.Context(limits=limits or Limits())))
    (item,) = found
    assert isinstance(item, Capture | Refusal)
    return item


def capture(path: str | Path) -> Capture:
    found = one(path)
    assert isinstance(found, Capture), str(found)
    return found


def refusal(path: str | Path, code: str, limits: Limits | None = None) -> Refusal:
    found = one(path, limits)
    assert isinstance(found, Refusal)
    assert found.code == code in REFUSAL_CODES
    assert str(path) in str(found)
    assert "\n" not in str(found)
    assert "{" not in found.reason
    return found


def write(path: Path, content: str | bytes = STORY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    found = capture(path)
    assert found.text == STORY
    assert (found.uri, found.media_type, found.encoding) == (str(path), "text/plain", "utf-8")
    assert found.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert found.captured_at is None
    assert found.declared.title is None


def test_line_ends_do_not_change_the_text_but_the_digest(tmp_path: Path) -> None:
    unix = capture(write(tmp_path / "a.txt"))
    dos = capture(write(tmp_path / "b.txt", STORY.replace("\n", "\r\n")))
    assert dos.text == unix.text
    assert dos.sha256 != unix.sha256
    assert dos.id != unix.id


def test_id_depends_on_content_alone(tmp_path: Path) -> None:
    first = capture(write(tmp_path / "a.txt"))
    other = write(tmp_path / "deep" / "b.text")
    os.utime(other, (1, 1))
    assert capture(other).id == first.id


def test_folder_is_read_in_a_stable_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.jsonl", "sub/z.txt", "sub/inner/a.txt", "other/b.NDJSON", "c.TEXT"]
    for name in names:
        write(tmp_path / name, '{"text": "Some words."}' if "json" in name.lower() else STORY)
    found = [r.uri.removeprefix(f"{tmp_path}/") for r in intake.read([tmp_path])]
    assert found == [
        *("a.jsonl#L1", "b.txt", "c.TEXT"),
        *("other/b.NDJSON#L1", "sub/z.txt", "sub/inner/a.txt"),
    ]
    assert intake.count([tmp_path]) == 6


def test_arguments_keep_their_order(tmp_path: Path) -> None:
    later, first = write(tmp_path / "b.txt"), write(tmp_path / "a.txt")
    assert [r.uri for r in intake.read([str(later), first])] == [str(later), str(first)]
    assert [r.uri for r in intake.read(str(first))] == [str(first)]


def test_what_is_not_input_is_passed_over_and_counted(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    for name in ("watch.toml", "README.txt", "answers.yaml", "b.pdf", "c.md", ".hidden.txt"):
        write(tmp_path / name)
    write(tmp_path / ".git" / "d.txt")
    assert [r.uri for r in intake.read([tmp_path])] == [str(tmp_path / "a.txt")]
    survey = intake.survey([tmp_path])
    assert survey.files == 1
    suffixes = Counter(["", "", ".md", ".pdf", ".toml", ".txt", ".yaml"])
    assert survey.passed_over == suffixes
    context = intake.Context()
    list(intake.read([tmp_path], context))
    assert context.passed_over == suffixes


def test_folder_without_readable_file_is_refused(tmp_path: Path) -> None:
    assert "passed over" not in refusal(tmp_path, "W106").reason
    write(tmp_path / "a.pdf", b"%PDF-1.4")
    assert "1 of other kinds" in refusal(tmp_path, "W106").reason


NO_NEWS: dict[str, str | bytes] = {
    "package.json": '{"name": "kestrel", "version": "1.0", "scripts": {"build": "make"}}',
    "numbers.json": "[1, 2, 3]",
    "places.json": json.dumps([{"name": f"place {n}", "lat": n} for n in range(300)]),
    "sums.csv": "day,sum\n2024-08-01,12.50\n",
    "sitemap.xml": "<urlset><url><loc>https://kestrel.example/a</loc></url></urlset>",
    "sums.csv.gz": gzip.compress(b"day,sum\n2024-08-01,12.50\n"),
}


def test_tables_json_and_xml_without_news_are_passed_over_in_folders(tmp_path: Path) -> None:
    for name, content in NO_NEWS.items():
        write(tmp_path / name, content)
    found = refusal(tmp_path, "W106")
    assert "6 of other kinds passed over" in found.reason
    write(tmp_path / "a.txt")
    context = intake.Context()
    assert [item.uri for item in intake.read([tmp_path], context)] == [str(tmp_path / "a.txt")]
    assert context.passed_over == Counter({".json": 3, ".csv": 1, ".xml": 1, ".gz": 1})


@pytest.mark.parametrize("name", NO_NEWS)
def test_tables_json_and_xml_without_news_are_refused_when_named(tmp_path: Path, name: str) -> None:
    found = list(intake.read([write(tmp_path / name, NO_NEWS[name])]))
    assert found
    assert not any(isinstance(item, Capture) for item in found)
    assert any(isinstance(item, Refusal) for item in found)


def test_tables_json_and_feeds_with_news_are_read_in_folders(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '[{"id": 1}, {"text": "Some words."}]')
    write(tmp_path / "b.csv", "url,text\nu,More words.\n")
    item = "<item><title>Envoys leave</title><description>They left.</description></item>"
    write(tmp_path / "c.xml", f'<rss version="2.0"><channel>{item}</channel></rss>')
    write(tmp_path / "d.json", '{"text": "First words."')
    found = list(intake.read([tmp_path]))
    assert [type(item).__name__ for item in found] == [
        *("Refusal", "Capture", "Capture", "Capture", "Fetch", "Refusal"),
    ]
    assert isinstance(found[-1], Refusal)
    assert found[-1].code == "W120"  # cut off


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("story", STORY, "text/plain"),
        ("README.md", STORY, "text/plain"),
        ("rows.json", '{"text": "Some words."}\n{"text": "More words."}', "application/jsonl"),
        ("row", '{"text": "Some words."}', "application/json"),
        ("row.jsonl", '{"text": "Some words."}', "application/jsonl"),
        ("list", '[\n {"text": "Some words."}\n]', "application/json"),
        ("table", "title;text\nHead;Some words.\n", "text/csv"),
        ("words", "Text, body, content: three words.", "text/plain"),
        ("cited", "[1] A mark begins this text.", "text/plain"),
        ("page", "<!doctype html><p>The envoys left the table on Tuesday.", "text/html"),
        ("page.txt", "<html><p>The envoys left the table on Tuesday.</html>", "text/html"),
        ("odd", "{ a brace begins this text.", "text/plain"),
        ("16", "\ufeff<html><p>The envoys left on Tuesday.".encode("utf-16-le"), "text/html"),
    ],
)
def test_named_file_is_told_by_its_content(
    tmp_path: Path, name: str, content: str | bytes, media: str
) -> None:
    found = list(intake.read([write(tmp_path / name, content)]))
    assert all(isinstance(item, Capture) and item.media_type == media for item in found)
    assert len(found) == (2 if name == "rows.json" else 1)


def test_missing_paths_are_refused(tmp_path: Path) -> None:
    refusal(tmp_path / "none.txt", "W101")
    assert [r.code for r in intake.read(["", "a\0b"]) if isinstance(r, Refusal)] == ["W101"] * 2
    (tmp_path / "gone.txt").symlink_to(tmp_path / "none.txt")
    refusal(tmp_path / "gone.txt", "W101")
    long = next(iter(intake.read(["x" * 5000])))
    assert isinstance(long, Refusal)


@pytest.mark.parametrize(
    "address", ["https://kestrel.example/a", "HTTP://a.example", "www.a.example"]
)
def test_addresses_are_not_fetched(address: str) -> None:
    assert "Save the page" in refusal(address, "W102").cure


@pytest.mark.parametrize("content", [b"", b" \r\n\t \n"])
@pytest.mark.parametrize("suffix", ["txt", "html", "jsonl", "other"])
def test_empty_files_are_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    refusal(write(tmp_path / f"a.{suffix}", content), "W109")


def test_text_without_words_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "|| -- ||\n…\n")
    refusal(path, "W110")
    refusal(write(path, "One two."), "W110", Limits(min_letters=7))
    assert isinstance(one(path, Limits(min_letters=6)), Capture)


def test_large_text_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as handle:
        handle.truncate(300 << 20)
    began = time.perf_counter()
    assert "314,572,800 bytes" in refusal(path, "W108").reason
    assert time.perf_counter() - began < 0.5


def test_long_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "word " * 100)
    refusal(path, "W121", Limits(text_characters=499))
    assert isinstance(one(path, Limits(text_characters=500)), Capture)


def test_pipes_sockets_and_devices_never_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "pipe" in refusal(tmp_path / "a.txt", "W103").reason
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "b.txt"))
        assert "socket" in refusal(tmp_path / "b.txt", "W103").reason
    refusal("/dev/zero", "W103")
    found = list(intake.read([tmp_path]))
    assert [r.code for r in found if isinstance(r, Refusal)] == ["W103", "W103"]


def test_link_loops_end(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "twin").symlink_to(tmp_path / "sub")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(intake.read([tmp_path]))
    codes = Counter(r.code for r in found if isinstance(r, Refusal))
    assert codes == {"W105": 1, "W107": 1}
    assert [r.uri for r in found if isinstance(r, Capture)] == [f"{tmp_path}/sub/a.txt"]


def test_deep_folders_are_walked_without_recursion(tmp_path: Path) -> None:
    made = [tmp_path]
    for _ in range(1200):
        made.append(made[-1] / "d")
        made[-1].mkdir()
    story = write(made[-1] / "a.txt")
    try:
        assert isinstance(one(tmp_path), Capture)
    finally:  # the clean-up of tmp_path is recursive
        story.unlink()
        for folder in reversed(made[1:]):
            folder.rmdir()


def test_no_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, free = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    real = os.open

    def guarded(path: Path, *flags: int) -> int:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return real(path, *flags)

    monkeypatch.setattr(os, "open", guarded)
    found = list(intake.read([locked, free]))
    assert isinstance(found[0], Refusal)
    assert found[0].code == "W104"
    assert isinstance(found[1], Capture)


def test_locked_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def guarded(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", guarded)
    refusal(tmp_path, "W104")


def test_system_errors_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, flags: int) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", broken)
    assert "input/output error" in refusal(write(tmp_path / "a.txt"), "W105").reason


def test_interrupt_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path, flags: int) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(intake.read([write(tmp_path / "a.txt")]))


def test_names_that_are_no_text_are_escaped(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    Path(os.fsdecode(folder + b"/a\xff\n\x1b.txt")).write_text(STORY)
    found = one(tmp_path)
    assert found.uri.isprintable()
    assert isinstance(found, Capture)
    found.model_dump_json()


def test_reading_is_lazy(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    found = intake.read([first, second])
    assert next(found).uri == str(first)
    second.unlink()
    assert isinstance(next(found), Refusal)


def test_every_code_has_a_meaning() -> None:
    assert list(REFUSAL_CODES) == sorted(REFUSAL_CODES)
    assert all(code.startswith("W1") and meaning for code, meaning in REFUSAL_CODES.items())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a"]),
    st.sampled_from([b"", b"<html><p>", b'{"text": "', b'{"html": "<p>', b"\xff\xfe", b"<?xml "]),
)
def test_any_bytes_become_captures_or_refusals(
    tmp_path: Path, data: bytes, name: str, before: bytes
) -> None:
    for found in intake.read([write(tmp_path / name, before + data)]):
        assert isinstance(found, Capture | Refusal | Fetch)
        found.model_dump_json()
        if isinstance(found, Capture):
            assert any(c.isalnum() for c in found.text)
            assert not {c for c in found.text if ord(c) < 32} - {"\n", "\t"}
        elif isinstance(found, Refusal):
            assert found.code in REFUSAL_CODES
