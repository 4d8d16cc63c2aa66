from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_archives import (
    OTHER,
    PAGE,
    ROWS,
    STORY,
    codes,
    items,
    limited,
    tar_of,
    texts,
    zip_of,
)
from watchdesk.intake import Context, Limits
from watchdesk.intake.zip_entries import Entry, without_overlaps
from watchdesk.records import Capture, Refusal

FILES = {"a.txt": STORY, "sub/page.html": PAGE, "sub/rows.jsonl": ROWS, "picture.png": b"PNG"}
ADDRESSES = ["!/a.txt", "!/sub/page.html", "!/sub/rows.jsonl#L1", "!/sub/rows.jsonl#L2"]
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")


def local(name: bytes, packed: int, size: int, **fields: int) -> bytes:
    flags, method, checksum = (fields.get(key, 0) for key in ("flags", "method", "checksum"))
    head = (b"PK\3\4", 20, flags, method, 0, 0, checksum, packed, size, len(name), 0)
    return LOCAL.pack(*head) + name


def central(name: bytes, packed: int, size: int, at: int, **fields: int) -> bytes:
    flags, method, checksum = (fields.get(key, 0) for key in ("flags", "method", "checksum"))
    head = (b"PK\1\2", 20, 20, flags, method, 0, 0, checksum, packed, size, len(name))
    return CENTRAL.pack(*head, 0, 0, 0, 0, 0, at) + name


def archive(body: bytes, directory: list[bytes]) -> bytes:
    listed = b"".join(directory)
    number = len(directory)
    return body + listed + END.pack(b"PK\5\6", 0, 0, number, number, len(listed), len(body), 0)


def deflated(data: bytes) -> bytes:
    engine = zlib.compressobj(9, wbits=-15)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_are_read_as_files_are(method: int) -> None:
    context = Context()
    found = items("n.zip", zip_of(FILES, method), context)
    assert list(texts(found)) == [f"n.zip{address}" for address in ADDRESSES]
    assert not codes(found)
    assert context.passed_over == {".png": 1}
    assert all(item.unpacked == ("zip",) for item in found if isinstance(item, Capture))


def test_archive_is_told_by_its_content() -> None:
    assert len(texts(items("n.txt", zip_of(FILES)))) == 4
    assert len(texts(items("n", b"PK\7\x08" + zip_of(FILES)))) == 4
    assert len(texts(items("n.zip", STORY))) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("folder\\a.txt", "folder/a.txt"),
        ("/etc/a.txt", "/etc/a.txt"),
        ("..\\../a.txt", "../../a.txt"),
        ("C:\\a.txt", "C:/a.txt"),
        ("Ærø/ünï.txt", "Ærø/ünï.txt"),
        ("line\nend\x1b[31m.txt", "line\\nend\\x1b[31m.txt"),
        ("wow!/a.txt", "wow\\x21/a.txt"),
        ("nul\0.txt", "nul\\x00.txt"),
    ],
)
def test_names_are_shown_and_never_followed(name: str, shown: str) -> None:
    raw = name.encode()
    body = local(raw, len(STORY), len(STORY)) + STORY
    crc = zlib.crc32(STORY)
    listed = [central(raw, len(STORY), len(STORY), 0, flags=0x800, checksum=crc)]
    (found,) = items("n.zip", archive(body, listed))
    assert isinstance(found, Capture)
    assert found.uri == f"n.zip!/{shown}"


@pytest.mark.parametrize(
    ("raw", "flags", "shown"),
    [
        ("Ærø.txt".encode(), 0, "Ærø.txt"),  # UTF-8 that does not say so
        ("caf\u00e9.txt".encode("cp437"), 0, "café.txt"),
        (b"a\xff\xfe.txt", 0, "a\\xa0■.txt"),  # code page 437 has a character for every byte
    ],
)
def test_names_in_old_encodings_are_made_printable(raw: bytes, flags: int, shown: str) -> None:
    crc = zlib.crc32(STORY)
    body = local(raw, len(STORY), len(STORY)) + STORY
    listed = [central(raw, len(STORY), len(STORY), 0, flags=flags, checksum=crc)]
    (found,) = items("n.zip", archive(body, listed))
    assert isinstance(found, Capture)
    assert found.uri == f"n.zip!/{shown}"


