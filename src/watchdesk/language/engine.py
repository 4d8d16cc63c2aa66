"""Texts to syntax: words, windows, the model, and the decoding of what it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from watchdesk.language import trees
from watchdesk.language.models import Description, Reader
from watchdesk.language.pieces import pieces
from watchdesk.language.slabs import (
    Floats,
    Rows,
    Slab,
    Text,
    Waiting,
    batches,
    cut_words,
    planned,
    runs_left_out,
    size_of,
    span_of,
    words_of,
)
from watchdesk.language.syntax import Syntax, Unread
from watchdesk.language.tagging import best_classes, goes_on_from, spans
from watchdesk.language.windows import (
    SIZE,
    Looks,
    closed_quotations,
    left_out,
    provisional_starts,
    sentence_rows,
    sentence_starts,
    set_apart,
)
from watchdesk.records import Span

SLAB = 8000
"""Words whose outputs are kept at once, from however many texts: it bounds the memory."""
_NEVER = np.float16(-30)
_PARTS = "a sentence too long to be read at once: its tree is put together"


class Engine:
    """Reads texts with a model; one thread, the same result for the same paragraph.

    Time and memory are bounded by the length of a text, and nothing is left out in silence. All of
    a text is cut into words. Not read, and named with the reason in ``Syntax.unread``, are: what no
    reader could read (``windows.left_out``); what lies beyond ``slabs.BUDGET`` pieces of a text, a
    window counted with ``slabs.CALL`` pieces more; and what of a word lies beyond a window.
    Words that are not read are ``X``, without names, tags and features, each sentence of them flat
    under its first word. The tree of a sentence that no window holds, or of more words than
    ``trees.LONGEST``, is put together from parts; that is said too.
    """

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
        waiting: Waiting = []
        size = 0
        for one in ready:
            for stretch in planned(one):
                waiting.append((one, stretch))
                size += stretch.end - stretch.start
                if size >= SLAB:
                    self._read(waiting)
                    waiting, size = [], 0
            self._set_apart(one)
        if waiting:
            self._read(waiting)
        return [self._finish(one) for one in ready]

    def _prepare(self, text: str, regions: Sequence[Span] | None) -> Text:
        words = words_of(text, regions)
        read = pieces(words.forms(text), words.breaks, self._model.vocabulary)
        edges = np.append(read.first, np.int32(len(read.ids))).astype(np.int64)
        looks = Looks.of(text, words)
        count = len(words)
        skipped = left_out(looks, words.breaks, read, self._model.vocabulary.unknown)
        return Text(
            text=text,
            words=words,
            looks=looks,
            read=read,
            edges=edges,
            skipped=skipped,
            quotation=closed_quotations(looks, words.breaks),
            starts=provisional_starts(looks, words.breaks),
            upos=np.zeros(count, dtype=np.uint8),
            heads=np.full(count, -1, dtype=np.int32),
            relations=np.zeros(count, dtype=np.uint8),
            features={name: np.zeros(count, dtype=np.uint8) for name in self._known.features},
            names={name: [] for name in self._known.guidelines},
            tags=np.zeros((count, len(self._known.labels.tags), 3), dtype=np.float16),
        )

    def _set_apart(self, text: Text) -> None:
        """Fill in what is said of words that are not read."""
        skipped = text.skipped > 0
        text.unread.extend(cut_words(text))
        if not skipped.any():
            return
        text.unread.extend(runs_left_out(text))
        starts = set_apart(text.starts, text.skipped)
        place = np.arange(len(starts), dtype=np.int32)
        first = np.maximum.accumulate(np.where(starts, place, np.int32(0)))
        known = self._known
        text.starts[skipped] = starts[skipped]
        text.heads[skipped] = np.where(starts, np.int32(-1), first)[skipped]
        text.upos[skipped] = _number(known.labels.upos, "X")
        under = _number(known.relations, "dep")
        text.relations[skipped] = np.where(starts, known.relations.index("root"), under)[skipped]
        text.tags[skipped, :, 1:] = _NEVER

    def _read(self, waiting: Waiting) -> None:
        """Run the windows of some stretches and write what they say to their texts."""
        slab = Slab.of(waiting, self._run(waiting))
        self._relate(slab, *self._parse(slab, self._decode(slab)))

    def _run(self, waiting: Waiting) -> list[Floats]:
        """The outputs at the first piece of each word of each window, windows laid end to end."""
        windows = [(text, *window) for text, stretch in waiting for window in stretch.windows]
        sizes = np.array([min(size_of(*window), SIZE) for window in windows], dtype=np.int64)
        ends = np.cumsum([end - start for _, start, end in windows])
        found: list[Floats] = []
        read: dict[bytes, slice] = {}
        for batch in batches(sizes, self._known.rows):
            ids, shapes, mask = self._filled(windows, batch.tolist(), sizes[batch].tolist())
            key = ids.tobytes() + shapes.tobytes() if len(batch) == 1 else b""
            text, start, end = windows[batch[0]]
            if key in read:
                last = int(ends[batch[0]])
                for output in found:
                    output[last - (end - start) : last] = output[read[key]]
                continue
            outputs = self._model.run(ids, shapes, mask)
            if not found:
                found = [np.empty((ends[-1], o.shape[2]), dtype=np.float32) for o in outputs]
            for row, number in enumerate(batch.tolist()):
                text, start, end = windows[number]
                first = text.edges[start:end] - text.edges[start] + 1
                here = slice(int(ends[number]) - (end - start), int(ends[number]))
                for output, kept in zip(outputs, found, strict=True):
                    np.take(output[row], first, axis=0, out=kept[here], mode="clip")
            if key:
                read[key] = here
        return found

    def _filled(
        self, windows: list[tuple[Text, int, int]], batch: list[int], sizes: list[int]
    ) -> tuple[Rows, Rows, Floats]:
        """The inputs of the network for some windows."""
        length = max(sizes) + 2
        vocabulary = self._model.vocabulary
        ids = np.full((len(batch), length), vocabulary.pad, dtype=np.int64)
        shapes = np.zeros((len(batch), length), dtype=np.int64)
        mask = np.zeros((len(batch), length), dtype=np.float32)
        for row, (number, size) in enumerate(zip(batch, sizes, strict=True)):
            text, start, _ = windows[number]
            low = int(text.edges[start])
            ids[row, 0], ids[row, size + 1] = vocabulary.opening, vocabulary.closing
            ids[row, 1 : size + 1] = text.read.ids[low : low + size]
            shapes[row, 1 : size + 1] = text.read.shapes[low : low + size]
            mask[row, : size + 2] = 1
        return ids, shapes, mask

    def _decode(self, slab: Slab) -> NDArray[np.int32]:
        """What the labels of a slab say, written to its texts; the bounds of its sentences."""
        labels = slab.outputs[0][slab.rows]
        looks = Looks.join([run.text.looks.part(run.here) for run in slab.runs])
        fresh = np.zeros(len(labels), dtype=bool)
        fresh[slab.places[:-1]] = True
        scores = labels[:, self._known.columns("sentence")]
        starts = sentence_starts(scores, looks, fresh, slab.quotations())
        best = {
            name: labels[:, self._known.columns(name)].argmax(axis=1).astype(np.uint8)
            for name in ("upos", *self._known.features)
        }
        roles = self._known.labels.tags
        shares = [_log_shares(labels[:, self._known.columns(role)]) for role in roles]
        tags = np.stack(shares, axis=1).astype(np.float16)
        for run in slab.runs:
            run.text.starts[run.here] = starts[run.slab]
            run.text.upos[run.here] = best["upos"][run.slab]
            run.text.tags[run.here] = tags[run.slab]
            for name, values in run.text.features.items():
                values[run.here] = best[name][run.slab]
        bounds = np.append(np.flatnonzero(starts), len(starts)).astype(np.int32)
        self._name(slab, labels, bounds)
        return bounds

    def _name(self, slab: Slab, labels: Floats, bounds: NDArray[np.int32]) -> None:
        """Write the names of a slab to its texts."""
        for name, before in self._followed.items():
            columns, _ = self._known.name_classes(name)
            found = spans(best_classes(labels[:, columns], before, bounds), before)
            edges = np.searchsorted(found[:, 0], [*(run.at for run in slab.runs), len(labels)])
            for run, low, high in zip(slab.runs, edges[:-1], edges[1:], strict=True):
                shift = run.start - run.at
                moved = found[low:high] + np.array([shift, shift, 0], dtype=np.int32)
                run.text.names[name].append(moved)

    def _parse(self, slab: Slab, bounds: NDArray[np.int32]) -> tuple[Rows, Rows]:
        """The trees of a slab's sentences; the rows of its words and of their heads."""
        used, above = slab.rows.copy(), slab.rows.copy()
        at = 0
        for (text, stretch), place, offset in zip(
            slab.waiting, slab.places, slab.offsets, strict=False
        ):
            shift = stretch.start - place
            size = stretch.end - stretch.start
            rows = slab.rows[place : place + size] - offset
            while at < len(bounds) - 1 and bounds[at] < place + size:
                low, high = int(bounds[at]), int(bounds[at + 1])
                at += 1
                own, whole = sentence_rows(stretch, rows, low + shift, high + shift)
                own = own + offset
                heads = self._tree(text, slab.outputs, own, low + shift)
                if not whole or high - low > trees.LONGEST:
                    span = span_of(text.words, low + shift, high + shift)
                    text.unread.append(Unread(span, _PARTS))
                used[low:high] = own
                above[low:high] = own[np.where(heads < 0, np.arange(len(own)), heads)]
                text.heads[low + shift : high + shift] = np.where(
                    heads < 0, heads, heads + np.int32(low + shift)
                )
        return used, above

    def _relate(self, slab: Slab, used: Rows, above: Rows) -> None:
        """Name the arcs of a slab."""
        scores = trees.relation_scores(
            slab.outputs[3][used], slab.outputs[4][above], self._model.rel_weight
        )
        root = self._known.relations.index("root")
        for run in slab.runs:
            run.text.relations[run.here] = trees.choose_relations(
                scores[run.slab], run.text.heads[run.here], root
            )

    def _tree(self, text: Text, outputs: list[Floats], rows: Rows, start: int) -> NDArray[np.int32]:
        """The heads of a sentence that begins with a word of the document, counted from it."""
        cuts = [0]
        if len(rows) > trees.LONGEST:
            pauses = np.flatnonzero(text.looks.pause[start : start + len(rows)]) + 1
            cuts = trees.cut_long(len(rows), pauses)
        parts = []
        for low, high in zip(cuts, [*cuts[1:], len(rows)], strict=True):
            part = rows[low:high]
            scores = trees.arc_scores(outputs[1][part], outputs[2][part], self._model.arc_distance)
            quotation = text.quotation[start + low : start + high]
            if quotation.any():
                scores = trees.keep_quotations_apart(scores, quotation)
            parts.append(trees.best_tree(scores))
        return trees.join_parts(parts) if len(parts) > 1 else parts[0]

    def _finish(self, one: Text) -> Syntax:
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


def _number(labels: Sequence[str], wanted: str) -> int:
    """The number of a label, or of the last one where a model does not know it."""
    return labels.index(wanted) if wanted in labels else len(labels) - 1


def _log_shares(scores: Floats) -> Floats:
    """Log probabilities from scores, row by row."""
    low = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(low - np.log(np.exp(low).sum(axis=1, keepdims=True)), dtype=np.float32)
