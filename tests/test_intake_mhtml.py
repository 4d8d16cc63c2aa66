from __future__ import annotations

import base64
import io
import quopri
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_warc import ADDRESS, ARTICLE, STORY, Read, page
from watchdesk import intake
from watchdesk.errors import InputRefused
from watchdesk.intake import REFUSAL_CODES
from watchdesk.intake.limits import Limits
from watchdesk.intake.mhtml import read_mhtml
from watchdesk.intake.piece import Context, Piece
from watchdesk.records import Capture, EncodingBasis, Refusal

PAGE = page()
MARK = "----MultipartBoundary--Kq7vT----"
PICTURE = base64.encodebytes(bytes(range(256)) * 8)


def encoded(data: bytes, coding: str) -> bytes:
    if coding == "quoted-printable":
        return quopri.encodestring(data).replace(b"\n", b"\r\n")
    return base64.encodebytes(data) if coding == "base64" else data


def part(
    data: bytes, kind: str = "text/html", coding: str = "quoted-printable", **fields: str
) -> bytes:
    header = {"Content-Type": kind, "Content-Transfer-Encoding": coding}
    header |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items() if value)
    return lines.encode() + b"\r\n" + encoded(data, coding)


def saved(*parts: bytes, more: str = "", end: bool = True, **fields: str) -> bytes:
    """A file as Chrome writes it; ``more`` stands in its ``Content-Type``."""
    header = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": ADDRESS,
        "Subject": "=?utf-8?Q?Harbour=20talks=20=E2=80=93=20the=20hour?=",
        "Date": "Tue, 4 Mar 2031 05:06:07 -0000",
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/related;\r\n\ttype="text/html"{more};\r\n\tboundary="{MARK}"',
    }
    header |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items() if value)
    body = b"".join(f"\r\n--{MARK}\r\n".encode() + one for one in parts)
    return lines.encode() + b"\r\n" + body + (f"\r\n--{MARK}--\r\n".encode() if end else b"")


def picture() -> bytes:
    return part(bytes(range(256)) * 8, "image/png", "base64")


def main(data: bytes = PAGE, coding: str = "quoted-printable", kind: str = "text/html") -> bytes:
    return part(data, kind, coding, Content_ID="<frame-0@mhtml.blink>", Content_Location=ADDRESS)


def read(data: bytes, limits: Limits | None = None) -> Read:
    return Read(data, "page.mhtml", limits)


def test_a_saved_page_is_taken_with_where_and_when_it_was_saved() -> None:
    frame = part(page("Buy now"), Content_Location="https://ads.example/")
    found = read(saved(main(), picture(), frame)).only()
    assert found.text.split("\n") == ["Harbour talks stall", "", *STORY]
    assert (found.uri, found.media_type) == ("page.mhtml", "text/html")
    assert found.unpacked == ("mhtml", "quoted-printable")
    assert found.captured_at == datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert found.declared.url == ADDRESS
    assert found.declared.title == "Harbour talks stall"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary", "8bit", "7bit", ""])
def test_the_coding_does_not_change_the_page(coding: str) -> None:
    plain = "".join(line for line in PAGE.decode() if line.isascii()).encode()
    data = plain if coding == "7bit" else PAGE
    found = read(saved(main(data, coding), picture())).only()
    assert found.sha256 == read(saved(main(data, "base64"))).only().sha256
    assert found.id == read(saved(main(data))).only().id
    known = coding in {"quoted-printable", "base64"}
    assert found.unpacked == ("mhtml", coding)[: 1 + known]


def test_the_subject_is_the_title_only_where_the_page_has_none() -> None:
    bare = PAGE.replace(b"<title>Harbour talks stall</title>", b"")
    bare = bare.replace(b"<h1>Harbour talks stall</h1>", b"")
    found = read(saved(main(bare))).only()
    assert found.declared.title == "Harbour talks – the hour"
    for odd in ("=?x-none?Q?words?=", "=?utf-8?B?!!!?=", "=?utf-8?B?gIA=?=", ""):
        assert read(saved(main(), Subject=odd)).captures


