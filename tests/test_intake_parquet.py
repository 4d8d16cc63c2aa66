from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers_rows import captures, codes, read, refusal, told
from watchdesk import intake
from watchdesk.intake import REFUSAL_CODES, Limits, parquet_pages
from watchdesk.records import Capture

WORDS = "The envoys left the table on Tuesday."
NOON = datetime(2031, 3, 4, 12, 30, tzinfo=UTC)


def write(tmp_path: Path, columns: Mapping[str, Any], **form: Any) -> Path:
    path = tmp_path / "table.parquet"
    pq.write_table(pa.table(dict(columns)), path, **form)
    return path


def one(tmp_path: Path, **columns: Any) -> Capture:
    path = write(tmp_path, {"text": [WORDS], **{name: [v] for name, v in columns.items()}})
    (found,) = captures(path)
    return found


def test_row_becomes_a_capture_with_its_address(tmp_path: Path) -> None:
    path = write(tmp_path, {"title": ["Head", None], "text": [WORDS, "More."], "n": [1, 2]})
    first, second = captures(path)
    assert (first.uri, second.uri) == (f"{path}#R1", f"{path}#R2")
    assert first.text == f"Head\n\n{WORDS}"
    assert second.text == "More."
    assert (first.encoding, first.encoding_basis) == ("utf-8", "transport")
    assert first.media_type == "application/vnd.apache.parquet"


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        (pa.string(), "2031-03-04T01:00:00Z", "2031-03-04"),
        (pa.date32(), date(2031, 3, 4), "2031-03-04"),
        (pa.date64(), date(2031, 3, 4), "2031-03-04"),
        (pa.timestamp("s"), NOON.replace(tzinfo=None), "2031-03-04"),
        (pa.timestamp("ns", tz="UTC"), NOON, "2031-03-04"),
        (pa.timestamp("ms", tz="+13:00"), NOON, "2031-03-05"),
        (pa.timestamp("us", tz="Pacific/Auckland"), NOON, "2031-03-05"),
        (pa.timestamp("us", tz="No/Such_Place"), NOON, "2031-03-04"),
        (pa.int64(), int(NOON.timestamp()), "2031-03-04"),
        (pa.float64(), 20310304.0, "2031-03-04"),
        (pa.dictionary(pa.int8(), pa.string()), "2031-03-04", "2031-03-04"),
        (pa.timestamp("s"), None, None),
        (pa.float64(), float("nan"), None),
        (pa.bool_(), True, None),
        (pa.time32("s"), 40, None),
    ],
)
def test_days_of_any_type(tmp_path: Path, kind: pa.DataType, value: object, day: str) -> None:
    column = pa.array([value], pa.string()).cast(kind) if pa.types.is_dictionary(kind) else None
    found = captures(write(tmp_path, {"text": [WORDS], "date": column or pa.array([value], kind)}))
    assert found[0].declared.published == day


def test_moments_out_of_reach_are_unknown(tmp_path: Path) -> None:
    huge = pa.array([2**62], pa.int64())
    for kind in (pa.timestamp("ms"), pa.timestamp("us", tz="Asia/Tokyo"), pa.date32()):
        path = tmp_path / "table.parquet"
        days = pa.array([2**31 - 1], pa.int32())
        column = days.cast(kind) if kind == pa.date32() else huge.cast(kind)
        pq.write_table(pa.table({"text": [WORDS], "captured_at": column, "date": column}), path)
        (found,) = captures(path)
        assert found.captured_at is None
        assert found.declared.published is None


def test_moment_of_capture(tmp_path: Path) -> None:
    assert one(tmp_path, crawled_at=NOON).captured_at == NOON
    assert one(tmp_path, crawled_at=NOON.replace(tzinfo=None)).captured_at == NOON
    assert one(tmp_path, crawled_at="2031-03-04 12:30:00").captured_at == NOON


def test_the_date_of_a_crawl_is_no_day_of_publication(tmp_path: Path) -> None:
    found = one(tmp_path, dump="CC-MAIN-2031-10", date="2031-03-04T12:30:00Z", language="en")
    assert found.declared.published is None
    assert found.captured_at == NOON
    path = write(tmp_path, {"text": [WORDS], "dump": ["CC-MAIN-2031-10"], "day": ["2031-03-01"]})
    (mapped,) = captures(path, {"published": "day"})
    assert mapped.declared.published == "2031-03-01"


@pytest.mark.parametrize(
    "kind",
    [
        *(pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view()),
        pa.dictionary(pa.int32(), pa.string()),
    ],
)
def test_texts_of_any_type(tmp_path: Path, kind: pa.DataType) -> None:
    column = pa.array([f"{WORDS} Zoë 𝄞", None, f"{WORDS} Zoë 𝄞"])
    path = write(tmp_path, {"text": column.cast(kind), "title": column.cast(kind)})
    found = read(path)
    assert codes(found) == ["", "W118", ""]
    texts = [item.text for item in found if isinstance(item, Capture)]
    assert texts == [f"{WORDS} Zoë 𝄞"] * 2


