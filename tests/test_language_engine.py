"""Texts to syntax: the same paragraph alike anywhere, hostile text bounded, files checked."""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_engine import KNOWN, LABELS, WORDS, Arithmetic, told
from watchdesk.errors import ModelError
from watchdesk.language import models, windows
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


def assert_sound(syntax: Syntax) -> None:
    count = len(syntax)
    assert len(syntax.upos) == len(syntax.heads) == len(syntax.relations) == count
    assert syntax.bounds[-1] == count
    assert (np.diff(syntax.bounds) > 0).all()
    for low, high in pairwise(syntax.bounds.tolist()):
        heads = syntax.heads[low:high]
        assert (heads < 0).sum() == 1
        assert ((heads < 0) | ((heads >= low) & (heads < high))).all()
        for word in range(low, high):
            steps = 0
            node = word
            while node >= 0:
                node, steps = int(syntax.heads[node]), steps + 1
                assert steps <= high - low
    roots = syntax.relations == syntax.labels.relations.index("root")
    assert (roots == (syntax.heads < 0)).all()
    assert np.isfinite(syntax.tags.astype(np.float32)).all()
    for rows in syntax.names.values():
        assert (rows[:, 0] < rows[:, 1]).all()
        assert (rows[1:, 0] >= rows[:-1, 1]).all()


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


@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000,
        "\n" * 10_000,
        "א ב ג\u200f " * 500,
        "和平条约" * 500,
        "😀" * 500,
        "\x00\x01 \ufeff",
        '"' * 2000,
        "he - " * 4000,
    ],
)
def test_hostile_text_is_bounded_and_sound(text: str) -> None:
    start = time.process_time()
    syntax = analysed(text)
    assert time.process_time() - start < 30
    assert_sound(syntax)


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


def written(folder: Path) -> Path:
    """A folder with the files of a model, the network itself not one."""
    model = Arithmetic()
    (folder / "model.onnx").write_bytes(b"no network")
    np.savez(folder / "model.npz", rel_weight=model.rel_weight, arc_distance=model.arc_distance)
    vocabulary = {"model": {"vocab": {piece: number for number, piece in enumerate(KNOWN)}}}
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary))
    names = ("model.onnx", "model.npz", "tokenizer.json")
    description = told() | {"sha256": {name: models.sha256(folder / name) for name in names}}
    (folder / "model.json").write_text(json.dumps(description))
    return folder


def test_a_whole_model_is_read(tmp_path: Path) -> None:
    model = models.Model(written(tmp_path))
    assert model.rel_weight.dtype == np.float32
    assert model.description.guidelines == ("near",)
    assert model.description.features == ("Number",)
    assert model.size > 0


@pytest.mark.parametrize("name", ["model.json", "model.onnx", "model.npz", "tokenizer.json"])
def test_a_missing_file_is_named_with_its_cure(tmp_path: Path, name: str) -> None:
    (written(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match="Install Watchdesk again") as raised:
        models.Model(tmp_path)
    assert raised.value.code == "W401"
    assert name in raised.value.where


@pytest.mark.parametrize("name", ["model.json", "model.onnx", "model.npz", "tokenizer.json"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    path = written(tmp_path) / name
    path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    with pytest.raises(ModelError, match="damaged") as raised:
        models.Model(tmp_path)
    assert raised.value.code == "W402"
    assert raised.value.where == str(path)


def test_what_runs_models_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    model = models.Model(written(tmp_path))
    with pytest.raises(ModelError, match="pip install onnxruntime") as raised:
        Engine(model).analyse([("He left.", None)])
    assert raised.value.code == "W403"


def test_a_file_that_is_no_network_is_damaged(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    with pytest.raises(ModelError, match="damaged") as raised:
        Engine(models.Model(written(tmp_path))).analyse([("He left.", None)])
    assert raised.value.code == "W402"
