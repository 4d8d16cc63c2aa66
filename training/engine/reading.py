"""A document read by a network, trained or exported: its sentences, trees and scores of labels.

A document is read in windows that overlap; a word's labels come from the window in whose middle it
stands, a sentence's tree from a window that holds all of it. Trees are decoded in numpy from the
same five outputs whichever model gave them, so that an exported model's losses show.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.batches import Encoded, Window, collate
from engine.labels import ROOT, SENTENCE, Inventory
from watchdesk.language import trees

Scores = NDArray[np.float32]
Range = tuple[int, int]
LIMIT, SHARED, LONGEST = 235, 80, 400
"""Pieces of a window; of what two windows share; of the longest sentence read in one go."""
FAR = 1 << 20


@dataclass(frozen=True)
class Outputs:
    """What a model says about the words of a window, each [words, ..] float32."""

    labels: Scores
    arc_dep: Scores
    arc_head: Scores
    rel_dep: Scores
    rel_head: Scores

    def part(self, start: int, end: int) -> "Outputs":
        """The words [start, end)."""
        return Outputs(*(each[start:end] for each in self.rows()))

    def rows(self) -> tuple[Scores, ...]:
        """The five arrays."""
        return (self.labels, self.arc_dep, self.arc_head, self.rel_dep, self.rel_head)


class Model(Protocol):
    """Anything that gives the five outputs, with what is needed to decode them."""

    inventory: Inventory
    rel_weight: Scores
    arc_distance: Scores
    rows: int
    """Windows that are read together."""

    def run(self, ids: Any, shapes: Any, mask: Any) -> Sequence[Scores]:
        """The five outputs for every piece of a batch."""


class TorchModel:
    """A network as a model; bf16: fast and a little inexact, to look at while training."""

    rows = 8

    def __init__(self, network: Any, inventory: Inventory, bf16: bool = False) -> None:
        self.network, self.inventory, self.bf16 = network, inventory, bf16
        self.rel_weight: Scores = network.rel_weight.detach().numpy()
        self.arc_distance: Scores = network.arc_distance.detach().numpy()

    def run(self, ids: Any, shapes: Any, mask: Any) -> Sequence[Scores]:
        """The five outputs for every piece of a batch, float32."""
        import torch  # noqa: PLC0415  # exported models are scored without it

        with (
            torch.inference_mode(),
            torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16),
        ):
            found = self.network(*(torch.from_numpy(each) for each in (ids, shapes, mask)))
        return [each.float().numpy() for each in found]


class ExportedModel:
    """model.onnx, model.npz and model.json of a folder as a model, on one thread."""

    rows = 1
    # As in the product: in 8 bits, windows read together share the scale of their numbers.

    def __init__(self, onnx: Path, arrays: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        import onnxruntime  # noqa: PLC0415  # torch models are scored without it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(onnx), options, providers=["CPUExecutionProvider"]
        )
        ordered = sorted(told["labels"].items(), key=lambda item: item[1][0])
        heads = [[name, classes] for name, (_, classes) in ordered]
        relations = told["relations"]
        self.inventory = Inventory.from_json({"heads": heads, "relations": relations})
        self.rel_weight: Scores = np.asarray(arrays["rel_weight"], np.float32)
        self.arc_distance: Scores = np.asarray(arrays["arc_distance"], np.float32)

    @classmethod
    def load(cls, folder: Path, name: str = "model") -> "ExportedModel":
        """The model that `engine.export` wrote to a folder; `name` as given there."""
        told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "model.npz") as arrays:
            return cls(folder / f"{name}.onnx", dict(arrays), told)

    def run(self, ids: Any, shapes: Any, mask: Any) -> Sequence[Scores]:
        """The five outputs for every piece of a batch."""
        given = {"ids": ids, "shapes": shapes, "mask": mask}
        found: Sequence[Scores] = self._session.run(None, given)
        return found


def read_windows(model: Model, windows: Sequence[Window]) -> list[Outputs]:
    """The outputs at each window's words; windows of similar length are read together."""
    order = sorted(range(len(windows)), key=lambda place: len(windows[place]))
    found: dict[int, Outputs] = {}
    for start in range(0, len(order), model.rows):
        places = order[start : start + model.rows]
        batch = collate([windows[place] for place in places], step=1)
        outputs = model.run(batch.ids, batch.shapes, batch.mask)
        for row, place in enumerate(places):
            first = windows[place].first + 1
            found[place] = Outputs(*(np.asarray(each[row, first], np.float32) for each in outputs))
    return [found[place] for place in range(len(windows))]


@dataclass(frozen=True)
class Reading:
    """What a model says about a document's words."""

    starts: list[int]
    """First word of each sentence."""
    heads: NDArray[np.int64]
    """Head of each word in the document; the word itself: root."""
    relations: NDArray[np.int64]
    labels: Scores


