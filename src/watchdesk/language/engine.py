"""Texts to syntax: words, windows, the model, and the decoding of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from watchdesk.language import trees
from watchdesk.language.models import Description, Reader
from watchdesk.language.pieces import Pieces, pieces
from watchdesk.language.syntax import Syntax, Unread
from watchdesk.language.tagging import best_classes, goes_on_from, spans
from watchdesk.language.ud_words import UdWords, ud_words
from watchdesk.language.windows import (
    SIZE,
    Looks,
    Stretch,
    closed_quotations,
    provisional_starts,
    sentence_rows,
    sentence_starts,
    stretches,
    window_rows,
)
from watchdesk.records import Span

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

SLAB = 8000
"""Words whose outputs are kept at once, from however many texts: it bounds the memory."""
AREA = 2048
"""Pieces of a batch, padding included."""


@dataclass(frozen=True)
class _Text:
    """A text made ready, and the arrays its syntax is written to."""

    text: str
    words: UdWords
    looks: Looks
    read: Pieces
    edges: Rows
    """First piece of each word, and the number of pieces at the end."""
    quotation: NDArray[np.int32]
    starts: NDArray[np.bool_]
    upos: NDArray[np.uint8]
    heads: NDArray[np.int32]
    relations: NDArray[np.uint8]
    features: dict[str, NDArray[np.uint8]]
    names: dict[str, list[NDArray[np.int32]]]
    tags: NDArray[np.float16]
    unread: list[Unread] = field(default_factory=list)


@dataclass(frozen=True)
class _Job:
    """A stretch of a text, and the outputs of its windows laid end to end."""

    text: _Text
    stretch: Stretch
    outputs: list[Floats]
    """In the order of ``models.OUTPUTS``."""


class Engine:
    """Reads texts with a model; one thread, the same result for the same paragraph."""

    def __init__(self, model: Reader) -> None:
        """Take a model, such as ``models.Model(models.shipped())``."""
        self._model = model
        self._known: Description = model.description
        self._followed = {
            name: goes_on_from(self._known.name_classes(name)[1]) for name in self._known.guidelines
        }

    def analyse(self, texts: Sequence[tuple[str, Sequence[Span] | None]]) -> list[Syntax]:
        """The syntax of each text's regions; ``None`` stands for the whole text.

        Regions are read in order; where two overlap, the later one starts where the earlier one
        ends. Raises ``ValueError`` when a region runs past its text, ``ModelError`` when the model
        cannot be run.
        """
        ready = [self._prepare(text, regions) for text, regions in texts]
        waiting: list[tuple[_Text, Stretch]] = []
        size = 0
        for one in ready:
            plausible = provisional_starts(one.looks, one.words.breaks)
            for stretch in stretches(one.read, plausible, one.words.breaks):
                waiting.append((one, stretch))
                size += stretch.end - stretch.start
                if size >= SLAB:
                    self._read(waiting)
                    waiting, size = [], 0
        self._read(waiting)
        return [self._finish(one) for one in ready]

    def _prepare(self, text: str, regions: Sequence[Span] | None) -> _Text:
        words = _words_of(text, regions)
        read = pieces(words.forms(text), words.breaks, self._model.vocabulary)
        edges = np.append(read.first, np.int32(len(read.ids))).astype(np.int64)
        looks = Looks.of(text, words)
        count = len(words)
        return _Text(
            text=text,
            words=words,
            looks=looks,
            read=read,
            edges=edges,
            quotation=closed_quotations(looks, words.breaks),
            starts=words.breaks.copy(),
            upos=np.zeros(count, dtype=np.uint8),
            heads=np.full(count, -1, dtype=np.int32),
            relations=np.zeros(count, dtype=np.uint8),
            features={name: np.zeros(count, dtype=np.uint8) for name in self._known.features},
            names={name: [] for name in self._known.guidelines},
            tags=np.zeros((count, len(self._known.labels.tags), 3), dtype=np.float16),
            unread=list(_cut_words(words, edges)),
        )

    def _read(self, waiting: list[tuple[_Text, Stretch]]) -> None:
        """Run the windows of some stretches and write what they say to their texts."""
        windows = [(text, *window) for text, stretch in waiting for window in stretch.windows]
        found = self._run(windows)
        place = 0
        arcs = []
        for text, stretch in waiting:
            mine = found[place : place + len(stretch.windows)]
            place += len(stretch.windows)
            outputs = [np.concatenate(parts) for parts in zip(*mine, strict=True)]
            job = _Job(text, stretch, outputs)
            arcs.append(self._parse(job, *self._decode(job)))
        if arcs:
            self._relate(waiting, arcs)

    def _run(self, windows: list[tuple[_Text, int, int]]) -> list[list[Floats]]:
        """The outputs at the first piece of each word of each window, in the order given."""
        sizes = np.array([min(_size(*window), SIZE) for window in windows], dtype=np.int64)
        found: list[list[Floats]] = [[] for _ in windows]
        for batch in _batches(sizes, self._known.rows):
            length = int(sizes[batch].max()) + 2
            ids = np.full((len(batch), length), self._model.vocabulary.pad, dtype=np.int64)
            shapes = np.zeros((len(batch), length), dtype=np.int64)
            mask = np.zeros((len(batch), length), dtype=np.float32)
            for row, number in enumerate(batch.tolist()):
                self._fill(windows[number], int(sizes[number]), ids[row], shapes[row], mask[row])
            outputs = self._model.run(ids, shapes, mask)
            for row, number in enumerate(batch.tolist()):
                text, start, end = windows[number]
                first = text.edges[start:end] - text.edges[start] + 1
                found[number] = [output[row, first] for output in outputs]
        return found

    def _fill(
        self,
        window: tuple[_Text, int, int],
        size: int,
        ids: NDArray[np.int64],
        shapes: NDArray[np.int64],
        mask: Floats,
    ) -> None:
        text, start, _ = window
        low = int(text.edges[start])
        ids[0], ids[size + 1] = self._model.vocabulary.opening, self._model.vocabulary.closing
        ids[1 : size + 1] = text.read.ids[low : low + size]
        shapes[1 : size + 1] = text.read.shapes[low : low + size]
        mask[: size + 2] = 1

    def _decode(self, job: _Job) -> tuple[Rows, NDArray[np.int32]]:
        """What the labels of a stretch say, written to its text; its rows and sentence bounds."""
        text, here = job.text, slice(job.stretch.start, job.stretch.end)
        rows = window_rows(job.stretch)
        labels = job.outputs[0][rows]
        scores = labels[:, self._known.columns("sentence")]
        looks = text.looks.part(here)
        starts = sentence_starts(scores, looks, text.words.breaks[here], text.quotation[here])
        starts[0] = True
        text.starts[here] = starts
        text.upos[here] = labels[:, self._known.columns("upos")].argmax(axis=1)
        for name, values in text.features.items():
            values[here] = labels[:, self._known.columns(name)].argmax(axis=1)
        for number, role in enumerate(self._known.labels.tags):
            text.tags[here, number] = _log_shares(labels[:, self._known.columns(role)])
        bounds = np.append(np.flatnonzero(starts), len(starts)).astype(np.int32)
        for name, before in self._followed.items():
            columns, _ = self._known.name_classes(name)
            found = spans(best_classes(labels[:, columns], before, bounds), before)
            text.names[name].append(found + np.array([here.start, here.start, 0], dtype=np.int32))
        return rows, bounds

    def _parse(self, job: _Job, rows: Rows, bounds: NDArray[np.int32]) -> tuple[Floats, Floats]:
        """The trees of a stretch's sentences; the two sides of its arcs, to name them."""
        text, start = job.text, job.stretch.start
        used, above = [], []
        for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            own, whole = sentence_rows(job.stretch, rows, start + low, start + high)
            heads = self._tree(job, own, start + low)
            if not whole or high - low > trees.LONGEST:
                reason = "a sentence too long to be read at once: its tree is put together"
                text.unread.append(Unread(_span(text.words, start + low, start + high), reason))
            used.append(own)
            above.append(own[np.where(heads < 0, np.arange(len(own)), heads)])
            heads[heads >= 0] += start + low
            text.heads[start + low : start + high] = heads
        return job.outputs[3][np.concatenate(used)], job.outputs[4][np.concatenate(above)]

    def _relate(
        self, waiting: list[tuple[_Text, Stretch]], arcs: list[tuple[Floats, Floats]]
    ) -> None:
        """Name the arcs of all stretches together."""
        dependents, heads = (np.concatenate(side) for side in zip(*arcs, strict=True))
        scores = trees.relation_scores(dependents, heads, self._model.rel_weight)
        root = self._known.relations.index("root")
        start = 0
        for text, stretch in waiting:
            here = slice(stretch.start, stretch.end)
            mine = scores[start : start + stretch.end - stretch.start]
            text.relations[here] = trees.choose_relations(mine, text.heads[here], root)
            start += len(mine)

    def _tree(self, job: _Job, rows: Rows, start: int) -> NDArray[np.int32]:
        """The heads of a sentence that begins with a word of the document, counted from it."""
        text = job.text
        pauses = np.flatnonzero(text.looks.pause[start : start + len(rows)]) + 1
        cuts = trees.cut_long(len(rows), pauses)
        parts = []
        for low, high in zip(cuts, [*cuts[1:], len(rows)], strict=True):
            part = rows[low:high]
            scores = trees.arc_scores(
                job.outputs[1][part], job.outputs[2][part], self._model.arc_distance
            )
            quotation = text.quotation[start + low : start + high]
            if quotation.any():
                scores = trees.keep_quotations_apart(scores, quotation)
            parts.append(trees.best_tree(scores))
        return trees.join_parts(parts)

    def _finish(self, one: _Text) -> Syntax:
        begun = {name: _kinds(before) for name, before in self._followed.items()}
        names = {
            name: np.concatenate([*found, np.zeros((0, 3), dtype=np.int32)])
            for name, found in one.names.items()
        }
        for name, found in names.items():
            found[:, 2] = begun[name][found[:, 2]]
        return Syntax(
            text=one.text,
            starts=one.words.starts,
            ends=one.words.ends,
            breaks=one.words.breaks,
            bounds=np.append(np.flatnonzero(one.starts), len(one.starts)).astype(np.int32),
            upos=one.upos,
            heads=one.heads,
            relations=one.relations,
            features=one.features,
            names=names,
            tags=one.tags,
            labels=self._known.labels,
            unread=tuple(sorted(one.unread)),
        )


