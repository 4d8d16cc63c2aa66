"""What analysts dismissed and renamed, as their rulings stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.ledger.alike_rulings import standing
from watchdesk.ledger.book import KINDS
from watchdesk.records import Claim, Contradiction, Ruling, RulingKind
from watchdesk.store.recorded import Records, Wanted


def renamed(rulings: Sequence[Ruling]) -> dict[str, str]:
    """Names by entity id; the latest ruling counts."""
    made = [one for one in standing(rulings) if one.kind is RulingKind.RENAME]
    return {one.record: one.name for one in reversed(made) if one.record and one.name}


def dismissed(rulings: Sequence[Ruling], records: Records) -> frozenset[str]:
    """Ids of dismissed records, of the claims that hold what a dismissed claim told, and of the
    contradictions of these."""
    made = [one for one in standing(rulings) if one.kind is RulingKind.DISMISS]
    found: set[str] = set()
    for ruling in made:
        if ruling.record is not None:
            found.add(ruling.record)
        found.update(_claims_with(ruling, records))
    labels = [f"claim:{name}" for name in sorted(found) if name.startswith("clm-")]
    if labels:
        facing = records.select(KINDS[Contradiction], Wanted(labels=labels))
        found.update(name for name, _ in facing)
    return frozenset(found)


def _claims_with(ruling: Ruling, records: Records) -> Iterator[str]:
    """Where a dismissed claim does not stand any more (its page was read anew, or it was merged):
    the claims that tell only what it told."""
    if not ruling.tellings or (ruling.record and records.newest(KINDS[Claim], ruling.record)):
        return
    told = {(one.article, one.words) for one in ruling.tellings}
    labels = tuple(sorted({f"article:{article}" for article, _ in told}))
    for name, data in records.select(KINDS[Claim], Wanted(labels=labels)):
        claim = Claim.model_validate_json(data)
        if (claim.at.article, claim.gist) in told:
            yield name
