"""Lines of a capture and what their outer form says: prose, headline, fragment."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.records import Span

_SENTENCE_ENDS = frozenset(".!?…。！？｡؟।")
_CLOSERS = "\"'”’»›)]}*†♦◆■□● "
_BULLETS = ("— ", "– ", "- ", "• ", "* ", "· ", "▪ ", "● ", "■ ", "‣ ", "> ", "◦ ")
_OPENERS = "\"'“‘«‹„(["
_IDEOGRAPHS = "\u2e80"
PROSE_WORDS = 6
"""A line with a sentence end and this many words is prose."""
LONG_WORDS = 25
"""A line of this many words is prose even when its end is cut off."""
TITLE_WORDS = 30
"""A headline has no more words than this."""


class Shape(NamedTuple):
    """What the outer form of a line says."""

    words: int
    """Number of words; for scripts without spaces, half the number of signs."""
    ends: bool
    """The last sign, quotes and brackets aside, ends a sentence."""
    prose: bool
    """Reads as running text."""
    headline: bool
    """Could be a headline."""
    bullet: bool
    """Opens with a dash or dot of a list."""
    colon: bool
    """Ends in a colon or comma: something is to follow."""
    signs: bool
    """Holds neither letter nor digit."""

    @property
    def is_cut(self) -> bool:
        """Running text that stops in the middle of a sentence."""
        return self.prose and not self.ends and not self.colon


class Line(NamedTuple):
    """A line that is not blank."""

    start: int
    """First code point that is not white space."""
    end: int
    """One past the last code point that is not white space."""
    text: str
    """The line without white space at its ends."""
    gap: bool
    """A blank line stands before it."""
    shape: Shape
    """Its outer form."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def key(self) -> str:
        """The line with case and white space levelled, for finding it again."""
        return " ".join(self.text.casefold().split())


def _count_words(text: str) -> int:
    count = len(text.split())
    if count * 25 < len(text) and text[len(text) // 2] >= _IDEOGRAPHS:
        return len(text) // 2
    return count


def ends_sentence(text: str) -> bool:
    """Whether the last sign, closing quotes and brackets aside, ends a sentence."""
    bare = text[-8:].rstrip(_CLOSERS)
    if not bare:
        return False
    return bare[-1] in _SENTENCE_ENDS


def _is_headline(text: str, words: int, ends: bool) -> bool:
    if not 2 <= words <= TITLE_WORDS or len(text) > 300:
        return False
    if ends and text[-1] not in "?!”’\"')":
        return False
    first = text.lstrip(_OPENERS)[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def shape_of(text: str) -> Shape:
    """The outer form of a line given without white space at its ends."""
    words = _count_words(text)
    ends = ends_sentence(text)
    quoted = text[0] in '"“«„'
    prose = (ends and (words >= PROSE_WORDS or (quoted and words >= 3))) or words >= LONG_WORDS
    if words >= LONG_WORDS and not ends:
        prose = _runs_on(text)
    bullet = text.startswith(_BULLETS)
    return Shape(
        words=words,
        ends=ends,
        prose=prose,
        headline=not bullet and _is_headline(text, words, ends),
        bullet=bullet,
        colon=text[-1] in ":,;",
        signs=words <= 6 and not any(map(str.isalnum, text)),
    )


def _runs_on(text: str) -> bool:
    """Whether a long line without a sentence end is a text cut off rather than a row of labels."""
    words = text[:2000].split()
    lower = sum(1 for word in words if not word[0].isupper())
    return lower * 2 >= len(words) or text[0] >= _IDEOGRAPHS


def read_lines(text: str) -> list[Line]:
    """All lines that are not blank, in order. Any line break of Unicode separates lines."""
    shapes: dict[str, Shape] = {}
    out: list[Line] = []
    offset, gap = 0, False
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            shape = shapes.get(bare)
            if shape is None:
                shape = shapes[bare] = shape_of(bare)
            start = offset + len(raw) - len(raw.lstrip())
            out.append(Line(start, start + len(bare), bare, gap, shape))
        gap = not bare
        offset += len(raw)
    return out
