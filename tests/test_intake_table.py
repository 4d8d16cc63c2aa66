from __future__ import annotations

import csv
import io
import threading
import time
from pathlib import Path
from typing import Literal

import pytest

from helpers_rows import captures, read, refusal, told
from watchdesk import intake
from watchdesk.intake import Limits
from watchdesk.records import Capture, Refusal

WORDS = "The envoys left the table on Tuesday."
HEADER = "title,text,url\n"
ROW = f"Head,{WORDS},https://a.example/1\n"


def write(tmp_path: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def written(*rows: tuple[str, ...], **form: str) -> str:
    out = io.StringIO()
    csv.writer(out, **form).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def test_row_becomes_a_capture_with_its_address(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + ROW + "\n" + '"Two","He said ""no"".\n\nShe left.",\n')
    first, second = captures(path)
    assert (first.uri, second.uri) == (f"{path}#R1", f"{path}#R2")
    assert first.text == f"Head\n\n{WORDS}"
    assert first.declared.url == "https://a.example/1"
    assert second.text == 'Two\n\nHe said "no".\n\nShe left.'
    assert second.declared.url is None
    assert first.media_type == "text/csv"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_tables_are_read_however_they_are_written(
    tmp_path: Path, separator: str, end: str, quoting: Literal[0, 1]
) -> None:
    texts = [f"{WORDS} One, two; three | four\tfive.", 'He said "no".\nShe left.', WORDS]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerow(["url", "Headline", "Full text"])
    writer.writerows(("https://a.example", f"Head, {n}", text) for n, text in enumerate(texts))
    found = captures(write(tmp_path, out.getvalue(), "export"[: len(end)] + ".csv"))
    assert [item.text.partition("\n\n")[2] for item in found] == texts
    assert [item.declared.title for item in found] == ["Head, 0", "Head, 1", "Head, 2"]


@pytest.mark.parametrize(
    "content",
    [
        f"sep=;\r\ntitle;text\r\nHead;{WORDS}\r\n",
        f'"sep=\t"\ntitle\ttext\nHead\t{WORDS}\n',
        f'title, text\nHead, "{WORDS}"\n',
        f"\ufefftitle,text\nHead,{WORDS}",
        f'\ufeff"title","text"\n"Head","{WORDS}"\n',
        f"title,text\rHead,{WORDS}\r",
        f"\n\r\n\ntitle,text\n\n\nHead,{WORDS}\n\n",
        f"title,text,\nHead,{WORDS},\n",
        f"title,text\nHead,{WORDS},,\n",
        f"title,text,note,mark\nHead,{WORDS}\n",
        f"TITLE,Text,text\nHead,{WORDS},Another.\n",
    ],
)
def test_odd_ways_to_write_a_table(tmp_path: Path, content: str) -> None:
    (found,) = captures(write(tmp_path, content))
    assert found.text == f"Head\n\n{WORDS}"


def test_a_backslash_before_quotation_marks_is_understood(tmp_path: Path) -> None:
    content = "title,text\n" + 'Head,"He said \\"no\\", and left."\n' * 3
    assert captures(write(tmp_path, content))[0].text == 'Head\n\nHe said "no", and left.'
    kept = 'title,text\nHead,"In C:\\dir\\, he ""said"" so."\n'
    assert captures(write(tmp_path, kept))[0].text == 'Head\n\nIn C:\\dir\\, he "said" so.'


def test_a_table_of_one_column_needs_no_quotation_marks(tmp_path: Path) -> None:
    found = captures(write(tmp_path, 'text\nOne, two; three.\n"Four, ""five""."\n'))
    assert [item.text for item in found] == ["One, two; three.", 'Four, "five".']


@pytest.mark.parametrize(
    ("encoding", "told_as", "basis"),
    [
        ("utf-8", "utf-8", "bytes"),
        ("utf-8-sig", "utf-8", "bytes"),
        ("utf-16", "utf-16-le", "mark"),
        ("utf-16-be", "utf-16-be", "guessed"),
        ("cp1252", "windows-1252", "guessed"),
        ("cp1250", "windows-1250", "guessed"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, told_as: str, basis: str) -> None:
    name = "Łukasz Wąs rzekł „nie”" if encoding == "cp1250" else "Zoë said “no” to Renée"
    rows = [("title", "text"), (f"{name}.", WORDS), ("Plain", WORDS)]
    path = write(tmp_path, written(*rows, delimiter="\t").encode(encoding), "table.tsv")
    first, second = captures(path)
    assert first.declared.title == f"{name}."
    assert (first.encoding, first.encoding_basis) == (told_as, basis)
    assert first.media_type == "text/tab-separated-values"
    assert second.declared.title == "Plain"


def test_one_row_in_another_encoding_costs_nothing(tmp_path: Path) -> None:
    data = (HEADER + ROW.replace("Head", "Zoë")).encode() + ROW.replace("Head", "Renée").encode(
        "cp1252"
    )
    titles = [item.declared.title for item in captures(write(tmp_path, data))]
    assert titles == ["Zoë", "Renée"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEADER + "Head,x\n" + ROW, ["#R1 W138", "#R2"]),
        (HEADER + "Head,He left, she stayed,u\n" + ROW, ["#R1 W138", "#R2"]),
        (HEADER + f"Head,{WORDS}\n\nMore of it.,u\n" + ROW, ["#R1 W138", "#R2 W138", "#R3"]),
        (HEADER + 'Head,"He said "no".",u\n' + ROW, ["#R1 W138", "#R2"]),
        (HEADER + f'Head,"{WORDS},u\n' + ROW * 3, ["#R1 W138", "#R2", "#R3", "#R4"]),
        (HEADER + ROW + f'Head,"{WORDS}', ["#R1", "#R2 W138"]),
        (HEADER + f"Head,{WORDS}\rmore,u\n" + ROW, ["#R1 W138", "#R2"]),
        (HEADER + ",,\n" + ROW + ",,\n", ["#R2"]),
        (HEADER + "Head,,u\n" + ROW, ["#R1 W118", "#R2"]),
        (HEADER + "None,nan,NULL\n" + ROW, ["#R1 W118", "#R2"]),
    ],
)
def test_rows_that_do_not_fit_are_refused_and_others_go_on(
    tmp_path: Path, content: str, expected: list[str]
) -> None:
    assert told(read(write(tmp_path, content))) == expected


def test_a_misfit_is_told_with_its_line(tmp_path: Path) -> None:
    content = 'title,text,url\n"A","B\nC",d\nHead,x\n"E","F "g"\nh\ni",j\n,,\nA,,u\n'
    _, short, quoted, empty = read(write(tmp_path, content))
    assert isinstance(short, Refusal)
    assert "line 4: it has 2 cells and the header 3" in short.reason
    assert isinstance(quoted, Refusal)
    assert "lines 5 to 7: text follows the quotation mark that closes a cell" in quoted.reason
    assert isinstance(empty, Refusal)
    assert empty.reason.endswith("(line 9)")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("", "W109", ""),
        ("\n \n", "W109", ""),
        (HEADER, "W109", ""),
        (f"Head,{WORDS}\nB,{WORDS}\n", "W137", f"the columns are Head, {WORDS}"),
        ("1,2\n3,4\n", "W137", "--map text=COLUMN"),
        (f'title,"text\n{WORDS}', "W137", ""),
        ('"title","text" x,"u"\nA,B,C\n', "W137", "its first row cannot be read: text follows"),
        (bytes(range(256)) * 9, "W111", ""),
        (HEADER + "a\n" * 100 + ROW, "W138", "none of its first 100 rows"),
    ],
)
def test_files_that_are_no_tables_are_refused_once(
    tmp_path: Path, content: str | bytes, code: str, words: str
) -> None:
    *rest, found = read(write(tmp_path, content))
    assert isinstance(found, Refusal)
    assert (found.code, found.uri) == (code, str(tmp_path / "table.csv"))
    assert words in str(found)
    assert len(rest) == (99 if code == "W138" else 0)


