from __future__ import annotations

import gc
import gzip
import io
import random
import re
import time
import tracemalloc
import weakref
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

import pytest

from helpers_warc import (
    ADDRESS,
    STORY,
    Read,
    packed,
    page,
    record,
    response,
)
from test_intake_http import brotli, chunked, zstd
from watchdesk.errors import InputRefused
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.warc import read_warc
from watchdesk.intake.warc_source import WINDOW, Source
from watchdesk.records import Capture, Refusal

TITLES = ["One", "Two", "Three", "Four"]
PAGES = [response(page(title), target=f"https://kestrel.example/{title}") for title in TITLES]


def titles(found: Read) -> list[str]:
    return [capture.text.partition("\n")[0] for capture in found.captures]


def damages(found: Read) -> list[tuple[int, str]]:
    """Where damage was named, and what the line says."""
    assert set(found.codes) <= {"W130"}, found.codes
    return [(int(r.uri.partition("#B")[2]), r.reason) for r in found.refusals]


def told_length(data: bytes, length: str) -> bytes:
    return re.sub(rb"(?<=\nContent-Length: )\d+", length.encode(), data, count=1)


JUNK: dict[str, bytes] = {
    "a line": b"something else\r\n",
    "no line": b"something else",
    "zeros": bytes(200_000),
    "random": random.Random(7).randbytes(100_000),
    "half a header": b"WARC/1.0\r\nWARC-Type: resp",
    "a header of no record": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
    "much blank space": b"\r\n" * 400_000,
    "a header too long": record("response", b"x", **{f"X_{n}": "y" * 99 for n in range(900)}),
}


@pytest.mark.parametrize("kind", JUNK)
@pytest.mark.parametrize("at", [0, 1, 3])
def test_junk_between_records_is_named_and_passed_over(kind: str, at: int) -> None:
    found = Read(b"".join([*PAGES[:at], JUNK[kind], *PAGES[at:]]))
    assert titles(found) == TITLES
    ((place, reason),) = damages(found)
    # What looks like a record is named itself, anything else by the record before it.
    own = kind in {"half a header", "a header of no record"}
    assert place == len(b"".join(PAGES[: at if own else max(0, at - 1)]))
    assert f"went on at byte {len(b''.join([*PAGES[:at], JUNK[kind]])):,}" in reason


@pytest.mark.parametrize("kind", ["a line", "zeros", "random", "a header too long"])
@pytest.mark.parametrize("member", [False, True])
def test_junk_between_gzip_members_is_named_and_passed_over(kind: str, member: bool) -> None:
    junk = packed(JUNK[kind]) if member else JUNK[kind]
    found = Read(packed(*PAGES[:2]) + junk + packed(*PAGES[2:]))
    assert titles(found) == TITLES
    ((place, reason),) = damages(found)
    assert place == len(packed(PAGES[0]))
    assert f"went on at byte {len(packed(*PAGES[:2]) + junk):,}" in reason


@pytest.mark.parametrize("pack", [b"".join, lambda pages: packed(*pages)])
@pytest.mark.parametrize(
    "length", ["1", "40", "700", "2000", "99999999", "99999999999999999999999", "-3", "many", "٣"]
)
def test_a_wrong_length_of_a_record_costs_no_other_record(
    length: str, pack: Callable[[list[bytes]], bytes]
) -> None:
    found = Read(pack([PAGES[0], told_length(PAGES[1], length), *PAGES[2:]]))
    assert [title for title in titles(found) if title != "Two"] == ["One", "Three", "Four"]
    assert [place for place, _ in damages(found)] == [len(pack(PAGES[:1]))]
    for capture in found.captures:
        # No page has taken over what belongs to the next.
        assert capture.text.count(STORY[0]) <= 1


