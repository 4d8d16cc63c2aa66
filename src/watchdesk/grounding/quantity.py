"""How much: amounts with bounds, units and what is counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchdesk.grounding.quantity_ages import Age, ages
from watchdesk.grounding.quantity_around import behind_noun
from watchdesk.grounding.quantity_counted import Counting
from watchdesk.grounding.quantity_grammar import Amount, amounts
from watchdesk.grounding.quantity_ordinals import ordinals
from watchdesk.grounding.quantity_sums import impossible
from watchdesk.grounding.quantity_units import UNITS, converted, is_absurd, symbol
from watchdesk.language.document import Document
from watchdesk.language.lexicon import known_exactly
from watchdesk.language.listed import Range
from watchdesk.records import MentionKind, Quantity, QuantityKind, Span, Time

_LONGEST_SENTENCE = 5_000
_DAILY = re.compile(r" (?:a|per|each|every) day\b| daily\b")
_CALIBRES = frozenset(("mm", "millimeter", "millimetre"))
_LABEL = re.compile(r"[A-Z][\w’'.-]* $")
_FORMER = re.compile(
    r"(?:\b(?:up|down|rising|falling|compared|increase|decrease|rise|drop|fall) |^[^.;]{0,20}, )"
    r"(?:from|against|with|to) \Z|^ (?:[\w-]+ ){0,9}from \Z"
)
"""Words between an amount and what it was before."""
_NEAR = 60
_LIKE = 50.0
"""How many times the one may be the other."""
_TELLING = 100
"""Amounts from this on are told twice for one thing only."""


def find_quantities(doc: Document, times: Sequence[Time] = ()) -> tuple[Quantity, ...]:
    """Amounts in digits and words, in the order of the text, none overlapping another.

    Lengths come in ``m``, areas in ``m²``, masses in ``kg``, volumes in ``m³``, flows in
    ``m³/s``, speeds in ``m/s``, power in ``W``, energy in ``J``; money in its ISO 4217 currency,
    shares in ``%`` (a half is 50). Ages are in ``year`` unless they are told in ``month``, ``week``
    or ``day``. Lengths of time, whatever stands inside ``times``, and numbers that are names
    (Article 5, F-16) are no amounts; a place in a row from the second on is one of its own kind.
    What is counted is the noun phrase of the numeral, or that behind "of". Flags:
    ``implausible_unit`` for an amount that its unit makes absurd, ``unreadable`` for a number too
    long to be one (no bounds), ``additional`` for "thousands more", ``impossible_sum`` for parts
    that are more than their whole. Of a sentence longer than 5,000 code points only the beginning
    is searched. A large amount that names nothing counted, as in headlines ("30,000 leave homes"),
    takes what the same amount counts elsewhere in the article where that is one thing.
    """
    out: list[Quantity] = []
    finder = _Finder(doc, times)
    for number, sentence in enumerate(doc.sentences):
        out += finder.inside(number, sentence)
    return _named_elsewhere(out)


class _Finder:
    """Finds the amounts of a document sentence by sentence."""

    def __init__(self, doc: Document, times: Sequence[Time]) -> None:
        self.doc = doc
        self.listed = doc.listed
        self.times = sorted(time.span for time in times)
        self.time_starts = [span.start for span in self.times]
        self.names = sorted(name.span for name in doc.names)
        self.name_starts = [span.start for span in self.names]
        groups = [n.span for n in doc.names if n.kind is MentionKind.GROUP]
        self.peoples = {s.start: s for s in groups if _is_people(s.text_of(doc.text))}
        bodies = (n.span for n in doc.names if n.kind is MentionKind.ORGANISATION)
        self.bodies = frozenset(bodies)
        self.persons = sorted(n.span.end for n in doc.names if n.kind is MentionKind.PERSON)

    def inside(self, number: int, sentence: Span) -> list[Quantity]:
        """The amounts of a sentence, in order."""
        text = self.doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST_SENTENCE)]
        low, high = (bisect_right(self.persons, at) for at in sentence)
        persons = {end - sentence.start for end in self.persons[low:high]}
        found = [_of_age(age, sentence.start) for age in ages(text, persons)]
        found += self._ranks(number)
        found = [one for one in found if not self._is_time(one.span)]
        taken = [one.span for one in found]
        counted = self._counts(text, sentence.start, taken)
        found += counted
        return impossible(text, sentence.start, sorted(found, key=lambda one: one.start))

    def _ranks(self, number: int) -> Iterator[Quantity]:
        listed = self.listed
        if number + 1 >= len(listed.bounds):
            return
        for one in ordinals(listed, Range(listed.bounds[number], listed.bounds[number + 1])):
            yield Quantity(
                start=one.span.start,
                end=one.span.end,
                low=one.rank,
                high=one.rank,
                counted=one.counted,
                kind=QuantityKind.ORDINAL,
            )

    def _is_time(self, span: Span) -> bool:
        """Whether a time holds all of a span."""
        at = bisect_right(self.time_starts, span.start)
        return any(time.contains(span) for time in self.times[max(0, at - 3) : at])

    def _is_named(self, span: Span, core: int) -> bool:
        """Whether a numeral is part of a name that starts before it."""
        at = bisect_right(self.name_starts, core)
        for name in self.names[max(0, at - 2) : at]:
            if name.start < core < name.end and name.start < span.start:
                return True
            word = self.doc.text[core : core + 1]
            if name.start == core and name.end > span.end and word.isupper():
                return self.doc.sentence_at(core) is None or not self._opens(core)
        return False

    def _opens(self, core: int) -> bool:
        sentence = self.doc.sentence_at(core)
        return sentence is not None and sentence.start == core

    def _counts(self, text: str, offset: int, taken: list[Span]) -> list[Quantity]:
        out: list[Quantity] = []
        modifier, last = 0, None
        for amount in amounts(text):
            if amount.unit in _CALIBRES and offset + amount.end <= modifier:
                continue  # 40 155mm howitzers: what is counted, and no length
            span = Span(offset + amount.start, offset + amount.end)
            core = Span(offset + amount.core, offset + amount.end)
            # Only a time that holds the numeral: "a day" in "barrels a day" is one, too.
            numeral = Span(core.start, core.start + 1)
            if amount.lasting or self._is_time(numeral) or any(core.overlaps(one) for one in taken):
                continue
            if self._is_named(span, offset + amount.core):
                continue
            phrase = self._counted(amount, core)
            if self._opens_name(core, phrase):
                continue
            if phrase is None and amount.is_plain and last is not None:
                amount = _like(text, amount, last)  # noqa: PLW2901 — the same amount, read on
            if amount.is_bare_one and phrase is None:
                continue
            if phrase is None and amount.is_plain and self._is_label(text, amount, core):
                continue
            counted = phrase.text_of(self.doc.text) if phrase else None
            modifier = phrase.end if phrase else 0
            if phrase and _DAILY.match(text, phrase.end - offset):
                amount = amount.daily()  # noqa: PLW2901 — the same amount, read on
            if phrase and (loose := behind_noun(text, phrase.end - offset)):
                amount = amount.loosened(loose)  # noqa: PLW2901 — the same amount, read on
            if counted is None and amount.additional and out:
                counted = out[-1].counted if amount.unit is None else None
            if counted is None and last is not None and amount.unit is None:
                counted = out[-1].counted if _is_before(text, amount, last) else None
            out.append(_quantity(text, span, amount, counted))
            last = amount
        return out

    def _opens_name(self, core: Span, phrase: Span | None) -> bool:
        """Whether figures are the first word of a name: "7 Harbour Radio"."""
        at = bisect_right(self.name_starts, core.start) - 1
        name = self.names[at] if at >= 0 else None
        if phrase is not None:
            one = self.doc.text[phrase.end - 1] != "s" and phrase.start == core.end + 1
            return one and phrase in self.bodies
        if name is None or name.start != core.start or name.end <= core.end:
            return False
        return self.doc.text[core.end + 1 : core.end + 2].isupper()

    def _is_label(self, text: str, amount: Amount, core: Span) -> bool:
        """Whether a figure that counts nothing belongs to the name before it: Camp 14."""
        if not text[amount.core].isdigit() or not _LABEL.search(text[: amount.core][-30:]):
            return False
        before = self.listed.words(core).start - 1
        return before >= 0 and self.listed.upos[before] in ("PROPN", "NOUN")

    def _counted(self, amount: Amount, core: Span) -> Span | None:
        words = self.listed.words(core)
        if words.start >= words.end:
            return None
        people = self.peoples.get(core.end + 1)
        if people is not None and amount.kind is QuantityKind.COUNT:
            return people
        found = Counting(self.listed, words, words.end, amount).counted()
        return self.listed.span(found) if found else None


def _is_people(name: str) -> bool:
    """Whether a name is that of a people in two words: "Sri Lankans"."""
    known = known_exactly(name) if " " in name else None
    return known is not None and known.kind is MentionKind.GROUP and known.country is not None


def _is_before(text: str, amount: Amount, last: Amount) -> bool:
    """Whether an amount is what the one right before it was: "1,500 hectares, up from 1,000"."""
    between = text[last.end : amount.start]
    turned = _FORMER.search(between) is not None and len(between) < _NEAR
    sizes = [one.low if one.low is not None else one.high or 0.0 for one in (amount, last)]
    return turned and min(sizes) > 0 and max(sizes) <= _LIKE * min(sizes)


def _like(text: str, amount: Amount, last: Amount) -> Amount:
    """An amount with the unit of the one it is compared with."""
    if last.unit is None or not _is_before(text, amount, last):
        return amount
    return replace(amount, unit=last.unit, kind=last.kind)


def _of_age(age: Age, offset: int) -> Quantity:
    return Quantity(
        start=offset + age.start,
        end=offset + age.end,
        low=age.low,
        high=age.high,
        unit=age.unit,
        kind=QuantityKind.AGE,
        approximate=age.approximate,
        approximator=age.approximator,
    )


def _quantity(text: str, span: Span, amount: Amount, counted: str | None) -> Quantity:
    low, high, unit, flags = (
        amount.low,
        amount.high,
        amount.unit,
        ["additional"] * amount.additional,
    )
    if amount.unreadable:
        flags.append("unreadable")
    if unit in UNITS:
        low, high = (None if v is None else converted(v, unit) for v in (low, high))
        value = low if low is not None else high or 0.0
        if is_absurd(text, amount.start, amount.end, unit, value):
            flags.append("implausible_unit")
        unit = symbol(unit)
    return Quantity(
        start=span.start,
        end=span.end,
        low=low,
        high=high,
        unit=unit,
        counted=counted,
        approximate=amount.approximate,
        flags=tuple(flags),
        kind=amount.kind,
        approximator=amount.approximator,
    )


def _named_elsewhere(found: list[Quantity]) -> tuple[Quantity, ...]:
    """Give amounts that count nothing what their equals count."""
    counted: dict[tuple[float | None, float | None], set[str]] = {}
    for one in found:
        if one.counted is not None and one.kind is QuantityKind.COUNT:
            counted.setdefault((one.low, one.high), set()).add(one.counted)
    out = []
    for one in found:
        same = counted.get((one.low, one.high), set())
        large = max(one.low or 0.0, one.high or 0.0) >= _TELLING and not one.approximate
        bare = one.counted is None and one.kind is QuantityKind.COUNT
        if bare and large and len(same) == 1:
            one = one.model_copy(update={"counted": next(iter(same))})  # noqa: PLW2901 — the same amount
        out.append(one)
    return tuple(out)
