"""RSS 0.9 to 2.0, RSS 1.0 and Atom to entries, with feedparser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import printable
from watchdesk.intake.feed_entry import Entry, Feed, web_address
from watchdesk.intake.feed_mend import mend
from watchdesk.intake.feed_text import block_text, has_markup, plain_text

_HEADERS = {"content-type": "application/xml; charset=utf-8"}  # without it, Latin-1 is assumed
_HTML = ("text/html", "application/xhtml+xml")
_READ = (*_HTML, "text/plain", "")


def xml_feed(text: str, uri: str, base: str | None) -> Feed:
    """The feed in some XML; ``base`` is the address it came from, if it came from one.

    Raises ``InputRefused`` W140 for other XML and W141 for what cannot be parsed.
    """
    import feedparser  # noqa: PLC0415 — takes 0.1 s to import

    mended = mend(text, uri)
    try:
        found = feedparser.parse(
            BytesIO(mended.data),  # plain bytes would be tried as the name of a file
            response_headers={**_HEADERS, "content-location": base or ""},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # odd feeds reach bugs in any parser; name the feed instead
        raise refused("W141", uri) from error
    atom = mended.is_atom
    entries = tuple(_entry(entry, found["feed"], base, atom) for entry in found["entries"])
    kind = "application/atom+xml" if atom else "application/rss+xml"
    return Feed(kind, entries, mended.flaws)


def _entry(told: Any, feed: Any, base: str | None, atom: bool) -> Entry:
    title = _title(told, atom)
    published = _day(told, "published") or _day(told, "created")
    url = _url(told, feed, base)
    summary = _body(told.get("summary_detail") or {"value": told.get("summary")}, atom)
    contents = [_body(part, atom) for part in told.get("content") or ()]
    content = max(contents, key=len, default="")
    return Entry(
        key=values.line(told.get("id"), 4000) or url or "",
        url=url,
        title=title,
        content=content if len(content) >= len(summary) else "",
        summary=summary,
        authors=tuple(_authors(told)),
        published=published,
        updated=None if published else _day(told, "updated"),
        outlet=_outlet(told, feed, atom),
        language=values.language(_language(told) or feed.get("language")),
    )


def _title(told: Any, atom: bool) -> str | None:
    detail = told.get("title_detail") or {}
    return values.line(_plain_or_not(detail.get("value"), detail.get("type"), atom))


def _plain_or_not(value: object, kind: object, atom: bool) -> str:
    """RSS does not say whether a line is markup; Atom does."""
    text = value if isinstance(value, str) else ""
    marked = has_markup(text) if not atom or kind is None else kind in _HTML
    return block_text(text) if marked else plain_text(text)


def _body(part: Any, atom: bool) -> str:
    value, kind = part.get("value"), part.get("type") or ""
    if not isinstance(value, str) or kind not in _READ:
        return ""
    if atom and kind == "text/plain":
        return plain_text(value)
    return block_text(value)


def _url(told: Any, feed: Any, base: str | None) -> str | None:
    """The page itself before what counts readers, and what is declared before what is guessed."""
    links = [link for link in told.get("links") or () if link.get("rel") == "alternate"]
    pages = [link for link in links if "html" in (link.get("type") or "html")]
    guid = told.get("id")
    return web_address(
        base or web_address(None, feed.get("link")),
        told.get("feedburner_origlink"),
        *(link.get("href") for link in (*pages, *links)),
        told.get("link"),
        guid if isinstance(guid, str) and guid.startswith(("http://", "https://")) else None,
    )


def _authors(told: Any) -> Iterator[str]:
    """Names; an address of electronic mail is none."""
    for author in (told.get("authors") or ())[:20]:
        for name in values.names(author.get("name")):
            if "@" not in name and len(name) <= 100:
                yield name


def _outlet(told: Any, feed: Any, atom: bool) -> str | None:
    """Whose entry it is: another feed's it was taken from, the publisher, or the feed's own."""
    source = told.get("source") or {}
    named = (source.get("title"), told.get("publisher"), feed.get("publisher"))
    for name in named:
        if (found := values.line(printable(name or ""))) and "@" not in found:
            return values.line(_plain_or_not(found, None, atom))
    return _title(feed, atom)


def _language(told: Any) -> str | None:
    details = (*(told.get("content") or ()), told.get("summary_detail"), told.get("title_detail"))
    return next((found for d in details if d and (found := d.get("language"))), None)


def _day(told: Any, key: str) -> str | None:
    """A day as written, in the zone it is written in; feedparser knows more ways, but in UTC."""
    # Not asked with get(): the dictionary answers for "updated" with what was published.
    written = dict.get(told, key)
    if day := values.iso_day(written):
        return day
    parsed = dict.get(told, f"{key}_parsed")
    return time.strftime("%Y-%m-%d", parsed) if parsed and parsed.tm_year >= 1990 else None
