"""The bench of places counts what it says it counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from watchdesk import language
from watchdesk.records import Span

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import places as whole
        import places_data as data
        import places_scores as scores
        import places_systems as systems
        from tables import places as tables

        yield SimpleNamespace(whole=whole, data=data, scores=scores, systems=systems, tables=tables)
    finally:
        sys.path.remove(str(BENCH))


# Corpora

LGL = """<articles><article docid="7"><dltime>2009-03-20 12:24</dltime>
<text>Ada of Belm saw Corin.</text><toponyms>
<toponym><start>16</start><end>21</end><phrase>Corin</phrase></toponym>
<toponym><start>7</start><end>11</end><phrase>Belm</phrase><gaztag geonameid="42">
<fclass>P</fclass><fcode>PPL</fcode><lat>10.5</lat><lon>-20.25</lon></gaztag></toponym>
</toponyms></article></articles>"""


def test_toponyms_are_read_with_their_places(bench: SimpleNamespace, tmp_path: Path) -> None:
    path = tmp_path / "lgl.xml"
    path.write_text(LGL, encoding="utf-8")
    [text] = bench.data.lgl(path)
    belm, corin = text.toponyms
    assert (text.text[belm.start : belm.end], belm.id, belm.feature) == ("Belm", 42, "P.PPL")
    assert (belm.lat, belm.lon, belm.placed, corin.placed) == (10.5, -20.25, True, False)


# Scores


def _gold(bench: SimpleNamespace, start: int, end: int, *told: Any) -> Any:
    return bench.data.Toponym(start, end, "x", *told)


def _found(bench: SimpleNamespace, start: int, end: int, *told: Any) -> Any:
    return bench.scores.Found(start, end, *told)


def test_distances_are_those_of_the_globe(bench: SimpleNamespace) -> None:
    away = bench.scores.distance_km
    assert away(0, 0, 0, 1) == pytest.approx(111.19, abs=0.01)
    assert away(0, 179.5, 0, -179.5) == pytest.approx(111.19, abs=0.01)
    assert away(90, 0, -90, 77) == pytest.approx(20015.1, abs=0.1)


def test_a_place_is_right_by_its_id_or_within_161_km(bench: SimpleNamespace) -> None:
    gold, right = _gold(bench, 0, 1, 42, 0.0, 0.0), bench.scores.is_right
    assert right(gold, _found(bench, 0, 1, 42, 50.0, 50.0)), "the same id, wherever its point is"
    assert right(gold, _found(bench, 0, 1, 7, 0.0, 1.447))
    assert not right(gold, _found(bench, 0, 1, 7, 0.0, 1.449))
    assert not right(gold, _found(bench, 0, 1))
    assert not right(gold, None)
    assert not right(_gold(bench, 0, 1), _found(bench, 0, 1, None, 0.0, 0.0))


def test_unresolved_names_are_wrong_and_names_without_coordinates_left_out(
    bench: SimpleNamespace,
) -> None:
    placed = _gold(bench, 0, 1, 42, 0.0, 0.0)
    pairs = [
        (placed, _found(bench, 0, 1, 42, 0.0, 0.0)),
        (placed, _found(bench, 0, 1, 7, 0.0, 1.0)),
        (placed, _found(bench, 0, 1, 7, 0.0, 9.0)),
        (placed, None),
        (_gold(bench, 0, 1), _found(bench, 0, 1, 7, 5.0, 5.0)),
    ]
    score = bench.scores.resolved(pairs)
    assert (score["toponyms"], score["right"], score["same_id"]) == (4, 50.0, 25.0)
    assert (score["resolved"], score["right_of_resolved"]) == (75.0, 66.7)
    assert score["median_km"] == pytest.approx(111.2)
    assert bench.scores.resolved([])["median_km"] is None


def test_from_running_text_spans_and_places_are_counted_apart(bench: SimpleNamespace) -> None:
    here = (42, 0.0, 0.0)
    gold = [
        _gold(bench, 0, 5, *here),
        _gold(bench, 10, 15, *here),
        _gold(bench, 20, 25),
        _gold(bench, 30, 35, *here),
    ]
    found = [
        _found(bench, 0, 5, *here),  # right
        _found(bench, 10, 18, 7, 50.0, 50.0),  # other bounds, wrong place
        _found(bench, 20, 25, 7, 50.0, 50.0),  # nobody knows where that is
        _found(bench, 40, 45),  # beside, not resolved
    ]
    score = bench.scores.end_to_end(bench.scores.found_counts(gold, found))
    assert score["exact"] == {"precision": 50.0, "recall": 50.0, "f1": 50.0}
    assert score["overlap"] == {"precision": 75.0, "recall": 75.0, "f1": 75.0}
    assert score["resolved"] == {"precision": 50.0, "recall": 33.3, "f1": 40.0}


def test_the_closest_of_overlapping_places_is_taken_and_each_once(bench: SimpleNamespace) -> None:
    wide, narrow = _found(bench, 0, 20), _found(bench, 0, 5)
    first, second = _gold(bench, 0, 5), _gold(bench, 3, 5)
    pairs = list(bench.scores.paired([first], [wide, narrow]))
    assert pairs == [(first, narrow), (None, wide)]
    pairs = list(bench.scores.paired([first, second], [narrow]))
    assert pairs == [(first, narrow), (second, None)]


# Systems


def test_population_takes_the_greatest_and_context_listens(bench: SimpleNamespace) -> None:
    names = ["Paris", "Dallas", "Houston", "Austin", "Texas", "Fort Worth"]
    given = [bench.data.Toponym(0, 1, name) for name in names]
    alone, heard = bench.systems.by_population(given), bench.systems.by_context(given)
    assert alone[0].lat == pytest.approx(48.9, abs=0.2)
    assert heard[0].lat == pytest.approx(33.7, abs=0.2)
    assert bench.systems.by_context(given[:1])[0].lat == pytest.approx(48.9, abs=0.2)
    unknown = [bench.data.Toponym(0, 1, "Quellinborough")]
    assert bench.systems.by_population(unknown) == [None]
    assert bench.systems.by_context(unknown) == [None]


def _read(text: str) -> language.Document:
    return language.parse(text, [Span(0, len(text))])


def test_given_names_are_answered_one_by_one(bench: SimpleNamespace) -> None:
    text = "Kyrgyz drivers in Osh met others in Quellinborough."
    names = ["Kyrgyz", "Osh", "Quellinborough"]
    given = [
        bench.data.Toponym(text.index(name), text.index(name) + len(name), name) for name in names
    ]
    told = bench.systems.given(_read(text), given)
    assert [(t.start, t.end) for t in told] == [(g.start, g.end) for g in given]
    assert told[1].lat == pytest.approx(40.5, abs=0.3)
    assert told[2].lat is None


def test_demonyms_and_states_that_act_are_told_apart(bench: SimpleNamespace) -> None:
    text = "Georgian growers said France would help fields near Lyon."
    doc = _read(text)

    def kind(name: str, feature: str) -> str:
        start = text.index(name)
        one = bench.data.Toponym(start, start + len(name), name, 1, 0.0, 0.0, feature)
        told: str = bench.whole.kind_of(doc, one)
        return told

    assert kind("Georgian", "A.PCLI") == "demonym"
    assert kind("France", "A.PCLI") == "acting"
    assert kind("Lyon", "P.PPLA") == "plain"


# Table


def test_the_saved_result_makes_a_section(bench: SimpleNamespace) -> None:
    section = bench.tables.table(_result())
    assert section.startswith("## Whe")
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) <= 2
    assert "held out" in section
    assert "worked on" in section


def _result() -> dict[str, Any]:
    path = BENCH / "results" / "places.json"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def test_a_missed_bar_is_named(bench: SimpleNamespace) -> None:
    result = _result()
    result["held"]["given"]["watchdesk"]["right"] = 77.9
    assert "Below that: 77.9" in bench.tables.table(result)
    result["held"]["given"]["watchdesk"]["right"] = 78.0
    assert "Below" not in bench.tables.table(result)
