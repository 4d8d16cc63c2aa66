from __future__ import annotations

import gzip
import io
import tarfile
import time
import tracemalloc
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_archives import (
    OTHER,
    PACKS,
    PAGE,
    ROWS,
    STORY,
    TAR_FORMATS,
    codes,
    items,
    limited,
    member,
    tar_of,
    texts,
    zip_of,
)
from watchdesk.intake import Context, Limits
from watchdesk.intake.tarred import _Tar
from watchdesk.records import Capture, Refusal

Form = Literal[0, 1, 2]
FILES = {"a.txt": STORY, "sub/page.html": PAGE, "sub/rows.jsonl": ROWS, "picture.png": b"PNG"}
ADDRESSES = ["!/a.txt", "!/sub/page.html", "!/sub/rows.jsonl#L1", "!/sub/rows.jsonl#L2"]


def header(name: str, *, form: Form = tarfile.USTAR_FORMAT, **fields: object) -> bytes:
    return member(name, **fields).tobuf(form)


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 512)


@pytest.mark.parametrize("form", TAR_FORMATS)
def test_members_are_read_as_files_are(form: int) -> None:
    context = Context()
    found = items("n.tar", tar_of(FILES, form), context)
    assert list(texts(found)) == [f"n.tar{address}" for address in ADDRESSES]
    assert not codes(found)
    assert context.passed_over == {".png": 1}
    assert all(item.unpacked == ("tar",) for item in found if isinstance(item, Capture))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", ["n.tar", "n.tgz", "n", "n.zip"])
def test_packed_archives_are_told_by_their_content(pack: str, name: str) -> None:
    found = items(name, PACKS[pack](tar_of(FILES)))
    assert list(texts(found)) == [f"{name}{address}" for address in ADDRESSES]
    way = {"gz": "gzip", "bz2": "bzip2", "xz": "xz"}[pack]
    assert all(item.unpacked == (way, "tar") for item in found if isinstance(item, Capture))


def test_old_archive_without_a_mark_is_told_by_its_name() -> None:
    old = bytearray(tar_of({"a.txt": STORY}, tarfile.USTAR_FORMAT))
    old[257:265] = bytes(8)
    old[148:156] = b"%06o\0 " % (sum(old[:148]) + 8 * 32 + sum(old[156:512]))
    assert list(texts(items("n.tar", bytes(old)))) == ["n.tar!/a.txt"]
    assert codes(items("n", bytes(old))) == [("n", "W111")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("./a.txt", "a.txt"),
        ("/etc/a.txt", "/etc/a.txt"),
        ("../../a.txt", "../../a.txt"),
        ("ünïcode/Ærø.txt", "ünïcode/Ærø.txt"),
        ("line\nend\x1b[31m.txt", "line\\nend\\x1b[31m.txt"),
        ("\u202etxt.a.txt", "\\u202etxt.a.txt"),
        ("wow!/a.txt", "wow\\x21/a.txt"),
        ("deep/" * 60 + "a.txt", "deep/" * 60 + "a.txt"),
        ("n" * 150 + ".txt", "n" * 150 + ".txt"),
    ],
)
def test_names_are_shown_and_never_followed(name: str, shown: str) -> None:
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        (found,) = items("n.tar", tar_of({name: STORY}, form))
        assert isinstance(found, Capture)
        assert found.uri == f"n.tar!/{shown}"


def test_name_in_no_encoding_is_made_printable() -> None:
    archive = tar_of({"caf\udce9.txt": STORY}, tarfile.GNU_FORMAT)
    (found,) = items("n.tar", archive)
    assert found.uri == "n.tar!/caf\\udce9.txt"
    found.model_dump_json()


def test_name_without_end_is_cut_for_the_address() -> None:
    (found,) = items("n.tar", tar_of({"n" * 20_000 + ".txt": STORY}))
    assert isinstance(found, Capture)
    assert len(found.uri) < 5_000


def test_the_same_name_twice_gives_two_addresses() -> None:
    found = items("n.tar", tar_of([("a.txt", STORY), ("./a.txt", OTHER), ("a.txt", ROWS)]))
    assert list(texts(found)) == ["n.tar!/a.txt", "n.tar!/a.txt#2", "n.tar!/a.txt#3"]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (tarfile.SYMTYPE, "a link"),
        (tarfile.LNKTYPE, "a link"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.FIFOTYPE, "a named pipe"),
        (tarfile.GNUTYPE_SPARSE, "a file with gaps"),
    ],
)
def test_what_is_no_file_is_named(kind: bytes, what: str) -> None:
    odd = header("odd.txt", type=kind, linkname="/etc/passwd", size=0)
    found = items("n.tar", odd + header("odd.png", type=kind) + tar_of({"a.txt": STORY}))
    assert codes(found) == [("n.tar!/odd.txt", "W127")]
    assert what in str(found[0])
    assert list(texts(found)) == ["n.tar!/a.txt"]


