"""How an attribution's chain, act and standing are put into words, in every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from watchdesk.brief.wording import days
from watchdesk.records import (
    Act,
    Interval,
    Link,
    Polarity,
    Span,
    Speech,
    Strength,
    Telling,
    Verification,
)
from watchdesk.shown_attribution.marks import Entry, Told

ARROW = " → "
NOBODY = "nobody is named"
_SPEECH = {
    Speech.DIRECT: "quoted",
    Speech.MIXED: "quoted in part",
    Speech.INDIRECT: "indirect",
}
_MOOD = {
    Telling.NEGATED: "negated",
    Telling.CONDITIONAL: "under a condition",
    Telling.QUESTION: "a question",
    Telling.PLANNED: "planned",
    Telling.POSSIBLE: "possible",
}
_TOLD = {
    Telling.NEGATED: "not said",
    Telling.CONDITIONAL: "said under a condition",
    Telling.QUESTION: "asked whether it was said",
    Telling.PLANNED: "to be said",
    Telling.POSSIBLE: "perhaps said",
}
_LONG = 200
_PLACING = frozenset(
    "in on at to with during via through from before outside inside over by while".split()
)
"""What a venue begins with that is no mere listener."""


class Fact(NamedTuple):
    """Something told of an attribution, with the words of the text that carry it."""

    name: str
    value: str
    words: tuple[str, ...] = ()


def teller(link: Link) -> str:
    """A link without its kind: name, office, time and place of saying."""
    role = link.entity.role if link.entity else None
    beside = [role if role and role.casefold() not in link.name.casefold() else None]
    beside += [_when(link.said), _where(link.venue)]
    return ", ".join([link.name, *(one for one in beside if one)])


def chain(links: Sequence[Link]) -> str:
    """Who told whom, each with what it is: ``Harbour Times (outlet) → Ana Orl (person)``."""
    return ARROW.join(f"{teller(link)} ({link.kind.value})" for link in links) or NOBODY


def _where(venue: str | None) -> str | None:
    """A venue as it is read out: "on the radio", but "to reporters" for whoever was told."""
    if venue is None or venue.partition(" ")[0].casefold() in _PLACING:
        return venue
    return f"to {venue}"


def _when(said: Interval | None) -> str | None:
    return days(said) if said and (said.earliest or said.latest) else None


def standing(entry: Entry, told: Told) -> Fact | None:
    """How sure the words around it say it is, and those words; ``None`` when they say nothing."""
    one = entry.attribution
    if one.verification is Verification.UNMARKED:
        return None
    words = _words(told, one.evidence)
    return Fact("standing", f"standing: {_plain(one.verification)}", words)


def facts(entry: Entry, told: Told) -> Iterator[Fact]:
    """What else is told of an attribution, apart from chain and standing.

    Of strength, polarity, telling and mood only what is not the ordinary case, of time and venue
    what its last teller does not tell.
    """
    one = entry.attribution
    how = f", {_SPEECH[one.speech]}" if one.content and one.act is not Act.STANCE else ""
    yield Fact("act", f"{_plain(one.act)}{how}")
    if one.strength not in (None, Strength.STRONG):
        yield Fact("strength", f"{one.strength} strength")
    if one.polarity is Polarity.NEGATIVE:
        yield Fact("polarity", "against the content")
    if one.telling is not Telling.ASSERTED:
        yield Fact("telling", _TOLD[one.telling])
    if one.mood is not Telling.ASSERTED:
        yield Fact("mood", f"content {_MOOD[one.mood]}")
    if one.hedges:
        yield Fact("hedged", "hedged", _words(told, one.hedges))
    last = one.chain[-1] if one.chain else None
    if (when := _when(one.said)) and not (last and last.said == one.said):
        yield Fact("said", f"said {when}")
    if one.venue and not (last and last.venue == one.venue):
        placed = one.venue.partition(" ")[0].casefold() in _PLACING
        yield Fact("venue", f"{'venue' if placed else 'told'} {one.venue}")
    if entry.within:
        yield Fact("in", f"in {entry.within}")


def fact(one: Fact) -> str:
    """A fact in a line: ``standing: unverified (“could not be confirmed”)``."""
    carried = ", ".join(f"“{words}”" for words in one.words)
    return f"{one.value} ({carried})" if carried else one.value


def _plain(value: str) -> str:
    return str(value).replace("_", " ")


def _words(told: Told, spans: Iterable[Span]) -> tuple[str, ...]:
    found = (" ".join(told.words(span).split()) for span in spans)
    return tuple(f"{words[:_LONG]} …" if len(words) > _LONG else words for words in found if words)


def many(number: int, one: str) -> str:
    """``1 line``, ``3 lines``."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def summary(told: Told) -> str:
    """How many attributions of which act, how many nested, and how many name nobody."""
    acts = Counter(entry.attribution.act for entry in told.entries)
    nested = sum(entry.within is not None for entry in told.entries)
    nobody = sum(entry.attribution.source is None for entry in told.entries)
    parts = [f"{acts[act]} {_plain(act)}" for act in Act if acts[act]]
    parts += [f"{nested} told inside of another"] if nested else []
    parts += [f"{nobody} that {'names' if nobody == 1 else 'name'} nobody"] if nobody else []
    counted = many(len(told.entries), "attribution") if told.entries else "no attributions"
    return f"{counted}: {', '.join(parts)}" if parts else counted


def aside(told: Told) -> str | None:
    """The parts that are not shown; ``None`` when all are."""
    left = told.aside
    return ", ".join(f"{left[kind]} {kind.value}" for kind in sorted(left)) or None
