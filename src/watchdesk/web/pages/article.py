"""An article: the text as it was captured, with what it tells and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.article import READ, Look, ReadArticle, read_article
from watchdesk.answers.marked import Block, Layer
from watchdesk.brief.wording import web_address
from watchdesk.lookup import taken_out
from watchdesk.records import Span
from watchdesk.web import asked
from watchdesk.web.serving import page, viewed

LAYERS = {
    Layer.CLAIM: "claims",
    Layer.POSITION: "positions",
    Layer.EXPECTATION: "expectations",
    Layer.ATTRIBUTION: "who says what",
    Layer.EVENT: "events",
    Layer.TIME: "times",
}
_FRAGMENT_WORDS = 8


class Shown(NamedTuple):
    """Blocks that are shown together."""

    folded: bool
    """Whether they stand around the article and are folded."""
    blocks: tuple[Block, ...]
    """In the order of the text."""

    @property
    def is_open(self) -> bool:
        """Whether folded ones hold words that were asked for."""
        return any(block.is_asked for block in self.blocks)

    @property
    def kinds(self) -> str:
        """What they are, in words."""
        seen = (block for block in self.blocks if not block.is_blank)
        told = (block.kind.value if block.kind else "not labelled" for block in seen)
        return ", ".join(dict.fromkeys(told))


def article(request: Request) -> Response:
    """The page of an article."""
    name = request.path_params["name"]
    look = _look(request)
    with viewed(request) as (desk, view):
        found = read_article(view, desk.watch, name, look)
        gone = view.removed(name) if found is None else None
    if gone is not None:
        raise HTTPException(410, f"This article {taken_out(gone)}.")
    if found is None:
        raise HTTPException(404, "No article of this ledger has this id, as it stands here.")
    return page(
        request,
        "article.html",
        found=found,
        shown=list(_folded(found)),
        layers=LAYERS,
        chosen=look.layers,
        outside=_outside(found),
        query=[(n, v) for n, v in request.query_params.multi_items() if n in {"words", "as_of"}],
    )


def _look(request: Request) -> Look:
    told = asked.text(request, "words")
    words = _span(told) if told else None
    start = asked.number(request, "start", 0, 10_000_000)
    names = {layer.value: layer for layer in Layer}
    values = request.query_params.getlist("show")[: len(LAYERS) + 1]
    if any(value not in {*names, "none"} for value in values):
        raise asked.BadRequest(f"“show” is none of {', '.join([*names, 'none'])}.")
    chosen = frozenset(names[value] for value in values if value in names)
    default = frozenset({Layer.CLAIM})
    return Look(words, None if words else start, chosen if values else default)


def _span(told: str) -> Span:
    start, _, end = told.partition(",")
    if not all(one.isascii() and one.isdigit() and len(one) <= 12 for one in (start, end)):
        raise asked.BadRequest("“words” is no stretch of the text such as 120,180.")
    if int(end) < int(start):
        raise asked.BadRequest("“words” ends before it begins.")
    return Span(int(start), int(end))


def _folded(found: ReadArticle) -> Iterator[Shown]:
    """The text with what stands around the article folded, and blank lines kept with the rest."""
    bare = found.line.role.value == "main"

    def is_folded(block: Block) -> bool | None:
        if block.kind is None and block.is_blank:
            return None
        return bare and block.kind is not None and block.kind not in READ

    last = False
    marked: list[tuple[bool, Block]] = []
    for block in found.blocks:
        told = is_folded(block)
        last = last if told is None else told
        marked.append((last, block))
    for folded, held in groupby(marked, key=lambda one: one[0]):
        yield Shown(folded, tuple(block for _, block in held))


def _outside(found: ReadArticle) -> str | None:
    """The address of the page elsewhere, at the very words where a browser can find them."""
    address = web_address(found.line.uri)
    if address is None:
        return None
    text = "".join(p.text for b in found.blocks for p in b.pieces if p.asked)
    words = text.split("\n")[0].split()
    if not words or "#" in address:
        return address
    first = quote(" ".join(words[:_FRAGMENT_WORDS]), safe="").replace("-", "%2D")
    return f"{address}#:~:text={first}"


ROUTES = [Route("/articles/{name}", article)]
