"""Cases of events written by hand: loaded, placed and scored. ``events.md`` has the format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from helpers_grounding import DATA, Block, blocks, placed
from watchdesk.records import Modality, Party, Reading, Span

ASKED = ("type", "mode", "actor", "recipient", "modality")
"""What is scored of an event, each for itself."""


NONE = ("none",)
"""The rows of a case in which nothing may be found."""


class Named(NamedTuple):
    """Somebody who must be given; ``free`` ones may be left out."""

    span: Span
    free: bool


@dataclass(frozen=True)
class Case:
    """A sentence with the event that must be found."""

    name: str
    text: str
    trigger: Span
    types: tuple[str, ...]
    modes: tuple[frozenset[str], ...]
    """Sets of modes that are right; none given: modes are not asked."""
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    mutual: bool
    """Both sides act: who of ``actors`` is given as the recipient is left open."""
    modalities: tuple[Modality, ...]
    """One, or one for each of ``types``."""

    def told(self, kind: str) -> Modality:
        """How an event of a type must be told."""
        of_each = len(self.modalities) == len(self.types) and kind in self.types
        return self.modalities[self.types.index(kind) if of_each else 0]


def cases(half: str) -> list[Case]:
    """The cases of ``dev`` or ``held`` with an event. Raises ``MalformedCase``."""
    return [_case(block) for block in _blocks(half) if block.lines[1:] != NONE]


def quiet(half: str) -> list[str]:
    """The sentences of ``dev`` or ``held`` in which nothing may be found."""
    return [block.text for block in _blocks(half) if block.lines[1:] == NONE]


def _blocks(half: str) -> list[Block]:
    return blocks(DATA / f"{half}_events.txt")


def _case(block: Block) -> Case:
    if len(block.lines) != 2:
        raise block.wrong("a case is a sentence and one row")
    trigger, types, modes, actors, recipients, told = block.fields(block.lines[1], 6)
    mutual = recipients == "="
    return Case(
        name=block.name,
        text=block.text,
        trigger=block.place(trigger),
        types=tuple(types.split(" / ")),
        modes=() if modes == "*" else tuple(map(_modes, modes.split(" / "))),
        actors=_named(block, actors),
        recipients=() if mutual else _named(block, recipients),
        mutual=mutual,
        modalities=tuple(map(Modality, told.split(" / "))),
    )


def _modes(written: str) -> frozenset[str]:
    return frozenset() if written == "-" else frozenset(written.split(", "))


def _named(block: Block, written: str) -> tuple[Named, ...]:
    found = []
    for one in () if written == "-" else written.split(" & "):
        free = one.startswith("(") and one.endswith(")")
        words = one[1:-1] if free else one
        found.append(Named(placed(block, words, block.text), free))
    return tuple(found)


def answers(case: Case, reading: Reading) -> dict[str, bool]:
    """What of a case is right, by :data:`ASKED`; all is wrong where no event is found.

    The event meant is one of the right type whose trigger touches the words of the case; with
    none of the right type, any whose trigger touches them.
    """
    near = [one for one in reading.events if _meet(one.trigger, case.trigger)]
    near.sort(key=lambda one: one.type not in case.types)
    if not near:
        return dict.fromkeys(ASKED, False)
    event = near[0]
    return {
        "type": event.type in case.types,
        "mode": not case.modes or frozenset(event.mode) in case.modes,
        **_sides(case, event.who, event.whom),
        "modality": event.modality is case.told(event.type),
    }


def _sides(case: Case, actors: Sequence[Party], recipients: Sequence[Party]) -> dict[str, bool]:
    if case.mutual:
        right = bool(actors) and _same(case.actors, [*actors, *recipients])
        return {"actor": right, "recipient": right}
    return {
        "actor": _same(case.actors, actors),
        "recipient": _same(case.recipients, recipients),
    }


def _same(wanted: Iterable[Named], given: Iterable[Party]) -> bool:
    """Whether everybody wanted is given, and nobody else."""
    asked, own = list(wanted), [Span(one.start, one.end) for one in given]
    met = all(one.free or any(_meet(one.span, span) for span in own) for one in asked)
    return met and all(any(_meet(one.span, span) for one in asked) for span in own)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def digest_of(folder: Path = DATA) -> str:
    """Of all cases of events."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*_events.txt")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()
