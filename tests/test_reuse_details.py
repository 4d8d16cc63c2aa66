from __future__ import annotations

import pytest

from watchdesk.records import Span
from watchdesk.reuse.align import align
from watchdesk.reuse.details import Details, Tally, details, one_event, tally
from watchdesk.reuse.words import normalise


def of(text: str) -> Details:
    return details(normalise(text, [Span(0, len(text))]), text)


def marked(some: Details, which: str) -> list[str]:
    marks = getattr(some, which)
    return [some.between(at, at + 1) for at in range(len(some.words)) if marks[at]]


def test_numbers_in_digits_and_in_words() -> None:
    some = of("He paid 9-7/8 pct on 1,250,000 crowns for three boats, nil for a fourth.")
    assert marked(some, "numbers") == ["9", "1,250,000", "three", "nil"]
    assert marked(some, "figures") == ["9", "7", "8", "1,250,000", "three", "nil"]


def test_a_row_of_capitals_is_no_row_of_names() -> None:
    some = of("The table of the UN says: old CURRENT WEEK YEAR AGO for Petra Holm.")
    assert marked(some, "names") == ["UN", "Petra", "Holm"]


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»", "»«"])
def test_words_inside_quotation_marks(marks: str) -> None:
    some = of(f"She said {marks[0]}we will not pay for it{marks[1]} and left.")
    assert marked(some, "quoted") == ["we", "will", "not", "pay", "for", "it"]


FRAME = (
    "the harbour office said that {} ships lay at anchor off {} when the pilots walked out on {}"
)


def told(one: str, two: str) -> Tally:
    a, b = of(one), of(two)
    return tally(align(a.words, b.words), a, b)


def test_what_is_exchanged_and_what_is_kept() -> None:
    found = told(FRAME.format(41, "Ilmen", "Monday"), FRAME.format(17, "Tarn", "Monday"))
    assert (found.numbers, found.names) == (0, 1)
    assert (found.other_numbers, found.other_names, found.exchanged) == (1, 1, 2)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Massachusetts", "Mass"),
        ("Norland", "Norlanol"),
        ("Warnburg", "Wamburg"),
    ],
)
def test_another_spelling_is_the_same_name(one: str, two: str) -> None:
    found = told(FRAME.format(41, one, "Monday"), FRAME.format(41, two, "Monday"))
    assert found.exchanged == 0 and found.changed == 1


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        ("4,500", "4,5O0", 0),
        ("three", "3", 0),
        ("4,500", "4,600", 1),
        ("4,500", "plenty,500", 0),
        ("$5.9m", "$6.9m", 1),
    ],
)
def test_a_misread_or_spelled_number_is_the_same(one: str, two: str, count: int) -> None:
    found = told(FRAME.format(one, "Ilmen", "Monday"), FRAME.format(two, "Ilmen", "Monday"))
    assert found.other_numbers == count


def test_numbers_that_changed_places_are_not_exchanged() -> None:
    line = (
        "in the first month the light was lit {} times and in the second month it was lit {} times"
    )
    assert told(line.format(412, 377), line.format(377, 412)).exchanged == 0


def test_another_day_counts_as_another_month_does() -> None:
    line = "on the morning of {} the light at the harbour of Asker was lit again by the keeper"
    assert told(line.format("May 4"), line.format("May 5")).other_months == 1
    assert told(line.format("May 4"), line.format("June 4")).other_months == 1
    assert told(line.format("May 4"), line.format("May 4")).other_months == 0


def test_rewording_speaks_for_a_copy_and_exchanged_facts_for_a_form() -> None:
    kept = {"exact": 0, "quoted": 0, "other_months": 0}
    form = Tally(matched=60, numbers=0, names=2, other_numbers=5, other_names=2, changed=8, **kept)
    copy = Tally(matched=60, numbers=5, names=8, other_numbers=1, other_names=0, changed=14, **kept)
    assert form.form > 5 and copy.form < 0
    assert form.rewording < copy.rewording <= 0.4


def test_names_and_numbers_around_a_passage_tell_one_event() -> None:
    same = "nobody would say who had given the order to open the gates of the upper weir at night"
    one = of(f"In Quell the guard Jon Marst counted 1,312 fields under water. And {same}.")
    two = of(f"He is 1,312 fields short, said Jon Marst of the council in Quell, but {same}.")
    other = of(f"On the Sund a toll of 2,417 crowns kept Petra Holm in Tarn, and {same}.")
    for left, right, expected in ((one, two, True), (one, other, False)):
        assert one_event(align(left.words, right.words), left, right) is expected


def test_texts_without_details() -> None:
    empty = of("")
    assert tally((), empty, empty).matched == 0
    assert one_event((), empty, empty) is False