def test_what_looks_like_a_record_inside_a_page_is_none() -> None:
    forged = page("Shown") + b"\r\n\r\n" + response(page("Forged"), target="https://heron.example/")
    for data in (response(forged) + PAGES[1], packed(response(forged), PAGES[1])):
        assert {capture.declared.url for capture in Read(data).captures} == {
            ADDRESS,
            "https://kestrel.example/Two",
        }
    # Nor when something is wrong behind the record, as long as its own end is where it says.
    found = Read(response(forged) + b"junk\r\n" + PAGES[1])
    assert "https://heron.example/" not in {c.declared.url for c in found.captures}
    assert len(damages(found)) == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("shape", ["plain", "members", "whole"])
def test_what_stands_before_a_cut_is_kept_and_the_cut_named(share: float, shape: str) -> None:
    lines = [f"The {n} boats of the coast guard left Velmora, an aide said." for n in range(300)]
    random.Random(3).shuffle(lines)
    last = response(page("Five", lines=lines))
    data, before = {
        "plain": (b"".join([*PAGES, last]), len(b"".join(PAGES))),
        "members": (packed(*PAGES, last), len(packed(*PAGES))),
        "whole": (gzip.compress(b"".join([*PAGES, last])), 0),
    }[shape]
    found = Read(data[: before + int((len(data) - before) * share)])
    if shape == "whole":
        # With so little of it one cannot tell that it was packed as a whole.
        assert found.codes == ["W130" if share == 0.1 else "W126"]
        assert titles(found) == [*TITLES, "Five"][: len(found.captures)]
        return
    assert titles(found)[:4] == TITLES
    ((place, reason),) = damages(found)
    assert place == before
    assert "nothing behind it could be read" in reason


NOISE = [random.Random(6).randbytes(50).hex() for _ in range(99)]


def test_a_page_that_is_cut_is_taken_as_far_as_it_goes() -> None:
    data = b"".join(PAGES)
    found = Read(data[: len(data) - 200])
    assert titles(found) == TITLES
    assert STORY[0] in found.captures[-1].text
    assert STORY[-1] not in found.captures[-1].text
    cut = "it was cut off before it was stored"
    assert [capture.partial for capture in found.captures] == [None, None, None, cut]
    packed_body = gzip.compress(page("Five", lines=[*STORY, *NOISE]))[:-300]
    assert Read(response(packed_body, Content_Encoding="gzip")).only().partial == cut


@pytest.mark.parametrize("missing", [1, 2, 4])
def test_missing_line_ends_at_the_end_are_no_damage(missing: int) -> None:
    found = Read(b"".join(PAGES)[:-missing])
    assert titles(found) == TITLES
    assert not found.refusals


@pytest.mark.parametrize("rest", [b"\r\n", b"\r\n\r\n\n", b"", b" \r\n", bytes(200)])
def test_blank_space_at_the_end_is_no_damage(rest: bytes) -> None:
    assert not Read(b"".join(PAGES) + rest).refusals
    assert not Read(packed(*PAGES) + packed(rest)).refusals
    assert not Read(packed(*PAGES) + rest).refusals


@pytest.mark.parametrize("spoiled", [0, 1, 2, 3])
def test_a_broken_gzip_member_costs_only_its_own_record(spoiled: int) -> None:
    members = [bytearray(packed(one)) for one in PAGES]
    members[spoiled][30:50] = bytes(20)
    found = Read(b"".join(members))
    assert titles(found) == [title for title in TITLES if title != TITLES[spoiled]]
    assert len(damages(found)) == 1


def test_a_broken_member_of_a_large_record_keeps_what_came_before() -> None:
    words = random.Random(1)
    lines = [f"{words.getrandbits(900):x} " * 3 for _ in range(2800)]
    member = bytearray(packed(response(page("Large", lines=[*STORY, *lines]))))
    member[-5000:-4990] = bytes(10)
    found = Read(packed(PAGES[0]) + bytes(member) + packed(PAGES[1]))
    assert titles(found) == ["One", "Large", "Two"]
    assert STORY[0] in found.captures[1].text


