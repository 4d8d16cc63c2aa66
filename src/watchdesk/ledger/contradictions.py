"""Claims that cannot both hold: a statement and its denial, or numbers that exclude each other.

Precision comes first: what is not shown here may still disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.ledger.denials import Pair, answered, denied_words
from watchdesk.ledger.numbers import clashing_numbers
from watchdesk.ledger.told import Told, tellings
from watchdesk.records import (
    Claim,
    Contradiction,
    ContradictionKind,
    Interval,
    Reading,
    Span,
    content_id,
)


def _denials(told: Sequence[Told], heads: Sequence[Told]) -> Iterator[Pair]:
    yield from denied_words(heads)
    by_article: dict[str, list[Told]] = {}
    for one in told:
        by_article.setdefault(one.at.article, []).append(one)
    for article in by_article.values():
        yield from answered(sorted(article, key=lambda one: (one.span, one.claim.id)))


def _contradiction(
    sides: tuple[Told, ...], kind: ContradictionKind, why: str
) -> tuple[frozenset[str], Contradiction]:
    a, b = sorted(sides[:2], key=_known)
    pair = (a.claim.id, b.claim.id)
    return frozenset(pair), Contradiction(
        id=content_id("con", kind.value, *pair),
        kind=kind,
        claims=pair,
        evidence=(a.at, b.at, *(one.at for one in sides[2:])),
        why=why,
    )


def contradictions(
    claims: Sequence[Claim], readings: Sequence[Reading]
) -> tuple[Contradiction, ...]:
    """Pairs of claims that cannot both hold, the earlier first, whatever the order they come in.

    A denial meets the claim it denies when they share most of their telling words and a name, or
    when, within an article, somebody the claim is about answers it a few sentences later. Numbers
    meet when the same is counted of the same, in reports at most 10 days apart and from different
    origins, and their bounds exclude each other; a higher number on a later day is an update,
    unless another state tells it within 2 days. Raises ``ValueError`` for a reading without its
    text.
    """
    told = sorted(tellings(claims, readings), key=lambda one: (_known(one), one.at.article))
    heads = [one for one in told if one.member == one.claim.members[0]]
    found: dict[frozenset[str], Contradiction] = {}
    for claim, denial, more, why in _denials(told, heads):
        pair, made = _contradiction((claim, denial, *more), ContradictionKind.DENIAL, why)
        found.setdefault(pair, made)
    for a, b, why in clashing_numbers(told):
        pair, made = _contradiction((a, b), ContradictionKind.NUMBER, why)
        found.setdefault(pair, made)
    place = {one.claim.id: number for number, one in reversed(list(enumerate(told)))}
    order = [(place[c.claims[0]], place[c.claims[1]], c.id) for c in found.values()]
    return tuple(c for _, c in sorted(zip(order, found.values(), strict=True)))


def _known(one: Told) -> tuple[str, str, str, Span, str]:
    published: Interval = one.claim.first_seen
    late, early = published.latest, published.earliest
    return (
        late.isoformat() if late else "9999",
        early.isoformat() if early else "9999",
        one.claim.at.article,
        one.claim.at.span,
        one.claim.id,
    )
