"""Two captures side by side, and what publishers changed or took back."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.cited import words_at
from watchdesk.answers.filters import of_kind
from watchdesk.answers.listed import Turned, Wish, listed
from watchdesk.answers.ruled import dismissal_of
from watchdesk.answers.side_by_side import side_by_side
from watchdesk.compared import wording
from watchdesk.compared.page import parts_of
from watchdesk.lookup import taken_out
from watchdesk.records import Claim, Correction, CorrectionKind
from watchdesk.web import asked
from watchdesk.web.serving import page, viewed

_SIZE = 40


def diff(request: Request) -> Response:
    """The page of two captures."""
    a, b = request.path_params["a"], request.path_params["b"]
    with viewed(request) as (_, view):
        found = side_by_side(view, a, b)
        gone = view.removed(a) or view.removed(b) if found is None else None
    if gone is not None:
        raise HTTPException(410, f"One of these {taken_out(gone)}.")
    if found is None:
        raise HTTPException(404, "No capture or article of this ledger has one of these ids.")
    made = found.made
    touched = [(one, found.touching(one)) for one in made.record.touched]
    return page(
        request,
        "diff.html",
        found=found,
        touches=touched,
        wording=wording,
        **parts_of(made),
    )


def changes(request: Request) -> Response:
    """The list of what publishers changed or took back."""
    kinds = tuple(kind.value for kind in CorrectionKind)
    chosen = asked.choice(request, "kind", kinds)
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    filters = (of_kind(CorrectionKind(chosen)),) if chosen else ()
    with viewed(request) as (desk, view):
        found = listed(view, desk.watch, Correction, Wish(Turned(_SIZE, offset), period, filters))
        places = [at for one in found.items for at in (one.at, one.before) if at]
        words = words_at(view, desk.watch, places)
    told = {name: request.query_params.get(name) for name in ("week", "from", "to", "as_of")}
    return page(
        request,
        "changes.html",
        found=found,
        words=words,
        kinds=kinds,
        chosen=chosen,
        query={"kind": chosen, **told},
        size=_SIZE,
    )


def change(request: Request) -> Response:
    """The page of one such change."""
    with viewed(request) as (desk, view):
        found = view.record(Correction, request.path_params["name"])
        if found is None:
            raise HTTPException(404, "No correction or edit of this ledger has this id.")
        words = words_at(view, desk.watch, filter(None, (found.at, found.before)))
        dismissed = dismissal_of(view, found.id)
        labels = [f"statement:{one}" for one in found.statements]
        claims = view.records(Claim, labels, None, _SIZE) if labels else []
    return page(
        request, "change.html", found=found, words=words, claims=claims, dismissed=dismissed
    )


ROUTES = [
    Route("/diff/{a}/{b}", diff),
    Route("/changes", changes),
    Route("/changes/{name}", change),
]
