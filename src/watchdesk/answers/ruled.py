"""What analysts ruled: each ruling with what it is about, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.answers.cited import Cut
from watchdesk.answers.listed import Turned
from watchdesk.records import Claim, Ruling, RulingKind
from watchdesk.records.span import Frozen
from watchdesk.store import View


class ToldRuling(Frozen):
    """A ruling and what it comes to."""

    ruling: Ruling
    """The record."""
    undone_by: str | None
    """Id of the ruling that took it back."""
    records: tuple[str, ...]
    """Ids of the records it shapes as they stand: claims, or the record that it dismissed."""


class RulingList(Frozen):
    """A page of rulings."""

    items: tuple[ToldRuling, ...]
    """The latest first."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def dismissal_of(view: View, record: str, rulings: Sequence[Ruling] | None = None) -> Ruling | None:
    """The ruling by which an analyst dismissed a record, if it holds; ``rulings``: the ledger's,
    where they are at hand."""
    if record not in view.dismissed():
        return None
    every = view.rulings() if rulings is None else rulings
    made = [one for one in every if one.kind is RulingKind.DISMISS and one.record == record]
    return made[-1] if made else None


def rulings(view: View, page: Turned) -> RulingList:
    """What was ruled, the latest first."""
    every = view.rulings()
    undone = {one.ruling: one.id for one in every if one.kind is RulingKind.LEAVE and one.ruling}
    latest = every[::-1]
    shown = latest[page.offset : page.offset + page.limit]
    more = len(every) > page.offset + len(shown)
    ended = f"The list ends before its item {page.offset + 1}."
    why = ended if every else "Nobody has corrected anything on this desk yet."
    return RulingList(
        items=tuple(_told(view, one, undone.get(one.id)) for one in shown),
        cut=Cut(offset=page.offset, shown=len(shown), total=len(every), more=more),
        why_empty="" if shown else why,
    )


def told_ruling(view: View, name: str) -> ToldRuling | None:
    """A ruling by its id."""
    every = view.rulings()
    found = next((one for one in every if one.id == name), None)
    undone = next((one.id for one in every if one.ruling == name), None)
    return _told(view, found, undone) if found else None


def _told(view: View, ruling: Ruling, undone_by: str | None) -> ToldRuling:
    names = [ruling.record] if ruling.record and ruling.kind is RulingKind.DISMISS else []
    if ruling.kind in {RulingKind.SAME, RulingKind.APART}:
        names = [
            claim for one in ruling.tellings if (claim := _claim(view, one.article, one.words))
        ]
    return ToldRuling(ruling=ruling, undone_by=undone_by, records=tuple(dict.fromkeys(names)))


def _claim(view: View, article: str, words: str) -> str | None:
    """The claim that holds a telling of an article with some words."""
    claims = view.records(Claim, [f"article:{article}"], None, 100)
    own = [one for one in claims if one.gist == words]
    if own:
        return own[0].id
    capture = None
    for claim in claims:
        for member in claim.members:
            if member.at.article != article:
                continue
            capture = capture or view.capture(member.at.capture)
            if capture is not None and member.at.span.text_of(capture.text) == words:
                return claim.id
    return None
