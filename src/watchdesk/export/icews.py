"""Events in the columns of ICEWS, with ids that are unique."""

from __future__ import annotations

from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.gdelt import GOLDSTEIN, code_of
from watchdesk.export.happenings import Happening, happenings, number_of
from watchdesk.records import Feature, Party

_COLUMNS = {
    "Event ID": "63 bits of the SHA-256 of our event id; unique.",
    "Event Date": "ISO 8601; empty unless the words tell one day.",
    "Source Name": "First of those who act.",
    "Source Sectors": "Its PLOVER sector.",
    "Source Country": "ISO 3166-1 alpha-2.",
    "Event Text": "The words that tell it, verbatim.",
    "CAMEO Code": "By our mapping from the PLOVER type and mode, as in gdelt; empty where unclear.",
    "Intensity": "Goldstein value of the root code; empty where unclear.",
    "Target Name": "First of those it is done to.",
    "Target Sectors": "Its PLOVER sector.",
    "Target Country": "ISO 3166-1 alpha-2.",
    "Story ID": "63 bits of the SHA-256 of our article id.",
    "Sentence Number": "Of the article, from 1.",
    "Publisher": "Outlet; empty when not known.",
    "City": "The place, if it is a city.",
    "District": "The place, if it is a second-level division.",
    "Province": "The place, if it is a first-level division.",
    "Country": "ISO 3166-1 alpha-2 code of the place's country.",
    "Latitude": "Degrees, WGS 84; empty when not settled.",
    "Longitude": "Degrees, WGS 84; empty when not settled.",
    "event": "Ours: event id.",
    "article": "Ours: article id.",
    "family": "Ours: family id; copies share it.",
    "modality": "Ours: how it is told.",
    "attribution": "Ours: attribution id; empty in the article's own voice.",
}


def row(one: Happening) -> dict[str, str]:
    """An event's cells."""
    event, day, place, sentence = one.event, one.day, one.place, one.sentence
    code = code_of(event.type, event.mode)
    single = day is not None and day.days == 1
    return {
        "Event ID": str(number_of(event.id)),
        "Event Date": str(day.earliest) if day and single else "",
        **_party(one, "Source", event.who),
        **_party(one, "Target", event.whom),
        "Event Text": event.trigger.text_of(one.text),
        "CAMEO Code": code,
        "Intensity": str(GOLDSTEIN.get(code[:2], "")),
        "Story ID": str(number_of(one.reading.article.id)),
        "Sentence Number": str(sentence[0]) if sentence else "",
        "Publisher": one.reading.article.outlet or "",
        "City": place.name if place and place.feature is Feature.CITY else "",
        "District": place.name if place and place.feature is Feature.DISTRICT else "",
        "Province": place.name if place and place.feature is Feature.REGION else "",
        "Country": (place.country or "") if place else "",
        "Latitude": str(place.lat) if place and place.lat is not None else "",
        "Longitude": str(place.lon) if place and place.lon is not None else "",
        "event": event.id,
        "article": one.reading.article.id,
        "family": one.family or "",
        "modality": event.modality,
        "attribution": event.attribution or "",
    }


def _party(one: Happening, name: str, parties: tuple[Party, ...]) -> dict[str, str]:
    if not parties:
        return {}
    first = parties[0]
    return {
        f"{name} Name": one.name_of(first),
        f"{name} Sectors": first.sector or "",
        f"{name} Country": first.country or "",
    }


def _write(given: Given) -> Pieces:
    yield "icews.tsv", ("\t".join(_COLUMNS) + "\n").encode()
    for one in happenings(given):
        told = row(one)
        cells = (" ".join(told.get(name, "").replace("\0", "").split()) for name in _COLUMNS)
        yield "icews.tsv", ("\t".join(cells) + "\n").encode("utf-8", "replace")
        if further := max(0, len(one.event.who) - 1) + max(0, len(one.event.whom) - 1):
            given.left["further actors and recipients: ICEWS has one of each"] += further


FORMAT = Format(
    name="icews",
    title="ICEWS events",
    standard="The 20 columns of the ICEWS event data, tab separated, then five of our own",
    media_type="text/tab-separated-values",
    ending=".icews.tsv",
    holds="An event to a row, as one article tells it; copies are linked by family. White space in "
    "a cell is one space. Only events told as having happened, unless everything is asked for.",
    tables=(
        Table(
            "events",
            "An event as one article tells it.",
            tuple(Column(name, "text", meaning) for name, meaning in _COLUMNS.items()),
        ),
    ),
    write=_write,
    options=("everything",),
)
