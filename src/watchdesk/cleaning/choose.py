"""Which blocks of running text are the main article."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.cleaning.boxes import is_regular
from watchdesk.cleaning.evidence import content_of, head_weight
from watchdesk.cleaning.page import Page, overlap
from watchdesk.records import PartKind

TEASER_LINES = 4
"""A teaser shows no more paragraphs than this."""
_GAP_MAX = 10
"""A short block farther away than this is not taken for the same article without its names."""
_LIST_MAX = 16
"""Running text resumes behind a list of links no longer than this."""
_ITEM_LINES = 5
"""No more fragments stand between two items of a list with a heading for each."""
_FOREIGN, _AKIN, _CLOSE = 0.15, 0.25, 0.5
"""Share of its words that a block has in common with the article: too small for the same article,
enough for two lines or more, enough for one."""
_STEMS = 6
"""Fewer words than this say nothing about a block."""
_CLOSE_WORDS = 22
_OPENING = 6
"""A block is akin to the article when its first lines are."""
_NEAR, _FAR = 3, 600
"""An article goes on so few blocks farther on, and never behind so many lines."""
_LARGE = 150
"""A block of so many words is no teaser."""
_BEGINNING = 120
"""A block of fewer words may be no more than the beginning of an article."""
_MOSTLY = 0.7
"""So much of a block of paragraphs is in long lines or in several in a row."""
_WEIGHED = 20
"""So many of the largest blocks are looked at for a headline of their own."""


def choose_main(
    page: Page, blocks: list[list[int]], dirty: bool, live: range
) -> tuple[list[int], list[list[int]], int]:
    """Main body, the blocks that are not part of it, and the line from which to read the head.

    The article starts from the first block that is not small beside the largest, and takes in the
    blocks before and after that speak of the same names and, in a dirty text, use the same words.
    """
    sizes = [page.words(block) for block in blocks]
    core = _Core(page, blocks[_anchor(page, blocks, sizes, dirty)], dirty, live)
    anchor = blocks.index(core.first)
    chosen = {anchor}
    latest = anchor
    for index in range(anchor + 1, len(blocks)):
        if not dirty or core.goes_on(blocks[latest], blocks[index], index - latest):
            chosen.add(index)
            core.add(blocks[index])
            latest = index
    for index in range(anchor - 1, -1, -1):
        held = core.held(blocks[index])
        if held is not None and held >= 0.3 and sizes[index] >= 60 and len(blocks[index]) >= 2:
            chosen.add(index)
    if dirty and min(chosen) > 0 and core.begins(blocks[min(chosen) - 1], blocks[min(chosen)]):
        chosen.add(min(chosen) - 1)
    first, last = min(chosen), max(chosen)
    others = [block for i, block in enumerate(blocks) if i > first and i not in chosen]
    inner = [b for b in others if b[0] < blocks[last][0] and core.is_foreign(b)]
    tail = [block for block in others if block[0] > blocks[last][0]]
    foreign = {i for block in inner for i in block}
    body = [i for b in blocks[first : last + 1] for i in b if i not in foreign]
    return body, inner + tail, (blocks[first - 1][-1] + 1 if first else 0)


def _anchor(page: Page, blocks: list[list[int]], sizes: list[int], dirty: bool) -> int:
    """The first block that is not small beside the weightiest."""
    weights = [float(size) for size in sizes]
    if dirty:
        for index in sorted(range(len(blocks)), key=lambda i: -sizes[i])[:_WEIGHED]:
            weights[index] *= head_weight(page, blocks[index])
    enough = 0.4 * max(weights)
    return next(i for i, weight in enumerate(weights) if weight >= enough)


class _Core:
    """The blocks taken for the article so far, by their names and words."""

    def __init__(self, page: Page, first: list[int], dirty: bool, live: range) -> None:
        self.page = page
        self.first = first
        self._dirty = dirty
        self._live = live
        self._items = bool(live) or (dirty and is_regular(page, first[0], first[-1]))
        self._size = 0
        self._names: set[str] = set()
        self._words: set[str] = set()
        self.add(first)

    def add(self, block: Sequence[int]) -> None:
        """Take a block in."""
        self._size += self.page.words(block)
        self._names |= self.page.names(block)
        if self._dirty:
            self._words |= content_of(self.page, block)

    def held(self, block: Sequence[int]) -> float | None:
        """Share of a block's names that the article has; ``None`` when it has too few."""
        return overlap(self.page.names(block), self._names)

    def is_foreign(self, block: Sequence[int]) -> bool:
        """A short block between two of the article that speaks of other things."""
        held = self.held(block)
        strange = self._dirty and not self._items and self._share(block) < _FOREIGN
        return len(block) <= TEASER_LINES and (strange or (held is not None and held < 0.2))

    def _share(self, block: Sequence[int]) -> float:
        """Share of a block's words that the article has; one where it has too few words."""
        mine = content_of(self.page, block)
        return len(mine & self._words) / len(mine) if len(mine) >= _STEMS else 1.0

    def _opening(self, block: Sequence[int]) -> Sequence[int]:
        """The first lines of a block, or what of them stands in a row when that is a paragraph."""
        row = runs(block)[0]
        told = len(row) + self._told_behind(row[-1]) >= 2
        return row if told or self.page.words(row) >= _CLOSE_WORDS else block[:_OPENING]

    def goes_on(self, before: list[int], block: list[int], steps: int) -> bool:
        """Whether the article goes on in a block, so many blocks behind the last one of it."""
        adjoins, near = steps == 1, steps <= _NEAR
        if block[0] - before[-1] > _FAR:
            return False
        if block[0] in self._live and block[-1] in self._live:
            return True
        between = self.page.labels[before[-1] : block[0]]
        closing = [label.kind for label in between if label is not None and label.closes]
        closed = bool(closing)
        signed = PartKind.CREDIT in closing
        if self._items and adjoins and not signed and self._next_item(before, block):
            return True
        apart = any(label is not None and (label.heads_list or label.ends) for label in between)
        if adjoins and not (closed or apart) and self._resumes(before, block):
            return True
        if (
            near
            and self._is_large(block, 2 if closed else 1)
            and not self._is_headed(before, block)
        ):
            return True
        share, held = self._share(self._opening(block)), self.held(block)
        if share < _FOREIGN and (held is None or held < 0.3):
            return False
        if self._by_names(block, len(between), adjoins, closed, apart):
            return True
        if not adjoins or closed or len(between) > _LIST_MAX:
            return False
        if self._is_text(block):
            return share >= _AKIN
        return not apart and share >= _CLOSE and self.page.words(block) >= _CLOSE_WORDS

    def begins(self, block: list[int], first: list[int]) -> bool:
        """Whether an article begins in a paragraph, headed as one, a few short lines above it."""
        between = range(block[-1] + 1, first[0])
        labels = [label for i in between if (label := self.page.labels[i]) is not None]
        apart = any(label.is_box or label.kind is PartKind.BYLINE for label in labels)
        short = len(between) <= _ITEM_LINES and not apart
        akin = self._is_text(block) and self._share(block) >= _AKIN
        return short and akin and head_weight(self.page, block) > 1.0

    def _by_names(
        self, block: list[int], distance: int, adjoins: bool, closed: bool, apart: bool
    ) -> bool:
        held = self.held(block)
        if not adjoins:
            large = len(block) >= 3 and self.page.words(block) >= 120
            return held is not None and held >= 0.3 and large
        clear = not (apart or closed) and distance <= _GAP_MAX
        if held is None:
            return clear or (len(block) >= TEASER_LINES and not closed and self._is_text(block))
        if len(block) >= 3 and held >= 0.3:
            return True
        if len(block) >= TEASER_LINES and held >= 0.12:
            return not closed and max(map(len, runs(block))) >= 3
        return held >= 0.5 and clear

    def _is_text(self, block: Sequence[int]) -> bool:
        """Paragraphs rather than the lines under headlines: most long, or several in a row."""
        paragraphs = (
            run
            for run in runs(block)
            if len(run) + self._told_behind(run[-1]) >= 2 or self.page.words(run) >= _CLOSE_WORDS
        )
        words = sum(self.page.words(run) for run in paragraphs)
        return words >= _MOSTLY * self.page.words(block)

    def _is_large(self, block: Sequence[int], times: int) -> bool:
        """Too much text for anything but an article; behind a closing line twice as much."""
        enough = len(block) >= times * TEASER_LINES and self.page.words(block) >= times * _LARGE
        return enough and self._is_text(block)

    def _is_headed(self, before: list[int], block: list[int]) -> bool:
        """Whether a byline, or a headline in the words of a block, stands above it as over an
        article of its own."""
        between = range(before[-1] + 1, block[0])
        if any(self.page.kind(i) is PartKind.BYLINE for i in between):
            return True
        opening = content_of(self.page, block[:3])
        above = [i for i in between if self.page.is_fragment(i)][-2:]
        return any(len(content_of(self.page, [i]) & opening) >= 2 for i in above)

    def _resumes(self, before: list[int], block: list[int]) -> bool:
        """A beginning too short to be an article goes on behind a few lines without a box."""
        between = range(before[-1] + 1, block[0])
        boxed = any((label := self.page.labels[i]) is not None and label.is_box for i in between)
        return (
            not boxed
            and len(between) <= _ITEM_LINES
            and self._size < _BEGINNING
            and self.page.words(block) >= self._size
            and self._is_text(block)
        )

    def _told_behind(self, index: int) -> int:
        """Sentences too short for running text that follow a line without anything between."""
        stop = index + 1
        while stop < len(self.page.lines) and self.page.is_told(stop):
            stop += 1
        return stop - index - 1

    def _next_item(self, before: list[int], block: list[int]) -> bool:
        """Whether no more than a few short lines stand between two items of a list."""
        between = range(before[-1] + 1, block[0])
        labels = [label for i in between if (label := self.page.labels[i]) is not None]
        boxed = any(label.heads_list or (label.is_box and not self._live) for label in labels)
        return not boxed and sum(1 for i in between if self.page.is_fragment(i)) <= _ITEM_LINES


def runs(block: Sequence[int]) -> list[list[int]]:
    """Lines of a block that stand directly one after the other."""
    found: list[list[int]] = []
    for index in block:
        if found and found[-1][-1] == index - 1:
            found[-1].append(index)
        else:
            found.append([index])
    return found
