"""The forms amounts take in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchdesk.grounding.quantity_around import After, Before, Loose, after, before
from watchdesk.grounding.quantity_names import is_name
from watchdesk.grounding.quantity_shares import share_at
from watchdesk.grounding.quantity_terms import Term, starts, symbol_of, term_at
from watchdesk.grounding.quantity_units import flow_of
from watchdesk.records import QuantityKind


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a sentence; offsets count from the start of the sentence."""

    start: int
    end: int
    core: int
    """Where its first numeral starts."""
    low: float | None
    high: float | None
    unit: str | None = None
    """Unit word, currency code, ``%``, or ``None`` for counts."""
    kind: QuantityKind = QuantityKind.COUNT
    approximate: bool = False
    approximator: str | None = None
    vague: bool = False
    additional: bool = False
    unreadable: bool = False
    lasting: bool = False
    """Whether it is a length of time."""
    paired: bool = False
    """Whether it is one of two that stand together, as in votes and scores."""

    @property
    def is_bare_one(self) -> bool:
        """Whether it is no more than the word "one" or the figure."""
        return self.is_plain and self.low == self.high == 1

    @property
    def is_plain(self) -> bool:
        """Whether it is a number without unit, bound or a second number beside it."""
        return self.kind is QuantityKind.COUNT and not self.approximator and not self.paired

    def daily(self) -> Amount:
        """The same a day, where it is a volume that is told that way."""
        unit = flow_of(self.unit or "")
        return replace(self, unit=unit) if unit else self

    def loosened(self, loose: Loose) -> Amount:
        """The same with what words behind its noun make of it."""
        return replace(
            self,
            low=self.low if loose.low else None,
            high=self.high if loose.high else None,
            approximate=self.approximate or loose.approximate,
        )


_HUGE = re.compile(r"(?<!\w)(?:\d{16,}|\d[\d,]{23,})(?!\w)")
_LINK = re.compile(
    r"(?P<dash>[ \u00a0]?[–—-][ \u00a0]?)(?=[\d$€£])"
    r"|(?i:,? (?P<word>to|or even|or|and|if not|and even|possibly|perhaps|maybe|and perhaps|"
    r"and possibly|but not more than|and up to|and as many as|or as many as|or up to|through)"
    r"(?: even| perhaps| possibly| maybe)?(?: as many as| as much as| about| around| some)? )"
)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|grew|grown|grow|growing|"
    r"cut|cuts|cutting|raised|raises?|raising|lowered|lowers?|increased?|increases|increasing|"
    r"reduced?|reduces|reducing|dropped|drops?|jumped|jumps?|climbed|climbs?|declined|declines?|"
    r"went|up|down|slashed|expanded|shrank|shrunk|moved|changed|doubled|tripled|revised|swung)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 120


def amounts(sentence: str) -> list[Amount]:
    """The amounts of a sentence, in order, none overlapping another."""
    huge = [match.span() for match in _HUGE.finditer(sentence)]
    out = [Amount(s, e, s, None, None, unreadable=True) for s, e in huge]
    at = taken = 0
    for match in starts().finditer(sentence):
        if match.start() < at or any(s <= match.start() < e for s, e in huge):
            continue
        found, at = _read(sentence, match, taken)
        found = [one for one in found if not any(s < one.end and one.start < e for s, e in huge)]
        taken = found[-1].end if found else taken
        out += found
    return sorted(out, key=lambda amount: amount.start)


def _term(text: str, match: re.Match[str]) -> Term | None:
    symbol = match["symbol"]
    money = symbol_of(text, symbol) if symbol else None
    term = term_at(text, match.start("core"), money)
    return term._replace(start=match.start()) if term else None


def _read(text: str, match: re.Match[str], taken: int) -> tuple[list[Amount], int]:
    """The amounts that start with a numeral, and where they end."""
    first = _term(text, match)
    if not match["symbol"]:
        share = share_at(text, match.start("core"), first)
        if share is not None and (first is None or share[0] >= first.bare):
            end, value = share
            term = Term(match.start(), end, match.start(), end, value, value, unit="%",
                        kind=QuantityKind.SHARE)  # fmt: skip
            return [_made(text, (term,), before(text, term.start, taken))], end
    if first is None:
        return [], match.start() + 1
    ahead = before(text, first.start, taken)
    second = _second(text, first, ahead)
    last = second or first
    if is_name(text, first, last, loosened=bool(ahead.loose)):
        return [], last.end
    if second is None:
        return _single(text, first, ahead)
    first, second = _shared(first, second)
    if _are_two(text, first, second, ahead):
        joined = [
            _made(text, (first,), ahead._replace(start=min(ahead.start, first.start))),
            _made(text, (second,), Before(second.start)),
        ]
        joined = [replace(amount, paired=True) for amount in joined]
        return joined, joined[-1].end
    made = _made(text, (first, second), ahead)
    return [made], made.end


