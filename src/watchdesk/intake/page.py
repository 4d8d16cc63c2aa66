"""What an HTML page declares about itself: meta tags, JSON-LD, time tags, headings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from watchdesk.intake import values
from watchdesk.records import Declared

_ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "blogposting"}
    | {"opinionnewsarticle", "backgroundnewsarticle", "liveblogposting", "report"}
    | {"askpublicnewsarticle", "reviewnewsarticle", "advertisercontentarticle"}
)
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline")
_DECK = ("og:description", "description", "twitter:description", "dc.description")
_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_DATE = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dc.date.created"),
    *("sailthru.date", "article.published", "published-date", "publication_date"),
    *("bt:pubdate", "ptime", "displaydate", "rnews:datepublished", "shareaholic:article_published"),
    "citation_publication_date",
)
_URL = ("og:url", "twitter:url", "parsely-link")
_MAX_NODES = 5000
_MAX_JSON = 1 << 20

Meta = Mapping[str, list[str]]


def declared_by(tree: HtmlElement) -> Declared:
    """What the page says about itself, unchecked; each thing ``None`` where it says nothing."""
    meta = _meta(tree)
    linked = _linked_article(tree)
    outlet = _outlet(meta, linked)
    return Declared(
        url=_url(tree, meta, linked),
        title=_title(tree, meta, linked, outlet),
        deck=values.paragraph(linked.get("description")) or _first(meta, _DECK, values.paragraph),
        outlet=outlet,
        authors=_authors(tree, meta, linked),
        published=_published(tree, meta, linked),
        language=_language(tree, meta, linked),
    )


def _meta(tree: HtmlElement) -> Meta:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: Meta, keys: tuple[str, ...], read: Any) -> Any:
    for key in keys:
        for content in meta.get(key, ()):
            if value := read(content):
                return value
    return None


def _linked_article(tree: HtmlElement) -> Mapping[str, Any]:
    """The article in the page's JSON-LD (schema.org), or nothing.

    Where there are several, the one whose headline is the page's own, else the first.
    """
    nodes = [node for data in _linked_data(tree) for node in _nodes(data)]
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return {}
    shown = {_words(element).casefold() for element in tree.iter("h1", "title")}
    best = next(
        (a for a in articles if (values.line(a.get("headline")) or "").casefold() in shown),
        articles[0],
    )
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    authors = best.get("author")
    return {
        **best,
        "author": [
            named.get(str(author.get("@id")), author)
            if isinstance(author, dict) and "name" not in author
            else author
            for author in (authors if isinstance(authors, list) else [authors])
        ],
    }


def _linked_data(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if "ld+json" in (script.get("type") or "").lower() and len(text) <= _MAX_JSON:
            with suppress(ValueError, RecursionError):
                yield json.loads(text, strict=False, object_pairs_hook=_unescaped)


def _unescaped(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON-LD; many sites write HTML entities into its strings."""
    return {key: unescape(v) if isinstance(v, str) and "&" in v else v for key, v in pairs}


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
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


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.rsplit("/", 1)[-1].lower() in _ARTICLE_TYPES
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _outlet(meta: Meta, linked: Mapping[str, Any]) -> str | None:
    found = _first(meta, _SITE[:1], values.line)
    publisher = linked.get("publisher")
    for item in publisher if isinstance(publisher, list) else [publisher]:
        found = found or values.line(item.get("name") if isinstance(item, dict) else item)
    found = found or _first(meta, _SITE[1:], values.line)
    return str(found) if found and not str(found).startswith(("http:", "https:")) else None


def _url(tree: HtmlElement, meta: Meta, linked: Mapping[str, Any]) -> str | None:
    canonical = [
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    about = linked.get("mainEntityOfPage")
    about = about.get("@id") if isinstance(about, dict) else about
    tagged = [content for key in _URL for content in meta.get(key, ())]
    for value in (*canonical, *tagged, linked.get("url"), about):
        url = values.line(value, 4000)
        if url and url.lower().startswith(("http://", "https://")):
            return url
    return None


def _title(
    tree: HtmlElement, meta: Meta, linked: Mapping[str, Any], outlet: str | None
) -> str | None:
    headings = [text for h in tree.iter("h1") if (text := values.line(_words(h)))]
    titles = [text for t in tree.iter("title") if (text := values.line(_words(t)))]
    found = values.line(linked.get("headline")) or _first(meta, _TITLE, values.line)
    page_title = without_site(titles[0], outlet) if titles else None
    if found is None:
        return headings[0] if len(headings) == 1 else page_title or next(iter(headings), None)
    found = without_site(found, outlet)
    # The heading as printed is preferred when it is what the page declares.
    return next((h for h in headings if h.casefold() == found.casefold()), found)


def without_site(title: str, outlet: str | None) -> str:
    """A page title without the name of its site at the end: ``Head | Site`` gives ``Head``."""
    for mark in (" | ", " - ", " – ", " — ", " :: ", " · "):
        head, found, tail = title.rpartition(mark)
        if found and head and outlet and tail.casefold().strip() == outlet.casefold():
            return head.strip()
    return title


def _authors(tree: HtmlElement, meta: Meta, linked: Mapping[str, Any]) -> tuple[str, ...]:
    found = values.names(linked.get("author"))
    if not found:
        found = values.names([text for key in _AUTHOR for text in meta.get(key, ())][:20])
    if not found:
        found = values.names(
            [
                _words(element)
                for element in tree.iter("a", "span", "div", "p", "address")
                if (element.get("rel") or "").lower() == "author"
                or "author" in (element.get("itemprop") or "").lower().split()
            ][:20]
        )
    return tuple(name for name in found if len(name) <= 100)[:20]


def _published(tree: HtmlElement, meta: Meta, linked: Mapping[str, Any]) -> str | None:
    for value in (linked.get("datePublished"), linked.get("dateCreated")):
        if day := values.iso_day(value):
            return day
    if day := _first(meta, _DATE, values.iso_day):
        return str(day)
    times = list(tree.iter("time"))
    marked = [t for t in times if "datepublished" in (t.get("itemprop") or "").lower()]
    marked += [t for t in times if t.get("pubdate") is not None]
    days = {day for t in marked if (day := values.iso_day(t.get("datetime") or _words(t)))}
    if not days:
        # Unmarked time tags are believed only when all of the page's agree.
        days = {day for t in times if (day := values.iso_day(t.get("datetime")))}
    return days.pop() if len(days) == 1 else None


def _language(tree: HtmlElement, meta: Meta, linked: Mapping[str, Any]) -> str | None:
    tag = values.language(tree.get("lang") or tree.get("xml:lang"))
    locale = _first(meta, ("og:locale", "content-language", "language"), values.language)
    return tag or values.language(linked.get("inLanguage")) or locale


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
