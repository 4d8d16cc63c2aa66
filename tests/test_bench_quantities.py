"""The bench of amounts, and the loaders of written cases, count what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import helpers_grounding as cases
import helpers_who_cases as who
from watchdesk.records import Casualties, Quantity, QuantityKind, Reading, Span, Toll

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import quantities
        import quantities_systems as systems
        from tables import quantities as tables

        yield SimpleNamespace(quantities=quantities, systems=systems, tables=tables)
    finally:
        sys.path.remove(str(BENCH))


# Loading


@pytest.mark.parametrize(
    ("room", "load", "count"),
    [
        ("quantities", cases.phrases, 60),
        ("casualties", who.casualties, 12),
        ("names", who.pairs, 30),
        ("offices", who.offices, 20),
        ("rollups", who.rollups, 10),
    ],
)
def test_both_halves_hold_the_twins_of_each_other(room: str, load: Any, count: int) -> None:
    names = []
    for half in ("dev", "held"):
        path = cases.DATA / f"{half}_{room}.txt"
        assert len(load(path)) == count
        names.append([block.name for block in cases.blocks(path)])
    assert names[0] == names[1]
    assert len(set(names[0])) == count


def test_no_text_stands_in_both_halves() -> None:
    for room in ("quantities", "casualties", "names", "offices", "rollups"):
        texts = [
            {line for block in cases.blocks(cases.DATA / f"{half}_{room}.txt") for line in
             block.lines[: 2 if room == "names" else 1]}
            for half in ("dev", "held")
        ]  # fmt: skip
        assert not texts[0] & texts[1]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "case.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("One line.\n", "before the first case"),
        ("@1 x\nOnly a text.\n", "its texts and rows"),
        ("@1 x\nTwo cats.\nTwo | 2 | 2 | -\n", "6 fields"),
        ("@1 x\nTwo cats.\nThree | 3 | 3 | - | cats |\n", "stands 0 times"),
        ("@1 x\nTwo and two cats, two.\ntwo | 2 | 2 | - | cats |\n", "stands 2 times"),
        ("@1 x\nTwo cats.\nTwo | 2*ell | 2 | - | cats |\n", "is no number"),
    ],
)
def test_a_malformed_case_is_refused(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(cases.MalformedCase, match=what):
        cases.phrases(written(tmp_path, text))


def test_a_phrase_is_read_with_all_it_asks(tmp_path: Path) -> None:
    row = "nearly 2 miles#2 | - | 2*mile | m | road / wet road | measure, approx, flags=a+b"
    text = f"@1 x\nIt is nearly 2 miles or nearly 2 miles.\n{row}\n"
    ((amount,),) = [phrase.amounts for phrase in cases.phrases(written(tmp_path, text))]
    assert amount.span == Span(24, 38)
    assert (amount.low, amount.high, amount.unit) == (None, 3218.688, "m")
    assert amount.counted == ("road", "wet road")
    assert (amount.kind, amount.approximate) == (QuantityKind.MEASURE, True)
    assert amount.flags == {"a", "b"}


# Amounts


def phrase_of(tmp_path: Path, text: str) -> cases.Phrase:
    (phrase,) = cases.phrases(written(tmp_path, text))
    return phrase


def test_the_found_amount_that_shares_most_is_compared() -> None:
    wanted = [Span(0, 10), Span(12, 20)]
    assert cases.aligned(wanted, [Span(9, 14), Span(0, 3)]) == [1, 0]
    assert cases.aligned(wanted, [Span(0, 20)]) == [0, None]
    assert cases.aligned(wanted, []) == [None, None]
    assert cases.aligned(wanted, [Span(10, 12)]) == [None, None]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([(12, None, None, "people")], True),
        ([(12.0005, None, None, "People")], True),
        ([(12, 12, None, "people")], False),
        ([(13, None, None, "people")], False),
        ([(12, None, "m", "people")], False),
        ([(12, None, None, "dead people")], False),
        ([], False),
    ],
)
def test_a_phrase_is_right_when_all_is(tmp_path: Path, found: list[Any], right: bool) -> None:
    text = "@1 x\nIt killed at least 12 people.\nat least 12 | 12 | - | - | people |\n"
    phrase = phrase_of(tmp_path, text)
    reads = [cases.Read(phrase.amounts[0].span, *one) for one in found]
    assert cases.phrase_right(phrase, reads) is right
    more = cases.Read(Span(0, 2), 1, 1, None, None)
    assert not cases.phrase_right(phrase, [*reads, more])


def test_nothing_must_be_found_where_nothing_is(tmp_path: Path) -> None:
    phrase = phrase_of(tmp_path, "@1 x\nAn F-16 flew.\nnone\n")
    assert cases.phrase_right(phrase, [])
    assert not cases.phrase_right(phrase, [cases.Read(Span(3, 7), 16, 16, None, None)])


def test_asides_are_told_of_found_amounts_alone(tmp_path: Path) -> None:
    text = "@1 x\nTwo cats, 3 dogs.\nTwo | 2 | 2 | - | cats |\n3 | 3 | 3 | - | dogs | approx\n"
    phrase = phrase_of(tmp_path, text)
    found = Quantity(start=0, end=3, low=2, high=2, flags=("odd",))
    assert dict(cases.asides(phrase, [found])) == {
        "kind": True,
        "approximate": True,
        "flags": False,
    }


def test_systems_are_counted(bench: SimpleNamespace, tmp_path: Path) -> None:
    text = (
        "@1 x\nIt killed at least 12 people.\nat least 12 | 12 | - | - | people |\n"
        "@2 y\nAn F-16 flew.\nnone\n@3 z\nTwo cats.\nTwo | 2 | 2 | - | cats |\n"
    )
    listed = cases.phrases(written(tmp_path, text))

    def reader(text: str) -> list[cases.Read]:
        if "cats" in text:
            raise RuntimeError
        if "F-16" in text:
            return []
        return [cases.Read(Span(10, 21), 12, 12, None, None)]

    counts = bench.quantities.scored(listed, reader)
    assert (counts["phrases"], counts["right"], counts["failed"]) == (3, 1, 1)
    assert (counts["amounts"], counts["found"], counts["value"], counts["bounds"]) == (2, 1, 1, 0)
    assert (counts["low"], counts["high"], counts["unit"], counts["counted"]) == (1, 0, 1, 0)
    assert (counts["empty"], counts["quiet"]) == (1, 1)


def test_units_of_peers_are_brought_to_ours(bench: SimpleNamespace) -> None:
    def told(low: float, unit: str) -> Any:
        one = bench.systems._in_ours(Span(0, 1), low, low, unit)
        return one.low, one.unit

    assert told(2, "Mile") == (pytest.approx(3218.688), "m")
    assert told(3, "square kilometre") == (pytest.approx(3e6), "m²")
    assert told(2, "kilometer per hour") == (pytest.approx(2 / 3.6), "m/s")
    assert told(1, "barrel") == (pytest.approx(0.158987294928), "m³")
    assert told(2, "megawatt") == (pytest.approx(2e6), "W")
    assert told(35, "percentage") == (35, "%")
    assert told(5, "EUR") == (5, "EUR")
    assert told(5, "dollar") == (5, "USD")
    assert told(5, "dimensionless") == (5, None)
    assert told(5, "furlong of nothing") == (5, "furlong of nothing")


def test_peers_read_a_plain_amount(bench: SimpleNamespace) -> None:
    pytest.importorskip("quantulum3")
    pytest.importorskip("recognizers_number_with_unit")
    text = "The loan of $20 billion took 35% of voters 40 miles."
    for reader in (bench.systems.quantulum(), bench.systems.recognizers()):
        read = [(one.low, one.unit) for one in reader(text)]
        assert (2e10, "USD") in read
        assert (35, "%") in read
        assert (pytest.approx(64373.76), "m") in read


# Casualties


def toll(start: int, end: int, low: float | None, counted: str | None = None) -> Toll:
    return Toll(span=Span(start, end), low=low, high=low, counted=counted)


def with_casualties(*found: dict[str, Toll]) -> Any:
    empty = Casualties(start=0, end=9, id="cas-0123456789abcdef")
    listed = [empty.model_copy(update=one) for one in found]
    return SimpleNamespace(casualties=listed, quantities=[])


def test_casualties_are_right_with_all_their_fates(tmp_path: Path) -> None:
    text = "@1 x\nIt killed 12 men and hurt 3.\nkilled | 12 | 12 | 12 | men |\n"
    text += "wounded | 3 | 3 | 3 | men / - |\n"
    (case,) = who.casualties(written(tmp_path, text))
    both = {"killed": toll(10, 12, 12, "men"), "wounded": toll(26, 27, 3)}
    assert who.casualties_right(case, with_casualties(both))
    apart = [{"killed": both["killed"]}, {"wounded": both["wounded"]}]
    assert who.tolls_right(case, with_casualties(*apart)) == [True, True]
    assert not who.casualties_right(case, with_casualties(*apart))
    assert who.tolls_right(case, with_casualties({"killed": both["wounded"]})) == [False, False]
    assert not who.casualties_right(case, with_casualties(both, apart[0]))


def test_an_impossible_sum_has_to_be_flagged(tmp_path: Path) -> None:
    row = "killed | 12 | 12 | 12 | - | flags=impossible_sum"
    (case,) = who.casualties(written(tmp_path, f"@1 x\nIt killed 12, 9 here, 8 there.\n{row}\n"))
    reading = with_casualties({"killed": toll(10, 12, 12)})
    assert not who.casualties_right(case, reading)
    reading.quantities = [Quantity(start=10, end=12, low=12, high=12, flags=("impossible_sum",))]
    assert who.casualties_right(case, reading)


def test_no_casualties_are_none(tmp_path: Path) -> None:
    (case,) = who.casualties(written(tmp_path, "@1 x\nNobody came.\nnone\n"))
    assert who.casualties_right(case, with_casualties())
    assert not who.casualties_right(case, with_casualties({"killed": toll(0, 3, 1)}))


# Tables


def amounts(right: int) -> dict[str, int]:
    keys = ("value", "bounds", "low", "high", "unit", "counted", "quiet")
    counts = {"phrases": 60, "amounts": 62, "empty": 4, "found": 62, "failed": 0}
    return {**counts, **dict.fromkeys(keys, 3), "right": right}


def test_the_table_of_amounts_says_what_is_below(bench: SimpleNamespace) -> None:
    def result(right: int) -> dict[str, Any]:
        systems = ("ours", "quantulum3", "recognizers")
        phrases: dict[str, Any] = {name: amounts(right) for name in systems}
        phrases["asides"] = {"kind": {"right": 5, "of": 6}}
        half = {
            "phrases": phrases,
            "casualties": {"sentences": 12, "right": 9, "tolls": 19, "tolls_right": 17},
        }
        return {"worked_on": half, "unseen": half}

    good, poor = (bench.tables.table(result(right)) for right in (58, 50))
    assert good.startswith("## How much")
    assert "120 phrases and 24 sentences" in good
    assert "**0.967 (58 of 60)**" in good
    assert good.rstrip().endswith("Below what was asked: nothing.")
    assert poor.rstrip().endswith("phrases, unseen (0.833 of 0.92).")


def test_a_reading_is_what_the_product_prints() -> None:
    reading = cases.read_text("Nothing came.")
    assert isinstance(reading, Reading)
    assert reading.article.published == cases.PUBLISHED
