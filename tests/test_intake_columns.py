from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_desk import lines, run
from helpers_rows import read
from watchdesk.errors import InputRefused
from watchdesk.intake import columns
from watchdesk.records import Capture, Refusal

WORDS = "The envoys left the table on Tuesday."
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


def test_pairs_are_parsed() -> None:
    assert dict(columns.parse(["text=body,url=link"])) == {"text": "body", "url": "link"}
    assert dict(columns.parse(["text=a.b", " TITLE = Head line "])) == {
        "text": "a.b",
        "title": "Head line",
    }
    assert dict(columns.parse(['"text=Body, full",url=a=b', "url=a=b"])) == {
        "text": "Body, full",
        "url": "a=b",
    }
    assert not columns.parse([])
    assert not columns.parse(["", " , "])


@pytest.mark.parametrize(
    ("given_map", "words"),
    [
        (["txt=body"], "no field txt (did you mean text?); fields are text, html, url, title"),
        (["headline=h"], "did you mean title?"),
        (["zzzz=h"], "there is no field zzzz; fields are"),
        (["body=text"], "the field stands first: text=body"),
        (["text"], "names no column"),
        (["text="], "names no column"),
        (["=body"], "there is no field"),
        (["text=a,text=b"], "text is mapped to two columns, a and b"),
        (["text=a", "text=b"], "text is mapped to two columns"),
    ],
)
def test_wrong_pairs_are_named_with_their_cure(given_map: list[str], words: str) -> None:
    with pytest.raises(InputRefused) as caught:
        columns.parse(given_map)
    assert caught.value.code == "W135"
    assert words in str(caught.value)
    assert "e.g. --map text=body,url=link" in str(caught.value)


@given(st.lists(st.text(max_size=30), max_size=3))
def test_any_argument_is_parsed_or_refused(arguments: list[str]) -> None:
    try:
        found = columns.parse(arguments)
    except InputRefused as error:
        assert error.code == "W135"
        assert "\n" not in str(error)
    else:
        assert set(found) <= set(columns.NAMES)
        assert all(found.values())


def test_every_usual_name_belongs_to_one_field_and_is_written_plainly() -> None:
    names = [name for usual in columns.NAMES.values() for name in usual]
    assert len(names) == len(set(names))
    assert all(columns.plain_name(name) == name for name in names)
    for field in columns.NAMES:
        assert columns.known_as(field) == field
    assert columns.known_as("Published At") == columns.known_as("publishedAt") == "published"
    assert columns.known_as("weather") is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("plain", 1),
        ("PLAIN", 1),
        ("Plain", 2),
        ("a.b", "dotted"),
        ("deep.inner.leaf", 3),
        ("Deep.INNER.Leaf", 3),
        ("people.name", ["Ilse", "Tomas"]),
        ("people.1.name", "Tomas"),
        ("nothing", None),
    ],
)
def test_paths_lead_to_values(path: str, value: object) -> None:
    fields = {
        "plain": 1,
        "Plain": 2,
        "a.b": "dotted",
        "a": {"b": "nested"},
        "nothing": None,
        "deep": {"inner": {"leaf": 3}},
        "people": [{"name": "Ilse"}, {"name": "Tomas"}, {"age": 4}, "Ada"],
    }
    assert columns.at(fields, path) == [value]


@pytest.mark.parametrize("path", ["none", "deep.none", "deep.inner.leaf.more", "people.9", ".", ""])
def test_paths_that_lead_nowhere(path: str) -> None:
    assert columns.at({"deep": {"inner": {"leaf": 3}}, "people": [{"name": "Ilse"}]}, path) == []


@given(st.dictionaries(st.text(max_size=3), JSON), st.text(max_size=8))
def test_no_path_raises(fields: dict[str, object], path: str) -> None:
    assert len(columns.at(fields, path)) <= 1


