"""The API's desk, briefs, changes, and what the ledger keeps beside its records."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, Field, model_validator
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.answers import changing
from watchdesk.answers.about_desk import About, Kept, about, kept
from watchdesk.answers.resolved import Resolved, resolved
from watchdesk.answers.ruled import RulingList, ToldRuling, rulings, told_ruling
from watchdesk.briefs import Made
from watchdesk.desk import Desk
from watchdesk.records import Brief, ChangeKind, Refusal
from watchdesk.store import View
from watchdesk.web import links
from watchdesk.web.api.answering import answered
from watchdesk.web.api.asked import Asked, Day, Paged, Timed, period_named
from watchdesk.web.api.ones import Name, Plain, not_there
from watchdesk.web.api.operation import Operation
from watchdesk.web.api.remembered import Memory
from watchdesk.web.pages.week import made_of
from watchdesk.web.serving import served_by

_PATIENCE = 120.0
"""Seconds for which a brief that was never made is waited for."""


def get_desk(request: Request, asked: Plain) -> Response:
    """The desk: its name, issues, and what its ledger holds."""
    return answered(request, asked, lambda desk, view: about(view, desk.watch, asked.as_of))


Period = Annotated[
    str,
    Path(
        pattern=r"^[1-9]\d{3}-(W(0[1-9]|[1-4]\d|5[0-3])|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)$",
        description="An ISO week, a month or a day.",
        examples=["2024-W33"],
    ),
]


def get_brief(request: Request, period: Period, asked: Plain) -> Response:
    """The brief of a period.

    Sections of bullets, each with the numbers of the citations that carry it; all citations with
    their exact words; what the gate stopped, and why.
    """

    days = period_named(period)

    def make(_: Desk, __: View) -> BaseModel:
        made = made_of(served_by(request), days, asked.day, _PATIENCE)
        if made is None:
            raise HTTPException(503, "the brief is being made; ask again in a minute")
        drawn: Made = made.value
        return drawn.brief

    return answered(request, asked, make, marked=False)


class ChangesAsked(Timed):
    """What changes may be narrowed by."""

    since: Day | None = Field(
        None,
        description="What the ledger came to hold after the end of this day (UTC); not together "
        "with week, from or to, which ask for the days on which it was said or done.",
    )
    kind: tuple[ChangeKind, ...] = Field((), description="Only of these kinds.", max_length=12)

    @model_validator(mode="after")
    def _one_question(self) -> ChangesAsked:
        if self.since and self.period:
            raise ValueError("give since, or week, from and to, not both")
        return self


def list_changes(request: Request, asked: Annotated[ChangesAsked, Query()]) -> Response:
    """What changed.

    In the order of days: claims told, confirmed, denied or taken back, positions taken or left,
    what came to be expected and what became of it, corrections. With `since` what the ledger
    learned after a day, with `week`, `from` and `to` what was said or done in a time; without any
    of them, of the newest week with an article.
    """

    memory: Memory = request.app.state.memory

    def make(desk: Desk, view: View) -> BaseModel:
        if asked.since:
            return changing.since(view, desk.watch, asked.since, asked.page, asked.kind)
        period = asked.period or changing.newest_period(view, desk.watch)
        key = ("changes", view.mark(), str(period))
        every = memory.of(key, changing.Happened, lambda: changing.happened(view, period))
        return changing.within(view, desk.watch, every, asked.page, asked.kind)

    return answered(request, asked, make)


class ResolvedLink(Resolved):
    """What an id or an address leads to, and where it is shown."""

    href: str | None
    """Address of it in this API; null for what has none."""
    page: str
    """Address of its page on the desk."""


_ROOMS = {
    "claim": "claims",
    "contradiction": "contradictions",
    "position": "positions",
    "expectation": "expectations",
    "correction": "corrections",
    "story": "stories",
    "issue": "hints",
    "article": "articles",
    "family": "families",
    "ruling": "rulings",
}


class ResolveAsked(Asked):
    """What is to be resolved."""

    name: str = Field(
        min_length=1,
        max_length=80,
        pattern=r"^[\x20-\x7e]+$",
        description="An id, or an address of words, its # written as %23.",
        examples=["cap-0123456789abcdef#char=12,80"],
    )


def resolve(request: Request, asked: Annotated[ResolveAsked, Query()]) -> Response:
    """What an id or an address of words leads to.

    For an address, the exact words with what stands around them. An id that was merged away leads
    to what took it up.
    """

    def make(desk: Desk, view: View) -> BaseModel:
        found = resolved(view, desk.watch, asked.name)
        if found is None:
            raise not_there(asked.name.partition("#")[0], view)
        room = _ROOMS.get(found.kind)
        page = links.to_words(found.words.at) if found.words else links.to_record(found.id)
        return ResolvedLink(
            **dict(found),
            href=f"/api/v1/{room}/{found.id}" if room else None,
            page=page,
        )

    return answered(request, asked, make)


def list_rulings(request: Request, asked: Annotated[Paged, Query()]) -> Response:
    """What the desk's analysts ruled.

    Each with the records it touches, and by which later one it was taken back.
    """
    return answered(request, asked, lambda _, view: rulings(view, asked.page))


def get_ruling(request: Request, name: Name, asked: Plain) -> Response:
    """A ruling of an analyst, with the records it touches."""

    def make(_: Desk, view: View) -> BaseModel:
        found = told_ruling(view, name)
        if found is None:
            raise not_there(name)
        return found

    return answered(request, asked, make)


def list_refusals(request: Request, asked: Annotated[Paged, Query()]) -> Response:
    """Input that was not taken, with the reason and the cure."""
    why = "Nothing that this desk was given was refused."
    return answered(
        request,
        asked,
        lambda _, view: kept(Refusal, list(view.refusals()), asked.page, why),
        marked=False,
    )


OPERATIONS = (
    Operation("/desk", get_desk, About, "Desk"),
    Operation("/briefs/{period}", get_brief, Brief, "Desk"),
    Operation("/changes", list_changes, changing.ChangeList, "Desk"),
    Operation("/resolve", resolve, ResolvedLink, "Desk"),
    Operation("/rulings", list_rulings, RulingList, "Desk"),
    Operation("/rulings/{id}", get_ruling, ToldRuling, "Desk"),
    Operation("/refusals", list_refusals, Kept[Refusal], "Desk"),
)
