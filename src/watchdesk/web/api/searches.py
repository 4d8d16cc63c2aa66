"""The API's search."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.answers.searched import Searched, Wanted, searched
from watchdesk.asking import entities
from watchdesk.desk import Desk
from watchdesk.records import Verification
from watchdesk.store import View
from watchdesk.web.api.answering import answered
from watchdesk.web.api.asked import Text, Timed
from watchdesk.web.api.lists import issue_of
from watchdesk.web.api.operation import Operation


class SearchAsked(Timed):
    """What is looked for."""

    limit: int = Field(20, ge=1, le=100, description="Stories of this page.")
    q: Text = Field(
        description="Words, a phrase in double quotes, or the start of a word with a star; a minus "
        "leaves out.",
        examples=['"peace summit"'],
    )
    outlet: Text | None = Field(None, description="Only articles of this outlet.")
    speaker: Text | None = Field(
        None, description="Only sentences that tell this person's, body's or state's words."
    )
    verification: Verification | None = Field(
        None, description="Only sentences that say this of the standing of what they tell."
    )
    issue: Text | None = Field(None, description="Only on this issue of watch.toml.")


def search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Sentences that hold some words.

    Folded by story and copy, the best first, each with its address and the words around it, and
    with what the search can be narrowed by. It says how many sentences were looked at, whether
    these are all, and which words nothing in the ledger holds.
    """

    def make(desk: Desk, view: View) -> Searched:
        wanted = Wanted(
            query=asked.q,
            outlet=asked.outlet,
            period=asked.period,
            speaker=_speaker(view, asked.speaker) if asked.speaker else None,
            standing=asked.verification,
            issue=issue_of(desk.watch, asked.issue) if asked.issue else None,
        )
        return searched(view, desk.watch, wanted, asked.offset, asked.limit)

    return answered(request, asked, make)


def _speaker(view: View, name: str) -> str:
    """The entity id of somebody: of those a name can stand for, one that speaks."""
    ids = entities(name)
    known = view.names_of(ids)
    return next((one for one in ids if one in known), name)


OPERATIONS = (Operation("/search", search, Searched, "Desk"),)
