"""Quotations that no clause of telling has taken: whose they are, if anybody's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.speech import begins_sentence, is_speech
from watchdesk.attribution.tree import Quoted, Tree
from watchdesk.attribution.unlisted import told_by_position, told_in_part
from watchdesk.language.listed import Range
from watchdesk.records import Act

_Finder = Callable[[Tree, Quoted, Cues], Found | None]
_SPOKEN = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})
_LONG = 10
"""Words of a quotation that is told for its own sake, whatever follows it in its sentence."""
_LONGEST_CHAIN = 40
"""Most paragraphs of a quotation whose speaker is named at its end."""
_UNOWNED = frozenset({"adverb", "adjective", "hearsay", "tags"})
"""What finds attributions that no quotation can go on with."""


def attach(tree: Tree, found: list[Found], cues: Cues) -> list[Found]:
    """``found`` with the free quotations given to their speakers, and those of nobody added.

    A quotation that is a sentence of its own, or several, goes on with what the sentence before
    it tells; at the beginning of a paragraph, with the quotation that ends the paragraph before.
    All pieces are content of one attribution. What is left and reads as speech becomes an
    attribution of kind bare, without source and cue. ``cues`` tells which verbs speak.
    """
    if not tree.quotes:
        return found
    found = _each_once(found)
    given = _Giving(tree, found, cues)
    for number in range(len(tree.quotes)):
        given.give(number)
    for one in found:
        one.content.sort()
    return found + given.made


def _each_once(found: list[Found]) -> list[Found]:
    """Attributions without the quotations that a nearer verb speaks as well."""
    nearest: dict[Range, tuple[int, Found]] = {}
    spoken = [one for one in found if one.kind == "quotation" and one.cue]
    for one in spoken:
        for piece in one.content:
            gap = _gap(one, piece)
            if piece not in nearest or gap < nearest[piece][0]:
                nearest[piece] = gap, one
    for one in spoken:
        one.content = [piece for piece in one.content if nearest[piece][1] is one]
    return [one for one in found if one.content or one.kind != "quotation"]


def _gap(one: Found, piece: Range) -> int:
    """Words between an attribution's cue and source and what it tells, all in all."""
    parts = [part for part in (one.cue, one.source) if part]
    after = min(part.start for part in parts) - piece.end
    return max(after, piece.start - max(part.end for part in parts))


