"""The tree of a sentence as lines to set before its words, one a word, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_ACROSS = _LEFT | _RIGHT
_GLYPHS = {
    0: " ",
    _UP: "│",
    _DOWN: "│",
    _UP | _DOWN: "│",
    _LEFT: "─",
    _RIGHT: "─",
    _ACROSS: "─",
    _UP | _RIGHT: "╰",
    _DOWN | _RIGHT: "╭",
    _UP | _DOWN | _RIGHT: "├",
    _UP | _ACROSS: "┴",
    _DOWN | _ACROSS: "┬",
    _UP | _DOWN | _ACROSS: "┼",
}
_CROSSED = "│"
"""Where an arc runs across a line without being tied to it."""
_DEEPER = "…"
"""Before a word that stands deeper than there is room to draw."""
_MOST = 60
"""Lines beside each other at most; no sentence that people write needs as many."""


class Drawing(NamedTuple):
    """Where the lines of a tree run; columns are as wide as is asked for later."""

    flags: Flags
    """[words, columns], which ways a line leaves a cell."""
    crossed: Mask
    """[words, columns], arcs that run across a line of others."""
    columns: NDArray[np.int64]
    """The column of each word; as many as there are for one too deep to draw."""
    tied: Mask
    """Words with an arc that is drawn, and roots."""

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.flags.shape[1])

    def lines(self, wide: bool) -> Iterator[str]:
        """What stands before each word, a space at its end; columns of two cells if ``wide``."""
        for row in range(len(self.flags)):
            yield self._line(row, 2 if wide else 1)

    def _line(self, row: int, step: int) -> str:
        own = int(self.columns[row])
        flags = self.flags[row]
        drawn = np.flatnonzero(flags)
        last = max(min(own, self.width - 1), int(drawn[-1]) if len(drawn) else 0)
        deep = own >= self.width
        begun = -1 if own == 0 else self._begin(row)
        cells = ["─" if own == 0 else " "]
        for column in range(last + 1):
            glyph = _CROSSED if self.crossed[row, column] else _GLYPHS[int(flags[column])]
            run = begun >= 0 and column > begun
            glyph = "─" if glyph == " " and run else glyph
            filled = run or column == begun or own == 0
            cells.append(glyph + ("─" if filled else " ") * (step - 1))
        line = "".join(cells)
        return f"{line}{_DEEPER} " if deep else f"{line} "

    def _begin(self, row: int) -> int:
        """The column in which the arc to a word begins; -1 where none is drawn."""
        if not self.tied[row]:
            return -1
        ties = np.flatnonzero((self.flags[row] & _RIGHT > 0) & ~self.crossed[row])
        return int(ties[0])


def draw(heads: Sequence[int], most: int = _MOST) -> Drawing:
    """Lay out a tree of which ``heads`` gives each word's head, -1 for the root.

    Each word with dependents has a line from the first to the last of them in a column of its own,
    right of its head's. Where arcs cross, no two lines share a place. A word for which there is no
    column of ``most`` left stands at the right end, without an arc if its head does too.
    """
    count = len(heads)
    most = max(1, min(most, _MOST))
    children = _children(heads)
    taken = np.zeros((count, most), dtype=np.bool_)
    columns = np.full(count, most, dtype=np.int64)
    order = [word for word, head in enumerate(heads) if head < 0]
    for word in order:
        order.extend(children[word])
        above = int(columns[heads[word]]) if heads[word] >= 0 else -1
        columns[word] = _column(taken, above, word, children[word])
    return _traced(heads, children, columns, most)


def _children(heads: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head >= 0:
            found[head].append(word)
    return found


def _column(taken: Mask, above: int, word: int, children: list[int]) -> int:
    """The first free column right of the head's, then taken; ``most`` where there is none."""
    most = int(taken.shape[1])
    if not children:
        return min(above + 1, most)
    rows = slice(min(word, children[0]), max(word, children[-1]) + 1)
    for column in range(above + 1, most):
        if not taken[rows, column].any():
            taken[rows, column] = True
            return column
    return most


def _traced(
    heads: Sequence[int], children: list[list[int]], columns: NDArray[np.int64], most: int
) -> Drawing:
    count = len(heads)
    flags = np.zeros((count, most), dtype=np.uint8)
    tied = np.zeros(count, dtype=np.bool_)
    for word, own in enumerate(columns.tolist()):
        if children[word] and own < most:
            top, bottom = min(word, children[word][0]), max(word, children[word][-1])
            flags[top:bottom, own] |= _DOWN
            flags[top + 1 : bottom + 1, own] |= _UP
    upright = flags > 0
    crossed = np.zeros((count, most), dtype=np.bool_)
    for word, head in enumerate(heads):
        own = min(int(columns[word]), most)
        above = int(columns[head]) if head >= 0 else -1
        tied[word] = above < most
        if head >= 0 and above < most:
            flags[word, above] |= _RIGHT
            inner = slice(above + 1, own)
            crossed[word, inner] = upright[word, inner]
            flags[word, inner] |= _ACROSS
        if own < most:
            mine = bool(children[word])
            crossed[word, own] = upright[word, own] and not mine
            flags[word, own] |= _ACROSS
            # Lines of others further right are run across too, so that the word stands free.
            crossed[word, own + 1 :] = upright[word, own + 1 :]
    used = int(min(columns.max(initial=0), most - 1)) + 1
    return Drawing(flags[:, :used], crossed[:, :used], columns, tied)