def test_sparse_files_of_all_kinds_cost_nothing() -> None:
    old = bytearray(header("gaps.txt", type=b"S", size=512))
    old[482] = 1  # a list of gaps follows
    old[148:156] = b"%06o\0 " % (sum(old[:148]) + 8 * 32 + sum(old[156:512]))
    old += bytes(504) + b"\1" + bytes(7) + bytes(512) + b"x" * 512
    records = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "new.txt"}
    records["GNU.sparse.realsize"] = str(8 << 30)
    new = header("new.txt", form=tarfile.PAX_FORMAT, size=512, pax_headers=records) + b"0" * 512
    found = items("n.tar", bytes(old) + new + tar_of({"a.txt": STORY}))
    assert codes(found) == [("n.tar!/gaps.txt", "W127"), ("n.tar!/new.txt", "W127")]
    assert list(texts(found)) == ["n.tar!/a.txt"]


def test_folders_and_labels_are_no_members() -> None:
    context = Context()
    front = header("sub", type=tarfile.DIRTYPE) + header("label", type=b"V") + header("old/")
    assert len(texts(items("n.tar", front + tar_of({"a.txt": STORY}), context))) == 1
    assert not context.passed_over


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("b.pdf", ".pdf"),
        (".hidden.txt", ""),
        (".git/a.txt", ""),
        ("__MACOSX/a.txt", ""),
        ("README.txt", ".txt"),
        ("noending", ""),
        ("dump.sql.gz", ".sql.gz"),
        ("dump.2024.gz", None),
        ("page.gz", None),
        ("a.b c", ""),
    ],
)
def test_what_is_no_input_is_counted(name: str, ending: str | None) -> None:
    context = Context()
    data = gzip.compress(OTHER) if name.endswith(".gz") else OTHER
    found = items("n.tar", tar_of({name: data, "a.txt": STORY}), context)
    assert len(texts(found)) == (2 if ending is None else 1)
    assert context.passed_over == ({} if ending is None else {ending: 1})


def test_archive_without_input_is_refused() -> None:
    (refusal,) = items("n.tar", tar_of({"a.png": b"x", "b.png": b"x"}))
    assert codes([refusal]) == [("n.tar", "W106")]
    assert "2 of other kinds passed over" in str(refusal)
    assert codes(items("n.tgz", gzip.compress(bytes(10240)))) == [("n.tgz", "W106")]


def test_table_json_or_feed_without_news_is_passed_over() -> None:
    context = Context()
    other = {"package.json": b'{"name": "a", "version": "1"}', "sums.csv": b"a,b\n1,2\n"}
    found = items("n.tar", tar_of({**other, "a.txt": STORY}), context)
    assert list(texts(found)) == ["n.tar!/a.txt"]
    assert not codes(found)
    assert context.passed_over == {".json": 1, ".csv": 1}


@pytest.mark.parametrize("left", [600, 1100, 1600, 2060, 2500])
def test_cut_off_archive_is_read_to_the_cut(left: int) -> None:
    row = b'{"text": "The envoys left."}\n'
    whole = tar_of({"a.txt": STORY, "b.jsonl": row * 80, "c.txt": OTHER}, tarfile.USTAR_FORMAT)
    found = items("n.tar", whole[:left])
    assert codes(found)[-1] == ("n.tar", "W126")
    rows = [uri for uri in texts(found) if "b.jsonl" in uri]
    assert list(texts(found)) == ["n.tar!/a.txt", *rows]
    assert len(rows) == max(0, left - 1536) // len(row)


def test_cut_within_a_member_names_the_member() -> None:
    whole = tar_of({"a.txt": STORY, "b.txt": OTHER}, tarfile.USTAR_FORMAT)
    found = items("n.tar", whole[: 1536 + 30])
    assert codes(found) == [("n.tar!/b.txt", "W126"), ("n.tar", "W126")]
    assert texts(found)["n.tar!/b.txt"] == OTHER[:30].decode()
    assert [bool(item.partial) for item in found if isinstance(item, Capture)] == [False, True]


def test_archive_without_an_end_is_doubted() -> None:
    whole = tar_of({"a.txt": STORY}, tarfile.USTAR_FORMAT)
    found = items("n.tar", whole[:1024])
    assert list(texts(found).values()) == [STORY.decode()]
    assert "may be cut off" in str(found[-1])


@pytest.mark.parametrize("pack", PACKS)
def test_cut_off_packing_is_named_as_such(pack: str) -> None:
    rows = b"".join(b'{"text": "Row %d of many %d words."}\n' % (n, n * n) for n in range(3000))
    packed = PACKS[pack](tar_of({"a.txt": STORY, "b.jsonl": rows}))
    found = items("n.tar", packed[: len(packed) - 30])
    if pack != "bz2":  # which packs all this in one block
        assert len(texts(found)) > 2000
    assert codes(found)[-1] == ("n.tar", "W126")
    assert "data is cut off after" in str(found[-1])


