"""A comparison as text, for a terminal or a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from watchdesk.brief import safe
from watchdesk.compared import wording
from watchdesk.compared.pieces import Piece, before, pieces
from watchdesk.records import Span
from watchdesk.records.edit import Edit, FurnitureEdit, TouchKind
from watchdesk.versions import Compared

Paint = Callable[[str, str], str]
"""Gives words the look of a style: ``head``, ``faint``, ``old`` or ``new``."""

_MIN_WIDTH = 40
_LINES = 12
"""Lines of furniture of one kind that are shown."""
_INDENT = 7
_MARKS = (("[-", "-]"), ("{+", "+}"))
"""Around changed words on either side, as wdiff writes them."""
_SIGNS = ("-", "+")
_STYLES = ("old", "new")


def plain(words: str, style: str) -> str:
    """No look at all."""
    del style
    return words


def text(made: Compared, paint: Paint = plain, width: int = 100) -> Iterator[str]:
    """A comparison in lines of at most ``width`` columns, as far as words can be broken.

    Nothing in them steers a terminal but what ``paint`` adds.
    """
    width = max(_MIN_WIDTH, width)
    yield from _sides(made, paint, width)
    yield ""
    yield from _verdict(made, paint, width)
    for title, lines in (
        ("Head", _head(made, paint, width)),
        ("Body", _body(made, paint, width)),
        ("What the edit touched", _touched(made, paint, width)),
        ("Corrections and notes", _notices(made, width)),
        ("Words in common", _passages(made, paint, width)),
        ("Around the article", _furniture(made, paint, width)),
    ):
        found = list(lines)
        if found:
            yield ""
            yield paint(title, "head")
            yield from found


def _wrapped(words: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines behind an indent; nothing is broken inside a word unless it is longer than a line."""
    blank = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(
        safe(words), width, initial_indent=first, subsequent_indent=blank, break_on_hyphens=False
    )
    return lines or [first]


