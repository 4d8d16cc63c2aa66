"""This week: the brief of a period, each number of it a link to the exact words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchdesk.answers.changing import newest_period
from watchdesk.answers.emptiness import why_empty
from watchdesk.brief import wording
from watchdesk.errors import WatchdeskError
from watchdesk.periods import period_of, week
from watchdesk.records import Brief, Bullet, Citation, Interval, Section
from watchdesk.web import asked
from watchdesk.web.kept import Made
from watchdesk.web.links import with_query
from watchdesk.web.serving import Served, page, served_by, viewed

_PATIENCE = 5.0
"""Seconds a page waits for a brief that was never made."""
_LONG_PATIENCE = 120.0
"""The same for a brief that is to be taken away as a file."""
_FORMS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NAMED = re.compile(r"(?P<name>\d{4}(?:-W\d{2}|-\d{2}(?:-\d{2})?))(?:\.(?P<form>[a-z]{2,4}))?")


class Line(NamedTuple):
    """A bullet as the page shows it."""

    bullet: Bullet
    citations: tuple[Citation, ...]
    meta: str
    """Who told whom, when, how sure, how widely, what was worked out."""


class Shown(NamedTuple):
    """A section as the page shows it."""

    title: str
    note: str | None
    lines: tuple[Line, ...]


def name_of(period: Interval) -> str:
    """How a period is spelled in an address: a week, a month or a day."""
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return ""
    year, number, weekday = first.isocalendar()
    if weekday == 1 and last - first == timedelta(days=6):
        return f"{year}-W{number:02d}"
    return f"{first:%Y-%m}" if first.day == 1 and last > first else first.isoformat()


def this_week(request: Request) -> Response:
    """The brief of the newest period, or of the one that is asked for."""
    chosen = asked.period(request)
    with viewed(request) as (desk, view):
        period = chosen or newest_period(view, desk.watch)
        why = why_empty(view, "articles") if period.is_unknown else None
    if chosen is not None:
        path = with_query(f"/brief/{name_of(chosen)}", as_of=request.query_params.get("as_of"))
        return RedirectResponse(path, 303)
    if why is not None:
        return page(request, "week.html", brief=None, why_empty=why, period=None)
    return _shown(request, period)


def brief(request: Request) -> Response:
    """The brief of a named period, as a page or as a file."""
    match = _NAMED.fullmatch(request.path_params["name"])
    form = match["form"] if match else None
    if match is None or (form and form not in _FORMS):
        raise HTTPException(404, "A brief is named by a week, a month or a day, e.g. 2024-W33.")
    try:
        period = week(match["name"]) if "W" in match["name"] else Interval.parse(match["name"])
    except (ValueError, OverflowError) as error:
        raise asked.BadRequest(f"There is no {match['name']} in the calendar.") from error
    if form is None:
        return _shown(request, period)
    found = made_of(served_by(request), period, asked.day(request, "as_of"), _LONG_PATIENCE)
    if found is None:
        raise HTTPException(503, "The brief is being made; ask again in a minute.")
    return _file(found.value, form, match["name"])


def _file(made: Brief, form: str, name: str) -> Response:
    body: str | bytes
    if form == "docx":
        from watchdesk.brief.docx import render as docx  # noqa: PLC0415 — heavy

        body = docx(made)
    else:
        from watchdesk.brief import render  # noqa: PLC0415 — with its templates

        body = render(made, "md" if form == "md" else "html" if form == "html" else "json")
    answer = Response(body, media_type=_FORMS[form])
    if form in {"md", "docx"}:
        answer.headers["Content-Disposition"] = f'attachment; filename="brief-{name}.{form}"'
    if form == "html":
        answer.headers["Content-Security-Policy"] = _FILE_POLICY
    return answer


def made_of(
    served: Served, period: Interval, as_of: date | None, patience: float | None
) -> Made | None:
    """The brief of a period as it was last made; ``None`` while it is made for the first time."""
    return served.kept.get(
        f"brief {period} {as_of}", served.mark(), _maker(served, period, as_of), patience
    )


def _maker(served: Served, period: Interval, as_of: date | None) -> Callable[[], Brief]:
    return lambda: served.desk.brief(period, as_of)


def warm(served: Served) -> None:
    """Have the newest brief made before anybody asks."""
    with suppress(WatchdeskError), served.desk.view() as view:
        period = newest_period(view, served.desk.watch)
        if not period.is_unknown:
            made_of(served, period, None, 0)


def _shown(request: Request, period: Interval) -> Response:
    served = served_by(request)
    mark = served.mark()
    made = made_of(served, period, asked.day(request, "as_of"), _PATIENCE)
    name = name_of(period)
    told: dict[str, Any] = {
        "period": period,
        "name": name,
        "before": _beside(period, served.desk.watch.period, -1),
        "after": _beside(period, served.desk.watch.period, 1),
    }
    if made is None:
        answer = page(request, "week.html", 202, brief=None, why_empty=None, **told)
        answer.headers["Refresh"] = "2"
        answer.headers["Cache-Control"] = "no-store"
        return answer
    found: Brief = made.value
    cited = {one.number: one for one in found.citations}
    return page(
        request,
        "week.html",
        brief=found,
        sections=[_section(one, cited) for one in found.sections],
        behind=None if made.mark == mark else datetime.fromtimestamp(made.at).strftime("%H:%M:%S"),
        why_empty=None,
        **told,
    )


def _section(section: Section, cited: dict[int, Citation]) -> Shown:
    return Shown(
        section.title,
        section.note,
        tuple(
            Line(
                bullet,
                tuple(cited[n] for n in bullet.citations if n in cited),
                wording.meta(bullet, cited),
            )
            for bullet in section.bullets
        ),
    )


def _beside(period: Interval, length: str, step: int) -> str | None:
    """The name of the period before or behind."""
    edge = period.earliest if step < 0 else period.latest
    if edge is None:
        return None
    try:
        return name_of(period_of(edge + timedelta(days=step), length))
    except OverflowError:
        return None


ROUTES = [Route("/", this_week), Route("/brief/{name}", brief)]
