from __future__ import annotations

import gzip
import io
import time
import zlib
from collections.abc import Callable

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_warc import answer, page
from watchdesk.errors import InputRefused
from watchdesk.intake.http import HEAD_BYTES, Body, content_type, parse_head, undo, web_address

LIMIT = 1 << 20
WORDS = page() * 20


def brotli(data: bytes) -> bytes:
    return written(BrotliWriter, data)


def zstd(data: bytes) -> bytes:
    return written(ZstdWriter, data)


def written(kind: type[BrotliWriter | ZstdWriter], data: bytes) -> bytes:
    out = io.BytesIO()
    writer = kind(out)
    rest = memoryview(data)
    while rest:
        rest = rest[writer.write(bytes(rest[: 1 << 20])) :]
    writer.close()
    return out.getvalue()


def bare_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


def chunked(data: bytes, size: int = 999, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x;name=value\r\n%b\r\n" % (len(one), one) for one in pieces) + end


Pack = Callable[[bytes], bytes]


def undone(data: bytes, limit: int = LIMIT, **fields: str) -> Body:
    return undo(data, {name.replace("_", "-"): v for name, v in fields.items()}, "a", limit)


def test_a_head_is_read_up_to_its_blank_line() -> None:
    data = answer(b"<p>Body", kind="Text/HTML; charset=koi8-r", X_Name="a: b")
    head = parse_head(data)
    assert head is not None
    assert (head.status, head.media_type, head.charset) == (200, "text/html", "koi8-r")
    assert head.fields["x-name"] == "a: b"
    assert data[head.length :] == b"<p>Body"


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\n\nwords", b"words"),
        (b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\nwords", b"words"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n<html>", b"<html>"),
        (b"HTTP/1.1 200\r\nno header\r\nContent-Type : text/html\r\n\r\nwords", b"words"),
        (b"HTTP/1.1 200 OK\r\nContent-Type:\r\nContent-Type: text/html\r\n\r\nwords", b"words"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\n\r\nwords", b"words"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + answer(b"words"), b"words"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html", b""),
    ],
)
def test_sloppy_heads_are_read(data: bytes, body: bytes) -> None:
    head = parse_head(data)
    assert head is not None
    assert (head.status, head.media_type) == (200, "text/html")
    assert data[head.length :] == body


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 2000\r\n\r\n", b"ICY 200 OK\r\n\r\n"],
)
def test_what_is_no_head_is_none(data: bytes) -> None:
    assert parse_head(data) is None


def test_a_head_without_an_end_is_none() -> None:
    assert parse_head(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * HEAD_BYTES) is None
    assert parse_head(b"HTTP/1.1 200 OK\r\nX: " + b"y" * HEAD_BYTES) is None
    assert parse_head(b"HTTP/1.1 100 Continue\r\n\r\n" * 100) is None


@pytest.mark.parametrize(
    ("value", "kind", "charset"),
    [
        (None, None, None),
        ("", None, None),
        ("nonsense", None, None),
        ("text/html, text/html", "text/html", None),
        ("text/html; charset='utf-8'", "text/html", "utf-8"),
        ("text/html;CHARSET = Windows-1251", "text/html", "Windows-1251"),
        ("text/html; encoding=utf-8", "text/html", "utf-8"),
        ("charset=utf-8", None, "utf-8"),
    ],
)
def test_content_types(value: str | None, kind: str | None, charset: str | None) -> None:
    assert content_type(value) == (kind, charset)


def test_web_addresses_lose_the_brackets_of_old_tools() -> None:
    assert web_address("<https://kestrel.example/a>") == "https://kestrel.example/a"
    assert web_address("urn:uuid:1") is None
    assert web_address("cid:frame-1") is None
    assert web_address(None) is None


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", bare_deflate),
        ("br", brotli),
        ("zstd", zstd),
    ],
)
def test_packing_and_chunks_are_undone_and_told(coding: str, pack: Pack) -> None:
    name = coding.removeprefix("x-")
    assert undone(pack(WORDS), content_encoding=coding) == Body(WORDS, (f"http {name}",))
    both = undone(chunked(pack(WORDS)), transfer_encoding="chunked", content_encoding=coding)
    assert both == Body(WORDS, ("http chunked", f"http {name}"))
    # Crawlers undo these and keep the headers.
    told_in_vain = undone(WORDS, transfer_encoding="chunked", content_encoding=coding)
    assert told_in_vain == Body(WORDS)


def test_several_codings_are_undone_from_the_outside() -> None:
    data = chunked(brotli(gzip.compress(WORDS)))
    found = undone(data, transfer_encoding="chunked", content_encoding="gzip, br")
    assert found == Body(WORDS, ("http chunked", "http br", "http gzip"))


def test_gzip_is_undone_where_nothing_tells_of_it() -> None:
    assert undone(gzip.compress(WORDS)) == Body(WORDS, ("http gzip",))
    assert undone(WORDS, content_encoding="identity, utf-8") == Body(WORDS)


@pytest.mark.parametrize(
    ("coding", "pack", "least"),
    [("gzip", gzip.compress, 0.5), ("deflate", zlib.compress, 0.5), ("br", brotli, 0)],
)
def test_what_comes_before_a_cut_is_kept_and_told(coding: str, pack: Pack, least: float) -> None:
    words = " ".join(f"word{n * n % 9973}" for n in range(60_000)).encode()
    found = undone(pack(words)[:-4000], content_encoding=coding)
    assert (found.unpacked, found.cut) == ((f"http {coding}",), True)
    assert words.startswith(found.data)
    assert len(found.data) > least * len(words)


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (chunked(WORDS, end=b""), WORDS),
        (chunked(WORDS)[:-600], None),
        (b"5\r\nwords\r\nffffffffffffffff\r\nmore", b"wordsmore"),
        (b"5\r\nwords\r\n-5\r\nmore", b"words"),
        (b"5\r\nwords\r\nfffffffffffffffffff\r\nmore", b"words"),
    ],
)
def test_broken_chunks_give_what_was_there(data: bytes, kept: bytes | None) -> None:
    found = undone(data, transfer_encoding="chunked")
    assert (found.unpacked, found.cut) == (("http chunked",), True)
    if kept is not None:
        assert found.data == kept
    else:
        assert WORDS.startswith(found.data)
        assert len(found.data) > len(WORDS) - 700


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_are_refused_without_being_held(coding: str) -> None:
    pack: dict[str, Pack] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli,
        "zstd": zstd,
    }
    bomb = pack[coding](bytes(40 * LIMIT))
    began = time.process_time()
    with pytest.raises(InputRefused) as caught:
        undone(bomb, content_encoding=coding)
    assert caught.value.code == "W108"
    assert time.process_time() - began < 1


def test_packed_again_and_again_ends_somewhere() -> None:
    data = WORDS
    for _ in range(20):
        data = gzip.compress(data)
    found = undone(data, content_encoding=", ".join(["gzip"] * 20))
    assert len(found.unpacked) <= 6


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]),
    st.integers(0, 400),
    st.booleans(),
)
def test_any_bytes_are_undone_within_the_limit(
    data: bytes, coding: str, cut: int, chunks: bool
) -> None:
    for body in (data, gzip.compress(data)[:cut], brotli(data)[:cut] + data):
        fields = {"content_encoding": coding}
        fields |= {"transfer_encoding": "chunked"} if chunks else {}
        assert len(undone(body, 5000, **fields).data) <= 5000
        parse_head(b"HTTP/1.1 200 OK\r\n" + body)
