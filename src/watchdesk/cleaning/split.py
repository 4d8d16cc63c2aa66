"""Where the main article starts and ends, and which other stories stand in the same capture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from watchdesk.cleaning.bios import find_bios
from watchdesk.cleaning.boxes import is_regular
from watchdesk.cleaning.choose import TEASER_LINES, choose_main, runs
from watchdesk.cleaning.glued import find_glued
from watchdesk.cleaning.islands import find_islands
from watchdesk.cleaning.labels import WORKED_ON, Label, bare_byline
from watchdesk.cleaning.led import label_led_lists
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

_NEAR_LINES = 14
_ABOVE_BYLINE = 2
_ITEM_WORDS = 8
_CLOSING_LINES = 12
_DECK_WORDS, _NAME_WORDS = 45, 4
_GAP_LINES = 3
"""So many fragments in a row end an article whose page is full of website words."""
_SITE_LINES = 2
"""So many different lines of website words make a capture a dirty one;"""
_MENU_LINES, _MENU_WORDS = 10, 3
"""and so does a menu in whatever language: a row of so many lines of at most so many words."""


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
    regular: bool = False
    """The same small group of lines stands between its paragraphs: entries, letters, items."""


def is_dirty(lines: Sequence[Line], labels: Sequence[Label | None]) -> bool:
    """Whether website words are stuck to a text."""
    site = {line.key for line, label in zip(lines, labels, strict=True) if label and label.site}
    if len(site) >= _SITE_LINES or any(label and label.ends for label in labels):
        return True
    row = 0
    for line, label in zip(lines, labels, strict=True):
        known = label is not None and label.kind is PartKind.NAVIGATION
        short = line.shape.words <= _MENU_WORDS and not line.shape.ends and not line.shape.bullet
        row = row + 1 if short or known else 0
        if row >= _MENU_LINES:
            return True
    return False


def lay_out(lines: Sequence[Line], labels: list[Label | None], dirty: bool, live: range) -> Layout:
    """Find body and other stories. ``labels`` holds what is known of each line by itself.

    ``live``: the lines of a running account in entries.
    Lines that stand among the paragraphs without belonging to them are labelled on the way.
    """
    page = Page(lines, labels)
    stories = [story for story in _marked_teasers(page) if story.last not in live]
    stories = _spare_main(page, stories)
    taken = {i for story in stories for i in range(story.first, story.last + 1)}
    blocks = _blocks(page, taken, dirty)
    if not blocks:
        first, last = len(lines) if dirty else 0, len(lines) - 1
        if dirty:
            first, last = label_led_lists(page, labels, first, last)
        return Layout(dirty, first, last, stories, bool(live))
    body, tail, start = choose_main(page, blocks, dirty, live)
    first = _skip_head(page, body, start, dirty)
    body = [index for index in body if index >= first] or [first]
    stories += _tail_stories(page, tail, body[-1], taken)
    listed = bool(live) or is_regular(page, body[0], body[-1])
    regular = listed and dirty
    body = _without_bios(page, labels, body)
    if dirty:
        body = _without_islands(page, labels, body, regular, live)
    taken |= {i for story in stories for i in range(story.first, story.last + 1)}
    stories += [] if listed else find_glued(page, body, taken, dirty=dirty)
    stories.sort()
    inside = {i for story in stories for i in range(story.first, story.last + 1)}
    body = [i for i in body if i not in inside]
    last = _last_told(page, max(body)) if body else first - 1
    if regular:
        first = _first_heading(page, first)
    if dirty and body:
        last = _to_closing_credit(page, labels, last)
        first, last = label_led_lists(page, labels, first, last)
    return Layout(dirty, first, last, stories, regular)


def _first_heading(page: Page, first: int) -> int:
    """The heading of the first item of a list, which stands above its text."""
    index = first - 1
    while index >= 0 and page.is_quiet(index):
        index -= 1
    heads = index >= 0 and page.is_fragment(index) and page.lines[index].shape.words <= _ITEM_WORDS
    return index if heads else first


def _to_closing_credit(page: Page, labels: list[Label | None], last: int) -> int:
    """The line above the closing credit, when only lines without a label lead there: a table."""
    rows: list[int] = []
    for index in range(last + 1, min(last + _CLOSING_LINES, len(page.lines))):
        label = labels[index]
        if label is None:
            rows.append(index)
        elif label.reason == WORKED_ON:
            for row in rows:
                labels[row] = Label(PartKind.BODY, "line above the closing credit")
            return rows[-1] if rows else last
        elif not label.is_quiet:
            break
    return last


def _last_told(page: Page, last: int) -> int:
    """The last of the short sentences that follow a line without anything between."""
    while last + 1 < len(page.lines) and page.is_told(last + 1):
        last += 1
    return last


def _without_bios(page: Page, labels: list[Label | None], body: list[int]) -> list[int]:
    """Label the lines of a body that tell who its author is; give the others."""
    bios = set(find_bios(page, body))
    for index in bios:
        labels[index] = Label(PartKind.CREDIT, "says who the author is", closes=True)
    return [index for index in body if index not in bios]


def _without_islands(
    page: Page, labels: list[Label | None], body: list[int], regular: bool, live: range
) -> list[int]:
    """Label the lines of a body that belong to boxes between its paragraphs; give the others."""
    islands = set(find_islands(page, body, regular, live))
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
        while top > floor and index - top <= TEASER_LINES + 1 and page.is_told(top):
            top -= 1
        prose = index - 1 - top
        if 1 <= prose <= TEASER_LINES + 1:
            first = story_top(page.lines, page.labels, top + 1, floor)
            if first is not None and prose - (first > top) <= TEASER_LINES:
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
    """Runs of prose lines; in a dirty capture cut where website words or fragments pile up.

    They are cut at a byline, too, where no more than a line or two of something else stand above.
    """
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
        heads = label is not None and label.kind is PartKind.BYLINE
        begun = not blocks or len(blocks[-1]) > _ABOVE_BYLINE
        cut = cut or (label is not None and label.heads_list) or (heads and not begun)
    return blocks


def _skip_head(page: Page, body: list[int], start: int, dirty: bool) -> int:
    """First line of the body: a question as headline and a standfirst belong to the head."""
    skipped = 0
    for position, index in enumerate(body[:3]):
        line = page.lines[index]
        above = any(is_headline(page.lines, page.labels, i) for i in range(start, index))
        deck = above and line.shape.words <= _DECK_WORDS and _is_signed(page, index, dirty)
        title = not above and position == 0 and asks(line) and line.shape.headline
        if deck or title:
            skipped = position + 1
        elif not dirty or line.shape.words > _DECK_WORDS:
            break
    outweighed = page.words(body[:skipped]) > page.words(body[skipped:])
    return body[0] if outweighed else body[min(skipped, len(body) - 1)]


def _is_signed(page: Page, index: int, dirty: bool) -> bool:
    """Whether a byline or the name of a section follows a line before any running text."""
    for after in range(index + 1, min(index + 4, len(page.lines))):
        kind = page.kind(after)
        if kind is PartKind.BYLINE or (kind is PartKind.SECTION and not page.is_quiet(after)):
            return True
        if page.is_prose(after):
            return False
        text, words = page.lines[after].text, page.lines[after].shape.words
        below = page.labels[after + 1] if after + 1 < len(page.lines) else None
        named = dirty and page.plain[after] and words <= _NAME_WORDS
        if named and below is not None and below.is_box and bare_byline(text) is not None:
            return True
    return False


def _tail_stories(page: Page, tail: list[list[int]], floor: int, taken: set[int]) -> list[Story]:
    """Stories with a headline of their own behind the article."""
    stories: list[Story] = []
    for block in tail:
        for run in runs(block):
            if any(i in taken for i in run):
                continue
            first = story_top(page.lines, page.labels, run[0], floor)
            if first is None or any(i in taken for i in range(first, run[0])):
                continue
            role = Role.TEASER if len(run) <= TEASER_LINES else Role.OTHER
            reason = "headline and lines of another story behind the article"
            stories.append(Story(first, run[-1], role, reason))
            floor = run[-1]
    return stories
