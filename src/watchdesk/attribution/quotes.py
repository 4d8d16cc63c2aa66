"""Where words are quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.records import Span

_MARK = re.compile("‘‘|’’|[“”„«»\"‘’]|''|``|(?<![\\w'`])['`](?=\\w)|(?<=[\\w.,!?…—-])'(?!\\w)")
_GENITIVE = re.compile(r"s\b")
_INCHES = re.compile(r"\d['’′] ?\d{1,2}")
_CLIPPED = re.compile(r"\d0s?\b|\d\d\b|(?:tis|twas|em|til|till|cause|n|bout|round)\b", re.I)
"""What an apostrophe at the beginning of a word stands before."""
_BEFORE_OPENING = frozenset("([{—–-/:=‘'“\"«")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…/’'”\"»")
_CUT = re.compile(
    r",(?= (?:he|she|they|the \w{2,20}|[A-Z]\w{1,20}(?: [A-Z]\w{1,20})?)"
    r" (?:said|says|added|told|wrote|continued|asked)\b)"
)
"""Where a clause of telling shows that a quotation has ended, though no mark does."""
_SENTENCE_ENDS = frozenset(".?!…")
_SINGLE = frozenset("‘’'`")
_ONLY_OPENING = frozenset(("``", "‘‘", "„"))
_TURNING = frozenset(('"', "''"))
"""Marks that look the same on both sides."""
_FEW_WORDS = 30
_LONGEST_SINGLE = 1500
_MOST_LINES = 12


class Quote(NamedTuple):
    """A quotation inside one paragraph, its marks included."""

    start: int
    end: int
    closed: bool
    """False when the paragraph ends before the quotation does."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Running(NamedTuple):
    """A quotation in one of several lines."""

    quote: Quote
    continues: bool
    """Whether it goes on with the quotation before it, that of a line above."""


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.sign in _SINGLE


def quotations(text: str, paragraph: Span) -> tuple[Quote, ...]:
    """Outermost quotations of a paragraph, in order, never overlapping.

    Curly, straight, doubled and angular marks; an opening mark may be closed by another kind, as
    it often is in retyped text. Single marks count only where they cannot be apostrophes. A
    quotation that is not closed ends with the paragraph, or where the next one opens.
    """
    return tuple(_Scan(text, paragraph).quotes())


def running(text: str, lines: Sequence[Span]) -> Iterator[Running]:
    """The quotations of lines that follow each other, in order.

    One goes on when the one before is open and its line, or the sentence after, opens with a mark
    again; or when a few lines without a mark lie between an opening mark and its closing one:
    then each of these lines is a quotation.
    """
    opened = False
    until = -1
    for number, line in enumerate(lines):
        rest = line
        if number <= until:
            mark = _first_double(text, line) if number == until else None
            end = mark.end if mark else line.end
            yield Running(Quote(line.start, end, number == until), True)
            if number < until:
                continue
            rest = Span(end, line.end)
            opened = False
        quotes = quotations(text, rest)
        before: Quote | None = None
        for quote in quotes:
            inside = before is not None and _goes_on(text, before, quote)
            yield Running(quote, inside or (opened and quote.start == line.start))
            before = quote
        opened = bool(quotes) and not quotes[-1].closed and quotes[-1].end == line.end
        if opened:
            until = _closing_line(text, lines, number)


def _goes_on(text: str, before: Quote, quote: Quote) -> bool:
    """Whether a quotation goes on with an open one that ends a sentence right before it."""
    ended = not before.closed and text[before.end - 1] in _SENTENCE_ENDS
    return ended and not text[before.end : quote.start].strip()


def _closing_line(text: str, lines: Sequence[Span], opening: int) -> int:
    """The line in which the quotation that a line leaves open is closed; -1: none."""
    for number in range(opening + 1, min(opening + _MOST_LINES, len(lines))):
        line = lines[number]
        mark = _first_double(text, line)
        if mark is None:
            continue
        wrapped = number == opening + 1 and text[line.start].islower()
        if mark.closes and not mark.opens and (wrapped or mark.end == line.end):
            return number
        break
    return -1


def _first_double(text: str, line: Span) -> _Mark | None:
    return next((mark for mark in _marks(text, line) if not mark.single), None)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        sign = match[0]
        if (
            sign in _TURNING
            and before.isdigit()
            and _INCHES.fullmatch(text, max(0, start - 5), start)
        ):
            continue
        if sign in _TURNING and before.isalpha() and _GENITIVE.match(text, end, paragraph.end):
            continue
        opens, closes = _sides(sign, before, after)
        if sign in _SINGLE and opens and _CLIPPED.match(text, end, min(end + 6, paragraph.end)):
            continue
        if opens or closes:
            yield _Mark(start, end, sign, opens, closes)


