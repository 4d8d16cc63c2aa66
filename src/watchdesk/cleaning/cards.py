"""Cards: a few lines that show another story, inside or behind an article.

A card is a headline, often a section above and a line or two below, and the byline or day of the
other story. They come in rows behind an article and, one at a time, between its paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.cleaning.evidence import content_of
from watchdesk.cleaning.label import Label
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.page import Page, is_headline
from watchdesk.records import PartKind

_STRONG_WORDS = 12
_TOLD_LINES, _TOLD_WORDS = 2, 80
_SECTION_LINES, _SECTION_WORDS = 2, 4
_HEADLINE_WORDS = 16
_HEAD_LINES = 40
"""So many lines may stand between the byline of an article and its text."""
_FOREIGN = 0.3
_PLAYERS = frozenset(
    "video videos photo photos gallery watch play audio listen slideshow podcast live".split()
)


def is_strong(page: Page, index: int) -> bool:
    """Running text long enough to be a paragraph rather than a headline or a slogan."""
    return page.lines[index].shape.words >= _STRONG_WORDS and page.is_prose(index)


def label_cards(lines: Sequence[Line], labels: list[Label | None]) -> None:
    """Label the lines of cards in a dirty text, where the article has begun before."""
    page = Page(lines, labels)
    signed = [i for i, label in enumerate(labels) if label and label.kind is PartKind.BYLINE]
    start = _article_start(page, signed)
    if start is None:
        return
    _label_players(page, labels, start)
    cards = [
        (top, i) for i in signed if i > start and (top := _card_top(page, i, start)) is not None
    ]
    if len(cards) == 1:
        top, end = cards[0]
        others = [i for i in range(start, len(lines)) if is_strong(page, i) and not top <= i <= end]
        mine = content_of(page, range(top, end))
        common = len(mine & content_of(page, others[:200]))
        if not mine or common > _FOREIGN * len(mine):
            return
    for top, end in cards:
        for index in range(top, end):
            if labels[index] is None:
                labels[index] = Label(PartKind.RELATED, "card of another story")


def _article_start(page: Page, signed: list[int]) -> int | None:
    """The byline or day under which two paragraphs follow before the next one."""
    for position, index in enumerate(signed):
        stop = signed[position + 1] if position + 1 < len(signed) else len(page.lines)
        if stop == index + 1:
            continue
        near = range(index + 1, min(stop, index + _HEAD_LINES))
        if sum(1 for i in near if is_strong(page, i)) >= 2:
            return index
    return None


def _card_top(page: Page, signed: int, floor: int) -> int | None:
    """First line of the card that ends in a byline or day; ``None`` when there is none."""
    index, told = signed - 1, 0
    while index > floor and told <= _TOLD_LINES and page.is_told(index):
        index, told = index - 1, told + 1
    if not 1 <= told <= _TOLD_LINES or page.words(range(index + 1, signed)) > _TOLD_WORDS:
        return None
    top = index + 1
    headed = told == _TOLD_LINES and page.lines[top].shape.words <= _HEADLINE_WORDS
    above = page.labels[index]
    row = above is not None and (above.heads_list or above.kind is PartKind.BYLINE)
    if told == 1 and row and index > floor and page.lines[top].shape.words <= _HEADLINE_WORDS:
        return top
    for _ in range(_SECTION_LINES + 1):
        if index <= floor:
            break
        shape = page.lines[index].shape
        label = page.labels[index]
        if label is not None:
            if not label.site or shape.words > _SECTION_WORDS:
                break
        elif shape.words <= _SECTION_WORDS and not shape.ends:
            headed = headed or (shape.headline and shape.words >= 3)
        elif not headed and is_headline(page.lines, page.labels, index):
            headed = True
        else:
            break
        top = index
        index -= 1
    opens = top < signed - told
    return top if headed and opens else None


def _label_players(page: Page, labels: list[Label | None], start: int) -> None:
    """The headline and the line under it of a film or gallery above the text."""
    for index in range(start + 1, min(start + _HEAD_LINES, len(page.lines) - 2)):
        if is_strong(page, index) and is_strong(page, index + 1):
            return
        if page.lines[index].key not in _PLAYERS or page.labels[index] is None:
            continue
        head, line = page.lines[index + 1], page.lines[index + 2]
        if labels[index + 1] is None and head.shape.headline and head.shape.words >= 4:
            labels[index + 1] = Label(PartKind.RELATED, "headline of a film or gallery")
            if page.is_told(index + 2) and line.shape.words <= 45:
                labels[index + 2] = Label(PartKind.CAPTION, "line under a film or gallery")
        return
