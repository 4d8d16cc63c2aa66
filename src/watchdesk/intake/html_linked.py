"""The article in a page's JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from lxml.html import HtmlElement

from watchdesk.intake import html_words

Linked = Mapping[str, Any]

_ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "blogposting"}
    | {"opinionnewsarticle", "backgroundnewsarticle", "liveblogposting", "report"}
    | {"askpublicnewsarticle", "reviewnewsarticle", "advertisercontentarticle"}
)
_MAX_NODES = 5000
_MAX_JSON = 2 << 20
_MAX_UPDATES, _MAX_ARTICLES = 500, 50
_WORD = re.compile(r"\w{3,40}")
_ENOUGH = 0.6


def linked_article(tree: HtmlElement, shown: Sequence[str], urls: Sequence[str]) -> Linked:
    """The article that the page is about, or nothing.

    Of several the one with the page's own address or headline is taken, ``urls`` and ``shown``;
    where none has, nothing is certain but what all of them say, and nothing is taken.
    """
    nodes = [node for data in _linked_data(tree) for node in _nodes(data)]
    articles = [node for node in nodes if _is_article(node)][:_MAX_ARTICLES]
    best = _own(articles, shown, urls)
    return {**best, "author": _authors(best, nodes)} if best else {}


def told(linked: Linked) -> list[str]:
    """The text of the article as declared, in lines; of a live page its updates."""
    lines = html_words.paragraphs(linked.get("articleBody"))
    updates = linked.get("liveBlogUpdate")
    if lines or not isinstance(updates, list):
        return lines
    for update in updates[:_MAX_UPDATES]:
        if isinstance(update, dict):
            heading = html_words.plain(update.get("headline"))
            body = html_words.paragraphs(update.get("articleBody"))
            lines += [heading, *body] if heading and body and heading != body[0] else body
    return lines


def is_closed(linked: Linked) -> bool:
    """Whether the page says of itself that not everybody may read it whole."""
    free = linked.get("isAccessibleForFree")
    return free is False or (isinstance(free, str) and free.strip().lower() == "false")


def declared_words(linked: Linked) -> int:
    """How many words the article has, as the page says; 0 when it does not."""
    count = linked.get("wordCount")
    if isinstance(count, str) and len(count) < 8 and count.isascii() and count.isdigit():
        return int(count)
    return count if isinstance(count, int) and not isinstance(count, bool) else 0


def _own(articles: Sequence[Linked], shown: Sequence[str], urls: Sequence[str]) -> Linked:
    if len(articles) < 2:
        return articles[0] if articles else {}
    best = max(articles, key=lambda node: _fit(node, shown, urls))
    heads = {_key(node.get("headline")) for node in articles}
    return best if _fit(best, shown, urls) > 0 or len(heads) == 1 else {}


def _fit(node: Linked, shown: Sequence[str], urls: Sequence[str]) -> float:
    """How well an article fits what the page shows as headlines, and its addresses."""
    headline = _key(node.get("headline"))
    same = max((_alike(headline, _key(text)) for text in shown), default=0.0)
    about = node.get("mainEntityOfPage")
    about = about.get("@id") or about.get("url") if isinstance(about, dict) else about
    given = {_path(url) for url in (node.get("url"), node.get("@id"), about) if url}
    placed = bool(given & {_path(url) for url in urls})
    return (same if same >= _ENOUGH else 0) + placed


def _alike(mine: str, other: str) -> float:
    """Share of words in common, of the longer; 1 for the same line or its beginning."""
    if not mine or not other:
        return 0
    if other.startswith(mine):
        return 1
    left, right = set(_WORD.findall(mine)), set(_WORD.findall(other))
    return len(left & right) / (max(len(left), len(right)) or 1)


def _key(value: object) -> str:
    return (html_words.plain(value) or "").casefold()


def _path(url: object) -> str:
    return str(url).split("#")[0].split("?")[0].rstrip("/")


def _authors(best: Linked, nodes: Sequence[Linked]) -> list[Any]:
    """The authors with their names, where the page keeps these in nodes of their own."""
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    authors = best.get("author") or best.get("creator")
    return [
        named.get(str(author.get("@id")), author)
        if isinstance(author, dict) and "name" not in author
        else author
        for author in (authors if isinstance(authors, list) else [authors])
    ]


def _linked_data(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
        if len(text) <= _MAX_JSON:
            with suppress(ValueError, RecursionError):
                yield json.loads(text, strict=False)


def _nodes(data: Any) -> Iterator[Linked]:
    """Objects at the top, in lists and in ``@graph``; what an article merely links to is not."""
    stack, seen = [data], 0
    while stack and seen < _MAX_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            stack.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _is_article(node: Linked) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.rsplit("/", 1)[-1].lower() in _ARTICLE_TYPES
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