def _kinds(before: Rows) -> NDArray[np.int32]:
    """Class that begins a name to the number of its kind."""
    begins = np.ones(len(before), dtype=bool)
    begins[0] = False
    begins[before >= 0] = False
    return np.asarray(np.cumsum(begins) - 1, dtype=np.int32)


def _words_of(text: str, regions: Sequence[Span] | None) -> UdWords:
    """The words of the regions of a text, in order, none twice."""
    found = []
    done = 0
    for region in sorted(regions) if regions is not None else [Span(0, len(text))]:
        if region.end > len(text):
            raise ValueError(f"region [{region.start}, {region.end}] runs past the text")
        if region.end > done:
            found.append(ud_words(text, max(done, region.start), region.end))
            done = region.end
    if not found:
        return ud_words("")
    return UdWords(
        np.concatenate([words.starts for words in found]),
        np.concatenate([words.ends for words in found]),
        np.concatenate([words.breaks for words in found]),
    )


def _cut_words(words: UdWords, edges: Rows) -> Iterator[Unread]:
    """Words with more pieces than a window holds: only their beginning is read."""
    sizes = np.diff(edges)
    for word in np.flatnonzero(sizes > SIZE).tolist():
        reason = f"a word of {sizes[word]} pieces: only the first {SIZE} were read"
        yield Unread(_span(words, word, word + 1), reason)


def _span(words: UdWords, start: int, end: int) -> Span:
    return Span(int(words.starts[start]), int(words.ends[end - 1]))


def _size(text: _Text, start: int, end: int) -> int:
    return int(text.edges[end] - text.edges[start])


def _batches(sizes: Rows, rows: int) -> Iterable[Rows]:
    """Numbers of windows of similar size, together not above ``AREA`` with padding."""
    order = np.argsort(sizes, kind="stable")
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and end - start < rows:
            if (end + 1 - start) * (sizes[order[end]] + 2) > AREA:
                break
            end += 1
        yield order[start:end]
        start = end


def _log_shares(scores: Floats) -> Floats:
    """Log probabilities from scores, row by row."""
    low = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(low - np.log(np.exp(low).sum(axis=1, keepdims=True)), dtype=np.float32)
