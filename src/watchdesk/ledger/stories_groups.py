"""Groups that do not drift: each two groups are joined by the mean over all their pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MOST_TOLD = 60
"""Articles, copies aside, that are weighed against each other at once."""
LEVELS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
"""How much closer articles must be where more than that hang together."""

Ties = Callable[[Iterable[str]], Mapping[str, Mapping[str, float]]]
"""For some nodes, those each is tied to and how closely (above 0); asked in batches."""


def around(node: str, level: float, ties: Ties) -> frozenset[str] | None:
    """All nodes that hang together with one by ties of at least a level; ``None`` when these are
    more than ``MOST_TOLD``."""
    found, edge = {node}, [node]
    while edge:
        near = ties(edge)
        edge = sorted(
            {other for one in edge for other, tie in near[one].items() if tie >= level} - found
        )
        found.update(edge)
        if len(found) > MOST_TOLD:
            return None
    return frozenset(found)


def home(node: str, ties: Ties) -> frozenset[str]:
    """The nodes that one is weighed with: those it hangs together with by the weakest ties that
    bring in no more than ``MOST_TOLD``. All of them have the same home, whichever came first."""
    for level in LEVELS:
        found = around(node, level, ties)
        if found is not None:
            return found
    return frozenset((node,))


def reached(nodes: Iterable[str], ties: Ties) -> set[str]:
    """Every node whose home may be another when ties of some nodes change."""
    out: set[str] = set()
    for node in nodes:
        out.add(node)
        for level in LEVELS:
            found = around(node, level, ties)
            if found is not None:
                out |= found
                break
    return out


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


def grouped(nodes: Sequence[str], scores: NDArray[np.float32]) -> list[tuple[str, ...]]:
    """The same by name."""
    return [tuple(nodes[at] for at in group) for group in joined(scores)]
