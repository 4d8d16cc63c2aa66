"""Connections to a server that are kept for the next who reads.

A library's pool opens its connections in threads of its own, so that a reader learns only that
none came in time; here it is told at once why.
"""

from __future__ import annotations

import os
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, local
from typing import Any

import psycopg

from watchdesk.errors import LedgerError

MOST = 20
"""Connections of a process that read at once; who comes later waits."""
_PATIENCE = 30.0
"""Seconds to wait for one."""
_FRESH = 30.0
"""Seconds after which a connection is tried before it is used again."""

Connection = psycopg.Connection[Any]


class Pool:
    """Connections, each of one reader at a time."""

    def __init__(self, place: str, connect: Callable[[], Connection], most: int = MOST) -> None:
        """``connect`` opens a connection, or raises why it cannot."""
        self._place = place
        self._connect = connect
        self._most = most
        self._room = BoundedSemaphore(most)
        self._idle: deque[tuple[Connection, float]] = deque()
        self._process = os.getpid()
        self._held = local()
        weakref.finalize(self, _close, self._idle, self._process)

    @contextmanager
    def taken(self, start: bytes) -> Iterator[Connection]:
        """A connection on which a transaction was begun with a statement; it is dropped at the end.

        Raises ``LedgerError`` W304 when none was free in time.
        """
        with self._placed():
            connection = self._begun(start)
            try:
                yield connection
            finally:
                self._back(connection)

    @contextmanager
    def _placed(self) -> Iterator[None]:
        """A place among those who read; who has one already needs no other, so that readers do not
        wait for each other for ever."""
        depth = getattr(self._held, "depth", 0)
        if not depth and not self._room.acquire(timeout=_PATIENCE):
            what = f"all {self._most} connections of this process were in use for {_PATIENCE:.0f} s"
            raise LedgerError("W304", self._place, what, "Try again, or ask for less at once")
        self._held.depth = depth + 1
        try:
            yield
        finally:
            self._held.depth = depth
            if not depth:
                self._room.release()

    def _begun(self, start: bytes) -> Connection:
        while (kept := self._next()) is not None:
            try:
                kept.execute(start)
            except psycopg.OperationalError:  # the server was restarted since
                kept.close()
                continue
            return kept
        connection = self._connect()
        connection.execute(start)
        return connection

    def _next(self) -> Connection | None:
        if self._process != os.getpid():  # those are the parent's
            self._process, self._idle = os.getpid(), deque()
        while True:
            try:
                connection, since = self._idle.pop()
            except IndexError:
                return None
            if not connection.closed and (time.monotonic() - since < _FRESH or _lives(connection)):
                return connection
            connection.close()

    def _back(self, connection: Connection) -> None:
        try:
            connection.execute(b"ROLLBACK")
        except psycopg.Error:
            connection.close()
        else:
            self._idle.append((connection, time.monotonic()))

    def close(self) -> None:
        """Close what is not in use."""
        _close(self._idle, self._process)


def _close(idle: deque[tuple[Connection, float]], process: int) -> None:
    while idle and process == os.getpid():  # a parent's connections are its own
        idle.pop()[0].close()


def _lives(connection: Connection) -> bool:
    try:
        connection.execute(b"SELECT 1")
    except psycopg.Error:
        return False
    return True
