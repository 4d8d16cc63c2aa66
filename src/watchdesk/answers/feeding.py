"""A desk's feed: a brief and what changed in its period, each dated by when the ledger knew it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import BaseModel

from watchdesk.answers.cited import Words, words_at
from watchdesk.asking import changes_in
from watchdesk.brief import feeds
from watchdesk.ledger.changes import steps_of
from watchdesk.records import (
    Address,
    Brief,
    Change,
    ChangeKind,
    Citation,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Position,
    Watch,
)
from watchdesk.store import View

_KINDS: Mapping[str, type[BaseModel]] = {
    "clm": Claim,
    "con": Contradiction,
    "pos": Position,
    "exp": Expectation,
    "cor": Correction,
}
_MOST = 200
"""Changes of a period that are told of, the newest days'."""
_IN_THE_BRIEF = (ChangeKind.CLAIM, ChangeKind.SUPPORT)
"""Changes of which there are so many that only the brief tells them."""


class Told(NamedTuple):
    """A brief that a feed tells of."""

    brief: Brief
    """The brief, with what an editor did to it."""
    edited_at: datetime | None = None
    """When its editor's file was written; null where it has none."""
    path: str = ""
    """Path of its page on the desk's server."""


def feed(
    view: View,
    watch: Watch,
    briefs: Iterable[Told],
    home: str | None = None,
    now: datetime | None = None,
) -> feeds.Feed:
    """Some briefs and what changed on their days, apart from what is first or again told.

    An entry is dated by when the ledger came to hold what it tells, the brief by the newest of it
    and by its editor's file. ``home``: address of the desk's server. ``now`` dates a brief that
    tells of no record.
    """
    now = now or datetime.now(UTC)
    entries: dict[str, feeds.Entry] = {}
    for brief, edited_at, path in briefs:
        told = [one.record for section in brief.sections for one in section.bullets if one.record]
        known = [moment for name in dict.fromkeys(told) for moment in _known(view, name)[-1:]]
        known += [edited_at] if edited_at else []
        made = [feeds.brief_entry(brief, max(known, default=now), path)]
        made += _changes(view, watch, brief, now, bool(home))
        entries |= {one.id: one for one in made}
    return feeds.feed_of(watch.name, list(entries.values()), now, home)


def _changes(
    view: View, watch: Watch, brief: Brief, now: datetime, linked: bool
) -> list[feeds.Entry]:
    found = [one for one in changes_in(view, brief.period) if one.kind not in _IN_THE_BRIEF]
    found = found[-_MOST:]
    words = words_at(view, watch, (at for one in found for at in one.at))
    known = _first_known(view, found)
    return [
        feeds.change_entry(
            change,
            _cited(change.at, words),
            known.get(_key(change), now),
            f"/go/{change.record}" if linked else "",
        )
        for change in found
    ]


def _cited(places: Collection[Address], words: Mapping[Address, Words]) -> list[Citation]:
    return [
        Citation(
            number=number,
            at=at,
            quote=words[at].quote,
            before=words[at].before,
            after=words[at].after,
            outlet=words[at].source.outlet,
            title=words[at].source.title,
            uri=words[at].source.uri,
            published=words[at].source.published,
        )
        for number, at in enumerate((at for at in places if at in words), 1)
    ]


def _key(change: Change) -> tuple[str, str, str | None, str]:
    """What a change is the same by in all versions of its record."""
    return (
        change.record,
        change.kind.value,
        change.after,
        change.at[0].fragment if change.at else "",
    )


def _first_known(
    view: View, changes: Iterable[Change]
) -> dict[tuple[str, str, str | None, str], datetime]:
    """When the ledger came to hold each change: with the first version of its record that has it,
    or else with its newest."""
    wanted: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        wanted[change.record].append(change)
    out: dict[tuple[str, str, str | None, str], datetime] = {}
    for name, asked in wanted.items():
        kind = _KINDS.get(name[:3])
        versions = view.versions(kind, name) if kind else []
        for told in versions:
            if told.record is not None:
                for step in steps_of(told.record):
                    out.setdefault(_key(step), datetime.fromisoformat(told.known_at))
        for change in asked:
            if versions:
                out.setdefault(_key(change), datetime.fromisoformat(versions[-1].known_at))
    return out


def _known(view: View, name: str) -> list[datetime]:
    """The moments from which each version of a record was known."""
    kind = _KINDS.get(name[:3])
    found = view.versions(kind, name) if kind else []
    return [datetime.fromisoformat(told.known_at) for told in found]
