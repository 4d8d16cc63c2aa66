"""Sums that cannot be: parts that are more than the whole they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from watchdesk.records import Quantity, QuantityKind

FLAG = "impossible_sum"
_INSIDE = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|the dead|those (?:killed|hurt|injured|wounded))"
    r"|\bof (?:whom|them)|\bamong which|\bof which)(?: were| was| are)?(?: the)?(?: other)? $",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" of (?:them|whom|which)\b", re.IGNORECASE)
_ADDEND = re.compile(
    r"(?:^|[^,;:(–—-]{0,60})(?:[,:(]|[–—]| and| with)(?: and)?(?: another| a further| the other)? $"
)
_SCATTERED = re.compile(
    r" (?:in|at|near|on|outside|inside|from|by|around|along|more in|others? in|to the)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:up|down|from|compared|against|versus|than|earlier|rose|risen|fell|fallen|previous|"
    r"previously|last|while|also|turnout|trust|margin|both)\b",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    "vote votes ballots seats total electorate voters respondents shares budget".split()
)
"""What shares are told of that leave nothing to two of them."""
_ABOVE = 1.005
"""Shares told to the nearest tenth may make a little more than a hundred."""


def impossible(text: str, offset: int, found: Sequence[Quantity]) -> list[Quantity]:
    """The amounts of a sentence, those of a sum that cannot be with the flag for it.

    ``text`` is the sentence and ``offset`` where it starts. Flagged are a part told as such
    ("including", "of them") that is more than any amount before it, numbers told place by place
    behind a count that make more than the count, and shares of one vote, survey or the like that
    make more than 100 per cent.
    """
    wrong = {
        *_parts(text, offset, found),
        *_places(text, offset, found),
        *_shares(text, offset, found),
    }
    return [
        one.model_copy(update={"flags": (*one.flags, FLAG)}) if number in wrong else one
        for number, one in enumerate(found)
    ]


def _counts(found: Sequence[Quantity]) -> list[tuple[int, Quantity]]:
    return [
        (number, one)
        for number, one in enumerate(found)
        if one.kind is QuantityKind.COUNT and "unreadable" not in one.flags
    ]


def _least(one: Quantity) -> float:
    return one.low or 0.0


def _parts(text: str, offset: int, found: Sequence[Quantity]) -> Iterator[int]:
    """A part that is told as one, and its whole."""
    before: list[tuple[int, Quantity]] = []
    for number, one in _counts(found):
        lead = text[max(0, one.start - offset - 60) : one.start - offset]
        told = _INSIDE.search(lead) or _BEHIND.match(text, one.end - offset)
        if told and before and not one.approximate:
            most = max((w.high if w.high is not None else float("inf")) for _, w in before)
            if _least(one) > most and "additional" not in one.flags:
                yield from (number, before[-1][0])
        before.append((number, one))


def _places(text: str, offset: int, found: Sequence[Quantity]) -> Iterator[int]:
    """A count, and those numbers behind it that tell it place by place."""
    counts = _counts(found)
    for index, (number, whole) in enumerate(counts):
        if whole.counted is None or whole.high is None or whole.approximate:
            continue
        addends = list(_addends(text, offset, whole, counts[index + 1 :]))
        if len(addends) > 1 and sum(_least(found[n]) for n in addends) > whole.high:
            yield from (number, *addends)


def _addends(
    text: str, offset: int, whole: Quantity, others: Iterable[tuple[int, Quantity]]
) -> Iterator[int]:
    end = whole.end
    for number, one in others:
        bare = one.counted is None or one.counted == whole.counted
        between = text[end - offset : one.start - offset]
        if not bare or not _ADDEND.search(between) or not _SCATTERED.match(text, one.end - offset):
            return
        yield number
        end = one.end


def _shares(text: str, offset: int, found: Sequence[Quantity]) -> Iterator[int]:
    shares = [
        (number, one)
        for number, one in enumerate(found)
        if one.kind is QuantityKind.SHARE and one.unit == "%"
    ]
    wholes = {one.counted.lower() for _, one in shares if one.counted}
    if len(shares) < 2 or len(wholes) != 1 or not wholes <= _WHOLE:
        return
    if _CHANGED.search(text[shares[0][1].end - offset : shares[-1][1].start - offset]):
        return
    if sum(_least(one) for _, one in shares) > 100 * _ABOVE:
        yield from (number for number, _ in shares)
