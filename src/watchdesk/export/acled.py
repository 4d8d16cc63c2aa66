"""Political violence and protests in the columns of ACLED."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

from watchdesk.export.csv import safe
from watchdesk.export.events import Told, folded
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.happenings import Happening
from watchdesk.language.lexicon import country_names
from watchdesk.records import Feature, Interval, Party, Place

_REMOTE, _CIVILIANS = "Explosions/Remote violence", "Violence against civilians"
_VIOLENCE = {
    "aerial": (_REMOTE, "Air/drone strike"),
    "drone": (_REMOTE, "Air/drone strike"),
    "heavy-weapons": (_REMOTE, "Shelling/artillery/missile attack"),
    "explosives": (_REMOTE, "Remote explosive/landmine/IED"),
    "suicide-attack": (_REMOTE, "Suicide bomb"),
    "abduct": (_CIVILIANS, "Abduction/forced disappearance"),
}
_ARMED = {"MIL", "REB", "UAF"}
_KINDLESS = "assaults whose ACLED event type the words do not tell"
_FOREIGN = "events of a kind that ACLED does not hold"
_NUMBERS = {"latitude", "longitude"}  # a minus before them starts no formula
_TOWN_KM, _PART_KM = 10, 50
_COLUMNS = {
    "event_id_cnty": "Our event id as its first article tells it, behind ISO 3166-1 alpha-2 of the "
    "country and a hyphen; without them when no country is known. ACLED gives numbers of its own.",
    "event_date": "YYYY-MM-DD: the day, or the middle of the span that is told; empty when nothing "
    "is told or the span is over 31 days.",
    "year": "Empty unless it lies in one year.",
    "time_precision": "1 a day, 2 up to seven days, 3 up to 31; empty with event_date.",
    "disorder_type": "Political violence or Demonstrations.",
    "event_type": "By our mapping from the PLOVER type, its mode and the sectors.",
    "sub_event_type": "As event_type; empty when the words tell no means.",
    "actor1": "First of those who act; empty when not told.",
    "assoc_actor_1": "The others who act, with semicolons; empty when there is none.",
    "inter1": "Kind of actor1, in ACLED's words; empty where the sector does not settle it.",
    "actor2": "First of those it is done to; empty when not told.",
    "assoc_actor_2": "The others it is done to, with semicolons; empty when there is none.",
    "inter2": "Kind of actor2, as inter1.",
    "interaction": "inter1 and inter2 with a hyphen; empty unless both are known.",
    "civilian_targeting": "Civilian targeting where actor2 are civilians; else empty, which is "
    "not known.",
    "iso": "Always empty: numbers of countries are not kept here.",
    "region": "Always empty: ACLED's own regions.",
    "country": "Its name in English; empty when not known.",
    "admin1": "The place, if it is a first-level division; else empty.",
    "admin2": "The place, if it is a second-level division; else empty.",
    "admin3": "Always empty: not known here.",
    "location": "Name of the place; empty when none is told or it is a whole country or more.",
    "latitude": "Degrees, WGS 84; empty with location, and when not settled.",
    "longitude": "As latitude.",
    "geo_precision": "1 a town or within 10 km, 2 a district or within 50 km, 3 a region; empty "
    "with latitude.",
    "source": "Outlets that tell it, with semicolons; empty when none is known.",
    "source_scale": "Always empty: ACLED's own judgement of its sources.",
    "notes": "The sentence, verbatim, then its address in square brackets: capture id, first and "
    "last code point.",
    "fatalities": "Lowest number of dead that is told; empty, not 0, when none is.",
    "tags": "name=value with semicolons: killed_low, killed_high, told (EDTF), country, modality, "
    "attribution, family; without those that are not known.",
    "timestamp": "Unix seconds when the page was captured; empty when not known.",
}


def kind_of(one: Happening) -> tuple[str, str] | None:
    """ACLED's event type and sub-event type, or null where the words do not settle it."""
    event = one.event
    if event.type == "PROTEST":
        return ("Riots", "Violent demonstration") if "riot" in event.mode else ("Protests", "")
    if event.type != "ASSAULT":
        return None
    for mode in event.mode:
        if mode in _VIOLENCE:
            return _VIOLENCE[mode]
    doers = {party.sector for party in event.who}
    others = {party.sector for party in event.whom}
    if "CVL" in others:
        return _CIVILIANS, "Attack"
    if doers & _ARMED and others & _ARMED:
        return "Battles", "Armed clash"
    return None