def test_cells_of_a_megabyte_and_the_bound_of_a_row(tmp_path: Path) -> None:
    long = "a word, " * 140_000
    rows = [("title", "text"), ("Long", long), ("Longer", long * 2), ("Short", WORDS)]
    found = read(write(tmp_path, written(*rows)), Limits(row_bytes=1_500_000))
    assert told(found) == ["#R1", "#R2 W138", "#R3"]
    assert isinstance(found[0], Capture)
    assert len(found[0].text) > 1_000_000
    assert isinstance(found[1], Refusal)
    assert "more than the 1,500,000 bytes allowed for one row" in found[1].reason


def test_the_bound_of_cells_is_left_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit(9_000)
    try:
        assert len(captures(write(tmp_path, written(("text",), ("a word " * 9_000,))))) == 1
        assert csv.field_size_limit() == 9_000
    finally:
        csv.field_size_limit(before)


def test_tables_are_read_side_by_side(tmp_path: Path) -> None:
    path = write(tmp_path, written(("text",), *([("a word " * 40_000,)] * 20)))
    before, counts = csv.field_size_limit(), []
    threads = [
        threading.Thread(target=lambda: counts.append(len(captures(path)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [20] * 4
    assert csv.field_size_limit() == before


def test_a_hundred_thousand_columns(tmp_path: Path) -> None:
    names = ",".join(f"c{n}" for n in range(100_000))
    cells = "x," * 100_000
    (found,) = captures(write(tmp_path, f"{names},text\n{cells}{WORDS}\n"))
    assert found.text == WORDS
    told_columns = refusal(write(tmp_path, f"{names}\n{cells}\n"))
    assert "c0, c1, c2, c3, c4, c5, c6, c7 and 99,992 more" in told_columns.reason
    assert told(read(write(tmp_path, HEADER + "," * 1_000_001 + "\n" + ROW))) == ["#R1 W138", "#R2"]


def test_an_unclosed_quotation_mark_swallows_no_more_than_a_row(tmp_path: Path) -> None:
    lines = ROW * 3000
    path = write(tmp_path, HEADER + f'Head,"{WORDS},u\n' + lines)
    began = time.process_time()
    found = read(path, Limits(row_bytes=50_000))
    assert told(found)[:3] == ["#R1 W138", "#R2", "#R3"]
    assert len(found) == 3001
    assert "line 2: a quotation mark opens a cell and none closes it" in str(found[0])
    opened = write(tmp_path, HEADER + 'Head,"x\n' * 20_000)
    assert {
        item.code for item in read(opened, Limits(row_bytes=50_000)) if isinstance(item, Refusal)
    }
    assert time.process_time() - began < 5


def test_nul_and_control_characters_become_spaces(tmp_path: Path) -> None:
    found, _ = captures(write(tmp_path, f"title,text\nA\0B\x1b,{WORDS}\x07\n,{WORDS}\n"))
    assert found.text == f"A B\n\n{WORDS} "


def test_a_file_of_nul_bytes_is_refused_quickly(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + ROW)
    with path.open("r+b") as handle:
        handle.truncate(200 << 20)
    began = time.process_time()
    assert refusal(path).code == "W111"
    assert time.process_time() - began < 5


def test_a_large_table_is_not_held(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8") as handle:
        handle.write(HEADER + f'Head,"{WORDS * 200}",u\n' * 1000)
    assert path.stat().st_size > 7 << 20
    tracemalloc.start()
    try:
        assert sum(isinstance(item, Capture) for item in intake.read([path])) == 1000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 << 20


def test_lists_and_dates_as_tables_write_them(tmp_path: Path) -> None:
    rows = [
        ("text", "authors", "date", "crawled_at"),
        (WORDS, "['Ilse Marrow', \"Tomas O'Reld\"]", "1930357800.0", "20310305T060708Z"),
        (WORDS, '["Ada Quill"]', "Mar. 4, 2031 10:00 AM EDT", "2031-03-05 06:07:08"),
        (WORDS, "nan", "25/12/2031", "1930370828"),
    ]
    found = captures(write(tmp_path, written(*rows)))
    assert [item.declared.authors for item in found] == [
        *(("Ilse Marrow", "Tomas O'Reld"), ("Ada Quill",), ()),
    ]
    days = [item.declared.published for item in found]
    assert days == ["2031-03-04", "2031-03-04", "2031-12-25"]
    moments = [item.captured_at.isoformat()[:19] for item in found if item.captured_at]
    assert moments == ["2031-03-05T06:07:08", "2031-03-05T06:07:08", "2031-03-04T06:07:08"]
