"""Numbers, names and quotations of a text: a copy keeps them, a form filled in anew does not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.reuse.align import Chain
from watchdesk.reuse.words import Words, word_hash

_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        "nil one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_QUOTED = re.compile(r"[“\"„«»](?=[^\s“\"„«»”])[^“\"„«»”\n]{12,600}[”\"»“«]")
_JOINS = frozenset("-/.,:–")
_MISREAD = str.maketrans("lIi|!OoQSsZzBg", "11111000552289")
_MISREAD_BACK = str.maketrans("1|!05", "lilos")
_ALIKE = 70
"""Per cent of agreement (normalised InDel distance) of two spellings of one name."""
_LEAST_SHORT = 3
_MOST = 64
_DATED = 3
_EXACT = 3
_COMMON, _COMMON_SHARE, _FEW = 3, 0.25, 2
"""What two reports of one event have in common, at the least: details, and of two numbers one."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER = re.compile(r"[-+]?[A-Z]{0,3}[$£€¥]?\d[\d.,/:–-]*(?:%|[A-Za-z]{0,3})")
"""With its unit, such as US$5.9bn or 12th; not a damaged word."""
_MONTHS = (
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|May|June|July|August"
    "|September|October|November|December"
)
_MONTH = re.compile(_MONTHS)
_DULL = re.compile(rf"{_MONTHS}|Inc|Co|Corp|Ltd|Plc|PLC|Company|Limited|AG|SA|GmbH")
"""Names that tell no story from another."""
_EDGES = " \t\r\n.,;:!?()[]<>“”\"'‘’«»*"


class _Sums(NamedTuple):
    figures: list[int]
    names: list[int]
    quoted: list[int]


def _summed(marks: NDArray[np.bool_]) -> list[int]:
    return [0, *np.cumsum(marks).tolist()]


@dataclass(frozen=True, eq=False)
class Details:
    """Marks on the words of one text; the arrays are as long as the text."""

    words: Words
    text: str
    figures: NDArray[np.bool_]
    """Words in digits and, up to twelve, English words for numbers."""
    numbers: NDArray[np.bool_]
    """The first of each row of figures that make one number, such as 9-7/8."""
    names: NDArray[np.bool_]
    """Capitalised inside a sentence, but not in a row of capitals such as a table's head."""
    quoted: NDArray[np.bool_]
    """Inside quotation marks."""

    @cached_property
    def all_numbers(self) -> frozenset[str]:
        """All numbers of the text, as they are compared."""
        return frozenset(_numbers(self.text.split()))

    @cached_property
    def sums(self) -> _Sums:
        """How many words before each are marked: many short passages are counted by them."""
        return _Sums(*(_summed(marks) for marks in (self.figures, self.names, self.quoted)))

    @cached_property
    def numbers_at(self) -> list[int]:
        """Where numbers begin."""
        return np.flatnonzero(self.numbers).tolist()

    def outside(self, passages: Iterable[tuple[int, int]]) -> _Outside:
        """The different names, months aside, and exact numbers that stand in no passage."""
        marks = np.ones(len(self.words), np.bool_)
        for first, last in passages:
            marks[first:last] = False
        at = np.flatnonzero(marks & self.names)
        apart = self.words.starts[at[1:]] - self.words.ends[at[1:] - 1] > 1
        names: set[tuple[str, ...]] = set()
        for group in np.split(at, np.flatnonzero(apart | (np.diff(at) > 1)) + 1):
            parts = (self.between(n, n + 1) for n in group.tolist())
            names.add(tuple(p.casefold() for p in parts if len(p) > 1 and not _DULL.fullmatch(p)))
        numbers = (self.between(n, n + 1) for n in np.flatnonzero(marks & self.numbers).tolist())
        return _Outside(frozenset(names - {()}), frozenset(filter(_is_exact, numbers)))

    def between(self, first: int, last: int) -> str:
        """The text of some words."""
        return self.words.span(first, last).text_of(self.text)


@lru_cache(maxsize=1)
def _spelled() -> NDArray[np.uint64]:
    return np.array([word_hash(word) for word in _SPELLED], np.uint64)


