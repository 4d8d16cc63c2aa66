from __future__ import annotations

import hashlib
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers_rows import codes, read
from watchdesk.intake import Limits
from watchdesk.records import Capture, Refusal

WORDS = "The envoys left the table on Tuesday."


def rows(tmp_path: Path, *lines: object, limits: Limits | None = None) -> list[Capture | Refusal]:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    )
    return read(path, limits)


def one(tmp_path: Path, **fields: object) -> Capture:
    (found,) = rows(tmp_path, fields)
    assert isinstance(found, Capture), str(found)
    return found


def test_row_becomes_a_capture_with_its_address(tmp_path: Path) -> None:
    row = json.dumps({"text": WORDS}).encode()
    _, found = rows(tmp_path, b'{"text": "First."}', b"", row + b"\r")
    assert isinstance(found, Capture)
    assert found.uri == f"{tmp_path}/rows.jsonl#L3"
    assert found.sha256 == hashlib.sha256(row).hexdigest()
    assert found.text == WORDS
    assert found.media_type == "application/jsonl"


@pytest.mark.parametrize("key", ["text", "body", "content", "article", "maintext", "full_text"])
def test_text_goes_by_several_names(tmp_path: Path, key: str) -> None:
    assert one(tmp_path, **{key: WORDS}).text == WORDS
    assert one(tmp_path, **{key.upper(): [WORDS, "More."]}).text == WORDS + "\nMore."


@pytest.mark.parametrize(
    ("field", "value", "name", "expected"),
    [
        *((key, "https://a.example/b", "url", "https://a.example/b") for key in ("url", "link")),
        *((key, " A  head ", "title", "A head") for key in ("title", "headline")),
        *((key, "2031-03-04T01:00Z", "published", "2031-03-04") for key in ("date", "pubDate")),
        ("publish_date", "Tue, 04 Mar 2031 01:00:00 GMT", "published", "2031-03-04"),
        ("published_at", 1930357800, "published", "2031-03-04"),
        ("date", "03/04/2031", "published", None),
        *((key, "The Kestrel", "outlet", "The Kestrel") for key in ("source", "site", "publisher")),
        ("source", {"name": "The Kestrel", "id": 4}, "outlet", "The Kestrel"),
        ("domain", "kestrel.example", "outlet", "kestrel.example"),
        ("author", "By Ilse Marrow and Tomas Reld", "authors", ("Ilse Marrow", "Tomas Reld")),
        ("authors", [{"name": "Ilse Marrow"}], "authors", ("Ilse Marrow",)),
        ("lang", "en_GB", "language", "en-GB"),
        ("language", 7, "language", None),
    ],
)
def test_declared_fields(
    tmp_path: Path, field: str, value: object, name: str, expected: object
) -> None:
    assert getattr(one(tmp_path, text=WORDS, **{field: value}).declared, name) == expected


def test_time_of_capture_is_read(tmp_path: Path) -> None:
    for key in ("captured_at", "crawled_at", "fetched_at", "retrieved_at"):
        found = one(tmp_path, text=WORDS, **{key: "2031-03-05T06:07:08Z"})
        assert found.captured_at == datetime(2031, 3, 5, 6, 7, 8, tzinfo=UTC)
    assert one(tmp_path, text=WORDS).captured_at is None


def test_what_is_declared_is_part_of_the_id(tmp_path: Path) -> None:
    same = one(tmp_path, text=WORDS, title="A head")
    assert one(tmp_path, text=WORDS, title="A head").id == same.id
    assert one(tmp_path, text=WORDS, title="Another").id != same.id


def test_title_and_deck_get_lines_of_their_own(tmp_path: Path) -> None:
    found = one(tmp_path, text=WORDS, title="Talks stall", deck="No date for a new round")
    assert found.text == f"Talks stall\nNo date for a new round\n\n{WORDS}"


def test_title_that_stands_in_the_text_is_not_repeated(tmp_path: Path) -> None:
    text = f"Talks  stall\n\n{WORDS}"
    assert one(tmp_path, text=text, title="Talks stall").text == text


def test_title_that_begins_a_sentence_still_gets_its_line(tmp_path: Path) -> None:
    found = one(tmp_path, text="Talks stall in the port.", title="Talks stall")
    assert found.text == "Talks stall\n\nTalks stall in the port."


@pytest.mark.parametrize("key", ["html", "content"])
def test_markup_in_a_row_is_read_as_a_page(tmp_path: Path, key: str) -> None:
    markup = (
        "<html><head><title>Talks stall</title><meta name=author content='Ilse Marrow'></head>"
        f"<body><p>{WORDS}</p><p>They said that more talks would follow in the spring.</p></body>"
    )
    found = one(tmp_path, **{key: markup, "url": "https://a.example/b"})
    assert "<" not in found.text
    assert WORDS in found.text
    assert found.declared.title == "Talks stall"
    assert found.declared.url == "https://a.example/b"


