"""The API as an application, and its description as OpenAPI 3.1."""

from __future__ import annotations

import json
import re
import threading
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount
from starlette.types import Message, Receive, Scope, Send

from watchdesk import __version__
from watchdesk.records.schema import field_docs
from watchdesk.records.span import Frozen
from watchdesk.web.serving import Served

if TYPE_CHECKING:
    from fastapi import FastAPI

    from watchdesk.web.api.operation import Operation

ROOT = "/api/v1"
"""Where it is mounted."""
_ABOUT = """\
What a Watchdesk ledger holds: who said what, through whom, when, how sure, and what changed.

Every list is paged (`limit`, `offset`, `Link` headers) and says in `cut` how much it shows and in
`why_empty` why it shows nothing. Every answer has an entity tag; asked again with `If-None-Match`
an unchanged one is `304`. With `as_of` the ledger is read as it stood at the end of a day.
Addresses of words count Unicode code points of a capture's text, half-open. Quoted words are those
of third parties, exactly as captured. Errors are problem details (RFC 9457) with a stable code.
"""
_PROBLEM = "application/problem+json"
_ANSWERS = {
    "304": "Unchanged since the entity tag that was sent.",
    "404": "Nothing in the ledger has this id or address.",
    "410": "What had this id was taken out of the ledger for good.",
    "422": "A parameter is unknown, missing or wrong.",
    "503": "The ledger cannot be read at this moment; ask again.",
}


class LazyApi:
    """The API as an ASGI application that is made when it is first asked."""

    def __init__(self, served: Served) -> None:
        """Remember the desk."""
        self._served = served
        self._lock = threading.Lock()

    @cached_property
    def _api(self) -> FastAPI:
        return create_api(self._served)

    def _made(self) -> FastAPI:
        with self._lock:
            return self._api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; HEAD as GET without the body."""
        if scope["type"] != "http":
            return
        api = await run_in_threadpool(self._made)
        if scope["method"] != "HEAD":
            await api(scope, receive, send)
            return

        async def head_only(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await api({**scope, "method": "GET"}, receive, head_only)


def mounted(served: Served) -> Mount:
    """The API at its address; whatever stands behind that, line breaks too, is its to answer."""
    mount = Mount(ROOT, LazyApi(served))
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def operations() -> tuple[Operation, ...]:
    """All operations, in the order in which they are described."""
    from watchdesk.web.api import around, articles, lists, ones, searches, wholes  # noqa: PLC0415 — heavy

    return (
        *around.OPERATIONS,
        *searches.OPERATIONS,
        *wholes.OPERATIONS,
        *lists.OPERATIONS,
        *ones.OPERATIONS,
        *articles.OPERATIONS,
    )


def create_api(served: Served | None = None) -> FastAPI:
    """The API for one desk; without one it can only be described."""
    from fastapi import FastAPI  # noqa: PLC0415 — heavy

    from watchdesk.web.api import problems  # noqa: PLC0415 — heavy
    from watchdesk.web.api.remembered import Memory  # noqa: PLC0415

    class Api(FastAPI):
        def openapi(self) -> dict[str, Any]:
            if self.openapi_schema is None:
                self.openapi_schema = _completed(super().openapi())
            return self.openapi_schema

    api = Api(
        title="Watchdesk",
        version=__version__,
        description=_ABOUT,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": ROOT}],
        root_path_in_servers=False,
        redirect_slashes=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    api.state.served = served
    api.state.memory = Memory()
    problems.add_handlers(api)
    for one in operations():
        summary, _, rest = (one.run.__doc__ or "").strip().partition("\n")
        api.add_api_route(
            one.path,
            one.run,
            response_model=one.gives,
            operation_id=one.run.__name__,
            summary=summary.rstrip("."),
            description=" ".join(rest.split()) or summary,
            tags=[one.tag],
            responses={code: {"description": told} for code, told in _ANSWERS.items()},
        )
    return api


@cache
def described() -> dict[str, Any]:
    """The description of the API."""
    return create_api().openapi()


def as_text() -> str:
    """The same, as it is kept in docs/schema."""
    return json.dumps(described(), indent=2, ensure_ascii=False) + "\n"


def _completed(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with problems, headers, and what every field of our records means."""
    from watchdesk.web.api.problems import Problem  # noqa: PLC0415 — heavy

    found = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(found.pop("$defs", {}))
    schemas["Problem"] = found
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    tag = {"ETag": {"description": "Stands for this answer.", "schema": {"type": "string"}}}
    for path in schema["paths"].values():
        for operation in path.values():
            for code, answer in operation["responses"].items():
                if code in {"200", "304"}:
                    answer["headers"] = tag
                else:
                    answer["content"] = problem
    _describe(schemas)
    return schema


def _describe(schemas: dict[str, Any]) -> None:
    """Say of each field what its docstring says. Models of two rooms may have one name; their
    fields tell them apart."""
    docs: dict[str, list[dict[str, str]]] = {}
    for model in _models():
        docs.setdefault(model.__name__, []).append(field_docs(model))
    for name, schema in schemas.items():
        properties = schema.get("properties", {})
        near = docs.get(name) or docs.get(name.partition("_")[0], [])
        told = max(near, key=lambda one: len(one.keys() & properties.keys()), default={})
        for field, text in told.items():
            if field in properties:
                properties[field]["description"] = text


def _models() -> list[type[BaseModel]]:
    from watchdesk.web.api.problems import Flaw, Problem  # noqa: PLC0415 — heavy

    found: list[type[BaseModel]] = [Problem, Flaw]
    queue: list[type[BaseModel]] = [Frozen]
    while queue:
        for child in queue.pop().__subclasses__():
            queue.append(child)
            if "[" not in child.__name__:
                found.append(child)
    return found