def test_authors_and_paragraphs_in_lists(tmp_path: Path) -> None:
    columns = {
        "text": [["One.", "Two."], ["Three."]],
        "authors": [["Ilse Marrow", "Tomas Reld"], None],
        "source": [{"name": "The Kestrel"}, {"name": None}],
    }
    first, second = captures(write(tmp_path, columns))
    assert (first.text, second.text) == ("One.\nTwo.", "Three.")
    assert first.declared.authors == ("Ilse Marrow", "Tomas Reld")
    assert (second.declared.authors, first.declared.outlet) == ((), "The Kestrel")


def test_paths_into_structs_and_lists(tmp_path: Path) -> None:
    article = {
        "Body": WORDS,
        "meta": {"head": "Head", "day": date(2031, 3, 4), "by": [{"n": "Ilse Marrow"}]},
        "page": b"not read",
    }
    path = write(tmp_path, {"story": [article, None], "id": [1, 2]})
    mapped = {
        "text": "story.body",
        "title": "Story.meta.head",
        "published": "story.meta.day",
        "authors": "story.meta.by.n",
    }
    found = read(path, columns=mapped)
    assert codes(found) == ["", "W118"]
    first = found[0]
    assert isinstance(first, Capture)
    assert first.text == f"Head\n\n{WORDS}"
    assert (first.declared.published, first.declared.authors) == ("2031-03-04", ("Ilse Marrow",))
    assert refusal(path, text="story.none").code == "W136"
    assert refusal(path).code == "W137"


def test_pages_in_bytes_are_decoded(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset=windows-1250><title>Řeka</title></head><body><article>"
        f"<p>{WORDS}</p><p>They said that more talks would follow in the spring.</p>"
        "</article></body></html>"
    )
    path = write(tmp_path, {"html": [page.encode("cp1250")], "url": [b"https://a.example/\xff"]})
    (found,) = captures(path)
    assert WORDS in found.text
    assert found.declared.title == "Řeka"
    assert (found.encoding, found.encoding_basis) == ("windows-1250", "declared")


def test_strings_that_are_no_utf_8_are_decoded(tmp_path: Path) -> None:
    data = pa.py_buffer(f"{WORDS}Zoë was late.".encode("cp1252"))
    ends = pa.py_buffer(pa.array([0, len(WORDS), len(WORDS) + 13], pa.int32()).buffers()[1])
    column = pa.StringArray.from_buffers(2, ends, data)
    path = write(tmp_path, {"text": column, "title": column}, use_dictionary=False)
    assert [item.text.partition("\n")[0] for item in captures(path)] == [WORDS, "Zoë was late."]


@pytest.mark.parametrize("rows", [1, 7, 1000])
@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "brotli"])
def test_row_groups_and_pages_do_not_change_what_is_read(
    tmp_path: Path, rows: int, compression: str
) -> None:
    columns = {"text": [f"{WORDS} {n}." for n in range(50)], "title": ["A", None] * 25}
    ids = [item.id for item in captures(write(tmp_path, columns))]
    turned = dict(reversed(columns.items()), rank=list(range(50)))
    path = write(
        *(tmp_path, turned),
        row_group_size=rows,
        compression=compression,
        data_page_size=100,
        data_page_version="2.0" if rows == 7 else "1.0",
    )
    assert [item.id for item in captures(path)] == ids
    assert len(set(ids)) == 50


def test_files_without_rows_or_texts(tmp_path: Path) -> None:
    empty = write(tmp_path, {"text": pa.array([], pa.string())})
    assert refusal(empty).code == "W109"
    numbers = write(tmp_path, {"text": [1, 2]})
    assert told(read(numbers)) == ["#R1 W118", "#R2 W118"]
    other = write(tmp_path, {"story": [WORDS]})
    found = refusal(other)
    assert found.code == "W137"
    assert "the columns are story" in found.reason
    assert "no row has body (text); the columns are story" in refusal(other, text="body").reason


def test_a_cell_over_the_bound_of_a_row_costs_only_itself(tmp_path: Path) -> None:
    columns = {"text": [WORDS, "long " * 1000, WORDS], "authors": [["A B"], ["x" * 9000], None]}
    found = read(write(tmp_path, columns), Limits(row_bytes=4000))
    assert told(found) == ["#R1", "#R2 W119", "#R3"]


def bomb(path: Path, table: pa.Table) -> Path:
    pq.write_table(table, path, compression="zstd", store_schema=False)
    assert path.stat().st_size < 20_000
    return path


