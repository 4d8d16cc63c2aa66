"""IPTC ninjs 3.1: one news object per article, an object to a line.

Without ``text`` an object is ``partial``: it has no body, but the words that the ledger cites.
Times of day are written only where a page declares one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.geojson import precision_of, shape_of
from watchdesk.export.linking import (
    NAMED,
    Node,
    Texts,
    address,
    body_of,
    days_asked,
    moment,
    moment_or_none,
    page_of,
    present,
    spoken,
    told_by,
    urn,
    urn_of_teller,
    written,
)
from watchdesk.records import Attribution, Event, LinkKind, MentionKind, Place, Reading

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_BODIES = (MentionKind.ORGANISATION, MentionKind.GROUP)


def items(given: Given) -> Iterator[Node]:
    """The news objects, in the order of article ids."""
    texts = Texts(given.view)
    for reading in given.view.readings(days_asked(given)):
        yield _item(given, texts, reading)


def _item(given: Given, texts: Texts, reading: Reading) -> Node:
    article, capture = reading.article, reading.capture
    known = given.view.known([article.id]).get(article.id)
    body = body_of(texts, reading) if given.asked.text else None
    page = page_of(reading)
    ids = {"article": article.id, "capture": capture.id, "sha256": capture.sha256}
    ids |= {"family": known.family} if known else {}
    return {
        "uri": urn(article.id),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": "full" if body else "partial",
        **present(
            versionCreated=moment_or_none(capture.captured_at),
            contentCreated=_published_at(reading),
            language=None if article.language == "und" else article.language,
            edNote=_note(reading),
            headlines=[{"role": "main", "value": article.title}] if article.title else None,
            descriptions=[{"role": "deck", "value": article.deck}] if article.deck else None,
            bodies=_bodies(body),
            by=", ".join(article.authors),
            infoSources=_sources(reading),
            people=_named(reading, (MentionKind.PERSON,)),
            organisations=_named(reading, _BODIES),
            places=_places(reading),
            events=[_event(event) for event in reading.events],
            renditions=[{"name": "web", "href": page}] if page else None,
            associations=[_statement(texts, reading, one) for one in reading.attributions],
        ),
        "altIds": [{"role": role, "value": value} for role, value in ids.items()],
    }


def _bodies(body: str | None) -> list[Node] | None:
    if not body:
        return None
    return [{"contentType": "text/plain", "charCount": len(body), "value": body}]


def _published_at(reading: Reading) -> str | None:
    """The moment of publication, where the page declares one with its zone on a day it can be."""
    try:
        told = datetime.fromisoformat(reading.capture.declared.published or "")
    except ValueError:
        return None
    if told.tzinfo is None or not reading.article.published.contains(told.date()):
        return None
    return moment(told)


def _note(reading: Reading) -> str:
    published = reading.article.published
    if published.is_unknown:
        return "Day of publication not known."
    return f"Published {published.edtf} (EDTF; {published.basis})."


def _sources(reading: Reading) -> list[Node]:
    """The outlet, and named tellers with what they are to the words."""
    found: dict[tuple[str, str], Node] = {}
    outlet = reading.article.outlet
    if outlet:
        uri = urn("teller", LinkKind.OUTLET, outlet)
        found[uri, "outlet"] = {"name": outlet, "role": "outlet", "uri": uri}
    for one in reading.attributions:
        for turn, link in enumerate(one.chain):
            if link.kind not in NAMED or link.name == outlet:
                continue
            role = "speaker" if turn == len(one.chain) - 1 else "relay"
            uri = urn_of_teller(link, reading.article.id)
            name = link.entity.name if link.entity else link.name
            literal = link.entity.id if link.entity else None
            told = {"name": name, "role": role, "uri": uri, **present(literal=literal)}
            found.setdefault((uri, role), told)
    return list(found.values())


def _named(reading: Reading, kinds: tuple[MentionKind, ...]) -> list[Node]:
    """Those whose names stand in the article and of whom it is known who they are."""
    found: dict[str, Node] = {}
    for one in reading.mentions:
        if one.entity is not None and one.kind in kinds:
            entity = one.entity
            told = {"name": entity.name, "uri": urn("entity", entity.id), "literal": entity.id}
            found.setdefault(entity.id, told)
    return list(found.values())


def _places(reading: Reading) -> list[Node]:
    found: dict[str, Node] = {}
    for one in reading.places:
        literal = f"geonames:{one.geonames_id}" if one.geonames_id and not one.relative else None
        found.setdefault(literal or one.name, _place(one, literal))
    return list(found.values())


def _place(one: Place, literal: str | None) -> Node:
    shape = shape_of(one)
    properties = present(precision_m=precision_of(one) if shape else None)
    feature = {"type": "Feature", "geometry": shape, "properties": properties} if shape else None
    return {"name": one.name, **present(literal=literal, geoJSON=feature)}


def _event(event: Event) -> Node:
    return {
        "id": event.id,
        "rel": event.modality,
        "uri": urn(event.id),
        "literal": f"PLOVER:{event.type}",
    }


def _statement(texts: Texts, reading: Reading, one: Attribution) -> Node:
    """What somebody is told to have said, with its words and where they stand."""
    speaker = spoken(one)
    places = [address(reading, span) for span in one.content]
    return {
        "uri": urn(one.id),
        "name": speaker.name if speaker else "Speaker not known",
        "rel": "statement",
        "type": "component",
        **present(
            by=told_by(one.chain),
            bodies=[{"role": one.speech, "value": texts.quote(at)} for at in places],
        ),
        "edNote": f"{one.act}; {one.verification}",
        "altIds": [
            {"role": "attribution", "value": one.id},
            *({"role": "characters", "value": at.fragment} for at in places),
        ],
    }


def _write(given: Given) -> Pieces:
    for one in items(given):
        yield "articles.ninjs.jsonl", f"{written(one)}\n".encode()


_COLUMNS = (
    Column("uri", "text", "A urn:uuid: that stays with the article.", "Article.id"),
    Column("standard", "object", "ninjs 3.1 and its schema.", ""),
    Column("type", "text", "Always text.", ""),
    Column("representationType", "text", "full with the body, else partial.", ""),
    Column(
        "versionCreated", "moment", "When the page was taken, where known.", "Capture.captured_at"
    ),
    Column(
        "contentCreated",
        "moment",
        "When published, where the page declares the time of day.",
        "Declared.published",
    ),
    Column("language", "text", "BCP 47 tag.", "Article.language"),
    Column(
        "edNote",
        "text",
        "What is known of the day of publication, EDTF, and on what basis.",
        "Article.published",
    ),
    Column("headlines[]", "list of object", "Headline.", "Article.title"),
    Column("descriptions[]", "list of object", "Standfirst.", "Article.deck"),
    Column(
        "bodies[]", "list of object", "The text; only when texts are asked for.", "Article.parts"
    ),
    Column("by", "text", "Names in the byline.", "Article.authors"),
    Column(
        "infoSources[]",
        "list of object",
        "The outlet, and named speakers and relays.",
        "Article.outlet, Attribution.chain",
    ),
    Column("people[]", "list of object", "Persons named.", "Mention.entity"),
    Column(
        "organisations[]", "list of object", "Organisations and groups named.", "Mention.entity"
    ),
    Column(
        "places[]",
        "list of object",
        "Places, as GeoJSON with the precision in metres where they are known closely enough.",
        "Place",
    ),
    Column(
        "events[]",
        "list of object",
        "PLOVER events; rel is how the article tells them.",
        "Event.type, Event.modality",
    ),
    Column("renditions[]", "list of object", "The page on the web.", "Declared.url, Capture.uri"),
    Column(
        "associations[]",
        "list of object",
        "Statements: name is the speaker, by the chain, "
        "bodies the exact words, altIds where they stand.",
        "Attribution",
    ),
    Column(
        "altIds[]",
        "list of object",
        "Ids of article, capture and family, and the SHA-256. "
        "Objects with the same family are copies.",
        "Article.id, Capture.id, Family.id",
    ),
)

FORMAT = Format(
    name="ninjs",
    title="IPTC ninjs",
    standard="IPTC ninjs 3.1",
    media_type="application/jsonl",
    ending=".jsonl",
    holds="Articles with who and where they name and the statements in them, an object to a line. "
    "Claims across articles are left out.",
    tables=(Table("News object", "An article.", _COLUMNS),),
    write=_write,
    options=("text",),
)