def details(words: Words, text: str) -> Details:
    """The numbers, names and quotations among the words of a text."""
    begin = [text[at] for at in words.starts.tolist()]
    digits = np.fromiter((char.isdigit() for char in begin), np.bool_, len(begin))
    figures = digits | np.isin(words.hashes, _spelled())
    numbers = figures.copy()
    close = np.flatnonzero(digits[1:] & digits[:-1] & (words.starts[1:] == words.ends[:-1] + 1)) + 1
    for at in close.tolist():
        if text[int(words.starts[at]) - 1] in _JOINS:
            numbers[at] = False
    names = words.details & ~digits
    for at in np.flatnonzero(names).tolist():
        if _shouted(words, text, at):
            names[at] = False
    return Details(words, text, figures, numbers, names, _in_quotes(words, text))


def _shouted(words: Words, text: str, at: int) -> bool:
    """Whether a word in capitals has a neighbour in capitals."""
    if not _capitals(words, text, at):
        return False
    near = (n for n in (at - 1, at + 1) if 0 <= n < len(words))
    return any(_capitals(words, text, n) for n in near)


def _capitals(words: Words, text: str, at: int) -> bool:
    word = text[int(words.starts[at]) : int(words.ends[at])]
    return len(word) > 1 and word.isupper()


def _in_quotes(words: Words, text: str) -> NDArray[np.bool_]:
    quoted = np.zeros(len(words), np.bool_)
    for found in _QUOTED.finditer(text):
        first, last = np.searchsorted(words.starts, found.span())
        quoted[first:last] = True
    return quoted


class _Outside(NamedTuple):
    names: frozenset[tuple[str, ...]]
    numbers: frozenset[str]

    def known_to(self, other: _Outside) -> int:
        """How many of the names are made of words that stand in the other's."""
        words = {word for name in other.names for word in name}
        return sum(words.issuperset(name) for name in self.names)


class Tally(NamedTuple):
    """What became of the details in shared passages."""

    matched: int
    """Equal words."""
    numbers: int
    """Different numbers that both texts have."""
    exact: int
    """Those of them with three digits that count, years aside."""
    names: int
    """Names that are the same in both."""
    quoted: int
    """Equal words inside quotation marks."""
    other_numbers: int
    """Places in which another number stands."""
    other_names: int
    other_months: int
    """Places in which another month, or another day of it, stands."""
    changed: int
    """Words for which others stand, details among them."""

    @property
    def exchanged(self) -> int:
        """Places in which another detail stands."""
        return self.other_numbers + self.other_names + self.other_months

    @property
    def rewording(self) -> float:
        """How likely another word stands for one that is no detail, 0 to 0.4."""
        plain = max(0, self.matched - self.numbers - self.names)
        changed = max(0, self.changed - self.exchanged)
        return min(0.4, (changed + 1) / (plain + changed + 20))

    @property
    def form(self) -> float:
        """How much likelier the words that differ are in a form filled in anew than in a copy.

        The logarithm of a likelihood ratio. Rewording and misreading hit a detail as often as any
        other word; filling in a form hits one in two. Names count half, because a series is often
        about one house, and a date three times: nobody who copies changes the date.
        """
        rate = self.rewording
        kept = self.numbers + self.names / 2
        if self.other_months and self.exchanged >= _DATED and self.exchanged * 10 >= kept:
            return inf  # last week's bulletin, however long its frame
        exchanged = self.exchanged + 2 * self.other_months
        return exchanged * log(0.5 / rate) - kept * log(2 * (1 - rate))


def tally(chains: Iterable[Chain], a: Details, b: Details) -> Tally:
    """Count the details that passages keep and those they exchange."""
    numbers: set[str] = set()
    names = quoted = changed = matched = 0
    other_numbers = other_names = other_months = 0
    for chain in chains:
        matched += chain.matched
        at_a, at_b = chain.runs[0][:2]
        for run in chain.runs:
            if run.a > at_a and run.b > at_b:
                more = _exchanged(a, (at_a, run.a), b, (at_b, run.b))
                other_numbers += more[0]
                other_names += more[1]
                other_months += more[2]
                changed += min(run.a - at_a, run.b - at_b)
            at_a, at_b = run.a + run.length, run.b + run.length
            left, right = (run.a, at_a), (run.b, at_b)
            low, high = (bisect_left(a.numbers_at, at) for at in left)
            numbers.update(a.between(at, at + 1).lower() for at in a.numbers_at[low:high])
            names += max(_in(a.sums.names, left), _in(b.sums.names, right))
            quoted += max(_in(a.sums.quoted, left), _in(b.sums.quoted, right))
    kept = (matched, len(numbers), sum(map(_is_exact, numbers)), names, quoted)
    return Tally(*kept, other_numbers, other_names, other_months, changed)


