"""The lines of a page's article: found among its blocks, or as declared, or by trafilatura.

Blocks come first: they keep paragraphs, lists and tables, and cost a tenth. What the page declares
in its JSON-LD is taken where the page shows another text or none. Where the blocks leave doubt,
trafilatura is asked, and believed when it finds much more.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from watchdesk.intake.decode import printable
from watchdesk.intake.html_article import Found, find_article
from watchdesk.intake.html_blocks import Block, Layout, count_words, ends, is_prose
from watchdesk.intake.html_linked import Linked, declared_words, is_closed, told

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NOISY = ("trafilatura", "htmldate", "justext", "readability", "courlan", "charset_normalizer")
_NO_WORD = re.compile(r"\W+")
_TOLD, _TOO_LONG, _TOO_MANY = 200, 300_000, 5000
_SHOWN, _FOUND_ELSEWHERE = 0.5, 0.8
_SHARE = 0.75
_LITTLE = 300
_MUCH_MORE = 1.25
_STUB, _SENTENCE = 250, 8
_TOO_BIG, _TOO_MUCH = 20_000, 5_000_000
# Elements, code points; trafilatura takes seconds for more.
_CHARACTERS = "string-length(string(/))"
_LONG_ATTRIBUTE = 2000


class Body(NamedTuple):
    """An article's lines and how they were come by."""

    lines: tuple[str, ...]
    """Paragraphs, headings, items (``- ``) and rows (cells parted by tabs); none when the page has
    no article."""
    head: tuple[Block, ...] = ()
    """What the page shows between headline and text."""
    cut: str | None = None
    """What the article is, where it is not whole; ``None`` when nothing says so."""


def find_body(tree: HtmlElement, layout: Layout, linked: Linked) -> Body:
    """The article's lines. May raise whatever trafilatura does on hostile pages."""
    found = find_article(layout)
    lines = _declared(layout, found, told(linked))
    if not lines:
        lines = _lines(found.blocks)
        if _is_doubtful(found):
            lines = _longer(lines, _by_trafilatura(tree))
    return Body(tuple(lines), found.head, _cut(lines, linked))


def _lines(blocks: Sequence[Block]) -> list[str]:
    return [f"- {block.text}" if block.kind == "li" else block.text for block in blocks]


def _declared(layout: Layout, found: Found, declared: list[str]) -> list[str]:
    """The declared text where the blocks that were found are mostly not in it: the page's lines
    that make it up, or, when the page does not show it, its own. Empty when there is no need."""
    whole = _NO_WORD.sub("", " ".join(declared))
    if not _TOLD <= len(whole) <= _TOO_LONG or len(layout.blocks) > _TOO_MANY:
        return []
    if _held(found.blocks, whole) >= _SHOWN * len(whole):
        return []
    shown = [block for block in layout.blocks if _held([block], whole)]
    if _held(shown, whole) >= _FOUND_ELSEWHERE * len(whole):
        return _lines(shown)
    return declared if len(whole) > found.prose else []


def _held(blocks: Sequence[Block], whole: str) -> int:
    """How much of a text, given without spaces, its blocks make up."""
    bare = (_NO_WORD.sub("", block.text) for block in blocks if is_prose(block.text))
    return sum(len(text) for text in bare if text in whole)


def _is_doubtful(found: Found) -> bool:
    """Much running text elsewhere on the page, or hardly any at all."""
    little = found.prose < _LITTLE and found.paragraphs < 2
    return little or found.share < _SHARE or found.left_out > found.prose


def _longer(lines: list[str], others: list[str]) -> list[str]:
    size, other = (sum(map(len, some)) for some in (lines, others))
    return others if other > size * _MUCH_MORE else lines


def _cut(lines: Sequence[str], linked: Linked) -> str | None:
    """Only for pages that say they are not open to everybody: many of these are whole."""
    if not lines or not is_closed(linked):
        return None
    words = sum(map(count_words, lines))
    if declared_words(linked) > 2 * words:
        return f"not open to everybody, and {declared_words(linked):,} words long, as the page says"
    last = lines[-1]
    breaks_off = last.endswith(("…", "...")) or (not ends(last) and last.split()[-1].islower())
    if words < _STUB and count_words(last) >= _SENTENCE and breaks_off:
        return "not open to everybody, as the page says, and breaks off"
    return None


def _by_trafilatura(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 — takes 0.4 s to import

    if tree.xpath("count(//*)") > _TOO_BIG or tree.xpath(_CHARACTERS) > _TOO_MUCH:
        return []
    _tame(tree)
    with _quiet():
        page = bare_extraction(tree, include_comments=False, include_tables=True)
    text = getattr(page, "text", None) or ""
    lines = (" ".join(line.split()) for line in printable(text).splitlines())
    return [line for line in lines if line]


def _tame(tree: HtmlElement) -> None:
    """Make text printable that was written as character references (``&#27;``), for which the
    extractor gives up a whole page, and take out the long attributes on which it spends minutes.
    """
    for element in tree.iter(etree.Element):
        if element.text and _ODD.search(element.text):
            element.text = printable(element.text)
        if element.tail and _ODD.search(element.tail):
            element.tail = printable(element.tail)
        for name, value in element.items():
            if len(value) > _LONG_ATTRIBUTE:
                del element.attrib[name]


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
