"""Two captures side by side, with the claims that an edit touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from watchdesk.dates_of import with_date
from watchdesk.records import Address, Claim, Reading, Span
from watchdesk.records.edit import Touch
from watchdesk.store import View
from watchdesk.versions import Compared, compared, in_view


class SideBySide(NamedTuple):
    """A comparison inside a ledger."""

    made: Compared
    """What differs, with both readings; the older one first where that is known."""
    claims: Mapping[str, tuple[str, ...]]
    """Ids of the claims that rest on an attribution, by its id, as far as an edit touched it."""

    def at(self, side: int, span: Span) -> Address:
        """Where words of a side stand."""
        one = (self.made.record.a, self.made.record.b)[side]
        return Address(capture=one.capture, article=one.article, span=span)

    def touching(self, touch: Touch) -> tuple[str, ...]:
        """Ids of the claims that something which was touched carries."""
        ids = filter(None, (touch.a_id, touch.b_id))
        return tuple(dict.fromkeys(claim for one in ids for claim in self.claims.get(one, ())))


def side_by_side(view: View, a: str, b: str) -> SideBySide | None:
    """Two articles, or the main ones of two captures, by their ids; ``None`` where the ledger has
    one of them not."""
    one, other = (_version(view, name) for name in (a, b))
    if one is None or other is None:
        return None
    made = compared(one, other)
    touched = {name for t in made.record.touched for name in (t.a_id, t.b_id) if name}
    return SideBySide(made, _claims(view, touched, (one, other)))


def _version(view: View, name: str) -> Reading | None:
    if not name.startswith(("art-", "cap-")):
        return None
    found = in_view(view, name)
    if found is None:
        return None
    known = view.known([found.article.id])
    return with_date(found, {article: told.published for article, told in known.items()})


def _claims(
    view: View, touched: set[str], readings: Iterable[Reading]
) -> dict[str, tuple[str, ...]]:
    if not touched:
        return {}
    out: dict[str, tuple[str, ...]] = {}
    for claim in view.records(Claim, [f"article:{one.article.id}" for one in readings]):
        for member in claim.members:
            if member.attribution in touched and member.attribution is not None:
                out[member.attribution] = (*out.get(member.attribution, ()), claim.id)
    return out
