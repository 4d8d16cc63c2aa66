"""A person goes by one printed name, whatever the spelling of each article."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from watchdesk.display import with_one_name
from watchdesk.records import Interval, Position, Stance


def position(name: str, issue: str, actor: str = "person:ilya-gorsky") -> Position:
    return Position(
        id=f"pos-{actor}{name}{issue}",
        actor=actor,
        name=name,
        issue=issue,
        stance=Stance.FOR,
        since=Interval.unknown(),
    )


class Ledger:
    """As much of a view as is asked for."""

    def __init__(self, *positions: Position) -> None:
        self.positions = positions
        self.asked: list[list[str]] = []

    def renamed(self) -> dict[str, str]:
        return {}

    def records(self, kind: type, labels: list[str], *rest: Any) -> list[Position]:
        self.asked.append(labels)
        return [one for one in self.positions if f"actor:{one.actor}" in labels]


def names(shown: list[BaseModel], *held: Position) -> list[str]:
    found = with_one_name(Ledger(*held), shown)  # type: ignore[arg-type]
    return [str(getattr(one, "name", "")) for one in found]


MOST = position("Ilya Gorsky", "Ceasefire"), position("Ilya Gorsky", "Grain")
OTHER = position("Ilya Gorskii", "Border")


def test_the_name_told_most_often_is_printed() -> None:
    assert names([OTHER, *MOST], OTHER, *MOST) == ["Ilya Gorsky"] * 3


def test_it_is_the_whole_desk_that_tells_and_not_what_is_shown() -> None:
    assert names([OTHER], OTHER, *MOST) == ["Ilya Gorsky"]


def test_a_full_name_goes_before_a_family_name() -> None:
    bare = [position("Gorskii", str(n)) for n in range(3)]
    assert names([bare[0]], *bare, OTHER) == ["Ilya Gorskii"]


def test_states_and_other_records_stay_as_they_are() -> None:
    ledger = Ledger(*MOST)
    state = position("Norway", "Grain", "country:NO")
    assert with_one_name(ledger, [state, Interval.unknown()]) == [  # type: ignore[arg-type]
        state,
        Interval.unknown(),
    ]
    assert ledger.asked == []
