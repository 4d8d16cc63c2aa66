"""HTML pages to captures: the article's text and what the page declares about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lxml import etree
from lxml.html import (
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from watchdesk.intake.codes import refused
from watchdesk.intake.decode import decode
from watchdesk.intake.heads import with_byline
from watchdesk.intake.html_blocks import Layout, lay_out
from watchdesk.intake.html_body import find_body
from watchdesk.intake.html_head import read_head
from watchdesk.intake.html_linked import linked_article
from watchdesk.intake.html_marks import marks_of
from watchdesk.intake.html_tags import without_absurd_tags
from watchdesk.intake.limits import Limits
from watchdesk.intake.page import addresses, declared_by
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.text import capture_of, check_text, completed, digest
from watchdesk.records import Capture, Declared

_DEEP = "elements nested in one another"
_MANY = "elements"
_DEEPER = "boolean(//*[count(ancestor::*) >= $limit])"
_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^>]{0,200}\?>")
_FIRST = 400
_LIMIT = "ERR_RESOURCE_LIMIT"
# libxml2's name for a page cut off at one of its own limits.


def read_html(piece: Piece, context: Context) -> Iterator[Capture]:
    """The capture of a saved page; its text is laid out as ``page_text`` says.

    What the page says of itself goes before what was said beside it. Raises ``InputRefused``.
    """
    data = piece.whole(context.limits.file_bytes)
    decoded = decode(data, piece.uri, charset=piece.beside.charset, markup=True)
    page = read_page(decoded.text, piece.uri, context.limits)
    declared = completed(page.declared, piece.beside.declared)
    partial = page.cut or piece.beside.partial
    beside = replace(piece.beside, declared=declared, partial=partial)
    found = decoded._replace(text=page.text)
    yield capture_of(piece.uri, found, "text/html", digest(data), beside)


class PageText(NamedTuple):
    """What was read from a page."""

    text: str
    """As ``page_text`` lays it out."""
    declared: Declared
    """What the page says of itself."""
    cut: str | None
    """What the article is, in a few words, where it is not whole; ``None`` when nothing says so."""


def page_text(markup: str, uri: str, limits: Limits) -> tuple[str, Declared]:
    """The article's text and what the page declares.

    The text is the headline, the standfirst, the byline and the date, each on a line of its own
    where the page declares it and the article does not already show it; a blank line; then the
    paragraphs, one per line, with headings, items of lists (``- ``) and rows of tables (cells
    parted by tabs) between them. Raises ``InputRefused`` W110, W113, W114, W115 or W121.
    """
    page = read_page(markup, uri, limits)
    return page.text, page.declared


def read_page(markup: str, uri: str, limits: Limits) -> PageText:
    """The same, with the reason where only a part of the article is there."""
    tree = _parse(markup, uri, limits)
    layout = _layout(tree, uri, limits)
    marks = marks_of(tree)
    linked = linked_article(tree, (*marks.headings, *marks.titles), addresses(marks))
    try:
        body = find_body(tree, layout, linked)
    except Exception as error:  # hostile pages reach bugs in any extractor; name the page instead
        raise refused("W115", uri) from error
    if not body.lines:
        raise refused("W113", uri)
    head = read_head(layout, body.head)
    first = [block.text for block in layout.blocks[:_FIRST]]
    declared = declared_by(marks, linked, deck=head.deck, lines=first)
    shown = [*(head.bylines if not declared.authors else ())]
    shown += head.dates if not declared.published else ()
    text = "\n".join(body.lines)
    check_text(text, uri, limits)
    text = with_byline(text, declared, shown)
    check_text(text, uri, limits)
    return PageText(text, declared, body.cut)


def _parse(markup: str, uri: str, limits: Limits) -> HtmlElement:
    # Without huge_tree libxml2 silently drops all that follows a long attribute or script.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    markup = without_absurd_tags(_DECLARATION.sub("", markup, count=1))
    data = markup.encode("utf-8", "replace")
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise refused("W115", uri) from error
    if any(entry.type_name == _LIMIT for entry in parser.error_log):
        raise refused("W114", uri, what=_DEEP, limit=limits.html_depth)
    return tree


def _layout(tree: HtmlElement, uri: str, limits: Limits) -> Layout:
    if tree.xpath("count(//*)") > limits.html_elements:
        raise refused("W114", uri, what=_MANY, limit=limits.html_elements)
    if tree.xpath(_DEEPER, limit=limits.html_depth):
        raise refused("W114", uri, what=_DEEP, limit=limits.html_depth)
    layout = lay_out(tree)
    if layout.characters > limits.text_characters:
        raise refused("W121", uri, what=layout.characters, limit=limits.text_characters)
    return layout
