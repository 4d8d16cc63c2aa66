"""Islands: lines among the paragraphs of a dirty text that do not belong to the article.

A slogan, an offer, a letter that asks for gifts stand between bars and boxes of the website and
share few words with the article around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.cleaning.appeals import addresses, boasts
from watchdesk.cleaning.evidence import content_of
from watchdesk.cleaning.page import Page
from watchdesk.records import PartKind

_ISLAND_LINES, _ISLAND_WORDS, _LETTER_WORDS = 8, 90, 260
"""An island has no more lines and words than this; a letter to the readers may be longer."""
_LETTER_SHARE = 3
"""One line in so many speaks as the site and to the reader in such a letter."""
_FOREIGN_SHORT, _FOREIGN_LONG, _LONG_WORDS = 0.25, 0.12, 40
"""An island that shares no more of its words with the rest of the body is foreign to it. A longer
one has to share fewer: of real paragraphs between website words one in ten shares under .25."""
_BOXED, _SHORT, _BOASTING, _ADDRESSING = 0.1, 0.2, 0.4, 0.4
"""More is allowed of a short island with website words on both sides, of one whose lines are short
beside the other paragraphs, of one that boasts, and of a letter to the readers."""
_FEW_WORDS = 4
"""So few words that any text may lack say nothing, unless website words stand on both sides."""
_RICH = 80
"""A body of so many different words shares as many as any; a shorter one shares fewer."""
_TAIL = 0.15
"""And more of a short one behind website words where no paragraph of the article follows."""
_HEADLINE_WORDS = 6
"""A fragment of so many words is a headline rather than a subheading."""
_NAMES = 3
"""So many names that the rest of the body does not have make a stretch foreign to it."""
_BEHIND, _BEHIND_ENTRY = 4, 3
_ITEM_WORDS = 5
"""The heading of an item of a list has no more words."""
_ENOUGH_WORDS = 25
_MOST = 0.4
"""Where more than this of a body is foreign to the rest, its words are no evidence."""
_HEAD_LINES = 12


class Stretch(NamedTuple):
    """Paragraphs of the body with nothing but quiet lines between them."""

    lines: list[int]
    """Their indices."""
    left: bool
    """A box or bar of the website, or several fragments, stand above."""
    right: bool
    """The same below."""
    linked: bool
    """A headline stands above."""
    signed: bool
    """A byline stands above: another story, if anything."""


def find_islands(page: Page, body: Sequence[int], regular: bool, live: range) -> list[int]:
    """Lines of a body that stand apart from it between website words and share few words with it.

    ``regular``: fragments between its paragraphs are its own. ``live``: the lines of a running
    account, whose entries share few words; only their wording can show that some do not belong.
    """
    stretches = _stretches(page, body, regular)
    if len(stretches) < 2:
        return []
    words = [content_of(page, s.lines) for s in stretches]
    names = [page.names(s.lines) for s in stretches]
    head = _headlines(page, body[0])
    count = Counter(stem for found in [*words, content_of(page, head)] for stem in found)
    named = Counter(name for found in [*names, page.names(head)] for name in found)
    usual = _usual(page, body)
    found: list[int] = []
    worded: list[int] = []
    tail = True
    for stretch, mine, persons in reversed(list(zip(stretches, words, names, strict=True))):
        limits = None if stretch.signed else _limits(page, stretch, usual, tail)
        listed = regular and (not live or stretch.lines[0] <= live.stop + _BEHIND_ENTRY)
        if limits is None or _is_own(page, stretch, body[0], listed, limits[1]):
            tail = False
            continue
        if len(mine) < _FEW_WORDS and not (stretch.left and stretch.right):
            continue
        limit = limits[0] * min(1.0, len(count) / _RICH) + limits[1]
        limit += _SHORT * (len(persons) >= _NAMES and all(named[name] == 1 for name in persons))
        if sum(1 for stem in mine if count[stem] > 1) <= limit * len(mine):
            entry = stretch.lines[0] in live and stretch.lines[-1] in live
            if entry and limits[1] < _BOASTING:
                continue
            (worded if limits[1] else found).extend(stretch.lines)
            count.subtract(mine)
        else:
            tail = False
    rest = page.words(body) - page.words(worded)
    if page.words(found) > _MOST * rest:
        found = []
    return worded + found if rest - page.words(found) >= _ENOUGH_WORDS else []


def _usual(page: Page, body: Sequence[int]) -> float:
    """The length of a longer paragraph: a quarter of them is longer."""
    lengths = sorted(page.lines[index].shape.words for index in body)
    return lengths[3 * len(lengths) // 4]


def _headlines(page: Page, first: int) -> list[int]:
    """Headlines in the last lines above the text."""
    above = range(max(0, first - _HEAD_LINES), first)
    return [i for i in above if page.kind(i) is PartKind.TITLE or _is_link(page, i)]


def _is_link(page: Page, index: int) -> bool:
    return page.is_fragment(index) and page.lines[index].shape.words >= _HEADLINE_WORDS


def _is_own(page: Page, stretch: Stretch, first: int, regular: bool, words: float) -> bool:
    """The first paragraphs, or an item under its heading, where nothing speaks against them."""
    lead = stretch.lines[0] == first
    headed = regular and _is_headed(page, stretch.lines[0])
    return words < _BOASTING and (lead or headed)


def _is_headed(page: Page, index: int) -> bool:
    """Whether a heading stands directly above the sentences that end in a line."""
    above = index - 1
    while above >= 0 and (page.is_quiet(above) or page.is_told(above)):
        above -= 1
    short = page.lines[above].shape.words <= _ITEM_WORDS
    return above >= 0 and short and page.is_fragment(above)


def _limits(page: Page, stretch: Stretch, usual: float, tail: bool) -> tuple[float, float] | None:
    """How many of its words an island may share with the body, for its place and for its wording.

    ``None`` when it is no island.
    """
    left = stretch.left or (tail and stretch.linked)
    if not (left or stretch.right):
        return None
    lines = [page.lines[index] for index in stretch.lines]
    size = page.words(stretch.lines)
    letter = _LETTER_SHARE * sum(addresses(line.text) for line in lines) >= len(lines)
    most = _LETTER_WORDS if letter else _ISLAND_WORDS
    if len(lines) > _ISLAND_LINES or size > most:
        return None
    if size > _LONG_WORDS:
        limit = _FOREIGN_LONG
    else:
        limit = _FOREIGN_SHORT + _BOXED * (left and stretch.right) + _TAIL * (tail and left)
    wording = _SHORT * (size * 3 < usual * len(lines)) + _ADDRESSING * letter
    return limit, wording + _BOASTING * any(boasts(line.text) for line in lines)


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
        above = groups[position - 1][-1] if position else group[0]
        left = _boxed(page, above, group[0], regular)
        right = _boxed(page, group[-1], min(below, len(page.lines)), regular)
        linked = not regular and any(_is_link(page, i) for i in range(above + 1, group[0]))
        signed = any(page.kind(i) is PartKind.BYLINE for i in range(above + 1, group[0]))
        if right and len(group) > 1 and boasts(page.lines[group[-1]].text):
            out.append(Stretch(group[:-1], left, right=False, linked=linked, signed=signed))
            out.append(Stretch(group[-1:], left=False, right=True, linked=False, signed=False))
        else:
            out.append(Stretch(group, left, right, linked, signed))
    return out


def _parted(page: Page, before: int, after: int) -> bool:
    """Whether something stands between two lines that is neither quiet nor belongs to the text."""
    between = range(before + 1, after)
    return not all(
        page.is_quiet(i) or page.is_told(i) or page.lines[i].shape.colon for i in between
    )


def _boxed(page: Page, before: int, after: int, regular: bool) -> bool:
    between = range(before + 1, after)
    labels = [page.labels[i] for i in between]
    if any(label is not None and label.is_box for label in labels):
        return True
    if regular:
        return False
    linked = sum(1 for i in between if page.kind(i) is PartKind.RELATED)
    return linked + sum(1 for i in between if page.is_fragment(i)) >= 2
