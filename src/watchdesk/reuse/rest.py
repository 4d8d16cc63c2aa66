"""What stands on a page around the article: lines that can be asked for their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Part, PartKind, Reading, Span
from watchdesk.reuse.units import text_of, words_in
from watchdesk.reuse.words import Words, normalise

_BYTES = 8
_INSIDE = 6
"""Fewest words that are looked for inside a longer line; fewer must be a line of their own."""


class Line(NamedTuple):
    """A line that is not blank."""

    span: Span
    kind: PartKind
    key: bytes
    """Its folded words; empty when it has none."""


class Rest:
    """The lines of some kinds of parts."""

    def __init__(self, reading: Reading, leave_out: frozenset[PartKind]) -> None:
        """Take all parts of an article but those of some kinds."""
        self.text = text = text_of(reading)
        """The captured text."""
        parts = [part for part in reading.article.parts if part.kind not in leave_out]
        spans, kinds = [], []
        for part in parts:
            for span in _lines(text, part):
                spans.append(span)
                kinds.append(part.kind)
        words = normalise(text, spans)
        self.lines = tuple(
            Line(span, kind, _key(words, span)) for span, kind in zip(spans, kinds, strict=True)
        )
        self._all = words.hashes.tobytes()
        self._first = [words_in(words, span)[0] for span in spans]
        self._kinds: dict[bytes, PartKind] = {}
        for line in self.lines:
            self._kinds.setdefault(line.key, line.kind)

    def holds(self, hashes: NDArray[np.uint64]) -> PartKind | None:
        """The kind of the line in which some words stand one after the other, if there is one."""
        key = hashes.tobytes()
        if not key:
            return None
        if key in self._kinds or len(hashes) < _INSIDE:
            return self._kinds.get(key)
        at = self._all.find(key)
        while at % _BYTES and at >= 0:
            at = self._all.find(key, at + 1)
        if at < 0:
            return None
        line = int(np.searchsorted(self._first, at // _BYTES, side="right")) - 1
        return self.lines[line].kind


def _lines(text: str, part: Part) -> Iterator[Span]:
    start = part.start
    for line in text[part.start : part.end].split("\n"):
        span = Span(start, start + len(line)).trim(text)
        start += len(line) + 1
        if span.length:
            yield span


def _key(words: Words, span: Span) -> bytes:
    first, last = words_in(words, span)
    return words.hashes[first:last].tobytes()
