"""What an article has around an event: whose words tell it, when, where, and its casualties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import above, clause_head
from watchdesk.events.modal_words import TELLING
from watchdesk.records import Attribution, Casualties, Place, Span, Spanned, Time

_LEADING = frozenset(
    "in at near on outside inside around across along throughout over through within off into "
    "toward towards from".split()
)
_STRUCK = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
"""Types that are words: what their nouns tell of is elsewhere."""
_CUT = frozenset({"ccomp", "acl:relcl", "parataxis", "csubj"})
"""Clauses that do not take place where and when the one over them does."""
_NEAR = 12
"""How many places or times on either side of a word are looked at."""
_Item = TypeVar("_Item", bound=Spanned)


class _Sorted(Generic[_Item]):
    """Records in the order of the text, to be cut out by sentence."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self._items = sorted(items, key=lambda item: (item.start, -item.end))
        self._starts = [item.start for item in self._items]

    def near(self, at: int, span: Span) -> list[_Item]:
        """Those inside a span, as far as they are the nearest to a place of the text."""
        middle = bisect_left(self._starts, at)
        low = max(bisect_left(self._starts, span.start), middle - _NEAR)
        high = min(bisect_left(self._starts, span.end), middle + _NEAR)
        return [item for item in self._items[low:high] if item.end <= span.end]


class Around:
    """What the steps before have found in an article."""

    def __init__(
        self,
        tree: Tree,
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
        casualties: Sequence[Casualties],
    ) -> None:
        self._tree = tree
        self._places = _Sorted(places)
        self._named = frozenset(place.span for place in places)
        self._times = _Sorted(times)
        self._casualties = _Sorted(casualties)
        self._holder = _holders(tree, attributions)

    def attribution(self, word: int) -> str | None:
        """The innermost attribution whose content holds a word."""
        return self._holder[word]

    def time(self, word: int) -> Time | None:
        """When: the time that hangs on the word's clause, or on one it is part of."""
        found = self._times.near(self._tree.starts[word], self._sentence(word))
        best = self._nearest(word, [t.span for t in found if self._dates(t.span, word)])
        return next((time for time in found if time.span == best), None)

    def _dates(self, span: Span, word: int) -> bool:
        """Whether a time is not that of another noun: "the largest since the raids of 2022"."""
        tree = self._tree
        words = tree.words(span)
        inside = range(words.start, words.end)
        top = next((k for k in inside if tree.heads[k] not in inside), words.start)
        noun = tree.heads[top]
        if tree.rel(top) != "nmod" or noun == word or tree.heads[noun] == word:
            return True
        return tree.heads[noun] < 0 or tree.rel(noun) in ("obj", "nsubj")

    def place(
        self, word: int, kind: str, taken: Iterable[Span], struck: Iterable[Span]
    ) -> Span | None:
        """Where: the place that hangs on its clause, else who was struck, where that is a place."""
        used = frozenset(taken)
        led = [
            place.span
            for place in self._places.near(self._tree.starts[word], self._sentence(word))
            if place.span not in used
            and (place.relative is not None or self._is_led(place.span))
            and (kind not in _WORDS or self._hangs_on_a_verb(place.span))
        ]
        where = self._nearest(word, led)
        if where is None and kind in _STRUCK:
            where = next((span for span in struck if span in self._named), None)
        return where

    def casualties(self, word: int, kind: str) -> str | None:
        """Those of the sentence, for what can have caused them."""
        if kind not in ("ASSAULT", "COERCE", "PROTEST"):
            return None
        found = self._casualties.near(self._tree.starts[word], self._sentence(word))
        at = self._tree.starts[word]
        nearest = min(found, key=lambda c: abs(c.start - at), default=None)
        return nearest.id if nearest else None

    def _sentence(self, word: int) -> Span:
        return self._tree.span(self._tree.sentence_of(word))

    def _hangs_on_a_verb(self, span: Span) -> bool:
        """Whether a place is one of the clause, and of no noun: "rejected in Oslo"."""
        tree = self._tree
        words = tree.words(span)
        inside = range(words.start, words.end)
        top = next((k for k in inside if tree.heads[k] not in inside), words.start)
        return tree.rel(top) in ("obl", "advmod")

    def _is_led(self, span: Span) -> bool:
        """Whether a word like "in" stands before a place."""
        tree = self._tree
        words = tree.words(span)
        for word in range(words.start, words.end):
            at = word
            for _ in range(3):
                cases = [c for c in tree.kids_of(at, "case") if c < at]
                if cases:
                    return tree.low[cases[-1]] in _LEADING
                if tree.heads[at] < 0 or tree.rel(at) not in ("flat", "compound", "nmod", "conj"):
                    break
                at = tree.heads[at]
        return False

    def _nearest(self, word: int, spans: Sequence[Span]) -> Span | None:
        """The span whose clause is the word's own, else one over it that tells nothing."""
        tree = self._tree
        own = clause_head(tree, word)
        over = [own]
        at = own
        for each in above(tree, own):
            if tree.rels[at] in _CUT or (tree.rel(at) == "advcl" and tree.kid(at, "mark")):
                break
            over.append(each)
            at = each
        rank = {each: n for n, each in reversed(list(enumerate(over)))}
        best: tuple[int, int] | None = None
        chosen: Span | None = None
        for span in spans:
            words = tree.words(span)
            if words.start >= words.end:
                continue
            head = self._clause_of(words.start, words.end)
            if head not in rank or (head != own and tree.lemmas[head] in TELLING):
                continue
            far = (rank[head], abs(words.start - word))
            if best is None or far < best:
                best, chosen = far, span
        return chosen

    def _clause_of(self, start: int, end: int) -> int:
        """The clause a span hangs on."""
        tree = self._tree
        top = next((k for k in range(start, end) if not start <= tree.heads[k] < end), start)
        return clause_head(tree, top)


def _holders(tree: Tree, attributions: Sequence[Attribution]) -> list[str | None]:
    """Of each word the innermost attribution that tells it."""
    found: list[str | None] = [None] * len(tree)
    contents = sorted(
        ((span.length, span, each.id) for each in attributions for span in each.content),
        key=lambda row: row[0],
        reverse=True,
    )
    for _, span, name in contents:
        low = bisect_left(tree.starts, span.start)
        high = bisect_right(tree.ends, span.end)
        if low < high:
            found[low:high] = [name] * (high - low)
    return found