def test_bad_rows_are_refused_and_others_go_on(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        *(b'{"text": "First."}', b"{broken", b"[1, 2]", b"7", b"null", b'{"title": "x"}'),
        *(b'{"text": ""}', b'{"text": 5}', b"{}", b'{"text": "||"}', b"\x00\x01\x02" * 9),
        *(b'{"text": "Last."}',),
    )
    assert codes(found) == [
        *("", "W116", "W117", "W117", "W117", "W118", "W118", "W118", "W118", "W110", "W111", ""),
    ]
    assert [item.uri.partition("#")[2] for item in found] == [f"L{n}" for n in range(1, 13)]


def test_hostile_json_is_refused(tmp_path: Path) -> None:
    deep = b'{"text": ' + b"[" * 200_000
    digits = b'{"text": ' + b"9" * 5000 + b"}"
    assert codes(rows(tmp_path, deep, digits)) == ["W116", "W116"]


def test_lone_surrogates_and_controls_are_replaced(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, rb'{"text": "a \ud800 b \u0000 c", "title": "\udfff t\u001b"}')
    assert isinstance(found, Capture)
    assert found.text == "\ufffd t\n\na \ufffd b   c"


def test_rows_of_windows_1252_and_marks(tmp_path: Path) -> None:
    text = '{"text": "It’s “late”."}'
    found = rows(tmp_path, b"\xef\xbb\xbf" + text.encode(), text.encode("cp1252"))
    assert [item.text for item in found if isinstance(item, Capture)] == ["It’s “late”."] * 2


def test_binary_data_is_refused_once(tmp_path: Path) -> None:
    assert codes(rows(tmp_path, b"\x00\x01\x02" * 9, b"\x00\x01")) == ["W111"]


@pytest.mark.parametrize(
    "laid_out", ['[\n{"text": "a"},\n{"text": "b"}\n]', '[{"text": "a"}]', "{\n}"]
)
def test_json_laid_out_over_lines_is_read_as_json_is(tmp_path: Path, laid_out: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(laid_out, encoding="utf-8")
    found = read(path)
    assert [item.uri.partition("#")[2] for item in found] == ["R1", "R2"][
        : laid_out.count("text") or 1
    ]
    assert codes(found) == [""] * laid_out.count("text") or codes(found) == ["W118"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("utf-32-le", True),
        ("utf-32-be", True),
        ("utf-16-le", False),
    ],
)
def test_rows_in_utf_16_and_32_are_read(tmp_path: Path, encoding: str, mark: bool) -> None:
    line = json.dumps({"text": WORDS + " Zoë 𝄞"}, ensure_ascii=False)
    path = tmp_path / "rows.jsonl"
    path.write_bytes(("\ufeff" * mark + f"{line}\r\n\n{line}\n").encode(encoding))
    first, second = read(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.text == second.text == WORDS + " Zoë 𝄞"
    assert (first.uri[-2:], second.uri[-2:]) == ("L1", "L3")
    assert (first.encoding, first.encoding_basis) == (encoding, "mark" if mark else "guessed")
    assert first.sha256 == hashlib.sha256(line.encode()).hexdigest()


def test_half_a_character_at_the_end_of_utf_16_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(json.dumps({"text": WORDS}).encode("utf-16") + b"x")
    (found,) = read(path)
    assert isinstance(found, Refusal)
    assert found.code == "W116"


def test_file_without_json_is_given_up(tmp_path: Path) -> None:
    page = [b"<p>A line of a page.</p>"] * 50
    limits = Limits(bad_rows=4)
    assert codes(rows(tmp_path, *page, limits=limits)) == ["W116"] * 4 + ["W122"]
    found = rows(tmp_path, *page[:3], {"text": WORDS}, *page, limits=limits)
    assert codes(found) == ["W116"] * 3 + [""] + ["W116"] * 50


def test_long_row_is_passed_over_without_being_held(tmp_path: Path) -> None:
    limits = Limits(row_bytes=40)
    fits = b'{"text": "' + b"a" * 28 + b'"}'
    assert len(fits) == 40
    found = rows(tmp_path, fits, fits + b" ", fits + b" " * 90, fits, limits=limits)
    assert codes(found) == ["", "W119", "W119", ""]
    assert [item.uri.partition("#")[2] for item in found] == ["L1", "L2", "L3", "L4"]


def test_huge_single_line_is_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    with path.open("wb") as handle:
        handle.write(b'{"text": "')
        handle.truncate(300 << 20)
    began = time.perf_counter()
    assert codes(read(path)) == ["W119"]
    assert time.perf_counter() - began < 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["text", "title", "date", "source", "authors", "captured_at", "lang"]),
        st.none() | st.text() | st.integers() | st.floats() | st.lists(st.text()),
    )
)
def test_any_object_is_read_or_refused(tmp_path: Path, row: dict[str, object]) -> None:
    (found,) = rows(tmp_path, row)
    found.model_dump_json()
    if isinstance(found, Refusal):
        assert found.code in {"W110", "W113", "W118"}  # W113: "<section" begins a page
