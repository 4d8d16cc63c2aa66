"""The bench of times counts what it says it counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from watchdesk.records import Anchor, Grain, Modifier, Time, TimeKind

BENCH = Path(__file__).parent.parent / "bench"
DAY = date(2024, 6, 5)


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import times as whole
        import times_data as data
        import times_scores as scores
        import times_systems as systems
        from tables import times as tables

        yield SimpleNamespace(whole=whole, data=data, scores=scores, systems=systems, tables=tables)
    finally:
        sys.path.remove(str(BENCH))


# Corpora

TIMEML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="TIME" value="2024-06-05T10:00:00"
functionInDocument="CREATION_TIME">06/05/2024</TIMEX3></DCT>
<TEXT>Rain <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2024-06-03"
functionInDocument="NONE">Monday</TIMEX3> &amp; for <TIMEX3 tid="t2" type="DURATION" value="P2D"
mod="APPROX">two <EVENT eid="e2">wet</EVENT> days</TIMEX3>.</TEXT></TimeML>
"""


def test_timeml_is_laid_out_as_text_with_its_times(bench: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "A.tml").write_text(TIMEML, encoding="utf-8")
    (tmp_path / "._A.tml").write_text("not a text", encoding="utf-8")
    [text] = bench.data.aquaint(tmp_path)
    assert (text.name, text.day) == ("A", DAY)
    assert text.text == "Rain fell on Monday & for two wet days."
    assert [text.text[t.start : t.end] for t in text.times] == ["Monday", "two wet days"]
    assert text.times[1][2:] == ("DURATION", "P2D", "APPROX")


def _cat(words: list[tuple[int, str]], marks: str) -> str:
    tokens = "".join(
        f'<token t_id="{k}" sentence="{sentence}">{word}</token>'
        for k, (sentence, word) in enumerate(words)
    )
    return f"<Document>{tokens}<Markables>{marks}</Markables></Document>"


def _timex(first: int, last: int, value: str, function: str = "NONE") -> str:
    anchors = "".join(f'<token_anchor t_id="{k}"/>' for k in range(first, last + 1))
    return f'<TIMEX3 type="DATE" value="{value}" functionInDocument="{function}">{anchors}</TIMEX3>'


