"""The words of an edit, cut to what a reader needs, with what differs told apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from watchdesk.records import PartKind, Span
from watchdesk.records.edit import Edit, EditKind
from watchdesk.versions import Compared

_KEPT = 160
"""Code points of unchanged words shown before and behind a change."""
_MARKED = 1500
"""Code points of changed words shown at most, of each end half."""
_BEFORE = 110
"""Code points shown of what stands before a place."""
_SPACE = re.compile(r"\s+")
_BODY = (PartKind.BODY, PartKind.SUBHEADING)


class Piece(NamedTuple):
    """Some words, and whether the other side has others in their place."""

    words: str
    changed: bool


def pieces(made: Compared, edit: Edit, side: int) -> list[Piece]:
    """The sentences of an edit on a side; empty where it has none there."""
    span = (edit.a, edit.b)[side]
    changed = [change[side] for change in _changes(edit)]
    return cut(made.text(side), span, changed)


def _changes(edit: Edit) -> list[tuple[Span, Span]]:
    if edit.kind in (EditKind.REWORDED, EditKind.MOVED):
        return [(change.a, change.b) for change in edit.changes]
    return [] if edit.kind is EditKind.RELABELLED else [(edit.a, edit.b)]


def cut(text: str, span: Span, changed: Iterable[Span]) -> list[Piece]:
    """A stretch of text in pieces that make one line when put together; long ones are cut in
    their middle."""
    found = [piece for piece in _split(text, span.trim(text), changed) if piece.words]
    out: list[Piece] = []
    for number, piece in enumerate(found):
        words = _SPACE.sub(" ", piece.words)
        if piece.changed:
            words = _middle(words, _MARKED // 2, _MARKED // 2)
        else:
            first, last = number == 0, number == len(found) - 1
            words = _middle(words, 0 if first and not last else _KEPT, 0 if last else _KEPT)
        out.append(Piece(words, piece.changed))
    return out


def _split(text: str, span: Span, changed: Iterable[Span]) -> Iterator[Piece]:
    at = span.start
    for one in sorted(changed):
        start, end = max(at, one.start), min(span.end, one.end)
        if start < end:
            yield Piece(text[at:start], False)
            yield Piece(text[start:end], True)
            at = end
    yield Piece(text[at : span.end], False)


def _middle(words: str, front: int, back: int) -> str:
    """The two ends of a long text."""
    if len(words) <= front + back + _KEPT:
        return words
    head = words[:front].rpartition(" ")[0] + " " if front else ""
    tail = " " + words[len(words) - back :].partition(" ")[2] if back else ""
    return f"{head}…{tail}"


def before(made: Compared, side: int, at: int) -> str:
    """The end of what stands in the body before a place, on one line."""
    text = made.text(side)
    last = max((s for s in made.readings[side].article.spans(*_BODY) if s.start < at), default=None)
    if last is None:
        return ""
    end = min(at, last.end)
    line = " ".join(text[max(last.start, end - 4 * _BEFORE) : end].split())
    return line if len(line) <= _BEFORE else "… " + line[-_BEFORE:].partition(" ")[2]


class Same(NamedTuple):
    """Sentences that did not change, between two edits."""

    paragraphs: tuple[str, ...]
    sentences: int


def between(made: Compared) -> list[Same]:
    """What stands in the second body before each edit, and behind the last of them."""
    reading = made.readings[1]
    ends = [0, *(edit.b.end for edit in made.record.edits)]
    starts = [*(edit.b.start for edit in made.record.edits), len(made.text(1))]
    parts = sorted(reading.article.spans(*_BODY))
    firsts = sorted(span.start for span in reading.sentences)
    return [
        _same(made, Span(start, max(start, end)), parts, firsts)
        for start, end in zip(ends, starts, strict=True)
    ]


def _same(made: Compared, gap: Span, parts: Sequence[Span], firsts: Sequence[int]) -> Same:
    near = parts[max(0, bisect_right(parts, gap) - 1) : bisect_left(parts, Span(gap.end, gap.end))]
    held = [
        Span(max(gap.start, part.start), min(gap.end, part.end))
        for part in near
        if part.overlaps(gap)
    ]
    lines = tuple(line for span in held if (line := made.words(1, span)))
    count = sum(bisect_left(firsts, h.end) - bisect_left(firsts, h.start) for h in held)
    return Same(lines, count)
