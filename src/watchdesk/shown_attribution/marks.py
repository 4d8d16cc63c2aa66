"""Attributions numbered as they stand, and the lines of an article cut where their words begin and
end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from watchdesk.records import Attribution, Capture, PartKind, Reading, Span

_LINE = re.compile("[^\n\r]+")
_DEEPEST = 40
"""Marks that may be open at one place; more would make a page quadratic."""


class Look(StrEnum):
    """What marked words are in their attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True)
class Entry:
    """An attribution with its number, from 1 in the order of the text."""

    number: int
    attribution: Attribution
    within: int | None
    """Number of the attribution it is told inside of."""


@dataclass(frozen=True)
class Mark:
    """Words of an attribution."""

    number: int
    look: Look
    span: Span


class Open(NamedTuple):
    """Marked words begin."""

    mark: Mark
    again: bool
    """Whether they began before, in an earlier line or before words that cross them."""


class Close(NamedTuple):
    """Marked words end."""

    mark: Mark


Piece = Open | Close | Span
"""A beginning, an end, or words between two of them."""


@dataclass(frozen=True)
class Line:
    """A line of a part that is read: pieces in which what opens last closes first."""

    kind: PartKind
    span: Span
    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    """The attributions whose first words stand here."""


@dataclass(frozen=True)
class Told:
    """One article, ready to be shown."""

    reading: Reading
    capture: Capture
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]
    """Attributions none of whose words stand in the lines."""

    def words(self, span: Span) -> str:
        """The words at a span."""
        return span.text_of(self.capture.text)

    @property
    def aside(self) -> Counter[PartKind]:
        """How many parts of each kind are not shown."""
        return Counter(p.kind for p in self.reading.article.parts if not p.kind.is_read)


def told(reading: Reading) -> Told:
    """An article's read parts, line by line, marked.

    Rests on the records alone; spans may cross, nest or repeat. Raises ``ValueError`` when the
    reading has no text, or one that is shorter than its spans.
    """
    capture = reading.capture
    if not isinstance(capture, Capture):
        raise ValueError(f"{reading.article.id}: the reading has no text; read it with its text")
    entries = numbered(reading.attributions)
    marks = [mark for entry in entries for mark in marks_of(entry)]
    last = max((span.end for one in reading.attributions for span in _all(one)), default=0)
    if last > len(capture.text):
        raise ValueError(f"{reading.article.id}: marked up to {last}, beyond its text's end")
    spans = list(_lines(reading, capture.text))
    here = _shared(marks, [span for _, span in spans])
    pieces = [tuple(cut(span, found)) for (_, span), found in zip(spans, here, strict=True)]
    begun = _begun(entries, pieces)
    lines = tuple(
        Line(kind, span, pieces[place], tuple(begun.get(place, ())))
        for place, (kind, span) in enumerate(spans)
    )
    return Told(reading, capture, lines, entries, tuple(begun.get(None, ())))


def _begun(
    entries: Sequence[Entry], lines: Sequence[tuple[Piece, ...]]
) -> dict[int | None, list[Entry]]:
    """The attributions by the line in which they begin; ``None``: in no line."""
    firsts: dict[int, int] = {}
    for place, pieces in enumerate(lines):
        for piece in pieces:
            if isinstance(piece, Open):
                firsts.setdefault(piece.mark.number, place)
    begun: dict[int | None, list[Entry]] = {}
    for entry in entries:
        begun.setdefault(firsts.get(entry.number), []).append(entry)
    return begun


def numbered(attributions: Sequence[Attribution]) -> tuple[Entry, ...]:
    """Attributions in the order of their first words, the longer first where two begin together."""
    order = sorted(attributions, key=_place)
    numbers = {one.id: number for number, one in enumerate(order, 1)}
    return tuple(
        Entry(number, one, numbers.get(one.within) if one.within else None)
        for number, one in enumerate(order, 1)
    )


def spans_of(entry: Entry) -> Iterator[tuple[Look, Span]]:
    """An attribution's words by what they are in it; may be empty."""
    return _spans(entry.attribution)


def _spans(one: Attribution) -> Iterator[tuple[Look, Span]]:
    if one.source:
        yield Look.SOURCE, one.source
    if one.cue:
        yield Look.CUE, one.cue
    yield from ((Look.CONTENT, span) for span in one.content)


def _all(one: Attribution) -> Iterator[Span]:
    yield from (span for _, span in _spans(one))
    yield from one.evidence
    yield from one.hedges


def _place(one: Attribution) -> tuple[int, int, str]:
    spans = [span for _, span in _spans(one)]
    start = min((span.start for span in spans), default=0)
    return start, -max((span.end for span in spans), default=0), one.id


def marks_of(entry: Entry) -> Iterator[Mark]:
    """The words of one attribution that are to be marked."""
    for look, span in spans_of(entry):
        if span.length:
            yield Mark(entry.number, look, span)


def _lines(reading: Reading, text: str) -> Iterator[tuple[PartKind, Span]]:
    for part in sorted(reading.article.parts, key=lambda part: part.start):
        if not part.kind.is_read:
            continue
        for line in _LINE.finditer(text, part.start, part.end):
            span = Span(line.start(), line.end()).trim(text)
            if span.length:
                yield part.kind, span


def _shared(marks: Iterable[Mark], lines: Sequence[Span]) -> list[list[Mark]]:
    """The marks that reach into each line."""
    found: list[list[Mark]] = [[] for _ in lines]
    ends = [line.end for line in lines]
    for mark in marks:
        place = bisect_left(ends, mark.span.start + 1)
        while place < len(lines) and lines[place].start < mark.span.end:
            found[place].append(mark)
            place += 1
    return found


def cut(line: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The line's words with the beginnings and ends of marks between them, properly nested.

    Of marks that begin together the longest opens first. A mark that crosses another is closed
    before it and opened again behind. What would be the 41st at one place is left out.
    """
    waiting = sorted(marks, key=lambda mark: mark.span.start, reverse=True)
    bounds = {line.start, line.end}
    for mark in waiting:
        bounds |= {max(mark.span.start, line.start), min(mark.span.end, line.end)}
    stack: list[Mark] = []
    places = sorted(bounds)
    for place, start in enumerate(places):
        opening: list[tuple[Mark, bool]] = []
        for _ in range(_ended(stack, min(start, line.end), line)):
            mark = stack.pop()
            yield Close(mark)
            if min(mark.span.end, line.end) > start:
                opening.append((mark, True))
        while waiting and waiting[-1].span.start <= start:
            mark = waiting.pop()
            opening.append((mark, mark.span.start < line.start))
        for mark, again in sorted(opening, key=_longest)[: _DEEPEST - len(stack)]:
            stack.append(mark)
            yield Open(mark, again)
        if place + 1 < len(places):
            yield Span(start, places[place + 1])


def _ended(stack: Sequence[Mark], at: int, line: Span) -> int:
    """How many marks have to be closed so that all that end here are."""
    for depth, mark in enumerate(stack):
        if min(mark.span.end, line.end) <= at:
            return len(stack) - depth
    return 0


def _longest(opening: tuple[Mark, bool]) -> tuple[int, int, str]:
    mark, _ = opening
    return -mark.span.end, mark.number, mark.look.value
