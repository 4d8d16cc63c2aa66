"""Events in the codings of the field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from watchdesk.desk import Desk
from watchdesk.export import Asked, Given, Left, find
from watchdesk.export.cameo import code_of, intensity_of, whole
from watchdesk.export.gdelt import EVENTS, MENTIONS, OURS
from watchdesk.export.happenings import Numbers
from watchdesk.export.sheets import UNHAPPENED


@pytest.fixture
def given(sample_desk: Path) -> Iterator[Given]:
    desk = Desk.open(sample_desk)
    with desk.view(None) as view:
        yield Given(view, desk.watch, Asked(), Left())


def _lines(name: str, given: Given) -> dict[str, list[list[str]]]:
    out: dict[str, bytes] = {}
    for file, piece in find(name).write(given):
        out[file] = out.get(file, b"") + piece
    return {
        file: [line.split("\t") for line in data.decode().split("\n")[:-1]]
        for file, data in out.items()
    }


def test_plover_events_lead_to_their_words(given: Given) -> None:
    told = [json.loads(line[0]) for line in _lines("plover", given)["plover.jsonl"]]
    (dictionary,) = find("plover").tables
    assert all(list(one) == [column.name for column in dictionary.columns] for one in told)
    assert {one["modality"] for one in told} == {"asserted"}
    assert given.left[UNHAPPENED] > 0
    assert len({one["id"] for one in told}) == len(told) > 100
    for one in told[:40]:
        capture = given.view.capture(one["capture"])
        assert capture is not None
        assert capture.text[one["start"] : one["end"]] == one["text"]


def test_gdelt_has_its_columns_and_one_event_for_each_of_ours(given: Given) -> None:
    files = _lines("gdelt", given)
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)
    widths = {"export.tsv": 61, "mentions.tsv": 16, "ours.tsv": len(OURS)}
    for file, width in widths.items():
        assert {len(line) for line in files[file]} == {width}
    numbers = [line[0] for line in files["export.tsv"]]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= int(one) < 2**63 for one in numbers)
    told = [line[0] for line in files["mentions.tsv"]]
    assert list(dict.fromkeys(told)) == numbers
    assert told == [line[0] for line in files["ours.tsv"]]
    events = [dict(zip(EVENTS, line, strict=True)) for line in files["export.tsv"]]
    assert [int(one["NumMentions"]) for one in events] == [told.count(one) for one in numbers]
    for name in ("AvgTone", "Actor1EthnicCode", "ActionGeo_FeatureID"):
        assert {one[name] for one in events} == {""}
    assert {len(one["Day"]) for one in events} == {0, 8}


def test_icews_ids_are_unique(given: Given) -> None:
    head, *rows = _lines("icews", given)["icews.tsv"]
    (dictionary,) = find("icews").tables
    assert head == [column.name for column in dictionary.columns]
    assert {len(row) for row in rows} == {27}
    assert len({row[0] for row in rows}) == len({row[20] for row in rows}) == len(rows) > 100
    assert max(int(row[26]) for row in rows) > 1  # copies are one row
    assert {"Ukraine", "Russia"} <= {row[head.index("Country")] for row in rows}
    assert {len(row[head.index("CAMEO Code")]) for row in rows} <= {0, 3, 4}


def test_copies_are_one_event_in_every_coding_of_events(given: Given) -> None:
    told = [json.loads(line[0]) for line in _lines("plover", given)["plover.jsonl"]]
    plover = {one["id"]: len(one["articles"]) for one in told}
    assert all(one["article"] in one["articles"] for one in told)
    head, *rows = _lines("icews", given)["icews.tsv"]
    place = head.index("event")
    assert plover == {row[place]: int(row[-1]) for row in rows}
    assert len(plover) == len(_lines("gdelt", given)["export.tsv"])


def test_what_is_denied_is_marked_where_everything_is_asked_for(given: Given) -> None:
    every = given._replace(asked=Asked(everything=True))
    told = [json.loads(line[0]) for line in _lines("plover", every)["plover.jsonl"]]
    denied = {one["id"] for one in told if one["denied"]}
    assert 0 < len(denied) < len(told)
    head, *rows = _lines("icews", every)["icews.tsv"]
    place, mark = head.index("event"), head.index("denied")
    assert {row[place] for row in rows if row[mark]} == denied
    ours = [dict(zip(OURS, line, strict=True)) for line in _lines("gdelt", every)["ours.tsv"]]
    assert denied <= {one["event"] for one in ours if one["denied"]}
    usual = [json.loads(line[0]) for line in _lines("plover", given)["plover.jsonl"]]
    assert not any(one["denied"] for one in usual)


def test_a_number_that_is_taken_is_not_given_again() -> None:
    numbers = Numbers()
    first = numbers.of("evt-1")
    numbers._taken[first] = b"another"
    assert numbers.of("evt-1") == first + 1 == numbers.of("evt-1")


def test_what_cameo_divides_has_no_code() -> None:
    assert code_of("ASSAULT", ()) == ""
    assert code_of("ASSAULT", ("aerial",)) == "195"
    assert code_of("ACCUSE", ("investigate",)) == "09"
    assert code_of("CONSULT", ()) == "04"
    assert code_of("CONSULT", ("phone",)) == "041"
    assert code_of("AID", (), ("legal", "military")) == "072"
    assert (whole("04"), whole("041"), intensity_of("195")) == ("040", "041", "-10.0")
