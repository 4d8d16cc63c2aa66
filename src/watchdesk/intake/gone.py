"""Pages that a server says are gone, though the ledger holds them."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

from watchdesk.records import Capture, CaptureHead, Fetch, FetchState
from watchdesk.records.capture import capture_id

_GONE = frozenset((HTTPStatus.NOT_FOUND, HTTPStatus.GONE))
"""Answers that say that a page is not there; any other failure says nothing of the page."""
ANSWER = "message/http"
"""What such an answer is read as."""


def is_gone(look: Fetch) -> bool:
    """Whether a server answered that nothing stands at an address."""
    return look.state is FetchState.FAILED and look.status in _GONE


def notice(look: Fetch, page: CaptureHead | None) -> Capture | None:
    """The server's answer as the newest capture of a page that is known, taken at the moment of
    the look: its text is the status line, such as ``HTTP 410 Gone``. ``None`` where no page is
    known, or that it is gone is known already."""
    if page is None or page.media_type == ANSWER or look.status is None or look.fetched_at is None:
        return None
    text = f"HTTP {look.status} {HTTPStatus(look.status).phrase}"
    digest = sha256(text.encode("ascii")).hexdigest()
    declared = page.declared.model_copy(
        update={"url": page.declared.url or look.uri, "title": None, "published": None}
    )
    return Capture(
        id=capture_id(digest, declared, look.fetched_at),
        uri=look.uri,
        sha256=digest,
        media_type=ANSWER,
        encoding="ascii",
        captured_at=look.fetched_at,
        declared=declared,
        text=text,
    )
