"""JSON Feed 1 and 1.1 to entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.feed_entry import Entry, Feed, web_address
from watchdesk.intake.feed_mend import ENTRIES
from watchdesk.intake.feed_text import block_text, plain_text

_OBJECTS = 500_000
"""Most objects, or characters that look like one's beginning; bounds the memory they take."""
_MARKUP = 10_000_000
"""Longest markup of one entry; the same that libxml2 takes."""
_ITEMS = re.compile(r'"items"\s{0,1000}:\s{0,1000}\[')
_BETWEEN = re.compile(r"[\s,]{0,1000}")

Row = Mapping[str, Any]


def json_feed(text: str, uri: str, base: str | None) -> Feed:
    """The feed in some JSON, of one that breaks off all whole items before.

    Raises ``InputRefused`` W140 for other JSON and W141 for what cannot be parsed.
    """
    flaws: list[str] = []
    if text.count("{") > _OBJECTS:
        raise refused("W141", uri)
    try:
        told = json.loads(text, strict=False)
    except RecursionError as error:
        raise refused("W141", uri) from error
    except ValueError as error:
        told = _salvaged(text)
        if told is None:
            raise refused("W141", uri) from error
        flaws.append("broken JSON; its items up to there were read")
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        raise refused("W140", uri, what="JSON of another kind")
    items = [item for item in told["items"] if isinstance(item, dict)]
    if len(items) < len(told["items"]):
        flaws.append("items that are no objects")
    if len(items) > ENTRIES:
        flaws.append(f"very long; only its first {ENTRIES:,} entries were read")
    home = web_address(base, told.get("home_page_url"), told.get("feed_url"))
    items = items[:ENTRIES]
    if any(len(m) > _MARKUP for item in items if isinstance(m := item.get("content_html"), str)):
        flaws.append("too long a text; the rest of it was not read")
    entries = tuple(_entry(item, told, base or home) for item in items)
    return Feed("application/feed+json", entries, tuple(flaws))


def _salvaged(text: str) -> dict[str, Any] | None:
    """What stands before the items, and every item that is whole."""
    match = _ITEMS.search(text)
    if match is None:
        return None
    try:
        head = json.loads(text[: match.start()].rstrip().rstrip(",") + "}", strict=False)
    except (ValueError, RecursionError):
        head = {}
    return {**(head if isinstance(head, dict) else {}), "items": list(_whole(text, match.end()))}


def _whole(text: str, at: int) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    while True:
        between = _BETWEEN.match(text, at)
        try:
            item, at = decoder.raw_decode(text, between.end() if between else at)
        except (ValueError, RecursionError):
            return
        yield item


def _entry(item: Row, feed: Row, base: str | None) -> Entry:
    markup, plain = item.get("content_html"), item.get("content_text")
    texts = [block_text(markup[:_MARKUP])] if isinstance(markup, str) else []
    texts += [plain_text(plain)] if isinstance(plain, str) else []
    url = web_address(base, item.get("url"))
    key = item.get("id")
    published = values.iso_day(item.get("date_published"))
    summary = item.get("summary")
    return Entry(
        key=values.line(str(key), 4000) or url or "" if key is not None else url or "",
        url=url or web_address(None, key),
        title=values.line(item.get("title")),
        content=next(filter(None, texts), ""),
        summary=plain_text(summary) if isinstance(summary, str) else "",
        authors=values.names(_authors(item) or _authors(feed))[:20],
        published=published,
        updated=None if published else values.iso_day(item.get("date_modified")),
        outlet=values.line(feed.get("title")),
        language=values.language(item.get("language") or feed.get("language")),
    )


def _authors(told: Row) -> list[Any]:
    """Version 1.1 has a list, version 1 had one; only objects have names."""
    several = told.get("authors")
    found = several if isinstance(several, list) else [told.get("author")]
    return [author for author in found if isinstance(author, dict)]
