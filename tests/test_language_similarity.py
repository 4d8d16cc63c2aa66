"""Sentences as vectors: the same text the same vector, likeness where meaning is alike."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchdesk.errors import ModelError
from watchdesk.language import models, similarity
from watchdesk.language.similarity import WIDTH, WINDOW, Similarity

ALIKE = [
    (
        "The envoy of Tarn said the ceasefire would hold until Friday.",
        "Tarn's envoy told reporters that the truce was going to last till Friday.",
    ),
    (
        "Grain ships left the port of Vellmar for the first time in a year.",
        "For the first time in twelve months, vessels with wheat sailed from Vellmar harbour.",
    ),
    (
        "Parliament rejected the budget by three votes.",
        "The budget was voted down in parliament with a margin of three.",
    ),
    (
        "The court ordered the release of the jailed editor.",
        "Judges ruled that the imprisoned newspaper editor must be freed.",
    ),
    (
        "Two bridges over the Oder were closed after the flood.",
        "After the flooding, a pair of bridges across the Oder was shut.",
    ),
]
SENTENCES = [one for pair in ALIKE for one in pair]
TEXTS = st.one_of(
    st.sampled_from(SENTENCES),
    st.text(max_size=60),
    st.lists(st.sampled_from("the envoy denied it , “ Tarn ” said 12.5 …".split())).map(" ".join),
)


@pytest.fixture(scope="module")
def shipped() -> Similarity:
    return Similarity(similarity.shipped_similarity())


def test_vectors_have_length_one_and_a_row_for_each_text(shipped: Similarity) -> None:
    found = shipped.vectors(SENTENCES)
    assert found.shape == (len(SENTENCES), WIDTH)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert shipped.vectors([]).shape == (0, WIDTH)


def test_what_means_the_same_is_closer_than_anything_else(shipped: Similarity) -> None:
    found = shipped.vectors(SENTENCES)
    likeness = found @ found.T
    alike = [float(likeness[at, at + 1]) for at in range(0, len(SENTENCES), 2)]
    others = [
        float(likeness[one, two])
        for one, two in combinations(range(len(SENTENCES)), 2)
        if one // 2 != two // 2
    ]
    assert min(alike) > max(others) + 0.1
    assert min(alike) > 0.6


def test_case_and_white_space_are_not_meaning(shipped: Similarity) -> None:
    first = SENTENCES[0]
    found = shipped.vectors([first, first.upper(), "\n" + first.replace(" ", "  ") + " "])
    assert np.array_equal(found[0], found[1])
    assert np.array_equal(found[0], found[2])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, max_size=6), order=st.randoms())
def test_a_text_gives_its_vector_whatever_stands_beside_it(
    shipped: Similarity, texts: list[str], order: object
) -> None:
    together = shipped.vectors(texts)
    backwards = shipped.vectors(texts[::-1])
    for place, text in enumerate(texts):
        assert np.array_equal(together[place], shipped.vectors([text])[0])
        assert np.array_equal(together[place], backwards[len(texts) - 1 - place])
        length = np.linalg.norm(together[place])
        assert length == pytest.approx(1, abs=1e-5) or length == 0


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2060", "\U0001f600 \U0001f680", "q" * 5000])
def test_of_what_nothing_is_known_the_vector_is_zero(shipped: Similarity, text: str) -> None:
    assert not shipped.vectors([text]).any()


def test_a_long_text_is_read_to_its_end(shipped: Similarity) -> None:
    filler = "the road was closed and the talks went on " * 60
    ends = [filler + tail for tail in ("grain ships sailed " * 80, "the court freed him " * 80)]
    probes = shipped.vectors(["grain ships sailed", "the court freed him", *ends])
    likeness = probes[:2] @ probes[2:].T
    assert likeness[0, 0] > likeness[0, 1] + 0.1
    assert likeness[1, 1] > likeness[1, 0] + 0.1


def test_windows_cover_every_piece_once(shipped: Similarity) -> None:
    known = shipped.vocabulary.word("the")[0]
    for count in (1, WINDOW - 1, WINDOW, WINDOW + 1, 3 * WINDOW, 3 * WINDOW + 7):
        windows = list(shipped._windows("the " * count))
        assert [len(one) for one in windows[:-1]] == [WINDOW] * (len(windows) - 1)
        assert [piece for one in windows for piece in one] == list(known) * count
    marks = list(shipped._windows("!" * 50 * WINDOW))
    assert sum(map(len, marks)) == 50 * WINDOW


def written(folder: Path) -> Path:
    """A folder with the files of a model, the network itself not one."""
    home = folder / "similarity"
    home.mkdir()
    words = {"model": {"vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "the": 4}}}
    (folder / "words.json").write_text(json.dumps(words))
    (home / "model.onnx").write_bytes(b"no network")
    files = ("model.onnx", "../words.json")
    told = {
        "version": "t",
        "vocabulary": "../words.json",
        "sha256": {name: models.sha256(home / name) for name in files},
    }
    (home / "model.json").write_text(json.dumps(told))
    return home


def test_a_whole_model_says_what_it_is(tmp_path: Path) -> None:
    model = Similarity(written(tmp_path))
    assert model.version == "t"
    assert model.size == sum(one.stat().st_size for one in model.folder.iterdir())


@pytest.mark.parametrize("name", ["model.json", "model.onnx", "../words.json"])
def test_a_missing_file_is_named_with_its_cure(tmp_path: Path, name: str) -> None:
    (written(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match="Install Watchdesk again") as raised:
        Similarity(tmp_path / "similarity")
    assert raised.value.code == "W401"
    assert raised.value.where.endswith(name)


@pytest.mark.parametrize("name", ["model.json", "model.onnx", "../words.json"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    path = written(tmp_path) / name
    path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    with pytest.raises(ModelError, match="damaged") as raised:
        Similarity(tmp_path / "similarity")
    assert raised.value.code == "W402"


def test_a_description_without_a_checksum_is_damaged(tmp_path: Path) -> None:
    path = written(tmp_path) / "model.json"
    path.write_text(json.dumps({"version": "t", "vocabulary": "../words.json", "sha256": {}}))
    with pytest.raises(ModelError) as raised:
        Similarity(tmp_path / "similarity")
    assert raised.value.code == "W402"


def test_a_file_that_is_no_network_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="damaged") as raised:
        Similarity(written(tmp_path)).vectors(["the"])
    assert raised.value.code == "W402"