def test_name_that_is_not_the_utf8_it_says_it_is() -> None:
    raw = b"a\xff.txt"
    crc = zlib.crc32(STORY)
    body = local(raw, len(STORY), len(STORY), checksum=crc) + STORY
    found = items("n.zip", archive(body, [central(raw, len(STORY), len(STORY), 0, flags=0x800)]))
    assert list(texts(found).values()) == [STORY.decode()]
    assert codes(found) == [("n.zip", "W126")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_gives_two_addresses() -> None:
    found = items("n.zip", zip_of([("a.txt", STORY), ("b.txt", OTHER), ("a.txt", OTHER)]))
    assert list(texts(found)) == ["n.zip!/a.txt", "n.zip!/b.txt", "n.zip!/a.txt#2"]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"flags": 0x1}, "encrypted"),
        ({"flags": 0x41}, "encrypted"),
        ({"method": 9}, "Deflate64"),
        ({"method": 14}, "LZMA"),
        ({"method": 93}, "zstd"),
        ({"method": 77}, "method 77"),
    ],
)
def test_member_that_cannot_be_unpacked_is_named(fields: dict[str, int], what: str) -> None:
    parts, listed = b"", []
    for name, odd in ((b"odd.txt", fields), (b"odd.png", fields), (b"a.txt", {})):
        checked = {**odd, "checksum": zlib.crc32(STORY)}
        listed.append(central(name, len(STORY), len(STORY), len(parts), **checked))
        parts += local(name, len(STORY), len(STORY), **checked) + STORY
    found = items("n.zip", archive(parts, listed))
    assert codes(found) == [("n.zip!/odd.txt", "W127")]
    assert what in str(found[0])
    assert list(texts(found)) == ["n.zip!/a.txt"]


def test_link_is_named_and_not_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("latest.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "a.txt")
        made.writestr("a.txt", STORY)
        made.mkdir("folder")
    found = items("n.zip", out.getvalue())
    assert codes(found) == [("n.zip!/latest.txt", "W127")]
    assert list(texts(found)) == ["n.zip!/a.txt"]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (["[Content_Types].xml", "word/document.xml"], "Word"),
        (["mimetype", "content.xml", "META-INF/manifest.xml"], "OpenDocument"),
        (["mimetype", "META-INF/container.xml", "a.xhtml"], "e-book"),
        (["META-INF/MANIFEST.MF", "A.class"], "Java"),
    ],
)
def test_documents_are_refused_by_what_they_are(inside: list[str], what: str) -> None:
    (refusal,) = items("n.docx", zip_of(dict.fromkeys(inside, b"<a/>")))
    assert codes([refusal]) == [("n.docx", "W111")]
    assert what in str(refusal)
    assert "Export its text" in str(refusal)


def test_archive_without_input_is_refused() -> None:
    assert codes(items("n.zip", zip_of({}))) == [("n.zip", "W106")]
    (refusal,) = items("n.zip", zip_of({"a.png": b"", "b/c.gif": b"", ".d.txt": STORY}))
    assert "3 of other kinds passed over" in str(refusal)
    context = Context()
    (refusal,) = items("n.zip", zip_of({"package.json": b'{"name": "a"}'}), context)
    assert codes([refusal]) == [("n.zip", "W106")]
    assert context.passed_over == {".json": 1}


@pytest.mark.parametrize("behind", [1, 22, 60, 150, 220])
def test_cut_off_archive_is_read_to_the_cut(behind: int) -> None:
    files = {f"{n}.txt": b"Story %d: %s" % (n, STORY) for n in range(4)}
    whole = zip_of(files, zipfile.ZIP_STORED)
    found = items("n.zip", whole[:-behind])
    assert len(texts(found)) == 4
    assert codes(found) == [("n.zip", "W126")]


def test_cut_within_a_member_keeps_its_beginning() -> None:
    whole = zip_of({"a.txt": STORY, "b.txt": OTHER}, zipfile.ZIP_STORED)
    at = whole.index(OTHER)
    found = items("n.zip", whole[: at + 30])
    assert texts(found)["n.zip!/b.txt"] == OTHER[:30].decode()
    assert codes(found) == [("n.zip!/b.txt", "W126"), ("n.zip", "W126")]


