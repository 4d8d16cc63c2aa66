"""Where captures are read. Whoever asks gets the results in the order in which they were asked
for, so that a ledger is the same whoever reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from watchdesk import pipeline
from watchdesk.intake import Item
from watchdesk.records import Capture
from watchdesk.scale.work import Order, Result


class Read(NamedTuple):
    """An item of the input, and what it gave."""

    item: Item
    result: Result | None = None
    """``None`` for what is no capture, or was not wanted."""


Wanted = Callable[[Capture], bool]
"""Whether a capture is to be read; asked once, when it comes in."""


class Executor(Protocol):
    """Reads captures somewhere."""

    def read(self, items: Iterable[Item], order: Order, wanted: Wanted) -> Iterator[Read]:
        """All items in their order, with what those that were wanted gave.

        A bounded number of them is on its way at a time. Closing the iterator ends all work.
        Raises ``ModelError`` when nothing can be read there.
        """


class Here:
    """Reads in this process, one capture after the other."""

    def read(self, items: Iterable[Item], order: Order, wanted: Wanted) -> Iterator[Read]:
        """See :class:`Executor`."""
        own = order.own()
        for item in items:
            if isinstance(item, Capture) and wanted(item):
                yield Read(item, pipeline.read_or_refuse(item, order.today, own=own))
            else:
                yield Read(item)


def reads(executor: Executor, today: date) -> pipeline.Reads:
    """Who reads all that is asked of it, with no desk's words and actors."""
    return lambda items: executor.read(items, Order(today), lambda _: True)
