"""Marked articles as one HTML page: no scripts, nothing fetched, the chains beside their lines and
below them where there is no room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watchdesk.brief.templating import environment
from watchdesk.brief.wording import published, web_address
from watchdesk.records import Link, PartKind, Reading, Span
from watchdesk.shown_attribution import wording
from watchdesk.shown_attribution.marks import (
    Entry,
    Line,
    Look,
    Mark,
    Open,
    Piece,
    Told,
    spans_of,
    told,
)
from watchdesk.shown_attribution.wording import Fact

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,80}")
_DEEPEST = 4
"""Depths of nesting that look different."""


@dataclass(frozen=True)
class Bit:
    """A beginning, an end, or words, ready to be written."""

    words: str = ""
    look: Look | None = None
    """Set where marked words begin."""
    number: int = 0
    depth: int = 0
    """How many contents these marked words stand in, 3 at most."""
    anchor: str | None = None
    """Id of the first words of an attribution."""
    link: str | None = None
    """Id of the attribution's entry, on one of its marks."""
    again: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Item:
    """An attribution in the list."""

    number: int
    anchor: str
    words_shown: bool
    chain: tuple[Link, ...]
    tellers: tuple[str, ...]
    facts: tuple[Fact, ...]
    within: tuple[int, str] | None
    standing: Fact | None


@dataclass(frozen=True)
class Row:
    """A line and the attributions that begin in it."""

    kind: str | None
    """Null for the article's body."""
    bits: tuple[Bit, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Shown:
    """An article."""

    place: str
    title: str | None
    facts: str
    uri: str
    link: str | None
    id: str
    role: str
    summary: str
    aside: str | None
    rows: tuple[Row, ...]
    elsewhere: tuple[Item, ...]


def page(readings: Iterable[Reading]) -> str:
    """The whole page, the articles one below the other; ends with a line break.

    The id of an attribution is the anchor of its first words. Raises ``ValueError`` for a reading
    without its text.
    """
    taken: set[str] = set()
    shown = [_article(told(one), place, taken) for place, one in enumerate(readings, 1)]
    template = environment("watchdesk.shown_attribution").get_template("attribution.html")
    return template.render(articles=shown, arrow=wording.ARROW, nobody=wording.NOBODY)


def _article(article: Told, place: int, taken: set[str]) -> Shown:
    record = article.reading.article
    ways = _Ways(article, place, taken)
    facts = [record.outlet or "outlet not named", *record.authors, published(record.published)]
    return Shown(
        place=f"article-{place}",
        title=record.title,
        facts=" · ".join(facts),
        uri=article.capture.uri,
        link=web_address(article.capture.uri),
        id=record.id,
        role=record.role.value,
        summary=wording.summary(article),
        aside=wording.aside(article),
        rows=tuple(_row(line, article, ways) for line in article.lines),
        elsewhere=tuple(_items(article.elsewhere, article, ways)),
    )


def _anchor(entry: Entry, place: int, taken: set[str]) -> str:
    """The attribution's id, or one made of numbers where that is taken or no id of a page."""
    own = entry.attribution.id
    free = _ID.fullmatch(own) and own not in taken and not own.startswith("article-")
    anchor = own if free else f"article-{place}-{entry.number}"
    taken |= {anchor, f"{anchor}-chain"}
    return anchor


class _Ways:
    """Ids of an article's attributions, and which of them were given out."""

    def __init__(self, article: Told, place: int, taken: set[str]) -> None:
        self._entries = {entry.number: entry for entry in article.entries}
        self.ids = {entry.number: _anchor(entry, place, taken) for entry in article.entries}
        self._placed: set[int] = set()
        self._linked: set[int] = set()

    def anchor(self, mark: Mark) -> str | None:
        """The id, once, where an attribution's first words stand."""
        if mark.number in self._placed:
            return None
        self._placed.add(mark.number)
        return self.ids[mark.number]

    def link(self, mark: Mark) -> str | None:
        """The id of the attribution's entry, once, on its cue or what else there is of it."""
        spans = [look for look, span in spans_of(self._entries[mark.number]) if span.length]
        wanted = Look.CUE if Look.CUE in spans else spans[-1]
        if mark.number in self._linked or mark.look is not wanted:
            return None
        self._linked.add(mark.number)
        return f"{self.ids[mark.number]}-chain"


def _row(line: Line, article: Told, ways: _Ways) -> Row:
    return Row(
        kind=None if line.kind is PartKind.BODY else line.kind.value,
        bits=tuple(_bits(line.pieces, article, ways)),
        items=tuple(_items(line.entries, article, ways)),
    )


def _bits(pieces: Sequence[Piece], article: Told, ways: _Ways) -> Iterator[Bit]:
    depth = 0
    for piece in pieces:
        if isinstance(piece, Span):
            yield Bit(words=article.words(piece))
            continue
        mark = piece.mark
        inside = mark.look is Look.CONTENT
        if isinstance(piece, Open):
            yield Bit(
                look=mark.look,
                number=mark.number,
                depth=min(depth, _DEEPEST - 1),
                anchor=ways.anchor(mark),
                link=ways.link(mark),
                again=piece.again,
            )
            depth += inside
        else:
            depth -= inside
            yield Bit(look=mark.look, number=mark.number, ends=True)


def _items(entries: Iterable[Entry], article: Told, ways: _Ways) -> Iterator[Item]:
    lost = {entry.number for entry in article.elsewhere}
    for entry in entries:
        links = entry.attribution.chain
        yield Item(
            number=entry.number,
            anchor=ways.ids[entry.number],
            words_shown=entry.number not in lost,
            chain=links,
            tellers=tuple(wording.teller(link) for link in links),
            facts=tuple(one for one in wording.facts(entry, article) if one.name != "in"),
            within=(entry.within, ways.ids[entry.within]) if entry.within else None,
            standing=wording.standing(entry, article),
        )
