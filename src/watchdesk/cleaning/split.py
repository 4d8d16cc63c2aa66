"""Where the main article starts and ends, and which other stories stand in the same capture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from watchdesk.cleaning.boxes import find_islands, is_regular
from watchdesk.cleaning.evidence import content_of, head_weight
from watchdesk.cleaning.glued import find_glued
from watchdesk.cleaning.labels import Label
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.page import (
    Page,
    asks,
    is_headline,
    overlap,
    story_top,
)
from watchdesk.cleaning.story import Story
from watchdesk.records import PartKind, Role

_TEASER_LINES = 4
"""A teaser shows no more paragraphs than this."""
_NEAR_LINES = 14
_GAP_LINES = 3
"""So many fragments in a row end an article whose page is full of website words."""
_GAP_MAX = 10
"""A short block farther away than this is not taken for the same article without its names."""
_OWN_WORDS = 0.15
"""Share of its words that a block of the same article has in common with the blocks before it."""
_ITEM_LINES = 5
"""No more fragments stand between two items of a list with a heading for each."""
_WEIGHED = 20
"""So many of the largest blocks are looked at for a headline of their own."""
_SITE_LINES = 2
"""So many different lines of website words make a capture a dirty one."""


@dataclass(slots=True)
class Layout:
    """How a capture is built."""

    dirty: bool
    """Website words are stuck to the text."""
    first: int
    """First line of the main article's body; the number of lines when there is none."""
    last: int
    """Last line of the body; ``first - 1`` when there is none."""
    stories: list[Story] = field(default_factory=list)
    """Other stories, in order, never overlapping."""


def is_dirty(lines: Sequence[Line], labels: Sequence[Label | None]) -> bool:
    """Whether website words are stuck to a text."""
    site = {line.key for line, label in zip(lines, labels, strict=True) if label and label.site}
    return len(site) >= _SITE_LINES or any(label and label.ends for label in labels)


def lay_out(lines: Sequence[Line], labels: list[Label | None], dirty: bool) -> Layout:
    """Find body and other stories. ``labels`` holds what is known of each line by itself.

    Lines that stand among the paragraphs without belonging to them are labelled on the way.
    """
    page = Page(lines, labels)
    stories = _marked_teasers(page)
    stories = _spare_main(page, stories)
    taken = {i for story in stories for i in range(story.first, story.last + 1)}
    blocks = _blocks(page, taken, dirty)
    if not blocks:
        first = len(lines) if dirty else 0
        return Layout(dirty, first, len(lines) - 1, stories)
    body, tail, start = _choose_main(page, blocks, dirty)
    first = _skip_head(page, body, start)
    body = [index for index in body if index >= first] or [first]
    stories += _tail_stories(page, tail, body[-1], taken)
    stories += find_glued(page, body, taken)
    stories.sort()
    inside = {i for story in stories for i in range(story.first, story.last + 1)}
    body = [i for i in body if i not in inside]
    if dirty and body:
        body = _without_islands(page, labels, body)
    last = max(body, default=first - 1)
    return Layout(dirty, first, last, stories)


def _without_islands(page: Page, labels: list[Label | None], body: list[int]) -> list[int]:
    """Label the lines of a body that belong to boxes between its paragraphs; give the others."""
    islands = set(find_islands(page, body, is_regular(page, body[0], body[-1])))
    for index in islands:
        labels[index] = Label(PartKind.OTHER, "stands apart and shares few words with the article")
    return [index for index in body if index not in islands]


def _marked_teasers(page: Page) -> list[Story]:
    """Stories that end in "keep reading" and have a headline above their few paragraphs."""
    stories: list[Story] = []
    floor = -1
    for index, label in enumerate(page.labels):
        if label is None or not label.ends:
            continue
        top = index - 1
        while top > floor and index - top <= _TEASER_LINES + 1 and page.is_told(top):
            top -= 1
        prose = index - 1 - top
        if 1 <= prose <= _TEASER_LINES + 1:
            first = story_top(page.lines, page.labels, top + 1, floor)
            if first is not None and prose - (first > top) <= _TEASER_LINES:
                reason = "headline, first lines, and a link to read on"
                stories.append(Story(first, index, Role.TEASER, reason))
        floor = index
    return stories


def _spare_main(page: Page, stories: list[Story]) -> list[Story]:
    """Without the first story when nothing else would be left as main article."""
    if not stories:
        return stories
    if len(stories) == 1 and _goes_on_behind(page, stories[0]):
        return []
    taken = {i for story in stories for i in range(story.first, story.last + 1)}
    if any(page.is_prose(i) for i in range(len(page.lines)) if i not in taken):
        return stories
    return stories[1:]


def _goes_on_behind(page: Page, story: Story) -> bool:
    """Whether the lines behind a link to read more speak of the same names as those before it."""
    behind = range(story.last + 1, min(story.last + _NEAR_LINES, len(page.lines)))
    held = overlap(
        page.names(i for i in range(story.first, story.last) if page.is_told(i)),
        page.names(i for i in behind if page.is_prose(i)),
    )
    return held is not None and held >= 0.3


