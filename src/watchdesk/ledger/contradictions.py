"""Claims that cannot both hold: a statement and its denial, or numbers that exclude each other.

Precision comes first: what is not shown here may still disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from watchdesk.ledger.counts import Count, clash, counts_in
from watchdesk.ledger.lexicon import date_words, negations, plain_words
from watchdesk.ledger.statements import Page
from watchdesk.records import (
    Act,
    Claim,
    Contradiction,
    ContradictionKind,
    Interval,
    Reading,
    Role,
    Verification,
    content_id,
)

_NEAR = 10
"""Days between two reports that can still be about the same thing."""
_SAME_DAYS = 2
"""Days within which a higher number is no update of a lower one."""
_SHARED = 0.6
"""Part of a denial's telling words that must stand in the claim it denies."""
_OF_CLAIM = 0.5
"""Part of the claim's own telling words that must stand in its denial."""


@dataclass(frozen=True, eq=False)
class _Told:
    """A claim with the words of its gist and of the sentence around it."""

    claim: Claim
    page: Page
    common: frozenset[int]

    @cached_property
    def words(self) -> frozenset[int]:
        """Telling words of the gist: rare in the ledger and not mere grammar."""
        return self._words(self.claim.at.span.start, self.claim.at.span.end)

    @cached_property
    def around(self) -> frozenset[int]:
        """The same for the whole sentence."""
        sentence = self.claim.members[0].sentence
        return self._words(sentence.start, sentence.end)

    def _words(self, start: int, end: int) -> frozenset[int]:
        return self.page.folded(start, end) - self.common - plain_words() - date_words()

    @cached_property
    def names(self) -> frozenset[int]:
        """Folded words of names in the sentence."""
        return self.page.names_in(self.claim.members[0].sentence) - date_words()

    @cached_property
    def places(self) -> frozenset[int]:
        """Folded words of the places in the sentence."""
        return self.page.places_in(self.claim.members[0].sentence)

    @cached_property
    def is_negated(self) -> bool:
        span = self.claim.at.span
        return bool(self.page.folded(span.start, span.end) & negations())

    @property
    def is_denied(self) -> bool:
        return self.claim.status is Verification.DENIED

    @property
    def published(self) -> Interval:
        return self.claim.first_seen

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        return counts_in(self.page, self.claim.at.span)

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(member.at.article for member in self.claim.members)


def _days_apart(a: _Told, b: _Told) -> int | None:
    """Fewest days between two claims' first tellings; ``None`` when a date is not known."""
    if a.articles & b.articles:
        return 0
    left, right = a.published, b.published
    if not (left.is_bounded and right.is_bounded):
        return None
    if left.intersects(right):
        return 0
    early, late = (left, right) if left.precedes(right) else (right, left)
    assert early.latest is not None and late.earliest is not None
    return (late.earliest - early.latest).days


def _contradiction(
    a: _Told, b: _Told, kind: ContradictionKind, why: str
) -> tuple[tuple[str, str], Contradiction]:
    pair = (a.claim.id, b.claim.id)
    return pair, Contradiction(
        id=content_id("con", kind.value, *pair),
        kind=kind,
        claims=pair,
        evidence=(a.claim.at, b.claim.at),
        why=why,
    )


def _denials(told: Sequence[_Told]) -> Iterator[tuple[tuple[str, str], Contradiction]]:
    index: dict[int, list[int]] = {}
    for number, one in enumerate(told):
        if not one.is_denied:
            for word in one.words:
                index.setdefault(word, []).append(number)
    for denial in told:
        if not denial.is_denied or len(denial.words) < 3:
            continue
        shared = Counter(n for word in denial.words for n in index.get(word, ()))
        likely = sorted((-count, n) for n, count in shared.items() if count >= 3)
        for count, number in likely[:20]:
            if -count >= _SHARED * len(denial.words) and _is_denied_by(told[number], denial):
                why = f"one tells it, the other denies it ({-count} telling words in common)"
                yield _contradiction(told[number], denial, ContradictionKind.DENIAL, why)


