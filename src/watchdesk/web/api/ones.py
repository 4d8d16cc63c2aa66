"""The API's single records, with their evidence; ids that were merged away lead on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.answers.claim import Facing, ToldClaim, told_claim, told_contradiction
from watchdesk.answers.evidenced import Evidenced, evidenced, now_called
from watchdesk.answers.families import ToldFamily, ToldStory, told_family, told_story
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.lookup import taken_out
from watchdesk.records import (
    Claim,
    Correction,
    Expectation,
    IssueHint,
    Position,
    Watch,
)
from watchdesk.store import View
from watchdesk.web.api.answering import answered, moved
from watchdesk.web.api.asked import Asked
from watchdesk.web.api.operation import Operation

Name = Annotated[
    str,
    Path(
        alias="id",
        pattern=r"^[a-z]{3}-[0-9a-f]{16}$",
        description="Id of the record.",
        examples=["clm-0123456789abcdef"],
    ),
]
"""An id in a path."""
Plain = Annotated[Asked, Query()]
"""No parameters but the day."""


class Gone(Exception):
    """An id was merged into another."""

    def __init__(self, name: str) -> None:
        """``name``: the id that stands for it now."""
        super().__init__(name)
        self.name = name


def not_there(name: str, view: View | None = None) -> DeskError:
    """For an id that nothing has, or, as far as a ``view`` tells, nothing has any more."""
    if view is not None and (gone := view.removed(name)) is not None:
        cure = "It is not given out any more"
        return DeskError("W218", name, taken_out(gone), cure)
    cure = "Ids are given by the lists and by /search; they are copied whole"
    return DeskError("W208", name, "nothing in this ledger has that id", cure)


def _one(request: Request, kind: type[BaseModel], name: str, asked: Asked) -> Response:
    def tell(view: View, watch: Watch, name: str) -> BaseModel | None:
        return evidenced(view, watch, kind, name)

    return _told(request, tell, name, asked)


def _told(
    request: Request,
    tell: Callable[[View, Watch, str], BaseModel | None],
    name: str,
    asked: Asked,
) -> Response:
    def make(desk: Desk, view: View) -> BaseModel:
        found = tell(view, desk.watch, name)
        if found is not None:
            return found
        later = now_called(view, Claim, name) if tell is told_claim else None
        if later is not None and later != name:
            raise Gone(later)
        raise not_there(name, view)

    try:
        return answered(request, asked, make)
    except Gone as gone:
        return moved(request, gone.name)


def get_claim(request: Request, name: Name, asked: Plain) -> Response:
    """A claim with its evidence.

    Every telling with its exact words and chain of tellers, the independent origins, the steps
    that led to where it stands, and what contradicts it. An id that was merged away is answered
    with 303 and the address of the claim that took it up.
    """
    return _told(request, told_claim, name, asked)


def get_contradiction(request: Request, name: Name, asked: Plain) -> Response:
    """A contradiction with the words on either side."""
    return _told(request, told_contradiction, name, asked)


def get_position(request: Request, name: Name, asked: Plain) -> Response:
    """A position with all the words it is read from."""
    return _one(request, Position, name, asked)


def get_expectation(request: Request, name: Name, asked: Plain) -> Response:
    """An expectation with the words that tell it and what became of it."""
    return _one(request, Expectation, name, asked)


def get_correction(request: Request, name: Name, asked: Plain) -> Response:
    """A publisher's correction with the words before and after."""
    return _one(request, Correction, name, asked)


def get_story(request: Request, name: Name, asked: Plain) -> Response:
    """A story with its headline, its days, families and claims."""
    return _told(request, told_story, name, asked)


def get_family(request: Request, name: Name, asked: Plain) -> Response:
    """A family of copies.

    Articles that are copies, cuts or captures of one story, in the order in which they were first
    known, with what ties each to the others. A family is also found by the id that any of its
    articles would give it alone.
    """
    return _told(request, told_family, name, asked)


def get_hint(request: Request, name: Name, asked: Plain) -> Response:
    """A matter that recurs, with some of its sentences."""
    return _one(request, IssueHint, name, asked)


OPERATIONS = (
    Operation("/claims/{id}", get_claim, ToldClaim, "Records"),
    Operation("/contradictions/{id}", get_contradiction, Facing, "Records"),
    Operation("/positions/{id}", get_position, Evidenced[Position], "Records"),
    Operation("/expectations/{id}", get_expectation, Evidenced[Expectation], "Records"),
    Operation("/corrections/{id}", get_correction, Evidenced[Correction], "Records"),
    Operation("/stories/{id}", get_story, ToldStory, "Records"),
    Operation("/families/{id}", get_family, ToldFamily, "Articles"),
    Operation("/hints/{id}", get_hint, Evidenced[IssueHint], "Records"),
)
