from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile

import pytest

from helpers_archives import PAGE, ROWS, STORY, tar_of, zip_of
from watchdesk.intake import REFUSAL_CODES, Limits
from watchdesk.intake.codes import refused
from watchdesk.intake.formats import (
    READABLE,
    Format,
    format_of,
    is_tar,
    named,
    unpacked_name,
)
from watchdesk.intake.magic import looks_binary
from watchdesk.intake.read import _READERS, _reader
from watchdesk.intake.sources import as_uri, file_of, passed_over

TAR = tar_of({"a.txt": STORY})
MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"


@pytest.mark.parametrize("kind", Format)
def test_every_format_has_a_reader_and_an_ending(kind: Format) -> None:
    assert callable(_reader(kind))
    assert kind in _READERS
    assert kind in {named(f"a{ending}") for ending in READABLE}


@pytest.mark.parametrize("kind", Format)
def test_cure_for_an_empty_folder_names_an_ending_of_every_format(kind: Format) -> None:
    words = refused("W106", "a", kind="folder").cure.replace(",", " ").split()
    assert kind in {named(f"a{word}") for word in words if word.startswith(".")}
    assert "W106" in REFUSAL_CODES


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.json", "a.csv", "a.xml", "a.zip"])
@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (zip_of({"a.txt": STORY}), Format.ZIP),
        (zip_of({}), Format.ZIP),
        (TAR, Format.TAR),
        (gzip.compress(STORY, mtime=0), Format.PACKED),
        (bz2.compress(STORY), Format.PACKED),
        (bz2.compress(b""), Format.PACKED),
        (lzma.compress(STORY), Format.PACKED),
        (b"\x28\xb5\x2f\xfd" + bytes(9), Format.PACKED),
        (b"PAR1" + bytes(9), Format.PARQUET),
        (b"WARC/1.1\r\n", Format.WARC),
    ],
)
def test_first_bytes_that_cannot_be_mistaken_go_before_the_name(
    name: str, head: bytes, kind: Format
) -> None:
    assert format_of(name, head) is kind


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0), Format.WARC),
        ("a.wet.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0), Format.WARC),
        ("a.tar.gz", gzip.compress(TAR, mtime=0), Format.TAR),
        ("a.TGZ", gzip.compress(TAR, mtime=0), Format.TAR),
        ("a.txz", lzma.compress(TAR), Format.TAR),
        ("a.zip", STORY, Format.TEXT),
        ("a.tar", STORY, Format.TEXT),
        ("a.parquet", STORY, Format.TEXT),
        ("a.gz", PAGE, Format.HTML),
        ("a.txt", MHTML, Format.MHTML),
        ("a.html", MHTML, Format.MHTML),
        ("a", MHTML, Format.MHTML),
        ("a.txt", b"BZh is how packed files begin, GIF8 pictures and PAR1 tables.", Format.TEXT),
        ("a.txt", ROWS, Format.TEXT),
        ("a", ROWS, Format.JSONL),
        ("a.jsonl", PAGE, Format.JSONL),
    ],
)
def test_name_goes_before_a_guess_at_text(name: str, head: bytes, kind: Format) -> None:
    assert format_of(name, head) is kind


def test_tar_header_is_told_by_its_checksum() -> None:
    assert is_tar(TAR)
    assert not is_tar(TAR[:511])
    assert not is_tar(bytes(512))
    assert not is_tar(TAR[:100] + b"x" + TAR[101:])
    signed = bytearray(tar_of({"säule.txt": STORY}, tarfile.GNU_FORMAT)[:512])
    high = sum(byte > 127 for byte in signed)
    assert high
    told = int(signed[148:155].strip(b" \0"), 8)
    signed[148:156] = b"%06o\0 " % (told - 256 * high)
    assert is_tar(bytes(signed))


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("a.txt.gz", "a.txt"),
        ("A.TXT.XZ", "A.TXT"),
        ("a.gz", "a"),
        ("a.tar.gz", "a.tar.gz"),
        ("a.warc.gz", "a.warc.gz"),
        ("a.txt", "a.txt"),
        ("", ""),
    ],
)
def test_name_before_packing(name: str, before: str) -> None:
    assert unpacked_name(name) == before


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.txt", None),
        ("sub/a.TXT", None),
        ("../a.html", None),
        ("./a.html", None),
        ("a.warc.gz", None),
        ("a.tar.bz2", None),
        ("a.json.gz", None),
        ("story", ""),
        ("a.pdf", ".pdf"),
        ("a.PDF", ".pdf"),
        ("a.docx", ".docx"),
        ("a.js.gz", ".js.gz"),
        ("a.2024-08.gz", None),
        (".a.txt", ""),
        (".git/a.txt", ""),
        ("sub/__MACOSX/._a.txt", ""),
        ("README.txt", ".txt"),
        ("LICENSE.html", ".html"),
        ("readme.txt.gz", ".txt.gz"),
        ("robots.txt", ".txt"),
        ("security.html", None),
        ("Mr. Smith goes to sea", ""),
        ("a." + "x" * 500, ""),
        ("a.\x1b[31m", ""),
        ("", ""),
    ],
)
def test_what_is_passed_over_by_its_name(name: str, ending: str | None) -> None:
    assert passed_over(name) == ending


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("a.txt", "a.txt"),
        ("a.jsonl#L12", "a.jsonl"),
        ("a.warc.gz#B1024", "a.warc.gz"),
        ("a.rss#E3", "a.rss"),
        ("a.csv#R7", "a.csv"),
        ("dir/a.zip!/in.tar.gz!/b.jsonl#L3", "dir/a.zip"),
        ("a.zip!/b.txt#2", "a.zip"),
        ("-", "-"),
        ("-!/b.txt", "-"),
        ("-#L2", "-"),
        (as_uri("wow!/a.txt"), as_uri("wow!/a.txt")),
        ("https://kestrel.example/a.zip!/b.txt", "https://kestrel.example/a.zip"),
        ("https://kestrel.example/#!/story/1", "https://kestrel.example/#!/story/1"),
        ("https://kestrel.example/feed#E12", "https://kestrel.example/feed"),
        ("a#b.txt", "a#b.txt"),
        ("a#L.txt", "a#L.txt"),
    ],
)
def test_file_that_something_was_read_from(uri: str, file: str) -> None:
    assert file_of(uri) == file


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(STORY, mtime=0),
        bz2.compress(STORY),
        lzma.compress(STORY),
        zip_of({"a.txt": STORY}),
        TAR,
        b"PAR1" + bytes(40),
        MHTML,
    ],
)
def test_cure_for_what_is_read_as_a_file_is_not_to_unpack_it(data: bytes) -> None:
    kind = looks_binary(data)
    assert kind is not None
    assert "file of its own" in kind.cure


def test_limits_fit_together() -> None:
    limits = Limits()
    assert limits.unpacked_free <= limits.unpacked_bytes
    assert limits.file_bytes < limits.unpacked_free
    assert limits.unpack_memory >= 66 << 20  # what xz -9 asks for
