"""Texts to syntax: the same paragraph alike anywhere, hostile text bounded, files checked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_engine import LABELS, WORDS, Arithmetic, assert_sound
from watchdesk.language import windows
from watchdesk.language.engine import Engine
from watchdesk.language.syntax import Syntax
from watchdesk.records import Span

PARAGRAPH = 'Orla Venn said, "It was near." The envoy of Tarn denied a deal. He left then.'
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from([*WORDS.split(), ".", ",", "Venn", "?", '"', "“", "”"]), max_size=80)
    .map(" ".join)
    .map(str.strip),
    max_size=5,
)


def analysed(text: str) -> Syntax:
    return Engine(Arithmetic()).analyse([(text, None)])[0]


def fields_of(syntax: Syntax, low: int, high: int, shift: int) -> list[object]:
    names = syntax.names["near"]
    bounds = syntax.bounds[(syntax.bounds >= low) & (syntax.bounds <= high)]
    heads = syntax.heads[low:high]
    return [
        (syntax.starts[low:high] - shift).tolist(),
        syntax.upos[low:high].tolist(),
        np.where(heads < 0, -1, heads - low).tolist(),
        syntax.relations[low:high].tolist(),
        syntax.features["Number"][low:high].tolist(),
        syntax.tags[low:high].tolist(),
        (bounds - low).tolist(),
        [
            [start - low, end - low, kind]
            for start, end, kind in names.tolist()
            if low <= start < high
        ],
    ]


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS, st.integers(1, 12))
def test_the_same_paragraph_is_read_alike_wherever_it_stands(
    before: list[str], after: list[str], repeats: int
) -> None:
    paragraph = " ".join([PARAGRAPH] * repeats)
    alone = analysed(paragraph)
    lead = "".join(f"{one}\n" for one in before)
    inside = analysed(lead + paragraph + "".join(f"\n\n{one}" for one in after))
    assert_sound(inside)
    low = int(np.searchsorted(inside.starts, len(lead)))
    expected = fields_of(alone, 0, len(alone), 0)
    assert fields_of(inside, low, low + len(alone), len(lead)) == expected


def test_texts_are_read_together_as_they_are_alone() -> None:
    texts = [PARAGRAPH, "", "He left.\nShe left.", " ".join([PARAGRAPH] * 20), "\n\n"]
    model = Arithmetic(rows=8)
    together = Engine(model).analyse([(text, None) for text in texts])
    assert max(rows for rows, _ in model.shapes) > 1
    for text, syntax in zip(texts, together, strict=True):
        alone = analysed(text)
        assert_sound(syntax)
        assert fields_of(syntax, 0, len(syntax), 0) == fields_of(alone, 0, len(alone), 0)
    assert Engine(Arithmetic()).analyse([]) == []


def test_regions_count_from_the_whole_text_and_overlaps_are_read_once() -> None:
    text = f"XX\n{PARAGRAPH}\nYY"
    found, *_ = Engine(Arithmetic()).analyse([(text, [Span(30, 60), Span(3, 40)])])
    assert found.starts[0] == 3
    assert found.ends[-1] <= 60
    assert (found.ends[:-1] <= found.starts[1:]).all()
    assert_sound(found)
    with pytest.raises(ValueError, match="runs past the text"):
        Engine(Arithmetic()).analyse([("short", [Span(0, 9)])])


def test_a_window_never_holds_more_than_its_size() -> None:
    model = Arithmetic(rows=8)
    Engine(model).analyse([(" ".join([PARAGRAPH] * 200), None)])
    assert all(length <= windows.SIZE + 2 for _, length in model.shapes)


def test_a_sentence_of_many_words_is_read_and_said_to_be_put_together() -> None:
    syntax = analysed("the envoy denied " * 1700)
    assert_sound(syntax)
    assert len(syntax) == 5100
    assert any("too long" in note.reason for note in syntax.unread)


def test_what_is_read_in_part_is_said() -> None:
    syntax = analysed("He denied " + "!?" * 300 + " it.")
    assert_sound(syntax)
    (note,) = (note for note in syntax.unread if note.reason.startswith("a word"))
    assert note.reason == "a word of 600 characters: only its beginning is read"
    assert syntax.text[note.span.start : note.span.end] == "!?" * 300


def test_a_quotation_keeps_its_arcs_and_sentences_start_by_rule() -> None:
    syntax = analysed(PARAGRAPH)
    assert syntax.sentences[0].start == 0
    assert "The" in [syntax.forms[word] for word in syntax.bounds[:-1]]
    for word in syntax.bounds[1:-1].tolist():
        assert not syntax.forms[word][0].islower()
        assert syntax.forms[word - 1] not in (",", ";")


def test_what_is_asked_of_a_tree() -> None:
    syntax = analysed(PARAGRAPH)
    for word in range(len(syntax)):
        for child in syntax.children(word):
            assert syntax.heads[child] == word
        low, high = syntax.subtree(word)
        below = {word}
        while more := {c for w in below for c in syntax.children(w)} - below:
            below |= more
        assert (low, high) == (min(below), max(below) + 1)
        both = syntax.children(word, "nsubj")
        assert {syntax.relation(child) for child in both} <= {"nsubj", "nsubj:pass"}
    assert syntax.lemmas[syntax.forms.index(",")] == ","
    assert len(syntax.lemmas) == len(syntax.sentence_of) == len(syntax)
    assert syntax.part_of_speech(0) in LABELS["upos"]
    assert syntax.feature(0, "Number") in (None, "Sing", "Plur")
    for span, kind in syntax.named("near"):
        assert kind in ("person", "place")
        assert syntax.text[span.start : span.end].strip()