def _sides(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between two characters can open, and can close."""
    left = before.isspace() or before in _BEFORE_OPENING
    right = after.isspace() or after in _AFTER_CLOSING or (after in "[(" and not left)
    if sign in _ONLY_OPENING:
        return True, False
    if sign == "«":
        return True, True
    if sign in {"`", "’’"}:
        return (left, False) if sign == "`" else (False, True)
    if sign == "»":
        return left and not after.isspace(), True
    if sign == "“":
        return left or not right, right
    if sign == "”":
        return left and not right, True
    if sign == "‘":
        return left or not right, False
    if sign == "’":
        return False, not before.isspace() and not after.isalnum()
    if sign == "'":
        return left and not after.isspace(), not before.isspace()
    if left == right:
        return not (before.isdigit() and right), True
    return left, right


class _Scan:
    """Walks over the marks of a paragraph."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self.text = text
        self.paragraph = paragraph
        self.marks = list(_marks(text, paragraph))
        self.opened: _Mark | None = None
        self.depth = 0
        self.nests = self._balanced()
        singles = (k for k, mark in enumerate(self.marks) if mark.single and mark.opens)
        self.last_single = max(singles, default=-1)

    def _balanced(self) -> dict[bool, bool]:
        """Whether straight, and other, double marks open as often as they close."""
        counts: Counter[tuple[bool, bool]] = Counter()
        for mark in self.marks:
            if not mark.single and mark.opens != mark.closes:
                counts[mark.sign in _TURNING, mark.opens] += 1
        return {
            turning: counts[turning, True] == counts[turning, False] for turning in (True, False)
        }

    def quotes(self) -> Iterator[Quote]:
        """The quotations, in order."""
        k = 0
        while k < len(self.marks):
            mark = self.marks[k]
            if self.opened is not None:
                yield from self._inside(mark)
            elif mark.single:
                closing = self._closing(k) if mark.opens else None
                if closing is not None:
                    yield Quote(mark.start, self.marks[closing].end, True)
                    k = closing
                elif mark.opens and self._goes_on_below(k):
                    yield self._unclosed(mark.start, self.paragraph.end)
                    return
            elif mark.opens and self._may_open(k):
                self.opened = mark
            k += 1
        if self.opened is not None:
            rest = self._unclosed(self.opened.start, self.paragraph.end)
            if rest.end - rest.start > 2:
                yield rest

    def _may_open(self, k: int) -> bool:
        mark = self.marks[k]
        spaced = mark.end >= self.paragraph.end or self.text[mark.end].isspace()
        if not spaced or mark.sign in "``«„":
            return mark.end < self.paragraph.end
        return any(not other.single for other in self.marks[k + 1 : k + 20])

    def _inside(self, mark: _Mark) -> Iterator[Quote]:
        """What a mark does while a double mark is open."""
        opened = self.opened
        if opened is None or (mark.single and not self._closes_badly(opened, mark)):
            return
        if opened.sign in "„»" and mark.sign in "“«":
            mark = mark._replace(opens=False, closes=True)
        if opened.sign == "«" and mark.sign != "»":
            return
        if mark.opens and not mark.closes:
            if mark.start == opened.end:
                return
            if self.nests[mark.sign in _TURNING]:
                self.depth += 1
            else:
                yield self._unclosed(opened.start, mark.start)
                self.opened, self.depth = mark, 0
        elif self.depth:
            self.depth -= 1
        else:
            yield Quote(opened.start, mark.end, True)
            self.opened = None

    def _closes_badly(self, opened: _Mark, mark: _Mark) -> bool:
        """Whether a single mark closes a few words a double one opened, as in hasty typing."""
        near = mark.start - opened.end < _FEW_WORDS and not self.depth
        missing = not self.nests[opened.sign in _TURNING]
        return near and missing and mark.closes and not mark.opens and not self._may_own(mark)

    def _unclosed(self, start: int, end: int) -> Quote:
        words = Span(start, end).trim(self.text)
        cut = _CUT.search(self.text, words.start, words.end)
        return Quote(words.start, cut.end() if cut else words.end, False)

    def _closing(self, k: int) -> int | None:
        """The mark that closes a single one; an apostrophe after it may have to wait."""
        opened = self.marks[k]
        doubtful: int | None = None
        inner = 0
        for j in range(k + 1, len(self.marks)):
            mark = self.marks[j]
            if mark.start - opened.start > _LONGEST_SINGLE or (mark.single and mark.opens):
                break
            if mark.sign == "’’" and opened.sign == "‘":
                return j
            if not mark.single:
                inner += 1
            elif (mark.sign == "’") == (opened.sign == "‘") and inner % 2 == 0:
                if not self._may_own(mark):
                    return j
                doubtful = j if doubtful is None else doubtful
        return doubtful

    def _may_own(self, mark: _Mark) -> bool:
        """Whether a single mark may be the apostrophe of a genitive or of a dropped letter."""
        before, after = self.text[mark.start - 1], self.text[mark.end : mark.end + 2]
        return before in "sn" and len(after) == 2 and after[0] == " " and after[1].islower()

    def _goes_on_below(self, k: int) -> bool:
        """Whether nothing closes a single mark here and the next line opens with one."""
        if self.marks[k].sign != "‘" or k != self.last_single:
            return False
        below = self.text[self.paragraph.end : self.paragraph.end + 8].lstrip()
        return below.startswith("‘")
