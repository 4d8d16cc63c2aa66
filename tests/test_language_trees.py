"""Trees are trees, and the best ones; relations fit their arcs; spans begin before they go on."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from watchdesk.language import trees
from watchdesk.language.tagging import best_classes, goes_on_from, spans

CLASSES = ("O", "B-a", "I-a", "B-b", "I-b")
SCORES = st.integers(1, 30).flatmap(
    lambda count: arrays(
        np.float32, (count, count), elements=st.floats(-20, 20, width=16, allow_nan=False)
    )
)


def is_tree(heads: NDArray[np.int32]) -> bool:
    for word in range(len(heads)):
        node, steps = word, 0
        while node >= 0 and steps <= len(heads):
            node, steps = int(heads[node]), steps + 1
        if node >= 0:
            return False
    return int((heads < 0).sum()) == 1


def value(scores: NDArray[np.float32], heads: NDArray[np.int32]) -> float:
    own = np.arange(len(heads))
    return float(scores[own, np.where(heads < 0, own, heads)].astype(np.float64).sum())


def best_by_trying_all(scores: NDArray[np.float32]) -> float:
    count = len(scores)
    every = (np.array(heads) for heads in itertools.product(range(-1, count), repeat=count))
    return max(value(scores, heads) for heads in every if is_tree(heads))


@given(SCORES)
def test_there_is_one_root_and_no_circle(scores: NDArray[np.float32]) -> None:
    assert is_tree(trees.best_tree(scores))


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda n: arrays(np.float32, (n, n), elements=st.integers(-5, 5).map(float))
    )
)
def test_no_tree_scores_higher(scores: NDArray[np.float32]) -> None:
    assert value(scores, trees.best_tree(scores)) == best_by_trying_all(scores)


def test_no_tree_of_five_words_scores_higher() -> None:
    random = np.random.default_rng(3)
    for _ in range(8):
        scores = random.normal(scale=3, size=(5, 5)).astype(np.float32)
        found = value(scores, trees.best_tree(scores))
        assert found == pytest.approx(best_by_trying_all(scores), abs=1e-4)


@pytest.mark.parametrize("spoiled", [np.nan, np.inf, -np.inf])
def test_scores_that_are_no_number_still_give_a_tree(spoiled: float) -> None:
    scores = np.zeros((6, 6), dtype=np.float32)
    scores[2:4] = spoiled
    assert is_tree(trees.best_tree(scores))


def test_no_words_have_no_heads() -> None:
    assert len(trees.best_tree(np.zeros((0, 0), dtype=np.float32))) == 0


def test_the_worst_orders_of_scores_stay_quick() -> None:
    place = np.arange(trees.LONGEST)
    start = time.process_time()
    for scores in (-np.abs(place - place[:, None]), -np.maximum(place, place[:, None])):
        assert is_tree(trees.best_tree(scores.astype(np.float32)))
    assert time.process_time() - start < 5


def test_arc_scores_are_products_with_a_bias_and_a_distance() -> None:
    random = np.random.default_rng(1)
    dependents = random.normal(size=(4, 3)).astype(np.float32)
    heads = random.normal(size=(4, 4)).astype(np.float32)
    distance = random.normal(size=24).astype(np.float32)
    scores = trees.arc_scores(dependents, heads, distance)
    for i, j in itertools.product(range(4), range(4)):
        bucket = min(int(np.log2(abs(j - i) + 1)), 11) + 12 * (j > i)
        expected = dependents[i] @ heads[j, :-1] + heads[j, -1] + distance[bucket]
        assert scores[i, j] == pytest.approx(expected, abs=1e-5)


def test_arcs_across_a_quotation_lose() -> None:
    scores = np.zeros((4, 4), dtype=np.float32)
    apart = trees.keep_quotations_apart(scores, np.array([0, 1, 1, 0], dtype=np.int32))
    assert (apart[0, 1], apart[1, 2], apart[3, 0]) == (-trees.CROSSING, 0, 0)


def test_relation_scores_are_those_of_the_formula() -> None:
    random = np.random.default_rng(2)
    weight = random.normal(size=(3, 5, 5)).astype(np.float32)
    dependents = random.normal(size=(600, 4)).astype(np.float32)
    heads = random.normal(size=(600, 4)).astype(np.float32)
    ones = np.ones((600, 1), dtype=np.float32)
    expected = np.einsum(
        "nd,lde,ne->nl", np.hstack([dependents, ones]), weight, np.hstack([heads, ones])
    )
    assert np.allclose(trees.relation_scores(dependents, heads, weight), expected, atol=1e-3)


def test_only_the_root_is_called_root() -> None:
    scores = np.array([[9, 0, 1], [9, 0, 1], [0, 0, 0]], dtype=np.float32)
    heads = np.array([-1, 0, 0], dtype=np.int32)
    assert trees.choose_relations(scores, heads, 0).tolist() == [0, 2, 1]


@given(st.integers(0, 2000), st.lists(st.integers(1, 1999), unique=True).map(sorted))
def test_long_sentences_are_cut_into_parts_that_fit(length: int, good: list[int]) -> None:
    places = np.array([place for place in good if place < length], dtype=np.int64)
    cuts = [*trees.cut_long(length, places, 100), length]
    assert cuts[0] == 0
    assert all(0 < after - before <= 100 for before, after in itertools.pairwise(cuts) if length)


def test_parts_of_a_sentence_hang_on_the_first_root() -> None:
    parts = [np.array([1, -1], dtype=np.int32), np.array([-1, 0, 1], dtype=np.int32)]
    assert trees.join_parts(parts).tolist() == [1, -1, 1, 2, 3]


def tagged(path: tuple[int, ...], scores: NDArray[np.float32]) -> float:
    return float(sum(scores[word, label] for word, label in enumerate(path)))


@settings(max_examples=60)
@given(arrays(np.float32, (4, 5), elements=st.integers(-9, 9).map(float)))
def test_spans_are_those_of_the_best_sequence_allowed(scores: NDArray[np.float32]) -> None:
    before = goes_on_from(CLASSES)
    bounds = np.array([0, 3, 4], dtype=np.int32)
    found = best_classes(scores, before, bounds)

    def allowed(path: tuple[int, ...]) -> bool:
        return all(
            before[label] < 0 or (word not in (0, 3) and path[word - 1] in (label, before[label]))
            for word, label in enumerate(path)
        )

    best = max(
        tagged(path, scores) for path in itertools.product(range(5), repeat=4) if allowed(path)
    )
    assert allowed(tuple(found.tolist()))
    assert tagged(tuple(found.tolist()), scores) == best


def test_spans_are_read_off() -> None:
    before = goes_on_from(CLASSES)
    found = np.array([1, 2, 1, 0, 3, 4, 4, 0, 3])
    expected = [[0, 2, 1], [2, 3, 1], [4, 7, 3], [8, 9, 3]]
    assert spans(found, before).tolist() == expected
    assert spans(np.zeros(0, dtype=np.int64), before).shape == (0, 3)
