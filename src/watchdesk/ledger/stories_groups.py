"""Groups that do not drift: each two groups are joined by the mean over all their pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

MOST_TOLD = 60
"""Articles, copies aside, that are weighed against each other at once."""
LEVELS = tuple(float(level) for level in range(11))
"""How much closer articles must be where more than that hang together."""
_ASKED = 8
"""Nodes whose ties are looked up at once."""

Ties = Callable[[Iterable[str]], Mapping[str, Mapping[str, float]]]
"""For some nodes, those each is tied to and how closely (above 0); asked in batches."""


class Homes:
    """Which nodes are weighed against each other.

    A node's home is all it hangs together with by the weakest ties that bring in no more than
    ``MOST_TOLD``: at first any tie, then ever closer ones; the node alone where none are close
    enough. All nodes of a home have the same home, whichever came first.
    """

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._known: dict[str, frozenset[str]] = {}

    def of(self, node: str) -> frozenset[str]:
        """The home of a node."""
        if node not in self._known:
            found = next(filter(None, (self._around(node, level) for level in LEVELS)), None)
            found = found or frozenset((node,))
            self._known.update(dict.fromkeys(found, found))
        return self._known[node]

    def reached(self, nodes: Iterable[str]) -> set[str]:
        """Every node that may get another home when the ties of some nodes change."""
        return set().union(*(self.of(node) for node in nodes))

    def _around(self, node: str, level: float) -> frozenset[str] | None:
        """All that hangs together with a node by ties of at least a level, if not too many."""
        found, edge = {node}, [node]
        while edge:
            asked, edge = edge[:_ASKED], edge[_ASKED:]
            for near in self._ties(asked).values():
                for other, tie in near.items():
                    if tie >= level and other not in found:
                        found.add(other)
                        edge.append(other)
            if len(found) > MOST_TOLD:
                return None
        return frozenset(found)


def joined(scores: NDArray[np.float32]) -> list[list[int]]:
    """Average-link groups of items whose pairs score [n, n]: the two groups whose pairs score
    highest on average are joined until none is above 0. Rows are in an order of their own, by
    which ties are settled."""
    groups: list[list[int]] = [[at] for at in range(len(scores))]
    total = scores.astype(np.float64).copy()
    sizes = np.ones(len(scores))
    np.fill_diagonal(total, -np.inf)
    while len(groups) > 1:
        mean = total / np.outer(sizes, sizes)
        a, b = divmod(int(np.argmax(mean)), len(sizes))
        if mean[a, b] <= 0:
            break
        a, b = min(a, b), max(a, b)
        total[a] += total[b]
        total[:, a] = total[a]
        total[a, a] = -np.inf
        total = np.delete(np.delete(total, b, 0), b, 1)
        sizes[a] += sizes[b]
        sizes = np.delete(sizes, b)
        groups[a] += groups.pop(b)
    return [sorted(group) for group in groups]
