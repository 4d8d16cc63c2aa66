"""Statements that are tied, in groups that say one thing: the same whatever came first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watchdesk.ledger.alike import IN_MEANING, Alike, conflict
from watchdesk.ledger.alike_rulings import Ruled
from watchdesk.ledger.kept import Kept

Ties = Mapping[tuple[str, str], Alike]
"""By two statement ids, the smaller first, why they are one."""
_TIED, _TIED_IN_MEANING = 0.5, 0.6
"""Part of the pairs of wordings of two groups that must be tied before these are one, by the same
words and by their meaning alone, so that a row of likenesses does not drift."""


@dataclass
class Wording:
    """Statements with the same words, which are one whatever else is."""

    members: list[Kept]

    @property
    def first(self) -> Kept:
        """The first-known one."""
        return self.members[0]


@dataclass
class Gathered:
    """Statements that are one claim."""

    wordings: list[Wording]
    reasons: Counter[str] = field(default_factory=Counter)
    """How many were joined why."""
    rulings: set[str] = field(default_factory=set)
    """Ids of the rulings that joined them, or kept others apart from them."""

    @property
    def members(self) -> tuple[Kept, ...]:
        """All statements, the first known first."""
        found = (one for wording in self.wordings for one in wording.members)
        return tuple(sorted(found, key=lambda one: one.order))


def _wordings(ones: Sequence[Kept], rulings: Iterable[Ruled]) -> list[Wording]:
    """Statements by their form; one that was ruled apart from its own form stands alone."""
    by_form: dict[tuple[int, str], list[Kept]] = {}
    form = {one.id: one.form for one in ones}
    alone = {r.b for r in rulings if not r.same and r.a in form and form[r.a] == form.get(r.b)}
    for one in sorted(ones, key=lambda one: one.order):
        by_form.setdefault((one.form, one.id if one.id in alone else ""), []).append(one)
    return sorted(map(Wording, by_form.values()), key=lambda wording: wording.first.order)


class Gathering:
    """Wordings being put together."""

    def __init__(self, ones: Sequence[Kept], ties: Ties, rulings: Sequence[Ruled]) -> None:
        self._wordings = _wordings(ones, rulings)
        at = {one.id: n for n, wording in enumerate(self._wordings) for one in wording.members}
        self._groups = {n: Gathered([wording]) for n, wording in enumerate(self._wordings)}
        self._home = {n: n for n in self._groups}
        self._of_home = {n: [n] for n in self._groups}
        for n, wording in enumerate(self._wordings):
            self._groups[n].reasons["the same words"] += len(wording.members) - 1
        self._ties: dict[tuple[int, int], Alike] = {}
        for (a, b), why in ties.items():
            pair = _ordered(at[a], at[b]) if a in at and b in at else (0, 0)
            if pair[0] != pair[1] and why.strength > self._strength(pair):
                self._ties[pair] = why
        self._ruled = _latest(
            (_ordered(at[r.a], at[r.b]), r) for r in rulings if r.a in at and r.b in at
        )
        self._conflicts: dict[tuple[int, int], bool] = {}

    def _strength(self, pair: tuple[int, int]) -> float:
        tie = self._ties.get(pair)
        return tie.strength if tie else 0.0

    def run(self) -> list[Gathered]:
        """The groups, the first known first."""
        for pair, ruling in self._ruled.items():  # the latest first: it wins over earlier ones
            if ruling.same and self._may_be_ruled_one(pair):
                self._join(pair, "your ruling", ruling.ruling)
        for pair in sorted(self._ties, key=lambda pair: (-self._ties[pair].strength, pair)):
            if self._home[pair[0]] != self._home[pair[1]] and self._are_one(pair):
                self._join(pair, self._ties[pair].reason)
        self._note_apart()
        return [self._groups[n] for n in sorted(self._groups)]

    def _sides(self, pair: tuple[int, int]) -> list[tuple[int, int]]:
        """All pairs of wordings of the two groups that a pair would join."""
        left, right = (self._of_home[self._home[one]] for one in pair)
        return [_ordered(a, b) for a in left for b in right]

    def _may_be_ruled_one(self, pair: tuple[int, int]) -> bool:
        if self._home[pair[0]] == self._home[pair[1]]:
            return False
        return not any(self._is_apart(other) for other in self._sides(pair))

    def _is_apart(self, pair: tuple[int, int]) -> bool:
        ruling = self._ruled.get(pair)
        return ruling is not None and not ruling.same

    def _conflict(self, pair: tuple[int, int]) -> bool:
        if pair not in self._conflicts:
            a, b = (self._wordings[n].first for n in pair)
            self._conflicts[pair] = conflict(a, b)
        return self._conflicts[pair]

    def _are_one(self, pair: tuple[int, int]) -> bool:
        """Whether nothing keeps two groups apart and enough of their wordings are tied."""
        sides = self._sides(pair)
        ruled = {other for other in sides if other in self._ruled}
        if any(map(self._is_apart, ruled)):
            return False
        if any(self._conflict(other) for other in sides if other not in self._ties):
            return False
        least = _TIED if self._strength(pair) > IN_MEANING else _TIED_IN_MEANING
        return sum(other in self._ties for other in sides) >= least * len(sides)

    def _join(self, pair: tuple[int, int], reason: str, ruling: str | None = None) -> None:
        low, high = _ordered(self._home[pair[0]], self._home[pair[1]])
        into, other = self._groups[low], self._groups.pop(high)
        into.wordings += other.wordings
        into.reasons += other.reasons
        into.reasons[reason] += 1
        into.rulings |= other.rulings | ({ruling} if ruling else set())
        moved = self._of_home.pop(high)
        self._home.update(dict.fromkeys(moved, low))
        self._of_home[low] = sorted(self._of_home[low] + moved)

    def _note_apart(self) -> None:
        """Name the rulings that keep groups apart on either of them."""
        for (a, b), ruling in self._ruled.items():
            if not ruling.same:
                for n in (a, b):
                    self._groups[self._home[n]].rulings.add(ruling.ruling)


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _latest(found: Iterable[tuple[tuple[int, int], Ruled]]) -> dict[tuple[int, int], Ruled]:
    """The latest ruling on each pair of wordings."""
    out: dict[tuple[int, int], Ruled] = {}
    for pair, ruling in found:
        if pair[0] != pair[1]:
            out.setdefault(pair, ruling)
    return out


def gather(ones: Sequence[Kept], ties: Ties, rulings: Sequence[Ruled] = ()) -> list[Gathered]:
    """Statements in groups that say the same thing, the first known first.

    Strong ties are heeded before weak ones. Two groups become one when none of their statements
    exclude each other and at least half of their wordings are tied, so the outcome is the same
    whatever the order of ``ones`` and no likeness drifts. The analyst's ``rulings``, the latest
    first, win over all that.
    """
    return Gathering(ones, ties, rulings).run()
