"""What the formats of linked data share: names for things, words by their addresses, days."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from watchdesk.export.format import Given, Pieces
from watchdesk.records import (
    Address,
    Attribution,
    Interval,
    Link,
    LinkKind,
    PartKind,
    Reading,
    Span,
)
from watchdesk.store import View

OURS = UUID("3d0f5a52-7f3c-5e0b-9c55-5f0c0d6a8b11")
"""The name space of what exports name; it must never change."""
_TEXTS = 64
"""Texts of captures that are held at once."""
NAMED = {LinkKind.PERSON, LinkKind.ORGANISATION, LinkKind.OUTLET}
"""Tellers that are somebody; a group, a document and the anonymous are told by their words."""

Node = dict[str, Any]


def urn(*parts: object) -> str:
    """A ``urn:uuid:`` for a record by its id; the same on any machine."""
    return f"urn:uuid:{uuid5(OURS, json.dumps([str(part) for part in parts]))}"


def urn_of_teller(link: Link, article: str) -> str:
    """The name of a teller: by entity where it is known who that is, else by its words, and of
    those that are not named by the article, too: two "officials" need not be the same."""
    if link.entity is not None:
        return urn("entity", link.entity.id)
    if link.kind in NAMED:
        return urn("teller", link.kind, link.name)
    return urn("teller", link.kind, link.name, article, link.span or "")


def present(**values: object) -> Node:
    """Those of some properties that are known: ``None`` and what is empty are left out. A trailing
    ``_`` of a name is dropped, two inside become a colon."""
    return {
        name.rstrip("_").replace("__", ":"): value
        for name, value in values.items()
        if value is not None and value not in ("", (), [], {})
    }


def days_asked(given: Given) -> Interval:
    """The period that is asked for; unknown, which holds every day, for none."""
    return given.asked.period or Interval.unknown()


def pieces(file: str, parts: Iterable[str]) -> Pieces:
    """Parts of a text as those of a file."""
    for part in parts:
        yield file, part.encode()


class Texts:
    """Captured texts, the last few of them held."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held: OrderedDict[str, str] = OrderedDict()

    def of(self, capture: str) -> str:
        """The text of a capture; empty when the ledger does not hold it."""
        if capture in self._held:
            self._held.move_to_end(capture)
            return self._held[capture]
        found = self._view.capture(capture)
        self._held[capture] = found.text if found else ""
        if len(self._held) > _TEXTS:
            self._held.popitem(last=False)
        return self._held[capture]

    def quote(self, at: Address) -> str:
        """The words at an address, verbatim."""
        return self.of(at.capture)[at.span.start : at.span.end]


def body_of(texts: Texts, reading: Reading) -> str | None:
    """The whole text of an article, without what else stands on its page."""
    spans = reading.article.spans(PartKind.DATELINE, PartKind.BODY, PartKind.SUBHEADING)
    text = texts.of(reading.capture.id)
    return "\n\n".join(span.text_of(text) for span in spans) or None


def address(reading: Reading, span: Span) -> Address:
    """Where words of a reading stand."""
    return Address(capture=reading.capture.id, article=reading.article.id, span=span)


def day_of(when: Interval) -> str | None:
    """The day as ISO 8601 when it is one certain day."""
    return when.earliest.isoformat() if when.days == 1 and when.earliest else None


def moment(when: datetime) -> str:
    """A moment in UTC as RFC 3339; one without a zone is not known to be in any and is refused."""
    if when.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_or_none(when: datetime | None) -> str | None:
    """The same, null where it is not known or in no known zone."""
    return moment(when) if when is not None and when.tzinfo is not None else None


def web_address(*candidates: str | None) -> str | None:
    """The first that is an address on the web and may stand in a URI as it is."""
    for one in candidates:
        if one and one.startswith(("http://", "https://")) and _plain(one):
            return one
    return None


def _plain(address: str) -> bool:
    host = address.partition("//")[2].partition("/")[0]
    return bool(host) and all("!" <= c <= "~" and c not in '"<>\\^`{|}' for c in address)


def page_of(reading: Reading) -> str | None:
    """The address of a reading's page on the web, where one is known."""
    return web_address(reading.capture.declared.url, reading.capture.uri)


def spoken(attribution: Attribution) -> Link | None:
    """The original speaker."""
    return attribution.chain[-1] if attribution.chain else None


def told_by(chain: Iterable[Link]) -> str:
    """A chain in words: the speaker, then who relayed it."""
    names = [link.name for link in chain][::-1]
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]}, as told by {', '.join(names[1:])}"


def written(value: object) -> str:
    """JSON on one line; every text can be written, lone surrogates as escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def document(
    head: Mapping[str, object], key: str, items: Iterable[object], ends: str = "}\n"
) -> Iterator[str]:
    """A JSON object written piece by piece: some members, then an array, an item to a line."""
    yield f'{written(dict(head))[:-1]}{"," if head else ""}"{key}":['
    between = "\n"
    for item in items:
        yield f"{between}{written(item)}"
        between = ",\n"
    yield f"\n]{ends}"
