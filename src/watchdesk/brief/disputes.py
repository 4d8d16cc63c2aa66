"""What is disputed: both sides in their own words, who tells which, and what cannot both be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.brief.bullets import Desk, Draft, quoted, sentence_at
from watchdesk.brief.gate import AGAINST
from watchdesk.brief.material import Material
from watchdesk.brief.speakers import named_elsewhere, one_line, tellers, with_referents
from watchdesk.brief.wording import day
from watchdesk.records import Address, Contradiction, Link, Verification


class _Side(NamedTuple):
    """One side of a contradiction."""

    words: Address
    """What it says of the matter."""
    sentence: Address
    """The sentence that stands in."""
    chain: tuple[Link, ...]
    """Who tells it."""
    told_by: tuple[str, ...]
    """The same as printed, outermost first."""


def facing(material: Material) -> list[Contradiction]:
    """Contradictions with a side that was certainly told in the period, the newest told first."""
    found = [one for one in material.contradictions if _concerns(material, one)]
    return sorted(found, key=lambda one: (not _is_new(material, one), one.id))


def _concerns(material: Material, contradiction: Contradiction) -> bool:
    usable = all(material.is_usable(at.article) for at in contradiction.evidence)
    return usable and any(
        material.is_dated(member.at.article)
        for claim in contradiction.claims
        for member in material.claim_by_id[claim].members
    )


def _is_new(material: Material, contradiction: Contradiction) -> bool:
    """Whether one of the two was not told before the period."""
    return any(
        not any(m.published.precedes(material.period) for m in material.claim_by_id[one].members)
        for one in contradiction.claims
    )


def drafts(desk: Desk, found: Sequence[Contradiction]) -> Iterator[Draft]:
    """A bullet for each pair.

    A side whose sentence stands in the brief already is printed in its telling words alone, and a
    pair within one sentence as that sentence.
    """
    shown: set[frozenset[Address]] = set()
    for contradiction in found:
        draft = _draft(desk, contradiction)
        pair = frozenset(draft.cited[: draft.printed])
        if pair not in shown:
            shown.add(pair)
            yield draft


def _draft(desk: Desk, contradiction: Contradiction) -> Draft:
    material = desk.material
    sides = [_side(material, contradiction, at) for at in contradiction.evidence[:2]]
    same = sides[0].sentence.article == sides[-1].sentence.article and (
        sides[0].sentence.span.contains(sides[-1].sentence.span)
        or sides[-1].sentence.span.contains(sides[0].sentence.span)
    )
    if same:
        wide = max(sides, key=lambda side: side.sentence.span.length)
        text = one_line(material.words(wide.sentence))
        cited: tuple[Address, ...] = (wide.sentence,)
        more: tuple[Address, ...] = ()
    else:
        text = f" {AGAINST} ".join(_words(desk, side) for side in sides)
        named = (named_elsewhere(material, side.sentence, side.chain) for side in sides)
        cited = tuple(side.sentence for side in sides)
        more = tuple(at for some in named for at in some)
    return Draft(
        text=text,
        cited=(*cited, *more),
        note=_note(material, contradiction, sides),
        record=contradiction.id,
        verification=Verification.DISPUTED,
        printed=len(cited),
    )


def _words(desk: Desk, side: _Side) -> str:
    words = with_referents(desk.material, side.sentence, side.chain)
    if not desk.has_told(side.sentence):
        return words
    short = one_line(desk.material.words(side.words))
    return quoted(short) if len(short) < len(words) else words


def _note(material: Material, contradiction: Contradiction, sides: Sequence[_Side]) -> str:
    """What cannot both be, since when, and the relays between an outlet and who it is told by."""
    why = contradiction.why.rstrip(".")
    parts = [f"{why[:1].upper()}{why[1:]}."]
    relayed = [
        f"the {place} told by {' › '.join(side.told_by)}"
        for place, side in zip(("first", "second"), sides, strict=False)
        if len(side.told_by) > 2 or not _is_named(side, why)
    ]
    if relayed:
        line = ", ".join(relayed)
        parts.append(f"{line[:1].upper()}{line[1:]}.")
    first = [_first_told(material, claim) for claim in contradiction.claims]
    if first[0] and not _is_new(material, contradiction):
        parts.append(first[0])
    return " ".join(parts)


def _is_named(side: _Side, why: str) -> bool:
    """Whether the line says who tells it."""
    last = side.told_by[-1].split(",")[0].split()
    return bool(last) and last[-1].casefold() in why.casefold()


def _first_told(material: Material, claim: str) -> str | None:
    first = material.claim_by_id[claim].first_seen
    if not first.precedes(material.period) or first.earliest is None:
        return None
    return f"Open since {day(first.earliest)}."


def _side(material: Material, contradiction: Contradiction, at: Address) -> _Side:
    """One side in the words of an article of the period, if one has them, and who tells it."""
    for claim in contradiction.claims:
        members = material.claim_by_id[claim].members
        if any(m.at.article == at.article and m.sentence.overlaps(at.span) for m in members):
            dated = [m for m in members if material.is_dated(m.at.article)]
            told = [m for m in members if m.at.article == at.article]
            member = (dated or told)[0]
            place = member.at if dated and member.at.article != at.article else at
            names = tellers(material, member.at.article, member.chain)
            return _Side(place, sentence_at(material, place), member.chain, names)
    return _Side(at, sentence_at(material, at), (), tellers(material, at.article, ()))
