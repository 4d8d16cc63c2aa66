"""The ledger as tables: a table for each kind of record, and one for each list inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from watchdesk.export.columns import Cell, Filled, fields, filled
from watchdesk.export.format import Given, Table
from watchdesk.records import (
    Article,
    Attribution,
    CaptureHead,
    Claim,
    Contradiction,
    Correction,
    Event,
    Expectation,
    Interval,
    Link,
    Member,
    Modality,
    Origin,
    Place,
    Position,
    PositionEvidence,
    Quantity,
    Reading,
    Span,
    Story,
    Time,
)

HAPPENED = frozenset({Modality.ASSERTED})
"""How events are told that are written when not everything is asked for."""
UNHAPPENED = "events told as planned, possible, on a condition, past or not so (--everything)"


class Sheet(NamedTuple):
    """A table and what fills it."""

    name: str
    """As its file is called."""
    meaning: str
    """What one row is."""
    columns: tuple[Filled, ...]
    """In their order."""

    def table(self) -> Table:
        """Its entry in the dictionary."""
        return Table(self.name, self.meaning, tuple(one.column for one in self.columns))

    def row(self, one: Any) -> tuple[Cell, ...]:
        """The cells of a row."""
        return tuple(each.fill(one) for each in self.columns)


class Inside(NamedTuple):
    """Something that stands inside something else."""

    outer: Any
    """What it stands in: a reading, a claim."""
    one: Any
    """Itself."""
    place: int
    """Which one it is, from 1."""
    of: Any = None
    """For a link of a chain: its attribution."""


def _inner(one: Inside) -> Any:
    return one.one


def _article(one: Any) -> Cell:
    return str(one.outer.article.id)


_IN_ARTICLE = (
    filled("article", "text", "Article id.", "Article.id", _article),
    filled("capture", "text", "Capture id.", "Capture.id", lambda one: one.outer.capture.id),
)


def _words(span: Any) -> Filled:
    def fill(one: Inside) -> Cell:
        found: Span | None = span(one.one)
        return None if found is None else found.text_of(one.outer.capture.text)

    return filled(
        "words", "text", "Its words in the captured text, verbatim.", "Capture.text", fill
    )


def _of(kind: str, meaning: str) -> tuple[Filled, ...]:
    return (
        filled(kind, "text", meaning, f"{kind.title()}.id", lambda one: one.outer.id),
        filled("number", "integer", "Which one it is, from 1.", "", lambda one: one.place),
    )


def _chain(chain: Iterable[Link]) -> tuple[str, ...]:
    return tuple(link.name for link in chain)


_TOLD_BY = "Names of who tells it, outermost first; empty for the article's own voice."
_SPOT = "start end"


@cache
def sheets() -> tuple[Sheet, ...]:
    """All tables, in the order in which they are written."""
    return (*_of_articles(), *_of_claims(), *_of_others())


def _of_articles() -> tuple[Sheet, ...]:
    own = fields(
        Article, "id role title deck outlet series authors published language", lambda r: r.article
    )
    basis = filled(
        "published_basis", "text", "On what the publication date rests.", "Published.basis",
        lambda one: str(one.article.published.basis),
    )  # fmt: skip
    head = fields(CaptureHead, "uri sha256 media_type partial captured_at", lambda one: one.capture)
    capture = filled("capture", "text", "Capture id.", "Capture.id", lambda one: one.capture.id)
    link = (
        *_IN_ARTICLE,
        filled("attribution", "text", "Attribution id.", "Attribution.id", lambda one: one.of.id),
        filled("number", "integer", "1 is the outermost teller.", "", lambda one: one.place),
        *fields(Link, "name kind span said venue", _inner),
        filled(
            "entity", "text", "Entity id, when known.", "Link.entity",
            lambda one: one.one.entity.id if one.one.entity else None,
        ),
    )  # fmt: skip
    said = (
        *fields(Attribution, "id source cue content speech act said venue verification", _inner),
        *fields(Attribution, "strength polarity telling mood hedges within", _inner),
        filled(
            "speaker", "text", "Name of the original speaker; empty when not named.",
            "Attribution.chain", lambda one: one.one.chain[-1].name if one.one.chain else None,
        ),
    )  # fmt: skip
    happened = (
        *fields(Event, "id trigger type mode context actors recipients place time", _inner),
        *fields(Event, "casualties modality attribution", _inner),
        _words(lambda one: one.trigger),
    )
    spot = _words(lambda one: one.span)
    return (
        Sheet("articles", "An article.", (*own, basis, capture, *head)),
        Sheet("attributions", "Who said what.", (*_IN_ARTICLE, *said)),
        Sheet("links", "A teller in an attribution's chain.", link),
        Sheet("events", "An event as one article tells it.", (*_IN_ARTICLE, *happened)),
        Sheet(
            "places", "A place as named.",
            (*_IN_ARTICLE, *fields(Place, f"{_SPOT} name lat lon radius_km geonames_id country "
             "feature doubt", _inner), spot),
        ),
        Sheet(
            "times", "A time expression.",
            (*_IN_ARTICLE, *fields(Time, f"{_SPOT} edtf earliest latest grain anchor assumed kind "
             "value modifier doubt", _inner), spot),
        ),
        Sheet(
            "quantities", "An amount.",
            (*_IN_ARTICLE, *fields(Quantity, f"{_SPOT} kind low high unit counted approximate "
             "approximator flags attribution", _inner), spot),
        ),
    )  # fmt: skip


def _of_claims() -> tuple[Sheet, ...]:
    claim = fields(
        Claim,
        "id gist at articles families first_seen status why standing named anonymous credibility "
        "credibility_why rulings",
    )
    count = filled(
        "origin_count", "integer", "Independent origins; unknown ones do not count.",
        "Claim.origins", lambda one: one.origin_count,
    )  # fmt: skip
    told = filled(
        "told_by", "list of text", _TOLD_BY, "Member.chain", lambda one: _chain(one.one.chain)
    )
    member = fields(Member, "statement attribution at sentence verification published", _inner)
    of_claim = _of("claim", "Claim id.")
    return (
        Sheet("claims", "A claim of several articles.", (*claim, count)),
        Sheet("members", "One article's telling of a claim.", (*of_claim, *member, told)),
        Sheet(
            "origins", "An origin behind a claim.",
            (*of_claim, *fields(Origin, "id kind name articles contributors why", _inner)),
        ),
        Sheet(
            "contradictions", "Two claims that cannot both hold.",
            fields(Contradiction, "id kind claims evidence why inside told by"),
        ),
    )  # fmt: skip


def _of_others() -> tuple[Sheet, ...]:
    told = filled("told_by", "list of text", _TOLD_BY, "Expectation.by", lambda one: _chain(one.by))
    by = filled(
        "told_by", "list of text", _TOLD_BY, "PositionEvidence.by",
        lambda one: _chain(one.one.by),
    )  # fmt: skip
    return (
        Sheet(
            "positions", "Where an actor stands on an issue.",
            fields(Position, "id actor name issue stance basis gist limits since until previous "
                   "origins why"),
        ),
        Sheet(
            "evidence", "Words a position is read from.",
            (*_of("position", "Position id."),
             *fields(PositionEvidence, "at sentence stance on actor name basis limits", _inner),
             by),
        ),
        Sheet(
            "expectations", "Something said to be coming.",
            (*fields(Expectation, "id kind what at sentence cue due due_at status evidence "
                     "superseded_by articles published"), told),
        ),
        Sheet(
            "stories", "Articles that tell the same happening.",
            fields(Story, "id articles families headline days why"),
        ),
        Sheet(
            "corrections", "Words a publisher changed, took back or removed.",
            fields(Correction, "id kind at before on statements why"),
        ),
    )  # fmt: skip


def rows(given: Given) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Rows with the names of their tables; the readings are gone through once."""
    by_name = {one.name: one for one in sheets()}
    for name, one in _items(given):
        yield name, by_name[name].row(one)