def test_damage_without_end_is_given_up() -> None:
    began = time.process_time()
    found = Read((PAGES[0] + b"junk\n") * 3000, limits=Limits())
    assert time.process_time() - began < 60
    assert found.codes == ["W130"] * 100 + ["W131"]
    assert len(found.captures) == 1001


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n" * 300_000,
        b"WARC" * 1_000_000,
        b"\x1f\x8b\x08\x00" * 500_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\n" * 60_000,
        b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" * 60_000,
        packed(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1\r\n\r\nx\r\n\r\n") * 20_000,
        b"WARC/1.0\r\n" + b"A: b\r\n" * 500_000,
        b"WARC/1.0\r\n" + b"A" * 3_000_000,
    ],
    ids=range(8),
)
def test_hostile_files_end_soon(data: bytes) -> None:
    began = time.process_time()
    found = Read(data)
    assert not found.captures
    assert len(found.items) <= 101
    assert time.process_time() - began < 10


def bomb(size: int, kind: str = "video/mp4") -> bytes:
    """A record of so many zeros, as one gzip member."""
    out = io.BytesIO()
    head = record("resource", b"", Content_Type=kind, length=str(size))
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as packer:
        packer.write(head.removesuffix(b"\r\n\r\n"))
        for _ in range(size >> 20):
            packer.write(bytes(1 << 20))
        packer.write(b"\r\n\r\n")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["video/mp4", "text/html"])
def test_an_archive_that_unpacks_to_too_much_is_given_up(kind: str) -> None:
    limits = Limits(unpacked_free=4 << 20, file_bytes=1 << 20)
    found = Read(packed(PAGES[0]) + bomb(64 << 20, kind) + packed(PAGES[1]), limits=limits)
    assert titles(found) == ["One"]
    assert found.codes == ["W125"]


def test_many_small_bombs_are_one() -> None:
    limits = Limits(unpacked_free=4 << 20)
    found = Read(packed(PAGES[0]) + bomb(2 << 20) * 40, limits=limits)
    assert found.codes == ["W125"]
    assert titles(found) == ["One"]


def test_unpacked_bytes_count_for_all_that_is_inside_one_input() -> None:
    limits = Limits(unpacked_bytes=3 << 20, unpack_ratio=5)
    found = Read(
        packed(PAGES[0]) + packed(*[record("request", bytes(1 << 16))] * 99), limits=limits
    )
    assert found.codes == ["W125"]


def test_blank_space_that_unpacks_without_end_is_given_up() -> None:
    blank = gzip.compress(b"\r\n" * (1 << 24), 1) * 20
    began = time.process_time()
    found = Read(packed(PAGES[0]) + blank + packed(PAGES[1]))
    assert titles(found) == ["One"]
    assert "blank" in damages(found)[0][1]
    assert time.process_time() - began < 10


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_in_a_body_is_refused_and_the_others_read(coding: str) -> None:
    pack: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}
    pack |= {"br": brotli, "zstd": zstd}
    data = response(pack[coding](bytes(40 << 20)), Content_Encoding=coding)
    found = Read(data + PAGES[0])
    assert found.codes == ["W108"]
    assert titles(found) == ["One"]


def test_absurd_chunks_and_headers_cost_one_page_at_most() -> None:
    head = "".join(f"X-{n}: {'y' * 500}\r\n" for n in range(300))
    long_head = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + page()
    http = "application/http; msgtype=response"
    body = b"fffffffffffffff0\r\n" + page("Chunk")
    found = Read(
        record("response", long_head, Content_Type=http)
        + response(body, Transfer_Encoding="chunked")
        + response(chunked(page("Fine"), size=1), Transfer_Encoding="chunked")
        + PAGES[0]
    )
    assert titles(found) == ["Chunk", "Fine", "One"]
    assert not found.refusals
    assert found.over == {"answers without a type": 1}


