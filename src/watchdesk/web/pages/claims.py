"""Claims, each with all that stands behind it, and contradictions with both of their sides."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchdesk.answers import claim as told
from watchdesk.answers.evidenced import now_called
from watchdesk.answers.filters import about, by_speaker, by_standing
from watchdesk.answers.listed import Filter, Turned, Wish, listed
from watchdesk.records import Claim, Contradiction, Standing
from watchdesk.web import asked
from watchdesk.web.links import to_record, with_query
from watchdesk.web.serving import page, viewed

_SIZE = 30
_QUERY = ("week", "from", "to", "standing", "speaker", "issue", "as_of")


def claims(request: Request) -> Response:
    """The list of claims."""
    standing = asked.choice(request, "standing", tuple(one.value for one in Standing))
    speaker, issue = asked.text(request, "speaker"), asked.text(request, "issue")
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (desk, view):
        filters: list[Filter] = []
        if standing:
            filters.append(by_standing(Standing(standing)))
        if speaker:
            filters.append(by_speaker(speaker))
        if issue:
            filters.append(about(desk.watch, issue))
        wish = Wish(Turned(_SIZE, offset), period, tuple(filters))
        found = listed(view, desk.watch, Claim, wish)
    return page(
        request,
        "claims.html",
        found=found,
        words={one.at: one for one in found.words},
        period=period,
        query={name: request.query_params.get(name) for name in _QUERY},
        standings=list(Standing),
        size=_SIZE,
    )


def claim(request: Request) -> Response:
    """The page of a claim; of one that was merged away, the way to what took it up."""
    name = request.path_params["name"]
    with viewed(request) as (desk, view):
        found = told.told_claim(view, desk.watch, name)
        other = now_called(view, Claim, name) if found is None else None
    if other is not None:
        path = with_query(to_record(other), as_of=request.query_params.get("as_of"), merged=name)
        return RedirectResponse(path, 303)
    if found is None:
        raise HTTPException(404, "No claim of this ledger has this id, as it stands here.")
    return page(request, "claim.html", found=found, merged=asked.text(request, "merged"))


def contradictions(request: Request) -> Response:
    """The list of contradictions."""
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (desk, view):
        wish = Wish(Turned(_SIZE, offset), period, words=False)
        found = listed(view, desk.watch, Contradiction, wish)
        facing = told.with_sides(view, desk.watch, found.items)
    return page(
        request,
        "contradictions.html",
        found=found,
        facing=facing,
        period=period,
        query={name: request.query_params.get(name) for name in ("week", "from", "to", "as_of")},
        size=_SIZE,
    )


def contradiction(request: Request) -> Response:
    """The page of a contradiction."""
    with viewed(request) as (desk, view):
        found = told.told_contradiction(view, desk.watch, request.path_params["name"])
    if found is None:
        raise HTTPException(404, "No contradiction of this ledger has this id, as it stands here.")
    return page(request, "contradiction.html", found=found)


ROUTES = [
    Route("/claims", claims),
    Route("/claims/{name}", claim),
    Route("/contradictions", contradictions),
    Route("/contradictions/{name}", contradiction),
]
