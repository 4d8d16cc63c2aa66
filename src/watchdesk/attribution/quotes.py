"""Where words are quoted."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchdesk.records import Span

_MARK = re.compile("[“”„«»\"‘’]|''|``|(?<![\\w'])'(?=\\w)|(?<=[.,!?…])'(?!\\w)")
_LONGEST_SINGLE = 1500


class Quote(NamedTuple):
    """A quotation inside one paragraph, its marks included."""

    start: int
    end: int
    closed: bool
    """False when the paragraph ends before the quotation does."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def quotations(text: str, paragraph: Span) -> tuple[Quote, ...]:
    """Outermost quotations of a paragraph, in order, never overlapping.

    Curly, straight, doubled and angular marks; an opening mark may be closed by another kind, as
    it often is in retyped text. Single marks count only where they cannot be apostrophes. A
    quotation that is not closed ends with the paragraph.
    """
    found: list[Quote] = []
    scan = _Scan(text, paragraph)
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        quote = scan.step(mark)
        if quote:
            found.append(quote)
    rest = scan.rest()
    if rest:
        found.append(rest)
    return tuple(found)


class _Scan:
    def __init__(self, text: str, paragraph: Span) -> None:
        self.text = text
        self.paragraph = paragraph
        self.opened: tuple[int, str] | None = None
        self.depth = 0

    def step(self, match: re.Match[str]) -> Quote | None:
        mark = match[0]
        before = self.text[match.start() - 1 : match.start()] if match.start() else ""
        after = self.text[match.end() : match.end() + 1]
        if self.opened is None:
            self._maybe_open(match, before, after)
            return None
        if self.opened[1] in "‘'":
            return self._single(match, before, after)
        if mark in "‘’'":
            return None
        if self._nests(mark):
            return None
        if not self._closes(mark, before, after):
            return None
        quote = Quote(self.opened[0], match.end(), True)
        self.opened = None
        self.depth = 0
        return quote

    def _maybe_open(self, match: re.Match[str], before: str, after: str) -> None:
        mark = match[0]
        if mark in "”»’" or (not after.strip() and mark not in "«"):
            return
        if mark in "‘'" and before.strip() and before not in "([—–-:":
            return
        self.opened = (match.start(), mark)

    def _single(self, match: re.Match[str], before: str, after: str) -> Quote | None:
        assert self.opened is not None
        start, mark = self.opened
        wanted = "’" if mark == "‘" else "'"
        if match.start() - start > _LONGEST_SINGLE:
            self.opened = None
            self._maybe_open(match, before, after)
            return None
        if match[0] == "‘" or (mark == "'" and match[0] in ("“", '"', "''")):
            self.opened = None
            self._maybe_open(match, before, after)
            return None
        if match[0] != wanted or not before.strip() or after.isalnum():
            return None
        self.opened = None
        return Quote(start, match.end(), True)

    def _nests(self, mark: str) -> bool:
        assert self.opened is not None
        if self.opened[1] in ('"', "''", "``"):
            if mark == "“":
                self.depth += 1
                return True
            if mark == "”" and self.depth:
                self.depth -= 1
                return True
        return False

    def _closes(self, mark: str, before: str, after: str) -> bool:
        assert self.opened is not None
        opening = self.opened[1]
        if opening == "«":
            return mark == "»"
        if opening == "„":
            return mark in '“”"'
        if mark == "”":
            return True
        if mark in ('"', "''"):
            return opening != "“" or (bool(before.strip()) and not after.isalnum())
        return False

    def rest(self) -> Quote | None:
        if self.opened is None or self.opened[1] in "‘'":
            return None
        words = Span(self.opened[0], self.paragraph.end).trim(self.text)
        return Quote(words.start, words.end, False) if words.length > 2 else None
