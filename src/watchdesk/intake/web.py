"""Pages, feeds and files at addresses: fetched once, politely, and read like any other bytes.

Nothing is fetched unless a ``Web`` is given. Proxies named in the environment are not used: a
proxy looks names up itself, and the addresses behind them could no longer be checked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING

from watchdesk.errors import InputRefused
from watchdesk.intake.addresses import resolve
from watchdesk.intake.codes import refused
from watchdesk.intake.feed_entry import web_address
from watchdesk.intake.formats import Format, format_of
from watchdesk.intake.http import content_type
from watchdesk.intake.piece import Beside, Context, Item, Piece
from watchdesk.records import Capture, Declared, Fetch, FetchState, Refusal, Validators

if TYPE_CHECKING:
    from watchdesk.intake.web_fetch import Answer

_MARK = re.compile(r"[\x20-\x7e]{1,500}")
_FEED_LINK = re.compile(
    rb"<link\b(?=[^>]{0,500}\stype\s?=\s?[\"']?application/(?:rss|atom)\+xml)"
    rb"[^>]{0,500}?\shref\s?=\s?[\"']?([^\"'\s>]{1,500})",
    re.IGNORECASE,
)
_LATER = "Try again later."
_CURES = {
    401: "Open it in a browser and save the page.",
    403: "Open it in a browser and save the page.",
    404: "Check the address.",
    410: "It is gone for good; take it off your list.",
    429: _LATER,
    451: "Look for the page elsewhere.",
}
_IS_ONE_PAGE = (Format.HTML, Format.TEXT, Format.FEED)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _none(_: str) -> Validators | None:
    return None


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are fetched."""

    allow_private: bool = False
    """Whether the host of an address as given may lie in a private network; that of a redirect
    to another host never may."""
    feeds: Collection[str] = ()
    """Addresses that hold feeds; anything else found there is refused."""
    validators: Callable[[str], Validators | None] = _none
    """What the last good look at an address left to ask with."""
    seconds: float = 60.0
    """For one address, with all redirects, from the first byte to the last."""
    connect_seconds: float = 10.0
    """For looking a host up, and for connecting to one of its addresses."""
    read_seconds: float = 15.0
    """Between two pieces of an answer."""
    pause: float = 1.0
    """Seconds between two addresses of the same host."""
    most_bytes: int = 256 << 20
    """Longest answer, unpacked."""
    redirects: int = 5
    """How often an address may lead on."""
    now: Callable[[], datetime] = _now
    """The time of day, for ``captured_at``."""
    resolve: Callable[[str, int, float], Sequence[str]] = resolve
    """IP addresses of a host; see ``addresses.resolve``."""
    asked: dict[str, float] = field(default_factory=dict)
    """Host → when it was last asked, by the monotonic clock; grows while reading."""

    def take_turn(self, host: str) -> None:
        """Wait until a host may be asked again."""
        last = self.asked.get(host)
        if last is not None:
            time.sleep(max(0.0, min(self.pause, last + self.pause - time.monotonic())))
        self.asked[host] = time.monotonic()


def read_address(uri: str, context: Context) -> Iterator[Item]:
    """What stands at an address, then one ``Fetch`` on how the address is doing.

    ``captured_at`` is when it was asked, which does not go into the captures' ids: a page that
    has not changed is the same capture. Raises nothing; whatever goes wrong is a ``Refusal``, and
    the reason of the ``Fetch``.
    """
    from watchdesk.intake.web_fetch import fetch  # noqa: PLC0415 — HTTP is slow to import

    web = context.web
    assert isinstance(web, Web)
    begun = web.now()
    look = Fetch(uri=uri, state=FetchState.FAILED, fetched_at=begun)
    try:
        answer = fetch(uri, web, context.limits)
        look = look.model_copy(update={"status": answer.status, "answered_by": answer.url})
        if answer.status == HTTPStatus.NOT_MODIFIED:
            yield _unchanged(look, web.validators(uri))
            return
        if answer.body is None:
            raise _told(uri, answer)
    except InputRefused as error:
        yield error.refusal()
        yield look.model_copy(update={"reason": error.reason})
        return
    with answer.body:
        yield from _read(answer, look, context, web)


def _unchanged(look: Fetch, known: Validators | None) -> Fetch:
    if known is None:
        what = "it says that nothing has changed, though it was not asked"
        raise refused("W149", look.uri, what=what)
    update = {"etag": known.etag, "last_modified": known.last_modified}
    return look.model_copy(update={**update, "state": FetchState.NOT_MODIFIED})