def test_a_mapped_column_goes_before_the_usual_names(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        {"text": "A summary.", "story": WORDS, "title": "Short", "head": "The head"},
        {"text": "A summary.", "story": None},
        {"text": "Another text."},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second, third = read(path, columns={"text": "Story", "title": "head"})
    assert isinstance(first, Capture)
    assert first.text == f"The head\n\n{WORDS}"
    assert isinstance(second, Refusal)  # its story is empty: a summary is not taken for it
    assert second.code == "W118"
    assert isinstance(third, Capture)  # it has no such column, so names are asked
    assert third.text == "Another text."


def test_nested_keys_are_mapped(tmp_path: Path) -> None:
    row = {
        "article": {"body": [WORDS, "More."], "by": [{"n": "Ilse Marrow"}, {"n": "Tomas Reld"}]},
        "meta": {"when": {"taken": "2031-03-05T06:07:08Z", "out": "2031-03-04"}},
    }
    path = tmp_path / "row.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    mapped = columns.parse(
        [
            "text=article.body,authors=article.by.n",
            "published=meta.when.out,captured=meta.when.taken",
        ]
    )
    (found,) = read(path, columns=mapped)
    assert isinstance(found, Capture), str(found)
    assert found.text == f"{WORDS}\nMore."
    assert found.declared.authors == ("Ilse Marrow", "Tomas Reld")
    assert found.declared.published == "2031-03-04"
    assert str(found.captured_at) == "2031-03-05 06:07:08+00:00"


FILES = {
    "rows.jsonl": '{"story": "One two.", "url": "u"}\n{"story": "Three four."}\n',
    "rows.json": '[{"story": "One two.", "url": "u"}]',
    "rows.csv": "story,url\nOne two.,u\n",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mapped", [{"text": "body"}, {"text": "story", "deck": "intro"}])
def test_a_mapped_column_that_no_row_has_refuses_the_file_once(
    tmp_path: Path, name: str, mapped: dict[str, str]
) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    (found,) = read(path, columns=mapped)
    assert isinstance(found, Refusal)
    assert (found.code, found.uri) == ("W136", str(path))
    missing = "intro (deck)" if "deck" in mapped else "body (text)"
    assert f"no row has {missing}; the columns are story, url" in found.reason


def test_rows_are_read_while_a_mapped_column_may_still_come(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"text": f"{WORDS} {n}."} for n in range(150)] + [{"text": WORDS, "intro": "A deck"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read(path, columns={"deck": "intro"})
    assert len(found) == 151
    assert all(isinstance(item, Capture) for item in found)
    late = read(path, columns={"deck": "intro", "title": "none"})
    assert [item.code for item in late if isinstance(item, Refusal)] == ["W136"]
    assert len(late) == 152


def test_rows_without_the_mapped_text_are_given_up(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"story": "One two."}\n' * 500, encoding="utf-8")
    (found,) = read(path, columns={"text": "body"})
    assert isinstance(found, Refusal)
    assert found.code == "W136"
    path.write_text("no json\n" + '{"story": "One two."}\n' * 5, encoding="utf-8")
    codes = [
        item.code for item in read(path, columns={"text": "story"}) if isinstance(item, Refusal)
    ]
    assert codes == ["W116"]


def test_map_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"story,link,day\n{WORDS},https://a.example/1,2031-03-04\n", encoding="utf-8")
    result = run("read", path, "--map", "text=story,url=link", "--map", "published=day")
    assert result.exit_code == 0
    (record,) = map(json.loads, lines(result.stdout))
    declared = record["capture"]["declared"]
    assert (declared["url"], declared["published"]) == ("https://a.example/1", "2031-03-04")
    ingested = run("ingest", path, "--desk", tmp_path / "desk", "--map", "text=story")
    assert ingested.exit_code == 0
    for command in ("read", "ingest"):
        wrong = run(command, path, "--map", "txt=story")
        assert (wrong.exit_code, wrong.stdout) == (2, "")
        assert "[W135]" in wrong.stderr
        assert "did you mean text?" in wrong.stderr
    unmapped = run("read", path)
    assert unmapped.exit_code == 2
    assert "[W137]" in unmapped.stderr
    assert "--map text=COLUMN" in unmapped.stderr


def test_a_mapped_table_is_told_from_text_on_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_text(f'"Überschrift";"Artikel"\nHead;{WORDS}\n', encoding="utf-8")
    (found,) = read(path, columns={"text": "artikel", "title": "Überschrift"})
    assert isinstance(found, Capture)
    assert (found.text, found.media_type) == (f"Head\n\n{WORDS}", "text/csv")
    (plain,) = read(path)
    assert isinstance(plain, Capture)
    assert plain.media_type == "text/plain"
