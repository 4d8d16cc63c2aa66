"""One printed name for each person, however the articles spell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from watchdesk.records import Position
from watchdesk.store import View

R = TypeVar("R", bound=BaseModel)
_PERSON = "person:"
_MOST = 200
"""People whose other positions are looked up; of more the records at hand tell."""


def with_one_name(view: View, records: Iterable[R]) -> list[R]:
    """The records, positions with the full name by which the desk tells of a person most often.

    Of names told as often the longest is taken, then the first in the alphabet. What else a record
    holds stays as it is: its evidence keeps the name as written. The name an analyst gave somebody
    goes before all.
    """
    found = list(records)
    ruled = view.renamed()
    if ruled:
        return [_renamed(one, ruled) for one in _with_one_name(view, found)]
    return _with_one_name(view, found)


def _with_one_name(view: View, found: list[R]) -> list[R]:
    people = {one.actor for one in found if isinstance(one, Position) and _is_person(one)}
    if not people:
        return found
    told: Sequence[object] = found
    if len(people) <= _MOST:
        told = view.records(Position, [f"actor:{one}" for one in sorted(people)], None, None)
    names = _names(one for one in told if isinstance(one, Position) and one.actor in people)
    return [_renamed(one, names) for one in found]


def _is_person(one: Position) -> bool:
    return one.actor.startswith(_PERSON)


def _names(positions: Iterable[Position]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for one in positions:
        counts.setdefault(one.actor, Counter())[one.name] += max(1, len(one.evidence))
    return {actor: min(of, key=lambda name: _rank(name, of)) for actor, of in counts.items()}


def _rank(name: str, counts: Counter[str]) -> tuple[bool, int, int, str]:
    return len(name.split()) < 2, -counts[name], -len(name), name


def _renamed(one: R, names: dict[str, str]) -> R:
    name = names.get(one.actor) if isinstance(one, Position) else None
    if name is None or name == getattr(one, "name", None):
        return one
    return one.model_copy(update={"name": name})