def _blocks(page: Page, taken: set[int], dirty: bool) -> list[list[int]]:
    """Runs of prose lines; in a dirty capture cut where website words or fragments pile up."""
    blocks: list[list[int]] = []
    fragments, cut = 0, True
    for index in range(len(page.lines)):
        if index in taken:
            cut = dirty
            continue
        if page.is_prose(index):
            if blocks and not (dirty and (cut or fragments >= _GAP_LINES)):
                blocks[-1].append(index)
            else:
                blocks.append([index])
            fragments, cut = 0, False
            continue
        label = page.labels[index]
        fragments += page.is_fragment(index)
        cut = cut or bool(label and label.heads_list)
    return blocks


def _choose_main(
    page: Page, blocks: list[list[int]], dirty: bool
) -> tuple[list[int], list[list[int]], int]:
    """Main body, the blocks that are not part of it, and the line from which to read the head.

    The article starts from the first block that is not small beside the largest, and takes in the
    blocks before and after that speak of the same names.
    """
    sizes = [page.words(block) for block in blocks]
    anchor = _anchor(page, blocks, sizes, dirty)
    known = page.names(blocks[anchor])
    words = content_of(page, blocks[anchor]) if dirty else set()
    regular = dirty and is_regular(page, blocks[anchor][0], blocks[anchor][-1])
    chosen = {anchor}
    for index in range(anchor + 1, len(blocks)):
        names = page.names(blocks[index])
        adjoins = index - 1 in chosen
        if dirty:
            pair = blocks[index - 1 : index + 1]
            mine = content_of(page, blocks[index])
            goes_on = _goes_on(page, pair, overlap(names, known), adjoins)
            goes_on = goes_on and len(mine & words) >= _OWN_WORDS * len(mine)
            if not (goes_on or (regular and adjoins and _next_item(page, pair))):
                continue
            words |= mine
        chosen.add(index)
        known |= names
    for index in range(anchor - 1, -1, -1):
        held = overlap(page.names(blocks[index]), known)
        if held is not None and held >= 0.3 and sizes[index] >= 60 and len(blocks[index]) >= 2:
            chosen.add(index)
    first, last = min(chosen), max(chosen)
    others = [block for i, block in enumerate(blocks) if i > first and i not in chosen]
    inner = [b for b in others if b[0] < blocks[last][0] and _is_foreign(page, b, known)]
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


def _is_foreign(page: Page, block: list[int], known: set[str]) -> bool:
    held = overlap(page.names(block), known)
    return len(block) <= _TEASER_LINES and held is not None and held < 0.2


def _next_item(page: Page, pair: list[list[int]]) -> bool:
    """Whether no more than a few short lines stand between two items of a list."""
    between = range(pair[0][-1] + 1, pair[1][0])
    boxes = any(label is not None and label.is_box for label in (page.labels[i] for i in between))
    return not boxes and sum(1 for i in between if page.is_fragment(i)) <= _ITEM_LINES


def _goes_on(page: Page, pair: list[list[int]], held: float | None, adjoins: bool) -> bool:
    """Whether the article goes on in the second block of a pair."""
    before, block = pair
    between = page.labels[before[-1] : block[0]]
    apart = any(label is not None and (label.heads_list or label.ends) for label in between)
    closed = any(label is not None and label.closes for label in between)
    if not adjoins:
        return held is not None and held >= 0.3 and len(block) >= 3 and page.words(block) >= 120
    clear = not (apart or closed) and len(between) <= _GAP_MAX
    if held is None:
        return clear or (len(block) >= _TEASER_LINES and not closed)
    if len(block) >= 3 and held >= 0.3:
        return True
    if len(block) >= _TEASER_LINES and held >= 0.12:
        return not closed and max(map(len, _runs(block))) >= 3
    return held >= 0.5 and clear


def _skip_head(page: Page, body: list[int], start: int) -> int:
    """First line of the body: a question as headline and a standfirst belong to the head."""
    position = 0
    for index in body[:3]:
        after = range(index + 1, min(index + 4, len(page.lines)))
        marks = (PartKind.BYLINE, PartKind.SECTION)
        following = [i for i in after if page.kind(i) in marks]
        clear = following and not any(page.is_prose(i) for i in range(index + 1, following[0]))
        line = page.lines[index]
        above = any(is_headline(page.lines, page.labels, i) for i in range(start, index))
        deck = clear and above and line.shape.words <= 45
        title = not above and asks(line) and line.shape.headline and position == 0
        if not (deck or title) or index == body[-1]:
            return index
        position += 1
    return body[min(position, len(body) - 1)]


def _tail_stories(page: Page, tail: list[list[int]], floor: int, taken: set[int]) -> list[Story]:
    """Stories with a headline of their own behind the article."""
    stories: list[Story] = []
    for block in tail:
        for run in _runs(block):
            if any(i in taken for i in run):
                continue
            first = story_top(page.lines, page.labels, run[0], floor)
            if first is None or any(i in taken for i in range(first, run[0])):
                continue
            role = Role.TEASER if len(run) <= _TEASER_LINES else Role.OTHER
            reason = "headline and lines of another story behind the article"
            stories.append(Story(first, run[-1], role, reason))
            floor = run[-1]
    return stories


def _runs(block: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in block:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