def date_of(when: Interval | None) -> tuple[str, str]:
    """A day and its precision by ACLED's codes; two empty texts when too little is told."""
    if when is None or when.earliest is None or when.latest is None:
        return "", ""
    length = (when.latest - when.earliest).days + 1
    if length > 31:
        return "", ""
    middle = when.earliest + timedelta(days=(length - 1) // 2)
    return middle.isoformat(), "1" if length == 1 else "2" if length <= 7 else "3"


def precision_of(place: Place | None) -> str:
    """ACLED's spatial precision; empty where it has no code for so large or unknown a place."""
    if place is None or place.lat is None or place.feature in (Feature.COUNTRY, Feature.CONTINENT):
        return ""
    if place.feature is Feature.REGION:
        return "3"
    if place.feature is Feature.DISTRICT:
        return "2"
    radius = place.radius_km
    if radius is None:
        return "1" if place.feature is Feature.CITY and place.relative is None else ""
    return "1" if radius <= _TOWN_KM else "2" if radius <= _PART_KM else "3"


def _inter(one: Happening, party: Party | None) -> str:
    if party is None:
        return ""
    if party.sector in ("MIL", "GOV", "COP"):
        here = one.place.country if one.place else None
        if here is None or party.country is None or party.assumed:
            return ""
        return "State forces" if party.country == here else "External/Other forces"
    return {"REB": "Rebel group", "CVL": "Civilians"}.get(party.sector or "", "")


def _actors(one: Happening) -> dict[str, str]:
    row: dict[str, str] = {}
    for number, parties in (("1", one.event.who), ("2", one.event.whom)):
        first = parties[0] if parties else None
        row[f"actor{number}"] = one.name_of(first) if first else ""
        row[f"assoc_actor_{number}"] = "; ".join(one.name_of(each) for each in parties[1:])
        row[f"inter{number}"] = _inter(one, first)
    known = row["inter1"] and row["inter2"]
    row["interaction"] = f"{row['inter1']}-{row['inter2']}" if known else ""
    row["civilian_targeting"] = "Civilian targeting" if row["inter2"] == "Civilians" else ""
    return row


def _where(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    precision = precision_of(place)
    wide = place.feature in (Feature.COUNTRY, Feature.CONTINENT)
    return {
        "country": country_names().get(place.country or "", ""),
        "admin1": place.name if place.feature is Feature.REGION else "",
        "admin2": place.name if place.feature is Feature.DISTRICT else "",
        "location": "" if wide else place.name,
        "latitude": str(place.lat) if precision else "",
        "longitude": str(place.lon) if precision else "",
        "geo_precision": precision,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _told_of(one: Happening) -> dict[str, str]:
    toll = next((c.killed for c in one.reading.casualties if c.id == one.event.casualties), None)
    low, high = (_number(toll.low), _number(toll.high)) if toll else ("", "")
    span = one.sentence[1] if one.sentence else one.event.trigger
    tags = {
        "killed_low": low,
        "killed_high": high,
        "told": one.day.edtf if one.day else "",
        "country": (one.place.country or "") if one.place else "",
        "modality": one.event.modality,
        "attribution": one.event.attribution or "",
        "family": one.family or "",
    }
    taken = one.reading.capture.captured_at
    return {
        "notes": f"{span.text_of(one.text)} [{one.reading.capture.id} {span.start}-{span.end}]",
        "fatalities": low,
        "tags": "; ".join(f"{name}={value}" for name, value in tags.items() if value),
        "timestamp": str(int(taken.timestamp())) if taken else "",
    }


def row_of(told: Told, kind: tuple[str, str]) -> dict[str, str]:
    """An event's cells; what is not in it is empty."""
    one = told.first
    day, precision = date_of(one.day)
    first, last = (one.day.earliest, one.day.latest) if one.day else (None, None)
    country = one.place.country if one.place else None
    street = kind[0] in ("Protests", "Riots")
    return {
        "event_id_cnty": f"{country}-{one.event.id}" if country else one.event.id,
        "event_date": day,
        "year": str(first.year) if first and last and first.year == last.year else "",
        "time_precision": precision,
        "disorder_type": "Demonstrations" if street else "Political violence",
        "event_type": kind[0],
        "sub_event_type": kind[1],
        **_actors(one),
        **_where(one.place),
        "source": "; ".join(told.outlets),
        **_told_of(one),
    }


def _line(cells: list[str]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _cell(name: str, row: dict[str, str]) -> str:
    text = row.get(name, "")
    return text if name in _NUMBERS else safe(text)


def _write(given: Given) -> Pieces:
    yield "acled.csv", _line(list(_COLUMNS))
    for told in folded(given):
        kind = kind_of(told.first)
        if kind is None:
            given.left[_KINDLESS if told.first.event.type == "ASSAULT" else _FOREIGN] += 1
            continue
        row = row_of(told, kind)
        yield "acled.csv", _line([_cell(name, row) for name in _COLUMNS])


FORMAT = Format(
    name="acled",
    title="ACLED events",
    standard="The 31 columns of ACLED since March 2023, CSV (RFC 4180)",
    media_type="text/csv",
    ending=".acled.csv",
    holds="Assaults and protests; other events are counted as left out, and so are assaults whose "
    "ACLED type the words do not settle. Copies of one story that tell an event in the same "
    "sentence are one row. Events that are denied or not told as having happened only if "
    "everything is asked for. Texts are made safe for spreadsheets as in csv.",
    tables=(
        Table(
            "events",
            "An assault or a protest, once for the copies of a story.",
            tuple(Column(name, "text", meaning) for name, meaning in _COLUMNS.items()),
        ),
    ),
    write=_write,
    options=("everything",),
)
