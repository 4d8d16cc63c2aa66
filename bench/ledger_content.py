"""What a ledger holds, to be compared with another: every record and how it came about, without
the moments at which it was written down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from watchdesk.desk import Desk
from watchdesk.ledger.book import KINDS
from watchdesk.records import Interval
from watchdesk.store import View


class Content(NamedTuple):
    """A ledger in short."""

    rows: dict[str, int]
    """How many there are, by kind."""
    digests: dict[str, str]
    """Of all of a kind, whatever their order, by kind."""

    def unlike(self, other: Content) -> dict[str, tuple[int, int]]:
        """The kinds of which two ledgers hold others, with how many in each."""
        return {
            kind: (self.rows.get(kind, 0), other.rows.get(kind, 0))
            for kind in sorted({*self.digests, *other.digests})
            if self.digests.get(kind) != other.digests.get(kind)
        }


def content_of(desk: Desk) -> Content:
    """The content of a desk's ledger; a row that is there twice counts twice."""
    rows: Counter[str] = Counter()
    totals: dict[str, int] = {}
    with desk.store.view() as view:
        for kind, text in _lines(view):
            rows[kind] += 1
            one = int.from_bytes(blake2b(text.encode(), digest_size=16).digest())
            totals[kind] = (totals.get(kind, 0) + one) % 2**128
        rows.update({f"rows: {kind}": count for kind, count in view.counts().items()})
    digests = {kind: f"{total:032x}" for kind, total in totals.items()}
    return Content(dict(rows), digests | {k: str(n) for k, n in rows.items() if ":" in k})


def _lines(view: View) -> Iterator[tuple[str, str]]:
    for reading in view.readings(Interval.unknown()):
        yield "reading", reading.model_dump_json()
    for relation in view.relations():
        yield "relation", relation.model_dump_json()
    for refusal in view.refusals():
        yield "refusal", refusal.model_dump_json()
    for kind, name in KINDS.items():
        for record in view.each(kind, everything=True):
            yield name, record.model_dump_json()
            versions = view.versions(kind, record.id)  # type: ignore[attr-defined]
            told = [one.record.model_dump_json() if one.record else None for one in versions]
            yield f"{name} in versions", json.dumps([name, *told])
