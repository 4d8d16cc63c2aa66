"""Lists that a line with a colon leads in: winners, results, names, one short line for each."""

from __future__ import annotations

from watchdesk.cleaning.label import Label
from watchdesk.cleaning.page import Page
from watchdesk.records import PartKind

_LEAD_WORDS = 3
_ITEMS, _ALONE = 6, 15
"""So many lines make a list; so many make an article where there is no other text to speak of."""
_NEAR = 14
"""So many lines below the text its list may start."""
_OUTWEIGHS = 2
_LEADS = Label(PartKind.SUBHEADING, "leads in what follows")
_PICTURED = Label(PartKind.CAPTION, "stands above a picture credit in a list")
_ITEM = Label(PartKind.BODY, "item of a list that is led in")


def label_led_lists(
    page: Page, labels: list[Label | None], first: int, last: int
) -> tuple[int, int]:
    """Label the lists of an article; give its first and last line, which a list may move.

    A list belongs to the article when it stands in it or shortly behind it, and makes the article
    when it is far longer than the text that was taken for it.
    """
    index = 0
    while index < len(page.lines):
        items = _items(page, index) if _leads(page, index) else []
        if len(items) < _ITEMS:
            index += 1
            continue
        near = first <= index <= last + _NEAR
        alone = not near and len(items) >= _ALONE and _outweighs(page, items, first, last)
        if near or alone:
            labels[index] = _LEADS
            for item in items:
                labels[item] = _PICTURED if _above_credit(page, item) else _ITEM
            first, last = (index, items[-1]) if alone else (first, max(last, items[-1]))
        index = items[-1] + 1
    return first, last


def _leads(page: Page, index: int) -> bool:
    line = page.lines[index]
    return page.plain[index] and line.text[-1] == ":" and line.shape.words >= _LEAD_WORDS


def _items(page: Page, lead: int) -> list[int]:
    """The lines below a lead-in up to the first website words or paragraph."""
    items: list[int] = []
    for index in range(lead + 1, len(page.lines)):
        if page.is_quiet(index):
            continue
        if not page.plain[index] or page.is_prose(index):
            break
        items.append(index)
    return items


def _above_credit(page: Page, index: int) -> bool:
    below = index + 1
    credit = below < len(page.lines) and page.kind(below) in {PartKind.CREDIT, PartKind.CAPTION}
    return credit and page.lines[index].shape.words > _LEAD_WORDS


def _outweighs(page: Page, items: list[int], first: int, last: int) -> bool:
    told = [i for i in range(first, last + 1) if page.is_prose(i)]
    return page.words(items) > _OUTWEIGHS * page.words(told)