def _told(uri: str, answer: Answer) -> InputRefused:
    """Why an answer other than 200 is none."""
    try:
        phrase = f" ({HTTPStatus(answer.status).phrase})"
    except ValueError:
        phrase = ""
    wait = answer.headers.get("retry-after", "")
    what = f"{answer.status}{phrase}"
    if _MARK.fullmatch(wait):
        what += f", asking to wait: {wait[:60]}{' seconds' if wait.isdigit() else ''}"
    cure = _CURES.get(answer.status, _LATER if answer.status >= 500 else "Check the address.")
    return refused("W147", uri, what=what, cure=cure)


def _read(answer: Answer, look: Fetch, context: Context, web: Web) -> Iterator[Item]:
    """The captures of a body, and what has become of the look."""
    from watchdesk.intake.read import read_piece  # noqa: PLC0415 — it imports this module

    piece, kind = _piece(answer, look)
    flaws = list(_flaws(answer, kind))
    captures, reason = 0, None
    inner: Fetch | None = None
    try:
        _check(answer, kind, piece, web)
        for item in read_piece(piece, context):
            if isinstance(item, Fetch) and item.uri == look.uri:
                inner = item
                continue
            captures += isinstance(item, Capture)
            reason = item.reason if isinstance(item, Refusal) else reason
            yield item
    except InputRefused as error:
        reason = error.reason
        yield error.refusal()
    if inner is None:
        state = FetchState.FRESH if captures else FetchState.FAILED if reason else FetchState.EMPTY
        inner = Fetch(uri=look.uri, state=state, entries=captures, reason=reason)
    yield _finished(look, inner, flaws, answer)


def _finished(look: Fetch, inner: Fetch, flaws: list[str], answer: Answer) -> Fetch:
    failed = inner.state is FetchState.FAILED
    update = {
        "state": inner.state,
        "entries": inner.entries,
        "flaws": (*flaws, *inner.flaws),
        "reason": inner.reason if failed else None,
    }
    if not failed and not answer.cut:
        update["etag"] = _mark(answer.headers.get("etag"))
        update["last_modified"] = _mark(answer.headers.get("last-modified"))
    return look.model_copy(update=update)


def _mark(value: str | None) -> str | None:
    """A header that can be sent back as it came."""
    return value if value and _MARK.fullmatch(value) else None


def _piece(answer: Answer, look: Fetch) -> tuple[Piece, Format]:
    """The body with what is known beside it, and what it is read as."""
    assert answer.body is not None
    media_type, charset = content_type(answer.headers.get("content-type"))
    name = answer.url.partition("?")[0].rpartition("/")[2]
    head = answer.body.read(1 << 16)
    answer.body.seek(0)
    if format_of("", head) is Format.FEED:  # many servers send feeds as pages or plain text
        name, media_type = "", "application/xml"
    kind = format_of(name, head, media_type)
    declared = Declared(url=answer.url) if kind in _IS_ONE_PAGE else Declared()
    beside = Beside(declared, look.fetched_at, media_type, charset, taken_now=True)
    return Piece(look.uri, name, answer.body, beside, size=answer.size), kind


def _flaws(answer: Answer, kind: Format) -> Iterator[str]:
    if answer.moved:
        yield f"moved for good to {answer.moved}"
    told, _ = content_type(answer.headers.get("content-type"))
    if kind is Format.FEED and told in ("text/html", "text/plain"):
        yield f"sent as {told}"
    if answer.cut:
        yield f"the answer broke off after {answer.size:,} bytes"


def _check(answer: Answer, kind: Format, piece: Piece, web: Web) -> None:
    """Raises ``InputRefused`` W149 for a page cut off and W140 where a feed should be."""
    if kind is Format.FEED:
        return
    if answer.cut:
        raise refused("W149", piece.uri, what=f"it broke off after {answer.size:,} bytes")
    if piece.uri in web.feeds:
        what = "an HTML page" if kind is Format.HTML else f"something else ({kind.value})"
        if named := _feed_named(piece.head, answer.url):
            what += f" that names {named} as its feed"
        raise refused("W140", piece.uri, what=what)


def _feed_named(head: bytes, base: str) -> str | None:
    """The first feed that a page links to."""
    found = _FEED_LINK.search(head)
    return web_address(base, unescape(found[1].decode("ascii", "replace"))) if found else None
