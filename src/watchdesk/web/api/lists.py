"""The API's lists of records: claims, contradictions, positions, expectations and the rest."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.answers import filters
from watchdesk.answers.listed import Filter, Listed, listed
from watchdesk.asking import Question, checked
from watchdesk.records import (
    Claim,
    Contradiction,
    ContradictionKind,
    Correction,
    CorrectionKind,
    Expectation,
    ExpectationStatus,
    IssueHint,
    Position,
    Stance,
    Standing,
    Story,
    Watch,
)
from watchdesk.web.api.answering import answered
from watchdesk.web.api.asked import Text, Worded
from watchdesk.web.api.operation import Operation

_ARTICLE = Field(None, description="Only those that rest on this article.", examples=["art-…"])
_ISSUE = Field(None, description="Only on this issue of watch.toml; see the desk.")


class ClaimsAsked(Worded):
    """What claims may be narrowed by."""

    standing: Standing | None = Field(None, description="Only claims of this standing.")
    speaker: Text | None = Field(
        None,
        description="Only claims told by this person, body or state: a name, an entity id, or a "
        "country's code.",
        examples=["country:UA"],
    )
    issue: Text | None = _ISSUE
    article: Text | None = _ARTICLE


def list_claims(request: Request, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """Claims.

    Statements of different articles that say the same thing, the newest days first, with every
    telling, the chain of tellers, independent origins, and the steps that led to where they stand.
    """
    return answered(
        request,
        asked,
        lambda desk, view: listed(
            view,
            desk.watch,
            Claim,
            asked.wish(
                filters.by_standing(asked.standing) if asked.standing else None,
                filters.by_speaker(asked.speaker) if asked.speaker else None,
                filters.by_article(asked.article) if asked.article else None,
                filters.about(desk.watch, issue_of(desk.watch, asked.issue))
                if asked.issue
                else None,
            ),
        ),
    )


def _about(watch: Watch, issue: str | None) -> Filter | None:
    return filters.about(watch, issue_of(watch, issue)) if issue else None


class ContradictionsAsked(Worded):
    """What contradictions may be narrowed by."""

    kind: ContradictionKind | None = Field(None, description="Only of this kind.")
    claim: Text | None = Field(None, description="Only those that this claim is one side of.")
    article: Text | None = _ARTICLE


def list_contradictions(
    request: Request, asked: Annotated[ContradictionsAsked, Query()]
) -> Response:
    """Contradictions.

    Claims that cannot both hold, with the words on either side. Both are kept.
    """
    wish = asked.wish(
        filters.of_kind(asked.kind) if asked.kind else None,
        filters.of_claim(asked.claim) if asked.claim else None,
        filters.by_article(asked.article) if asked.article else None,
    )
    return answered(
        request, asked, lambda desk, view: listed(view, desk.watch, Contradiction, wish)
    )


class PositionsAsked(Worded):
    """What positions may be narrowed by."""

    actor: Text | None = Field(
        None,
        description="Only of this actor: a name, an entity id, or a country's code.",
        examples=["country:DE"],
    )
    issue: Text | None = _ISSUE
    stance: Stance | None = Field(None, description="Only of this stance.")
    holds: bool | None = Field(
        None, description="True: only positions that nothing has taken the place of."
    )
    article: Text | None = _ARTICLE


def list_positions(request: Request, asked: Annotated[PositionsAsked, Query()]) -> Response:
    """Positions.

    Where actors stand on the issues of the watch, since when, and the words that tell it. That
    nobody's position is listed means that none was found, and never that somebody is neutral.
    """
    return answered(
        request,
        asked,
        lambda desk, view: listed(
            view,
            desk.watch,
            Position,
            asked.wish(
                filters.by_actor(asked.actor) if asked.actor else None,
                filters.on_issue(issue_of(desk.watch, asked.issue)) if asked.issue else None,
                filters.by_stance(asked.stance) if asked.stance else None,
                filters.holding(asked.holds) if asked.holds is not None else None,
                filters.by_article(asked.article) if asked.article else None,
            ),
        ),
    )


class ExpectationsAsked(Worded):
    """What expectations may be narrowed by."""

    status: ExpectationStatus | None = Field(None, description="Only of this status.")
    article: Text | None = _ARTICLE


def list_expectations(request: Request, asked: Annotated[ExpectationsAsked, Query()]) -> Response:
    """Expectations.

    What is said to be coming: by whom, for when, and what became of it.
    """
    wish = asked.wish(
        filters.by_status(asked.status) if asked.status else None,
        filters.by_article(asked.article) if asked.article else None,
    )
    return answered(request, asked, lambda desk, view: listed(view, desk.watch, Expectation, wish))


class CorrectionsAsked(Worded):
    """What corrections may be narrowed by."""

    kind: CorrectionKind | None = Field(None, description="Only of this kind.")
    article: Text | None = _ARTICLE


def list_corrections(request: Request, asked: Annotated[CorrectionsAsked, Query()]) -> Response:
    """Corrections by publishers.

    Words that a publisher corrected, took back, removed, or changed in silence. What the desk's
    own analysts ruled is listed as rulings.
    """
    wish = asked.wish(
        filters.of_kind(asked.kind) if asked.kind else None,
        filters.by_article(asked.article) if asked.article else None,
    )
    return answered(request, asked, lambda desk, view: listed(view, desk.watch, Correction, wish))


class StoriesAsked(Worded):
    """What stories may be narrowed by."""

    article: Text | None = Field(None, description="Only the one this article belongs to.")


def list_stories(request: Request, asked: Annotated[StoriesAsked, Query()]) -> Response:
    """Stories.

    Articles that tell the same happening.
    """
    wish = asked.wish(filters.by_article(asked.article) if asked.article else None)
    return answered(request, asked, lambda desk, view: listed(view, desk.watch, Story, wish))


def list_hints(request: Request, asked: Annotated[Worded, Query()]) -> Response:
    """Matters that recur and that the watch does not name.

    The issues that it names are part of the desk.
    """
    wish = asked.wish()
    return answered(request, asked, lambda desk, view: listed(view, desk.watch, IssueHint, wish))


def issue_of(watch: Watch, name: str) -> str:
    """The issue as watch.toml writes it. Raises ``DeskError`` W214 when it names none such."""
    return checked(Position, Question(issue=name), watch).issue or name


OPERATIONS = (
    Operation("/claims", list_claims, Listed[Claim], "Records"),
    Operation("/contradictions", list_contradictions, Listed[Contradiction], "Records"),
    Operation("/positions", list_positions, Listed[Position], "Records"),
    Operation("/expectations", list_expectations, Listed[Expectation], "Records"),
    Operation("/corrections", list_corrections, Listed[Correction], "Records"),
    Operation("/stories", list_stories, Listed[Story], "Records"),
    Operation("/hints", list_hints, Listed[IssueHint], "Records"),
)
