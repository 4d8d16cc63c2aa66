"""Which records of a web archive hold a page, told from their headers.

Most of a crawl is no article: requests, redirects, pictures, scripts. Those are passed over and
counted by kind; a line for each would bury what matters.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from watchdesk.intake.formats import is_page
from watchdesk.intake.http import Head, content_type, parse_head
from watchdesk.intake.warc_records import Fields, Record
from watchdesk.intake.warc_story import MEDIA_TYPE

HTML = frozenset({"text/html", "application/xhtml+xml"})
PLAIN = "text/plain"
NO_ARTICLE = "web archives: pages without an article"
UNREADABLE = "web archives: descriptions of pages that cannot be read"
_NO_PROSE = "web archives: plain text that is no prose"
_UNCHANGED = "web archives: pages that had not changed"
_NO_HTTP = "web archives: answers that are not HTTP"
_REDIRECT = "web archives: redirects"
_ERROR = "web archives: error answers"
_PART = "web archives: parts of files"
_ROBOTS = "web archives: robots.txt and its kind"
_NOTES = "web archives: a crawler's own notes"
_UNTYPED = "web archives: answers without a type"
_OTHER = "web archives: other files"
_TYPES = (
    (re.compile(r"(?:image|audio|video|font)/|application/(?:x-)?font"), "pictures, sound, fonts"),
    (re.compile(r"(?:text|application)/(?:x-)?(?:javascript|ecmascript|css)"), "scripts, styles"),
    (re.compile(r"\w{1,20}/(?:[\w.-]{1,80}\+)?(?:x-)?(?:json|ndjson|xml|csv|rss)"), "data, feeds"),
    (re.compile(r"application/(?:pdf|msword|rtf|vnd\.|epub)"), "PDFs and office documents"),
)
_FOR_ROBOTS = re.compile(
    r"/(?:robots|ads|app-ads|humans|llms|security|sellers)\.(?:txt|json)|/\.well-known/.{0,200}"
)
_ARTICLE = re.compile(
    rb"""["']@type["']\s{0,9}:\s{0,9}\[?\s{0,9}["'][A-Za-z]{0,24}(?:Article|BlogPosting)["']"""
    rb"""|\b(?:property|name)=["']?article:published_time"""
    rb"""|\bog:type["']?\s{1,9}content=["']?article"""
)
_LOOK = 20_000
_LETTERS = 200
_SHARE = 0.8


def passed_over(record: Record) -> str | None:
    """The kind of record this is, if it is to be passed over; empty where it is not even counted.

    Only the first bytes of its block are needed.
    """
    fields = record.fields
    if record.kind == "metadata":
        return None if content_type(fields.content_type)[0] == MEDIA_TYPE else ""
    if record.kind == "revisit":
        return _UNCHANGED
    if record.kind != "response":
        return _NOTES if _is_note(fields) else _by_type(content_type(fields.content_type)[0])
    if not (record.block.startswith(b"HTTP/")):
        return None if is_page(record.block) else _NO_HTTP
    head = parse_head(record.block)
    return _NO_HTTP if head is None else _answer(head, record)


def _is_note(fields: Fields) -> bool:
    """Whether a resource is no page of the web but something about one: ``urn:text:https:…``."""
    return (fields.target or "").lower().startswith(("urn:", "metadata:", "dns:", "whois:"))


def _answer(head: Head, record: Record) -> str | None:
    if 300 <= head.status < 400:
        return _REDIRECT
    if head.status not in (200, 203):
        return _PART if head.status == 206 else _ERROR
    kind = head.media_type
    if kind is None:
        return None if is_page(record.block[head.length :]) else _UNTYPED
    if kind == PLAIN and _is_for_robots(record.fields.target):
        return _ROBOTS
    return _by_type(kind)


def _by_type(kind: str | None) -> str | None:
    if kind in HTML or kind == PLAIN:
        return None
    if kind is None:
        return _UNTYPED
    found = next((name for types, name in _TYPES if types.match(kind)), None)
    return f"web archives: {found}" if found else _OTHER


def _is_for_robots(url: str | None) -> bool:
    try:
        path = urlsplit((url or "").strip("<>")).path
    except ValueError:
        return False
    return _FOR_ROBOTS.fullmatch(path.lower()) is not None


def says_article(markup: bytes) -> bool:
    """Whether a page says of itself that it is an article: JSON-LD, Open Graph."""
    return _ARTICLE.search(markup) is not None


def no_prose(text: str) -> str | None:
    """The kind of a plain text that is no prose: a script, a list, a table; by how many of its
    characters that can be seen are letters."""
    seen = [char for char in text[:_LOOK] if not char.isspace()]
    letters = sum(map(str.isalpha, seen))
    return None if letters >= _LETTERS and letters >= _SHARE * len(seen) else _NO_PROSE