def test_wikinews_is_read_without_its_date_and_as_far_as_it_is_marked(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    words = [(0, "Storm"), (0, "hits"), (1, "June"), (1, "5"), (1, ","), (1, "2024")]
    words += [(2, w) for w in ["He", "said", '"', "go", '"', "(", "on", "Monday", ")", "."]]
    words += [(2, w) for w in ["It", "'s", "``", "Ann", "'s", "''", "."]]
    words += [(2, w) for w in ["US$", "5", "on", "the", "6", "th"]] + [(6, "Today")]
    marks = _timex(2, 5, "2024-06-05", "CREATION_TIME") + _timex(13, 13, "2024-06-03")
    marks += _timex(29, 29, "2024-06-05") + '<TIMEX3 type="DATE" value="2058"/>'
    folder = tmp_path / "intra_cross-doc_annotation" / "one"
    folder.mkdir(parents=True)
    (folder / "a.xml").write_text(_cat(words, marks), encoding="utf-8")
    [text] = bench.data.meantime(tmp_path)
    said = """He said "go" (on Monday). It's "Ann's". US$5 on the 6th"""
    assert text.text == f"Storm hits\n\n{said}"
    assert text.day == DAY
    assert [(text.text[t.start : t.end], t.value) for t in text.times] == [("Monday", "2024-06-03")]


# Scores


def _text(bench: SimpleNamespace, words: str, *times: tuple[str, str, str]) -> Any:
    return bench.data.Text("a", words, DAY, tuple(_marks(bench, words, *times)))


def _marks(bench: SimpleNamespace, words: str, *times: tuple[str, str, str]) -> list[Any]:
    out = []
    for phrase, type_, value in times:
        start = words.index(phrase)
        out.append(bench.data.Timex(start, start + len(phrase), type_, value))
    return out


WORDS = "It rained late on Monday, in May, and for two days."
MARKED = (
    ("late on Monday", "DATE", "2024-06-03"),
    ("May", "DATE", "2024-05"),
    ("two days", "DURATION", "P2D"),
)


def test_what_is_marked_scores_full_marks(bench: SimpleNamespace) -> None:
    text = _text(bench, WORDS, *MARKED)
    score = bench.scores.scored([text], [list(text.times)])
    assert all(score[m]["f1"] == 100.0 for m in bench.scores.MEASURES)
    assert (score["marked"], score["found"], score["value_of_matched"]) == (3, 3, 100.0)


def test_each_measure_counts_what_it_says(bench: SimpleNamespace) -> None:
    text = _text(bench, WORDS, *MARKED)
    found = _marks(
        bench,
        WORDS,
        ("on Monday,", "DATE", "2024-06-03"),  # other bounds
        ("May,", "TIME", "2024-05"),  # punctuation does not count, the type does
        ("rained", "DATE", "2024"),  # beside
    )
    score = bench.scores.scored([text], [found])
    assert score["relaxed"] == {"precision": 66.7, "recall": 66.7, "f1": 66.7}
    assert score["strict"]["f1"] == 33.3
    assert score["type"]["f1"] == 33.3
    assert score["value"]["f1"] == 66.7
    assert score["value_of_matched"] == 100.0


def test_nothing_found_and_nothing_marked_are_no_error(bench: SimpleNamespace) -> None:
    score = bench.scores.scored([_text(bench, WORDS, *MARKED)], [[]])
    assert score["relaxed"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert bench.scores.scored([_text(bench, WORDS)], [[]])["value"]["f1"] == 0.0


def test_a_found_time_is_used_once_and_for_the_longer_overlap(bench: SimpleNamespace) -> None:
    text = _text(bench, WORDS, ("rained late", "DATE", "x"), ("on Monday", "DATE", "2024-06-03"))
    whole = _marks(bench, WORDS, ("late on Monday", "DATE", "2024-06-03"))
    score = bench.scores.scored([text], [whole])
    assert score["relaxed"]["recall"] == 50.0, "one found time cannot meet two marked ones"
    both = _marks(bench, WORDS, ("late", "DATE", "x"), ("rained late on", "DATE", "y"))
    pairs = list(bench.scores.paired(WORDS, text.times[:1], both))
    assert pairs[0][1].value == "y"
    assert pairs[1] == (None, both[0])


def test_times_of_no_length_meet_nothing(bench: SimpleNamespace) -> None:
    text = _text(bench, WORDS, (",", "DATE", "2024"))
    assert bench.scores.scored([text], [list(text.times)])["relaxed"]["f1"] == 0.0


@pytest.mark.parametrize(
    ("written", "same"),
    [("2000-W7", "2000-W07"), ("1949-XX", "1949"), ("1998-12-XX", "1998-12")],
)
def test_odd_spellings_of_values_have_a_normal_form(
    bench: SimpleNamespace, written: str, same: str
) -> None:
    assert bench.scores.normal(written) == bench.scores.normal(same) == same


@pytest.mark.parametrize("value", ["2000-W17", "XXXX-WXX-1", "P2D", "XXXX-XX-XX", "2024-06-03"])
def test_other_values_stay_as_they_are(bench: SimpleNamespace, value: str) -> None:
    assert bench.scores.normal(value) == value


# Systems


def _time(start: int, end: int, value: str | None, **more: Any) -> Time:
    more = {"kind": TimeKind.DATE, **more}
    return Time(
        start=start,
        end=end,
        grain=Grain.SPAN,
        anchor=Anchor.TEXT,
        assumed=False,
        value=value,
        **more,
    )


def test_our_times_are_put_as_timex3(bench: SimpleNamespace) -> None:
    words = "early May, weekly"
    found = bench.systems.ours(
        words,
        [
            _time(0, 9, "2024-05", modifier=Modifier.START),
            _time(11, 17, None, kind=TimeKind.REPEATED),
        ],
    )
    assert [tuple(one) for one in found] == [
        (0, 9, "DATE", "2024-05", "START"),
        (11, 17, "SET", "", ""),
    ]


def test_a_stretch_is_two_times_there(bench: SimpleNamespace) -> None:
    words = "May to July"
    found = list(bench.systems.ours(words, [_time(0, len(words), "2024-05/2024-07")]))
    assert [(words[t.start : t.end], t.value) for t in found] == [
        ("May", "2024-05"),
        ("July", "2024-07"),
    ]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (
            "date",
            [
                {"timex": "XXXX-WXX-3", "value": "2024-05-29"},
                {"timex": "XXXX-WXX-3", "value": "2024-06-05"},
            ],
            ("DATE", "2024-06-05"),
        ),
        (
            "date",
            [
                {"timex": "XXXX-WXX-1", "value": "2024-06-03"},
                {"timex": "XXXX-WXX-1", "value": "2024-06-10"},
            ],
            ("DATE", "2024-06-03"),
        ),
        ("daterange", [{"timex": "XXXX-05", "start": "2024-05-01"}], ("DATE", "2024-05")),
        ("daterange", [{"timex": "2024-SU", "value": "not resolved"}], ("DATE", "2024-SU")),
        (
            "daterange",
            [{"timex": "(2024-03-05,2024-06-05,P3M)", "start": "2024-03-05"}],
            ("DURATION", "P3M"),
        ),
        (
            "daterange",
            [{"timex": "(2024-07-01,2024-10-01,P3M)", "start": "2024-07-01"}],
            ("DATE", "2024-Q3"),
        ),
        ("duration", [{"timex": "P5Y", "value": "157680000"}], ("DURATION", "P5Y")),
        ("set", [{"timex": "XXXX-WXX-5", "value": "not resolved"}], ("SET", "XXXX-WXX-5")),
        ("datetime", [{"timex": "PRESENT_REF", "value": "2024-06-05"}], ("DATE", "PRESENT_REF")),
        (
            "datetime",
            [{"timex": "XXXX-WXX-1T09", "value": "2024-06-03 09:00:00"}],
            ("TIME", "2024-06-03T09:00"),
        ),
    ],
)
def test_answers_of_recognizers_are_put_as_timex3(
    bench: SimpleNamespace, kind: str, values: list[dict[str, str]], said: tuple[str, str]
) -> None:
    assert bench.systems.of_recognizers(kind, values, DAY) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("May 2023", "2023-05"),
        ("in 2023", "2023"),
        ("May 5", "2023-05-05"),
        ("Friday", "2023-05-05"),
        ("May", "2023-05"),
    ],
)
def test_answers_of_dateparser_are_as_wide_as_their_words(
    bench: SimpleNamespace, words: str, said: str
) -> None:
    assert bench.systems.of_dateparser(words, date(2023, 5, 5)) == said


def test_a_text_is_read_as_an_article_of_its_day(bench: SimpleNamespace) -> None:
    text = _text(bench, "The bridge was closed on Monday.")
    [found] = bench.whole.read(text)
    assert (found.type, found.value) == ("DATE", "2024-06-03")


# Table


def test_the_saved_result_makes_a_section(bench: SimpleNamespace) -> None:
    section = bench.tables.table(_result())
    assert section.startswith("## Whe")
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) <= 2
    assert "held out" in section
    assert "worked on" in section


def _result() -> dict[str, Any]:
    path = BENCH / "results" / "times.json"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def test_a_missed_bar_is_named(bench: SimpleNamespace) -> None:
    result = _result()
    for part in (result["aquaint"]["held"], result["meantime"]["held"], result["all_held"]):
        part["watchdesk"]["value"]["f1"], part["watchdesk"]["relaxed"]["f1"] = 76.0, 92.0
    assert "Below that: nothing." in bench.tables.table(result)
    result["all_held"]["watchdesk"]["value"]["f1"] = 75.9
    assert "value on both (75.9 of 76)" in bench.tables.table(result)
