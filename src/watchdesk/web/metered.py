"""What the server tells of itself, in the words of Prometheus."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from watchdesk.store import View

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; 0.15 is what 95 of 100 pages are asked to keep to."""
_OTHER = "other"


class Meter:
    """Counts what is asked of one server. Labels are rooms, not addresses, so that nobody who asks
    can make more of them."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "watchdesk_request_seconds",
            "Time until an answer was sent, by the first part of its path.",
            ["room", "status"],
            buckets=_BOUNDS,
            registry=self.registry,
        )
        self._running = Gauge(
            "watchdesk_requests_running", "Requests being answered.", registry=self.registry
        )
        self._failures = Counter(
            "watchdesk_request_failures",
            "Requests that failed by a fault of the program.",
            ["room"],
            registry=self.registry,
        )

    def begun(self) -> float:
        """Note that a request came in; its moment."""
        self._running.inc()
        return time.perf_counter()

    def ended(self, room: str, status: int, begun: float) -> None:
        """Note that it was answered."""
        self._running.dec()
        told = f"{status // 100}xx" if 100 <= status < 600 else _OTHER
        self._seconds.labels(room, told).observe(time.perf_counter() - begun)
        if status >= 500:
            self._failures.labels(room).inc()

    def text(self, view: View) -> bytes:
        """All figures, with what the ledger holds now, in Prometheus' text format."""
        return generate_latest(self.registry) + generate_latest(_of_ledger(view))


def _of_ledger(view: View) -> CollectorRegistry:
    registry = CollectorRegistry()
    rows = Gauge("watchdesk_ledger_rows", "Rows by kind.", ["kind"], registry=registry)
    for kind, count in view.counts().items():
        rows.labels(kind).set(count)
    recorded = Gauge(
        "watchdesk_ledger_recorded_timestamp_seconds",
        "When the ledger last came to hold something; 0 when it never did.",
        registry=registry,
    )
    last = view.last_recorded()
    recorded.set(datetime.fromisoformat(last).timestamp() if last else 0)
    feeds = list(view.fetches())
    Gauge("watchdesk_feeds", "Feeds and addresses that were looked at.", registry=registry).set(
        len(feeds)
    )
    failing = [one.failing_since for one in feeds if one.failing_since is not None]
    Gauge("watchdesk_feeds_failing", "Those of which the last look failed.", registry=registry).set(
        len(failing)
    )
    now = datetime.now(UTC)
    Gauge(
        "watchdesk_feeds_failing_longest_seconds",
        "For how long the one has failed that fails longest.",
        registry=registry,
    ).set(max(((now - since).total_seconds() for since in failing), default=0.0))
    return registry


def rooms_of(routes: Iterable[BaseRoute]) -> frozenset[str]:
    """The first parts of the paths that there are."""
    return frozenset(_first(path) for path in _paths(routes))


def _paths(routes: Iterable[BaseRoute]) -> Iterator[str]:
    for route in routes:
        yield str(getattr(route, "path", ""))


def _first(path: str) -> str:
    return path.strip("/").partition("/")[0] or "/"


class Metered:
    """Counts requests and how long their answers take."""

    def __init__(self, app: ASGIApp, meter: Meter, rooms: frozenset[str]) -> None:
        """``rooms``: first parts of paths that are told apart; all else is one."""
        self.app, self.meter, self.rooms = app, meter, rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and count it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        begun = self.meter.begun()

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        first = _first(scope["path"])
        try:
            await self.app(scope, receive, told)
        finally:
            self.meter.ended(first if first in self.rooms else _OTHER, status, begun)
