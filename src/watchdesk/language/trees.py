"""Scores of arcs to trees: maximum spanning arborescences with one root, and their relations.

Everything is numpy; words are rows. Scores of a sentence are ``[dependent, head]``; the diagonal
holds what a word scores as the root. Products are cut into blocks below the size from which
OpenBLAS would start threads (2 ** 19 multiplications): where several processes share a machine, as
ours do, those threads cost many times what they save.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

LONGEST = 400
"""Words of a sentence decoded at once: the scores of longer ones would take too much memory."""
CROSSING = np.float32(4.0)
"""What an arc loses when it leads into or out of a closed quotation."""
_NEVER = -1e30
_BLOCK = 40
"""Words on each side of a product of arcs, and of relations."""


def arc_scores(dependents: Floats, heads: Floats, distance: Floats) -> Floats:
    """Scores [n, n] of a sentence: ``dependents`` [n, a], ``heads`` [n, a + 1], its last a bias.

    ``distance`` [24] is added by ``bucket`` of how far the head stands to the right.
    """
    count = len(dependents)
    own, bias = heads[:, :-1].T, heads[:, -1]
    scores = np.empty((count, count), dtype=np.float32)
    for row in range(0, count, _BLOCK):
        for column in range(0, count, _BLOCK):
            here = slice(column, column + _BLOCK)
            scores[row : row + _BLOCK, here] = dependents[row : row + _BLOCK] @ own[:, here]
    scores += bias
    # what is added depends on how far apart two words are: one row of numbers, read from the middle
    far = distance[bucket(np.arange(1 - count, count))]
    step = far.itemsize
    scores += as_strided(far[count - 1 :], scores.shape, (-step, step), writeable=False)
    return scores


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """The class, 0 to 23, of a distance in words: log2, the right side apart from the left."""
    steps = np.log2(np.abs(distance) + 1).astype(np.int64)
    near: NDArray[np.int64] = np.minimum(steps, 11)
    return near + 12 * (distance > 0)


def keep_quotations_apart(scores: Floats, quotation: Ints) -> Floats:
    """The scores with arcs between different quotations, 0 being none, lowered by ``CROSSING``."""
    crossing = quotation[:, None] != quotation
    return np.asarray(scores - CROSSING * crossing, dtype=np.float32)


def best_tree(scores: Floats) -> Ints:
    """The heads, -1 for the root, of the highest scoring tree with one root.

    Chu and Liu (1965) and Edmonds (1967), in time that grows with the square of the words; one root
    by an offset: a root costs more than any choice of the other arcs can bring (Gabow and Tarjan
    1984). A score that is no number counts as very low.
    """
    count = len(scores)
    if not count:
        return np.zeros(0, dtype=np.int32)
    inner = scores.astype(np.float64)
    if not np.isfinite(inner).all():
        inner = np.nan_to_num(inner, nan=-1e6, posinf=1e6, neginf=-1e6)
    spread = np.ptp(inner)
    root = inner.diagonal().copy()
    np.fill_diagonal(inner, _NEVER)
    heads = inner.argmax(axis=1)
    # the best head of every word, and the root where it costs least: mostly a tree already, and
    # then no tree is better
    top = int((root - inner[np.arange(count), heads]).argmax())
    heads[top] = top
    if _lead_to(heads, top):
        heads[top] = -1
        return np.asarray(heads, dtype=np.int32)
    weights = np.full((count + 1, count + 1), _NEVER)
    weights[1:, 1:] = inner
    weights[1:, 0] = root - (spread + 1.0) * (count + 1)
    return np.asarray(_contracted(weights)[1:] - 1, dtype=np.int32)


def _lead_to(heads: NDArray[np.int64], top: int) -> bool:
    """Whether all words lead up to one, its own head: pointers doubled until they cannot move."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool((above == top).all())


