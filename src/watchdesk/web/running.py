"""The server itself: a socket, a token, and the end."""

from __future__ import annotations

import gc
import re
import secrets
import socket
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from watchdesk import logs
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.web.app import create_app
from watchdesk.web.logged import Logged

_KEEP_ALIVE = 30
_TURN = 0.0005
"""Seconds after which a page that is being made lets another answer go before."""
_NEW_THINGS = 50_000
"""Things made before the memory is looked through for what nobody needs: a page makes tens of
thousands and drops them, and would be looked through itself several times before it is done."""
_AT_ONCE = 1_000
"""Connections that are served at once; further ones are told to come again."""
_SHORTEST, _LONGEST = 20, 1_000
"""Characters of a token."""
_TOKEN = re.compile(r"[!-~]+")
"""What a header can carry."""


class Settings(NamedTuple):
    """How a desk is served."""

    host: str = "127.0.0.1"
    port: int = 8040
    """0 for any that is free."""
    read_only: bool = False
    """Whether nothing may be written, whoever asks."""
    token: str = ""
    """What a browser must show before it may write; made up unless given."""


class Ready(NamedTuple):
    """Where a desk is served."""

    address: str
    """The address of the first page."""
    token: str
    """The token if it was made up and is asked for, else nothing."""

    def with_token(self) -> str:
        """The address by which somebody is let in."""
        return f"{self.address}?token={self.token}" if self.token else self.address


def token_in(file: Path) -> str:
    """The token in a file. Raises ``DeskError`` W285 for one that is missing or too short."""
    cure = f"Write one of {_SHORTEST} letters and digits at least: openssl rand -hex 24"
    try:
        token = file.read_bytes()[:_LONGEST].decode("utf-8", "replace").strip()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise DeskError("W285", str(file), reason, cure) from error
    if len(token) < _SHORTEST or not _TOKEN.fullmatch(token):
        raise DeskError("W285", str(file), "holds no token that is hard to guess", cure)
    return token


def run(desk: Desk, settings: Settings, ready: Callable[[Ready], None]) -> None:
    """Serve until the process is told to stop; ``ready`` is told where.

    Raises ``DeskError`` W215 when the port is taken or the host is not of this machine.
    """
    import uvicorn  # noqa: PLC0415 — with the server only

    token = settings.token or secrets.token_urlsafe(24)
    app = create_app(desk, token, host=settings.host, read_only=settings.read_only)
    config = uvicorn.Config(
        Logged(app) if logs.is_json() else app,
        log_config=None if logs.is_json() else uvicorn.config.LOGGING_CONFIG,
        log_level="warning",
        timeout_keep_alive=_KEEP_ALIVE,
        limit_concurrency=_AT_ONCE,
        server_header=False,
        access_log=False,
        lifespan="on",
    )
    server = uvicorn.Server(config)
    with closing(_listening(settings)) as listening:
        host, port = listening.getsockname()[:2]
        name = f"[{host}]" if ":" in host else host
        needless = settings.read_only and settings.host == "127.0.0.1"
        ready(Ready(f"http://{name}:{port}/", "" if needless or settings.token else token))
        sys.setswitchinterval(_TURN)
        gc.set_threshold(_NEW_THINGS, 10, 20)
        gc.freeze()
        server.run(sockets=[listening])


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # named, because asyncio sends small answers at once only where it reads TCP here
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
        made.listen(256)
    except OSError as error:
        made.close()
        where = f"{settings.host}:{settings.port}"
        cure = "Name another with --port (0 for any that is free) or --host"
        raise DeskError("W215", where, f"cannot be listened on: {error.strerror}", cure) from error
    return made
