"""What goes wrong in the API, told as RFC 9457 (problem details) with our codes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.errors import CODES, LedgerError, WatchdeskError

if TYPE_CHECKING:
    from fastapi import FastAPI

MEDIA_TYPE = "application/problem+json"
_NOT_THERE = frozenset({"W207", "W208"})
_GONE = "W218"
_LATER = frozenset({"W303", "W304", "W305", "W307"})
_RETRY = "5"


class Flaw(BaseModel):
    """One thing that was wrong with a request."""

    where: str
    """Where it stands: path, query or body, and the name of the parameter."""
    reason: str
    """What is wrong with it."""


class Problem(BaseModel):
    """What went wrong, as RFC 9457 tells it."""

    type: str = Field(examples=["/api#W281"])
    """Where the code is explained."""
    title: str
    """What the code stands for; the same for every problem with that code."""
    status: int
    """The HTTP status."""
    detail: str
    """What was wrong with this request."""
    cure: str
    """What to do."""
    code: str = Field(examples=["W281"])
    """Stable code."""
    instance: str
    """The path that was asked for."""
    errors: tuple[Flaw, ...] = ()
    """Every parameter that was wrong."""


def told(
    request: Request, status: int, error: WatchdeskError, flaws: tuple[Flaw, ...] = ()
) -> Response:
    """A problem as an answer."""
    problem = Problem(
        type=f"/api#{error.code}",
        title=CODES.get(error.code, "something went wrong"),
        status=status,
        detail=f"{error.where}: {error.reason}",
        cure=error.cure,
        code=error.code,
        instance=request.url.path[:_LONGEST],
        errors=flaws,
    )
    headers = {"Retry-After": _RETRY} if status == 503 else {}
    headers["Cache-Control"] = "no-store"
    return Response(problem.model_dump_json(), status, headers, MEDIA_TYPE)


_LONGEST = 300
"""Code points of a path, or of what somebody sent, that are told back."""


def add_handlers(api: FastAPI) -> None:
    """Have an application tell all that goes wrong this way."""
    from fastapi.exceptions import RequestValidationError  # noqa: PLC0415 — heavy

    api.add_exception_handler(WatchdeskError, _known)
    api.add_exception_handler(RequestValidationError, _refused)
    api.add_exception_handler(HTTPException, _no_such)
    api.add_exception_handler(Exception, _fault)


def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, WatchdeskError)
    status = 404 if error.code in _NOT_THERE else 503 if error.code in _LATER else 422
    if error.code == _GONE:
        status = 410
    if isinstance(error, LedgerError):
        status = 503
    return told(request, status, error)


def _refused(request: Request, error: Exception) -> Response:
    from fastapi.exceptions import RequestValidationError  # noqa: PLC0415 — heavy

    assert isinstance(error, RequestValidationError)
    flaws = tuple(
        Flaw(where=" ".join(str(part) for part in one["loc"])[:_LONGEST], reason=_reason(one))
        for one in error.errors()[:20]
    )
    where = flaws[0].where if flaws else "the request"
    reason = flaws[0].reason if flaws else "is wrong"
    cure = "The parameters of each operation are listed at /api and in /api/v1/openapi.json"
    return told(request, 422, WatchdeskError("W281", where, reason, cure), flaws)


def _reason(error: Mapping[str, Any]) -> str:
    """What is wrong with a parameter, in words."""
    if error["type"] == "extra_forbidden":
        return "there is no such parameter"
    if error["type"] == "string_pattern_mismatch":
        return f"it is not written as {error['ctx']['pattern']} has it"
    return str(error["msg"]).removeprefix("Value error, ")


def _no_such(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    where = request.url.path[:_LONGEST]
    if error.status_code == 405:
        reason = f"does not answer {request.method[:20]}"
    elif error.status_code == 404:
        reason = "is no address of the API"
    else:
        reason = str(error.detail)
    cure = "The operations are listed at /api and in /api/v1/openapi.json"
    answer = told(request, error.status_code, WatchdeskError("W282", where, reason, cure))
    answer.headers.update(error.headers or {})
    return answer


def _fault(request: Request, error: Exception) -> Response:
    logging.getLogger(__name__).error("the API failed", exc_info=error)
    where, what = request.url.path[:_LONGEST], f"failed ({type(error).__name__})"
    cure = "The server's log holds the trace; please report it"
    return told(request, 500, WatchdeskError("W283", where, what, cure))
