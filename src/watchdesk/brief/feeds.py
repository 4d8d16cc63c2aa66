"""A brief and what changed, as a feed to subscribe to: Atom (RFC 4287) and JSON Feed 1.1.

An entry keeps its id for ever: of a brief it is made from the desk's name and the days, of a change
from the record it is of and the words that carry it. So a brief made again, or a ledger put
together anew, updates an entry and never doubles it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid5

from watchdesk.brief import hands, wording
from watchdesk.brief.page import to_the_words
from watchdesk.brief.templating import environment
from watchdesk.brief.xml_text import for_xml, plain
from watchdesk.records import Brief, Bullet, Change, ChangeKind, Citation, Interval, Section

if TYPE_CHECKING:
    from jinja2 import Template

ATOM = "http://www.w3.org/2005/Atom"
"""The namespace of Atom."""
JSON_FEED = "https://jsonfeed.org/version/1.1"
_OURS = UUID("7f6f3f0e-6d2b-4a43-9d3c-54d0f4a3b0c1")
"""The name space of our ids; it must never change."""
_KINDS = {
    ChangeKind.CLAIM: "First told",
    ChangeKind.STANDING: "Standing",
    ChangeKind.SUPPORT: "Another origin",
    ChangeKind.NO_COMMENT: "No comment",
    ChangeKind.CONTRADICTION: "Contradiction",
    ChangeKind.POSITION: "Position",
    ChangeKind.EXPECTATION: "Expected",
    ChangeKind.OUTCOME: "Outcome",
    ChangeKind.CORRECTION: "Correction",
    ChangeKind.SILENT_EDIT: "Silent edit",
    ChangeKind.DELETION: "Deletion",
    ChangeKind.WITHDRAWN: "Withdrawn",
}
_DUE = (ChangeKind.EXPECTATION, ChangeKind.OUTCOME)


class _Line(NamedTuple):
    """A bullet with what is printed under it."""

    bullet: Bullet
    under: tuple[str, ...]


class Entry(NamedTuple):
    """One entry of a feed."""

    id: str
    """A ``urn:uuid:`` that stays with what the entry is about."""
    title: str
    """In a line."""
    updated: datetime
    """When the ledger came to hold the newest of what it tells."""
    content: str
    """What it tells, as HTML; everything from outside is escaped."""
    summary: str
    """The same in a line or two of plain text."""
    kind: str
    """``brief``, or the kind of change."""
    record: str | None = None
    """Id of the record that changed."""
    published: datetime | None = None
    """When the ledger first held it; null where that is not told."""
    path: str = ""
    """Path of its page on the desk's server."""


class Feed(NamedTuple):
    """Entries, the newest first."""

    id: str
    """A ``urn:uuid:`` that stays with the desk."""
    title: str
    """The desk's name."""
    updated: datetime
    """When the newest entry was updated."""
    entries: tuple[Entry, ...]
    """What can be read."""
    home: str | None = None
    """Address of the desk's server, without a slash at its end; null where it has none."""


def feed_of(desk: str, entries: Sequence[Entry], now: datetime, home: str | None = None) -> Feed:
    """A feed of some entries; of none it was updated ``now``."""
    told = sorted(entries, key=lambda one: (one.updated, one.kind == "brief", one.id), reverse=True)
    updated = told[0].updated if told else now
    return Feed(_id("feed", desk), desk, updated, tuple(told), home.rstrip("/") if home else None)


def brief_entry(brief: Brief, updated: datetime, path: str = "") -> Entry:
    """The entry of a brief; ``updated`` is when the ledger came to hold the newest it tells."""
    lead = next((bullet.text for section in brief.sections for bullet in section.bullets), None)
    days = wording.days(brief.period)
    return Entry(
        id=_id("brief", brief.desk, brief.period),
        title=f"{brief.desk}: {days}",
        updated=updated,
        content=_content(brief=brief, parts=_lines(brief), gate=hands.groups(brief)),
        summary=lead or "Nothing was found in this period.",
        kind="brief",
        path=path,
    )


def change_entry(
    change: Change, cited: Sequence[Citation], known: datetime, path: str = ""
) -> Entry:
    """The entry of a change with the words that carry it; ``known`` is when the ledger knew it."""
    title = change_title(change)
    first = change.at[0].fragment if change.at else ""
    return Entry(
        id=_id("change", change.record, change.kind.value, change.after or "", first),
        title=title,
        updated=known,
        content=_content(change=change, title=title, cited=cited),
        summary=cited[0].quote if cited else title,
        kind=change.kind.value,
        record=change.record,
        published=known,
        path=path,
    )


