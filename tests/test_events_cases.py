"""Floors under the events of the written cases. A floor is never lowered silently.

The cases of ``held_events.txt`` are out of sight of those who write rules; a failure here tells
how many answers are right and not which, so that they stay so. Each floor leaves room for one
case: processors round the model's numbers differently.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import helpers_events as cases
from helpers_floors import EPSILON
from helpers_grounding import Block, MalformedCase, read_text
from watchdesk.records import Modality, Party, Span

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "events_floors.json").read_text(encoding="utf-8")
)
SENTENCE = "Lorvia praised Averia and Vastria after rebels left."


def _case(row: str) -> cases.Case:
    return cases._case(Block("here:1", "a name", (SENTENCE, row)))


def _party(words: str) -> Party:
    at = SENTENCE.index(words)
    return Party(start=at, end=at + len(words))


def _right(row: str, actors: list[str], recipients: list[str]) -> dict[str, bool]:
    return cases._sides(_case(row), [*map(_party, actors)], [*map(_party, recipients)])


def test_the_floors_are_for_these_cases() -> None:
    assert cases.digest_of() == FLOORS["digest"], "cases changed: measure and set the floors again"


@pytest.mark.parametrize("half", ["dev", "held"])
def test_every_type_and_modality_is_asked(half: str) -> None:
    listed = cases.cases(half)
    assert len({case.types[0] for case in listed}) == 16
    told = Counter(case.modalities[0] for case in listed)
    assert set(told) == set(Modality) and min(told.values()) >= 3
    assert len({case.text for case in listed}) == len(listed) == 30


def test_the_halves_have_no_sentence_in_common() -> None:
    dev, held = (
        {*(case.text for case in cases.cases(half)), *cases.quiet(half)} for half in ("dev", "held")
    )
    assert not dev & held
    assert len(dev) == len(held) == 39


@pytest.mark.parametrize("half", ["dev", "held"])
def test_events_are_as_right_as_they_were(half: str) -> None:
    counts: Counter[str] = Counter()
    listed = cases.cases(half)
    for case in listed:
        right = cases.answers(case, read_text(case.text))
        counts.update(key for key, answer in right.items() if answer)
        counts["whole"] += all(right.values())
    silent = [not read_text(text).events for text in cases.quiet(half)]
    if sum(silent) / len(silent) < FLOORS[half].get("none", 0) - EPSILON:
        pytest.fail(f"events where there are none: only {sum(silent)} are free", pytrace=False)
    lower = {
        key: counts[key]
        for key, floor in FLOORS[half].items()
        if key != "none" and counts[key] / len(listed) < floor - EPSILON
    }
    if lower:
        pytest.fail(f"below their floors, of {len(listed)}: {lower}", pytrace=False)


def test_everybody_must_be_given_and_nobody_else() -> None:
    row = "praised | SUPPORT | - | Lorvia | Averia & (Vastria) | asserted"
    assert _right(row, ["Lorvia"], ["Averia"]) == {"actor": True, "recipient": True}
    assert _right(row, ["Lorvia"], ["Averia", "Vastria"])["recipient"]
    assert not _right(row, ["Lorvia"], ["Vastria"])["recipient"]
    assert not _right(row, ["Lorvia"], ["Averia", "rebels"])["recipient"]
    assert not _right(row, [], ["Averia"])["actor"]
    assert not _right(row, ["Lorvia", "rebels"], ["Averia"])["actor"]


def test_of_two_sides_that_act_either_may_be_the_recipient() -> None:
    row = "praised | CONSULT | - | Averia & Vastria | = | asserted"
    for actors, recipients in ((["Averia", "Vastria"], []), (["Vastria"], ["Averia"])):
        assert _right(row, actors, recipients) == {"actor": True, "recipient": True}
    assert not _right(row, ["Averia"], [])["actor"]
    assert not _right(row, [], ["Averia", "Vastria"])["actor"]


def test_a_type_may_have_a_modality_of_its_own() -> None:
    case = _case("praised | AID / AGREE | - | Lorvia | - | planned / asserted")
    assert (case.told("AID"), case.told("AGREE")) == (Modality.PLANNED, Modality.ASSERTED)
    assert case.told("ACCUSE") is Modality.PLANNED
    both = _case("praised | AID / AGREE | - | Lorvia | - | conditional")
    assert both.told("AGREE") is Modality.CONDITIONAL


def test_modes_are_sets_or_not_asked() -> None:
    assert _case("praised | SUPPORT | * | Lorvia | - | asserted").modes == ()
    row = "praised | MOBILIZE | - / troops / troops, weapons | Lorvia | - | asserted"
    assert _case(row).modes == (
        frozenset(),
        frozenset({"troops"}),
        frozenset({"troops", "weapons"}),
    )


@pytest.mark.parametrize(
    "row",
    [
        "praised | SUPPORT | - | Lorvia | asserted",
        "blamed | SUPPORT | - | Lorvia | - | asserted",
        "praised | SUPPORT | - | Nobody | - | asserted",
    ],
)
def test_a_row_that_does_not_fit_is_refused(row: str) -> None:
    with pytest.raises(MalformedCase, match="here:1"):
        _case(row)


def test_an_event_elsewhere_in_the_sentence_is_no_answer() -> None:
    case = _case("left | RETREAT | - | rebels | - | asserted")
    reading = read_text("Lorvia praised Averia on Monday.")
    assert cases.answers(case, reading.model_copy(update={"events": ()})) == dict.fromkeys(
        cases.ASKED, False
    )
    assert case.trigger == Span(SENTENCE.index("left"), SENTENCE.index("left") + 4)
