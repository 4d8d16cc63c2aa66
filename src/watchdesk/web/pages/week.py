"""This week: the brief of a period, each number of it a link to the exact words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchdesk.answers.changing import newest_period
from watchdesk.answers.emptiness import why_empty
from watchdesk.brief import wording
from watchdesk.brief.edits_file import path_of, read_edits, write_edits
from watchdesk.briefs import Form, Wanted, brief_of
from watchdesk.briefs import Made as Drawn
from watchdesk.briefs import written as written_as
from watchdesk.desk import Desk
from watchdesk.errors import WatchdeskError
from watchdesk.periods import period_of, week
from watchdesk.records import Bullet, BulletEdit, Citation, Edits, Interval, Section
from watchdesk.web import asked
from watchdesk.web.kept import Made, is_behind
from watchdesk.web.links import with_query
from watchdesk.web.serving import Served, page, served_by, viewed, written

_PATIENCE = 2.0
"""Seconds a page waits for a brief that was never made."""
_LONG_PATIENCE = 120.0
"""The same for a brief that is to be taken away as a file."""
_FORMS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FILES: tuple[Form, ...] = ("md", "html", "json", "docx")
_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_EDIT = ("do", "id", "record", "was", "text", "note")
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
    return _file(served_by(request).desk, found.value, form, match["name"])


def _file(desk: Desk, drawn: Drawn, form: str, name: str) -> Response:
    chosen = next(one for one in _FILES if one == form)
    answer = Response(written_as(desk, drawn, chosen), media_type=_FORMS[form])
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


def _maker(served: Served, period: Interval, as_of: date | None) -> Callable[[], Drawn]:
    return lambda: brief_of(served.desk, Wanted(period, as_of))


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
    if made.mark != mark:
        is_behind(request)
    drawn: Drawn = made.value
    found = drawn.brief
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


async def edit(request: Request) -> Response:
    """Pin, drop or reword a bullet: a line in the editor's file of the period."""
    form = await written(request)
    name = str(form.get("period", ""))[:20]
    try:
        period = week(name) if "W" in name else Interval.parse(name)
    except (ValueError, OverflowError) as error:
        raise asked.BadRequest("The form does not say which brief is edited.") from error
    told = {key: str(form.get(key, "")).strip()[:4_000] for key in _EDIT}
    served = served_by(request)
    await run_in_threadpool(_keep, served.desk, period, told)
    served.kept.forget()
    return RedirectResponse(f"/brief/{name_of(period)}#{told['id']}", 303)


def _keep(desk: Desk, period: Interval, told: dict[str, str]) -> None:
    path = path_of(desk.folder, period)
    edits = read_edits(path) if path.exists() else Edits(period=str(period))
    do, text = told["do"], told["text"]
    try:
        one = BulletEdit(
            id=told["id"],
            record=told["record"] or None,
            was=told["was"] or None,
            drop=do == "drop",
            pin="lead" if do == "lead" else "section" if do == "section" else None,
            text=text if do == "reword" and text and text != told["was"] else None,
            note=told["note"] or None if do == "note" else None,
        )
    except ValueError as error:
        raise asked.BadRequest("This edit is none that a bullet can take.") from error
    others = [b for b in edits.bullet if b.id != one.id]
    same = next((b for b in edits.bullet if b.id == one.id), None)
    if same is not None and do in {"reword", "note"} and not same.drop:
        kept = {"pin": same.pin, "place": same.place, "text": same.text, "note": same.note}
        kept |= {"text": one.text} if do == "reword" else {"note": one.note}
        one = one.model_copy(update=kept)
    write_edits(path, edits.model_copy(update={"bullet": (*others, one)}))


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


ROUTES = [
    Route("/", this_week),
    Route("/brief", edit, methods=["POST"]),
    Route("/brief/{name}", brief),
]
