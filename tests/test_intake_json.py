from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers_rows import read, told
from watchdesk import intake
from watchdesk.intake import REFUSAL_CODES, Limits
from watchdesk.records import Capture, Refusal

WORDS = "The envoys left the table on Tuesday."
ROWS = [{"title": f"Head {n}", "text": f"{WORDS} Zoë counted {n}."} for n in range(40)]
OTHER = st.none() | st.booleans() | st.integers() | st.text(max_size=4)


def given_json(
    tmp_path: Path, content: object, limits: Limits | None = None
) -> list[Capture | Refusal]:
    path = tmp_path / "rows.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8", newline="")
    return read(path, limits)


def places(count: int) -> list[str]:
    return [f"#R{n}" for n in range(1, count + 1)]


LAYOUTS: dict[str, Any] = {
    "list": ROWS,
    "list on lines": json.dumps(ROWS, indent=2),
    "list with CRLF": json.dumps(ROWS, indent=2).replace("\n", "\r\n"),
    "marked": "\ufeff" + json.dumps(ROWS, ensure_ascii=False),
    "ends with a comma": json.dumps(ROWS)[:-1] + ",]",
    "articles": {"status": "ok", "count": 40, "articles": ROWS},
    "after": {"tags": [{"name": "x"}], "articles": ROWS, "more": {"a": [1]}},
    "nested": {"response": {"meta": {"hits": 40}, "docs": ROWS}},
    "three down": {"a": {"b": {"c": ROWS}}},
    "by id": {f"id-{n}": row for n, row in enumerate(ROWS)},
    "one after the other": "\n".join(json.dumps(row, indent=1) for row in ROWS),
    "with separators": "".join(f"\x1e{json.dumps(row)}\n" for row in ROWS),
    "with commas": ",\n".join(map(json.dumps, ROWS)),
    "lists after lists": json.dumps(ROWS[:20]) + json.dumps(ROWS[20:]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("room", [400, 20 << 20])
def test_articles_are_found_in_any_layout(tmp_path: Path, layout: str, room: int) -> None:
    """Also where the whole does not fit into what may be held, as a large file does not."""
    found = given_json(tmp_path, LAYOUTS[layout], Limits(row_bytes=room))
    assert told(found) == places(40)
    assert [item.text for item in found if isinstance(item, Capture)] == [
        f"{row['title']}\n\n{row['text']}" for row in ROWS
    ]
    assert all(isinstance(i, Capture) and i.media_type == "application/json" for i in found)


def test_one_object_is_one_article(tmp_path: Path) -> None:
    row = {"text": WORDS, "related": [{"text": "Another text."}], "authors": [{"name": "Ada Q"}]}
    (found,) = given_json(tmp_path, row)
    assert isinstance(found, Capture)
    assert found.text == WORDS
    assert found.declared.authors == ("Ada Q",)
    assert told(given_json(tmp_path, json.dumps(row, indent=4))) == ["#R1"]


def test_a_text_that_says_how_much_was_left_out_is_not_whole(tmp_path: Path) -> None:
    cut = {"source": {"id": None, "name": "The Kestrel"}, "content": f"{WORDS}… [+1234 chars]"}
    whole = {"content": f"{WORDS} It had [+3 chars] in it."}
    first, second = given_json(tmp_path, {"status": "ok", "articles": [cut, whole]})
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.partial == "1,234 characters were left out at its end"
    assert first.declared.outlet == "The Kestrel"
    assert second.partial is None


def test_the_list_with_texts_is_taken(tmp_path: Path) -> None:
    found = given_json(tmp_path, {"sources": [{"name": "a"}], "page": {"items": ROWS[:3]}})
    assert told(found) == places(3)


def test_objects_without_text_are_named_with_their_fields(tmp_path: Path) -> None:
    (first, second) = given_json(
        tmp_path, {"articles": [{"url": "u", "seendate": "x"}, {"url": "v"}]}
    )
    assert isinstance(first, Refusal)
    assert "its fields are url, seendate" in first.reason
    assert told([first, second]) == ["#R1 W118", "#R2 W118"]
    (found,) = given_json(tmp_path, {"title": "x", "authors": [{"name": "y"}]})
    assert isinstance(found, Refusal)
    assert "its fields are title, authors" in found.reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[]", ["W109"]),
        ("{}", ["#R1 W118"]),
        ("7", ["#R1 W117"]),
        ('"words"', ["#R1 W117"]),
        ('[1, null, "x", [2], {"text": "A b."}]', [*(f"#R{n} W117" for n in range(1, 5)), "#R5"]),
        ("no json", ["W120"]),
        ('[{"text": "A b."}, {"text": "C', ["#R1", "W120"]),
        ('[{"text": "A b."}', ["#R1", "W120"]),
        ('{"text": "A b.", }', ["W120"]),
        ('[{"text": "A b."}]]', ["#R1", "W120"]),
        ('[{"text": "A b.", "n": nope}, {"text": "C d."}]', ["W120"]),
        ("{" * 9, ["W120"]),
    ],
)
def test_broken_json_is_read_as_far_as_it_goes(
    tmp_path: Path, content: str, expected: list[str]
) -> None:
    assert told(given_json(tmp_path, content)) == expected


