"""A text cut where highlights and labelled lines begin and end, so that nothing of it is lost."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from watchdesk.brief.wording import safe
from watchdesk.records import Part, PartKind, Span
from watchdesk.records.span import Frozen


class Layer(StrEnum):
    """What highlighted words carry."""

    CLAIM = "claim"
    POSITION = "position"
    EXPECTATION = "expectation"
    ATTRIBUTION = "attribution"
    EVENT = "event"
    TIME = "time"


class Highlight(Frozen):
    """Words that carry a record or something that was read in them."""

    span: Span
    """The words."""
    layer: Layer
    """What they carry."""
    record: str | None = None
    """Id of it; null for what has none, such as a time."""
    told: str = ""
    """What it is, in a few words."""


class Piece(Frozen):
    """A stretch of text in which nothing begins or ends."""

    text: str
    """The characters; pieces put together give the text back."""
    control: str | None = None
    """For a character that would be obeyed or not be seen: its name. It stands alone."""
    asked: bool = False
    """Whether it belongs to the words that were asked for."""
    opens: Highlight | None = None
    """The highlight that begins here, of several the shortest."""
    layers: tuple[Layer, ...] = ()
    """What the characters carry."""


class Block(Frozen):
    """A labelled line, or what stands between two of them."""

    span: Span
    """Where it stands."""
    kind: PartKind | None
    """Its label; null for what is not labelled."""
    reason: str
    """Why it was labelled so."""
    pieces: tuple[Piece, ...]
    """Its text."""

    @property
    def is_asked(self) -> bool:
        """Whether it holds words that were asked for."""
        return any(piece.asked for piece in self.pieces)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not any(piece.control or piece.text.strip() for piece in self.pieces)


class _Stretch(NamedTuple):
    span: Span
    kind: PartKind | None
    reason: str


def blocks(
    text: str,
    window: Span,
    parts: Sequence[Part],
    highlights: Sequence[Highlight] = (),
    asked: Span | None = None,
) -> tuple[Block, ...]:
    """A stretch of a text, all of it, by its labelled parts, with highlights.

    Highlights may overlap, nest, repeat or run past the window.
    """
    waiting = sorted(highlights, key=lambda one: one.span.start, reverse=True)
    near: list[Highlight] = []
    made = []
    for stretch in _stretches(window, parts):
        while waiting and waiting[-1].span.start < stretch.span.end:
            near.append(waiting.pop())
        near = [one for one in near if one.span.end > stretch.span.start]
        found = tuple(pieces(text, stretch.span, near, asked))
        made.append(
            Block(span=stretch.span, kind=stretch.kind, reason=stretch.reason, pieces=found)
        )
    return tuple(made)


def _stretches(window: Span, parts: Sequence[Part]) -> Iterator[_Stretch]:
    """The parts as far as they stand in a window, and what lies between them."""
    at = window.start
    for part in sorted(parts, key=lambda one: (one.start, one.end)):
        start, end = max(part.start, at), min(part.end, window.end)
        if start >= end:
            continue
        if at < start:
            yield _Stretch(Span(at, start), None, "")
        yield _Stretch(Span(start, end), part.kind, part.reason)
        at = end
    if at < window.end:
        yield _Stretch(Span(at, window.end), None, "")


def pieces(
    text: str, span: Span, highlights: Sequence[Highlight], asked: Span | None
) -> Iterator[Piece]:
    """A stretch of a text in pieces; their texts put together are the stretch."""
    bounds = {span.start, span.end}
    for one in (*(h.span for h in highlights), *([asked] if asked else [])):
        bounds |= {max(span.start, min(one.start, span.end))}
        bounds |= {max(span.start, min(one.end, span.end))}
    cuts = sorted(bounds)
    opening = _opening(cuts, span, highlights)
    for start, end in pairwise(cuts):
        here = Span(start, end)
        layers = {one.layer for one in highlights if one.span.overlaps(here)}
        told = Piece(
            text=text[start:end],
            asked=asked is not None and asked.overlaps(here),
            opens=opening.get(start),
            layers=tuple(layer for layer in Layer if layer in layers),
        )
        yield from _with_controls(told)


def _opening(
    cuts: Sequence[int], span: Span, highlights: Sequence[Highlight]
) -> dict[int, Highlight]:
    """Which highlight is to be opened at which cut; each once, where it can be at its own start,
    else further on in it."""
    taken: dict[int, Highlight] = {}
    for one in sorted(
        highlights, key=lambda h: (h.span.length, h.span, list(Layer).index(h.layer))
    ):
        if one.record is None or not span.overlaps(one.span):
            continue
        first = bisect_left(cuts, max(one.span.start, span.start))
        last = bisect_right(cuts, min(one.span.end, span.end) - 1)
        free = next((at for at in cuts[first:last] if at not in taken), None)
        if free is not None and one.span.start >= span.start:
            taken[free] = one
    return taken


def _with_controls(piece: Piece) -> Iterator[Piece]:
    """A piece with what would be obeyed or not be seen set apart by its name."""
    start = 0
    first = True
    for at, character in enumerate(piece.text):
        if safe(character) and character not in "\u200b\u2060\u00ad":
            continue
        if character == "\r":
            continue
        if start < at:
            kept = piece.opens if first else None
            yield piece.model_copy(update={"text": piece.text[start:at], "opens": kept})
            first = False
        named = f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"
        kept = piece.opens if first else None
        yield piece.model_copy(update={"text": character, "control": named, "opens": kept})
        first = False
        start = at + 1
    if start < len(piece.text):
        kept = piece.opens if first else None
        yield piece.model_copy(update={"text": piece.text[start:], "opens": kept})


def window_of(text: str, whole: Span, around: Span | None, start: int | None, most: int) -> Span:
    """The stretch of a text to be shown: all that may be where that is short enough, else around
    some words or from a place on, cut at line breaks where there are any near."""
    if whole.length <= most:
        return whole
    if around is not None:
        first = max(whole.start, min(around.start - most // 3, whole.end - most))
    else:
        first = min(max(start or 0, whole.start), whole.end - 1)
    last = min(first + most, whole.end)
    if first > whole.start and around is not None:
        first = _line_break(text, first, around.start, first)
    if last < whole.end:
        low = max(last - most // 4, around.end if around and around.end < last else first + 1)
        at = text.rfind("\n", low, last)
        last = at + 1 if at >= low else last
    return Span(first, max(first, last))


def _line_break(text: str, low: int, high: int, otherwise: int) -> int:
    at = text.find("\n", low, high)
    return at + 1 if at >= 0 else otherwise
