"""Digests of the whole ledger, made once for each of its states."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")
_MOST = 24
"""Digests that are remembered."""


class Memory:
    """Remembers the digests that were asked for last, by what they are of and the ledger's mark."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._held: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, kind: type[T], make: Callable[[], T]) -> T:
        """What was made for a key, or is made now."""
        with self._lock:
            found = self._held.get(key)
            if isinstance(found, kind):
                self._held.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return made