def test_the_place_of_a_fault_is_told(tmp_path: Path) -> None:
    (found,) = given_json(tmp_path, '{"text": "A b.",\n "n": nope}')
    assert isinstance(found, Refusal)
    assert "expecting value, byte 23" in found.reason


GOOD = json.dumps({"text": WORDS})


@pytest.mark.parametrize("room", [500, 20 << 20])
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "W116"),
        ('{"text": "' + r"a\"}" * 200_000 + '"}', "W119"),
        ('{"é": "' + "x" * 30 + '", "n": ' + "9" * 5000 + "}", "W116"),
        ("9" * 400_000, "W117"),
        ('"' + "x" * 400_000 + '"', "W117"),
    ],
)
def test_a_hostile_row_costs_only_itself(tmp_path: Path, room: int, bad: str, code: str) -> None:
    began = time.process_time()
    found = given_json(tmp_path, f"[{GOOD}, {bad}, {GOOD}]", Limits(row_bytes=min(room, 600_000)))
    expected = {code} | ({"W119", "W116"} if room == 500 else set())
    assert told(found)[::2] == ["#R1", "#R3"]
    assert told(found)[1].removeprefix("#R2 ") in expected
    assert time.process_time() - began < 3


def test_rows_are_decoded_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    one, other = '{"text": "It’s “late”, said Zoë."}', '{"text": "\\u00e9 é plain"}'
    path.write_bytes(b"[" + one.encode("cp1252") + b"," + other.encode() + b"]")
    first, second = read(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.text, first.encoding) == ("It’s “late”, said Zoë.", "windows-1252")
    assert (second.text, second.encoding) == ("é é plain", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "utf-16-be"])
def test_any_width_of_unicode_is_given_json(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rows.json"
    path.write_bytes(json.dumps(ROWS, ensure_ascii=False, indent=1).encode(encoding))
    found = read(path)
    assert [item.text.partition("\n\n")[2] for item in found if isinstance(item, Capture)] == [
        row["text"] for row in ROWS
    ]


def test_layout_and_order_of_keys_do_not_change_the_id(tmp_path: Path) -> None:
    row = {"title": "Head", "text": WORDS, "date": "2031-03-04", "rank": 1}
    turned = {"rank": 2, "Date": "2031-03-04T08:00Z", "headline": "Head", "body": WORDS}
    ids = {
        item.id
        for content in (row, [row], json.dumps([turned], indent=3), {"articles": [turned]})
        for item in given_json(tmp_path, content)
        if isinstance(item, Capture)
    }
    assert len(ids) == 1


def test_a_large_file_is_not_held(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "rows.json"
    with path.open("w", encoding="utf-8") as handle:
        handle.write('{"articles": [')
        for n in range(1000):
            handle.write(("," if n else "") + json.dumps({"text": f"{n} " + WORDS * 200}))
        handle.write("]}")
    assert path.stat().st_size > 7 << 20
    tracemalloc.start()
    try:
        count = sum(
            isinstance(item, Capture)
            for item in intake.read([path], intake.Context(limits=Limits(row_bytes=100_000)))
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 1000
    assert peak < 3 << 20


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(["text", "title", "a"]), OTHER), max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=3)), max_size=4),
    st.sampled_from([None, 2]),
    st.sampled_from([60, 1 << 20]),
)
def test_mutated_json_gives_captures_or_refusals(
    tmp_path: Path,
    rows: list[dict[str, object]],
    changes: list[tuple[int, bytes]],
    indent: int | None,
    room: int,
) -> None:
    data = bytearray(json.dumps({"articles": rows}, indent=indent).encode())
    for place, new in changes:
        data[place : place + 2] = new
    path = tmp_path / "rows.json"
    path.write_bytes(data)
    for found in read(path, Limits(row_bytes=room)):
        assert isinstance(found, Capture) or found.code in REFUSAL_CODES
