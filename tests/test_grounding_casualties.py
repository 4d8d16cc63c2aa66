from __future__ import annotations

import pytest

from helpers_grounding import read_text
from helpers_ledger import Writer, group
from watchdesk.grounding import told_by
from watchdesk.records import Casualties, Span

FATES = ("killed", "wounded", "missing", "captured", "displaced")


def told(one: Casualties) -> dict[str, tuple[float | None, float | None, str | None]]:
    tolls = {fate: getattr(one, fate) for fate in FATES}
    return {fate: (t.low, t.high, t.counted) for fate, t in tolls.items() if t is not None}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("At least 20 people were killed and more than 100 injured near Arn.",
         [{"killed": (20, None, "people"), "wounded": (100, None, None)}]),
        ("The death toll rose to 43, with 200 wounded.",
         [{"killed": (43, 43, None), "wounded": (200, 200, None)}]),
        ("The shelling left 12 dead, 40 wounded and three missing.",
         [{"killed": (12, 12, None), "wounded": (40, 40, None), "missing": (3, 3, None)}]),
        ("Lorvian troops took 45 soldiers prisoner.", [{"captured": (45, 45, "soldiers")}]),
        ("About 30,000 people fled their homes.", [{"displaced": (30000, 30000, "people")}]),
        ("The death of 19 workers shocked the town.", [{"killed": (19, 19, "workers")}]),
        ("Twelve miners died when the shaft collapsed.", [{"killed": (12, 12, "miners")}]),
        ("The ministry reported 12 deaths and 30 injuries.",
         [{"killed": (12, 12, None), "wounded": (30, 30, None)}]),
        ("The crash claimed 29 lives.", [{"killed": (29, 29, None)}]),
        ("Troops shot dead four protesters.", [{"killed": (4, 4, "protesters")}]),
        ("A total of 1,200 people were killed and about 250 taken hostage.",
         [{"killed": (1200, 1200, "people"), "captured": (250, 250, None)}]),
    ],
)  # fmt: skip
def test_fates_told_together(text: str, wanted: list[object]) -> None:
    assert [told(one) for one in read_text(text).casualties] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The strike killed 10 soldiers and four civilians.",
         [{"killed": (10, 10, "soldiers")}, {"killed": (4, 4, "civilians")}]),
        ("Three people were killed in Arn and seven wounded in Belm.",
         [{"killed": (3, 3, "people")}, {"wounded": (7, 7, None)}]),
        ("Four Swedish soldiers were killed and two Danish soldiers captured.",
         [{"killed": (4, 4, "Swedish soldiers")}, {"captured": (2, 2, "Danish soldiers")}]),
    ],
)  # fmt: skip
def test_another_side_place_or_number_is_another_telling(text: str, wanted: list[object]) -> None:
    assert [told(one) for one in read_text(text).casualties] == wanted


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Nearly 200 people drowned, among them 40 children.", (None, 200)),
        ("Twenty-five people were killed, 18 in Arn and seven in Belm.", (25, 25)),
        ("The quake killed 2,000 people and 300 cattle.", (2000, 2000)),
    ],
)
def test_parts_and_animals_are_no_tolls(text: str, killed: tuple[float, float]) -> None:
    (one,) = read_text(text).casualties
    assert one.killed is not None
    assert (one.killed.low, one.killed.high) == killed


@pytest.mark.parametrize(
    "text",
    [
        "Norland put its losses at 315 killed and wounded.",
        "Rebels destroyed 12 tanks and captured three villages.",
        "The two killers left 12 letters.",
        "Twelve soldiers killed a goat.",
        "Talks between 30 envoys failed.",
        "A man was killed.",
    ],
)
def test_no_casualties(text: str) -> None:
    assert read_text(text).casualties == ()


def test_a_telling_has_its_place_and_its_teller() -> None:
    text = "The mine burned. The mayor said 12 miners were killed and 30 wounded."
    reading = read_text(text)
    (one,) = reading.casualties
    (said,) = reading.attributions
    assert one.span.text_of(text) == "12 miners were killed and 30"
    assert one.attribution == said.id
    assert {q.attribution for q in reading.quantities} == {said.id}
    assert read_text(text).casualties == reading.casualties


def test_who_counts_is_the_innermost_teller() -> None:
    words = "He said on Monday that she knew that 12 envoys came. They saw 13 envoys."
    writer = Writer(words).quantity("12", 12, 12, "envoys").quantity("13", 13, 13, "envoys")
    outer = writer.said("she knew that 12 envoys came", group("He"))
    inner = writer.said("12 envoys came", group("she"), cue="knew")
    for order in ([outer, inner], [inner, outer]):
        first, second = told_by(writer.reading().quantities, order)
        assert first.attribution == inner.id
        assert second.attribution is None
    split = outer.model_copy(update={"content": (Span(0, 3), outer.content[0])})
    assert told_by(writer.reading().quantities, [split])[0].attribution == outer.id
