"""Scores of arcs to trees: maximum spanning arborescences with one root, and their relations.

Everything is numpy; words are rows. Scores of a sentence are ``[dependent, head]``; the diagonal
holds what a word scores as the root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

LONGEST = 400
"""Words of a sentence decoded at once: the scores of longer ones would take too much memory."""
CROSSING = np.float32(4.0)
"""What an arc loses when it leads into or out of a closed quotation."""
_NEVER = -1e30
_RELATED_AT_ONCE = 512


def arc_scores(dependents: Floats, heads: Floats, distance: Floats) -> Floats:
    """Scores [n, n] of a sentence: ``dependents`` [n, a], ``heads`` [n, a + 1], its last a bias.

    ``distance`` [24] is added by ``bucket`` of how far the head stands to the right.
    """
    count = len(dependents)
    position = np.arange(count)
    scores = dependents @ heads[:, :-1].T + heads[:, -1]
    return np.asarray(scores + distance[bucket(position - position[:, None])], dtype=np.float32)


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
    clean = np.nan_to_num(scores.astype(np.float64), nan=-1e6, posinf=1e6, neginf=-1e6)
    weights = np.full((count + 1, count + 1), _NEVER)
    weights[1:, 1:] = clean
    np.fill_diagonal(weights, _NEVER)
    weights[1:, 0] = np.diagonal(clean)
    heads = weights.argmax(axis=1)
    heads[0] = 0
    # the best head of every word: mostly a tree with one root already, and then the best one
    if count and ((heads[1:] == 0).sum() != 1 or not _reach_root(heads).all()):
        weights[1:, 0] -= (np.ptp(clean) + 1.0) * (count + 1)
        heads = _contracted(weights)
    return np.asarray(heads[1:] - 1, dtype=np.int32)


def _reach_root(heads: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which nodes lead up to node 0: pointers doubled until they cannot move."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return np.asarray(above == 0)


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
        self.members: list[list[int]] = []
        self.every = np.arange(size)

    def contract(self, cycle: list[int]) -> int:
        """Make a cycle one node: an arc into it costs the arc of the cycle that it replaces."""
        name = len(self.inside)
        lost = [self.arcs[node][self.chosen[node][1]] for node in cycle]
        arcs = np.stack([self.arcs[node] for node in cycle]) - np.array(lost)[:, None]
        pick = arcs.argmax(axis=0)
        best = arcs[pick, self.every]
        enters = np.stack([self.enters[node] for node in cycle])[pick, self.every]
        within = np.logical_or.reduce([self.top == node for node in cycle])
        self.top[within] = name
        best[within] = _NEVER
        head = int(best.argmax())
        self.arcs.append(best)
        self.enters.append(enters)
        self.chosen.append((int(enters[head]), head))
        self.inside.append(-1)
        self.members.append(cycle)
        for node in cycle:
            self.inside[node] = name
        return name

    def unfold(self) -> NDArray[np.int64]:
        """The heads of the words, once no cycle is left: an arc into a cycle breaks it there."""
        size = len(self.every)
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
    labels, size, _ = weight.shape
    # one product for all labels, then each arc with its head; in slices, to bound the memory
    flat = np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(size, labels * size))
    out = np.empty((len(dependents), labels), dtype=np.float32)
    for start in range(0, len(dependents), _RELATED_AT_ONCE):
        end = start + _RELATED_AT_ONCE
        left = (dependents[start:end] @ flat[:-1] + flat[-1]).reshape(-1, labels, size)
        right = heads[start:end]
        out[start:end] = (left[:, :, :-1] @ right[:, :, None])[:, :, 0] + left[:, :, -1]
    return out


def choose_relations(scores: Floats, heads: Ints, root: int) -> NDArray[np.uint8]:
    """The best label of each arc: ``root`` for the root (head -1) and for it alone."""
    allowed = scores.copy()
    allowed[:, root] = _NEVER
    return np.where(heads < 0, root, allowed.argmax(axis=1)).astype(np.uint8)