def streamed(files: dict[str, bytes]) -> bytes:
    """As tools write that cannot go back: checksum and sizes stand behind each member."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_archive_written_to_a_pipe_and_cut_off() -> None:
    whole = streamed({"a.txt": STORY, "b.txt": OTHER, "c.txt": STORY + OTHER})
    assert len(texts(items("n.zip", whole))) == 3
    found = items("n.zip", whole[: whole.index(b"PK\1\2")])
    assert list(texts(found).values()) == [t.decode() for t in (STORY, OTHER, STORY + OTHER)]
    assert codes(found) == [("n.zip", "W126")]
    stored = local(b"a.txt", 0, 0, flags=8) + STORY
    assert codes(items("n.zip", stored)) == [("n.zip!/a.txt", "W127"), ("n.zip", "W126")]


@pytest.mark.parametrize("cut", [0, 1, 30, 100])
def test_directory_of_an_archive_inside_is_not_taken_for_its_own(cut: int) -> None:
    inner = zip_of({"b.txt": OTHER}, zipfile.ZIP_STORED)
    whole = zip_of({"a.txt": STORY, "in.zip": inner}, zipfile.ZIP_STORED)
    end = whole.index(inner) + len(inner)
    found = items("n.zip", whole[: end + cut])
    assert list(texts(found)) == ["n.zip!/a.txt", "n.zip!/in.zip!/b.txt"]
    assert codes(found) == [("n.zip", "W126")]


def test_stored_archive_inside_a_damaged_one_is_read_once() -> None:
    inner = zip_of({"b.txt": OTHER}, zipfile.ZIP_STORED)
    whole = zip_of({"in.zip": inner, "a.txt": STORY}, zipfile.ZIP_STORED)
    found = items("n.zip", whole[:-30])
    assert list(texts(found)) == ["n.zip!/in.zip!/b.txt", "n.zip!/a.txt"]


@pytest.mark.parametrize("at", [10**6, 5])
def test_directory_that_leads_nowhere_is_named(at: int) -> None:
    body = local(b"a.txt", len(STORY), len(STORY)) + STORY
    listed = [
        central(b"a.txt", len(STORY), len(STORY), 0, checksum=zlib.crc32(STORY)),
        central(b"b.txt", 5, 5, max(at, len(body) - 20)),
    ]
    found = items("n.zip", archive(body, listed))
    assert list(texts(found)) == ["n.zip!/a.txt"]
    assert codes(found) in ([("n.zip!/b.txt", "W126")], [("n.zip", "W125")])


def test_wrong_checksum_and_sizes_are_named() -> None:
    for size, what in ((len(STORY) - 9, "more than the"), (len(STORY) + 9, "is cut off")):
        packed = deflated(STORY)
        fields = {"method": 8, "checksum": zlib.crc32(STORY)}
        body = local(b"a.txt", len(packed), size, **fields) + packed
        found = items("n.zip", archive(body, [central(b"a.txt", len(packed), size, 0, **fields)]))
        assert texts(found)["n.zip!/a.txt"] == STORY[:size].decode()
        assert codes(found) == [("n.zip!/a.txt", "W126")]
        assert what in str(found[-1])
    body = local(b"a.txt", len(STORY), len(STORY)) + STORY
    listed = [central(b"a.txt", len(STORY), len(STORY), 0, checksum=1)]
    found = items("n.zip", archive(body, listed))
    assert "checksum is wrong" in str(found[-1])


def test_member_that_unpacks_to_more_than_it_says_is_stopped_there() -> None:
    packed = deflated(bytes(64 << 20))
    fields = {"method": 8, "checksum": 0}
    body = local(b"a.jsonl", len(packed), 100, **fields) + packed
    listed = [central(b"a.jsonl", len(packed), 100, 0, **fields)]
    found = items("n.zip", archive(body, listed), limited(unpacked_bytes=1 << 20))
    assert codes(found)[-1] == ("n.zip!/a.jsonl", "W126")


def overlapping(number: int, size: int) -> bytes:
    """Every member of the directory is the same bytes."""
    packed = deflated(bytes(size))
    fields = {"method": 8, "checksum": zlib.crc32(bytes(size))}
    body = local(b"a.txt", len(packed), size, **fields) + packed
    names = [b"%d.txt" % n for n in range(number)]
    return archive(body, [central(name, len(packed), size, 0, **fields) for name in names])


def quoting(number: int, size: int) -> bytes:
    """Each member holds the headers of all that follow it, quoted, and then the same bytes."""
    body, places = deflated(bytes(size)), []
    packed, unpacked = len(body), size
    crc = 0
    for n in reversed(range(number)):
        head = local(b"%d.txt" % n, packed, unpacked, method=8, checksum=crc)
        quote = b"\0" + struct.pack("<HH", len(head), len(head) ^ 0xFFFF)
        places.append((n, len(body), packed, unpacked))
        body = head + body
        if n:
            body = quote + body
            packed, unpacked = packed + len(head) + 5, unpacked + len(head)
    listed = [
        central(
            b"%d.txt" % n, packed, unpacked, len(body) - behind - 30 - len(b"%d.txt" % n), method=8
        )
        for n, behind, packed, unpacked in places
    ]
    return archive(body, listed)


@pytest.mark.parametrize("make", [overlapping, quoting])
def test_members_that_share_their_bytes_are_read_once(make: object) -> None:
    assert callable(make)
    found = items("n.zip", make(400, 1 << 20))
    assert len(found) <= 4
    assert codes(found)[-1] == ("n.zip", "W125")
    assert "399 of its members share their bytes" in str(found[-1])


def test_members_side_by_side_share_nothing() -> None:
    def entry(at: int, packed: int) -> Entry:
        return Entry(str(at), 0, 0, None, packed, packed, at)

    apart = [entry(40, 10), entry(0, 10), entry(80, 0), entry(110, 0)]
    assert without_overlaps(apart) == (apart, 0)
    more = [*apart, entry(39, 99), entry(200, 9), entry(201, 0)]
    assert without_overlaps(more) == ([*apart, entry(200, 9)], 2)


def test_directory_without_end_is_refused_before_it_is_read() -> None:
    listed = central(b"a", 0, 0, 0) * 40_000
    whole = b"PK\3\4" + listed + END.pack(b"PK\5\6", 0, 0, 1, 1, len(listed), 4, 0)
    (refusal,) = items("n.zip", whole, limited(archive_members=1000))
    assert codes([refusal]) == [("n.zip", "W125")]
    assert "directory" in str(refusal)


def test_too_many_members_are_refused_and_those_before_are_read() -> None:
    found = items(
        "n.zip", zip_of({f"{n}.txt": STORY for n in range(30)}), limited(archive_members=20)
    )
    assert len(texts(found)) == 20
    assert codes(found) == [("n.zip", "W125")]


def test_archives_inside_archives_end_at_the_depth() -> None:
    data = zip_of({"a.txt": STORY})
    for _ in range(30):
        data = zip_of({"in.zip": data, "a.txt": STORY})
    found = items("n.zip", data)
    assert list(texts(found)) == [
        "n.zip!/in.zip!/in.zip!/a.txt",
        "n.zip!/in.zip!/a.txt",
        "n.zip!/a.txt",
    ]
    assert codes(found) == [("n.zip!/in.zip!/in.zip!/in.zip", "W124")]


def test_archive_that_must_be_copied_is_copied_within_bounds() -> None:
    inner = zip_of({"a.txt": STORY, "b.bin": bytes(range(256)) * 400}, zipfile.ZIP_STORED)
    whole = tar_of({"in.zip": inner, "c.txt": OTHER})
    found = items("n.tar", whole, limited(copy_bytes=100_000))
    assert codes(found) == [("n.tar!/in.zip", "W128")]
    assert list(texts(found)) == ["n.tar!/c.txt"]
    assert len(texts(items("n.tar", whole))) == 2


def test_limits_of_a_member_are_those_of_a_file() -> None:
    found = items("n.zip", zip_of({"a.txt": STORY * 100, "b.txt": OTHER}), limited(file_bytes=999))
    assert codes(found) == [("n.zip!/a.txt", "W108")]
    assert list(texts(found)) == ["n.zip!/b.txt"]


@settings(deadline=None, max_examples=200)
@given(st.data(), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
def test_any_damage_gives_captures_or_named_refusals(data: st.DataObject, method: int) -> None:
    whole = bytearray(zip_of(FILES, method))
    directory = whole.index(b"PK\1\2")
    for _ in range(data.draw(st.integers(0, 4))):
        first = data.draw(st.sampled_from([4, directory]))
        whole[data.draw(st.integers(first, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = items("n.zip", bytes(whole[: data.draw(st.integers(30, len(whole)))]))
    assert found
    for item in found:
        assert isinstance(item, Capture | Refusal)
        item.model_dump_json()


def test_the_bounds_are_what_the_documentation_says() -> None:
    limits = Limits()
    assert (limits.archive_depth, limits.archive_members) == (3, 100_000)
    assert (limits.unpacked_free, limits.unpack_ratio) == (64 << 20, 200)
