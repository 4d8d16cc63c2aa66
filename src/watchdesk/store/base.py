"""What a ledger can do, whatever keeps it: a store gives writers and views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Address, Capture, Interval, Reading, Refusal, Relation


class Hit(NamedTuple):
    """A sentence found by its words."""

    at: Address
    words: str
    title: str | None
    outlet: str | None
    published: Interval


class Writer(Protocol):
    """Adds rows; all between two commits or none."""

    def known(self, capture_id: str) -> bool:
        """Whether this capture has been read by the present software."""

    def sight(self, uri: str, capture_id: str) -> None:
        """Note that a known capture was seen at an address."""

    def add(self, capture: Capture, readings: Sequence[Reading]) -> None:
        """Keep a capture and its readings."""

    def fingerprinted(self) -> int:
        """How many articles have fingerprints."""

    def sharing(self, fingerprints: NDArray[np.uint64], cap: int) -> dict[str, tuple[int, int]]:
        """Articles that share fingerprints: how many they share, and how many they have.

        Fingerprints held by more than ``cap`` articles do not count.
        """

    def add_fingerprints(self, article_id: str, fingerprints: NDArray[np.uint64]) -> None:
        """Keep an article's fingerprints."""

    def add_relation(self, relation: Relation) -> None:
        """Keep what two articles have in common."""

    def reading(self, article_id: str) -> Reading | None:
        """A reading that is already kept."""

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was not taken and why."""

    def commit(self) -> None:
        """Make everything since the last commit durable."""


class View(Protocol):
    """Reads the ledger as it stood at the end of a day (UTC), or as it stands."""

    def readings(self, period: Interval) -> Iterator[Reading]:
        """Readings whose publication can lie in the period, in the order of their ids."""

    def reading(self, article_id: str) -> Reading | None:
        """One reading with its capture's text."""

    def capture(self, capture_id: str) -> Capture | None:
        """One capture."""

    def articles_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The readings of one capture."""

    def relations(self) -> Iterator[Relation]:
        """All relations."""

    def refusals(self) -> Iterator[Refusal]:
        """What was not taken."""

    def search(self, query: str, limit: int) -> Iterator[Hit]:
        """Sentences that hold the words, best first."""

    def counts(self) -> dict[str, int]:
        """Rows by kind."""


class Store(Protocol):
    """A ledger."""

    def writer(self) -> AbstractContextManager[Writer]:
        """One writer; what was not committed when it closes is dropped."""

    def view(self, as_of: date | None = None) -> AbstractContextManager[View]:
        """A view of the present or of a past day."""
