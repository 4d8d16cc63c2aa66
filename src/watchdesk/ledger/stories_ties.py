"""Which articles may be one story, found by shared words and kept as ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from watchdesk.ledger.book import MOST, Book, Item, Tools
from watchdesk.ledger.stories_alike import Dated, alike, worded, worth_asking
from watchdesk.ledger.stories_sketch import SKETCH, Sketch, from_bytes, item, with_vectors
from watchdesk.records import Interval
from watchdesk.reuse.words import word_hash

TIE = "story_tie"
"""Items that tie two articles; each is found by both. Their ids tell which and how closely, so
that a look-up by key is enough."""
_SHARED = 2
"""Keys that two articles have in common before they are compared."""
_COMPARED = 40
"""Articles that one is compared with, at most."""
_NEAR = 30
"""Days on either side that are looked at for words too many articles hold."""
_TIES = 2000
"""Ties of one article that are looked up."""
_BETWEEN = "|"

Tied = dict[str, dict[str, float]]
"""By node those it is tied to, and how closely."""


def sketches(book: Book, articles: Iterable[str]) -> dict[str, Sketch]:
    """The sketches of some articles, as far as they are kept."""
    return {one: from_bytes(kept.data) for one, kept in book.items(SKETCH, articles).items()}


def dated(book: Book, ones: Iterable[Sketch]) -> list[Dated]:
    """Sketches with the days of their articles, as these are now known."""
    ones = list(ones)
    facts = book.facts([one.article for one in ones])
    none = Interval()
    return [
        Dated(one, facts[one.article].published if one.article in facts else none) for one in ones
    ]


def candidates(book: Book, one: Sketch, day: int | None) -> list[str]:
    """Articles that hold some of its keys, those that hold most of them first.

    A word that too many articles hold is looked at among those near in time, and told nothing by
    where it is too many even there.
    """
    held = book.holding(SKETCH, one.keys)
    full = [key for key, found in held.items() if len(found) >= MOST]
    if full:
        near = book.holding(SKETCH, full, (day - _NEAR, day + _NEAR)) if day is not None else {}
        held = {key: found for key, found in held.items() if key not in full} | near
    shared: Counter[str] = Counter()
    for found in held.values():
        if len(found) < MOST:
            shared.update(found)
    shared.pop(one.article, None)
    ranked = sorted((-n, article) for article, n in shared.items() if n >= _SHARED)
    return [article for _, article in ranked[:_COMPARED]]


def compared(book: Book, one: Sketch, day: int | None, tools: Tools) -> dict[str, float]:
    """The articles that one is tied to, and how closely. Vectors are made where words leave it
    open, and kept."""
    found = sketches(book, candidates(book, one, day))
    others = dated(book, found.values())
    if not others:
        return {}
    (me,) = dated(book, [one])
    asked = worth_asking(worded([me], others))[0]
    others = [other for other, near in zip(others, asked, strict=True) if near]
    if not others:
        return {}
    known = vectored(book, [one, *(other.sketch for other in others)], tools)
    (me, *others) = dated(book, known)
    scores = alike([me], others)[0].tolist()
    scored = zip((other.sketch.article for other in others), scores, strict=True)
    return {other: score for other, score in scored if score > 0}


def vectored(book: Book, ones: Sequence[Sketch], tools: Tools) -> list[Sketch]:
    """The same sketches with vectors; new ones are kept."""
    lacking = [one for one in ones if one.vectors is None]
    if not lacking:
        return list(ones)
    made = tools.similar([text for one in lacking for text in one.texts])
    full = {
        one.article: with_vectors(one, made[2 * at : 2 * at + 2]) for at, one in enumerate(lacking)
    }
    kept = book.items(SKETCH, full)
    book.put(
        kept[name]._replace(data=item(one, None, faces=False).data)
        for name, one in full.items()
        if name in kept
    )
    return [full.get(one.article, one) for one in ones]


def ties(book: Book, nodes: Collection[str]) -> Tied:
    """What is kept of how some nodes are tied."""
    out: Tied = {node: {} for node in nodes}
    keys = {_key(node) for node in nodes}
    for name in {name for found in _held(book, keys) for name in found}:
        a, b, score = name.split(_BETWEEN)
        for one, other in ((a, b), (b, a)):
            if one in out:
                out[one][other] = float(score)
    return out


def tie(a: str, b: str, score: float) -> Item:
    """A tie as it is kept."""
    a, b = sorted((a, b))
    return Item(TIE, f"{a}{_BETWEEN}{b}{_BETWEEN}{score:.3f}", "", (_key(a), _key(b)), None, b"")


def untie(book: Book, nodes: Collection[str]) -> None:
    """Forget the ties of some nodes."""
    held = _held(book, {_key(node) for node in nodes})
    book.drop(TIE, sorted({name for found in held for name in found}))


def _held(book: Book, keys: Collection[int]) -> Iterable[list[str]]:
    return book.holding(TIE, sorted(keys), most=_TIES).values()


def _key(node: str) -> int:
    return word_hash(node) >> 1


class Known:
    """Ties that were looked up once are not looked up again."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: Tied = {}

    def __call__(self, nodes: Iterable[str]) -> Tied:
        """See :data:`watchdesk.ledger.stories_groups.Ties`."""
        wanted = list(nodes)
        lacking = [node for node in wanted if node not in self._known]
        if lacking:
            self._known |= ties(self._book, lacking)
        return {node: self._known[node] for node in wanted}
