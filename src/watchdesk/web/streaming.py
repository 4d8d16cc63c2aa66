"""Answers that are sent while they are made: in a thread of their own, a few pieces ahead."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import closing, suppress
from typing import NamedTuple

_AHEAD = 8
"""Pieces that are made before the first of them is taken."""
_PIECE = 1 << 16
"""Bytes of a piece, at least, except for the first and the last one."""
_PATIENCE = 60.0
"""Seconds after which who asked is taken to be gone, when no piece was taken meanwhile."""
_LOOK = 0.5
"""Seconds after which a maker that waits looks whether anybody does."""

Make = Callable[[], Generator[bytes, None, None]]
"""Makes the pieces; what it holds open, it closes when it is closed itself."""


class _Ended(NamedTuple):
    """The last of what a maker tells."""

    error: BaseException | None = None


class _Maker(threading.Thread):
    """Makes pieces as long as somebody takes them; it alone touches what they are made from."""

    def __init__(self, make: Make, tell: Callable[[bytes | _Ended], None]) -> None:
        super().__init__(name="watchdesk-streaming", daemon=True)
        self._make = make
        self._tell = tell
        self.room = threading.Semaphore(_AHEAD)
        self.gone = threading.Event()

    def run(self) -> None:
        try:
            with closing(_gathered(self._make())) as pieces:
                for piece in pieces:
                    if not self._is_wanted():
                        return
                    self._tell(piece)
            self._tell(_Ended())
        except Exception as error:  # who waits raises it
            self._tell(_Ended(error))

    def _is_wanted(self) -> bool:
        """Wait until there is room for a piece; whether anybody is still there."""
        waited = 0.0
        while not self.gone.is_set() and waited < _PATIENCE:
            if self.room.acquire(timeout=_LOOK):
                return not self.gone.is_set()
            waited += _LOOK
        self._tell(_Ended(TimeoutError("nobody took what was made")))
        return False


async def sent(make: Make) -> AsyncGenerator[bytes, None]:
    """The pieces, made in a thread. Raises what ``make`` raises; the thread ends, and closes what
    it holds open, when this is closed."""
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[bytes | _Ended] = asyncio.Queue()

    def tell(one: bytes | _Ended) -> None:
        with suppress(RuntimeError):  # the server is no more
            loop.call_soon_threadsafe(told.put_nowait, one)

    maker = _Maker(make, tell)
    maker.start()
    try:
        while not isinstance(one := await told.get(), _Ended):
            yield one
            maker.room.release()
        if one.error is not None:
            raise one.error
    finally:
        maker.gone.set()


def _gathered(pieces: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """The same in larger pieces; the first at once."""
    held = bytearray()
    is_first = True
    with closing(pieces):
        for piece in pieces:
            held += piece
            if held and (is_first or len(held) >= _PIECE):
                yield bytes(held)
                held.clear()
                is_first = False
    if held:
        yield bytes(held)
