"""Copies of one story in the order in which they were first known, and stories day by day."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.families import told_family, told_story
from watchdesk.web.serving import page, viewed


def family(request: Request) -> Response:
    """The page of a family."""
    with viewed(request) as (desk, view):
        found = told_family(view, desk.watch, request.path_params["name"])
    if found is None or not found.members:
        raise HTTPException(404, "No family of articles of this ledger has this id.")
    return page(request, "family.html", found=found)


def story(request: Request) -> Response:
    """The page of a story."""
    with viewed(request) as (desk, view):
        found = told_story(view, desk.watch, request.path_params["name"])
    if found is None:
        raise HTTPException(404, "No story of this ledger has this id, as it stands here.")
    return page(request, "story.html", found=found)


ROUTES = [Route("/families/{name}", family), Route("/stories/{name}", story)]
