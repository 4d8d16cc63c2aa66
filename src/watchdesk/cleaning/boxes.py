"""What stands between the paragraphs of an article in a dirty text: subheadings, links, lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from watchdesk.cleaning.label import Label
from watchdesk.cleaning.page import Page
from watchdesk.records import PartKind

_HEADING_WORDS = 8
"""A subheading in a dirty text has no more words; a longer line is a headline of another story."""
_SENTENCE_WORDS = 16
"""A line of so many words, most without capitals, is a sentence that lacks its full stop."""
_HEADINGS, _SHORT_HEADING = 5, 4
"""So many headings over a third of the paragraphs, most so short, make a list of items."""
_REGULAR = 3
"""So often the same small group of lines has to stand between paragraphs to be their pattern."""


_NOTHING = Label(PartKind.OTHER, "")


def is_regular(page: Page, first: int, last: int) -> bool:
    """Whether the same small group of short lines stands between the paragraphs again and again.

    So letters to the editor and lists with a heading and a place for each item look; links to other
    stories come once.
    """
    sizes: Counter[int] = Counter()
    words: list[int] = []
    size = told = 0
    for index in range(first, last + 1):
        if page.is_told(index):
            sizes[size] += size > 0
            size, told = 0, told + 1
        elif page.is_fragment(index) and page.lines[index].shape.words <= _HEADING_WORDS:
            size += 1
            words.append(page.lines[index].shape.words)
        elif not page.is_quiet(index):
            size = -99
    if any(count >= _REGULAR for group, count in sizes.items() if 2 <= group <= 3):
        return True
    enough = sizes[1] >= _HEADINGS and 3 * sizes[1] >= told
    return enough and median(words) <= _SHORT_HEADING


def stands_alone(page: Page, labels: Sequence[Label | None], index: int) -> bool:
    """Whether a line in a dirty text has running text neither before nor behind it."""
    near = (_neighbour(page, labels, index, step) for step in (-1, 1))
    return not any(_is_text(page, labels, other) for other in near)


def label_between(page: Page, labels: list[Label | None], index: int, regular: bool) -> Label:
    """What a line is that is neither running text nor known, between paragraphs of a dirty text."""
    line = page.lines[index]
    before, after = _neighbour(page, labels, index, -1), _neighbour(page, labels, index, 1)
    follows, heads = _is_text(page, labels, before), _is_text(page, labels, after)
    words = line.shape.words
    if after is not None and (labels[after] or _NOTHING).ends:
        return Label(PartKind.RELATED, "headline above a link to its story")
    stamped = index > 0 and page.is_quiet(index - 1) and page.kind(index - 1) is PartKind.SECTION
    if regular and stamped and heads:
        return Label(PartKind.SUBHEADING, "heading of an entry")
    if words > _HEADING_WORDS:
        if words >= _SENTENCE_WORDS and heads and follows and _is_plain(line.text):
            return Label(PartKind.BODY, "line inside the text")
        return Label(PartKind.RELATED, "headline of another story between paragraphs")
    above = (labels[before] or _NOTHING).kind if before is not None else None
    boxed = above is PartKind.PROMO and words >= 3
    if heads and (follows or boxed):
        return Label(PartKind.SUBHEADING, "short line between paragraphs")
    behind = after is not None and (labels[after] or _NOTHING).is_box
    if regular and (heads or (follows and not behind)):
        return Label(PartKind.SUBHEADING, "one of the lines that stand around each item")
    if words >= 5:
        return Label(PartKind.RELATED, "one of several headlines in a row")
    return Label(PartKind.NAVIGATION, "one of several fragments in a row")


def _neighbour(page: Page, labels: Sequence[Label | None], index: int, step: int) -> int | None:
    """The next line in one direction that is not quiet."""
    index += step
    while 0 <= index < len(page.lines):
        label = labels[index]
        if label is None or not label.is_quiet:
            return index
        index += step
    return None


def _is_plain(text: str) -> bool:
    """Most words have no capital, so it is no headline in capitals."""
    words = [word for word in text.split() if word[0].isalpha()]
    return 10 * sum(1 for word in words if word[0].islower()) >= 6 * len(words)


def _is_text(page: Page, labels: Sequence[Label | None], index: int | None) -> bool:
    if index is None:
        return False
    label = labels[index]
    if label is not None:
        return label.kind is PartKind.BODY
    shape = page.lines[index].shape
    return page.is_told(index) or (page.plain[index] and (shape.bullet or shape.colon))
