"""Claims with the words around them at hand, to be held against each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from watchdesk.ledger.counts import Count, counts_in
from watchdesk.ledger.lexicon import date_words, negations, plain_words
from watchdesk.ledger.page import Page
from watchdesk.ledger.sides import Sides
from watchdesk.records import (
    Act,
    Address,
    Attribution,
    Claim,
    Interval,
    Member,
    Polarity,
    Reading,
    Role,
    Span,
    Verification,
)


class Source:
    """An article with what is needed to compare what it tells."""

    def __init__(self, reading: Reading) -> None:
        """Raises ``ValueError`` for a reading without its text."""
        self.page = Page(reading)
        self.sides = Sides(self.page)
        self.attributions: dict[str, Attribution] = {a.id: a for a in reading.attributions}

    @cached_property
    def places(self) -> frozenset[str]:
        """Places it names, states left out."""
        ids = (m.entity.id for m in self.page.reading.mentions if m.entity)
        return frozenset(id_ for id_ in ids if id_.startswith("place:"))


@dataclass(frozen=True, eq=False)
class Told:
    """One article's telling of a claim."""

    claim: Claim
    member: Member
    source: Source
    common: frozenset[int]

    @property
    def page(self) -> Page:
        """The article."""
        return self.source.page

    @property
    def at(self) -> Address:
        """The words."""
        return self.member.at

    @property
    def span(self) -> Span:
        """Where they stand."""
        return self.member.at.span

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.span.text_of(self.page.text)

    @cached_property
    def words(self) -> frozenset[int]:
        """Telling words: rare in the ledger and not mere grammar."""
        return self._words(self.span)

    @cached_property
    def around(self) -> frozenset[int]:
        """The same for the whole sentence."""
        return self._words(self.member.sentence)

    def _words(self, span: Span) -> frozenset[int]:
        folded = self.page.folded(span.start, span.end)
        return folded - self.common - plain_words() - date_words()

    @cached_property
    def names(self) -> frozenset[int]:
        """Folded words of names in the sentence."""
        return self.page.names_in(self.member.sentence) - date_words()

    @cached_property
    def places(self) -> frozenset[int]:
        """Folded words of the places in the sentence."""
        return self.page.places_in(self.member.sentence)

    @cached_property
    def is_negated(self) -> bool:
        """Whether a word turns it round."""
        return bool(self.page.folded(self.span.start, self.span.end) & negations())

    @property
    def is_denied(self) -> bool:
        """Whether its own source tells it as untrue; what others deny is told as true."""
        one = self.attribution
        upheld = one is not None and one.polarity is Polarity.POSITIVE
        return self.member.verification is Verification.DENIED and not upheld

    @property
    def attribution(self) -> Attribution | None:
        """Through whom it is told."""
        return self.source.attributions.get(self.member.attribution or "")

    @cached_property
    def side(self) -> frozenset[str]:
        """Whose side tells it."""
        return self.source.sides.speaker(self.attribution, self.member.chain)

    @cached_property
    def takes_part(self) -> frozenset[str]:
        """Whom it names as taking part."""
        return self.source.sides.named(self.span)

    @property
    def speaker(self) -> str | None:
        """Who told it in the end; ``None`` for the article's own voice."""
        return self.member.chain[-1].name if self.member.chain else None

    @property
    def when(self) -> Interval:
        """When it was said, or else published."""
        said = self.attribution.said if self.attribution else None
        return said if said is not None and said.is_bounded else self.member.published

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Numbers of things in it."""
        return counts_in(self.page, self.span, self.speaker)

    @cached_property
    def place_in_text(self) -> int:
        """Number of its sentence in the article."""
        sentences, start = self.page.reading.sentences, self.member.sentence.start
        return bisect_left(sentences, start, key=lambda span: span.start)

    @property
    def who(self) -> str:
        """Who tells it, in words."""
        return self.speaker or self.page.reading.article.outlet or "the article"


def tellings(claims: Iterable[Claim], readings: Iterable[Reading]) -> list[Told]:
    """All tellings of all claims but those about silence; the gist's first."""
    by_id = {r.article.id: r for r in readings if r.article.role is not Role.TEASER}
    silent = {a.id for r in by_id.values() for a in r.attributions if a.act is Act.SILENCE}
    sources: dict[str, Source] = {}
    spread: Counter[int] = Counter()
    kept: list[tuple[Claim, Member, Source]] = []
    for claim in claims:
        for number, member in enumerate(claim.members):
            reading = by_id.get(member.at.article)
            if reading is None or member.attribution in silent:
                continue
            source = sources.get(member.at.article)
            if source is None:
                source = sources[member.at.article] = Source(reading)
            kept.append((claim, member, source))
            if number == 0:
                span = member.at.span
                spread.update(source.page.folded(span.start, span.end))
    most = max(12, len(claims_of(kept)) // 50)
    common = frozenset(word for word, count in spread.items() if count > most)
    return [Told(claim, member, source, common) for claim, member, source in kept]


def claims_of(kept: Sequence[tuple[Claim, Member, Source]]) -> set[str]:
    """Ids of the claims told."""
    return {claim.id for claim, _, _ in kept}


def days_apart(a: Interval, b: Interval) -> int | None:
    """Fewest days between two intervals; ``None`` when one is not bounded."""
    if not (a.is_bounded and b.is_bounded):
        return None
    if a.intersects(b):
        return 0
    early, late = (a, b) if a.precedes(b) else (b, a)
    assert early.latest is not None and late.earliest is not None
    return (late.earliest - early.latest).days
