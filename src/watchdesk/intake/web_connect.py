"""Connections that are only made to addresses that were checked, and never last too long."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore2

from watchdesk.intake.addresses import is_public
from watchdesk.intake.codes import refused
from watchdesk.intake.web import Web

_TRIES = 4
"""Addresses of one host that are tried."""


class Guard(httpcore2.NetworkBackend):
    """Looks a host up once, checks every address it has, and connects to one of these.

    The name is not looked up again when connecting, so that a server which gives another address
    the second time gains nothing. TLS still checks the name.
    """

    def __init__(self, uri: str, own: str | None, web: Web) -> None:
        """``own`` is the one host that may be private; ``uri`` is for refusals."""
        self._uri = uri
        self._own = own
        self._web = web
        self._inner = httpcore2.SyncBackend()
        self.deadline = monotonic() + web.seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection. Raises ``InputRefused`` W143 for a private address."""
        error: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port)[:_TRIES]:
            try:
                left = _left(self.deadline, timeout, httpcore2.ConnectTimeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _Timed(stream, self.deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as tried:
                error = tried
        raise error

    def _addresses(self, host: str, port: int) -> list[str]:
        left = _left(self.deadline, self._web.connect_seconds, httpcore2.ConnectTimeout)
        try:
            found = list(self._web.resolve(host, port, left))
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        for address in found:
            if not is_public(address) and host != self._own:
                what = f"{host} is {address}, which is not a public address"
                raise refused("W143", self._uri, what=what)
        return found


def _left(deadline: float, seconds: float | None, late: type[Exception]) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise late("it took too long altogether")
    return left if seconds is None else min(left, seconds)


class _Timed(httpcore2.NetworkStream):
    """A connection that ends at its deadline, however little comes at a time."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = _left(self._deadline, timeout, httpcore2.ReadTimeout)
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, timeout, httpcore2.ConnectTimeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
