"""What an HTML page declares about itself: meta tags, JSON-LD, microdata, time tags, headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from watchdesk.intake import html_words, values
from watchdesk.intake.html_linked import Linked
from watchdesk.intake.html_marks import Marks
from watchdesk.records import Declared

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline")
_DECK = ("og:description", "description", "twitter:description", "dc.description")
_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"),
    *("sailthru.author", "byl", "citation_author"),
)
_DATE = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dc.date.created"),
    *("sailthru.date", "article.published", "published-date", "publication_date"),
    *("bt:pubdate", "ptime", "displaydate", "rnews:datepublished", "shareaholic:article_published"),
    "citation_publication_date",
)
_URL = ("og:url", "twitter:url", "parsely-link")
_PARTS = re.compile(r" (?:[|–—·«»-]|::) ")
_SITE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " · ")
_NAME = 100
_MAX_AUTHORS = 20


def addresses(marks: Marks) -> list[str]:
    """The addresses the page gives as its own, best first."""
    tagged = [content for key in _URL for content in marks.meta.get(key, ())]
    return [url for value in (*marks.canonical, *tagged) if (url := html_words.address(value))]


def declared_by(
    marks: Marks, linked: Linked, *, deck: str | None = None, lines: Sequence[str] = ()
) -> Declared:
    """What the page says about itself, unchecked; each thing ``None`` where it says nothing.

    ``deck`` is the standfirst it shows, ``lines`` what stands first on it: a title with the name of
    the site around it is known by them.
    """
    outlet = _outlet(marks, linked)
    return Declared(
        url=_url(marks, linked),
        title=_title(marks, linked, outlet, lines),
        deck=deck
        or html_words.paragraph(linked.get("description"))
        or _first(marks, _DECK, html_words.paragraph),
        outlet=outlet,
        authors=_authors(marks, linked),
        published=_published(marks, linked),
        language=_language(marks, linked),
    )


def _first(marks: Marks, keys: tuple[str, ...], read: Callable[[object], str | None]) -> str | None:
    for key in keys:
        for content in marks.meta.get(key, ()):
            if value := read(content):
                return value
    return None


def _outlet(marks: Marks, linked: Linked) -> str | None:
    found = _first(marks, _SITE[:1], html_words.plain)
    publisher = linked.get("publisher")
    for item in publisher if isinstance(publisher, list) else [publisher]:
        found = found or html_words.plain(item.get("name") if isinstance(item, dict) else item)
    found = found or _first(marks, _SITE[1:], html_words.plain)
    return found if found and not found.startswith(("http:", "https:")) else None


def _url(marks: Marks, linked: Linked) -> str | None:
    about = linked.get("mainEntityOfPage")
    about = about.get("@id") if isinstance(about, dict) else about
    given = (html_words.address(value) for value in (linked.get("url"), about))
    return next((url for url in (*addresses(marks), *given) if url), None)


def _title(marks: Marks, linked: Linked, outlet: str | None, lines: Sequence[str]) -> str | None:
    headings, titles = marks.headings, marks.titles
    found = html_words.plain(linked.get("headline")) or _first(marks, _TITLE, html_words.plain)
    if found is None and len(headings) == 1:
        return headings[0]
    found = found or next(iter(titles), None) or next(iter(headings), None)
    if found is None:
        return None
    found = _as_shown(without_site(found, outlet), [*headings, *lines])
    # The heading as printed is preferred when it is what the page declares.
    return next((h for h in headings if h.casefold() == found.casefold()), found)


def _as_shown(title: str, lines: Iterable[str]) -> str:
    """The longest part of a title that stands on the page as a line of its own, else the whole."""
    parts = _PARTS.split(title)
    if len(parts) < 2:
        return title
    shown = {line.casefold() for line in lines}
    alone = [part for part in parts if part.count(" ") >= 2 and part.casefold() in shown]
    return max(alone, key=len, default=title)


def without_site(title: str, outlet: str | None) -> str:
    """A page title without the name of its site at the end: ``Head | Site`` gives ``Head``."""
    for mark in _SITE_MARKS:
        head, found, tail = title.rpartition(mark)
        if found and head and outlet and tail.casefold().strip() == outlet.casefold():
            return head.strip()
    return title


def _authors(marks: Marks, linked: Linked) -> tuple[str, ...]:
    tagged = [text for key in _AUTHOR for text in marks.meta.get(key, ())][:_MAX_AUTHORS]
    for source in (linked.get("author"), marks.props.get("author"), tagged, marks.authors):
        if found := _names(source):
            return found
    return ()


def _names(source: object) -> tuple[str, ...]:
    items = source if isinstance(source, list | tuple) else [source]
    cleaned: list[object] = []
    for item in items[:_MAX_AUTHORS]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            text = html_words.plain(one)
            cleaned.append({"name": text} if text and isinstance(item, dict) else text)
    found = (name.title() if _shouted(name) else name for name in values.names(cleaned))
    return tuple(dict.fromkeys(name for name in found if len(name) <= _NAME))[:_MAX_AUTHORS]


def _shouted(name: str) -> bool:
    """A name of two or more words in capitals."""
    return name.isupper() and " " in name and len(name) > 5


def _published(marks: Marks, linked: Linked) -> str | None:
    for value in (linked.get("datePublished"), linked.get("dateCreated")):
        if day := values.iso_day(value):
            return day
    if day := _first(marks, _DATE, values.iso_day):
        return day
    marked = [*marks.props.get("datepublished", ()), *(text for text, sure in marks.times if sure)]
    days = {day for value in marked if (day := values.iso_day(value))}
    if not days:
        # Unmarked time tags are believed only when all of the page's agree.
        days = {day for value, _ in marks.times if (day := values.iso_day(value))}
    return days.pop() if len(days) == 1 else None


def _language(marks: Marks, linked: Linked) -> str | None:
    locale = _first(marks, ("og:locale", "content-language", "language"), values.language)
    return values.language(marks.language) or values.language(linked.get("inLanguage")) or locale
