"""Texts made ready to be read, what of them is read, and the stretches that are read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from watchdesk.language.pieces import READ, Pieces
from watchdesk.language.syntax import Unread
from watchdesk.language.ud_words import UdWords, ud_words
from watchdesk.language.windows import (
    BEYOND,
    REASONS,
    SIZE,
    Looks,
    Stretch,
    stretches,
    window_rows,
)
from watchdesk.records import Span

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

AREA = 2048
"""Pieces of a batch, padding included."""
BUDGET = 400_000
"""Pieces read of one text: some 300,000 words of prose, three times a report of 200 pages."""
CALL = 16
"""Pieces that a window costs on top of its own: lines of one word are dear."""


@dataclass(frozen=True)
class Text:
    """A text made ready, and the arrays its syntax is written to."""

    text: str
    words: UdWords
    looks: Looks
    read: Pieces
    edges: Rows
    """First piece of each word, and the number of pieces at the end."""
    skipped: NDArray[np.int8]
    """Why words are not read, a place in ``windows.REASONS``."""
    quotation: NDArray[np.int32]
    starts: NDArray[np.bool_]
    """Where sentences begin; before it is read, where they may well."""
    upos: NDArray[np.uint8]
    heads: NDArray[np.int32]
    relations: NDArray[np.uint8]
    features: dict[str, NDArray[np.uint8]]
    names: dict[str, list[NDArray[np.int32]]]
    tags: NDArray[np.float16]
    unread: list[Unread] = field(default_factory=list)


Waiting = list[tuple[Text, Stretch]]


@dataclass(frozen=True)
class Run:
    """Words of one text that stand together in a slab."""

    text: Text
    start: int
    end: int
    at: int
    """The first of them in the slab."""

    @property
    def here(self) -> slice:
        """The words in their text."""
        return slice(self.start, self.end)

    @property
    def slab(self) -> slice:
        """The words in the slab."""
        return slice(self.at, self.at + self.end - self.start)


@dataclass(frozen=True)
class Slab:
    """Stretches that are read at once, and the outputs of their windows laid end to end."""

    waiting: Waiting
    runs: list[Run]
    outputs: list[Floats]
    """In the order of ``models.OUTPUTS``."""
    offsets: list[int]
    """The first row of the outputs of each stretch."""
    places: list[int]
    """The first word of each stretch in the slab, and the number of words at the end."""
    rows: Rows
    """The row of each word."""

    @classmethod
    def of(cls, waiting: Waiting, outputs: list[Floats]) -> Slab:
        """Lay stretches end to end."""
        runs: list[Run] = []
        offsets, places = [0], [0]
        rows = []
        for text, stretch in waiting:
            at = places[-1]
            if runs and runs[-1].text is text and runs[-1].end == stretch.start:
                runs[-1] = replace(runs[-1], end=stretch.end)
            else:
                runs.append(Run(text, stretch.start, stretch.end, at))
            rows.append(window_rows(stretch) + offsets[-1])
            offsets.append(offsets[-1] + sum(end - start for start, end in stretch.windows))
            places.append(at + stretch.end - stretch.start)
        return cls(waiting, runs, outputs, offsets, places, np.concatenate(rows))

    def quotations(self) -> NDArray[np.int32]:
        """The numbers of quotations, those of different texts apart."""
        found = []
        last = 0
        for run in self.runs:
            own = run.text.quotation[run.here]
            found.append(np.where(own > 0, own + np.int32(last), own))
            last = max(last, int(found[-1].max()))
        return np.concatenate(found)


def words_of(text: str, regions: Sequence[Span] | None) -> UdWords:
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


def planned(text: Text) -> Iterator[Stretch]:
    """The stretches of a text that are read; what is beyond the budget is marked as skipped."""
    left = BUDGET
    for stretch in stretches(text.read, text.starts, text.words.breaks, text.skipped):
        left -= sum(min(size_of(text, *window), SIZE) + CALL for window in stretch.windows)
        if left < 0:
            text.skipped[stretch.start :] = BEYOND
            return
        yield stretch


def runs_left_out(text: Text) -> Iterator[Unread]:
    """Words next to each other that are not read for the same reason."""
    edges = np.flatnonzero(np.diff(text.skipped, prepend=-1, append=-1)).tolist()
    for start, end in pairwise(edges):
        reason = REASONS[text.skipped[start]]
        if reason:
            yield Unread(span_of(text.words, start, end), reason)


def cut_words(text: Text) -> Iterator[Unread]:
    """Words with more pieces than a window holds, or very long: only their beginning is read."""
    sizes = text.words.ends - text.words.starts
    long = (np.diff(text.edges) > SIZE) | (sizes > READ)
    for word in np.flatnonzero(long & (text.skipped == 0)).tolist():
        reason = f"a word of {sizes[word]:,} characters: only its beginning is read"
        yield Unread(span_of(text.words, word, word + 1), reason)


def span_of(words: UdWords, start: int, end: int) -> Span:
    """From one word to before another, in the text."""
    return Span(int(words.starts[start]), int(words.ends[end - 1]))


def size_of(text: Text, start: int, end: int) -> int:
    """Pieces of a window."""
    return int(text.edges[end] - text.edges[start])


def batches(sizes: Rows, rows: int) -> Iterator[Rows]:
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
