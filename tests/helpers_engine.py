"""A model made of arithmetic: its outputs depend on a piece, its neighbours and the window."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchdesk.language import models
from watchdesk.language.models import Description
from watchdesk.language.pieces import Vocabulary
from watchdesk.language.syntax import Syntax

WORDS = "the envoy of tarn denied it said a deal was near and then left he she orla venn two 's n't"
KNOWN = [*"[PAD] [UNK] [CLS] [SEP] . , \" ' ? ! - “ ”".split(), *WORDS.split()]
LABELS: dict[str, list[str]] = {
    "sentence": ["inside", "start"],
    "upos": ["NOUN", "VERB", "PUNCT", "PROPN"],
    "Number": ["_", "Sing", "Plur"],
    "names.near": ["O", "B-person", "I-person", "B-place", "I-place"],
    "SOURCE": ["O", "B", "I"],
    "CUE": ["O", "B", "I"],
    "CONTENT": ["O", "B", "I"],
}
RELATIONS = ["root", "nsubj", "nsubj:pass", "obj", "punct"]
ARCS, PARTS = 6, 4


def told() -> dict[str, Any]:
    """The content of a model.json."""
    labels: dict[str, list[Any]] = {}
    start = 0
    for name, classes in LABELS.items():
        labels[name] = [start, classes]
        start += len(classes)
    return {
        "version": "t",
        "card": "card.md",
        "labels": labels,
        "relations": RELATIONS,
        "sha256": {},
    }


class Arithmetic:
    """Gives the five outputs without a network; counts how it was run."""

    def __init__(self, rows: int = 1) -> None:
        random = np.random.default_rng(5)
        self.vocabulary = Vocabulary({piece: number for number, piece in enumerate(KNOWN)})
        self.description = Description.parse(told() | {"rows": rows})
        size = PARTS + 1
        self.rel_weight = random.normal(size=(len(RELATIONS), size, size)).astype(np.float32)
        self.arc_distance = random.normal(size=24).astype(np.float32)
        widths = (sum(map(len, LABELS.values())), ARCS, ARCS + 1, PARTS, PARTS)
        self._tables = [random.normal(size=(len(KNOWN) * 16, width)) for width in widths]
        self.shapes: list[tuple[int, ...]] = []

    def run(
        self, ids: NDArray[np.int64], shapes: NDArray[np.int64], mask: NDArray[np.float32]
    ) -> list[NDArray[np.float32]]:
        """Each piece, half of the piece on its left, and a bit of the first of the window."""
        self.shapes.append(ids.shape)
        outputs = []
        for table in self._tables:
            own = table[ids * 16 + shapes] * mask[..., None]
            left = np.roll(own, 1, axis=1)
            outputs.append((own + left / 2 + own[:, 1:2] / 8).astype(np.float32))
        return outputs


def written(folder: Path) -> Path:
    """A folder with the files of a model, the network itself not one."""
    model = Arithmetic()
    (folder / "model.onnx").write_bytes(b"no network")
    np.savez(folder / "model.npz", rel_weight=model.rel_weight, arc_distance=model.arc_distance)
    vocabulary = {"model": {"vocab": {piece: number for number, piece in enumerate(KNOWN)}}}
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary))
    names = ("model.onnx", "model.npz", "tokenizer.json")
    description = told() | {"sha256": {name: models.sha256(folder / name) for name in names}}
    description["sha256"]["model.json"] = models.own_digest(description)
    (folder / "model.json").write_text(json.dumps(description))
    return folder


def assert_sound(syntax: Syntax) -> None:
    """Words, sentences, trees and names are such as the documentation says."""
    count = len(syntax)
    assert (syntax.starts < syntax.ends).all()
    assert (syntax.starts[1:] >= syntax.ends[:-1]).all()
    assert len(syntax.upos) == len(syntax.heads) == len(syntax.relations) == count
    assert syntax.bounds[-1] == count
    assert (np.diff(syntax.bounds) > 0).all()
    for low, high in pairwise(syntax.bounds.tolist()):
        heads = syntax.heads[low:high]
        assert (heads < 0).sum() == 1
        assert ((heads < 0) | ((heads >= low) & (heads < high))).all()
    above = np.where(syntax.heads < 0, np.arange(count), syntax.heads)
    for _ in range(count.bit_length()):
        above = above[above]
    assert (syntax.heads[above] < 0).all()
    roots = syntax.relations == syntax.labels.relations.index("root")
    assert (roots == (syntax.heads < 0)).all()
    assert np.isfinite(syntax.tags.astype(np.float32)).all()
    for rows in syntax.names.values():
        assert (rows[:, 0] < rows[:, 1]).all()
        assert (syntax.sentence_of[rows[:, 0]] == syntax.sentence_of[rows[:, 1] - 1]).all()
        assert (rows[1:, 0] >= rows[:-1, 1]).all()
