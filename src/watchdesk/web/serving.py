"""How a page is made: one view of the ledger, one template, one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from watchdesk.brief import wording
from watchdesk.brief.edits_file import FOLDER as EDITS
from watchdesk.brief.templating import environment
from watchdesk.desk import Desk
from watchdesk.store import View
from watchdesk.web import asked, links
from watchdesk.web.guard import FIELD, Keys, form_of
from watchdesk.web.kept import Kept

if TYPE_CHECKING:
    from jinja2 import Environment


EXPORTS = 2
"""Exports that are written at once: there are pages to be made, too."""


class Served:
    """What the server works with; ``request.app.state.served``."""

    def __init__(self, desk: Desk, token: str, *, read_only: bool = False) -> None:
        """``token``: what a browser must show before it may write."""
        self.desk = desk
        self.token = token
        self.keys = Keys(token)
        self.read_only = read_only
        self.kept = Kept()
        self.exporting = BoundedSemaphore(EXPORTS)
        self._loaded = 0

    def reload(self) -> None:
        """Read watch.toml anew: it was changed. Raises ``DeskError``."""
        self.desk = Desk.open(self.desk.folder)
        self._loaded += 1

    def mark(self) -> str:
        """Stands for all that a page depends on beside what is asked: the ledger's state, the
        settings, the day."""
        with self.desk.store.view() as view:
            return f"{view.mark()}.{self._loaded}.{date.today()}.{_edited(self.desk.folder)}"


def _edited(folder: Path) -> int:
    """When an editor's file of the desk was last written, in nanoseconds."""
    held = folder / EDITS
    return max((one.stat().st_mtime_ns for one in held.glob("*.toml")), default=0)


def served_by(request: Request) -> Served:
    """What the server works with."""
    served: Served = request.app.state.served
    return served


def may_write(request: Request) -> bool:
    """Whether who asks may change something: forms are shown to them alone."""
    served = served_by(request)
    return not served.read_only and served.keys.is_shown(request.headers)


async def written(request: Request) -> FormData:
    """The fields of a form that writes. Raises ``HTTPException`` 403 where nothing may be written,
    and whatever ``guard.form_of`` does."""
    served = served_by(request)
    if served.read_only:
        raise HTTPException(403, "This desk is served for reading only.")
    return await form_of(request, served.keys)


@contextmanager
def viewed(request: Request) -> Iterator[tuple[Desk, View]]:
    """The desk, and a view of it as of the day that ``as_of`` names."""
    served = served_by(request)
    with served.desk.view(asked.day(request, "as_of")) as view:
        yield served.desk, view


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page from a template, which extends ``base.html`` and gets the context."""
    served = served_by(request)
    made = templates().get_template(template)
    as_of = request.query_params.get("as_of")
    context = {**(links.on_day(as_of) if as_of else {}), **context}
    told = made.render(
        request=request,
        watch=served.desk.watch,
        as_of=as_of,
        here=request.url.path,
        form=served.keys.field if may_write(request) else None,
        read_only=served.read_only,
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
        "form_field": FIELD,
    }
    return made


def prepared() -> None:
    """Make all templates ready, so that the first reader of each page need not wait for its own."""
    made = templates()
    for name in made.list_templates(extensions=["html"]):
        made.get_template(name)


Page = Callable[[Request], Response]
"""Pages are plain functions: the server runs them in its threads."""
