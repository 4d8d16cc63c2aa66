"""HTML pages to captures: the article's text and what the page declares about it."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from lxml import etree
from lxml.html import (
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import decode, printable
from watchdesk.intake.heads import with_byline
from watchdesk.intake.limits import Limits
from watchdesk.intake.page import declared_by
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.text import capture_of, check_text, completed, digest
from watchdesk.records import Capture, Declared

_DEEP = "elements nested in one another"
_MANY = "elements"
_UNSHOWN = frozenset({"script", "style", "noscript", "template", "svg"})
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NOISY = ("trafilatura", "htmldate", "justext", "readability", "courlan", "charset_normalizer")
_DECLARATION = re.compile(r"\s{0,99}<\?xml[^>]{0,200}\?>")
_LIMIT = "ERR_RESOURCE_LIMIT"
# libxml2's name for a page cut off at one of its own limits.


def read_html(piece: Piece, context: Context) -> Iterator[Capture]:
    """The capture of a saved page; its text is laid out as ``page_text`` says.

    What the page says of itself goes before what was said beside it. Raises ``InputRefused``.
    """
    data = piece.whole(context.limits.file_bytes)
    decoded = decode(data, piece.uri, charset=piece.beside.charset, markup=True)
    text, said = page_text(decoded.text, piece.uri, context.limits)
    beside = replace(piece.beside, declared=completed(said, piece.beside.declared))
    found = decoded._replace(text=text)
    yield capture_of(piece.uri, found, "text/html", digest(data), beside)


def page_text(markup: str, uri: str, limits: Limits) -> tuple[str, Declared]:
    """The article's text and what the page declares.

    The text is the headline, the standfirst, the byline and the date, each on a line of its own
    where the page declares it and the article does not already show it; a blank line; then the
    paragraphs, one per line. Raises ``InputRefused`` W110, W113, W114, W115 or W121.
    """
    tree = _parse(markup, uri, limits)
    _clean(tree)
    _check_size(tree, uri, limits)
    with _quiet():
        declared = declared_by(tree)
        body = _body(tree, uri)
    if not body:
        raise refused("W113", uri)
    check_text(body, uri, limits)
    text = with_byline(body, declared)
    check_text(text, uri, limits)
    return text, declared


def _parse(markup: str, uri: str, limits: Limits) -> HtmlElement:
    # Without huge_tree libxml2 silently drops all that follows a long attribute or script.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = _DECLARATION.sub("", markup, count=1).encode("utf-8", "replace")
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise refused("W115", uri) from error
    if any(entry.type_name == _LIMIT for entry in parser.error_log):
        raise refused("W114", uri, what=_DEEP, limit=limits.html_depth)
    return tree


def _clean(tree: HtmlElement) -> None:
    """Makes text printable that was written as character references (``&#27;``).

    The extractor gives up a whole page over one control character.
    """
    for element in tree.iter(etree.Element):
        if element.text and _ODD.search(element.text):
            element.text = printable(element.text)
        if element.tail and _ODD.search(element.tail):
            element.tail = printable(element.tail)


def _check_size(tree: HtmlElement, uri: str, limits: Limits) -> None:
    depth = elements = characters = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            characters += len(element.tail or "")
            continue
        depth, elements = depth + 1, elements + 1
        if element.tag not in _UNSHOWN:
            characters += len(element.text or "")
        if depth > limits.html_depth:
            raise refused("W114", uri, what=_DEEP, limit=limits.html_depth)
        if elements > limits.html_elements:
            raise refused("W114", uri, what=_MANY, limit=limits.html_elements)
    if characters > limits.text_characters:
        raise refused("W121", uri, what=characters, limit=limits.text_characters)


def _body(tree: HtmlElement, uri: str) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 — takes 0.4 s to import

    try:
        page = bare_extraction(tree, include_comments=False, include_tables=True)
    except InputRefused:
        raise
    except Exception as error:  # hostile pages reach bugs in any extractor; name the page instead
        raise refused("W115", uri) from error
    text = getattr(page, "text", None) or ""
    lines = (" ".join(line.split()) for line in printable(text).splitlines())
    return "\n".join(line for line in lines if line)


@contextmanager
def _quiet() -> Iterator[None]:
    """Hold back the log lines and warnings of the extractor; users get refusals instead."""
    loggers = [logging.getLogger(name) for name in _NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
