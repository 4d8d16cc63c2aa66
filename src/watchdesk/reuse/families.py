"""Articles that are one story, and which of them was known first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from watchdesk.records import Family, Interval, Relation, RelationKind, content_id

_FOLDS = frozenset(RelationKind) - {RelationKind.SHARES_PASSAGES}


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
    captured = item.captured_at
    if captured is not None and captured.tzinfo is None:
        captured = captured.replace(tzinfo=UTC)
    return (
        item.published.latest or date.max,
        item.published.earliest or date.max,
        captured.timestamp() if captured else float("inf"),
        item.id,
    )


def _roots(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The set each id belongs to, by union-find."""
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
    passages are not. Relations to articles that are not given are left out.
    """
    items = {item.id: item for item in articles}
    ties = sorted({(r.a, r.b): r for r in relations if r.kind in _FOLDS}.values(), key=_tie_key)
    roots = _roots(sorted(items), ((r.a, r.b) for r in ties))
    members: dict[str, list[FamilyItem]] = {}
    for one, root in roots.items():
        members.setdefault(root, []).append(items[one])
    tied: dict[str, list[Relation]] = {}
    for relation in ties:
        if relation.a in roots and relation.b in roots:
            tied.setdefault(roots[relation.a], []).append(relation)
    out = []
    for root, group in members.items():
        group.sort(key=first_known)
        out.append(
            Family(
                id=content_id("fam", group[0].id),
                articles=tuple(item.id for item in group),
                first=group[0].id,
                relations=tuple(tied.get(root, ())),
            )
        )
    return tuple(sorted(out, key=lambda f: first_known(items[f.first])))


def _tie_key(relation: Relation) -> tuple[str, str]:
    return relation.a, relation.b
