"""Corrections: what analysts ruled, and the forms by which they rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchdesk.answers.listed import Turned
from watchdesk.answers.ruled import rulings, told_ruling
from watchdesk.desk import Desk
from watchdesk.records import Ruling
from watchdesk.web import asked
from watchdesk.web.links import to_record
from watchdesk.web.serving import page, served_by, viewed, written

_SIZE = 50
_BETWEEN = re.compile(r"[\s,;]+")
_LONGEST = 1_000


def corrections(request: Request) -> Response:
    """The list of rulings."""
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (_, view):
        found = rulings(view, Turned(_SIZE, offset))
    query = {"as_of": request.query_params.get("as_of")}
    return page(request, "corrections.html", found=found, query=query, size=_SIZE)


def correction(request: Request) -> Response:
    """The page of a ruling."""
    with viewed(request) as (_, view):
        found = told_ruling(view, request.path_params["name"])
    if found is None:
        raise HTTPException(404, "No ruling of this ledger has this id, as it stands here.")
    return page(request, "correction.html", found=found)


async def correct(request: Request) -> Response:
    """Rule, and show the ruling."""
    form = await written(request)
    rule = _RULES.get(_text(form, "do"))
    if rule is None:
        raise asked.BadRequest("The form does not say what is to be done.")
    served = served_by(request)
    ruling = await run_in_threadpool(rule, served.desk, form)
    served.kept.forget()
    return RedirectResponse(to_record(ruling.id), 303)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    told = value.strip() if isinstance(value, str) else ""
    if len(told) > _LONGEST or "\0" in told:
        raise asked.BadRequest(f"“{name}” is longer than {_LONGEST} characters.")
    return told


def _names(form: FormData, name: str) -> list[str]:
    values = [value for value in form.getlist(name) if isinstance(value, str)]
    told = [one for value in values for one in _BETWEEN.split(value.strip()) if one]
    return [_id(one) for one in told][:100]


def _id(told: str) -> str:
    """An id, also when the address of its page was given."""
    return told.rstrip("/").rpartition("/")[2].partition("?")[0].partition("#")[0]


def _merge(desk: Desk, form: FormData) -> Ruling:
    return desk.merge(_names(form, "record"), _text(form, "because"))


def _split(desk: Desk, form: FormData) -> Ruling:
    return desk.split(_text(form, "record"), _names(form, "telling"), _text(form, "because"))


def _one(verb: Callable[[Desk, str, str], Ruling], desk: Desk, form: FormData) -> Ruling:
    return verb(desk, _id(_text(form, "record")), _text(form, "because"))


def _rename(desk: Desk, form: FormData) -> Ruling:
    return desk.rename(_text(form, "record"), _text(form, "name"), _text(form, "because"))


_RULES: dict[str, Callable[[Desk, FormData], Ruling]] = {
    "merge": _merge,
    "split": _split,
    "dismiss": partial(_one, Desk.dismiss),
    "undo": partial(_one, Desk.undo),
    "rename": _rename,
}

ROUTES = [
    Route("/corrections", corrections),
    Route("/corrections", correct, methods=["POST"]),
    Route("/corrections/{name}", correction),
]
