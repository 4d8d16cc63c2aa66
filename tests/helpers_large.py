"""Large documents out of small ones, so that no test waits for the engine to read them."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from watchdesk import language
from watchdesk.language import Document
from watchdesk.language.syntax import Syntax
from watchdesk.records import Span


def repeated(text: str, times: int, *, joined: bool = False) -> Document:
    """A line as the engine reads it, many times over.

    The copies stand one after the other in a line each, or all of them in one sentence of one
    line, each hanging on the one before it.
    """
    line = text.rstrip() + (" " if joined else "\n")
    one = language.parse(line, [Span(0, len(text.rstrip()))])
    syntax = _repeated(one.syntax, line, times, joined=joined)
    shifts = np.arange(times, dtype=np.int32) * len(line)
    names = tuple(
        name._replace(span=Span(name.span.start + shift, name.span.end + shift))
        for shift in shifts.tolist()
        for name in one.names
    )
    return Document(
        syntax.text,
        (one.token_starts + shifts[:, None]).ravel(),
        (one.token_ends + shifts[:, None]).ravel(),
        syntax.sentences,
        names,
        syntax,
    )


def _repeated(one: Syntax, line: str, times: int, *, joined: bool) -> Syntax:
    count = len(one)
    shifts = (np.arange(times, dtype=np.int32) * len(line))[:, None]
    steps = (np.arange(times, dtype=np.int32) * count)[:, None]
    heads = np.where(one.heads >= 0, one.heads + steps, -1)
    if joined:
        roots = np.flatnonzero(heads.ravel() < 0).astype(np.int32)
        heads.ravel()[roots[1:]] = roots[:-1]
        bounds = np.array([0, count * times], dtype=np.int32)
        breaks = np.zeros(count * times, dtype=np.bool_)
        breaks[0] = True
    else:
        bounds = np.append((one.bounds[:-1] + steps).ravel(), count * times).astype(np.int32)
        breaks = np.tile(one.breaks, times)
    return dataclasses.replace(
        one,
        text=line * times,
        starts=(one.starts + shifts).ravel(),
        ends=(one.ends + shifts).ravel(),
        breaks=breaks,
        bounds=bounds,
        upos=np.tile(one.upos, times),
        heads=heads.ravel().astype(np.int32),
        relations=np.tile(one.relations, times),
        features={name: np.tile(values, times) for name, values in one.features.items()},
        names={name: _moved(rows, steps) for name, rows in one.names.items()},
        tags=np.tile(one.tags, (times, 1, 1)),
    )


def _moved(rows: NDArray[np.int32], steps: NDArray[np.int32]) -> NDArray[np.int32]:
    """Names of every copy: first word, word after the last, kind."""
    moves = np.pad(np.repeat(steps[:, None], 2, axis=2), ((0, 0), (0, 0), (0, 1)))
    return (rows[None] + moves).reshape(-1, 3).astype(np.int32)