def _in(sums: list[int], place: tuple[int, int]) -> int:
    """How many words of a place are marked."""
    return sums[place[1]] - sums[place[0]]


def one_event(chains: Sequence[Chain], a: Details, b: Details) -> bool:
    """Whether two texts have names and numbers in common outside the passages they share.

    Two reports of one event do; two fillings of a form have the names of a trade at most, not the
    numbers. Where one text has no exact numbers left, the names decide.
    """
    left = a.outside(chain.a for chain in chains)
    right = b.outside(chain.b for chain in chains)
    numbers = len(left.numbers & right.numbers)
    fewest_numbers = min(len(left.numbers), len(right.numbers))
    if fewest_numbers >= _FEW and numbers < _COMMON_SHARE * fewest_numbers:
        return False
    common = numbers + min(left.known_to(right), right.known_to(left))
    fewest = fewest_numbers + min(len(left.names), len(right.names))
    return common >= _COMMON and common >= _COMMON_SHARE * fewest


def _exchanged(
    a: Details, in_a: tuple[int, int], b: Details, in_b: tuple[int, int]
) -> tuple[int, int, int]:
    """Numbers, names and months for which others stand between two equal words."""
    figures = _in(a.sums.figures, in_a) > 0 and _in(b.sums.figures, in_b) > 0
    named = _in(a.sums.names, in_a) > 0 and _in(b.sums.names, in_b) > 0
    if not (figures or named):
        return 0, 0, 0
    ours, theirs = a.between(*in_a).split(), b.between(*in_b).split()
    numbers = names = months = 0
    if figures:
        gone, come = _numbers(ours) - _figures(theirs), _numbers(theirs) - _figures(ours)
        moved = [
            sum(n for number, n in new.items() if number not in old.all_numbers or len(number) < 3)
            for new, old in ((gone, b), (come, a))
        ]
        numbers = min(gone.total(), come.total(), max(moved))
        months = int(numbers > 0 and _dated(a, in_a) and _dated(b, in_b))
    if named:
        names = min(_strange(a, in_a, theirs), _strange(b, in_b, ours))
        gone_months, come_months = _months(ours), _months(theirs)
        if gone_months and come_months and not gone_months & come_months:
            return numbers, max(0, names - 1), 1
    return numbers - months, names, months


def _dated(details: Details, inside: tuple[int, int]) -> bool:
    """Whether a place begins with the day of a month named before it."""
    first = inside[0]
    return bool(details.figures[first]) and bool(
        _MONTH.fullmatch(details.between(first - 1, first))
    )


def _months(parts: list[str]) -> set[str]:
    return {part[:3] for part in parts if _MONTH.fullmatch(part.strip(_EDGES))}


def _numbers(parts: list[str]) -> Counter[str]:
    """The numbers among the pieces of a text, misread digits set right."""
    return _figures(part for part in parts if _is_number(part))


def _is_number(part: str) -> bool:
    bare = part.strip(_EDGES)
    return bare.lower() in _SPELLED or _NUMBER.fullmatch(bare) is not None


def _is_exact(number: str) -> bool:
    """Whether it says more than a round number or a year does."""
    digits = "".join(filter(str.isdigit, number))
    return len(digits.strip("0")) >= _EXACT and not _YEAR.fullmatch(number)


def _figures(parts: Iterable[str]) -> Counter[str]:
    bare = (part.strip(_EDGES) for part in parts)
    return Counter(_SPELLED.get(part.lower()) or part.translate(_MISREAD) for part in bare)


def _strange(a: Details, inside: tuple[int, int], others: list[str]) -> int:
    """Names in one place that are no spelling and no abbreviation of a word in the other."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 — 20 ms, and few texts need it

    theirs = [_plain(part) for part in others[:_MOST]]
    at = (np.flatnonzero(a.names[slice(*inside)]) + inside[0])[:_MOST].tolist()
    ours = [_plain(a.between(n, n + 1)) for n in at]
    return sum(
        not any(_short_for(name, part) or ratio(name, part) >= _ALIKE for part in theirs)
        for name in ours
    )


def _short_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_SHORT and long.startswith(short)


def _plain(part: str) -> str:
    return part.strip(_EDGES).lower().translate(_MISREAD_BACK).replace("rn", "m")