def test_archives_inside_pages_are_passed_over() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as inside:
        inside.writestr("a.txt", "\n".join(STORY))
    nested = [
        response(out.getvalue(), kind="application/zip"),
        response(packed(PAGES[0]), kind="application/warc"),
        response(packed(PAGES[0]), kind="text/html"),
        record("resource", PAGES[0], Content_Type="application/warc"),
    ]
    found = Read(b"".join(nested) + PAGES[1])
    assert titles(found) == ["Two"]
    assert found.over.total() == 4


class Crawl(io.RawIOBase):
    """An archive of any size, made while it is read; pictures with a page here and there."""

    def __init__(self, size: int) -> None:
        super().__init__()
        picture = response(random.Random(5).randbytes(1 << 20), kind="image/png")
        self._rest = iter([PAGES[0], *[picture] * (size >> 20), PAGES[1]])
        self._block = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        self._block = self._block or memoryview(next(self._rest, b""))
        size = min(len(target), len(self._block))
        target[:size], self._block = self._block[:size], self._block[size:]
        return size


def test_memory_does_not_grow_with_the_archive() -> None:
    def peak(size: int) -> int:
        stream = io.BufferedReader(Crawl(size))
        tracemalloc.start()
        with Piece("crawl.warc", "crawl.warc", stream) as piece:
            found = list(read_warc(piece, Context()))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(found) == 2
        return most

    peak(1 << 20)  # the imports
    assert peak(128 << 20) < 3 * WINDOW


FIRST = response(page(lines=[*STORY, random.Random(4).randbytes(99_999).hex()]))


class Failing(io.RawIOBase):
    """A stream that gives some bytes and then fails."""

    def __init__(self, data: bytes, error: Exception) -> None:
        super().__init__()
        self._data = io.BytesIO(data)
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        data = self._data.read(len(target))
        if not data:
            raise self._error
        target[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("data", [FIRST + b"".join(PAGES), packed(FIRST, *PAGES)])
def test_a_disk_that_fails_is_named_and_what_came_before_kept(data: bytes) -> None:
    stream = cast("BinaryIO", Failing(data, OSError(5, "Input/output error")))
    found = list(read_warc(Piece("crawl.warc", "crawl.warc", stream), Context()))
    first, last = found[0], found[-1]
    assert isinstance(first, Capture)
    assert isinstance(last, Refusal)
    assert last.code == "W105"


@pytest.mark.parametrize(
    "data", [FIRST + b"".join(PAGES), gzip.compress(FIRST + PAGES[0], mtime=0)[:-9]]
)
def test_nothing_of_a_failed_archive_stays_in_memory(data: bytes) -> None:
    stream = Failing(data, OSError(5, "Input/output error"))
    gone = weakref.ref(stream)
    list(read_warc(Piece("crawl.warc", "crawl.warc", cast("BinaryIO", stream)), Context()))
    del stream
    gc.collect()
    assert gone() is None


def test_what_a_container_refuses_is_passed_on() -> None:
    error = InputRefused("W126", "a.zip", "it is damaged", "Get it again")
    stream = cast("BinaryIO", Failing(FIRST, error))
    found = list(read_warc(Piece("a", "a", stream), Context()))
    assert isinstance(found[0], Capture)
    assert isinstance(found[-1], Refusal)
    assert found[-1].code == "W126"


def test_a_source_goes_back_as_far_as_it_keeps() -> None:
    data = random.Random(2).randbytes(3 * WINDOW)
    source = Source(io.BytesIO(data))
    while source.tell() < len(data):
        source.allow(1 << 20)
        source.read(1 << 16)
    assert source.peek(0) is None
    assert source.peek(len(data) - 10) == data[-10:]
    assert source.back(len(data) - WINDOW) == len(data) - WINDOW
    source.allow(WINDOW)
    assert source.read(100) == data[len(data) - WINDOW :][:100]
    assert source.back(0) > 0
    assert source.reached == len(data)