def test_damaged_header_ends_the_archive() -> None:
    whole = bytearray(tar_of({"a.txt": STORY, "b.txt": OTHER}, tarfile.USTAR_FORMAT))
    whole[1024 + 5] ^= 1
    found = items("n.tar", bytes(whole))
    assert list(texts(found)) == ["n.tar!/a.txt"]
    assert codes(found) == [("n.tar", "W126")]


@pytest.mark.parametrize("size", [8 << 30, 1 << 50, 1 << 70, (1 << 88) - 1])
def test_member_that_claims_to_be_huge(size: int) -> None:
    info = member("a.txt", size=size)
    claimed = info.tobuf(tarfile.GNU_FORMAT) + padded(STORY)
    found = items("n.tar", tar_of({"b.txt": OTHER})[:-1024][:1024] + claimed)
    assert "n.tar!/b.txt" in texts(found)
    assert codes(found)[-1] == ("n.tar", "W126")
    paxed = member("a.jsonl", size=10, pax_headers={"size": str(min(size, 10**18))})
    found = items("n.tar", paxed.tobuf(tarfile.PAX_FORMAT) + padded(ROWS))
    assert codes(found)[-1] == ("n.tar", "W126")


def chained(count: int) -> bytes:
    return header("x", type=tarfile.XHDTYPE) * count


def digits(count: int) -> bytes:
    return (header("x", type=tarfile.XHDTYPE, size=1 << 20) + b"1" * (1 << 20)) * count


def long_name(size: int) -> bytes:
    return header("x", type=tarfile.GNUTYPE_LONGNAME, size=size) + bytes(size)


@pytest.mark.parametrize("front", [chained(20_000), digits(10), long_name(64 << 20)])
def test_headers_cost_little_time_and_memory(front: bytes) -> None:
    whole = front + tar_of({"a.txt": STORY})
    tracemalloc.start()
    began = time.process_time()
    found = items("n.tar", whole)
    taken = time.process_time() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert taken < 5
    assert peak < 16 << 20


def test_too_many_members_are_refused_over_all_archives() -> None:
    inner = tar_of({f"{n}.txt": STORY for n in range(5)})
    found = items(
        "n.tar", tar_of({f"{n}.tar": inner for n in range(4)}), limited(archive_members=9)
    )
    assert len(texts(found)) == 7
    assert codes(found) == [("n.tar!/1.tar", "W125"), ("n.tar", "W125")]


def test_archives_inside_archives_are_read_three_deep() -> None:
    two = gzip.compress(tar_of({"two.txt": OTHER, "three.zip": zip_of({"three.txt": STORY})}))
    found = items("one.tar", tar_of({"two.tar.gz": two}))
    assert list(texts(found)) == [
        "one.tar!/two.tar.gz!/two.txt",
        "one.tar!/two.tar.gz!/three.zip!/three.txt",
    ]
    deepest = found[-1]
    assert isinstance(deepest, Capture)
    assert deepest.unpacked == ("tar", "gzip", "tar", "zip")
    found = items("zero.tar", tar_of({"one.tar": tar_of({"two.tar.gz": two})}))
    assert codes(found) == [("zero.tar!/one.tar!/two.tar.gz!/three.zip", "W124")]


def test_not_an_archive_after_all() -> None:
    assert texts(items("n.tar.gz", gzip.compress(STORY))) == {"n.tar.gz": STORY.decode()}
    assert codes(items("n.tar.gz", gzip.compress(b""))) == [("n.tar.gz", "W109")]
    assert codes(items("n.tar.gz", gzip.compress(tar_of(FILES))[:12])) == [("n.tar.gz", "W126")]


NAMES = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=120).map(
    lambda name: f"{name}x"
)
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=1500)), max_size=6)


@settings(deadline=None)
@given(MEMBERS, st.sampled_from(TAR_FORMATS[1:]))
def test_headers_say_what_they_say_to_tarfile(members: list[tuple[str, bytes]], form: int) -> None:
    archive = tar_of(members, form)
    with tarfile.open(fileobj=io.BytesIO(archive)) as other:
        theirs = [(info.name, info.size) for info in other if info.isreg()]
    tar = _Tar(io.BytesIO(archive), "a")
    ours = []
    while entry := tar.next():
        ours.append((entry.name, entry.size))
    assert ours == theirs


@settings(deadline=None, max_examples=200)
@given(st.data(), st.sampled_from(TAR_FORMATS))
def test_any_damage_gives_captures_or_named_refusals(data: st.DataObject, form: int) -> None:
    whole = bytearray(tar_of(FILES, form))
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = items("n.tar", bytes(whole[: data.draw(st.integers(600, len(whole)))]))
    assert found
    for item in found:
        assert isinstance(item, Capture | Refusal)
        item.model_dump_json()


def test_limits_of_a_member_are_those_of_a_file() -> None:
    found = items("n.tar", tar_of({"a.txt": STORY * 100, "b.txt": OTHER}), limited(file_bytes=999))
    assert codes(found) == [("n.tar!/a.txt", "W108")]
    assert list(texts(found)) == ["n.tar!/b.txt"]
    assert Limits().archive_depth == 3
