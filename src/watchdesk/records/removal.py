"""What was taken out of a ledger: the words are gone, that they were there is kept."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.span import Frozen


class RemovalKind(StrEnum):
    """Why texts are taken out."""

    REQUEST = "request"
    """Somebody asked for it, such as the source."""
    AGE = "age"
    """They were kept as long as they are to be kept."""
    LIFT = "lift"
    """Nothing is taken out: what an earlier removal keeps out may come in again."""


class Removal(Frozen):
    """That texts were taken out; kept for good."""

    id: str
    """``rem-`` and a hash of what it is about and the moment."""
    kind: RemovalKind
    """A request, age, or the taking back of an earlier one."""
    asked: tuple[str, ...]
    """What was named: ids, addresses, hosts, outlets, or a day."""
    addresses: tuple[str, ...] = ()
    """Whatever is found at one of these is not taken in any more."""
    hosts: tuple[str, ...] = ()
    """Nor what is found at one of these hosts, or below it."""
    lifts: str | None = None
    """For ``lift``: id of the removal that no longer keeps anything out."""
    because: str = ""
    """The reason, in the words of who did it."""
    made_at: str
    """Moment in UTC, ISO 8601."""


class Removed(Frozen):
    """That a capture or an article was taken out."""

    id: str
    """Its capture or article id."""
    uri: str
    """Where its capture had been read from."""
    removal: Removal
    """When and why."""
    readmitted: bool = False
    """Whether it may come in again."""
