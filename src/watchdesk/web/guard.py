"""Who may ask the server for what: hosts, sizes, the token, and forms that write.

A page of another site can make a browser send requests here. So only the names of this machine are
answered (a name that is turned to it from outside is not), and what writes needs three things that
no other site has: the cookie that only the token gives, a field made from the token, and our own
address as the origin of the form.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "watchdesk"
FIELD = "form"
"""Name of the hidden field of each form that writes."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "testserver"})
_LONGEST_QUERY = 8_192
_LONGEST_BODY = 65_536
_YEAR = 31_536_000
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        b"base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Keys(NamedTuple):
    """What a browser shows that was given the token."""

    token: str

    def made(self, what: str) -> str:
        """A value that only who knows the token can make."""
        return hmac.new(self.token.encode(), what.encode(), hashlib.sha256).hexdigest()

    @property
    def cookie(self) -> str:
        """Value of the cookie."""
        return self.made("cookie")

    @property
    def field(self) -> str:
        """Value of the hidden field of forms."""
        return self.made("form")

    def is_shown(self, headers: Headers) -> bool:
        """Whether a request shows the cookie, or the token in its Authorization header."""
        told = headers.get("authorization", "")
        if told.lower().startswith("bearer "):
            return _same(told[7:].strip(), self.token)
        return any(_same(value, self.cookie) for value in _cookies(headers))


def _cookies(headers: Headers) -> Iterable[str]:
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            yield value


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


class Guard:
    """Stands before the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        keys: Keys,
        trouble: Callable[[Request, Exception], Response],
        host: str = "127.0.0.1",
    ) -> None:
        """``host``: what the server listens on; on another than loopback the token is needed for
        everything. ``trouble``: makes the page for a fault of ours."""
        self.app = app
        self.trouble = trouble
        self.keys = keys
        self.names = _LOOPBACK | {host}
        self.is_open = host in _LOOPBACK
        self.is_anywhere = host in {"0.0.0.0", "::"}  # noqa: S104 — compared, not bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer with safe headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def told(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                held = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(pair for pair in _HEADERS if pair[0] not in held),
                ]
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, told)
            return
        try:
            await self.app(scope, receive, told)
        except Exception as error:
            if begun:
                raise
            await self.trouble(Request(scope), error)(scope, receive, told)

    def _refused(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        headers = Headers(scope=scope)
        if not self.is_anywhere and _host(headers.get("host", "")) not in self.names:
            return _said(400, "This desk answers under its own address only.")
        query = scope["query_string"]
        if len(query) > _LONGEST_QUERY:
            return _said(414, "The address is too long. Ask for less at once.")
        length = headers.get("content-length") or "0"
        if not length.isascii() or not length.isdigit() or int(length) > _LONGEST_BODY:
            return _said(413, "This is too much to send at once.")
        if b"token=" in query and scope["method"] == "GET":
            return self._let_in(scope, parse_qsl(query.decode("latin-1"), keep_blank_values=True))
        if not self.is_open and not self.keys.is_shown(headers):
            return _said(401, "This desk asks for its token: open the address that serve printed.")
        return None

    def _let_in(
        self, scope: Scope, query: list[tuple[str, str]]
    ) -> PlainTextResponse | RedirectResponse:
        """Give the cookie for the token, and take the token out of the address."""
        told = [value for name, value in query if name == "token"]
        if not any(_same(value, self.keys.token) for value in told):
            return _said(
                403, "This is not the token of this run; serve prints a new one each time."
            )
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + scope["path"].lstrip("/")  # "//host" would be another site
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(
            COOKIE, self.keys.cookie, max_age=_YEAR, httponly=True, samesite="strict", path="/"
        )
        return answer


def _host(told: str) -> str:
    try:
        return urlsplit(f"//{told}").hostname or ""
    except ValueError:
        return ""


def _said(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words + "\n", status)


async def form_of(request: Request, keys: Keys) -> FormData:
    """The fields of a form that writes.

    Raises ``HTTPException``: 403 without the cookie, the field or our own origin; 413 for too much.
    """
    if not keys.is_shown(request.headers):
        raise HTTPException(
            403,
            "To change something, open the desk by the address with the token that "
            "`watchdesk serve` printed.",
        )
    origin = request.headers.get("origin") or request.headers.get("referer") or ""
    if urlsplit(origin).netloc != request.headers.get("host", ""):
        raise HTTPException(403, "This form was not sent from a page of this desk.")
    size = 0
    body = bytearray()
    async for chunk in request.stream():
        size += len(chunk)
        if size > _LONGEST_BODY:
            raise HTTPException(413, "This is too much to send at once.")
        body += chunk
    fields: list[tuple[str, str | UploadFile]] = []
    fields += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=300)
    form = FormData(fields)
    if not _same(str(form.get(FIELD, "")), keys.field):
        raise HTTPException(403, "This form is of an older run of the server. Load the page anew.")
    return form
