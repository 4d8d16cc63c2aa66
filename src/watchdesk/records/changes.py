"""What changed in the ledger: between two days of the news, or between two days of reading it."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.copies import Address
from watchdesk.records.interval import Interval
from watchdesk.records.span import Frozen


class ChangeKind(StrEnum):
    """What kind of change it is."""

    CLAIM = "claim"
    """A claim was told that was not told before."""
    STANDING = "standing"
    """A claim was confirmed, denied, disputed, called unverified or taken back."""
    SUPPORT = "support"
    """Another independent origin tells a claim."""
    NO_COMMENT = "no_comment"
    """Somebody would not comment on a claim."""
    CONTRADICTION = "contradiction"
    """Two claims cannot both hold."""
    POSITION = "position"
    """Somebody took a position, or moved."""
    EXPECTATION = "expectation"
    """Something was said to be coming."""
    OUTCOME = "outcome"
    """Something expected was met, missed, postponed or superseded."""
    CORRECTION = "correction"
    """A publisher corrected or took back words, or a page says so."""
    SILENT_EDIT = "silent_edit"
    """Words of a page were changed without a note."""
    DELETION = "deletion"
    """Words or a page are gone."""
    WITHDRAWN = "withdrawn"
    """A record does not stand any more: its page was read anew, or the analyst ruled."""


class Change(Frozen):
    """One change."""

    kind: ChangeKind
    """What kind."""
    record: str
    """Id of the claim, contradiction, position, expectation or correction."""
    on: Interval
    """When it was said or done, or else published."""
    before: str | None = None
    """What it was: a standing, a stance, a status; null when there was none."""
    after: str | None = None
    """What it is."""
    at: tuple[Address, ...] = ()
    """The words that carry it; those of before, if any, last."""
    who: str | None = None
    """Who said or did it, in words."""
    about: str | None = None
    """What it is about where the words do not say so: an issue, a due day, why two exclude each
    other."""
