"""What stands between the paragraphs of an article in a dirty text: boxes, lists, subheadings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from watchdesk.cleaning.appeals import boasts
from watchdesk.cleaning.evidence import content_of
from watchdesk.cleaning.label import Label
from watchdesk.cleaning.page import Page
from watchdesk.records import PartKind

_ISLAND_LINES, _ISLAND_WORDS = 6, 90
_FOREIGN_SHORT, _FOREIGN_LONG, _LONG_WORDS = 0.25, 0.12, 40
"""An island that shares no more of its words with the rest of the body is foreign to it. A longer
one has to share fewer: of real paragraphs between website words one in ten shares under .25."""
_BOXED, _SHORT, _BOASTING = 0.1, 0.2, 0.4
"""More is allowed of a short island with website words on both sides, of one whose lines are short
beside the other paragraphs, and of one that boasts."""
_NAMES = 3
"""So many names that the rest of the body does not have make a stretch foreign to it."""
_BEHIND = 4
_ENOUGH_LINES, _ENOUGH_WORDS = 3, 120
_HEADING_WORDS = 8
"""A subheading in a dirty text has no more words; a longer line is a headline of another story."""
_SENTENCE_WORDS = 16
"""A line of so many words, most without capitals, is a sentence that lacks its full stop."""
_REGULAR = 3
"""So often the same small group of lines has to stand between paragraphs to be their pattern."""


_NOTHING = Label(PartKind.OTHER, "")


class Stretch(NamedTuple):
    """Paragraphs of the body with nothing but quiet lines between them."""

    lines: list[int]
    """Their indices."""
    left: bool
    """A box or bar of the website, or several fragments, stand above."""
    right: bool
    """The same below."""


def find_islands(page: Page, body: Sequence[int], regular: bool) -> list[int]:
    """Lines of a body that stand apart from it between website words and share few words with it.

    ``regular``: fragments between its paragraphs are its own.
    """
    stretches = _stretches(page, body, regular)
    if len(stretches) < 2:
        return []
    words = [content_of(page, s.lines) for s in stretches]
    names = [page.names(s.lines) for s in stretches]
    count = Counter(stem for found in words for stem in found)
    named = Counter(name for found in names for name in found)
    usual = median(page.lines[index].shape.words for index in body)
    found: list[int] = []
    for stretch, mine, persons in zip(stretches, words, names, strict=True):
        limit = _limit(page, stretch, usual)
        if limit is None:
            continue
        strange = len(persons) >= _NAMES and all(named[name] == 1 for name in persons)
        limit += _SHORT * strange
        if sum(1 for stem in mine if count[stem] > 1) <= limit * len(mine):
            found += stretch.lines
    gone = set(found)
    rest = [index for index in body if index not in gone]
    enough = len(rest) >= _ENOUGH_LINES or page.words(rest) >= _ENOUGH_WORDS
    return found if enough else []


def _limit(page: Page, stretch: Stretch, usual: float) -> float | None:
    """How many of its words an island may share with the body; ``None`` when it is no island."""
    size = page.words(stretch.lines)
    small = len(stretch.lines) <= _ISLAND_LINES and size <= _ISLAND_WORDS
    if not (small and (stretch.left or stretch.right)):
        return None
    if size > _LONG_WORDS:
        limit = _FOREIGN_LONG
    else:
        limit = _FOREIGN_SHORT + _BOXED * (stretch.left and stretch.right)
    limit += _SHORT * (size * 3 < usual * len(stretch.lines))
    boasting = any(boasts(page.lines[index].text) for index in stretch.lines)
    return limit + _BOASTING * boasting


def _stretches(page: Page, body: Sequence[int], regular: bool) -> list[Stretch]:
    groups: list[list[int]] = []
    for index in body:
        if groups and not _parted(page, groups[-1][-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    out = []
    for position, group in enumerate(groups):
        below = groups[position + 1][0] if position + 1 < len(groups) else group[-1] + _BEHIND
        left = position > 0 and _boxed(page, groups[position - 1][-1], group[0], regular)
        right = _boxed(page, group[-1], min(below, len(page.lines)), regular)
        out.append(Stretch(group, left, right))
    return out


def _parted(page: Page, before: int, after: int) -> bool:
    """Whether something stands between two lines that is neither quiet nor leads in the second."""
    between = range(before + 1, after)
    return any(not _is_quiet(page, i) and not page.lines[i].shape.colon for i in between)


def _is_quiet(page: Page, index: int) -> bool:
    label = page.labels[index]
    return label is not None and label.is_quiet


def _boxed(page: Page, before: int, after: int, regular: bool) -> bool:
    between = range(before + 1, after)
    labels = [page.labels[i] for i in between]
    if any(label is not None and label.is_box for label in labels):
        return True
    linked = sum(1 for i in between if page.kind(i) is PartKind.RELATED)
    return not regular and linked + sum(1 for i in between if page.is_fragment(i)) >= 2


def is_regular(page: Page, first: int, last: int) -> bool:
    """Whether the same small group of short lines stands between the paragraphs again and again.

    So letters to the editor and lists with a heading and a place for each item look; links to other
    stories come once.
    """
    sizes: Counter[int] = Counter()
    size = 0
    for index in range(first, last + 1):
        if page.is_told(index):
            sizes[size] += size > 1
            size = 0
        elif page.is_fragment(index) and page.lines[index].shape.words <= _HEADING_WORDS:
            size += 1
        elif not _is_quiet(page, index):
            size = -99
    return any(count >= _REGULAR for group, count in sizes.items() if 2 <= group <= 3)


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
    if words > _HEADING_WORDS:
        if words >= _SENTENCE_WORDS and heads and follows and _is_plain(line.text):
            return Label(PartKind.BODY, "line inside the text")
        return Label(PartKind.RELATED, "headline of another story between paragraphs")
    above = (labels[before] or _NOTHING).kind if before is not None else None
    boxed = above is PartKind.PROMO and words >= 3
    if heads and (follows or boxed):
        return Label(PartKind.SUBHEADING, "short line between paragraphs")
    if regular and (heads or follows):
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
