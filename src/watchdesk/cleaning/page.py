"""A capture's lines with their labels, and the questions that rules ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from watchdesk.cleaning.labels import Label
from watchdesk.cleaning.lines import Line
from watchdesk.records import PartKind

_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][^\W\d_]{2,30}")
_STATEMENT = re.compile(r"[a-z]{3}[.] [A-Z“]")
_PICTURE = frozenset({PartKind.CAPTION, PartKind.CREDIT})
_TAG_WORDS = 3
_ASKING = ("?", "!", "?’", "?”")


def asks(line: Line) -> bool:
    """A short line ending in a question or exclamation mark: a headline or a sentence.

    One that holds a whole statement before is running text.
    """
    short = line.text.endswith(_ASKING) and line.shape.words <= 20
    return short and _STATEMENT.search(line.text) is None


def is_headline(lines: Sequence[Line], labels: Sequence[Label | None], index: int) -> bool:
    """Whether an unlabelled line reads as a headline, a question or exclamation included."""
    shape = lines[index].shape
    if labels[index] is not None or not shape.headline or shape.words < 3:
        return False
    return not shape.prose or asks(lines[index])


def is_text(lines: Sequence[Line], labels: Sequence[Label | None], index: int) -> bool:
    """Whether an unlabelled line is running text.

    A short question or exclamation is running text only between two other such lines; elsewhere
    it is more likely a headline.
    """
    line = lines[index]
    if labels[index] is not None or not line.shape.prose:
        return False
    if not asks(line) or not line.shape.headline:
        return True
    beside = (index - 1, index + 1)
    return all(
        0 <= i < len(lines) and labels[i] is None and lines[i].shape.prose and not asks(lines[i])
        for i in beside
    )


class Page:
    """Lines and labels, with the questions the rules ask of them."""

    def __init__(self, lines: Sequence[Line], labels: Sequence[Label | None]) -> None:
        self.lines = lines
        self.labels = labels
        self.plain = [label is None for label in labels]

    def is_prose(self, index: int) -> bool:
        """Whether a line is running text."""
        return is_text(self.lines, self.labels, index)

    def is_told(self, index: int) -> bool:
        """Running text, or a sentence too short to be called so."""
        line = self.lines[index]
        short = self.plain[index] and line.shape.ends and line.shape.words > 1 and not asks(line)
        return short or self.is_prose(index)

    def is_fragment(self, index: int) -> bool:
        """A line that is neither running text nor part of a list or a lead-in."""
        shape = self.lines[index].shape
        leads = shape.colon and (self.lines[index].text[-1] == ":" or shape.words > _TAG_WORDS)
        whole = self.is_prose(index) or shape.bullet or leads or (shape.ends and shape.words > 1)
        return self.plain[index] and not whole

    def is_quiet(self, index: int) -> bool:
        """Whether a line may stand between two paragraphs of one article."""
        label = self.labels[index]
        return label is not None and label.is_quiet

    def kind(self, index: int) -> PartKind | None:
        """What a line is, as far as its own words tell."""
        label = self.labels[index]
        return label.kind if label else None

    def names(self, indices: Iterable[int]) -> set[str]:
        """Capitalised words inside the sentences of some lines."""
        found: set[str] = set()
        for index in indices:
            found.update(_NAME.findall(self.lines[index].text[:20_000]))
        return found

    def cohesion(self, block: Sequence[int], main: Sequence[int]) -> float:
        """Share of a block's names that the main text has too; one half when it has too few."""
        return shared(self.names(block), self.names(main))

    def words(self, indices: Iterable[int]) -> int:
        """Number of words in some lines."""
        return sum(self.lines[index].shape.words for index in indices)


def shared(mine: set[str], main: set[str]) -> float:
    """Share of the first names found among the second; one half when there are fewer than three."""
    return len(mine & main) / len(mine) if len(mine) >= 3 else 0.5


def overlap(mine: set[str], main: set[str]) -> float | None:
    """Names that two texts share, as a part of the smaller of the two; ``None`` below three."""
    smaller = min(len(mine), len(main))
    return len(mine & main) / smaller if smaller >= 3 else None


def headline_above(
    lines: Sequence[Line], labels: Sequence[Label | None], prose: int, floor: int
) -> int | None:
    """The headline that belongs to the prose starting at a line, above line ``floor``.

    One or two lines with a section's name, a byline or a picture may stand between.
    """
    index = prose - 1
    for _ in range(4):
        if index <= floor:
            break
        label = labels[index]
        between = label is not None and (
            label.kind in _PICTURE or label.kind in {PartKind.BYLINE, PartKind.SECTION}
        )
        if label is None:
            shape = lines[index].shape
            above_better = (
                shape.words <= 3
                and index - 1 > floor
                and is_headline(lines, labels, index - 1)
                and lines[index - 1].shape.words > shape.words
            )
            if is_headline(lines, labels, index) and not above_better:
                return index
            between = shape.words <= 3 and not shape.ends
        if not between:
            break
        index -= 1
    if asks(lines[prose]) and lines[prose].shape.headline:
        return prose
    return None


def story_top(
    lines: Sequence[Line], labels: Sequence[Label | None], prose: int, floor: int
) -> int | None:
    """First line of the story whose prose starts at a line: headline, and the picture above it."""
    top = headline_above(lines, labels, prose, floor)
    if top is None:
        return None
    pictured = False
    while top - 1 > floor:
        label = labels[top - 1]
        if label is None or label.kind not in _PICTURE or label.closes:
            break
        top, pictured = top - 1, True
    if top - 1 > floor and labels[top - 1] is None:
        above = lines[top - 1].shape
        tight = pictured and not lines[top].gap and above.words <= 14
        if (tight or above.words <= 3) and (not above.ends or asks(lines[top - 1])):
            top -= 1
    return top
