"""What Media Cloud's archives say of a page in a record of its own beside the page.

Its story-indexer writes pairs: a ``response`` with the HTML, and a ``metadata`` record of type
``application/x.mediacloud-indexer+json`` that refers to it. Names of the fields after
github.com/mediacloud/story-indexer (``doc/metadata.md``); nearly every one may be null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from watchdesk.intake import values
from watchdesk.intake.decode import printable
from watchdesk.intake.http import web_address
from watchdesk.intake.text import digest
from watchdesk.intake.warc_records import Record
from watchdesk.records import Declared

MEDIA_TYPE = "application/x.mediacloud-indexer+json"
NO_ADDRESS = "http://mediacloud.org/need_canonical_url"
"""Stands in old archives for an address that was not known."""


class Story(NamedTuple):
    """One such record."""

    declared: Declared
    """What it says of the page."""
    text: str | None
    """The text that was taken from the page then."""
    sha256: str
    """Of the record's block."""
    offset: int
    """Where the record stands."""
    about: tuple[str, ...]
    """Ids of the records it belongs to."""
    target: str | None

    def belongs_to(self, page: Record) -> bool:
        """Whether it is about a page; without any id, by the address."""
        if self.about:
            return page.fields.id in self.about
        return self.target is not None and self.target == page.fields.target


def read_story(record: Record) -> Story | None:
    """What a metadata record says; ``None`` when it is not a JSON object."""
    try:
        data = json.loads(record.block)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    content, entry = _part(data, "content_metadata"), _part(data, "rss_entry")
    text = content.get("text_content")
    return Story(
        declared=_declared(content, entry),
        text=printable(text) if isinstance(text, str) and text.strip() else None,
        sha256=digest(record.block),
        offset=record.offset,
        about=record.fields.about,
        target=record.fields.target,
    )


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, dict) else {}


def _declared(content: Mapping[str, Any], entry: Mapping[str, Any]) -> Declared:
    """The feed's date goes before the one a program found on the page."""
    addresses = (content.get("canonical_url"), content.get("url"), content.get("original_url"))
    return Declared(
        url=next((url for one in (*addresses, entry.get("link")) if (url := address(one))), None),
        title=values.line(content.get("article_title")) or values.line(entry.get("title")),
        outlet=values.line(content.get("canonical_domain")) or values.line(entry.get("domain")),
        published=values.iso_day(entry.get("pub_date"))
        or values.iso_day(content.get("publication_date")),
        language=values.language(content.get("language")),
    )


def address(value: object) -> str | None:
    """A web address; ``None`` for all else, and for the one that stands for an unknown one."""
    url = web_address(value)
    return None if url == NO_ADDRESS else url
