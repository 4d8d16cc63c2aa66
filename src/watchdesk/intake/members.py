"""What archives have in common: which members are read, under what address, and how many.

Nothing is ever written under the name of a member, so a name cannot do harm: one that begins with
``/`` or climbs with ``..`` is only a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context, Item, Piece
from watchdesk.intake.read import read_inner
from watchdesk.intake.sources import as_uri, nothing_read, passed_over
from watchdesk.intake.unpack import Inside, over
from watchdesk.records import Refusal

_PACKERS = ("gzip", "bzip2", "xz")
_LONGEST_NAME = 4096


def check_depth(piece: Piece, kind: str, limits: Limits) -> None:
    """Raises ``InputRefused`` W124 where unpacking this kind would go too deep."""
    way = (*piece.beside.unpacked, kind)
    archives = sum(step in (*_PACKERS, "zip", "tar") for step in way)
    tarred = sum(a in _PACKERS and b == "tar" for a, b in pairwise(way))
    if archives - tarred > limits.archive_depth:
        raise refused("W124", piece.uri, limit=limits.archive_depth)


class Members:
    """The members of one archive, as they are met."""

    def __init__(self, piece: Piece, context: Context, kind: str) -> None:
        """``kind`` is ``zip`` or ``tar``. Raises ``InputRefused`` W124."""
        check_depth(piece, kind, context.limits)
        self._piece = piece
        self._context = context
        self._kind = kind
        self._names: Counter[str] = Counter()
        self._over_before = context.passed_over.total()
        self._told = False

    def wanted(self, name: str) -> bool:
        """Whether a member that is no folder is input by its name; counts it.

        Raises ``InputRefused`` W125 when there are too many, or nothing more may be unpacked.
        """
        spent, limits = self._piece.spent, self._context.limits
        spent.members += 1
        if spent.members > limits.archive_members:
            what = f"it has more than the {limits.archive_members:,} members allowed"
            raise refused("W125", self._piece.uri, what=f"{what}; those before were read")
        if spent.unpacked > spent.allowed(limits):
            raise refused("W125", self._piece.uri, what=over(spent, limits))
        ending = passed_over(tidy(name))
        if ending is None:
            return True
        self._context.passed_over[ending] += 1
        return False

    def read(self, name: str, stream: Inside, size: int | None = None) -> Iterator[Item]:
        """What a member holds; the stream has the member's address as its ``uri``."""
        short = tidy(name).rpartition("/")[2]
        inner = self._piece.inner(short, stream.uri, stream.buffered(), self._kind, size=size)
        with inner:
            for item in read_inner(inner, stream, self._context):
                self._told = True
                yield item

    def refuse(self, name: str, what: str, cure: str) -> Refusal:
        """A member that cannot be unpacked, W127."""
        return self.told(refused("W127", self.address(name), what=what, cure=cure))

    def told(self, error: InputRefused) -> Refusal:
        """A member that is refused by name."""
        self._told = True
        return error.refusal()

    def address(self, name: str) -> str:
        """``archive.zip!/folder/name``; the second of a name has ``#2`` behind it, and so on."""
        shown = as_uri(tidy(name))
        if len(shown) > _LONGEST_NAME:
            shown = f"{shown[:_LONGEST_NAME]}…"
        self._names[shown] += 1
        times = self._names[shown]
        return f"{self._piece.uri}!/{shown}" + (f"#{times}" if times > 1 else "")

    def check_any(self) -> None:
        """Raises ``InputRefused`` W106 when not one member was read or refused by name."""
        if not self._told:
            over_now = self._context.passed_over.total() - self._over_before
            raise nothing_read(self._piece.uri, "archive", over_now)


def tidy(name: str) -> str:
    """A member's name with ``/`` between folders and without ``./`` before it."""
    name = name.replace("\\", "/")
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name
