"""The search for copies as a partitioned join: the same pairs as the index finds, on any engine.

The index (:mod:`watchdesk.reuse.index`) is given one text after the other. What it says of a text
depends on the order: how many texts hold a fingerprint, and which are the earliest, is counted
among those that came before. Each text has its number in that order, so all of this can be told of
one fingerprint alone, given the numbers of the texts that hold it. Hence two steps:

1. by fingerprint: for each text that holds it, what it weighs there, and the earliest texts that
   share it (:func:`shared`);
2. by text: the sums for each other text, in the order of the fingerprints, as sums of floating
   point depend on the order, and the best candidates (:func:`best`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.errors import DeskError
from watchdesk.reuse.index import (
    EARLIEST,
    LEAST_WEIGHT,
    LONGEST,
    MOST_CANDIDATES,
    Candidate,
    Prints,
    frequency_cap,
)

if TYPE_CHECKING:
    import daft
    import pyarrow as pa

_OWN = 0
"""Stands for the other text in rows that tell what a fingerprint weighs in a text itself."""

Numbers = NDArray[np.int64]


class Held(NamedTuple):
    """Which text holds which fingerprint: columns of equal length, in any order."""

    prints: NDArray[np.uint64]
    text: Numbers
    """Number of the text in the order of arrival, from 1."""
    size: Numbers
    """Fingerprints of that text."""


class Shared(NamedTuple):
    """Fingerprints that a text shares with earlier ones, and all of its own."""

    text: Numbers
    other: Numbers
    """Number of the earlier text; 0 where the row tells of the text itself."""
    prints: NDArray[np.uint64]
    weight: NDArray[np.float64]
    rare: NDArray[np.bool_]
    """Whether few enough texts hold it for it to be counted."""
    size: Numbers
    """Fingerprints of the other text, or of the text itself."""


class Best(NamedTuple):
    """Candidates: for each text the most alike first."""

    text: Numbers
    other: Numbers
    shared: Numbers
    likeness: NDArray[np.float64]


def held(texts: Sequence[Prints]) -> Held:
    """The fingerprints of texts in the order of their arrival, as rows."""
    sizes = np.array([len(one) for one in texts], np.int64)
    prints = np.concatenate([*texts, np.zeros(0, np.uint64)]).astype(np.uint64)
    return Held(prints, np.repeat(np.arange(1, len(texts) + 1), sizes), np.repeat(sizes, sizes))


def shared(rows: Held) -> Shared:
    """What some fingerprints tell: all rows of each of them must be given."""
    order = np.lexsort((rows.text, rows.prints))
    prints, text, size = (column[order] for column in rows)
    first = np.flatnonzero(np.append(True, prints[1:] != prints[:-1])[: len(prints)])
    group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(prints))))
    rank = np.arange(len(prints)) - first[group]
    holders = np.minimum(rank, LONGEST) + 1  # no more are kept than so many
    weight = np.maximum(np.log((text + 1) / holders), LEAST_WEIGHT)
    numbers, back = np.unique(text, return_inverse=True)
    rare = holders <= np.array([frequency_cap(n) for n in numbers.tolist()], np.int64)[back]
    before = np.minimum(rank, EARLIEST)
    left = np.repeat(np.arange(len(text)), before)
    step = np.arange(len(left)) - np.repeat(np.cumsum(before) - before, before)
    right = first[group[left]] + step
    return Shared(
        np.concatenate([text, text[left]]),
        np.concatenate([np.full(len(text), _OWN), text[right]]),
        np.concatenate([prints, prints[left]]),
        np.concatenate([weight, weight[left]]),
        np.concatenate([rare, rare[left]]),
        np.concatenate([size, size[right]]),
    )


def best(rows: Shared) -> Best:
    """What some texts are worth comparing with: all rows of each of them must be given."""
    order = np.lexsort((rows.prints, rows.other, rows.text))
    rows = Shared._make(column[order] for column in rows)
    key = np.append(True, (np.diff(rows.text) != 0) | (np.diff(rows.other) != 0))[: len(order)]
    first = np.flatnonzero(key)
    pair = np.cumsum(key) - 1
    text, other, size = rows.text[first], rows.other[first], rows.size[first]
    weight = np.bincount(pair, rows.weight, minlength=len(first))
    count = np.bincount(pair[rows.rare], minlength=len(first))
    own = np.flatnonzero(other == _OWN)
    mine = own[np.searchsorted(text[own], text)] if len(own) else own
    less = weight[mine] * np.minimum(1.0, size / np.maximum(size[mine], 1))
    likeness = np.round(np.minimum(1.0, weight / np.maximum(less, 1e-9)), 6)
    alike = np.where(count < 2, likeness >= 0.2, likeness >= 0.1) | (count >= 3)
    alike &= other != _OWN
    at = np.lexsort((other, -likeness, text))
    at = at[alike[at]]
    at = at[np.arange(len(at)) - np.searchsorted(text[at], text[at]) < MOST_CANDIDATES]
    return Best(text[at], other[at], count[at], likeness[at].astype(np.float64))


def candidates(
    articles: Sequence[str], texts: Sequence[Prints], parts: int = 1
) -> list[tuple[Candidate, ...]]:
    """For each text those before it that are worth comparing, as an index gives that they are
    added to one by one; worked out in so many partitions."""
    rows = held(texts)
    found = [shared(Held(*_part(rows, rows.prints, part, parts))) for part in range(parts)]
    joined = Shared(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
    out: list[list[Candidate]] = [[] for _ in texts]
    for part in range(parts):
        _fill(out, articles, best(Shared(*_part(joined, joined.text, part, parts))))
    return [tuple(one) for one in out]


def _part(columns: Sequence[Any], key: Any, part: int, parts: int) -> list[Any]:
    chosen = key % key.dtype.type(parts) == part
    return [column[chosen] for column in columns]


def _fill(out: list[list[Candidate]], articles: Sequence[str], found: Best) -> None:
    for text, other, count, likeness in zip(*(column.tolist() for column in found), strict=True):
        out[text - 1].append(Candidate(articles[other - 1], count, likeness))


def join(frame: daft.DataFrame, parts: int = 16) -> daft.DataFrame:
    """The candidates as a data frame of Daft, which runs here or on a cluster.

    ``frame`` holds the columns of :class:`Held`, the result those of :class:`Best`, of each text
    the most alike first when sorted by ``text``, ``likeness`` downwards and ``other``.
    """
    rows = frame.select(*Held._fields)
    first = _stage(rows, "prints", parts, _shared_columns, Shared)
    return _stage(first, "text", parts, _best_columns, Best)


def _shared_columns(*columns: Any) -> Shared:
    return shared(Held(*columns))


def _best_columns(*columns: Any) -> Best:
    return best(Shared(*columns))


def _stage(
    frame: daft.DataFrame, key: str, parts: int, function: Callable[..., Any], gives: Any
) -> daft.DataFrame:
    """Send rows of one key to one partition, and work on each partition as a whole."""
    daft = _daft()
    types = {name: getattr(daft.DataType, _TYPES[name])() for name in gives._fields}

    def work(*columns: Any) -> pa.Array:
        import pyarrow  # noqa: PLC0415 — a worker's own

        told = (column.to_arrow().to_numpy(zero_copy_only=False) for column in columns)
        made = map(pyarrow.array, function(*told))
        return pyarrow.StructArray.from_arrays(list(made), names=list(gives._fields))

    batched = daft.func.batch(return_dtype=daft.DataType.struct(types))(work)
    columns = [daft.col(name) for name in frame.column_names]
    keyed = frame.with_column("part", frame[key] % parts)
    grouped = keyed.groupby("part").map_groups(batched(*columns).alias("row"))
    return grouped.select(daft.col("row").unnest())


def _daft() -> Any:
    """Daft, which is heavy and not always there; it is not to report home.

    Raises ``DeskError`` W240 when it is not there.
    """
    if find_spec("daft") is None:
        cure = "Install it with `pip install watchdesk[ray]`"
        raise DeskError("W240", "daft", "is not installed, and joins on clusters", cure)
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    import daft  # noqa: PLC0415

    return daft


_TYPES = {
    "text": "int64",
    "other": "int64",
    "prints": "uint64",
    "weight": "float64",
    "rare": "bool",
    "size": "int64",
    "shared": "int64",
    "likeness": "float64",
}
