"""A line of the log for each answer of the server."""

from __future__ import annotations

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from watchdesk import logs


class Logged:
    """Logs what was asked for, how it was answered, and in which time.

    Only the path is told: what follows it can hold the token, or what somebody looks for.
    """

    def __init__(self, app: ASGIApp) -> None:
        """``app``: who answers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and log it when the whole answer is sent."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status: int | None = None
        begun = perf_counter()

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, told)
        finally:
            asked = {"method": scope["method"], "path": scope["path"]}
            level = logging.INFO if status is not None and status < 500 else logging.ERROR
            seconds = perf_counter() - begun
            logs.event("request", {**asked, "status": status, "seconds": seconds}, level)