MEASURED = """
import sys
from pathlib import Path
from watchdesk import intake
from watchdesk.intake import Limits

limits = Limits(page_bytes=40 << 20, unpacked_bytes=100 << 20)
for item in intake.read(sys.argv[1:], intake.Context(limits)):
    print(getattr(item, "code", "read"))
status = Path("/proc/self/status").read_text()
print(int(status.partition("VmHWM:")[2].split()[0]) >> 10)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux")
def test_bombs_are_refused_or_read_within_bounds(tmp_path: Path) -> None:
    """In a process of its own, whose memory is measured in MiB."""
    long = bomb(tmp_path / "long.parquet", pa.table({"text": ["a" * (50 << 20)]}))
    name = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), ["b" * 100_000])
    same = pa.ListArray.from_arrays(pa.array([0, 20_000], pa.int32()), name)
    one = bomb(tmp_path / "one.parquet", pa.table({"text": [WORDS], "authors": same}))
    none = pa.nulls(33_000_000, pa.string())
    many = pa.ListArray.from_arrays(pa.array([0, 33_000_000], pa.int32()), none)
    nulls = bomb(tmp_path / "nulls.parquet", pa.table({"text": [WORDS], "authors": many}))
    cells = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), ["c " * 100_000])
    rows = bomb(tmp_path / "rows.parquet", pa.table({"text": [WORDS] * 20_000, "title": cells}))
    command = [sys.executable, "-c", MEASURED, *map(str, (long, one, nulls, rows))]
    *outcome, memory = subprocess.run(command, capture_output=True, check=True).stdout.split()
    assert outcome[:3] == [b"W139", b"read", b"W139"]
    assert 300 < len(outcome) < 700
    assert outcome[3:] == [*[b"read"] * (len(outcome) - 4), b"W125"]
    assert int(memory) < 400


def test_a_footer_that_claims_too_much_is_refused_at_once(tmp_path: Path) -> None:
    path = bomb(tmp_path / "rows.parquet", pa.table({"text": pa.nulls(3_000_000, pa.string())}))
    began = time.process_time()
    assert "cannot hold 3,000,000 articles" in refusal(path).reason
    data = path.read_bytes()
    path.write_bytes(data[:-8] + (1 << 31).to_bytes(4, "little") + b"PAR1")
    assert "footer cannot have 2,147,483,648 bytes" in refusal(path).reason
    assert time.process_time() - began < 2


def test_cut_files_are_refused(tmp_path: Path) -> None:
    whole = write(tmp_path, {"text": [WORDS] * 100}).read_bytes()
    path = tmp_path / "cut.parquet"
    for size in range(12, len(whole), 97):
        path.write_bytes(whole[:size])
        found = refusal(path)
        assert found.code in {"W139", "W111"}


def test_a_pipe_is_read_from_a_copy(tmp_path: Path) -> None:
    data = write(tmp_path, {"text": [WORDS]}).read_bytes()
    program = (
        "from watchdesk import intake\nfor item in intake.read('-'): print(item.uri, item.text)"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, input=data, capture_output=True, check=True)
    assert result.stdout.decode() == f"-#R1 {WORDS}\n"


def damaged(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    out = bytearray(data)
    for place, byte in changes:
        out[place % len(out)] = byte
    return bytes(out)


SMALL = io.BytesIO()
pq.write_table(
    pa.table({"text": [WORDS, None, "b"], "authors": [["A B"], [], None], "date": [NOON] * 3}),
    SMALL,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(4, 5000), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_files_give_captures_or_refusals(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    path = tmp_path / "table.parquet"
    path.write_bytes(damaged(SMALL.getvalue(), changes))
    for found in read(path):
        assert isinstance(found, Capture) or found.code in REFUSAL_CODES


@given(st.binary(max_size=60))
def test_any_header_of_a_page_is_read_or_damaged(data: bytes) -> None:
    try:
        chunk = parquet_pages.Chunk(0, len(data), 10)
        pages = parquet_pages.survey(io.BytesIO(data), chunk)
    except parquet_pages.DamagedParquet:
        return
    assert pages.largest >= 0


def test_importing_intake_does_not_load_pyarrow() -> None:
    program = "import sys, watchdesk.intake; print('pyarrow' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert result.stdout == b"False\n"


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": [f"{WORDS} {n}" for n in range(5000)]}, row_group_size=1000)
    items = intake.read([path])
    first = next(items)
    assert isinstance(first, Capture)
    assert first.uri.endswith("#R1")


def test_places_outside_of_what_they_point_into_are_refused() -> None:
    """Arrow follows them: a damaged file must not end the process."""
    from watchdesk.intake.parquet_values import values_of

    wrong = pa.DictionaryArray.from_arrays(pa.array([0, 21], pa.int32()), ["a"], safe=False)
    with pytest.raises(IndexError, match="not in its dictionary"):
        values_of(pa.ListArray.from_arrays(pa.array([0, 2], pa.int32()), wrong), 100)


def test_long_lists_are_read_whole_or_refused(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": [["A."] * 12_000, [WORDS]], "authors": [["A B"] * 9, None]})
    first, second = captures(path)
    assert first.text == "\n".join(["A."] * 12_000)
    assert first.declared.authors == ("A B",)
    assert second.text == WORDS
    long = pa.ListArray.from_arrays(pa.array([0, 5_000_000], pa.int32()), pa.nulls(5_000_000))
    assert "5,000,000 items in 1 rows" in refusal(write(tmp_path, {"text": long})).reason