def _single(text: str, term: Term, ahead: Before) -> tuple[list[Amount], int]:
    made = _made(text, (term,), ahead)
    return [made], made.end


def _second(text: str, first: Term, ahead: Before) -> Term | None:
    """The other end of a range, or the second of two amounts told under one unit."""
    for at in dict.fromkeys((first.end, first.bare)):
        link = _LINK.match(text, at)
        if link is None:
            continue
        start = starts().match(text, link.end())
        second = _term(text, start) if start else None
        if second is None or text[second.bare : second.bare + 1] in "²³":
            continue
        joined = (link["word"] or "").lower() == "and" and ahead.lead != "between"
        if joined and (first.unit is not None or second.unit is None):
            continue
        if _fits(first, second, link):
            return second
    return None


def _fits(first: Term, second: Term, link: re.Match[str]) -> bool:
    """Whether two numerals can be one amount, or two of one kind."""
    if second.vague and not first.vague and (link["word"] or "").lower() not in ("to", "or"):
        return False
    if first.unit is not None and second.unit is not None:
        return first.unit == second.unit
    if first.unit is None:
        return True
    # "$4 to 6 billion", "€10–15": a sign in front holds for both, a unit behind does not.
    return first.kind is QuantityKind.MONEY and first.start < first.core


def _shared(first: Term, second: Term) -> tuple[Term, Term]:
    """Both with the unit and the scale that only one of them has."""
    unit, kind = (first.unit, first.kind) if first.unit else (second.unit, second.kind)
    lasting = first.lasting or second.lasting
    low, high = first.low, first.high
    if (
        second.scale > 1
        and first.scale == 1
        and not first.vague
        and low * second.scale <= second.low
    ):
        low, high = low * second.scale, low * second.scale
    elif _is_short(first, second):
        low = high = low * 1000
    return (
        first._replace(low=low, high=high, unit=unit, kind=kind, lasting=lasting),
        second._replace(unit=unit, kind=kind, lasting=lasting),
    )


def _is_short(first: Term, second: Term) -> bool:
    """Whether "10–15,000" stands for ten to fifteen thousand."""
    thousands = second.low / 1000
    return (
        not second.vague and not first.vague and first.scale == second.scale == 1
        and first.low < thousands < 1000 and second.low % 1000 == 0 and first.low * 30 >= thousands
        and first.low == int(first.low)
    )  # fmt: skip


def _are_two(text: str, first: Term, second: Term, ahead: Before) -> bool:
    """Whether two numerals under one unit are two amounts and no range."""
    if second.high is not None and second.high < first.low:
        return True
    link = text[first.bare : second.start].strip().lower()
    if "and" in link.split() and ahead.lead != "between":
        return True
    if ahead.lead == "from" or " to " in text[first.bare : second.start]:
        near = text[max(0, ahead.start - _LOOK_BACK) : ahead.start]
        return ahead.lead == "from" and bool(_CHANGE.search(near))
    return False


def _made(text: str, terms: Sequence[Term], ahead: Before) -> Amount:
    first, last = terms[0], terms[-1]
    behind = after(text, last.end)
    loose = (*ahead.loose, *behind.loose)
    low: float | None = first.low
    high = last.high
    if any(not one.high for one in loose):
        high = None
    if any(not one.low for one in loose):
        low, high = None, last.high
    ranged = len(terms) == 2 and ahead.lead is not None
    start = ahead.lead_at if ranged else ahead.start
    approximate = any(one.approximate for one in loose) or first.vague or last.vague
    end = behind.end
    if first.unit is None and end == last.end and text[end - 3 : end] == " of":
        end -= 3
    return Amount(
        start, end, first.core, low, high, first.unit, first.kind,
        approximate,
        _words(ahead, behind),
        vague=first.vague or last.vague,
        additional=ahead.additional or behind.additional,
        lasting=first.lasting,
    )  # fmt: skip


def _words(ahead: Before, behind: After) -> str | None:
    told = [words for words in (ahead.words, behind.words) if words]
    return " … ".join(told) or None
