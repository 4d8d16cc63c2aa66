"""How sure a report says it is: standing, strength, polarity, and how the telling is told."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce


class Verification(StrEnum):
    """What the words around a statement say of its standing.

    The values form a join-semilattice, so a chain of tellers combines to one value in any order:
    ``unmarked < no_comment < reported < confirmed < unverified < disputed`` and
    ``reported < denied < disputed``. A statement that one teller confirms (or says is not
    verified) and another denies is disputed.
    """

    UNMARKED = "unmarked"
    """Nothing is said about it."""
    NO_COMMENT = "no_comment"
    """Somebody asked about it would not say."""
    REPORTED = "reported"
    """Marked as hearsay ("reportedly", "is said to")."""
    UNVERIFIED = "unverified"
    """Said not to have been checked or not to be checkable."""
    CONFIRMED = "confirmed"
    """Said to have been confirmed."""
    DENIED = "denied"
    """Said to be untrue."""
    DISPUTED = "disputed"
    """Both upheld and denied, or called contested."""

    def __or__(self, other: object) -> Verification:
        """The join: what is left when both marks stand on one statement."""
        if not isinstance(other, Verification):
            return NotImplemented
        if self is other:
            return self
        pair = {self, other}
        if Verification.DENIED in pair and pair & {
            Verification.CONFIRMED,
            Verification.UNVERIFIED,
        }:
            return Verification.DISPUTED
        return max(self, other, key=_RANK.__getitem__)

    @property
    def is_open(self) -> bool:
        """Whether a reader must be told that it is not settled."""
        return self in {
            Verification.REPORTED,
            Verification.UNVERIFIED,
            Verification.DENIED,
            Verification.DISPUTED,
        }


_RANK = {
    Verification.UNMARKED: 0,
    Verification.NO_COMMENT: 1,
    Verification.REPORTED: 2,
    Verification.CONFIRMED: 3,
    Verification.UNVERIFIED: 4,
    Verification.DENIED: 5,
    Verification.DISPUTED: 6,
}


def combine(chain: Iterable[Verification]) -> Verification:
    """The standing of a statement at the end of a chain of tellers; order does not matter."""
    return reduce(Verification.__or__, chain, Verification.UNMARKED)


class Strength(StrEnum):
    """How firmly a cue has its source stand behind the content."""

    STRONG = "strong"
    """The source says it ("said", "announced")."""
    MEDIUM = "medium"
    """The source says it in a way, or holds it to be so ("suggested", "believes")."""
    WEAK = "weak"
    """The words tell only with a further sign, such as a quotation."""


class Polarity(StrEnum):
    """Whether the source stands for the content or against it."""

    POSITIVE = "positive"
    """It upholds the content, or nothing says that it does not."""
    NEGATIVE = "negative"
    """It holds the content untrue, or is against it."""


class Telling(StrEnum):
    """How something is told: that it was said, or what was said."""

    ASSERTED = "asserted"
    """As a fact."""
    PLANNED = "planned"
    """As to come ("will tell parliament", "is expected to announce")."""
    POSSIBLE = "possible"
    """As what may be so ("may have said")."""
    CONDITIONAL = "conditional"
    """On a condition ("if he says", "will reopen the pass if")."""
    NEGATED = "negated"
    """As not so ("has not said that", "had not been repaired")."""
    QUESTION = "question"
    """As a question ("asked whether", "did he say that?")."""
