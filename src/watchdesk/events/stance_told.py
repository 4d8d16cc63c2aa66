"""A word that tells a stand, with what the words around it make of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchdesk.events.stance_targets import Aim
from watchdesk.language.listed import Range
from watchdesk.records import PositionBasis, Stance, Strength

OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}


@dataclass
class Told:
    """A word that tells a stand."""

    cue: int
    stance: Stance
    basis: PositionBasis
    strength: Strength
    aim: Aim | None
    """What on; ``None`` where the words name nothing and point back."""
    subjects: list[int] = field(default_factory=list)
    by_speaker: bool = False
    """Whether it is the stand of whoever says it."""
    passive: bool = False
    """Whether who does it is left out."""
    bounded: bool = False
    partial: bool = False
    conditional: bool = False
    settled: bool = False
    """Whether an "if" beside it tells what it is on: "vowed to leave if it is built"."""
    deep: bool = False
    """Whether the word that only goes part of the way stands below another."""
    former: bool = False
    """Whether it is told as what was given up."""
    limits: Range | None = None
    """The words that limit it, where these are known already."""