class _Contraction:
    """Nodes, of which a cycle becomes a new one, and the best arc into each.

    A node's arcs come from words, so that only rows are ever merged: time grows with the square of
    the words, however many cycles there are (Tarjan 1977).
    """

    def __init__(self, weights: NDArray[np.float64]) -> None:
        size = len(weights)
        self.arcs = list(weights)
        """By node: what the arc from each word weighs."""
        self.enters = [np.full(size, node, dtype=np.int32) for node in range(size)]
        """By node: the word that the arc from each word leads to."""
        self.chosen = list(enumerate(weights.argmax(axis=1).tolist()))
        """By node: the best arc, dependent and head."""
        self.top = np.arange(size)
        """The outermost node that holds a word."""
        self.inside = [-1] * size

    def contract(self, cycle: list[int]) -> int:
        """Make a cycle one node: an arc into it costs the arc of the cycle that it replaces."""
        name = len(self.inside)
        lost = [self.arcs[node][self.chosen[node][1]] for node in cycle]
        best, enters = self.arcs[cycle[0]] - lost[0], self.enters[cycle[0]]
        within = self.top == cycle[0]
        for node, less in zip(cycle[1:], lost[1:], strict=True):
            other = self.arcs[node] - less
            enters = np.where(other > best, self.enters[node], enters)
            best = np.maximum(best, other)
            within |= self.top == node
        self.top[within] = name
        best[within] = _NEVER
        head = int(best.argmax())
        self.arcs.append(best)
        self.enters.append(enters)
        self.chosen.append((int(enters[head]), head))
        self.inside.append(-1)
        for node in cycle:
            self.inside[node] = name
        return name

    def unfold(self) -> NDArray[np.int64]:
        """The heads of the words, once no cycle is left: an arc into a cycle breaks it there."""
        size = len(self.top)
        for name in range(len(self.inside) - 1, size - 1, -1):
            entering = self.chosen[name]
            member = entering[0]
            while self.inside[member] != name:
                member = self.inside[member]
            self.chosen[member] = entering
        found = np.zeros(size, dtype=np.int64)
        for dependent, head in self.chosen[:size]:
            found[dependent] = head
        return found


def _contracted(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the best arborescence from node 0: from each node upwards, until all lead to it."""
    graph = _Contraction(weights)
    done = {0}
    for word in range(1, len(weights)):
        path: list[int] = []
        node = int(graph.top[word])
        while node not in done:
            if node in path:
                place = path.index(node)
                node = graph.contract(path[place:])
                del path[place:]
            path.append(node)
            node = int(graph.top[graph.chosen[node][1]])
        done.update(path)
    return graph.unfold()


def cut_long(length: int, good: NDArray[np.int64], longest: int = LONGEST) -> list[int]:
    """Where the parts of a sentence of ``length`` words begin, 0 the first; none over ``longest``.

    Cut at the last of the ``good`` places (increasing) in the second half of what fits, if any.
    """
    cuts = [0]
    while length - cuts[-1] > longest:
        limit = cuts[-1] + longest
        place = int(np.searchsorted(good, limit, side="right")) - 1
        fits = place >= 0 and good[place] > cuts[-1] + longest // 2
        cuts.append(int(good[place]) if fits else limit)
    return cuts


def join_parts(heads: list[Ints]) -> Ints:
    """The trees of the parts of a sentence as one: later roots hang on the first one's root."""
    joined = [heads[0]]
    root = int(np.flatnonzero(heads[0] < 0)[0])
    start = len(heads[0])
    for part in heads[1:]:
        joined.append(np.where(part < 0, root, part + start).astype(np.int32))
        start += len(part)
    return np.concatenate(joined)


def relation_scores(dependents: Floats, heads: Floats, weight: Floats) -> Floats:
    """Scores [n, labels] of n arcs, ``dependents`` and ``heads`` [n, r], ``weight`` [l, r+1, r+1].

    ``[dependent, 1] W [head, 1]`` for each label; the root's head is the word itself.
    """
    own, bias = weight[:, :-1], weight[:, -1:]
    out = np.empty((len(dependents), len(weight)), dtype=np.float32)
    for start in range(0, len(dependents), _BLOCK):
        end = start + _BLOCK
        left = np.matmul(dependents[start:end], own)
        left += bias
        right = heads[start:end, :, None]
        out[start:end] = np.matmul(left.transpose(1, 0, 2)[:, :, :-1], right)[:, :, 0]
        out[start:end] += left[:, :, -1].T
    return out


def choose_relations(scores: Floats, heads: Ints, root: int) -> NDArray[np.uint8]:
    """The best label of each arc: ``root`` for the root (head -1) and for it alone."""
    allowed = scores.copy()
    allowed[:, root] = _NEVER
    return np.where(heads < 0, root, allowed.argmax(axis=1)).astype(np.uint8)