def _sides(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    record = made.record
    for name, side in zip(wording.names(record), (record.a, record.b), strict=True):
        label = f"{name.capitalize():<8}"
        lines = list(_wrapped(" ".join(wording.side(side).split()), width, label))
        yield paint(lines[0], "head")
        yield from lines[1:]
        told = f"{wording.captured(side)}; {side.capture}, from {side.uri}"
        yield from (paint(line, "faint") for line in _wrapped(told, width, " " * 8))


def _verdict(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    record = made.record
    declared = wording.declared(record)
    yield from _wrapped(f"{wording.relation(record)} {wording.order(record)}", width)
    for doubt in wording.doubts(record):
        yield from _wrapped(doubt, width)
    if not record.one_story:
        return
    told = wording.summary(record)
    yield from (paint(line, "head") for line in _wrapped(told[:1].upper() + told[1:] + ".", width))
    if declared:
        yield from (paint(line, "head") for line in _wrapped(declared, width))
    if record.setting and record.edits:
        count = wording.many(len(record.setting), "sentence")
        yield f"Set otherwise, with the same words: {count}."
    if around := wording.around(record):
        yield f"Around the article: {around}."


def _head(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    for item in made.record.head:
        name = wording.head_name(item) + (" (set otherwise)" if item.setting else "")
        yield f"  {name}"
        for side, words in enumerate(wording.head_words(item, made.record)):
            shown = words if words is not None else "(none)"
            lines = _wrapped(shown, width, f"    {_SIGNS[side]} ")
            yield from (paint(line, _STYLES[side]) for line in lines)
        yield from _places(made, item.a, item.b, paint)


def _body(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    if made.record.same_words:
        yield "  The bodies are word for word the same."
    for number, edit in enumerate(made.record.edits, 1):
        if number > 1:
            yield ""
        yield f"  {number} · {wording.edit(edit)}"
        yield from _edit(made, edit, paint, width)
    for passage in made.record.setting:
        yield ""
        yield "  set otherwise, the same words"
        for side, span in enumerate((passage.a, passage.b)):
            yield from _wrapped(_short(made.words(side, span)), width, f"     {_SIGNS[side]} ")


def _edit(made: Compared, edit: Edit, paint: Paint, width: int) -> Iterator[str]:
    both = [pieces(made, edit, side) for side in (0, 1)]
    if edit.kind == "moved" and not edit.changes:
        yield from _wrapped(_marked(both[1], 1), width, "     = ")
        for side, span in enumerate((edit.a, edit.b)):
            behind = before(made, side, span.start)
            name = wording.names(made.record)[side]
            where = f"in the {name} one behind: {behind}" if behind else f"first in the {name} one"
            yield from (paint(line, "faint") for line in _wrapped(where, width, "       "))
    else:
        if not both[0] or not both[1]:
            side = 0 if both[1] else 1
            place = before(made, side, (edit.a, edit.b)[side].start)
            told = f"behind: {place}" if place else "at the beginning"
            yield from (paint(line, "faint") for line in _wrapped(told, width, "       "))
        for side, found in enumerate(both):
            if found:
                lines = _wrapped(_marked(found, side), width, f"     {_SIGNS[side]} ")
                yield from (paint(line, _STYLES[side]) for line in lines)
    yield from _places(made, edit.a, edit.b, paint)


def _marked(found: Iterable[Piece], side: int) -> str:
    left, right = _MARKS[side]
    shown = list(found)
    if all(piece.changed for piece in shown):
        return "".join(piece.words for piece in shown)
    return "".join(f"{left}{p.words}{right}" if p.changed else p.words for p in shown)


def _places(made: Compared, a: Span | None, b: Span | None, paint: Paint) -> Iterator[str]:
    at = [made.at(side, span) for side, span in enumerate((a, b)) if span is not None]
    if at:
        yield paint(" " * _INDENT + " → ".join(at), "faint")


def _touched(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    for kind in TouchKind:
        found = [item for item in made.record.touched if item.what is kind]
        if found:
            yield f"  {kind.value}s"
        for item in found:
            beside = "; ".join(wording.aspects(item))
            told = wording.touch(item) + (f"; {beside}" if beside else "")
            label = f"    {item.how.value:<8} "
            yield from _wrapped(f"{told} ({wording.where(item)})", width, label)
            yield from _places(made, item.a, item.b, paint)


def _notices(made: Compared, width: int) -> Iterator[str]:
    for item in made.record.notices:
        where = wording.notice(item, made.record)
        yield from _wrapped(f"{where}, read as {item.kind.value}: {item.words}", width, "  ")


def _passages(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    for number, passage in enumerate(made.record.passages, 1):
        yield from _wrapped(_short(made.words(1, passage.b)), width, f"  {number}  ")
        yield from _places(made, passage.a, passage.b, paint)


def _furniture(made: Compared, paint: Paint, width: int) -> Iterator[str]:
    for item in made.record.furniture:
        counts = f"{len(item.added):,} added, {len(item.removed):,} removed"
        yield f"  {item.kind.value}: {counts}"
        yield from _lines(made, item, paint, width)
    if made.record.furniture and made.record.furniture_same:
        same = wording.many(made.record.furniture_same, "line")
        yield f"  the same on both: {same}"


def _lines(made: Compared, item: FurnitureEdit, paint: Paint, width: int) -> Iterator[str]:
    for side, spans in enumerate((item.removed, item.added)):
        for span in spans[:_LINES]:
            words = textwrap.shorten(safe(made.words(side, span)), width - 8, placeholder=" …")
            yield paint(f"    {_SIGNS[side]} {words}", _STYLES[side])
        if len(spans) > _LINES:
            yield f"    {_SIGNS[side]} and {len(spans) - _LINES:,} more"


def _short(words: str) -> str:
    return words if len(words) <= 600 else words[:400].rpartition(" ")[0] + " … " + words[-150:]
