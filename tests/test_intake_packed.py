from __future__ import annotations

import gzip
import io
import lzma
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_archives import PACKS, ROWS, STORY, codes, items, limited, texts, zip_of
from watchdesk.intake import Limits
from watchdesk.intake.limits import Spent
from watchdesk.intake.unpack import PACKED, Unpacked
from watchdesk.records import Capture

METHODS = {"gz": "gzip", "bz2": "bzip2", "xz": "xz"}


@pytest.mark.parametrize("pack", PACKS)
def test_packed_text_is_that_of_the_file_itself(pack: str) -> None:
    (plain,) = items("a.txt", STORY)
    (found,) = items(f"a.txt.{pack}", PACKS[pack](STORY))
    assert isinstance(found, Capture)
    assert isinstance(plain, Capture)
    assert (found.id, found.text, found.sha256) == (plain.id, plain.text, plain.sha256)
    assert found.uri == f"a.txt.{pack}"
    assert found.unpacked == (METHODS[pack],)
    assert plain.unpacked == ()


@pytest.mark.parametrize("pack", PACKS)
def test_what_was_packed_is_told_by_name_and_content(pack: str) -> None:
    packed = PACKS[pack](ROWS)
    assert list(texts(items(f"rows.jsonl.{pack}", packed))) == [
        f"rows.jsonl.{pack}#L1",
        f"rows.jsonl.{pack}#L2",
    ]
    assert len(items(f"rows.{pack}", packed)) == 2
    assert len(items("rows", packed)) == 2
    assert len(items("rows.txt", packed)) == 1


def test_archive_packed_without_saying_so_is_read() -> None:
    assert texts(items("a.gz", gzip.compress(zip_of({"b.txt": STORY})))) == {
        "a.gz!/b.txt": STORY.decode()
    }


@pytest.mark.parametrize("pack", PACKS)
def test_streams_one_after_the_other_are_one_file(pack: str) -> None:
    both = PACKS[pack](STORY[:20]) + PACKS[pack](STORY[20:])
    for padding in (0, 4, 100_000):
        found = items("a.txt", both + bytes(padding))
        assert list(texts(found).values()) == [STORY.decode()]
        assert not codes(found)


@pytest.mark.parametrize("pack", PACKS)
def test_something_else_behind_is_named(pack: str) -> None:
    found = items("a.txt", PACKS[pack](STORY) + b"something else")
    assert list(texts(found).values()) == [STORY.decode()]
    assert codes(found) == [("a.txt", "W126")]
    assert "followed by something else" in str(found[-1])


