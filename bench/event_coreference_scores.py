"""MUC, B³, CEAFe and their mean, the CoNLL score, after their papers.

MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998. CEAFe: Luo 2005, by the similarity φ4.
CoNLL: the mean of the three F1, Pradhan et al. 2012. Mentions of key and response are the same
(gold) ones. The reference scorer's cases that the tests repeat are from Pradhan et al. 2014.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import numpy as np

Clusters = Sequence[frozenset[str]]


class Score(NamedTuple):
    """Recall, precision and F1, 0 to 1."""

    recall: float
    precision: float
    f1: float


def score(recall: float, precision: float) -> Score:
    total = recall + precision
    return Score(recall, precision, 2 * recall * precision / total if total else 0.0)


def clusters(labels: Mapping[str, object]) -> list[frozenset[str]]:
    """Mentions by label."""
    found: dict[object, set[str]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(members) for members in found.values()]


def _homes(ones: Clusters) -> dict[str, int]:
    return {mention: at for at, members in enumerate(ones) for mention in members}


def muc(key: Clusters, response: Clusters) -> Score:
    """By the links that are missing. Singletons have none."""
    return score(_links(key, response), _links(response, key))


def _links(key: Clusters, response: Clusters) -> float:
    homes = _homes(response)
    right = total = 0
    for members in key:
        parts = {homes.get(mention, mention) for mention in members}
        right += len(members) - len(parts)
        total += len(members) - 1
    return right / total if total else 0.0


def b_cubed(key: Clusters, response: Clusters) -> Score:
    """By mentions: how much of each one's cluster is in the other cluster it is in."""
    return score(_shares(key, response), _shares(response, key))


def _shares(key: Clusters, response: Clusters) -> float:
    homes = _homes(response)
    total = right = 0.0
    for members in key:
        met = Counter(homes[mention] for mention in members if mention in homes)
        right += sum(count * count for count in met.values()) / len(members)
        total += len(members)
    return right / total if total else 0.0


def ceaf_e(key: Clusters, response: Clusters) -> Score:
    """By the one-to-one matching of clusters that are most alike (φ4)."""
    linear_sum_assignment = import_module("scipy.optimize").linear_sum_assignment
    homes = _homes(response)
    alike = np.zeros((len(key), len(response)))
    for row, members in enumerate(key):
        for at, both in Counter(homes[m] for m in members if m in homes).items():
            alike[row, at] = 2 * both / (len(members) + len(response[at]))
    rows, columns = linear_sum_assignment(-alike)
    total = float(alike[rows, columns].sum())
    return score(total / max(1, len(key)), total / max(1, len(response)))


def conll(key: Clusters, response: Clusters) -> dict[str, float]:
    """All three and their mean F1, in per cent."""
    found = {"muc": muc, "b3": b_cubed, "ceafe": ceaf_e}
    scores = {name: of(key, response) for name, of in found.items()}
    out = {
        f"{name}_{what}": round(100 * value, 1)
        for name, one in scores.items()
        for what, value in one._asdict().items()
    }
    return out | {"conll": round(100 * sum(one.f1 for one in scores.values()) / 3, 1)}


def of_labels(key: Mapping[str, object], response: Mapping[str, object]) -> dict[str, float]:
    """The same for mentions with the label of their cluster."""
    return conll(clusters(key), clusters(response))