def change_title(change: Change) -> str:
    """What changed, in a line: ``Position: Norway: for → against (Arms deliveries)``."""
    move = " → ".join(dict.fromkeys(filter(None, (change.before, change.after))))
    about = change.about if change.about not in (change.after, None, "told") else None
    if change.kind in _DUE and about:
        about = f"due {wording.days(Interval.parse(about))}"
    if change.kind is ChangeKind.CONTRADICTION and about:
        return f"{_KINDS[change.kind]}: {about}"
    if change.kind is ChangeKind.NO_COMMENT:
        move, about = "", None
    parts = [change.who, move.replace("_", " ") or None, f"({about})" if about else None]
    told = ", ".join(filter(None, parts[:2])) + (f" {parts[2]}" if parts[2] else "")
    return f"{_KINDS[change.kind]}: {told}" if told.strip() else _KINDS[change.kind]


def atom(feed: Feed, path: str = "/feeds/atom.xml") -> str:
    """The feed as Atom; ``path`` is where the server has it."""
    from lxml import etree  # noqa: PLC0415 — only for this form

    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "updated", _moment(feed.updated))
    _put(_put(root, "author"), "name", feed.title)
    _put(root, "generator", "Watchdesk")
    if feed.home:
        _put(root, "link", rel="self", type="application/atom+xml", href=f"{feed.home}{path}")
        _put(root, "link", rel="alternate", type="text/html", href=f"{feed.home}/")
    for entry in feed.entries:
        one = _put(root, "entry")
        _put(one, "id", entry.id)
        _put(one, "title", entry.title)
        _put(one, "updated", _moment(entry.updated))
        if entry.published:
            _put(one, "published", _moment(entry.published))
        if feed.home and entry.path:
            _put(one, "link", rel="alternate", type="text/html", href=f"{feed.home}{entry.path}")
        _put(one, "category", term=entry.kind)
        _put(one, "summary", entry.summary)
        _put(one, "content", entry.content, type="html")
    told = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{told}'


def json_feed(feed: Feed, path: str = "/feeds/feed.json") -> str:
    """The feed as JSON Feed; ``path`` is where the server has it."""
    told: dict[str, Any] = {
        "version": JSON_FEED,
        "title": plain(feed.title),
        "language": "en",
        "authors": [{"name": plain(feed.title)}],
        "_watchdesk": {"id": feed.id, "updated": _moment(feed.updated)},
    }
    if feed.home:
        told |= {"home_page_url": f"{feed.home}/", "feed_url": f"{feed.home}{path}"}
    told["items"] = [_item(entry, feed.home) for entry in feed.entries]
    return wording.escape_unsafe_json(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _item(entry: Entry, home: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": entry.id,
        "title": plain(entry.title),
        "summary": plain(entry.summary),
        "content_html": entry.content,
        "date_modified": _moment(entry.updated),
        "tags": [entry.kind],
    }
    if entry.published:
        told["date_published"] = _moment(entry.published)
    if home and entry.path:
        told["url"] = f"{home}{entry.path}"
    if entry.record:
        told["_watchdesk"] = {"record": entry.record}
    return told


def _id(*parts: object) -> str:
    return f"urn:uuid:{uuid5(_OURS, json.dumps([str(part) for part in parts]))}"


def _moment(when: datetime) -> str:
    """A date and time of RFC 3339, in UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _put(under: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    from lxml import etree  # noqa: PLC0415 — only for this form

    element = etree.SubElement(under, f"{{{ATOM}}}{name}", attributes)
    if text is not None:
        element.text = text if attributes.get("type") == "html" else plain(text)
    return element


def _lines(brief: Brief) -> list[tuple[Section, list[_Line]]]:
    cited = {citation.number: citation for citation in brief.citations}
    return [
        (
            section,
            [
                _Line(bullet, tuple(filter(None, (wording.meta(bullet, cited), *under))))
                for bullet, under in ((one, hands.under(one)) for one in section.bullets)
            ],
        )
        for section in brief.sections
    ]


def _content(**told: Any) -> str:
    values = {"brief": None, "change": None, "title": "", "cited": (), "gate": (), "parts": ()}
    return for_xml(_template().render(**{**values, **told}))


@cache
def _template() -> Template:
    # Its own filters: the environment is shared with the page, which adds others.
    made = environment("watchdesk.brief").overlay()
    made.filters = {
        **made.filters,
        "address": lambda citation: to_the_words(citation.uri, citation.quote),
        "counts": wording.counts,
        "days": wording.days,
        "headline": wording.headline,
        "noted": hands.noted,
        "outlet": wording.outlet,
        "published": wording.published,
    }
    return made.get_template("entry.html")
