"""What two articles with words in common are to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import (
    Capture,
    Interval,
    PartKind,
    Passage,
    Reading,
    Relation,
    RelationKind,
    Span,
)
from watchdesk.reuse.align import Chain, align
from watchdesk.reuse.changes import changes
from watchdesk.reuse.words import Words, fold, matches, normalise

COMPARED = (PartKind.DATELINE, PartKind.BODY, PartKind.SUBHEADING)
"""Parts whose words are compared. Heads and decks differ between printings of one story."""
PASSAGE = 12
"""Fewest equal words that make a passage."""
_TELLING = 20
"""Fewest equal words in a passage that is worth telling about two different stories."""
_BLOCK = 40
"""Equal words that are told even when the two texts look like fillings of one form."""


@dataclass(frozen=True, eq=False)
class ReuseText:
    """One article as it is compared."""

    article_id: str
    """Id of the article."""
    text: str
    """The captured text; offsets of ``words`` count its code points."""
    words: Words
    """Words of the article's body."""
    title: str | None = None
    """Headline."""
    url: str | None = None
    """Declared address of the page."""
    outlet: str | None = None
    """Publication."""
    published: Interval = field(default_factory=Interval)
    """When it was published."""


def reuse_text(reading: Reading) -> ReuseText:
    """An article made ready to be compared.

    Raises ``ValueError`` when the reading's capture comes without its text.
    """
    if not isinstance(reading.capture, Capture):
        raise ValueError(f"{reading.capture.id}: the text is needed to compare articles")
    article = reading.article
    main = article.role == "main"
    return ReuseText(
        article_id=article.id,
        text=reading.capture.text,
        words=normalise(reading.capture.text, article.spans(*COMPARED)),
        title=article.title,
        url=reading.capture.declared.url if main else None,
        outlet=article.outlet,
        published=article.published.interval,
    )


