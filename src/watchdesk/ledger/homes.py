"""Which statements belong to which claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from watchdesk.ledger.kept import Kept

HOME = "home"
"""Items that tell of a statement, by its id, which claim it belongs to: the data is the claim's
id. Each is found by the claim's key, :func:`claim_key`."""


class Homes(NamedTuple):
    """What a change made of the claims it touched."""

    changed: Mapping[str, tuple[Kept, ...]]
    """By claim id its statements, the first known first; none for a claim that is no more."""
    reasons: Mapping[str, str]
    """By claim id why its statements are one."""
    rulings: Mapping[str, tuple[str, ...]]
    """By claim id the analyst's rulings that shaped it."""


def claim_key(claim: str) -> int:
    """The key of a claim's statements."""
    return int(claim.rpartition("-")[2], 16) >> 1