Windows = Mapping[Range, Outputs]
"""Ranges of words that were read together, and what the model says about them."""


def read_document(model: Model, encoded: Encoded) -> Windows:
    """The outputs for a document, window by window."""
    ranges = overlapping(encoded)
    outputs = read_windows(model, [encoded.window(*each) for each in ranges])
    return dict(zip(ranges, outputs, strict=True))


def decode(
    model: Model, encoded: Encoded, windows: Windows, starts: Sequence[int] | None = None
) -> Reading:
    """Outputs as a reading; `starts` gives the sentences, None: the model finds them."""
    labels = _nearest_middle(encoded, windows)
    if starts is None:
        scores = labels[:, model.inventory.columns()[SENTENCE]]
        found = np.flatnonzero(scores.argmax(1)).tolist()
        starts = sorted({*found, *encoded.paragraphs[:-1].tolist()})
    words = int(encoded.bounds[-1])
    heads, relations = np.zeros(words, np.int64), np.zeros(words, np.int64)
    sentences = list(_cut_long(encoded, starts))
    whole = _whole(model, encoded, sentences, windows)
    for (start, end), one in zip(sentences, whole, strict=True):
        tree, named = parse(model, one)
        heads[start:end], relations[start:end] = tree + start, named
    return Reading(list(starts), heads, relations, labels)


def overlapping(encoded: Encoded, limit: int = LIMIT, shared: int = SHARED) -> list[Range]:
    """Ranges of words that cover each paragraph; neighbours share up to `shared` pieces."""
    found: list[Range] = []
    edges = encoded.edges
    for start, last in pairwise(encoded.paragraphs.tolist()):
        end = start
        while end < last:
            fitting = np.searchsorted(edges, edges[start] + limit, side="right") - 1
            end = min(max(int(fitting), start + 1), last)
            found.append((start, end))
            back = np.searchsorted(edges, edges[end] - shared)
            start = min(max(int(back), start + 1), end)  # noqa: PLW2901
    return found


def _margin(first: int, last: int, around: Range, paragraphs: frozenset[int]) -> int:
    """How far words stand from where a window cuts their paragraph."""
    left = FAR if around[0] in paragraphs else first - around[0]
    right = FAR if around[1] in paragraphs else around[1] - 1 - last
    return min(left, right)


def _nearest_middle(encoded: Encoded, windows: Windows) -> Scores:
    words, paragraphs = int(encoded.bounds[-1]), frozenset(encoded.paragraphs.tolist())
    labels = np.zeros((words, next(iter(windows.values())).labels.shape[1]), np.float32)
    best = np.full(words, -1)
    for around, found in windows.items():
        for word in range(*around):
            margin = _margin(word, word, around, paragraphs)
            if margin > best[word]:
                best[word], labels[word] = margin, found.labels[word - around[0]]
    return labels


def _cut_long(encoded: Encoded, starts: Sequence[int]) -> Iterable[Range]:
    words = int(encoded.bounds[-1])
    for start, end in zip(starts, [*starts[1:], words], strict=True):
        low = start
        while encoded.pieces(low, end) > LONGEST:
            edges = encoded.edges
            fitting = int(np.searchsorted(edges, edges[low] + LONGEST, side="right") - 1)
            high = max(fitting, low + 1)
            yield low, high
            low = high
        if low < end:
            yield low, end


def _whole(
    model: Model, encoded: Encoded, sentences: Sequence[Range], windows: Windows
) -> list[Outputs]:
    """The outputs of each sentence from the window it stands best in, or from one of its own."""
    paragraphs = frozenset(encoded.paragraphs.tolist())
    found: dict[Range, Outputs] = {}
    for start, end in sentences:
        holding = [each for each in windows if each[0] <= start and end <= each[1]]
        if holding:
            best = max(holding, key=lambda each: _margin(start, end - 1, each, paragraphs))
            found[start, end] = windows[best].part(start - best[0], end - best[0])
    missing = [each for each in sentences if each not in found]
    more = read_windows(model, [encoded.window(*each) for each in missing])
    found.update(zip(missing, more, strict=True))
    return [found[each] for each in sentences]


def parse(model: Model, found: Outputs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tree of one sentence: each word's head (the root's: itself) and its relation."""
    heads = trees.best_tree(trees.arc_scores(found.arc_dep, found.arc_head, model.arc_distance))
    own = np.arange(len(heads))
    placed = np.where(heads < 0, own, heads)
    scores = trees.relation_scores(found.rel_dep, found.rel_head[placed], model.rel_weight)
    root = model.inventory.relations.index(ROOT)
    return placed, trees.choose_relations(scores, heads, root).astype(np.int64)
