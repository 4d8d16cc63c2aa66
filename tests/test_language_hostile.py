"""What no reader could read costs next to nothing and is said; what can be read is read whole."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from helpers_engine import Arithmetic, assert_sound
from watchdesk.language import models, slabs, windows
from watchdesk.language.engine import Engine
from watchdesk.language.syntax import Syntax

PARAGRAPH = (
    'The envoy of Tarn said on Monday that "the river towns will not pay twice" and left the hall. '
    "Orla Venn, who leads the port, denied it. Nobody had asked the U.S. Senate. "
    "Was it near a deal? She said it was, though two of the ministers were still in Asch."
)
OTHERS = (
    "A ferry brought the last of the grain from Lower Quell before the storm.\n"
    "PORT CLOSED UNTIL FRIDAY\n"
    "“We count the sacks,” the harbour master said, “and we wait.”\n",
    'Prices rose by 3.5% in the week to 4 May, the bank of Tarn wrote. "It is no crisis."\n' * 3,
    "He left; they stayed, and the talks (the ninth this year) went on without either of them. " * 9
    + "\n",
)


class Counting(Arithmetic):
    """Says how many pieces it was given."""

    @property
    def pieces(self) -> int:
        return sum(rows * length for rows, length in self.shapes)


def analysed(text: str) -> tuple[Syntax, Counting]:
    model = Counting()
    (syntax,) = Engine(model).analyse([(text, None)])
    assert_sound(syntax)
    return syntax, model


def unread_words(syntax: Syntax) -> NDArray[np.bool_]:
    """The words of which nothing is said."""
    return np.asarray((syntax.tags[:, :, 1] == -30).all(axis=1))


def said(syntax: Syntax) -> NDArray[np.bool_]:
    """The words that are said not to be read."""
    found = np.zeros(len(syntax), dtype=bool)
    for note in syntax.unread:
        if note.reason in windows.REASONS:
            inside = (syntax.starts >= note.span.start) & (syntax.ends <= note.span.end)
            found |= inside
    return found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('" ' * 10_000, windows.REASONS[1]),
        (". " * 10_000, windows.REASONS[1]),
        ("👩\u200d🚀" * 10_000, windows.REASONS[1]),
        ("和平条约。" * 4000, windows.REASONS[2]),
        ("和平条约。\n" * 4000, windows.REASONS[2]),
        ("א ב ג\u200f " * 4000, windows.REASONS[2]),
        ("وزير الخارجية قال " * 4000, windows.REASONS[2]),
        ("Он не был там. " * 4000, windows.REASONS[2]),
        ("1." * 10_000, windows.REASONS[3]),
        ("q7'" * 10_000, windows.REASONS[3]),
    ],
)
def test_garbage_costs_no_reading_and_is_said_in_one_note(text: str, reason: str) -> None:
    start = time.process_time()
    syntax, model = analysed(text)
    assert time.process_time() - start < 10
    assert model.pieces < 10
    (note,) = syntax.unread
    assert note.reason == reason
    assert said(syntax).all()
    assert unread_words(syntax).all()
    assert (np.diff(syntax.bounds) <= 400).all()


@pytest.mark.parametrize("mark", ['"', "“", ".", ",", "(", "😀", "—", "_", "'"])
def test_a_mark_typed_on_and_on_is_one_word(mark: str) -> None:
    syntax, _ = analysed("He left " + mark * 5000 + " then.")
    assert mark * 5000 in syntax.forms
    (note,) = (note for note in syntax.unread if "only its beginning is read" in note.reason)
    assert (note.span.start, note.span.end) == (8, 5008)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 10_000,
        "\x00\x01 \ufeff",
        "\ud800" * 50,
        "a\u0301" * 2000,
        "he - " * 4000,
        "a@" * 3000,
        "He said: “" * 1000,
    ],
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    start = time.process_time()
    analysed(text)
    assert time.process_time() - start < 10


def test_a_word_of_half_a_million_letters_is_said() -> None:
    syntax, model = analysed("He said " + "a" * 500_000)
    (note,) = syntax.unread
    assert note.reason == "a word of 500,000 characters: only its beginning is read"
    assert (note.span.start, note.span.end) == (8, 500_008)
    assert model.pieces < 300


def test_marks_in_the_midst_of_words_leave_the_words_readable() -> None:
    syntax, _ = analysed("He left. " + "* - " * 60 + "She left.")
    (note,) = syntax.unread
    assert syntax.text[note.span.start : note.span.end] == ("* - " * 60).strip()
    assert syntax.forms[int(syntax.bounds[-2])] == "She"
    words = [
        form for form, dull in zip(syntax.forms, unread_words(syntax), strict=True) if not dull
    ]
    assert words == ["He", "left", ".", "She", "left", "."]


@pytest.mark.parametrize(
    "text",
    [
        "* - " * 25,
        "7 12 44\n" * 40,
        "She wrote 和平 on the wall, then left.",
        "See https://example.org/a/long/path/that/goes/on/2024/05/17/the-river-towns-will-not-pay",
        "😀 😀 he left",
        "Zürich, Ćwikła, Þórður: naïve façade, Đặng Văn Lâm",
    ],
)
def test_what_a_page_may_well_hold_is_read(text: str) -> None:
    syntax, _ = analysed(text)
    assert syntax.unread == ()
    assert not unread_words(syntax).any()


def test_what_lies_beyond_the_budget_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"The envoy denied a deal {number} times." for number in range(300)]
    whole, _ = analysed("\n".join(lines))
    monkeypatch.setattr(slabs, "BUDGET", 100 * (slabs.CALL + 8))
    cut, model = analysed("\n".join(lines))
    (note,) = cut.unread
    assert note.reason == windows.REASONS[windows.BEYOND]
    assert note.span.end == len(cut.text)
    assert note.span.start == cut.text.index(lines[100])
    assert model.pieces == 10  # the numbers are unknown: alike to the model, and run once
    read = int((~unread_words(cut)).sum())
    assert (cut.heads[:read] == whole.heads[:read]).all()
    assert (said(cut) == unread_words(cut)).all()


def test_a_long_report_is_read_whole() -> None:
    line = "The envoy of Tarn said a deal was near and then left it two . " * 6
    text = (line + "\n") * (100_000 // 84)
    model = Counting()
    stretches = list(slabs.planned(Engine(model)._prepare(text, None)))
    assert stretches[-1].end - stretches[0].start > 99_000
    assert sum(stretch.end - stretch.start for stretch in stretches) == stretches[-1].end


ODD = st.lists(
    st.sampled_from(
        [*"aZ.,\"“”'!?-*😀和م\u0301\u200d\n\n\t 9$", " the ", " Venn ", " said ", ". He "]
    ),
    max_size=300,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), ODD, st.text('*"- a\n', max_size=900)))
def test_any_text_is_sound_and_nothing_is_left_out_unsaid(text: str) -> None:
    syntax, _ = analysed(text)
    assert (said(syntax) == unread_words(syntax)).all()
    for note in syntax.unread:
        assert 0 <= note.span.start < note.span.end <= len(text)


@lru_cache(maxsize=1)
def shipped() -> Engine:
    folder = models.shipped()
    if not (folder / "model.onnx").is_file():
        pytest.skip("the model that ships is not among the resources")
    pytest.importorskip("onnxruntime")
    return Engine(models.Model(folder))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ODD)
def test_the_model_that_ships_says_something_sound_of_any_text(text: str) -> None:
    (syntax,) = shipped().analyse([(text, None)])
    assert_sound(syntax)


def told(syntax: Syntax, start: int, length: int) -> list[object]:
    """All that is said of a part of the text, as if it stood alone."""
    low, high = np.searchsorted(syntax.starts, [start, start + length]).tolist()
    inside = [bound - low for bound in syntax.bounds.tolist() if low <= bound <= high]
    names = {
        name: [(a - low, b - low, kind) for a, b, kind in rows.tolist() if low <= a < high]
        for name, rows in syntax.names.items()
    }
    heads = syntax.heads[low:high]
    return [
        syntax.forms[low:high],
        inside,
        np.where(heads < 0, -1, heads - low).tolist(),
        syntax.relations[low:high].tolist(),
        syntax.upos[low:high].tolist(),
        names,
        {name: values[low:high].tolist() for name, values in syntax.features.items()},
        syntax.tags[low:high].tolist(),
    ]


@pytest.mark.parametrize("repeats", [1, 9])
def test_the_model_that_ships_reads_a_paragraph_alike_wherever_it_stands(repeats: int) -> None:
    paragraph = " ".join([PARAGRAPH] * repeats)
    lead = "".join(OTHERS)
    texts = [
        (paragraph, 0),
        (f"{paragraph}\n{lead}", 0),
        (f"{lead}{paragraph}\n{OTHERS[2]}", len(lead)),
        (f"{OTHERS[1] * 8}{paragraph}\n\n{lead}", len(OTHERS[1]) * 8),
        (f"{OTHERS[2]}{lead}{paragraph}", len(OTHERS[2]) + len(lead)),
    ]
    found = shipped().analyse([(text, None) for text, _ in texts])
    alone, *others = [
        told(syntax, start, len(paragraph)) for syntax, (_, start) in zip(found, texts, strict=True)
    ]
    assert len(alone[0]) > 50  # type: ignore[arg-type]
    for other in others:
        for mine, its in zip(alone, other, strict=True):
            assert mine == its


MEMORY = """
import time
from pathlib import Path
from watchdesk.language import models
from watchdesk.language.engine import Engine

engine = Engine(models.Model(models.shipped()))
texts = ['" ' * 400_000, "和平条约" * 50_000, "a-" * 20_000]
for text in texts:
    start = time.process_time()
    engine.analyse([(text, None)])
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]  # not what the parent held
    print(time.process_time() - start, int(told.split()[0]) / 1024)
"""


@pytest.mark.slow
def test_time_and_memory_are_bounded() -> None:
    shipped()
    run = [sys.executable, "-c", MEMORY]
    found = subprocess.run(run, capture_output=True, text=True, check=True, timeout=300)
    for line in found.stdout.splitlines():
        seconds, megabytes = map(float, line.split())
        assert seconds < 15
        assert megabytes < 400


def test_bounds_of_unread_sentences_never_grow_past_what_is_asked() -> None:
    starts = np.zeros(1000, dtype=bool)
    skipped = np.zeros(1000, dtype=np.int8)
    skipped[100:950] = 1
    bounds = np.flatnonzero(windows.set_apart(starts, skipped))
    assert bounds.tolist() == [0, 100, 500, 900, 950]
    assert all(after - before <= 400 for before, after in pairwise(bounds.tolist()))
