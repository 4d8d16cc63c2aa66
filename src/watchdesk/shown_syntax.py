"""Sentences with their trees, for people to check what the language model made of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from watchdesk.brief import safe
from watchdesk.explained import Paint, capture_head, head, plain
from watchdesk.records import Article, Capture, Part, PartKind, Reading, Span
from watchdesk.shown_lines import many
from watchdesk.shown_tree import Drawing, draw

if TYPE_CHECKING:
    from watchdesk.language.engine import Engine
    from watchdesk.language.syntax import Syntax, Unread

_MIN_WIDTH = 60
_LEAST = 16
"""Cells for a word behind its tree, at least."""
_TREE, _LEMMA = 24, 6
"""Cells for a tree with its words, and for a lemma, that are left where room is short."""
_TOLD = 600
"""Characters of a sentence or name that are written out before its words are listed."""
_LONGEST = 300
"""Characters of a word that are looked at; no line is as long."""
_LEGEND = (
    "Each word: its number, its place in the tree, lemma, part of speech, relation to its head, "
    "number of its head."
)
_CALLED = {PartKind.TITLE: "headline", PartKind.DECK: "standfirst", PartKind.BODY: "paragraph"}


class _Row(NamedTuple):
    """What is told of a word, as text that is safe to print."""

    word: str
    lemma: str
    part_of_speech: str
    relation: str
    head: str


def explain(
    readings: Sequence[Reading], engine: Engine, paint: Paint = plain, width: int = 100
) -> Iterator[str]:
    """One capture's articles with the syntax of their read parts, as ``syntax_lines`` shows it.

    Raises ``ModelError`` when the engine's model cannot be run.
    """
    capture = readings[0].capture
    assert isinstance(capture, Capture)
    articles = [reading.article for reading in readings]
    regions = [[part.span for part in one.parts if part.kind.is_read] for one in articles]
    found = engine.analyse([(capture.text, read) for read in regions])
    yield from capture_head(capture, paint)
    for article, syntax in zip(articles, found, strict=True):
        yield ""
        yield from syntax_lines(syntax, article, paint, width)


def syntax_lines(
    syntax: Syntax, article: Article, paint: Paint = plain, width: int = 100
) -> Iterator[str]:
    """An article's sentences, each with its place, its tree and the names in it, line by line.

    ``syntax`` is that of the article's read parts. Each word has a line of its own; words count
    from 1 in each sentence and the root's head is 0. Offsets count code points of the text. Lines
    of a sentence are at most ``width`` cells wide, 60 if that is more; what is cut for it ends in
    an ellipsis. Nothing in them steers a terminal but what ``paint`` adds.
    """
    width = max(_MIN_WIDTH, width)
    yield from head(article, syntax.text, paint)
    yield from (paint(line, "faint") for line in _wrapped(_LEGEND, width, "  "))
    places = _Places(article)
    sentences = syntax.sentences
    for number, span in enumerate(sentences):
        yield ""
        place = f"sentence {number + 1}, {places.at(span.start)}"
        yield paint(place, "head") + paint(f"  #char={span.start},{span.end}", "faint")
        yield from _wrapped(_begun(span.text_of(syntax.text)), width, "  ")
        yield from _tree(syntax, number, paint, width)
        yield from _names(syntax, number, paint, width)
        yield from _unread(syntax, span, paint, width)
    yield ""
    for words in _sum(syntax, article, len(sentences)):
        yield from (paint(line, "head") for line in _wrapped(words, width, ""))


class _Places:
    """Where in an article something stands, in words."""

    def __init__(self, article: Article) -> None:
        read = (part for part in article.parts if part.kind.is_read)
        self._parts = sorted(read, key=lambda part: part.start)
        self._starts = [part.start for part in self._parts]
        self._names = list(_numbered(self._parts))

    def at(self, offset: int) -> str:
        """The name of the part that covers a code point."""
        index = bisect_right(self._starts, offset) - 1
        inside = index >= 0 and offset < self._parts[index].end
        return self._names[index] if inside else "outside of the article"


def _numbered(parts: Iterable[Part]) -> Iterator[str]:
    """What each part is called; only paragraphs are counted."""
    paragraphs = 0
    for part in parts:
        paragraphs += part.kind is PartKind.BODY
        name = _CALLED.get(part.kind, part.kind.value)
        yield f"{name} {paragraphs}" if part.kind is PartKind.BODY else name


def _tree(syntax: Syntax, number: int, paint: Paint, width: int) -> Iterator[str]:
    first, end = (int(bound) for bound in syntax.bounds[number : number + 2])
    above = [head - first if head >= 0 else -1 for head in syntax.heads[first:end].tolist()]
    rows = [_row(syntax, word, above[word - first]) for word in range(first, end)]
    digits = len(str(len(rows)))
    tags = max(len(row.part_of_speech) for row in rows)
    relations = max(len(row.relation) for row in rows)
    room = width - (3 + digits + 2 + 2 + tags + 2 + relations + 2 + digits)
    lemma = min(max(_LEMMA, min(width // 4, room - _TREE)), max(_cells(row.lemma) for row in rows))
    room -= lemma
    before = _before(above, rows, room)
    widest = max(len(line) + _cells(row.word) for line, row in zip(before, rows, strict=True))
    column = min(room, widest)
    for place, (line, row) in enumerate(zip(before, rows, strict=True)):
        word = _fitted(row.word, column - len(line))
        blank = " " * (column - len(line) - _cells(word))
        yield (
            f"  {place + 1:>{digits}} "
            + paint(line, "faint")
            + paint(word, "root" if row.head == "0" else "word")
            + f"{blank}  {_filled(row.lemma, lemma)}  {row.part_of_speech:<{tags}}  "
            + paint(f"{row.relation:<{relations}}", "relation")
            + f"  {row.head:>{digits}}"
        )


def _row(syntax: Syntax, word: int, above: int) -> _Row:
    return _Row(
        _shown(syntax.forms[word]),
        _shown(syntax.lemmas[word]),
        syntax.part_of_speech(word),
        syntax.relation(word),
        str(above + 1),
    )


def _before(above: Sequence[int], rows: Sequence[_Row], room: int) -> list[str]:
    """The tree as wide as room allows: narrower, then cut, where words would not fit."""
    drawing = draw(above)
    for wide in (True, False):
        lines = list(drawing.lines(wide))
        if all(_fits(line, row, room) for line, row in zip(lines, rows, strict=True)):
            return lines
    cut: Drawing = draw(above, most=room - _LEAST - 3)
    return list(cut.lines(wide=False))


def _fits(line: str, row: _Row, room: int) -> bool:
    return len(line) + min(_cells(row.word), _LEAST) <= room


def _names(syntax: Syntax, number: int, paint: Paint, width: int) -> Iterator[str]:
    first, end = (int(bound) for bound in syntax.bounds[number : number + 2])
    for guideline, kinds in syntax.labels.names.items():
        found = syntax.names[guideline]
        low, high = np.searchsorted(found[:, 0], (first, end))
        told = [
            f"{_begun(syntax.span(start, stop).text_of(syntax.text))} ({kinds[kind]})"
            for start, stop, kind in found[low:high].tolist()
        ]
        if told:
            lines = _wrapped(f"names by {guideline}: {'; '.join(told)}", width, "  ", "    ")
            yield from (paint(line, "name") for line in lines)


def _unread(syntax: Syntax, sentence: Span, paint: Paint, width: int) -> Iterator[str]:
    low = bisect_left(syntax.unread, sentence.start, key=_start)
    for gap in syntax.unread[low : bisect_left(syntax.unread, sentence.end, key=_start)]:
        words = f"not analysed as the rest: {gap.reason}, #char={gap.span.start},{gap.span.end}"
        yield from (paint(line, "lack") for line in _wrapped(words, width, "  ", "    "))


def _start(gap: Unread) -> int:
    return gap.span.start


def _sum(syntax: Syntax, article: Article, sentences: int) -> Iterator[str]:
    gaps = len(syntax.unread)
    words = f"{many(sentences, 'sentence', 'sentences')}, {len(syntax):,} words and marks"
    told = f"{many(gaps, 'stretch', 'stretches')} not analysed as the rest"
    yield f"{words}; {told}" if gaps else words
    aside = Counter(part.kind for part in article.parts if not part.kind.is_read)
    if aside:
        listed = ", ".join(f"{aside[kind]} {kind.value}" for kind in PartKind if aside[kind])
        yield f"parts not read: {listed}"


def _shown(word: str) -> str:
    """A word on one line; what must not be printed is named where nothing else is left of it."""
    shown = " ".join(safe(word[:_LONGEST]).split()).encode("utf-8", "backslashreplace").decode()
    shown = shown or " ".join(f"U+{ord(character):04X}" for character in word[:4])
    return shown if len(word) <= _LONGEST else f"{shown[:8]}… {len(word):,} characters"


def _begun(words: str) -> str:
    """The beginning of a stretch of text, on one line."""
    told = words if len(words) <= _TOLD else words[:_TOLD].rpartition(" ")[0] or words[:_TOLD]
    shown = " ".join(safe(told).split()).encode("utf-8", "backslashreplace").decode()
    return f"{shown} …" if told != words else shown


def _cells(words: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 — only where trees are drawn

    return cell_len(words)


def _fitted(words: str, room: int) -> str:
    """Words cut to so many cells."""
    from rich.cells import set_cell_size  # noqa: PLC0415 — only where trees are drawn

    if _cells(words) <= room:
        return words
    return set_cell_size(words, max(0, room - 1)).rstrip() + "…"


def _filled(words: str, room: int) -> str:
    cut = _fitted(words, room)
    return cut + " " * (room - _cells(cut))


def _wrapped(words: str, width: int, first: str, rest: str | None = None) -> Iterator[str]:
    """Lines of at most ``width`` cells behind an indent; a longer word is broken."""
    from rich.cells import chop_cells  # noqa: PLC0415 — only where trees are drawn

    indent, line = first, ""
    following = first if rest is None else rest
    for word in words.split():
        for piece in chop_cells(word, width - len(following)):
            if line and _cells(indent) + _cells(line) + 1 + _cells(piece) > width:
                yield indent + line
                indent, line = following, ""
            line = f"{line} {piece}" if line else piece
    yield indent + line