def test_the_page_named_by_start_is_the_page() -> None:
    frame = part(page("Frame"), Content_ID="<frame-1@a>", Content_Location="https://a.example/f")
    root = part(page("Root"), Content_ID="<root@a>")
    data = saved(frame, picture(), root, more=';\r\n\tstart="<root@a>"')
    assert read(data).only().declared.title == "Root"
    lost = saved(frame, root, more=';\r\n\tstart="<other@a>"')
    assert read(lost).only().declared.title == "Frame"


def test_the_page_with_the_address_of_the_file_is_the_page() -> None:
    frame = part(page("Frame"), Content_Location="https://a.example/f")
    assert read(saved(frame, main())).only().declared.title == "Harbour talks stall"
    old = saved(frame, part(page("Second")), Snapshot_Content_Location="")
    found = read(old).only()
    assert found.declared.title == "Frame"
    assert found.declared.url == "https://a.example/f"


def test_pages_saved_by_internet_explorer_are_read() -> None:
    text = "Die Gespräche über den Hafen ruhen, sagte Käthe Größe aus Velmora."
    inner = part(
        page(lines=[text] * 3).decode().encode("cp1252"),
        'text/html;\r\n\tcharset="Windows-1252"',
        Content_Location="http://kestrel.example/talks",
    )
    data = (
        b"From: <Saved by Windows Internet Explorer 7>\r\nSubject: Harbour talks\r\n"
        b"Date: Tue, 4 Mar 2031 06:06:07 +0100\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="multipart/alternative";\r\n'
        b'\tboundary="----=_Outer"\r\nX-MimeOLE: Produced By Microsoft MimeOLE V6.00\r\n\r\n'
        b"This is a multi-part message in MIME format.\r\n\r\n"
        b"------=_Outer\r\nContent-Type: multipart/alternative;\r\n"
        b'\tboundary="----=_Inner"\r\n\r\n\r\n------=_Inner\r\n'
        + inner
        + b"\r\n------=_Inner--\r\n\r\n------=_Outer\r\n"
        + picture()
        + b"\r\n------=_Outer--\r\n"
    )
    found = read(data).only()
    assert text in found.text
    assert (found.encoding, found.encoding_basis) == ("windows-1252", EncodingBasis.TRANSPORT)
    assert found.captured_at == datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert found.declared.url == "http://kestrel.example/talks"


def test_a_file_of_one_part_is_the_page_itself() -> None:
    data = saved(Content_Type="text/html").replace(b"\r\n\r\n", b"\r\n\r\n" + PAGE, 1)
    assert read(b"\r\n" + data).only().text.endswith(STORY[-1])
    assert read(PAGE).only().unpacked == ()
    found = read(saved(main()).replace(b"\r\n", b"\n")).only()
    assert found.text.endswith(STORY[-1])


def test_mhtml_is_known_by_what_it_begins_with_and_in_archives(tmp_path: Path) -> None:
    data = saved(main(), picture())
    (tmp_path / "a.mht").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as inside:
        inside.writestr("page.mhtml", data)
    found = [*intake.read([tmp_path]), *Read(data, "page").items]
    captures = [item for item in found if isinstance(item, Capture)]
    assert len(captures) == len(found) == 3
    assert len({capture.id for capture in captures}) == 1
    assert captures[1].unpacked == ("zip", "mhtml", "quoted-printable")


@pytest.mark.parametrize("share", [0.4, 0.7, 0.95])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary"])
def test_of_a_page_cut_off_what_is_there_is_kept_and_the_cut_named(
    share: float, coding: str
) -> None:
    lines = [f"The {n} boats of the coast guard left Velmora, an aide said." for n in range(99)]
    body = encoded(page(lines=lines), coding)
    whole = saved(main(page(lines=lines), coding), picture())
    cut = whole[: whole.index(body) + int(len(body) * share)]
    capture = read(cut).only()
    assert capture.partial == "its file ends in the middle of the page"
    assert lines[0] in capture.text
    assert lines[-1] not in capture.text


def test_a_cut_behind_the_page_is_no_cut_of_the_page() -> None:
    frame = part(page("Frame"), Content_Location="https://a.example/f")
    data = saved(main(), picture(), frame)
    assert read(data[:-3000]).only().partial is None
    assert read(saved(main(), end=False)).only().partial is None