def page_key(url: str | None) -> str | None:
    """The address of a page without scheme, ``www.``, fragment and tracking query."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    query = "&".join(
        item
        for item in sorted(parts.query.split("&"))
        if item and not item.lower().startswith(("utm_", "fbclid", "gclid", "ref=", "source="))
    )
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    return f"{host}{path}?{query}" if query else f"{host}{path}"


@lru_cache(maxsize=1 << 14)
def name_key(name: str | None) -> str | None:
    """A title or a name folded for comparison; ``None`` when nothing is left."""
    if not name:
        return None
    return " ".join(fold(word) for word, _, _ in matches(name, [Span(0, len(name))])) or None


@dataclass(frozen=True)
class _Overlap:
    """What the alignment of two texts says, before it gets a name."""

    chains: tuple[Chain, ...]
    share_a: float
    share_b: float
    matched: int
    length_ratio: float
    """Words of the longer over words of the shorter."""

    @property
    def low(self) -> float:
        return min(self.share_a, self.share_b)

    @property
    def high(self) -> float:
        return max(self.share_a, self.share_b)


def _overlap(a: Words, b: Words) -> _Overlap | None:
    chains = tuple(c for c in align(a, b) if c.matched >= PASSAGE)
    if not chains:
        return None
    matched = sum(c.matched for c in chains)
    lengths = sorted((len(a), len(b)))
    return _Overlap(
        chains, matched / len(a), matched / len(b), matched, lengths[1] / max(1, lengths[0])
    )


def _kept_details(words: Words, at: list[tuple[int, int]]) -> int:
    return sum(int(words.details[start:end].sum()) for start, end in at)


def _replaced_details(one: Chain, a: Words, b: Words) -> int:
    """Numbers and names that stand between the equal words of a passage, in both texts."""
    inside_a = int(a.details[slice(*one.a)].sum()) - _kept_details(
        a, [(r.a, r.a + r.length) for r in one.runs]
    )
    inside_b = int(b.details[slice(*one.b)].sum()) - _kept_details(
        b, [(r.b, r.b + r.length) for r in one.runs]
    )
    return min(inside_a, inside_b)


def _is_frame(one: Chain, a: Words, b: Words, strict: bool) -> bool:
    """Whether a passage is a form filled in anew: its numbers and names were exchanged."""
    kept = _kept_details(a, [(r.a, r.a + r.length) for r in one.runs])
    replaced = _replaced_details(one, a, b)
    return kept < 4 or replaced * 6 > kept if strict else kept < 2 or replaced * 2 > kept


def _detail_share(a: Words, b: Words) -> float:
    """Part of the distinct numbers and names of the text with fewer of them that both have."""
    left: NDArray[np.uint64] = np.unique(a.hashes[a.details])
    right: NDArray[np.uint64] = np.unique(b.hashes[b.details])
    fewer, more = sorted((left, right), key=len)
    if len(fewer) == 0:
        return 1.0
    return len(np.intersect1d(fewer, more, assume_unique=True)) / len(fewer)


def _is_template(found: _Overlap, a: Words, b: Words) -> bool:
    """Whether the whole of one text is a form that the other fills in with other facts.

    Copies keep their numbers and names, however much is cut from them or added around them;
    bulletins of one series keep the frame and change the facts.
    """
    replaced = sum(_replaced_details(c, a, b) for c in found.chains)
    runs = [(r.a, r.a + r.length) for c in found.chains for r in c.runs]
    kept = _kept_details(a, runs)
    if replaced * 3 > kept and replaced > 2:
        return True
    return found.low < 0.9 and _detail_share(a, b) < 0.6


def _differ(left: str | None, right: str | None) -> bool:
    """Whether both are known and are not the same."""
    first, second = name_key(left), name_key(right)
    return first is not None and second is not None and first != second


def _outlets_differ(left: str | None, right: str | None) -> bool:
    """Whether two outlets are known and are not the same, by full name or by initials."""
    first, second = ((name_key(name) or "").removeprefix("the ") for name in (left, right))
    if not first or not second or first == second:
        return False
    short, long = sorted((first, second), key=len)
    return short != "".join(word[0] for word in long.split())


def _same(left: str | None, right: str | None) -> bool:
    first = name_key(left)
    return first is not None and first == name_key(right)


def _is_cut(found: _Overlap, a: Words, b: Words) -> bool:
    """Whether the shorter text is the beginning of the longer one."""
    first, last = found.chains[0], found.chains[-1]
    if len(found.chains) != 1 or first.a[0] > 5 or first.b[0] > 5:
        return False
    ends = last.a[1] if len(a) < len(b) else last.b[1]
    return min(len(a), len(b)) - ends <= 5 and found.length_ratio >= 1.3


def _kind(found: _Overlap, a: ReuseText, b: ReuseText) -> RelationKind | None:
    """The name of the relation of two texts that are no template, or ``None`` for passages."""
    one_page = page_key(a.url) is not None and page_key(a.url) == page_key(b.url)
    outlets_differ = _outlets_differ(a.outlet, b.outlet)
    one_page = one_page or (_same(a.title, b.title) and not outlets_differ)
    one_house = bool(a.outlet and b.outlet) and not outlets_differ
    if found.low >= 0.9:
        if one_page or not (outlets_differ or _differ(a.title, b.title)):
            return RelationKind.SAME_PAGE
        return RelationKind.UPDATED if one_house else RelationKind.SYNDICATED
    if (one_page or one_house) and found.low >= 0.5:
        cut = found.high >= 0.95 and _is_cut(found, a.words, b.words)
        return RelationKind.CONTAINED if cut else RelationKind.UPDATED
    if found.high >= 0.8 and found.length_ratio >= 1.6:
        return RelationKind.CONTAINED
    if found.high >= 0.6 and found.low >= 0.4:
        return RelationKind.SYNDICATED
    if found.high >= 0.8:
        return RelationKind.CONTAINED
    return None


def _passages(chains: tuple[Chain, ...], a: Words, b: Words) -> tuple[Passage, ...]:
    return tuple(Passage(a=a.span(*c.a), b=b.span(*c.b)) for c in chains)


def relate(a: ReuseText, b: ReuseText) -> Relation | None:
    """What two articles have in common, or ``None`` when it is nothing worth telling.

    Shares count equal words (six or more in a row, in passages of at least 12) over all words of
    the body. Two fillings of one form, such as weekly bulletins with other figures, have no
    relation.
    """
    if a.article_id == b.article_id:
        return None
    if a.article_id > b.article_id:
        a, b = b, a
    found = _overlap(a.words, b.words)
    if found is None or found.matched < _TELLING:
        return None
    template = _is_template(found, a.words, b.words)
    kind = None if template else _kind(found, a, b)
    chains = found.chains
    if kind is None:
        least = _BLOCK if template else _TELLING
        chains = tuple(
            c for c in chains if c.matched >= least and not _is_frame(c, a.words, b.words, template)
        )
        if not chains:
            return None
        kind = RelationKind.SHARES_PASSAGES
    differs = kind in {RelationKind.SAME_PAGE, RelationKind.UPDATED}
    return Relation(
        a=a.article_id,
        b=b.article_id,
        kind=kind,
        share_a=round(found.share_a, 4),
        share_b=round(found.share_b, 4),
        passages=_passages(chains, a.words, b.words),
        changes=changes(a.words, b.words) if differs else (),
    )
