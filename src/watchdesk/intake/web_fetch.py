"""One address over HTTP: redirects followed by hand, everything bounded, nothing sent unasked."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast

import httpcore2
import httpx2

from watchdesk import __version__
from watchdesk.errors import InputRefused
from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.limits import Limits
from watchdesk.intake.web import Web
from watchdesk.intake.web_connect import Guard

_IN_MEMORY = 4 << 20
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_READ = (200, 203)
_CODINGS = ("", "identity", "gzip", "deflate")
_HEADERS = (
    ("User-Agent", f"Watchdesk/{__version__}"),
    (
        "Accept",
        "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, "
        "*/*;q=0.8",
    ),
    ("Accept-Encoding", "gzip, deflate"),
)
_LONGEST = 4000


class Answer(NamedTuple):
    """What a server gave."""

    url: str
    """The address that answered, after redirects."""
    status: int
    headers: httpx2.Headers
    body: BinaryIO | None = None
    """Decoded, at its start; none for another status than 200 and 203."""
    size: int = 0
    """Of the body, in bytes."""
    cut: bool = False
    """The connection ended before the body did."""
    moved: str | None = None
    """Where the address leads for good, when each redirect said that it is for good."""


def fetch(uri: str, web: Web, limits: Limits) -> Answer:
    """The answer of the address, or of the one it leads to.

    Raises ``InputRefused`` W142 to W146, W148 and W149.
    """
    url = _checked(uri, uri)
    web.take_turn(url.host)
    guard = Guard(uri, url.raw_host.decode("ascii") if web.allow_private else None, web)
    for_good, seen = True, [str(url)]
    with _named(uri), httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=guard) as pool:
        while True:
            with _asked(pool, uri, url, web) as core:
                if core.status not in _REDIRECTS:
                    found = _taken(uri, str(url), core, web, limits)
                    return found._replace(moved=str(url) if for_good and len(seen) > 1 else None)
                for_good = for_good and core.status in _FOR_GOOD
                location = httpx2.Headers(core.headers).get("location")
            url = _onward(uri, url, location)
            if str(url) in seen or len(seen) > web.redirects:
                way = "back to itself" if str(url) in seen else f"on over {web.redirects} times"
                raise refused("W148", uri, what=f"it leads {way}")
            seen.append(str(url))


def _checked(told: str, uri: str) -> httpx2.URL:
    """The address, if it is one that may be asked."""
    try:
        url = httpx2.URL(told[: _LONGEST + 1]).copy_with(fragment=None)
        short = len(told) <= _LONGEST and len(str(url)) <= 3 * _LONGEST
    except (httpx2.InvalidURL, ValueError) as error:
        raise refused("W142", uri, what="the address is not valid") from error
    shown = "the address" if told == uri else "it leads on to an address that"
    if url.scheme not in ("http", "https"):
        raise refused("W142", uri, what=f"{shown} is not of http or https")
    if url.userinfo:
        raise refused("W142", uri, what=f"{shown} holds a user name or password")
    if not url.host or not short or not 0 < (url.port or 80) < 1 << 16:
        raise refused("W142", uri, what=f"{shown} is not valid")
    return url


def _onward(uri: str, url: httpx2.URL, location: str | None) -> httpx2.URL:
    if not location:
        raise refused("W148", uri, what="it leads on without saying where")
    try:
        told = str(url.join(location))
    except (httpx2.InvalidURL, ValueError) as error:
        raise refused("W148", uri, what="it leads on to no valid address") from error
    return _checked(told, uri)


def _asked(
    pool: httpcore2.ConnectionPool, uri: str, url: httpx2.URL, web: Web
) -> AbstractContextManager[httpcore2.Response]:
    core = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    known = web.validators(uri)
    headers = list(_HEADERS)
    # Marks are sent only to the address that gave them: another one's would mean nothing there.
    if known is not None and known.url == str(url):
        headers += [("If-None-Match", known.etag)] if known.etag else []
        headers += [("If-Modified-Since", known.last_modified)] if known.last_modified else []
    wait = {"connect": web.connect_seconds, "read": web.read_seconds, "write": web.read_seconds}
    return pool.stream("GET", core, headers=headers, extensions={"timeout": wait})


@cache
def _tls() -> ssl.SSLContext:
    """Certificates are always checked; with the system's, or those of ``SSL_CERT_FILE``."""
    return httpx2.create_ssl_context()


@contextmanager
def _named(uri: str) -> Iterator[None]:
    """Refuse by name for whatever goes wrong on the way."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise refused("W145", uri, what=_said(error, "no whole answer came in time")) from error
    except httpcore2.NetworkError as error:
        raise refused("W144", uri, what=_said(error, "it broke off")) from error
    except (httpcore2.ProtocolError, httpx2.DecodingError) as error:
        raise refused("W149", uri, what=_said(error, "it is no HTTP")) from error


def _said(error: Exception, otherwise: str) -> str:
    said = values.line(str(error), 150)
    return otherwise if said is None or said == "timed out" else said


def _taken(uri: str, url: str, core: httpcore2.Response, web: Web, limits: Limits) -> Answer:
    headers = httpx2.Headers(core.headers)
    answer = Answer(url, core.status, headers)
    if core.status not in _READ:
        return answer
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in _CODINGS:
        what = f"it is packed as {values.line(coding, 60)}, which was not asked for"
        raise refused("W149", uri, what=what)
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:19]) > web.most_bytes:
        raise _too_long(uri, web)
    body = cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 — returned
    try:
        size, cut = _download(uri, core, body, web, limits)
        body.seek(0)
    except BaseException:
        body.close()
        raise
    return answer._replace(body=body, size=size, cut=cut)


def _download(
    uri: str, core: httpcore2.Response, body: BinaryIO, web: Web, limits: Limits
) -> tuple[int, bool]:
    """The decoded body into a file: its size, and whether it broke off."""
    response = httpx2.Response(core.status, headers=core.headers, stream=_Body(core))
    size = 0
    try:
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > web.most_bytes:
                raise _too_long(uri, web)
            packed = response.num_bytes_downloaded
            if size > max(limits.unpacked_free, limits.unpack_ratio * packed):
                what = f"the answer unpacks to over {limits.unpack_ratio} times its size"
                raise refused("W146", uri, what=what)
            body.write(chunk)
    except (httpcore2.RemoteProtocolError, httpcore2.ReadError):
        if not size:
            raise
        return size, True
    return size, False


def _too_long(uri: str, web: Web) -> InputRefused:
    what = f"the answer has more than the {web.most_bytes:,} bytes allowed"
    return refused("W146", uri, what=what)


class _Body(httpx2.SyncByteStream):
    """A body as it comes, for httpx2 to undo its packing piece by piece."""

    def __init__(self, core: httpcore2.Response) -> None:
        self._core = core

    def __iter__(self) -> Iterator[bytes]:
        yield from self._core.iter_stream()
