"""Families one at a time."""

from __future__ import annotations

from watchdesk.records import Family
from watchdesk.reuse.families import FamilyItem, first_basis, first_known
from watchdesk.store import View


def family_of(view: View, name: str) -> Family | None:
    """A family by its id, its articles in the order they were first known; what ties them are
    records of their own. ``None`` when the ledger holds none."""
    known = view.family(name)
    items = [FamilyItem(one.article, one.published.interval, one.captured_at) for one in known]
    order = sorted(items, key=first_known)
    if not order:
        return None
    return Family(
        id=name,
        articles=tuple(item.id for item in order),
        first=order[0].id,
        first_because=first_basis(order),
    )
