"""Documents cut into windows, windows laid side by side: what the network is shown in training."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.examples import DocumentExample, Sentence
from engine.labels import (
    IGNORED,
    Inventory,
    Labels,
    attribution_labels,
    sentence_labels,
)
from watchdesk.language.pieces import Pieces

CLASSIFY, SEPARATE, HIDDEN = 101, 102, 103
"""Piece ids of [CLS], [SEP] and [MASK] in the uncased vocabulary."""
EDGE_SHAPE = 5
"""The shape of [CLS] and [SEP]: neither letters nor digits."""
BREAK = 8
"""A shape id from here on says that a line break comes before the word."""
ROLES = 3
STEP = 16
"""Batches are as wide as a multiple of this: a size met for the first time costs compilation."""


Cut = Callable[[Sequence[str], Sequence[bool]], Pieces]
"""(forms, line break before) -> pieces."""
Change = Callable[[DocumentExample, np.random.Generator], DocumentExample]
"""Makes a document look as pages look when found: noise."""


@dataclass(frozen=True)
class Window:
    """Pieces in a row with the gold labels of their words, places relative to the window."""

    ids: NDArray[np.int32]
    shapes: NDArray[np.int8]
    first: NDArray[np.int32]
    sentence: NDArray[np.int32]
    """Number of each word's sentence."""
    heads: NDArray[np.int32]
    """Head of each word; the word itself: root; IGNORED: unknown or outside the window."""
    relations: NDArray[np.int16]
    labels: Labels
    """[words, heads of the inventory]."""

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Encoded:
    """A document as numbers; `window` cuts a range of its words out."""

    corpus: str
    bounds: NDArray[np.int32]
    """First word of each sentence, and the number of words at the end."""
    edges: NDArray[np.int32]
    """First piece of each word, and the number of pieces at the end."""
    paragraphs: NDArray[np.int32]
    """First word of each paragraph, and the number of words at the end."""
    whole: Window

    def pieces(self, start: int, end: int) -> int:
        """The number of pieces of the words [start, end)."""
        return int(self.edges[end] - self.edges[start])

    def window(self, start: int, end: int) -> Window:
        """The words [start, end); an arc that leaves them is ignored."""
        whole, low, high = self.whole, int(self.edges[start]), int(self.edges[end])
        heads = whole.heads[start:end] - start
        inside = (whole.heads[start:end] >= start) & (whole.heads[start:end] < end)
        return Window(
            ids=whole.ids[low:high],
            shapes=whole.shapes[low:high],
            first=whole.first[start:end] - low,
            sentence=whole.sentence[start:end],
            heads=np.where(inside, heads, IGNORED).astype(np.int32),
            relations=np.where(inside, whole.relations[start:end], IGNORED).astype(np.int16),
            labels=whole.labels[start:end],
        )


def encode(document: DocumentExample, inventory: Inventory, cut: Cut) -> Encoded:
    """A document's pieces and gold labels as numbers."""
    sentences = document.sentences
    lines = [line for sentence in sentences for line in sentence.breaks]
    pieces = cut([form for sentence in sentences for form in sentence.forms], lines)
    sizes = [len(sentence) for sentence in sentences]
    bounds = np.cumsum([0, *sizes]).astype(np.int32)
    labels = np.concatenate([sentence_labels(sentence, inventory) for sentence in sentences])
    labels[:, -ROLES:] = attribution_labels(document)
    trees = [
        _tree(sentence, int(start), inventory)
        for sentence, start in zip(sentences, bounds, strict=False)
    ]
    whole = Window(
        ids=pieces.ids,
        shapes=pieces.shapes,
        first=pieces.first,
        sentence=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        heads=np.concatenate([heads for heads, _ in trees]),
        relations=np.concatenate([relations for _, relations in trees]),
        labels=labels,
    )
    edges = np.append(pieces.first, len(pieces.ids)).astype(np.int32)
    # A line break inside a sentence is a wrapped line, not a paragraph.
    opening = [int(start) for start in bounds[1:-1] if lines[start]]
    paragraphs = np.array([0, *opening, bounds[-1]], np.int32)
    return Encoded(document.corpus, bounds, edges, paragraphs, whole)


