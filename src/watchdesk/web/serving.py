"""How a page is made: one view of the ledger, one template, one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from watchdesk.brief import wording
from watchdesk.brief.templating import environment
from watchdesk.desk import Desk
from watchdesk.store import View
from watchdesk.web import asked, links

if TYPE_CHECKING:
    from jinja2 import Environment


class Served(NamedTuple):
    """What the server was started with; ``request.app.state.served``."""

    desk: Desk
    token: str
    """What a browser must show before it may write."""


@contextmanager
def viewed(request: Request) -> Iterator[tuple[Desk, View]]:
    """The desk, and a view of it as of the day that ``as_of`` names."""
    served: Served = request.app.state.served
    with served.desk.view(asked.day(request, "as_of")) as view:
        yield served.desk, view


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page from a template, which extends ``base.html`` and gets the context."""
    served: Served = request.app.state.served
    made = templates().get_template(template)
    told = made.render(
        request=request,
        watch=served.desk.watch,
        as_of=request.query_params.get("as_of"),
        here=request.url.path,
        **context,
    )
    return HTMLResponse(told, status)


@cache
def templates() -> Environment:
    """The templates of all pages; what they print is escaped and made harmless."""
    made = environment("watchdesk.web")
    made.filters |= {
        "counts": wording.counts,
        "day": wording.day,
        "days": wording.days,
        "headline": wording.headline,
        "published": wording.published,
    }
    made.globals |= {
        "to_record": links.to_record,
        "to_words": links.to_words,
        "to_actor": links.to_actor,
        "to_address": links.to_address,
        "to_diff": links.to_diff,
        "with_query": links.with_query,
        "web_address": wording.web_address,
    }
    return made


Page = Callable[[Request], Response]
"""Pages are plain functions: the server runs them in its threads."""
