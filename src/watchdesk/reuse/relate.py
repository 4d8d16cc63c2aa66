"""What two articles with words in common are to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

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
from watchdesk.reuse.details import Details, Tally, details, one_event, tally
from watchdesk.reuse.words import Words, fold, matches, normalise

COMPARED = (PartKind.DATELINE, PartKind.BODY, PartKind.SUBHEADING)
"""Parts whose words are compared. Heads and decks differ between printings of one story."""
PASSAGE = 12
"""Fewest equal words that make a passage."""
_TELLING = 20
"""Fewest equal words in a passage that is worth telling about two different stories."""
_LONG = 60
"""Equal words that do not come about by two reports using the same turns of phrase."""
_MOSTLY = 0.7
"""Share of a text that makes it a copy, if a noisy one: seven words in ten as they were."""
_FRAME = 0.3
_UNBROKEN, _EXACT = 32, 4
"""Equal words in a row, and different exact numbers, of which the same is true."""
_LIKELY, _LIKELIER, _SURE = -3.0, -1.0, 8.0
"""From where on a form is likelier than a copy (:attr:`Tally.form`)."""
_SHORT = 120
"""A text of fewer words has little to tell the two apart by: in doubt it is a form."""
_REWORDED = 0.08
"""Share of words changed that goes beyond a correction here and there."""


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

    @cached_property
    def details(self) -> Details:
        """Its numbers, names and quotations."""
        return details(self.words, self.text)


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

    a: ReuseText
    b: ReuseText
    found: tuple[Chain, ...]
    """Everything the two have in common."""

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Passages of at least 12 equal words, and all there is where both texts are the same."""
        whole = [len(self.a.words), len(self.b.words)]
        return tuple(c for c in self.found if c.matched >= PASSAGE or whole == [c.matched] * 2)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.chains, self.a.details, self.b.details)

    @property
    def share_a(self) -> float:
        return self.tally.matched / len(self.a.words)

    @property
    def share_b(self) -> float:
        return self.tally.matched / len(self.b.words)

    @property
    def low(self) -> float:
        return min(self.share_a, self.share_b)

    @property
    def high(self) -> float:
        return max(self.share_a, self.share_b)

    @property
    def length_ratio(self) -> float:
        """Words of the longer over words of the shorter."""
        short, long = sorted((len(self.a.words), len(self.b.words)))
        return long / short

    @cached_property
    def one_event(self) -> bool:
        """Whether the texts have names and numbers in common outside the passages, too."""
        return one_event(self.chains, self.a.details, self.b.details)

    @property
    def is_form(self) -> bool:
        """Whether one text is a form that the other fills in with other facts.

        Copies keep their numbers and names, however much is cut from them or added around them;
        bulletins of one series keep the frame and change the facts. What stands at one address is
        one page, whatever was changed on it.
        """
        told = self.tally
        if told.exchanged == 0 or _one_address(self.a, self.b):
            return False
        if _one_page(self.a, self.b) and _one_day(self.a.published, self.b.published):
            return told.form > _SURE
        if self.high < _MOSTLY:
            return told.form > (0.0 if self.one_event else _LIKELY)
        if not told.other_numbers + told.other_months:
            return told.form > _SURE
        short = min(len(self.a.words), len(self.b.words)) < _SHORT
        return told.form > (_LIKELY if short or told.rewording < _REWORDED else _LIKELIER)

    @property
    def solid(self) -> bool:
        """Whether the shared words cannot have come about by two people wording alike."""
        return _is_solid(self.tally, self.chains) or self.one_event

    def tells(self, chain: Chain) -> bool:
        """Whether a passage is worth telling about two different stories.

        A turn of phrase of one house, such as how it words a share issue, goes over twenty words
        and more without being copied; a quotation, a long stretch or two reports of one event do
        not come about by chance.
        """
        told = tally((chain,), self.a.details, self.b.details)
        if told.exchanged * 4 > told.numbers + told.names:
            return False
        if self.tally.exact >= _EXACT or self.one_event:
            return True
        return chain.matched >= _TELLING and _is_solid(told, (chain,))


def _is_solid(told: Tally, chains: tuple[Chain, ...]) -> bool:
    """Whether passages are long, unbroken, a quotation or full of the same exact numbers."""
    unbroken = max(run.length for chain in chains for run in chain.runs)
    return (
        told.matched >= _LONG
        or unbroken >= _UNBROKEN
        or told.quoted >= PASSAGE
        or told.exact >= _EXACT
    )


def _differ(left: str | None, right: str | None) -> bool:
    """Whether both are known and are not the same."""
    first, second = name_key(left), name_key(right)
    return first is not None and second is not None and first != second


