"""Islands: lines among the paragraphs of a dirty text that do not belong to the article.

A slogan, an offer, a letter that asks for gifts stand between bars and boxes of the website and
share few words with the article around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
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
_NAMES = 3
"""So many names that the rest of the body does not have make a stretch foreign to it."""
_BEHIND = 4
_ENOUGH_LINES, _ENOUGH_WORDS = 3, 120


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
        limit = _limit(page, stretch, usual, rich=min(1.0, len(count) / _RICH))
        own = regular and limit is not None and limit < _BOASTING
        if limit is None or (own and _is_headed(page, stretch.lines[0])):
            continue
        if len(mine) < _FEW_WORDS and not (stretch.left and stretch.right):
            continue
        strange = len(persons) >= _NAMES and all(named[name] == 1 for name in persons)
        limit += _SHORT * strange
        if sum(1 for stem in mine if count[stem] > 1) <= limit * len(mine):
            found += stretch.lines
    gone = set(found)
    rest = [index for index in body if index not in gone]
    enough = len(rest) >= _ENOUGH_LINES or page.words(rest) >= _ENOUGH_WORDS
    return found if enough else []


def _limit(page: Page, stretch: Stretch, usual: float, rich: float) -> float | None:
    """How many of its words an island may share with the body; ``None`` when it is no island."""
    if not (stretch.left or stretch.right):
        return None
    lines = [page.lines[index] for index in stretch.lines]
    size = page.words(stretch.lines)
    letter = _LETTER_SHARE * sum(addresses(line.text) for line in lines) >= len(lines)
    most = _LETTER_WORDS if letter else _ISLAND_WORDS
    if len(lines) > _ISLAND_LINES or size > most:
        return None
    both = stretch.left and stretch.right
    limit = _FOREIGN_LONG if size > _LONG_WORDS else _FOREIGN_SHORT + _BOXED * both
    limit *= rich
    limit += _SHORT * (size * 3 < usual * len(lines)) + _ADDRESSING * letter
    return limit + _BOASTING * any(boasts(line.text) for line in lines)


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


def _is_headed(page: Page, index: int) -> bool:
    """Whether a heading stands directly above the sentences that end in a line."""
    above = index - 1
    while above >= 0 and (page.is_quiet(above) or page.is_told(above)):
        above -= 1
    return above >= 0 and page.is_fragment(above)


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
    linked = sum(1 for i in between if page.kind(i) is PartKind.RELATED)
    return not regular and linked + sum(1 for i in between if page.is_fragment(i)) >= 2