def _tree(
    sentence: Sentence, start: int, inventory: Inventory
) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
    heads = np.full(len(sentence), IGNORED, np.int32)
    relations = np.full(len(sentence), IGNORED, np.int16)
    if sentence.heads is not None:
        own = np.arange(len(sentence), dtype=np.int32)
        given = np.asarray(sentence.heads, np.int32)
        heads = start + np.where(given < 0, own, given).astype(np.int32)
    if sentence.heads is not None and sentence.relations is not None:
        relations[:] = [inventory.relation(label) for label in sentence.relations]
    return heads, relations


@dataclass(frozen=True)
class Mixing:
    """How training data is mixed and spoiled."""

    weights: Mapping[str, float]
    """Corpus -> how often it is seen in a round; one that is absent is seen once."""
    low: int = 60
    high: int = 250
    """Window lengths in pieces; whole sentences, so a window may be a little shorter."""
    longest: int = 400
    """A sentence of more pieces is cut."""
    budget: int = 1800
    """Pieces of a batch, padding included."""
    noisy: float = 0.3
    """Share of the documents that are changed by the noise given."""
    whole_lines: float = 0.6
    """Share of the documents whose windows end with their paragraph, as they do in the product."""
    no_breaks: float = 0.15
    """Share of the windows that lose their line breaks."""
    hidden: float = 0.0
    """Share of the pieces that are hidden."""


def windows(encoded: Encoded, random: np.random.Generator, mixing: Mixing) -> Iterator[Window]:
    """The document in windows of random length, cut between sentences where that is possible."""
    start, words = 0, int(encoded.bounds[-1])
    stops = encoded.paragraphs if random.random() < mixing.whole_lines else encoded.bounds[-1:]
    while start < words:
        limit = int(random.integers(mixing.low, mixing.high + 1))
        end = last_fitting(encoded, start, limit, mixing.longest)
        end = min(end, int(stops[np.searchsorted(stops, start, side="right")]))
        yield encoded.window(start, end)
        start = end


def last_fitting(encoded: Encoded, start: int, limit: int, longest: int) -> int:
    """Where a window from a word ends: after the last sentence that fits into limit pieces.

    One sentence is always taken, if need be its first `longest` pieces (at least one word).
    """
    following = encoded.bounds[encoded.bounds > start]
    sizes = encoded.edges[following] - encoded.edges[start]
    fitting = following[sizes <= limit]
    if len(fitting):
        return int(fitting[-1])
    if sizes[0] <= longest:
        return int(following[0])
    within = np.searchsorted(encoded.edges, encoded.edges[start] + longest, side="right") - 1
    return max(int(within), start + 1)


@dataclass(frozen=True)
class Batch:
    """Windows side by side, padded; [CLS] and [SEP] around each.

    ids, shapes, mask: [windows, pieces]; the rest [windows, words(, heads)], IGNORED at padding.
    There are as many columns for words as for pieces, so that few sizes occur.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mask: NDArray[np.float32]
    first: NDArray[np.int64]
    """Column of each word's first piece."""
    words: NDArray[np.bool_]
    sentence: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    labels: NDArray[np.int64]