def are_other_outlets(left: str | None, right: str | None) -> bool:
    """Whether two outlets are known and are not the same, by full name or by initials."""
    first, second = ((name_key(name) or "").removeprefix("the ") for name in (left, right))
    if not first or not second or first == second:
        return False
    short, long = sorted((first, second), key=len)
    return short != "".join(word[0] for word in long.split())


def _same(left: str | None, right: str | None) -> bool:
    first = name_key(left)
    return first is not None and first == name_key(right)


def _one_page(a: ReuseText, b: ReuseText) -> bool:
    """Whether two texts stand at one address, or under one title at no two outlets."""
    if _one_address(a, b):
        return True
    return _same(a.title, b.title) and not are_other_outlets(a.outlet, b.outlet)


def _one_day(a: Interval, b: Interval) -> bool:
    """Whether two texts are known to be of one day, or two, not of one week or month."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    first, last = min(a.earliest, b.earliest), max(a.latest, b.latest)
    return (last - first).days <= 1


def _one_address(a: ReuseText, b: ReuseText) -> bool:
    return page_key(a.url) is not None and page_key(a.url) == page_key(b.url)


def _is_cut(found: _Overlap) -> bool:
    """Whether the shorter text is the beginning of the longer one."""
    first, last = found.chains[0], found.chains[-1]
    if len(found.chains) != 1 or first.a[0] > 5 or first.b[0] > 5:
        return False
    a, b = len(found.a.words), len(found.b.words)
    ends = last.a[1] if a < b else last.b[1]
    return min(a, b) - ends <= 5 and found.length_ratio >= 1.3


def _kind(found: _Overlap) -> RelationKind | None:
    """The name of the relation of two texts that are no forms, or ``None`` for passages."""
    a, b = found.a, found.b
    one_page = _one_page(a, b)
    outlets_differ = are_other_outlets(a.outlet, b.outlet)
    one_house = bool(a.outlet and b.outlet) and not outlets_differ
    if found.low >= 0.9:
        if one_page or not (outlets_differ or _differ(a.title, b.title)):
            return RelationKind.SAME_PAGE
        return RelationKind.UPDATED if one_house else RelationKind.SYNDICATED
    doubtful = found.high < (_MOSTLY if found.length_ratio < 1.6 else 0.8)
    if doubtful and not found.solid:
        return None
    if (one_page or one_house) and found.low >= 0.5:
        cut = found.high >= 0.95 and _is_cut(found)
        return RelationKind.CONTAINED if cut else RelationKind.UPDATED
    if found.high >= 0.8 and found.length_ratio >= 1.6:
        return RelationKind.CONTAINED
    if found.high >= 0.6 and found.low >= 0.4:
        return RelationKind.SYNDICATED
    return RelationKind.CONTAINED if found.high >= _MOSTLY else None


def _named(found: _Overlap) -> tuple[RelationKind, tuple[Chain, ...]] | None:
    """The relation and the passages that make it."""
    told = found.tally
    if told.matched < PASSAGE:
        # The few words of a stub, "More follows.", stand on many pages.
        one = found.low == 1 and _one_page(found.a, found.b)
        return (RelationKind.SAME_PAGE, found.chains) if one else None
    stub = found.high < 0.8 or (found.low > 0.8 and _differ(found.a.title, found.b.title))
    if told.matched < _TELLING and stub:
        return None
    if found.is_form:
        refilled = told.other_numbers + told.other_months or told.exchanged > 1
        frame = refilled and told.matched >= _TELLING and found.high >= _FRAME
        return (RelationKind.SAME_TEMPLATE, found.chains) if frame else None
    kind = _kind(found)
    if kind is not None:
        return kind, found.chains
    chains = tuple(chain for chain in found.chains if found.tells(chain))
    return (RelationKind.SHARES_PASSAGES, chains) if chains else None


def relate(a: ReuseText, b: ReuseText) -> Relation | None:
    """What two articles have in common, or ``None`` when it is nothing worth telling.

    Shares count equal words over all words of the body, in passages of at least 12 equal words. It
    depends on the two alone, not on what else is known, nor on which is given first. Two fillings
    of one form, such as weekly bulletins with other figures, are ``SAME_TEMPLATE`` when the form
    makes up three tenths of either.
    """
    if a.article_id == b.article_id:
        return None
    if a.article_id > b.article_id:
        a, b = b, a
    found = _Overlap(a, b, align(a.words, b.words, (a.text, b.text)))
    named = _named(found) if found.chains else None
    if named is None:
        return None
    kind, chains = named
    differs = kind in {RelationKind.SAME_PAGE, RelationKind.UPDATED}
    return Relation(
        a=a.article_id,
        b=b.article_id,
        kind=kind,
        share_a=round(found.share_a, 4),
        share_b=round(found.share_b, 4),
        passages=tuple(Passage(a=a.words.span(*c.a), b=b.words.span(*c.b)) for c in chains),
        changes=changes(a.words, b.words, found.found) if differs else (),
    )
