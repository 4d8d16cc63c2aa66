"""Where somebody stands on an issue: the words it is read from, and what stood before and after."""

from __future__ import annotations

from watchdesk.answers.cited import Words, words_at
from watchdesk.display import with_one_name
from watchdesk.records import Address, Position, PositionEvidence, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

_EVIDENCE = 100


class StandWords(Frozen):
    """Words a position is read from."""

    evidence: PositionEvidence
    """What they tell."""
    words: Words
    """The sentence."""
    limits: Words | None = None
    """The words in it that limit it or set a condition."""


class ToldPosition(Frozen):
    """A position with its evidence."""

    position: Position
    """The record."""
    gist: Words | None
    """Its clearest words."""
    limits: Words | None
    """The words that limit it."""
    evidence: tuple[StandWords, ...]
    """In the order of days."""
    more: int = 0
    """How much evidence is left out."""
    path: tuple[Position, ...] = ()
    """All positions of this actor on this issue, in the order of days, this one among them."""

    @property
    def previous(self) -> Position | None:
        """The one that it replaced."""
        return next((one for one in self.path if one.id == self.position.previous), None)

    @property
    def following(self) -> Position | None:
        """The one that replaced it."""
        return next((one for one in self.path if one.previous == self.position.id), None)


def told_position(view: View, watch: Watch, name: str) -> ToldPosition | None:
    """A position by its id; ``None`` when it stands no more or never did."""
    found = view.record(Position, name)
    if found is None:
        return None
    position = with_one_name(view, [found])[0]
    path = view.records(Position, [f"held:{position.actor}|{position.issue}"])
    shown = position.evidence[:_EVIDENCE]
    sentences = {one: one.at.model_copy(update={"span": one.sentence}) for one in shown}
    limits = {one: one.at.model_copy(update={"span": one.limits}) for one in shown if one.limits}
    said = {sentences[one]: one.on for one in shown}
    own = [at for at in (position.gist, position.limits) if at]
    words = words_at(view, watch, [*own, *sentences.values(), *limits.values()], said)
    return ToldPosition(
        position=position,
        gist=_of(words, position.gist),
        limits=_of(words, position.limits),
        evidence=tuple(
            StandWords(
                evidence=one,
                words=words[sentences[one]],
                limits=_of(words, limits.get(one)),
            )
            for one in shown
            if sentences[one] in words
        ),
        more=len(position.evidence) - len(shown),
        path=tuple(sorted(with_one_name(view, path), key=order)),
    )


def _of(words: dict[Address, Words], at: Address | None) -> Words | None:
    return words.get(at) if at else None


def order(position: Position) -> tuple[str, str, str]:
    """In the order of days."""
    since = position.since
    return str(since.latest or "9999"), str(since.earliest or "0000"), position.id
