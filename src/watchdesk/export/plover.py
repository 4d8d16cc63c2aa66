"""Events in the vocabulary of PLOVER, as JSON Lines."""

from __future__ import annotations

import json
from typing import Any

from watchdesk.export.events import Told, folded, is_denied
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.happenings import Happening
from watchdesk.records import Party


def _party(one: Happening, party: Party) -> dict[str, Any]:
    return {
        "name": one.name_of(party),
        "country": party.country,
        "sector": party.sector,
        "assumed": party.assumed,
        "start": party.start,
        "end": party.end,
    }


def told(event_: Told) -> dict[str, Any]:
    """An event as an object."""
    one = event_.first
    event, article, place = one.event, one.reading.article, one.place
    said = next((each for each in one.reading.attributions if each.id == event.attribution), None)
    return {
        "id": event.id,
        "type": event.type,
        "mode": list(event.mode),
        "context": list(event.context),
        "actor": [_party(one, each) for each in event.who],
        "recipient": [_party(one, each) for each in event.whom],
        "date": one.day.edtf if one.day else None,
        "location": place
        and {
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "radius_km": place.radius_km,
            "country": place.country,
            "geonames_id": place.geonames_id,
        },
        "modality": event.modality,
        "attribution": event.attribution,
        "verification": said.verification if said else None,
        "denied": is_denied(one),
        "source": article.outlet,
        "published": None if article.published.is_unknown else article.published.edtf,
        "article": article.id,
        "family": one.family,
        "capture": one.reading.capture.id,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "text": event.trigger.text_of(one.text),
        "articles": sorted({each.reading.article.id for each in event_.every}),
    }


def _write(given: Given) -> Pieces:
    for one in folded(given):
        yield "plover.jsonl", (json.dumps(told(one)) + "\n").encode()


_PARTY = "with name, country (ISO 3166-1 alpha-2), sector, assumed, start and end; may be empty."
_COLUMNS = (
    Column("id", "text", "Event id; unique.", "Event.id"),
    Column("type", "text", "PLOVER event type, upper case.", "Event.type"),
    Column("mode", "list of text", "PLOVER modes.", "Event.mode"),
    Column("context", "list of text", "PLOVER contexts.", "Event.context"),
    Column("actor", "list of object", f"Those who act, {_PARTY}", "Event.who"),
    Column("recipient", "list of object", f"Those it is done to, {_PARTY}", "Event.whom"),
    Column("date", "text", "When it was, EDTF; null when not told.", "Event.time"),
    Column(
        "location",
        "object",
        "Where, with name, lat, lon, radius_km, country and geonames_id; null when not told.",
        "Event.place",
    ),
    Column("modality", "text", "How it is told.", "Event.modality"),
    Column("attribution", "text", "Attribution it is told inside of.", "Event.attribution"),
    Column(
        "verification",
        "text",
        "What the words around it say of its standing; null in the article's own voice.",
        "Attribution.verification",
    ),
    Column(
        "denied",
        "boolean",
        "Whether the words that carry it deny it, or are denied; only if everything is asked for.",
        "Attribution",
    ),
    Column("source", "text", "Outlet; null when not known.", "Article.outlet"),
    Column("published", "text", "EDTF; null when not known.", "Article.published"),
    Column("article", "text", "Article id.", "Article.id"),
    Column("family", "text", "Family id; copies of a story share it.", "Family.id"),
    Column("capture", "text", "Capture id, in whose text the offsets count.", "Capture.id"),
    Column("start", "integer", "First code point of the trigger.", "Event.trigger"),
    Column("end", "integer", "One past its last code point.", "Event.trigger"),
    Column("text", "text", "The trigger, verbatim.", "Event.trigger"),
    Column(
        "articles",
        "list of text",
        "Ids of all copies of the story that tell it in the same sentence; the other fields are as "
        "the one in article tells it.",
        "Article.id",
    ),
)
FORMAT = Format(
    name="plover",
    title="PLOVER events",
    standard="Vocabulary of PLOVER (types, modes, contexts); the layout of the objects is our own "
    "and was not checked against a schema of PLOVER's",
    media_type="application/jsonl",
    ending=".plover.jsonl",
    holds="An event to a line. Copies of one story that tell an event in the same sentence are one "
    "line. Events that are denied or not told as having happened only if everything is asked for.",
    tables=(Table("event", "An event, once for the copies of a story.", _COLUMNS),),
    write=_write,
    options=("everything",),
)
