"""Pieces and shapes: nothing is cut off, every word has a piece, the cut is that of BERT."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.language.pieces import SHAPES, Vocabulary, pieces, shape

KNOWN = (
    "[PAD] [UNK] [CLS] [SEP] envoy en ##voy ##s cafe tarn \" ' - . , ! ( ) 中 de ##nied 1 ##9 u s"
).split()


def vocabulary() -> Vocabulary:
    return Vocabulary({piece: number for number, piece in enumerate(KNOWN)})


def named(form: str) -> list[str]:
    return [KNOWN[number] for number in vocabulary().word(form)[0]]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("envoys", ["envoy", "##s"]),
        ("ENVOY", ["envoy"]),
        ("Café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("中tarn", ["中", "tarn"]),
        ("''", ['"']),
        ("``", ['"']),
        ("denial", ["[UNK]"]),
        ("x" * 101, ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("tarn\u200bs", ["tarn", "##s"]),
        ("19", ["1", "##9"]),
        ("[SEP]", ["[UNK]", "[UNK]", "[UNK]"]),
    ],
)
def test_the_longest_known_pieces_are_taken(form: str, expected: list[str]) -> None:
    assert named(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("envoy", "lower"),
        ("Envoy", "title"),
        ("I", "title"),
        ("TARN", "upper"),
        ("McVenn", "mixed"),
        ("3,000", "number"),
        ("—", "mark"),
        ("F16", "alphanumeric"),
        ("U.S.", "stopped"),
        ("Gen.", "stopped"),
        ("a.m.", "stopped"),
        ("北", "mixed"),
        ("", "mark"),
    ],
)
def test_the_shape_keeps_what_lower_case_loses(form: str, expected: str) -> None:
    assert SHAPES[shape(form)] == expected


def test_pieces_of_a_text_and_where_its_words_begin() -> None:
    read = pieces(["Envoys", "denied", "."], [True, False, False], vocabulary())
    assert [KNOWN[number] for number in read.ids] == ["envoy", "##s", "de", "##nied", "."]
    assert read.first.tolist() == [0, 2, 4]
    assert read.counts.tolist() == [2, 2, 1]
    title, lower, mark = (SHAPES.index(name) for name in ("title", "lower", "mark"))
    assert read.shapes.tolist() == [title + 8, title + 8, lower, lower, mark]
    assert read.ids.dtype == read.first.dtype == np.int32
    assert read.shapes.dtype == np.int8


def test_no_words_and_unequal_lengths() -> None:
    assert len(pieces([], [], vocabulary()).ids) == 0
    with pytest.raises(ValueError, match="1 words but 2 line breaks"):
        pieces(["a"], [True, False], vocabulary())


@given(st.lists(st.text(max_size=120), max_size=20))
def test_every_word_has_a_piece_and_none_is_lost(forms: list[str]) -> None:
    read = pieces(forms, [False] * len(forms), vocabulary())
    assert len(read.first) == len(forms)
    assert (read.counts >= 1).all()
    assert read.counts.sum() == len(read.ids) == len(read.shapes)
    assert ((read.shapes >= 0) & (read.shapes < 16)).all()


def test_a_long_text_is_not_cut_off() -> None:
    assert len(pieces(["envoy"] * 5000, [False] * 5000, vocabulary()).ids) == 5000


def test_the_cut_is_that_of_the_package(tmp_path: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    from tokenizers import models, normalizers, pre_tokenizers

    package = tokenizers.Tokenizer(
        models.WordPiece({p: n for n, p in enumerate(KNOWN)}, unk_token="[UNK]")
    )
    package.normalizer = normalizers.BertNormalizer()
    package.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    path = tmp_path / "tokenizer.json"
    package.save(str(path))
    ours = Vocabulary.load(path)
    assert len(ours) == len(json.loads(path.read_text())["model"]["vocab"])
    for form in ("Envoys", "CAFÉ", "U.S.", "tarn-s", "中de", "ΣΑΣ", "ﬁ", "İs", "d'en", "a\u00adb"):
        expected = package.encode([form], is_pretokenized=True, add_special_tokens=False).ids
        assert list(ours.word(form)[0]) == expected, form