def padded(pieces: int, step: int = STEP) -> int:
    """The columns of a batch whose longest window has so many pieces."""
    return -(-(pieces + 2) // step) * step


def collate(windows: Sequence[Window], step: int = STEP) -> Batch:
    """Windows as one batch, as wide as a multiple of step."""
    count = len(windows)
    length = words = padded(max(len(window) for window in windows), step)
    batch = Batch(
        ids=np.zeros((count, length), np.int64),
        shapes=np.zeros((count, length), np.int64),
        mask=np.zeros((count, length), np.float32),
        first=np.zeros((count, words), np.int64),
        words=np.zeros((count, words), np.bool_),
        sentence=np.full((count, words), -1, np.int64),
        heads=np.full((count, words), IGNORED, np.int64),
        relations=np.full((count, words), IGNORED, np.int64),
        labels=np.full((count, words, windows[0].labels.shape[1]), IGNORED, np.int64),
    )
    for row, window in enumerate(windows):
        _place(batch, row, window)
    return batch


def _place(batch: Batch, row: int, window: Window) -> None:
    end, words = len(window) + 1, len(window.first)
    batch.ids[row, 0], batch.ids[row, end] = CLASSIFY, SEPARATE
    batch.ids[row, 1:end] = window.ids
    batch.shapes[row, [0, end]] = EDGE_SHAPE
    batch.shapes[row, 1:end] = window.shapes
    batch.mask[row, : end + 1] = 1
    batch.first[row, :words] = window.first + 1
    batch.words[row, :words] = True
    batch.sentence[row, :words] = window.sentence
    batch.heads[row, :words] = window.heads
    batch.relations[row, :words] = window.relations
    batch.labels[row, :words] = window.labels


def spoil(batch: Batch, random: np.random.Generator, mixing: Mixing) -> Batch:
    """The batch with some line breaks forgotten and some pieces hidden; changed in place."""
    lost = random.random(len(batch.ids)) < mixing.no_breaks
    batch.shapes[lost] %= BREAK
    if mixing.hidden:
        inner = (batch.mask > 0) & (batch.ids != CLASSIFY) & (batch.ids != SEPARATE)
        batch.ids[inner & (random.random(batch.ids.shape) < mixing.hidden)] = HIDDEN
    return batch


def grouped(
    given: Sequence[Window], random: np.random.Generator, budget: int, mixed: int = 1024
) -> list[list[Window]]:
    """Windows in batches of similar length and at most budget padded pieces, in random order."""
    order = random.permutation(len(given))
    groups: list[list[Window]] = []
    for start in range(0, len(order), mixed):
        chunk = sorted((given[place] for place in order[start : start + mixed]), key=len)
        while chunk:
            size = max(1, budget // padded(len(chunk[-1])))
            groups.append(chunk[-size:])
            del chunk[-size:]
    return [groups[place] for place in random.permutation(len(groups))]


@dataclass(frozen=True)
class Feed:
    """Where batches come from: the same seed gives the same batches to the same worker."""

    documents: Sequence[DocumentExample]
    inventory: Inventory
    cut: Cut
    mixing: Mixing
    noise: Change | None = None

    def batches(self, seed: int, worker: int = 0, workers: int = 1) -> Iterator[Batch]:
        """Batches without end; each worker sees its own share of every round."""
        shared = np.random.default_rng(seed)
        own = np.random.default_rng([seed, worker])
        plain: dict[int, Encoded] = {}
        while True:
            places = self._round(shared)[worker::workers]
            cut = [
                window
                for place in places
                for window in windows(self._encoded(place, own, plain), own, self.mixing)
            ]
            for group in grouped(cut, own, self.mixing.budget):
                yield spoil(collate(group), own, self.mixing)

    def _round(self, random: np.random.Generator) -> list[int]:
        chosen: list[int] = []
        for place, document in enumerate(self.documents):
            weight = self.mixing.weights.get(document.corpus, 1.0)
            chosen += [place] * (int(weight) + int(random.random() < weight % 1))
        return [chosen[place] for place in random.permutation(len(chosen))]

    def _encoded(
        self, place: int, random: np.random.Generator, plain: dict[int, Encoded]
    ) -> Encoded:
        document = self.documents[place]
        if self.noise is not None and random.random() < self.mixing.noisy:
            return encode(self.noise(document, random), self.inventory, self.cut)
        if place not in plain:
            plain[place] = encode(document, self.inventory, self.cut)
        return plain[place]


def tally(documents: Iterable[DocumentExample]) -> dict[str, dict[str, Any]]:
    """Corpus -> documents, words, licences and genres: what a model was trained on."""
    found: dict[str, dict[str, Any]] = {}
    for document in documents:
        row = found.setdefault(
            document.corpus, {"documents": 0, "words": 0, "licences": set(), "genres": set()}
        )
        row["documents"] += 1
        row["words"] += len(document)
        row["licences"].add(document.licence)
        row["genres"].add(document.genre)
    for row in found.values():
        row["licences"], row["genres"] = sorted(row["licences"]), sorted(row["genres"])
    return found
