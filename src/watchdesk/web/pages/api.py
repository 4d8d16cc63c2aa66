"""What the JSON API can be asked, as a page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.errors import CODES
from watchdesk.web.api.app import ROOT, described
from watchdesk.web.serving import page


def api(request: Request) -> Response:
    """The operations by their headings, and the codes that errors carry."""
    told = described()
    headings: dict[str, list[dict[str, Any]]] = {}
    for path, operations in told["paths"].items():
        for operation in operations.values():
            headings.setdefault(operation["tags"][0], []).append(
                {"path": f"{ROOT}{path}", **operation}
            )
    codes = {code: words for code, words in CODES.items() if code >= "W2"}
    return page(request, "api.html", root=ROOT, headings=headings, codes=codes)


ROUTES = [Route("/api", api)]
