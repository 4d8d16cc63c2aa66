"""What is right in the positions of the sample desk and in their changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledger_key import Item, LedgerKey, near, same_actor
from ledger_scores import Both, Score, both
from watchdesk.records import Position, Reading, Stance

DAYS = 3
"""How far from the key's day a change may be told and still be right."""


class Row(NamedTuple):
    """A position by what it is told by."""

    actor: str
    name: str
    issue: str
    stance: str

    @property
    def is_unnamed(self) -> bool:
        """Whether the actor is a group, such as "two officials"."""
        return self.actor.startswith("group:")

    def is_of(self, item: Item) -> bool:
        """Whether it is one of the key's."""
        same = (self.issue, self.stance) == (item["issue"], item["stance"])
        return same and same_actor(item["actor"], self.actor, self.name)


def levels(readings: Iterable[Reading]) -> set[str]:
    """Ids of bodies that belong to a state: offices, which are not scored."""
    return {
        mention.entity.id
        for reading in readings
        for mention in reading.mentions
        if mention.entity
        and not mention.entity.id.startswith(("country:", "person:"))
        and (mention.entity.country or (mention.entity.part_of or "").startswith("country:"))
    }


def scored(key: LedgerKey, found: Iterable[Position]) -> list[Position]:
    """Positions of states, organisations and persons, of which the part has evidence."""
    offices = levels(key.readings)
    return [
        one
        for one in found
        if one.stance is not Stance.NONE_FOUND
        and one.actor not in offices
        and not one.actor.startswith("office:")
        and key.in_part(evidence.at.article for evidence in one.evidence)
    ]


def positions(key: LedgerKey, found: Iterable[Position]) -> dict[str, Both | Score]:
    """Rows of actor, issue and stance, each once. Offices are left out. Groups that the key does
    not name ("two officials"), accepted rows and, in the autumn, those the summer already told
    count neither way. *Since* is asked of the rows found: within three days of the key's.
    """
    chosen = scored(key, found)
    rows = sorted({row_of(one) for one in chosen})
    items = key.asked("positions")
    neutral = [*key.key["accepted_positions"], *key.key["positions"]]
    judged = [
        (good, " | ".join(row))
        for row in rows
        for good in (any(row.is_of(item) for item in items),)
        if good or not (row.is_unnamed or any(row.is_of(item) for item in neutral))
    ]
    met = {_shown(item, item["stance"]): any(r.is_of(item) for r in rows) for item in items}
    since = Score()
    for item in items:
        days = [one.since for one in chosen if row_of(one).is_of(item)]
        if days:
            good = any(near(day, item["since"], DAYS) for day in days)
            told = [day.edtf for day in days]
            since.note(good, f"{_shown(item, item['stance'])}: {told}, not {item['since']}")
    return {"positions": both(met, judged), "positions found: since": since}


def row_of(one: Position) -> Row:
    """Actor, issue and stance."""
    return Row(one.actor, one.name, one.issue, one.stance.value)


def _shown(item: Item, stance: str) -> str:
    return f"{item['actor']['name']} | {item['issue']} | {stance}"


def changes(key: LedgerKey, found: Iterable[Position]) -> Both:
    """Moves of a position or of its limits: positions that replaced another. One is right when
    actor and issue are the key's, it leads to the key's stance (or its limiting words meet the
    key's), and the day lies within three days of the key's."""
    moves = [one for one in scored(key, found) if one.previous is not None]
    items, accepted = key.asked("changes"), key.key["accepted_changes"]
    others = [*accepted, *key.key["changes"]]
    judged = [
        (good, f"{one.name} | {one.issue} | {one.stance.value} | {one.since.edtf}")
        for one in moves
        for good in (any(_moved(key, one, item) for item in items),)
        if good or not (row_of(one).is_unnamed or any(_moved(key, one, i) for i in others))
    ]
    met: dict[str, bool] = {}
    taken: list[str] = []
    for item in items:
        own = [one for one in moves if one.id not in taken and _moved(key, one, item)]
        taken += [one.id for one in own[:1]]
        met[f"{_shown(item, item['to'])} | {item['day']}"] = bool(own)
    return both(met, judged)


def _moved(key: LedgerKey, one: Position, item: Item) -> bool:
    if one.issue != item["issue"] or not same_actor(item["actor"], one.actor, one.name):
        return False
    led = one.stance.value == item["to"] or _limits_meet(key, one, item)
    return led and near(one.since, item["day"], DAYS)


def _limits_meet(key: LedgerKey, one: Position, item: Item) -> bool:
    if one.limits is None or not item["limits_to"]:
        return False
    words: Sequence[str] = one.limits.span.text_of(key.texts[one.limits.article]).casefold().split()
    wanted = item["limits_to"].casefold().split()
    return 2 * len({*words} & {*wanted}) >= min(len({*words}), len({*wanted}))
