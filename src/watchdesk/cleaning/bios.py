"""Notes about the author, known by the name in the byline."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.cleaning.labels import bare_byline
from watchdesk.cleaning.masthead import read_authors
from watchdesk.cleaning.page import Page
from watchdesk.records import PartKind

_HEAD_LINES = 40
"""The byline stands within so many lines above the text."""
_FIRST = 2
"""The first paragraphs are never such a note."""
_WORDS, _NAME_WORDS = 120, 4


def find_bios(page: Page, body: Sequence[int]) -> list[int]:
    """Lines of a body that open with the name of its author, who does not write so of himself.

    Under a line that is nothing but the name, the surname is enough.
    """
    names = _authors(page, body[0])
    surnames = {name.split()[-1] for name in names}
    found = []
    for index in body[_FIRST:] if names else ():
        line = page.lines[index]
        text = line.text.casefold()[:80]
        named = index > 0 and page.lines[index - 1].key in names
        if line.shape.words <= _WORDS and (
            _opens(text, names) or (named and _opens(text, surnames))
        ):
            found.append(index)
    return found


def _opens(text: str, names: set[str]) -> bool:
    return any(text.startswith(name) and not text[len(name) :][:1].isalpha() for name in names)


def _authors(page: Page, first: int) -> set[str]:
    """Names of the persons in the byline above a line, levelled."""
    head = range(max(0, first - _HEAD_LINES), first)
    lines = [page.lines[i].text for i in head if _is_byline(page, i)]
    return {name.casefold() for name in read_authors(lines)}


def _is_byline(page: Page, index: int) -> bool:
    """A byline, or a name of its own above one or above website words."""
    if page.kind(index) is PartKind.BYLINE:
        return True
    line, below = page.lines[index], page.labels[index + 1]
    signed = below is not None and (below.is_box or below.kind is PartKind.BYLINE)
    return signed and line.shape.words <= _NAME_WORDS and bare_byline(line.text) is not None
