"""Who stands where: the positions that were taken or moved in the period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.brief.bullets import Desk, Draft, sentence_at
from watchdesk.brief.material import Material
from watchdesk.brief.speakers import (
    OWN_VOICE,
    named_elsewhere,
    one_line,
    speaker,
    tellers,
    with_referents,
)
from watchdesk.brief.wording import days
from watchdesk.records import Address, Position, PositionBasis, PositionEvidence, Stance

_STATES = ("country:", "org:", "group:")
_SAID = {
    Stance.FOR: "for",
    Stance.AGAINST: "against",
    Stance.CONDITIONAL: "for within limits",
    Stance.RESERVED: "reserved",
}
_SHORT = 120
"""Code points of limits that are quoted in a note."""


def taken(material: Material) -> list[Position]:
    """Positions with words or deeds of the period, moves first, states before persons.

    What an office holder says counts for the state as well; where both stand on the same words
    only the state's is told.
    """
    found = [one for one in material.positions if _evidence(material, one) is not None]
    moved = {one.id for one in found if has_moved(material, one)}
    found.sort(
        key=lambda one: (
            one.id not in moved,
            _place(material, one.issue),
            not one.actor.startswith(_STATES),
            one.name,
            str(one.since),
            one.id,
        )
    )
    told: set[tuple[str, str, Stance]] = set()
    out = []
    for one in found:
        evidence = _evidence(material, one)
        assert evidence is not None
        key = (f"{evidence.at.fragment}", one.issue, one.stance)
        if key not in told:
            told.add(key)
            out.append(one)
    return out


def _place(material: Material, issue: str) -> int:
    names = [one.name for one in material.watch.issue]
    return names.index(issue) if issue in names else len(names)


def has_moved(material: Material, position: Position) -> bool:
    """Whether the actor stood elsewhere before the period."""
    return position.previous is not None and material.period.intersects(position.since)


def _evidence(material: Material, position: Position) -> PositionEvidence | None:
    """The clearest words of the period: those of the gist, else the newest."""
    if position.stance is Stance.NONE_FOUND:
        return None
    dated = [
        one
        for one in position.evidence
        if one.at.article in material.readings
        and material.is_dated(one.at.article)
        and material.is_usable(one.at.article)
        and one.stance is position.stance
    ]
    told = position.gist
    gist = next((one for one in dated if told and _is_in(one, told)), None)
    return gist or (dated[-1] if dated else None)


def _is_in(one: PositionEvidence, gist: Address) -> bool:
    """Whether the gist is told where these words stand."""
    return one.at.article == gist.article and one.sentence.contains(gist.span)


def drafts(desk: Desk, *, moved: bool) -> Iterator[Draft]:
    """A bullet for each that moved in the period, or for each that did not: the sentence,
    verbatim, and under it who stands where. None for a sentence that stands in the brief already.
    """
    material = desk.material
    for position in taken(material):
        evidence = _evidence(material, position)
        if evidence is None or has_moved(material, position) is not moved:
            continue
        if not desk.has_told(_sentence(material, evidence)):
            yield _draft(desk, position, evidence)


def told_elsewhere(desk: Desk) -> dict[Address, str]:
    """Of the positions whose sentence the brief has already: who stands where, by the sentence."""
    material = desk.material
    out: dict[Address, str] = {}
    for position in taken(material):
        evidence = _evidence(material, position)
        if evidence is not None and desk.has_told(_sentence(material, evidence)):
            at = _sentence(material, evidence)
            out[at] = f"{out[at]} {_note(material, position)}" if at in out else ""
            out[at] = out[at] or _note(material, position)
    return out


def _sentence(material: Material, evidence: PositionEvidence) -> Address:
    return sentence_at(material, evidence.at, evidence.sentence)


def _draft(desk: Desk, position: Position, evidence: PositionEvidence) -> Draft:
    material = desk.material
    at = _sentence(material, evidence)
    name, role = speaker(material, at.article, evidence.by)
    return Draft(
        text=with_referents(material, at, evidence.by),
        cited=(at, *named_elsewhere(material, at, evidence.by)),
        told_by=_tellers(material, evidence),
        note=_note(material, position),
        record=position.id,
        speaker=name,
        role=role,
    )


def _tellers(material: Material, evidence: PositionEvidence) -> tuple[str, ...]:
    """Who told it; what somebody says is not in the outlet's own voice, though nobody stands
    between them."""
    told = tellers(material, evidence.at.article, evidence.by)
    said = evidence.basis is PositionBasis.WORDS
    return tuple(name.removesuffix(OWN_VOICE) for name in told) if said else told


def _note(material: Material, position: Position) -> str:
    before = next((one for one in material.positions if one.id == position.previous), None)
    since = f", since {days(position.since)}" if position.since.is_bounded else ""
    limits = _limits(material, position.limits)
    words = f"{position.name} on {position.issue}: {_SAID[position.stance]}{limits}{since}."
    if before is not None and before.stance in _SAID:
        left = _limits(material, before.limits)
        words = f"{words} Before that {_SAID[before.stance]}{left}."
    return f"{words} {_through(position)}".rstrip()


def _limits(material: Material, at: Address | None) -> str:
    if at is None or at.article not in material.readings:
        return ""
    words = one_line(material.words(at))
    return f" (“{words}”)" if len(words) <= _SHORT else ""


def _through(position: Position) -> str:
    """Who spoke or acted, when that is not the actor itself."""
    names = [one.name for one in position.evidence if one.actor != position.actor]
    once: Sequence[str] = list(dict.fromkeys(names))
    if not once:
        return ""
    more = f" and {len(once) - 2} more" if len(once) > 2 else ""
    return f"By {', '.join(once[:2])}{more}."
