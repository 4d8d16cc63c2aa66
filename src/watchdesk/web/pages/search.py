"""Search: sentences or claims that hold some words, with what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.names import names
from watchdesk.answers.searched import Wanted, searched
from watchdesk.answers.searched_claims import searched_claims
from watchdesk.brief.wording import days
from watchdesk.records import Interval, Standing, Verification
from watchdesk.store import View
from watchdesk.web import asked
from watchdesk.web.links import with_query
from watchdesk.web.serving import page, viewed

_SIZE = 20
_FACETS = ("outlet", "speaker", "standing", "issue")
_ALL = (*_FACETS, "from", "to", "week", "kind", "as_of")
_NOWHERE = "unknown"
"""How the outlet of articles is asked for whose outlet is not known."""


def search(request: Request) -> Response:
    """The page of a search."""
    kind = asked.choice(request, "kind", ("sentences", "claims"))
    query = {"q": asked.text(request, "q"), **{n: asked.text(request, n) for n in _ALL}}
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    wanted = _wanted(request)
    standing = None
    if kind == "claims":
        standing = _claims_standing(query["standing"])
        wanted = wanted._replace(standing=None)
    found = claims = None
    with viewed(request) as (desk, view):
        if wanted.query:
            page_of = (0, 0) if kind == "claims" else (offset, _SIZE)
            found = searched(view, desk.watch, wanted, *page_of)
        if wanted.query and kind == "claims":
            claims = searched_claims(view, desk.watch, wanted, standing, (offset, _SIZE))
        chips = list(_chips(view, query, wanted.period))

    def narrow(facet: str, value: str) -> str:
        """The address of this search, narrowed further."""
        more = {"from": f"{value}-01", "to": _last(value)} if facet == "month" else {}
        told = {facet: value or _NOWHERE} if facet != "month" else {"week": None}
        return with_query("/search", **{**query, **told, **more})

    return page(
        request,
        "search.html",
        query=query,
        found=found,
        claims=claims,
        chips=chips,
        narrow=narrow,
        size=_SIZE,
    )


def _wanted(request: Request) -> Wanted:
    outlet = asked.text(request, "outlet")
    standings = {one.value: one for one in Verification}
    every = tuple(dict.fromkeys((*standings, *(one.value for one in Standing))))
    standing = asked.choice(request, "standing", every)
    return Wanted(
        query=asked.text(request, "q") or "",
        outlet="" if outlet == _NOWHERE else outlet,
        period=asked.period(request),
        speaker=asked.text(request, "speaker"),
        standing=standings.get(standing or ""),
        issue=asked.text(request, "issue"),
    )


def _claims_standing(told: str | None) -> Standing | None:
    """Where claims shall stand; words of a sentence that no claim stands at narrow nothing."""
    return next((one for one in Standing if one.value == told), None)


def _last(month: str) -> str:
    """The last day of a month such as 2024-08."""
    last = Interval.parse(month).latest
    return (last or date.max).isoformat()


def _chips(
    view: View, query: dict[str, str | None], period: Interval | None
) -> Iterator[tuple[str, str, str]]:
    """What the search is narrowed to, each with the address of the search without it."""
    for name in _FACETS:
        value = query[name]
        if value is not None:
            called = names(view, [value])[value] if name == "speaker" else value
            told = "not known" if (name, value) == ("outlet", _NOWHERE) else called
            yield name, told.replace("_", " "), with_query("/search", **{**query, name: None})
    if period is not None:
        bare = {**query, "from": None, "to": None, "week": None}
        yield "time", days(period), with_query("/search", **bare)


ROUTES = [Route("/search", search)]