class _Giving:
    """Walks over the quotations and keeps who spoke last."""

    def __init__(self, tree: Tree, found: list[Found], cues: Cues) -> None:
        self.tree = tree
        self.cues = cues
        self.made: list[Found] = []
        self.heads = {one.head for one in found}
        self.owners: dict[int, Found] = {}
        """By quotation, the attribution whose content holds it."""
        self.speaking: dict[int, Found] = {}
        """By sentence, who spoke last in it."""
        self.ends = [quote.end for quote in tree.quotes]
        self.onward = list(range(len(self.ends) + 1))
        for one in found:
            self._note(one)

    def _note(self, one: Found) -> None:
        tree = self.tree
        if one.cue is None or tree.quote[one.cue.start] >= 0:
            return
        for piece in one.content:
            self._take(piece, one)
        told_of = one.kind == "preposition" and tree.rels[one.head] == "acl:relcl"
        if one.source is not None and one.kind not in _UNOWNED and not told_of:
            for number in {tree.sentence[w] for w in _ends(one)}:
                self.speaking[number] = _later(tree, self.speaking.get(number), one)

    def _take(self, words: Range, owner: Found) -> None:
        """Give the quotations that words touch to an owner; those that have one keep it."""
        number = self._unowned(bisect_right(self.ends, words.start))
        while number < len(self.ends) and self.tree.quotes[number].start < words.end:
            self._own(number, owner)
            number = self._unowned(number)

    def _unowned(self, number: int) -> int:
        """The first quotation from ``number`` on without an owner; each step is gone once."""
        passed = []
        while self.onward[number] != number:
            passed.append(number)
            number = self.onward[number]
        for one in passed:
            self.onward[one] = number
        return number

    def give(self, number: int) -> None:
        """Find the owner of a quotation that has none."""
        tree = self.tree
        quote = tree.quotes[number]
        if number in self.owners or self._told(number, told_by_position):
            return
        if not _stands_alone(tree, quote):
            self._told(number, told_in_part)
            return
        owner = self._running_on(number) or self._beside(quote) or self._above(quote)
        if owner is None:
            if not is_speech(tree, quote):
                return
            owner = Found("bare", -1, None, None, [], Act.SPEECH)
            self.made.append(owner)
        owner.content.append(quote.words)
        self._own(number, owner)
        self.speaking[tree.sentence[quote.end - 1]] = owner

    def _own(self, number: int, owner: Found) -> None:
        self.owners[number] = owner
        self.onward[number] = number + 1

    def _told(self, number: int, finder: _Finder) -> bool:
        """Whether a verb that no rule took for a cue tells a quotation."""
        one = finder(self.tree, self.tree.quotes[number], self.cues)
        if one is None or one.head in self.heads:
            return False
        self.made.append(one)
        self._note(one)
        return True

    def _running_on(self, number: int) -> Found | None:
        """The owner of the open quotation that this one goes on with, or that goes on with it."""
        quotes = self.tree.quotes
        if quotes[number].continues and number - 1 in self.owners:
            return self.owners[number - 1]
        for after in range(number + 1, min(number + _LONGEST_CHAIN, len(quotes))):
            if not quotes[after].continues:
                break
            if after in self.owners:
                return self.owners[after]
        return None

    def _beside(self, quote: Quoted) -> Found | None:
        """Who speaks in the sentence before, of the same paragraph."""
        tree = self.tree
        before = quote.start - 1
        if before < 0 or tree.paragraph[before] != tree.paragraph[quote.start]:
            return None
        return self.speaking.get(tree.sentence[before])

    def _above(self, quote: Quoted) -> Found | None:
        """Who speaks last in the paragraph before, for a paragraph that is all quotation."""
        tree = self.tree
        number = tree.paragraph[quote.start]
        if not number or quote.start != tree.paragraphs[number].start:
            return None
        if not is_speech(tree, quote):
            return None
        last = tree.paragraphs[number - 1].end - 1
        owner = self.speaking.get(tree.sentence[last])
        if owner is None or owner.act not in _SPOKEN or self._asks(owner):
            return None
        return owner

    def _asks(self, owner: Found) -> bool:
        """Whether a question is the last thing somebody says, which another then answers."""
        last = max((piece.end for piece in owner.content), default=0)
        number = self.tree.quote[last - 1] if last else -1
        return number >= 0 and self.tree.low[self.tree.quotes[number].end - 2] == "?"


def _ends(one: Found) -> list[int]:
    """The last words of source, cue and content."""
    return [r.end - 1 for r in (one.source, one.cue, *one.content) if r]


def _later(tree: Tree, first: Found | None, second: Found) -> Found:
    """Which of two a quotation after both goes on with."""
    if first is None or first is second:
        return second
    return max(first, second, key=lambda one: _readiness(tree, one))


def _readiness(tree: Tree, one: Found) -> tuple[bool, bool, bool, int]:
    start = one.cue.start if one.cue else -1
    finite = one.head < 0 or not tree.low[one.head].endswith("ing")
    return one.act in _SPOKEN, one.kind in ("quotation", "label"), finite, start


def _stands_alone(tree: Tree, quote: Quoted) -> bool:
    """Whether a quotation is a sentence, or several, and nothing else of that sentence is told."""
    paragraph = tree.paragraphs[tree.paragraph[quote.start]]
    if not begins_sentence(tree, quote, Range(paragraph.start, paragraph.end)):
        return False
    if not quote.closed or quote.end >= paragraph.end:
        return True
    if tree.quote[quote.end] >= 0 or tree.low[quote.end] in (".", "!", "?"):
        return True
    if quote.end - quote.start > _LONG:
        return True
    last = tree.low[quote.end - 2]
    return last[-1:] in ".?!…" and (
        tree.sentence[quote.end] != tree.sentence[quote.end - 1]
        or tree.forms[quote.end][:1].isupper()
    )
