"""The sentences of an article, counted in words, so that edits can be told sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Capture, PartKind, Reading, Span
from watchdesk.reuse.words import Words, normalise


@dataclass(frozen=True, eq=False)
class Units:
    """Sentences with words in them, in the order of the text; a line that was not read for
    sentences is one."""

    text: str
    """The captured text."""
    words: Words
    """All their words."""
    spans: tuple[Span, ...]
    """Where each stands."""
    first: NDArray[np.int64]
    """The first word of each, and behind the last of them the number of all words."""
    of: NDArray[np.int64]
    """For each word the sentence it stands in."""

    def __len__(self) -> int:
        return len(self.spans)

    def range(self, first: int, last: int) -> tuple[int, int]:
        """First and one past the last word of sentences ``first`` to ``last - 1``."""
        return int(self.first[first]), int(self.first[last])

    def size(self, unit: int) -> int:
        """Words of one."""
        return int(self.first[unit + 1] - self.first[unit])

    def span(self, first: int, last: int) -> Span:
        """From the start of one to the end of the one before ``last``."""
        return Span(self.spans[first].start, self.spans[last - 1].end)

    def place(self, word: int) -> Span:
        """The empty span behind the sentence that ends before a word."""
        if not self.spans:
            return Span(0, 0)
        if word <= 0:
            return Span(self.spans[0].start, self.spans[0].start)
        end = self.spans[int(self.of[min(word, len(self.words)) - 1])].end
        return Span(end, end)

    def line(self, unit: int) -> str:
        """The words of one, white space folded."""
        return " ".join(self.spans[unit].text_of(self.text).split())


def text_of(reading: Reading) -> str:
    """The captured text. Raises ``ValueError`` when the reading comes without it."""
    if not isinstance(reading.capture, Capture):
        raise ValueError(f"{reading.capture.id}: the text is needed to compare captures")
    return reading.capture.text


def words_in(words: Words, span: Span) -> tuple[int, int]:
    """First and one past the last word that a span covers or touches."""
    kind = words.starts.dtype.type  # another type would have all places converted
    first = int(np.searchsorted(words.ends, kind(span.start), side="right"))
    last = int(np.searchsorted(words.starts, kind(span.end), side="left"))
    return first, max(first, last)


def units(reading: Reading, *kinds: PartKind) -> Units:
    """The sentences of some parts of an article."""
    text = text_of(reading)
    parts = sorted(reading.article.spans(*kinds))
    words = normalise(text, parts)
    starts = np.array([span.start for span in parts] or [0], np.int64)
    sentences = np.array([span.start for span in reading.sentences], np.int64)
    bounds = np.unique(np.concatenate((starts, sentences)))
    at = np.searchsorted(bounds, words.starts, side="right") - 1
    firsts = np.flatnonzero(np.diff(at, prepend=-1))
    spans = []
    for first in firsts.tolist():
        start = max(int(bounds[at[first]]), 0)
        part = parts[int(np.searchsorted(starts, words.starts[first], side="right")) - 1]
        after = int(bounds[at[first] + 1]) if at[first] + 1 < len(bounds) else part.end
        spans.append(Span(max(start, part.start), min(after, part.end)).trim(text))
    of = np.cumsum(np.isin(np.arange(len(words)), firsts)) - 1
    return Units(text, words, tuple(spans), np.append(firsts, len(words)), of)
