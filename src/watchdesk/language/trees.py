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

    Chu and Liu (1965) and Edmonds (1967), all cycles of a round contracted at once; one root by
    an offset: a root costs more than any choice of the other arcs can bring (Gabow and Tarjan
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


def _cycles(heads: NDArray[np.int64]) -> list[list[int]]:
    """The cycles of a choice of heads; node 0 is the root and its own head."""
    state = np.where(_reach_root(heads), 2, 0).tolist()
    above = heads.tolist()
    found = []
    for start in range(len(above)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = above[node]
        if state[node] == 1:
            found.append(path[path.index(node) :])
        for passed in path:
            state[passed] = 2
    return found


class _Contraction:
    """A graph whose cycles become nodes, and which arc of the words each of its arcs stands for."""

    def __init__(self, weights: NDArray[np.float64]) -> None:
        size = len(weights)
        self.weights = weights
        self.dependent = np.repeat(np.arange(size, dtype=np.int32)[:, None], size, axis=1)
        self.head = self.dependent.T.copy()
        self.names = list(range(size))
        self.inside = [-1] * size
        self.broken: list[tuple[int, dict[int, tuple[int, int]]]] = []

    def arc(self, row: int, column: int) -> tuple[int, int]:
        """The arc of the words, dependent and head, behind an arc of the graph."""
        return int(self.dependent[row, column]), int(self.head[row, column])

    def contract(self, cycles: list[list[int]], heads: NDArray[np.int64]) -> None:
        """Make each cycle one node, after the nodes that stay."""
        size = len(self.weights)
        gone = {node for cycle in cycles for node in cycle}
        stay = [node for node in range(size) if node not in gone]
        for cycle in cycles:
            name = len(self.inside)
            self.inside.append(-1)
            arcs = {}
            for node in cycle:
                self.inside[self.names[node]] = name
                arcs[self.names[node]] = self.arc(node, int(heads[node]))
            self.broken.append((name, arcs))
            self.names.append(name)
        self.names = [self.names[node] for node in stay] + self.names[size:]
        self._merge_rows(stay, cycles, heads)
        self._merge_columns(stay, cycles)
        np.fill_diagonal(self.weights, _NEVER)

    def _merge_rows(
        self, stay: list[int], cycles: list[list[int]], heads: NDArray[np.int64]
    ) -> None:
        """An arc into a cycle gains what it adds to the arc that it replaces."""
        columns = np.arange(len(self.weights))
        rows = [(self.weights[stay], self.dependent[stay], self.head[stay])]
        for cycle in cycles:
            own = np.array(cycle)
            gains = self.weights[own] - self.weights[own, heads[own]][:, None]
            pick = own[gains.argmax(axis=0)]
            merged = gains.max(axis=0)
            rows.append(
                (merged[None], self.dependent[pick, columns][None], self.head[pick, columns][None])
            )
        self.weights, self.dependent, self.head = (
            np.concatenate(parts) for parts in zip(*rows, strict=True)
        )

    def _merge_columns(self, stay: list[int], cycles: list[list[int]]) -> None:
        """The best arc that leaves a cycle stands for all of them."""
        rows = np.arange(len(self.weights))
        columns = [(self.weights[:, stay], self.dependent[:, stay], self.head[:, stay])]
        for cycle in cycles:
            own = np.array(cycle)
            pick = own[self.weights[:, own].argmax(axis=1)]
            columns.append(
                (
                    self.weights[rows, pick][:, None],
                    self.dependent[rows, pick][:, None],
                    self.head[rows, pick][:, None],
                )
            )
        self.weights, self.dependent, self.head = (
            np.concatenate(parts, axis=1) for parts in zip(*columns, strict=True)
        )

    def unfold(self, heads: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """The heads of the words, from heads without a cycle in the contracted graph."""
        chosen = {self.names[row]: self.arc(row, int(heads[row])) for row in range(1, len(heads))}
        for name, arcs in reversed(self.broken):
            entering = chosen.pop(name)
            member = entering[0]
            while self.inside[member] != name:
                member = self.inside[member]
            chosen.update(arcs)
            chosen[member] = entering
        found = np.zeros(count, dtype=np.int64)
        for dependent, head in chosen.values():
            found[dependent] = head
        return found


def _contracted(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the best arborescence from node 0."""
    graph = _Contraction(weights)
    while True:
        heads = graph.weights.argmax(axis=1)
        heads[0] = 0
        cycles = _cycles(heads)
        if not cycles:
            return graph.unfold(heads, len(weights))
        graph.contract(cycles, heads)


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
