"""Which articles print the same words, followed through the passages that they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from watchdesk.records import Relation, RelationKind, Span

_INSIDE = 0.9
"""Part of a statement that must lie in a passage; passages leave out the punctuation around."""
HOPS = 3
"""How many articles a passage is followed through."""
_MOST = 500
"""How many articles that hold the same words are looked at, the earliest first."""
_FOLLOWED = 20
"""How many of them are followed further; copies of one story mostly hold each other's words."""

Order = Mapping[str, tuple[date, date, float, str]]
"""Article id to the sort key of when it was first known."""


class Holders:
    """The passages that articles share, to be asked who else prints some words."""

    def __init__(self, order: Order, relations: Iterable[Relation]) -> None:
        """``order`` holds all articles; relations to others are left out, and so are those of one
        form filled in anew: nobody told a form first."""
        self._order = order
        self._shared: dict[str, dict[Span, dict[str, Span]]] = {}
        for relation in relations:
            a, b = relation.a, relation.b
            if relation.kind is RelationKind.SAME_TEMPLATE or a not in order or b not in order:
                continue
            for passage in relation.passages:
                self._shared.setdefault(a, {}).setdefault(passage.a, {})[b] = passage.b
                self._shared.setdefault(b, {}).setdefault(passage.b, {})[a] = passage.a
        self._near = self._neighbours()
        self._found: dict[tuple[str, Span], tuple[str, ...]] = {}

    def _neighbours(self) -> dict[str, frozenset[str]]:
        """Each article with those it shares words with; equal sets are one object."""
        out: dict[str, frozenset[str]] = {}
        same: dict[frozenset[str], frozenset[str]] = {}
        for one, groups in self._shared.items():
            near = frozenset((one, *(other for held in groups.values() for other in held)))
            out[one] = same.setdefault(near, near)
        return out

    def shares_with(self, article: str, others: Collection[str]) -> bool:
        """Whether an article shares a passage with one of some others."""
        near = self._near.get(article, frozenset())
        return any(one in near for one in others if one != article)

    def of(self, article: str, words: Span) -> tuple[str, ...]:
        """Every article that prints some words of one, itself among them, first known first."""
        key = (article, words)
        if key not in self._found:
            self._found[key] = tuple(sorted(self._follow(article, words), key=self._known))
        return self._found[key]

    def _known(self, article: str) -> tuple[date, date, float, str]:
        return self._order[article]

    def _follow(self, article: str, words: Span) -> set[str]:
        found = {article}
        front = [(article, words)]
        for _ in range(HOPS):
            ahead: dict[str, tuple[Span, Span, Span]] = {}
            for one, span in front:
                for here, held in self._around(one, span):
                    fresh = held.keys() - found - ahead.keys()
                    ahead.update((other, (span, here, held[other])) for other in fresh)
            steps = sorted(ahead, key=self._known)[: max(0, _MOST - len(found))]
            found.update(steps)
            front = [(one, _mapped(*ahead[one])) for one in self._open(steps, found)]
        return found

    def _around(self, article: str, words: Span) -> Iterator[tuple[Span, dict[str, Span]]]:
        """The passages that hold the words, with where they stand in which other articles."""
        least = _INSIDE * words.length
        for here, held in self._shared.get(article, {}).items():
            if min(here.end, words.end) - max(here.start, words.start) >= least:
                yield here, held

    def _open(self, steps: Iterable[str], found: set[str]) -> list[str]:
        """Those that lead to articles not found so far; a few of them."""
        out: list[str] = []
        closed: set[int] = set()
        for one in steps:
            near = self._near[one]
            if id(near) in closed:
                continue
            if near <= found:
                closed.add(id(near))
            elif len(out) < _FOLLOWED:
                out.append(one)
        return out


def _mapped(words: Span, here: Span, there: Span) -> Span:
    """Where words of a passage stand in the other article, about."""
    scale = there.length / max(1, here.length)
    start = there.start + round((max(words.start, here.start) - here.start) * scale)
    end = there.start + round((min(words.end, here.end) - here.start) * scale)
    return Span(min(start, there.end), min(max(start, end), there.end))
