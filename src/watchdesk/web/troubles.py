"""Pages for what went wrong: what was asked for, why not, and what to do. Never a trace."""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.errors import DeskError, LedgerError, WatchdeskError
from watchdesk.web.asked import BadRequest
from watchdesk.web.serving import page

_PASSING = frozenset({"W304", "W307"})
"""Codes of ledgers that will do again by themselves, or once a command was run."""
_log = logging.getLogger("watchdesk.web")


def told(request: Request, error: Exception) -> Response:
    """The page for an error."""
    status, words, cure = _parts(error)
    answer = page(
        request,
        "trouble.html",
        status,
        title=HTTPStatus(status).phrase,
        words=words,
        cure=cure,
    )
    answer.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = "5"
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


def _parts(error: Exception) -> tuple[int, str, str]:
    if isinstance(error, BadRequest):
        return 400, str(error), ""
    if isinstance(error, HTTPException):
        plain = HTTPStatus(error.status_code)
        words = error.detail if error.detail != plain.phrase else _PLAIN.get(plain.value, "")
        return error.status_code, words, ""
    if isinstance(error, LedgerError):
        status = 503 if error.code in _PASSING else 500
        return status, f"The ledger {error.reason} [{error.code}].", f"{error.cure}."
    if isinstance(error, DeskError):
        return 400, f"{error.where}: {error.reason} [{error.code}].", f"{error.cure}."
    if isinstance(error, WatchdeskError):
        return 500, f"{error.reason} [{error.code}].", f"{error.cure}."
    _log.exception("a page could not be made")
    return (
        500,
        "This is a fault of Watchdesk, not yours. What the ledger holds is not harmed.",
        "The log of the server tells more; please report it.",
    )


_PLAIN = {
    404: "There is no such page.",
    405: "This page cannot be asked for in this way.",
}