@pytest.mark.parametrize("pack", PACKS)
def test_rows_before_a_cut_are_kept(pack: str) -> None:
    words = b" ".join(b"%x" % (n * n) for n in range(300))
    rows = b"".join(b'{"text": "Row %d. %s"}\n' % (n, words) for n in range(2_000))
    packed = PACKS[pack](rows)
    found = items("rows.jsonl", packed[: len(packed) // 2])
    told = texts(found)
    assert len(told) > 300
    assert [text.partition(".")[0] for text in told.values()] == [
        f"Row {n}" for n in range(len(told))
    ]
    assert "is cut off after" in str(found[-1])
    assert found[-1].uri == "rows.jsonl"


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("length", [7, 10, 14])
def test_hardly_any_bytes_are_refused_once(pack: str, length: int) -> None:
    found = items(f"a.txt.{pack}", PACKS[pack](STORY * 100)[:length])
    assert len(found) == 1
    assert found[0].uri == f"a.txt.{pack}"
    assert codes(found)[0][1] in ("W126", "W111")


def test_wrong_checksum_is_named() -> None:
    packed = bytearray(gzip.compress(STORY * 9))
    packed[-6] ^= 1
    found = items("a.txt.gz", bytes(packed))
    assert isinstance(found[0], Capture)
    assert len(STORY) * 9 - 64 <= len(found[0].text) < len(STORY) * 9
    assert found[0].partial
    assert codes(found) == [("a.txt.gz", "W126")]


def test_zstd_is_refused_with_a_cure() -> None:
    for name in ("a.txt.zst", "rows.jsonl", "a.xml", "a"):
        (refusal,) = items(name, b"\x28\xb5\x2f\xfd" + bytes(40))
        assert codes([refusal]) == [(name, "W111")]
        assert "zstd -d" in str(refusal)


def test_packed_in_itself_too_often_is_refused() -> None:
    packed = reduce(lambda data, _: gzip.compress(data), range(3), STORY)
    assert list(texts(items("a", packed)).values()) == [STORY.decode()]
    (refusal,) = items("a", gzip.compress(packed))
    assert codes([refusal]) == [("a", "W124")]
    assert len(items("a", gzip.compress(packed), limited(archive_depth=4))) == 1


def zeros(pack: str, size: int) -> bytes:
    if pack == "gz":  # whose default level packs them less
        return gzip.compress(bytes(size), 9)
    return PACKS[pack](bytes(size))


@pytest.mark.parametrize("pack", PACKS)
def test_bomb_is_stopped_where_the_limit_is(pack: str) -> None:
    bounds = limited(unpacked_free=3 << 20, file_bytes=1 << 20, row_bytes=1 << 20)
    bomb = zeros(pack, 16 << 20)
    assert codes(items("a.txt", bomb, bounds)) == [("a.txt", "W108")]
    found = items("a.jsonl", ROWS_AHEAD[pack] + bomb, bounds)
    assert list(texts(found).values()) == ["The envoys left.", "The ministers signed."]
    assert codes(found) == [("a.jsonl#L3", "W119"), ("a.jsonl", "W125")]
    assert "more than 200 times its size" in str(found[-1])


ROWS_AHEAD = {pack: PACKS[pack](ROWS) for pack in PACKS}


@pytest.mark.parametrize("pack", PACKS)
def test_no_more_is_unpacked_than_is_allowed(pack: str) -> None:
    """The stream itself: a reader cannot see more, however much it asks for."""
    bounds, spent = Limits(unpacked_free=1 << 20), Spent()
    method = next(method for method in PACKED if method.name == METHODS[pack])
    stream = Unpacked(io.BytesIO(zeros(pack, 16 << 20)), method, "a", bounds, spent)
    read = stream.buffered().read()
    allowed = max(bounds.unpacked_free, bounds.unpack_ratio * (1 << 14))
    # The ratio is that to what was taken in, which is a block of 16 KiB at a time.
    assert bounds.unpacked_free - (1 << 16) <= len(read) <= allowed + (1 << 16)
    assert stream.fault is not None
    assert stream.fault.code == "W125"
    assert stream.read(10) == b""
    assert spent.unpacked == pytest.approx(len(read), abs=1 << 16)


def test_what_one_file_may_unpack_holds_for_all_inside_it() -> None:
    inner = {f"{n}.jsonl.gz": zeros("gz", 2 << 20) for n in range(8)}
    found = items("a.zip", zip_of(inner), limited(unpacked_bytes=5 << 20, unpack_ratio=1))
    assert codes(found) == [
        ("a.zip!/0.jsonl.gz", "W111"),
        ("a.zip!/1.jsonl.gz", "W111"),
        ("a.zip!/2.jsonl.gz", "W111"),
        ("a.zip!/2.jsonl.gz", "W125"),
        ("a.zip", "W125"),
    ]


def test_honest_files_pack_less_than_the_limit() -> None:
    """One page saved two hundred times, a little different each time."""
    rows = b"".join(
        b'{"text": "%s", "n": %d}\n' % (b" ".join(b"word%d" % (n * k % 977) for k in range(200)), n)
        for n in range(200)
    )
    for pack in PACKS.values():
        assert len(items("rows.jsonl", pack(rows), limited(unpacked_free=1 << 16))) == 200


def test_xz_that_asks_for_much_memory_is_refused() -> None:
    large = [{"id": lzma.FILTER_LZMA2, "dict_size": 256 << 20}]
    (refusal,) = items("a.txt.xz", lzma.compress(STORY, filters=large))
    assert codes([refusal]) == [("a.txt.xz", "W125")]
    assert "memory" in str(refusal)
    most = [{"id": lzma.FILTER_LZMA2, "dict_size": 64 << 20}]  # xz -9
    assert len(texts(items("a.txt.xz", lzma.compress(STORY, filters=most)))) == 1


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=4000),
    st.sampled_from(list(PACKS)),
    st.integers(1, 5000),
    st.integers(1, 4),
)
def test_any_bytes_come_out_as_they_went_in(data: bytes, pack: str, size: int, parts: int) -> None:
    step = len(data) // parts + 1
    packed = b"".join(PACKS[pack](data[at : at + step]) for at in range(0, len(data) + 1, step))
    method = next(method for method in PACKED if packed.startswith(method.magic))
    stream = Unpacked(io.BytesIO(packed), method, "a", Limits(), Spent())
    out = b""
    while chunk := stream.more(size):
        assert len(chunk) <= size
        out += chunk
    assert out == data


@settings(deadline=None, max_examples=150)
@given(st.data(), st.sampled_from(list(PACKS)))
def test_any_damage_gives_captures_or_named_refusals(data: st.DataObject, pack: str) -> None:
    packed = bytearray(PACKS[pack](ROWS * 50))
    for _ in range(data.draw(st.integers(1, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(packed)))
    for item in items("rows.jsonl", bytes(packed[:cut])):
        item.model_dump_json()
