"""Where somebody stands: for or against, and whether words or deeds tell it."""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """Where an actor stands on an issue."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    """For within limits that are told, or on a condition."""
    RESERVED = "reserved"
    """Takes no side, and says or shows so."""
    NONE_FOUND = "none_found"


class PositionBasis(StrEnum):
    """What a position is read from."""

    WORDS = "words"
    ACTION = "action"
    BOTH = "both"
