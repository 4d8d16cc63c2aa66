"""A record with all the words that carry it."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel

from watchdesk.answers.cited import Cut, Words, words_at
from watchdesk.asking import all_addresses
from watchdesk.display import with_one_name
from watchdesk.lookup import later
from watchdesk.records import Claim, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

R = TypeVar("R", bound=BaseModel)
MOST_WORDS = 200
"""Words that are given with one record at most."""


class Version(Frozen):
    """A version of a record."""

    known_at: str
    """Moment from which the ledger knew it, UTC, ISO 8601."""
    stands: bool
    """Whether it stood from then on, or was taken away."""


class Evidenced(Frozen, Generic[R]):
    """A record with the words it rests on."""

    record: R
    """The record."""
    words: tuple[Words, ...]
    """Every place it cites, with the exact words, each once, in its order."""
    cut: Cut
    """How many of these are given."""
    dismissed: bool = False
    """Whether an analyst dismissed it: lists leave it out."""
    known: tuple[Version, ...] = ()
    """When the ledger came to know its versions, the oldest first."""


def evidenced(view: View, watch: Watch, kind: type[R], name: str) -> Evidenced[R] | None:
    """A record of a kind that stands, with its evidence; ``None`` when there is none."""
    record = view.record(kind, name)
    if record is None:
        return None
    record = with_one_name(view, [record])[0]
    wanted = list(dict.fromkeys(all_addresses(record)))
    words = words_at(view, watch, wanted[:MOST_WORDS])
    more = len(wanted) > MOST_WORDS
    return Evidenced[R](
        record=record,
        words=tuple(words.values()),
        cut=Cut(shown=len(words), total=len(wanted), more=more),
        dismissed=name in view.dismissed(),
        known=tuple(
            Version(known_at=one.known_at, stands=one.record is not None)
            for one in view.versions(kind, name)
        ),
    )


def now_called(view: View, kind: type[BaseModel], name: str) -> str | None:
    """Under which id goes on what an id stood for that stands no more; ``None`` for none."""
    if kind is not Claim:
        return None
    claim = later(view, name)
    return claim.id if claim else None
