"""Articles that are one story, and which of them was known first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from watchdesk.records import (
    Family,
    FirstBasis,
    Interval,
    Reading,
    Relation,
    RelationKind,
    Span,
    family_id,
)


@dataclass(frozen=True)
class FamilyItem:
    """An article as far as its family cares."""

    id: str
    """Article id."""
    published: Interval = field(default_factory=Interval)
    """When it was published."""
    captured_at: datetime | None = None
    """When its page was taken."""


def first_known(item: FamilyItem) -> tuple[date, date, float, str]:
    """Sort key: the earliest day by which it was surely published, then its first possible day,
    then when it was captured, then its id. What is unknown comes last."""
    captured = _utc(item.captured_at) if item.captured_at else None
    return (
        item.published.latest or date.max,
        item.published.earliest or date.max,
        captured.timestamp() if captured else float("inf"),
        item.id,
    )


def surely_before(one: FamilyItem, other: FamilyItem) -> bool:
    """Whether it was published before the other can have been, by their dates, or was captured
    on a day before that."""
    if one.published.precedes(other.published):
        return True
    taken, earliest = one.captured_at, other.published.earliest
    return taken is not None and earliest is not None and _utc(taken).date() < earliest


def first_basis(group: Sequence[FamilyItem]) -> FirstBasis:
    """Why the first of some articles, in the order of :func:`first_known`, is known as first."""
    first, others = group[0], group[1:]
    if not others:
        return FirstBasis.ONLY
    rivals = [other for other in others if not surely_before(first, other)]
    if not rivals:
        return FirstBasis.PUBLISHED
    taken = first.captured_at
    earlier = taken is not None and all(
        other.captured_at is not None and _utc(taken) < _utc(other.captured_at)
        for other in rivals
        if taken is not None
    )
    return FirstBasis.CAPTURED if earlier else FirstBasis.NOT_KNOWN


def _utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def first_order(reading: Reading) -> tuple[date, date, float, str]:
    """The same key for a reading."""
    return first_known(item_of(reading))


def item_of(reading: Reading) -> FamilyItem:
    """A reading as far as its family cares."""
    article, captured = reading.article, reading.capture.captured_at
    return FamilyItem(article.id, article.published.interval, captured)


def roots(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The set each id belongs to, named by its smallest id; by union-find."""
    parent = {one: one for one in ids}

    def find(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in pairs:
        if left in parent and right in parent:
            low, high = sorted((find(left), find(right)))
            parent[high] = low
    return {one: find(one) for one in parent}


def families(articles: Iterable[FamilyItem], relations: Iterable[Relation]) -> tuple[Family, ...]:
    """Every article in exactly one family, whatever the order they come in.

    Pages, printings, cuts and updates of one story are one family; stories that only share
    passages are not, and neither are the stories that a digest strings together, nor the digest
    with them. Relations to articles that are not given are left out.
    """
    items = {item.id: item for item in articles}
    ties = sorted({(r.a, r.b): r for r in relations if r.kind.is_copy}.values(), key=_tie_key)
    ties = _without_digests(sorted(items), ties)
    root_of = roots(sorted(items), ((r.a, r.b) for r in ties))
    members: dict[str, list[FamilyItem]] = {}
    for one, root in root_of.items():
        members.setdefault(root, []).append(items[one])
    tied: dict[str, list[Relation]] = {}
    for relation in ties:
        if relation.a in root_of and relation.b in root_of:
            tied.setdefault(root_of[relation.a], []).append(relation)
    out = []
    for root, group in members.items():
        group.sort(key=first_known)
        out.append(
            Family(
                id=family_id(group[0].id),
                articles=tuple(item.id for item in group),
                first=group[0].id,
                first_because=first_basis(group),
                relations=tuple(tied.get(root, ())),
            )
        )
    return tuple(sorted(out, key=lambda f: first_known(items[f.first])))


def _tie_key(relation: Relation) -> tuple[str, str]:
    return relation.a, relation.b


def _hull(relation: Relation, article: str) -> Span:
    """The stretch of an article that its shared passages take up."""
    spans = [p.a if article == relation.a else p.b for p in relation.passages]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _without_digests(ids: list[str], ties: list[Relation]) -> list[Relation]:
    """The ties less those of an article that holds different stories at different places."""
    others = [r for r in ties if r.kind is not RelationKind.CONTAINED or not r.passages]
    root_of = roots(ids, ((r.a, r.b) for r in others))
    held: dict[str, list[tuple[Span, str]]] = {}
    for relation in ties:
        if relation.kind is RelationKind.CONTAINED and relation.passages:
            outer, inner = relation.a, relation.b
            if relation.share_a > relation.share_b:
                outer, inner = inner, outer
            if inner in root_of:
                held.setdefault(outer, []).append((_hull(relation, outer), root_of[inner]))
    digests = {outer for outer, stories in held.items() if _strings_together(stories)}
    return [
        r
        for r in ties
        if r.kind is not RelationKind.CONTAINED
        or (r.a if r.share_a <= r.share_b else r.b) not in digests
    ]


def _strings_together(stories: list[tuple[Span, str]]) -> bool:
    """Whether two different stories stand side by side."""
    stories.sort()
    ends: dict[str, int] = {}
    for span, root in stories:
        if any(end <= span.start for other, end in ends.items() if other != root):
            return True
        ends[root] = min(span.end, ends.get(root, span.end))
    return False