def _is_denied_by(claim: _Told, denial: _Told) -> bool:
    days = _days_apart(claim, denial)
    if days is None or days > 3 * _NEAR or denial.published.precedes(claim.published):
        return False
    shared = claim.words & denial.words
    if claim.is_negated != denial.is_negated or not shared & denial.names:
        return False
    if len(shared) < _OF_CLAIM * len(claim.words):
        return False  # the denied matter is only mentioned in it
    speakers = [o.claim.members[0].chain[-1].name for o in (claim, denial) if _speaks(o)]
    return len(set(speakers)) == len(speakers)


def _speaks(one: _Told) -> bool:
    return bool(one.claim.members[0].chain)


def _origins(one: _Told) -> frozenset[str]:
    return frozenset(origin.id for origin in one.claim.origins)


def _numbers(told: Sequence[_Told]) -> Iterator[tuple[tuple[str, str], Contradiction]]:
    index: dict[tuple[str, int], list[int]] = {}
    for number, one in enumerate(told):
        if one.is_denied or not one.counts:
            continue
        nouns = {count.noun for count in one.counts}
        shared: Counter[int] = Counter()
        for noun in sorted(nouns):
            for word in one.around:
                shared.update(index.get((noun, word), ()))
        for other in sorted(n for n, count in shared.items() if count >= 2):
            why = _numbers_clash(told[other], one)
            if why is not None:
                yield _contradiction(told[other], one, ContradictionKind.NUMBER, why)
        for noun in sorted(nouns):
            for word in one.around:
                index.setdefault((noun, word), []).append(number)


def _numbers_clash(a: _Told, b: _Told) -> str | None:
    """What cannot both hold, or ``None``. ``a`` was known first."""
    days = _days_apart(a, b)
    if days is None or days > _NEAR or _origins(a) & _origins(b):
        return None
    if a.places - b.places and b.places - a.places:
        return None
    shared = (a.names | a.around) & (b.names | b.around)
    if len(shared) < 3 or not shared & a.names & b.names:
        return None
    for left in a.counts:
        for right in b.counts:
            why = clash(left, right, only_lower=days > _SAME_DAYS)
            if why is not None:
                return why
    return None


def _gists(claims: Iterable[Claim], readings: Iterable[Reading]) -> list[_Told]:
    by_id = {r.article.id: r for r in readings if r.article.role is not Role.TEASER}
    silent = {a.id for r in by_id.values() for a in r.attributions if a.act is Act.SILENCE}
    pages: dict[str, Page] = {}
    spread: Counter[int] = Counter()
    kept: list[tuple[Claim, Page]] = []
    for claim in claims:
        reading = by_id.get(claim.at.article)
        if reading is None or claim.members[0].attribution in silent:
            continue
        page = pages.get(claim.at.article)
        if page is None:
            page = pages[claim.at.article] = Page(reading)
        kept.append((claim, page))
        spread.update(page.folded(claim.at.span.start, claim.at.span.end))
    most = max(12, len(kept) // 50)
    common = frozenset(word for word, count in spread.items() if count > most)
    return [_Told(claim, page, common) for claim, page in kept]


def contradictions(
    claims: Sequence[Claim], readings: Sequence[Reading]
) -> tuple[Contradiction, ...]:
    """Pairs of claims that cannot both hold, the earlier first, whatever the order they come in.

    A denial meets the claim it denies when they share most of their telling words and a name.
    Numbers meet when the same is counted of the same, in reports at most 10 days apart and from
    different origins, and their bounds exclude each other; a higher number days later is an
    update. Raises ``ValueError`` for a reading without its text.
    """
    told = _gists(claims, readings)
    told.sort(key=lambda one: (_known_by(one.published), one.claim.id))
    found = dict(_denials(told))
    for pair, one in _numbers(told):
        found.setdefault(pair, one)
    place = {one.claim.id: number for number, one in enumerate(told)}
    return tuple(sorted(found.values(), key=lambda c: (place[c.claims[0]], place[c.claims[1]])))


def _known_by(published: Interval) -> tuple[str, str]:
    late, early = published.latest, published.earliest
    return (late.isoformat() if late else "9999", early.isoformat() if early else "9999")
