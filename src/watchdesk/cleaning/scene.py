"""A stretch of lines that may hold several stories, with sums that make windows over it cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from watchdesk.cleaning.cohesion import Words, read_words
from watchdesk.cleaning.page import Page, headline_above
from watchdesk.records import PartKind

_HEAD_LINES = 4
_LONGEST = 6000
_LONG_WORDS = 40
_SHORT_HEADING, _HEADINGS = 5, 2
_LONE_LINES = 5
_MIDDLE = frozenset(
    "the a an of and or with from that who which whose for by at into his her its their our my "
    "your is are was were be been has have had will would could should may might than as because "
    "if when while not more most between during against under about this these those".split()
)
"""Words that no sentence ends in."""
_CUT_SHARE = 1.5
"""For each cut-off text that ends in such a word, so many end in another."""
_STYLES: tuple[tuple[str, ...], ...] = (
    ('"', "“", " '", " ‘"),
    ("'s ", "’s "),
    ("U.S.", "US "),
    (" -- ", "—", " – ", " - "),
    ("%", " percent", " per cent"),
)
"""Ways to write the same thing, of which an outlet keeps to one."""


class Scene:
    """Lines of a page, numbered anew, without those that are known to be something else."""

    def __init__(self, page: Page, lines: Iterable[int]) -> None:
        self.page = page
        self.at = [i for i in lines if _counts(page, i)]
        """Their indices in the page."""
        shapes = [page.lines[i].shape for i in self.at]
        self.sizes = [shape.words for shape in shapes]
        self.told = [page.is_told(i) or page.labels[i] is not None for i in self.at]
        """Which of them are running text."""
        self.unended = [not (shape.ends or shape.colon) for shape in shapes]
        """Which of them end no sentence."""
        self._words = _sums(self.sizes)
        self.ends_open = [
            unended and _ends_open(page.lines[i].text)
            for i, unended in zip(self.at, self.unended, strict=True)
        ]
        """Which of them end in a word that no sentence ends in."""
        self._open = _sums(self.unended)
        self._cut = _sums(self.ends_open)

    @cached_property
    def words(self) -> list[Words]:
        """The words of each line; a capitalised word that opens a sentence is a name here when
        it is one elsewhere."""
        known: dict[str, Words] = {}
        for number in range(len(self.at)):
            text = self.text(number)
            if text not in known:
                known[text] = read_words(text)
        names = set().union(*(words.names for words in known.values()))
        for words in known.values():
            if more := words.maybe & names:
                words.bag.update(more)
                words.names.update(more)
                words.alone.update(more - words.full.keys())
        return [known[self.text(number)] for number in range(len(self.at))]

    @cached_property
    def introduced(self) -> dict[str, int]:
        """Last words of full names, and the line where each first stands."""
        found: dict[str, int] = {}
        for number, words in enumerate(self.words):
            for last in words.full:
                found.setdefault(last, number)
        return found

    @cached_property
    def headed(self) -> bool:
        """A headline stands over the first line, or that is one."""
        above = headline_above(self.page.lines, self.page.labels, self.at[0], -1)
        return above is not None or self.shaped_as_headline(0)

    @cached_property
    def headings(self) -> list[int]:
        """Lines shaped like headlines, captions included."""
        return [i for i in range(len(self.at)) if self.shaped_as_headline(i)]

    @cached_property
    def sectioned(self) -> bool:
        """Short headings stand between the paragraphs: a headline may be one of them."""
        return sum(self.sizes[i] <= _SHORT_HEADING for i in self.headings) >= _HEADINGS

    def is_lone(self, number: int) -> bool:
        """No other heading or caption stands within a few lines of a heading."""
        place = bisect_left(self.headings, number)
        beside = [*self.headings[max(0, place - 1) : place], *self.headings[place + 1 : place + 2]]
        return all(abs(other - number) >= _LONE_LINES for other in beside)

    @cached_property
    def _ways(self) -> list[list[list[int]]]:
        texts = [self.text(number)[:_LONGEST] for number in range(len(self.at))]
        return [[_sums(text.count(way) for text in texts) for way in ways] for ways in _STYLES]

    def text(self, number: int) -> str:
        """The line itself."""
        return self.page.lines[self.at[number]].text

    def lead(self, number: int) -> int:
        """The first running text from a line on, if it is near; else the line."""
        near = range(number, min(len(self.at), number + _HEAD_LINES))
        return next((i for i in near if self.told[i]), number)

    def shaped_as_headline(self, number: int) -> bool:
        """Whether a line is no running text, shaped like a headline, and stands over some."""
        shape = self.page.lines[self.at[number]].shape
        shaped = shape.headline and not shape.colon and shape.words >= 3
        return shaped and self.lead(number) > number

    def broken_off(self, number: int) -> bool:
        """A long line that ends no sentence: text cut off, not a caption or a headline."""
        return self.unended[number] and self.sizes[number] >= _LONG_WORDS

    def above(self, number: int, words: int, lines: int, low: int = 0) -> range:
        """The lines before a line that together reach so many words, or so many lines."""
        first = bisect_right(self._words, self._words[number] - words) - 1
        return range(max(low, number - lines, first), number)

    def below(self, number: int, words: int, lines: int, high: int | None = None) -> range:
        """The lines from a line on that together reach so many words, or so many lines."""
        last = bisect_left(self._words, self._words[number] + words)
        return range(number, min(len(self.at) if high is None else high, number + lines, last))

    def held(self, first: int, stop: int) -> int:
        """Number of words in a range of lines."""
        return self._words[stop] - self._words[first]

    def open_share(self, above: range, below: range) -> float:
        """Share of captions and the like in two ranges of lines: of lines that end no sentence,
        without as many as are likely to be texts cut off."""
        parts = (above, below)
        unended = sum(self._open[part.stop] - self._open[part.start] for part in parts)
        cut = sum(self._cut[part.stop] - self._cut[part.start] for part in parts)
        return max(0.0, unended - (1 + _CUT_SHARE) * cut) / max(4, len(above) + len(below))

    def style_breaks(self, above: range, below: range) -> int:
        """In how many ways one range of lines is written otherwise than the other."""
        count = 0
        for ways in self._ways:
            ours = [sums[above.stop] - sums[above.start] for sums in ways]
            theirs = [sums[below.stop] - sums[below.start] for sums in ways]
            if sum(ours) >= 2 and any(theirs):
                count += ours.index(max(ours)) != theirs.index(max(theirs))
        return count


def _ends_open(text: str) -> bool:
    return text.rsplit(maxsplit=1)[-1].lower() in _MIDDLE


def _sums(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def _counts(page: Page, index: int) -> bool:
    """Running text and whatever else nothing is known of, but for single words."""
    kind = page.kind(index)
    if kind is not None:
        return kind is PartKind.REPEAT
    shape = page.lines[index].shape
    return shape.words >= 3 or shape.headline


def common(bag: set[str], words: Sequence[Words]) -> int:
    """The most words that a bag shares with any one of some lines."""
    return max((len(bag & other.bag) for other in words), default=0)