@pytest.mark.parametrize(
    "data",
    [
        saved(picture()),
        saved(),
        saved(main()).replace(b"text/html", b"text/rtf"),
        saved(part(b"Only words.", "text/plain")),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nno boundary",
        b"words that are no headers\r\n\r\nat all",
    ],
)
def test_a_file_without_a_page_is_refused_by_name(data: bytes) -> None:
    found = read(data)
    assert found.codes == ["W132"]
    assert not found.captures


def test_a_page_without_text_is_refused_as_elsewhere() -> None:
    shell = f"<html><head>{ARTICLE}</head><body></body></html>".encode()
    assert read(saved(main(shell))).codes == ["W113"]


def test_too_large_pages_are_refused_and_large_pictures_are_not() -> None:
    small = Limits(file_bytes=len(PAGE))
    big = part(bytes(1 << 20), "image/png", "base64")
    assert read(saved(big, main()), small).captures
    assert read(saved(main(PAGE + b" ", "base64")), small).codes == ["W108"]
    assert read(saved(main(PAGE * 5)), small).codes == ["W108"]


NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(99)
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"MIME-Version: 1.0\r\n" + b"X: y\r\n" * 20_000, "W133"),
        (b"MIME-Version: 1.0\r\nX: " + b"y" * 200_000, "W133"),
        (saved(b"X: y\r\n" * 20_000), "W133"),
        (saved(*[picture()[:90]] * 20_001), "W133"),
        (NESTED, "W133"),
        (saved(main(b"=" * 3_000_000, "quoted-printable")), "W121"),
        (saved(main(b"\n" * 3_000_000, "binary")), "W109"),
        (saved(main(b"<p>" + b"--" * 3_000_000, "binary")), "W121"),
        (saved(main(b"--\n" * 1_000_000, "binary")), "W121"),
    ],
    ids=range(9),
)
def test_hostile_files_are_refused_soon(data: bytes, code: str) -> None:
    began = time.process_time()
    found = read(data)
    assert time.process_time() - began < 10
    assert not found.captures
    assert len(found.codes) == 1
    assert found.codes[0] in code.split()


def test_pictures_are_not_held() -> None:
    data = saved(*[part(bytes(1 << 20), "image/png", "base64")] * 24, main())

    def most(file: bytes) -> int:
        stream = io.BytesIO(file)
        tracemalloc.start()
        found = list(read_mhtml(Piece("a.mhtml", "a.mhtml", stream), Context()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert isinstance(found[0], Capture)
        return peak

    most(saved(main()))  # the imports
    assert most(data) < 2 << 20


class Failing(io.RawIOBase):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        data = self._data.read(len(target))
        if not data:
            raise OSError(5, "Input/output error")
        target[: len(data)] = data
        return len(data)


def test_a_disk_that_fails_is_named() -> None:
    data = saved(*[picture()] * 100, end=False)
    stream = cast("BinaryIO", io.BufferedReader(Failing(data)))
    with pytest.raises(InputRefused) as caught:
        list(read_mhtml(Piece("a.mhtml", "a.mhtml", stream), Context()))
    assert caught.value.code == "W105"


WHOLE = (
    saved(main(), picture(), part(page("Frame"))),
    saved(main(PAGE, "base64")),
    saved(picture(), part(page("Root"), Content_ID="<r@a>"), more=';\r\n\tstart="<r@a>"'),
)
PIECES = [
    *(b"", b"\r\n", b"\r\n\r\n", f"--{MARK}\r\n".encode(), f"--{MARK}--\r\n".encode(), b"=\r\n"),
    *(b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", b"\xff\xfe", bytes(40), b"=00"),
    *(
        b"Content-Transfer-Encoding: base64\r\n",
        b'; charset="utf-7"',
        b"Subject: =?utf-8?B?/w?=\r\n",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_bytes_give_a_capture_or_a_named_refusal(data: st.DataObject) -> None:
    file = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(file)))
        put = data.draw(st.one_of(st.binary(max_size=30), st.sampled_from(PIECES)))
        file[at : at + data.draw(st.sampled_from([0, 1, 2, 20, 300]))] = put
    found = read(bytes(file))
    assert found.items
    for item in found.items:
        assert isinstance(item, Capture) or (
            isinstance(item, Refusal) and item.code in REFUSAL_CODES and "{" not in item.reason
        )
