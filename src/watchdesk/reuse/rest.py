"""The lines of a page, and what stands around an article: asked for by their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Part, PartKind, Reading, Span
from watchdesk.reuse.units import text_of
from watchdesk.reuse.words import normalise

_BYTES = 8
_INSIDE = 6
"""Fewest words that are looked for inside a longer line; fewer must be a line of their own."""


class Line(NamedTuple):
    """A line that is not blank."""

    span: Span
    kind: PartKind
    key: bytes
    """Its folded words; empty when it has none."""


def lines_of(reading: Reading) -> tuple[Line, ...]:
    """All lines of the parts of an article, in their order."""
    text = text_of(reading)
    found = [(span, part.kind) for part in reading.article.parts for span in _lines(text, part)]
    found.sort(key=lambda item: item[0])
    words = normalise(text, [span for span, _ in found])
    starts = np.array([span.start for span, _ in found], words.starts.dtype)
    firsts = np.append(np.searchsorted(words.starts, starts), len(words)).tolist()
    whole = words.hashes.tobytes()
    return tuple(
        Line(span, kind, whole[first * _BYTES : last * _BYTES])
        for (span, kind), first, last in zip(found, firsts, firsts[1:], strict=False)
    )


def _lines(text: str, part: Part) -> Iterator[Span]:
    start = part.start
    for line in text[part.start : part.end].split("\n"):
        left = start + len(line) - len(line.lstrip())
        right = start + len(line.rstrip())
        start += len(line) + 1
        if left < right:
            yield Span(left, right)


class Rest:
    """Some of the lines of a page."""

    def __init__(self, lines: tuple[Line, ...], leave_out: Collection[PartKind]) -> None:
        """Take all lines but those of some kinds."""
        self.lines = tuple(line for line in lines if line.kind not in leave_out)

    @cached_property
    def _all(self) -> bytes:
        return b"".join(line.key for line in self.lines)

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        return np.cumsum([len(line.key) for line in self.lines])

    @cached_property
    def _kinds(self) -> dict[bytes, PartKind]:
        return {line.key: line.kind for line in reversed(self.lines)}

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
        return self.lines[int(np.searchsorted(self._ends, at, side="right"))].kind
