"""Sentences as vectors: how alike two of them are in meaning is a dot product."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchdesk.language import models
from watchdesk.language.pieces import READ, Vocabulary

Vectors = NDArray[np.float32]

WIDTH = 384
WINDOW = 254
"""Pieces that are read at once; with [CLS] and [SEP] the 256 of the published model."""
SIMILARITY = "similarity"
"""The folder, among the resources, of the model of similarity."""
_NETWORK = "model.onnx"


class Similarity:
    """A model of sentence similarity whose files are whole; opened when it is first run."""

    def __init__(self, folder: Path) -> None:
        """Check the files of a folder: ``model.json``, ``model.onnx`` and the vocabulary it names.

        The vocabulary is the one of the model that reads, kept once for both. Raises
        ``ModelError``: W401 a file is missing, W402 a file is damaged.
        """
        self.folder = folder
        self._told = _described(folder / "model.json")
        self._vocabulary_file = folder / self._told["vocabulary"]
        for path, digest in (
            (folder / _NETWORK, self._told["sha256"]),
            (self._vocabulary_file, self._told["vocabulary_sha256"]),
        ):
            if not path.is_file():
                raise models.missing(path)
            if models.sha256(path) != digest:
                raise models.damaged(path, "its checksum does not match")
        with models.Damage(self._vocabulary_file):
            self.vocabulary = Vocabulary.load(self._vocabulary_file)

    @property
    def version(self) -> str:
        """The number of the model."""
        return self._told["version"]

    @property
    def size(self) -> int:
        """Bytes of the files that are its own; the vocabulary belongs to the model that reads."""
        return sum((self.folder / name).stat().st_size for name in ("model.json", _NETWORK))

    @cached_property
    def _session(self) -> Any:
        return models.open_session(self.folder / _NETWORK)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors [texts, 384] of length 1; the dot product of two is their likeness, at most 1.

        A text gives the same vector whatever stands beside it. It is meant for sentences: what has
        more than 254 pieces is read in windows of that size, all of them, and its vector is their
        mean, in which much is averaged away. The time is linear in the pieces. A text without any
        known piece (empty, or signs the vocabulary lacks) is all zeros: alike to nothing. Raises
        ``ModelError`` when the model cannot be run.
        """
        # In 8 bits, texts that are run together share the scale of their numbers: each runs alone.
        known = {text: self._vector(text) for text in dict.fromkeys(texts)}
        if not known:
            return np.zeros((0, WIDTH), dtype=np.float32)
        return np.stack([known[text] for text in texts])

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(WIDTH, dtype=np.float64)
        for window in self._windows(text):
            # Weighted by pieces, as one mean over all of them would be.
            total += len(window) * self._run(window).astype(np.float64)
        length = np.linalg.norm(total)
        return np.asarray(total / length if length else total, dtype=np.float32)

    def _windows(self, text: str) -> Iterator[list[int]]:
        """The pieces of a text in windows; a window without a known piece is left out."""
        waiting: list[int] = []
        for form in text.split():
            for start in range(0, len(form), READ):
                waiting.extend(self.vocabulary.word(form[start : start + READ])[0])
            if len(waiting) > WINDOW:
                full = len(waiting) // WINDOW * WINDOW
                for low in range(0, full, WINDOW):
                    yield from self._known(waiting[low : low + WINDOW])
                waiting = waiting[full:]
        yield from self._known(waiting)

    def _known(self, window: list[int]) -> Iterator[list[int]]:
        if any(piece != self.vocabulary.unknown for piece in window):
            yield window

    def _run(self, window: Sequence[int]) -> Vectors:
        ids = np.array([[self.vocabulary.opening, *window, self.vocabulary.closing]], np.int64)
        mask = np.ones(ids.shape, dtype=np.float32)
        found: Vectors = self._session.run(["vectors"], {"ids": ids, "mask": mask})[0][0]
        return found


def _described(path: Path) -> dict[str, str]:
    """What model.json says."""
    if not path.is_file():
        raise models.missing(path)
    with models.Damage(path):
        told = json.loads(path.read_text(encoding="utf-8"))
        return {
            "version": str(told["version"]),
            "sha256": str(told["sha256"][_NETWORK]),
            "vocabulary": str(told["vocabulary"]),
            "vocabulary_sha256": str(told["sha256"][told["vocabulary"]]),
        }
    raise AssertionError  # the block above returns or raises


def shipped_similarity() -> Path:
    """Where the model of similarity that ships lies, or would."""
    return models.shipped(SIMILARITY)
