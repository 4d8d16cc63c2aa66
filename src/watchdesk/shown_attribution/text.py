"""Marked articles as lines of text, for a terminal or a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from watchdesk.brief import safe
from watchdesk.explained import Paint, capture_head, head, plain
from watchdesk.records import Capture, PartKind, Reading, Span
from watchdesk.shown_attribution import wording
from watchdesk.shown_attribution.marks import Entry, Line, Look, Open, Told, told

BRACKETS = {Look.SOURCE: ("{", "}"), Look.CUE: ("<", ">"), Look.CONTENT: ("[", "]")}
"""What stands around each kind of marked words."""
AGAIN = "…"
"""Before the number of a mark that goes on."""
_MIN_WIDTH = 40
_SPACE = re.compile(r"(\s+)")
_LEGEND = (
    "{1:source}, <1:cue> and [1:content] of attribution 1; … before a number: goes on from before"
)

Fragment = tuple[str, str]
"""Characters and their style."""


class _Word(NamedTuple):
    fragments: tuple[Fragment, ...]
    glued: bool
    """Whether it is the rest of a word that was too long for a line."""

    @property
    def cells(self) -> int:
        return sum(_cells(text) for text, _ in self.fragments)


def explain(readings: Sequence[Reading], paint: Paint = plain, width: int = 100) -> Iterator[str]:
    """One capture's articles in lines of at most ``width`` cells, 40 if that is more.

    The lines of an article that are read, with the words of each attribution in brackets and its
    number, and below them the attributions that begin there. Nothing in the lines steers a
    terminal but what ``paint`` adds. Raises ``ValueError`` for a reading without its text.
    """
    width = max(_MIN_WIDTH, width)
    articles = [told(reading) for reading in readings]
    for article in articles[:1]:
        yield from capture_head(article.capture, paint)
    for article in articles:
        yield ""
        yield from head(article.reading.article, article.capture.text, paint)
        yield from _article(article, paint, width)


def _article(article: Told, paint: Paint, width: int) -> Iterator[str]:
    yield from _plain_lines(_LEGEND, width, "  ", "faint", paint)
    digits = len(str(len(article.entries)))
    for line in article.lines:
        yield ""
        yield from _marked(line, article.capture, paint, width)
        for entry in line.entries:
            yield from _entry(entry, article, digits, paint, width)
    if article.elsewhere:
        yield ""
        yield paint("in none of the lines above", "head")
        for entry in article.elsewhere:
            yield from _entry(entry, article, digits, paint, width)
    yield ""
    yield from _plain_lines(wording.summary(article), width, "", "head", paint)
    if aside := wording.aside(article):
        yield from _plain_lines(f"parts not shown: {aside}", width, "", "faint", paint)


def _marked(line: Line, capture: Capture, paint: Paint, width: int) -> Iterator[str]:
    style = line.kind.value
    fragments: list[Fragment] = []
    if line.kind is not PartKind.BODY:
        fragments.append((f"({style}) ", "faint"))
    looks: list[str] = [style]
    for piece in line.pieces:
        if isinstance(piece, Span):
            fragments.append((safe(piece.text_of(capture.text)), looks[-1]))
            continue
        mark = piece.mark
        left, right = BRACKETS[mark.look]
        if isinstance(piece, Open):
            looks.append(mark.look.value)
            fragments.append((f"{left}{AGAIN * piece.again}{mark.number}:", mark.look.value))
        else:
            looks.pop()
            fragments.append((right, mark.look.value))
    yield from _lines(fragments, width, paint)


def _entry(entry: Entry, article: Told, digits: int, paint: Paint, width: int) -> Iterator[str]:
    label = f"  {entry.number:>{digits}}  "
    blank = " " * (len(label) + 2)
    links = safe(wording.chain(entry.attribution.chain))
    yield from _lines([(links, "name")], width, paint, (label, "relation"), blank)
    fact = "; ".join(wording.fact(one) for one in wording.facts(entry, article))
    yield from _plain_lines(safe(fact), width, " " * len(label), "faint", paint)
    standing = wording.standing(entry, article)
    if standing:
        told_of = safe(wording.fact(standing))
        yield from _plain_lines(told_of, width, " " * len(label), "lack", paint)


def _plain_lines(words: str, width: int, indent: str, style: str, paint: Paint) -> Iterator[str]:
    return _lines([(words, style)], width, paint, (indent, ""), indent)


def _lines(
    fragments: Iterable[Fragment],
    width: int,
    paint: Paint,
    lead: Fragment = ("", ""),
    indent: str = "",
) -> Iterator[str]:
    """Fragments in lines, the first behind a lead and the others behind an indent.

    Broken at white space, and inside words that are longer than a line.
    """
    row, used, begun = [lead], _cells(lead[0]), False
    for word in _words(fragments, width - max(used, len(indent))):
        gap = begun and not word.glued
        if begun and used + gap + word.cells > width:
            yield _painted(row, paint)
            row, used, gap = [(indent, "")], len(indent), False
        if gap:
            within = row[-1][1] == word.fragments[0][1]
            row.append((" ", row[-1][1] if within else ""))
        row.extend(word.fragments)
        used += gap + word.cells
        begun = True
    yield _painted(row, paint)


def _painted(row: Iterable[Fragment], paint: Paint) -> str:
    runs = groupby(row, key=itemgetter(1))
    joined = ((style, "".join(text for text, _ in run)) for style, run in runs)
    return "".join(paint(text, style) if style and text else text for style, text in joined)


def _words(fragments: Iterable[Fragment], room: int) -> Iterator[_Word]:
    word: list[Fragment] = []
    for text, style in fragments:
        for place, piece in enumerate(_SPACE.split(text)):
            if place % 2 and word:
                yield from _broken(word, room)
                word = []
            elif piece and not place % 2:
                word.append((piece, style))
    if word:
        yield from _broken(word, room)


def _broken(word: Sequence[Fragment], room: int) -> Iterator[_Word]:
    """A word, in pieces where it is longer than a line."""
    from rich.cells import chop_cells  # noqa: PLC0415 — only where something is shown

    whole = _Word(tuple(word), glued=False)
    if whole.cells <= room:
        yield whole
        return
    for place, (text, style) in enumerate(word):
        # a piece of marks without a width, such as an accent by itself, is dropped by chop_cells
        for number, piece in enumerate(chop_cells(text, room) or [text]):
            yield _Word(((piece, style),), glued=bool(place or number))


def _cells(words: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 — only where something is shown

    return cell_len(words)
