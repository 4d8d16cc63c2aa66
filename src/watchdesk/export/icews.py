"""Events in the columns of ICEWS, with ids that are unique."""

from __future__ import annotations

from watchdesk.export.cameo import code_of, intensity_of, whole
from watchdesk.export.events import Told, folded, is_denied
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.happenings import Happening, Numbers
from watchdesk.language.lexicon import country_names
from watchdesk.records import Feature, Party

_COLUMNS = {
    "Event ID": "63 bits of the SHA-256 of our event id as its first article tells it; unique.",
    "Event Date": "ISO 8601; empty unless the words tell one day.",
    "Source Name": "First of those who act.",
    "Source Sectors": "Its PLOVER sector.",
    "Source Country": "Its name in English; empty when not known.",
    "Event Text": "The words that tell it, verbatim.",
    "CAMEO Code": "By the mapping of PLOVER's authors, as in gdelt; empty where unclear.",
    "Intensity": "Goldstein value of the root code; empty where unclear.",
    "Target Name": "First of those it is done to.",
    "Target Sectors": "Its PLOVER sector.",
    "Target Country": "As Source Country.",
    "Story ID": "63 bits of the SHA-256 of our article id.",
    "Sentence Number": "Of the article, from 1.",
    "Publisher": "Outlet; empty when not known.",
    "City": "The place, if it is a city.",
    "District": "The place, if it is a second-level division.",
    "Province": "The place, if it is a first-level division.",
    "Country": "English name of the place's country; empty when not known.",
    "Latitude": "Degrees, WGS 84; empty when not settled.",
    "Longitude": "Degrees, WGS 84; empty when not settled.",
    "event": "Ours: event id.",
    "article": "Ours: article id.",
    "family": "Ours: family id; copies share it.",
    "modality": "Ours: how it is told.",
    "attribution": "Ours: attribution id; empty in the article's own voice.",
    "denied": "Ours: 1 where the words that carry it deny it, or are denied; only if everything is "
    "asked for.",
    "articles": "Ours: how many copies of the story tell it; this row is as the first one does.",
}


def row(told: Told, numbers: Numbers) -> dict[str, str]:
    """An event's cells."""
    one = told.first
    event, day, place, sentence = one.event, one.day, one.place, one.sentence
    code = code_of(event.type, event.mode, event.context)
    single = day is not None and day.days == 1
    return {
        "Event ID": str(numbers.of(event.id)),
        "Event Date": str(day.earliest) if day and single else "",
        **_party(one, "Source", event.who),
        **_party(one, "Target", event.whom),
        "Event Text": event.trigger.text_of(one.text),
        "CAMEO Code": whole(code) if code else "",
        "Intensity": intensity_of(code),
        "Story ID": str(numbers.of(one.reading.article.id)),
        "Sentence Number": str(sentence[0]) if sentence else "",
        "Publisher": one.reading.article.outlet or "",
        "City": place.name if place and place.feature is Feature.CITY else "",
        "District": place.name if place and place.feature is Feature.DISTRICT else "",
        "Province": place.name if place and place.feature is Feature.REGION else "",
        "Country": country_names().get((place.country or "") if place else "", ""),
        "Latitude": str(place.lat) if place and place.lat is not None else "",
        "Longitude": str(place.lon) if place and place.lon is not None else "",
        "event": event.id,
        "article": one.reading.article.id,
        "family": one.family or "",
        "modality": event.modality,
        "attribution": event.attribution or "",
        "denied": "1" if is_denied(one) else "",
        "articles": str(told.articles),
    }


def _party(one: Happening, name: str, parties: tuple[Party, ...]) -> dict[str, str]:
    if not parties:
        return {}
    first = parties[0]
    return {
        f"{name} Name": one.name_of(first),
        f"{name} Sectors": first.sector or "",
        f"{name} Country": country_names().get(first.country or "", ""),
    }


def _write(given: Given) -> Pieces:
    yield "icews.tsv", ("\t".join(_COLUMNS) + "\n").encode()
    numbers = Numbers()
    for told in folded(given):
        one, cells_of = told.first, row(told, numbers)
        cells = (" ".join(cells_of.get(name, "").replace("\0", "").split()) for name in _COLUMNS)
        yield "icews.tsv", ("\t".join(cells) + "\n").encode("utf-8", "replace")
        if further := max(0, len(one.event.who) - 1) + max(0, len(one.event.whom) - 1):
            given.left["further actors and recipients: ICEWS has one of each"] += further


FORMAT = Format(
    name="icews",
    title="ICEWS events",
    standard="The 20 columns of the ICEWS event data, tab separated, then seven of our own",
    media_type="text/tab-separated-values",
    ending=".icews.tsv",
    holds="An event to a row. Copies of one story that tell an event in the same sentence are one "
    "row. White space in a cell is one space. Events that are denied or not told as having "
    "happened only if everything is asked for.",
    tables=(
        Table(
            "events",
            "An event, once for the copies of a story.",
            tuple(Column(name, "text", meaning) for name, meaning in _COLUMNS.items()),
        ),
    ),
    write=_write,
    options=("everything",),
)