def _items(given: Given) -> Iterator[tuple[str, Any]]:
    for reading in given.view.readings(given.asked.period or Interval.unknown()):
        yield "articles", reading
        yield from _in_reading(given, reading)
    for claim in _each(given, Claim):
        yield "claims", claim
        yield from _inside("members", claim, claim.members)
        yield from _inside("origins", claim, claim.origins)
    yield from (("contradictions", one) for one in _each(given, Contradiction))
    for position in _each(given, Position):
        yield "positions", position
        yield from _inside("evidence", position, position.evidence)
    yield from (("expectations", one) for one in _each(given, Expectation))
    yield from (("stories", one) for one in _each(given, Story))
    yield from (("corrections", one) for one in _each(given, Correction))


def _each(given: Given, kind: Any) -> Iterator[Any]:
    return given.view.each(kind, given.asked.period, everything=given.asked.everything)


def _inside(name: str, outer: Any, inner: Iterable[Any]) -> Iterator[tuple[str, Inside]]:
    for place, one in enumerate(inner, 1):
        yield name, Inside(outer, one, place)


def _in_reading(given: Given, reading: Reading) -> Iterator[tuple[str, Inside]]:
    for place, one in enumerate(reading.attributions, 1):
        yield "attributions", Inside(reading, one, place)
        for nth, link in enumerate(one.chain, 1):
            yield "links", Inside(reading, link, nth, one)
    for place, event in enumerate(reading.events, 1):
        if given.asked.everything or event.modality in HAPPENED:
            yield "events", Inside(reading, event, place)
        else:
            given.left[UNHAPPENED] += 1
    yield from _inside("places", reading, reading.places)
    yield from _inside("times", reading, reading.times)
    yield from _inside("quantities", reading, reading.quantities)
