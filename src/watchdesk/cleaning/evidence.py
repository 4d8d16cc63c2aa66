"""What shows that an article starts here, and that a line belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from watchdesk.cleaning.labels import dateline_end
from watchdesk.cleaning.page import Page, is_headline
from watchdesk.records import PartKind

_WORD = re.compile(r"[^\W\d_]{4,30}")
_LONG_WORD = re.compile(r"[^\W\d_]{5,30}|(?<=[a-z,;’'] )[A-Z][a-z]{3}\b")
_STEM = 6
_COMMON = frozenset(
    word[:6]
    for word in (
        "about above after again against almost along already although always among "
        "another around because before behind being below between could during either "
        "every first found from having including later least might never often other "
        "others people quite rather really second several shall should since still their "
        "theirs there these thing things think third those though three through today "
        "together under until using versus where which while whose within without would "
        "years yesterday"
    ).split()
)
_OPENING = 3
"""So many lines of a block are compared with the headline above it."""
_ABOVE = 45
"""So many lines above a block are searched for its headline."""
_ECHO, _DATELINE, _SIGNED = 1.5, 1.0, 0.5


def stems(text: str) -> set[str]:
    """The first six letters of the words of four letters or more in a text."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold()[:5000])}


def content_of(page: Page, indices: Iterable[int]) -> set[str]:
    """The first six letters of the words of five letters or more in some lines, and of shorter
    names, without those that any text has."""
    found: set[str] = set()
    for index in indices:
        text = page.lines[index].text[:5000]
        found.update(word[:_STEM].casefold() for word in _LONG_WORD.findall(text))
    return found - _COMMON


def head_weight(page: Page, block: Sequence[int]) -> float:
    """How much weightier a block is for what stands above it: 1 to 4.

    A headline that shares its words with the first lines, a byline or day, and a dateline show that
    an article starts there; the sentences of a footer have none of them.
    """
    top = block[0]
    opening = {stem for i in block[:_OPENING] for stem in stems(page.lines[i].text)}
    weight = 1.0 + _DATELINE * (dateline_end(page.lines[top].text) is not None)
    echo = signed = False
    for index in range(top - 1, max(-1, top - _ABOVE), -1):
        kind = page.kind(index)
        signed = signed or kind is PartKind.BYLINE
        if kind is PartKind.TITLE:
            echo = True
        elif not echo and is_headline(page.lines, page.labels, index):
            mine = stems(page.lines[index].text)
            common = len(mine & opening)
            echo = common >= 2 and 3 * common >= len(mine)
        if echo and signed:
            break
    return weight + _ECHO * echo + _SIGNED * signed
