"""Tables of what is read in each article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from watchdesk.export.columns import Cell, Filled, fields, filled
from watchdesk.export.families import family_of
from watchdesk.export.format import Given
from watchdesk.export.sheet import NUMBER, Inside, Pass, Sheet, each_of, inner
from watchdesk.records import (
    Article,
    Attribution,
    CaptureHead,
    Casualties,
    Entity,
    Event,
    Family,
    Interval,
    Link,
    Mention,
    Modality,
    Part,
    Party,
    Place,
    Quantity,
    Reading,
    Span,
    Stand,
    Time,
    Toll,
)

HAPPENED = frozenset({Modality.ASSERTED})
"""How events are told that are written when not everything is asked for."""
UNHAPPENED = "events told as planned, possible, on a condition, past or not so (--everything)"
_SPOT = "start end"
_FATES = ("killed", "wounded", "missing", "captured", "displaced")

_IN_ARTICLE = (
    filled("article", "text", "Article id.", "Article.id", lambda one: one.outer.article.id),
    filled("capture", "text", "Capture id.", "Capture.id", lambda one: one.outer.capture.id),
)


def _words(of: Callable[[Any], Span | None], name: str = "words") -> Filled:
    def fill(one: Inside) -> Cell:
        found = of(one.one)
        return None if found is None else found.text_of(one.outer.capture.text)

    told = "Its words in the captured text, verbatim."
    return filled(name, "text", told, "Capture.text", fill)


def _content(one: Inside) -> Cell:
    text = one.outer.capture.text
    return " … ".join(span.text_of(text) for span in one.one.content) or None


def _span(one: Any) -> Span | None:
    found: Span | None = one.span
    return found


def _names(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(link.name for link in links)


def _articles() -> Sheet:
    article = fields(
        Article,
        "id role title deck outlet series authors published language",
        lambda one: one.outer.article,
    )
    basis = filled(
        "published_basis", "text", "On what the publication date rests. One of byline, inferred, "
        "metadata, text, unknown, url.", "Published.basis",
        lambda one: str(one.outer.article.published.basis),
    )  # fmt: skip
    family = filled(
        "family", "text", "Family id: copies, cuts and captures of one story share it.",
        "Family.id", lambda one: one.of.family if one.of else None,
    )  # fmt: skip
    capture = filled("capture", "text", "Capture id.", "Capture.id", lambda o: o.outer.capture.id)
    declared = filled(
        "url", "text", "The page's address on the web, as the page itself declares it.",
        "Declared.url", lambda one: one.outer.capture.declared.url,
    )  # fmt: skip
    head = fields(
        CaptureHead,
        "uri sha256 media_type encoding partial captured_at",
        lambda one: one.outer.capture,
    )
    return Sheet("articles", "An article.", (*article, basis, family, capture, declared, *head))


def _parts() -> Sheet:
    told = fields(Part, f"{_SPOT} kind reason", inner)
    return Sheet("parts", "A labelled stretch of an article's page.", (*_IN_ARTICLE, NUMBER, *told))


def _attributions() -> tuple[Sheet, ...]:
    said = (
        *fields(Attribution, "id source cue content speech act said venue verification", inner),
        *fields(Attribution, "evidence strength polarity telling mood hedges within", inner),
        filled(
            "speaker", "text", "Name of the original speaker; empty when not named.",
            "Attribution.chain", lambda one: one.one.chain[-1].name if one.one.chain else None,
        ),
        filled(
            "words", "text", "What was said, verbatim; “…” between stretches that are apart.",
            "Attribution.content", _content,
        ),
        _words(lambda one: one.cue, "cue_words"),
    )  # fmt: skip
    link = (
        *_IN_ARTICLE,
        filled("attribution", "text", "Attribution id.", "Attribution.id", lambda one: one.of.id),
        NUMBER,
        *fields(Link, "name kind span said venue", inner),
        *_entity(lambda one: one.one.entity),
    )
    return (
        Sheet("attributions", "Who said what.", (*_IN_ARTICLE, *said)),
        Sheet("chain_links", "A teller in an attribution's chain; 1 is the outermost.", link),
    )


def _entity(of: Callable[[Any], Entity | None]) -> Iterator[Filled]:
    """Who a name stands for; all empty when that is not known."""
    for one in fields(Entity, "id name country role basis office", of):
        column = one.column._replace(name=f"entity_{one.column.name}")

        def fill(row: Any, one: Filled = one) -> Cell:
            return None if of(row) is None else one.fill(row)

        yield Filled(column, fill)


def _events() -> tuple[Sheet, ...]:
    told = (
        *fields(Event, "id trigger type mode context actors recipients place time", inner),
        *fields(Event, "casualties modality attribution", inner),
        _words(lambda one: one.trigger),
    )
    party = (
        *_IN_ARTICLE,
        filled("event", "text", "Event id.", "Event.id", lambda one: one.of[0].id),
        filled(
            "side", "text", "who: one of those who act; whom: one of those it is done to.",
            "Event.who, Event.whom", lambda one: one.of[1],
        ),
        NUMBER,
        *fields(Party, f"{_SPOT} mention country sector assumed", inner),
        _words(_span),
    )  # fmt: skip
    return (
        Sheet("events", "An event as one article tells it.", (*_IN_ARTICLE, *told)),
        Sheet("parties", "Somebody who takes part in an event.", party),
    )


def _casualties() -> Sheet:
    whole = (
        filled("id", "text", "Casualties id.", "Casualties.id", lambda one: one.of.id),
        filled("fate", "text", f"One of {', '.join(sorted(_FATES))}.", "Casualties",
               lambda one: _FATES[one.place - 1]),
        *fields(Casualties, "attribution", lambda one: one.of),
        *fields(Toll, "span low high approximate counted", inner),
        _words(_span),
    )  # fmt: skip
    meaning = "How many people one fate befell; those with one id are told together."
    return Sheet("casualties", meaning, (*_IN_ARTICLE, *whole))


def _stands() -> Sheet:
    told = fields(
        Stand, "id cue stance basis target turned limits strength time attribution former", inner
    )
    who = filled(
        "who", "list of text", "Names of those who take the stand.", "Stand.who",
        lambda one: _names(one.one.who),
    )  # fmt: skip
    meaning = "Who is for or against what, as one article tells."
    return Sheet("stands", meaning, (*_IN_ARTICLE, *told, who, _words(lambda one: one.cue)))


def _spots() -> Iterator[Sheet]:
    """Names, places, times and amounts, each with its words."""
    named = (*fields(Mention, f"{_SPOT} id kind doubt", inner), *_entity(lambda o: o.one.entity))
    kinds: tuple[tuple[str, str, tuple[Filled, ...]], ...] = (
        ("mentions", "A name.", named),
        (
            "places", "A place as named: a centre and a radius.",
            fields(Place, f"{_SPOT} name lat lon radius_km geonames_id country feature doubt",
                   inner),
        ),
        (
            "times", "A time expression.",
            fields(Time, f"{_SPOT} edtf earliest latest grain anchor assumed kind value modifier "
                   "doubt", inner),
        ),
        (
            "quantities", "An amount.",
            fields(Quantity, f"{_SPOT} kind low high unit counted approximate approximator flags "
                   "attribution", inner),
        ),
    )  # fmt: skip
    for name, meaning, columns in kinds:
        yield Sheet(name, meaning, (*_IN_ARTICLE, *columns, _words(_span)))


def _families() -> Sheet:
    columns = (
        *fields(Family, "id articles first first_because", inner),
        filled(
            "size", "integer", "How many articles it has, also of other periods.",
            "Family.articles", lambda one: len(one.one.articles),
        ),
    )  # fmt: skip
    meaning = "Articles that are copies, cuts or captures of one story; one alone is a family, too."
    return Sheet("families", meaning, columns)


def _items(given: Given) -> Iterator[tuple[str, Inside]]:
    seen: set[str] = set()
    for reading in given.view.readings(given.asked.period or Interval.unknown()):
        name = reading.article.id
        known = given.view.known([name]).get(name)
        yield "articles", Inside(reading, None, of=known)
        if known is not None and known.family not in seen:
            seen.add(known.family)
            if (family := family_of(given.view, known.family)) is not None:
                yield "families", Inside(family, family)
        yield from each_of("parts", reading, reading.article.parts)
        for place, said in enumerate(reading.attributions, 1):
            yield "attributions", Inside(reading, said, place)
            yield from each_of("chain_links", reading, said.chain, said)
        yield from _of_events(given, reading)
        yield from each_of("stands", reading, reading.stands)
        for toll in reading.casualties:
            for place, fate in enumerate(_FATES, 1):
                if (told := getattr(toll, fate)) is not None:
                    yield "casualties", Inside(reading, told, place, toll)
        yield from each_of("mentions", reading, reading.mentions)
        yield from each_of("places", reading, reading.places)
        yield from each_of("times", reading, reading.times)
        yield from each_of("quantities", reading, reading.quantities)


def _of_events(given: Given, reading: Reading) -> Iterator[tuple[str, Inside]]:
    for place, event in enumerate(reading.events, 1):
        if not given.asked.everything and event.modality not in HAPPENED:
            given.left[UNHAPPENED] += 1
            continue
        yield "events", Inside(reading, event, place)
        yield from each_of("parties", reading, event.who, (event, "who"))
        yield from each_of("parties", reading, event.whom, (event, "whom"))


@cache
def passes() -> tuple[Pass, ...]:
    """All of them, found while the readings are gone through once."""
    sheets = (
        _articles(),
        _families(),
        _parts(),
        *_attributions(),
        *_events(),
        _stands(),
        _casualties(),
        *_spots(),
    )
    return (Pass(sheets, _items),)
