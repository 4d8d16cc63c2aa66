"""What a page's markup says beside its text: meta tags, microdata, links, headings, times."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from watchdesk.intake import html_words

_PROPS = frozenset({"datepublished", "author", "headline", "name", "publisher", "inlanguage"})
_MAX_TIMES, _MAX_PROPS, _MAX_HEADINGS, _MAX_AUTHORS = 500, 500, 50, 20
_LONG = 5000


class Marks(NamedTuple):
    """Strings as they stand in the markup."""

    meta: Mapping[str, list[str]]
    """Contents of meta tags by lower-case name, property or itemprop."""
    props: Mapping[str, list[str]]
    """Values of schema.org microdata of the article itself by lower-case name."""
    canonical: tuple[str, ...]
    """Targets of ``<link rel=canonical>``."""
    headings: tuple[str, ...]
    """Main headings."""
    titles: tuple[str, ...]
    """The title of the page; more than one on broken pages."""
    times: tuple[tuple[str, bool], ...]
    """Moments of ``<time>``, and whether each is marked as the publication."""
    authors: tuple[str, ...]
    """Names in links marked as the author's."""
    language: str | None
    """Of the whole page."""


def marks_of(tree: HtmlElement) -> Marks:
    """Read the markup once; what is missing is empty."""
    props = _props(tree)
    return Marks(
        meta=_meta(tree),
        props=props,
        canonical=tuple(
            element.get("href") or ""
            for element in tree.iter("link")
            if "canonical" in (element.get("rel") or "").lower().split()
        ),
        headings=_texts(tree, "h1"),
        titles=_texts(tree, "title"),
        times=tuple(
            (time.get("datetime") or words(time), time.get("pubdate") is not None)
            for time in islice(tree.iter("time"), _MAX_TIMES)
        ),
        authors=tuple(
            words(element)
            for element in tree.xpath("//*[@rel='author'][not(self::link)]")[:_MAX_AUTHORS]
        ),
        language=tree.get("lang") or tree.get("xml:lang"),
    )


def words(element: HtmlElement) -> str:
    """The text of an element and all below it, white space levelled, cut off when very long."""
    pieces, size = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece)
        if size > _LONG:
            break
    return " ".join("".join(pieces)[:_LONG].split())


def _texts(tree: HtmlElement, tag: str) -> tuple[str, ...]:
    found = (html_words.plain(words(e)) for e in islice(tree.iter(tag), _MAX_HEADINGS))
    return tuple(text for text in found if text)


def _meta(tree: HtmlElement) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), _MAX_PROPS):
        content = element.get("content")
        if not content:
            continue
        for key in ("property", "name", "itemprop"):
            name = element.get(key)
            if name and (key != "itemprop" or _of_article(element)):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _props(tree: HtmlElement) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//*[@itemprop][not(self::meta or self::link)]")[:_MAX_PROPS]:
        for name in element.get("itemprop").lower().split()[:5]:
            if name not in _PROPS:
                continue
            owner = "author" if name == "name" and _is_author(element) else name
            if owner == "name" or not (owner != name or _of_article(element)):
                continue
            if owner == "author" and name == "author" and element.get("itemscope") is not None:
                continue  # its name is marked inside
            value = element.get("content") or element.get("datetime") or words(element)
            if value:
                found.setdefault(owner, []).append(value)
    return found


def _scope(element: HtmlElement) -> HtmlElement | None:
    return next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)


def _of_article(element: HtmlElement) -> bool:
    """Whether microdata belong to an article and not to a comment, picture or person on it."""
    scope = _scope(element)
    if scope is None:
        return True
    kind = (scope.get("itemtype") or "").lower()
    return kind.endswith(("article", "posting", "webpage")) or not kind


def _is_author(element: HtmlElement) -> bool:
    scope = _scope(element)
    if scope is None or "author" not in (scope.get("itemprop") or "").lower().split():
        return False
    return _of_article(scope)
