"""Which attributions, numbers, names, times and places an edit touched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher

import numpy as np

from watchdesk.records import Mention, MentionKind, Place, Quantity, Reading, Span, Time
from watchdesk.records.edit import Aspect, Touch, TouchHow, TouchKind
from watchdesk.reuse.edits import Edits
from watchdesk.reuse.paired import (
    Bare,
    Found,
    Pair,
    Side,
    T,
    edit_of,
    find,
    is_gone,
    key_of,
    pair,
    sides,
    touch_of,
)
from watchdesk.reuse.said import attributions
from watchdesk.reuse.units import words_in

_SPELLING = 0.7
"""Two names are one, spelled otherwise, when so much of their letters is the same."""
_DIGITS = re.compile(r"\d")


def touched(edits: Edits, a: Reading, b: Reading) -> tuple[Touch, ...]:
    """What the edits between two versions touched, in the order of the second."""
    one, other = sides(edits, a, b)
    found = [
        *attributions(one, other),
        *_numbers(one, other),
        *_names(one, other),
        *_timely(one, other),
        *_placed(one, other),
    ]
    order = {id(touch): _key(touch, one, other) for touch in found}
    return tuple(sorted(found, key=lambda touch: order[id(touch)]))


def _key(touch: Touch, one: Side, other: Side) -> tuple[int, int]:
    if touch.b is not None:
        return touch.b.start, 1
    assert touch.a is not None
    first = words_in(one.units.words, touch.a)[0]
    before = one.partner[:first]
    at = int(before.max(initial=-1))
    return (int(other.units.words.ends[at]) if at >= 0 else 0), 0


def _numbers(one: Side, other: Side) -> Iterator[Touch]:
    left, right = (find(s, s.reading.quantities, _own) for s in (one, other))
    for before, after in _recounted(list(pair(left, right, (one, other))), one, other):
        if before is not None and after is not None:
            aspects = tuple(_quantity_aspects(before, after, one, other))
            if aspects:
                touch = touch_of(TouchKind.NUMBER, (before, after), (one, other), aspects)
                yield touch.model_copy(update={"counted": _counted(before.item, after.item)})
        else:
            yield from _lone(TouchKind.NUMBER, before, after, one, other)
    yield from _bare(one, other)


def _counted(before: Quantity, after: Quantity) -> str | None:
    """What two numbers both count."""
    same = key_of(before.counted or "") == key_of(after.counted or "")
    return after.counted if same else None


def _recounted(pairs: list[Pair[Quantity]], one: Side, other: Side) -> Iterator[Pair[Quantity]]:
    """Numbers that are gone with those that came for them, where words tell no more than that.

    In sentences put for others, a number and another of the same counted noun, each the only one
    of its noun in the edit, are one number that changed.
    """
    lone: dict[tuple[int, str, str, str | None], list[list[int]]] = {}
    for number, (before, after) in enumerate(pairs):
        if (before is None) is (after is None):
            continue
        side, found = (one, before) if after is None else (other, after)
        if found is None or not found.item.counted or edit_of(found, side) < 0:
            continue
        item = found.item
        key = edit_of(found, side), item.kind.value, key_of(item.counted or ""), item.unit
        lone.setdefault(key, [[], []])[side is other].append(number)
    joined = {gone[0]: came[0] for gone, came in lone.values() if len(gone) == len(came) == 1}
    came_for = set(joined.values())
    for number, (before, after) in enumerate(pairs):
        if number in joined:
            yield before, pairs[joined[number]][1]
        elif number not in came_for:
            yield before, after


def _own(item: Quantity | Mention | Time | Place | Bare) -> tuple[Span, ...]:
    return (item.span,)


def _lone(
    what: TouchKind, before: Found[T] | None, after: Found[T] | None, one: Side, other: Side
) -> Iterator[Touch]:
    """Something without a partner, when its own words were changed."""
    for item, side in ((before, one), (after, other)):
        if item is not None and is_gone(item, side):
            yield touch_of(what, (before, after), (one, other))


def _quantity_aspects(
    left: Found[Quantity], right: Found[Quantity], one: Side, other: Side
) -> Iterator[Aspect]:
    if not (is_gone(left, one) or is_gone(right, other)):
        return
    before, after = left.item, right.item
    values = _value(before), _value(after)
    if values[0] != values[1]:
        yield Aspect(of="value", old=values[0], new=values[1])
    bounds = _bound(before), _bound(after)
    if bounds[0] != bounds[1]:
        yield Aspect(of="bound", old=bounds[0], new=bounds[1])
    for of, old, new in (
        ("unit", before.unit, after.unit),
        ("counted", before.counted, after.counted),
    ):
        if key_of(old or "") != key_of(new or ""):
            yield Aspect(of=of, old=old or "none", new=new or "none")


def _value(item: Quantity) -> str:
    known = dict.fromkeys(f"{v:.12g}" for v in (item.low, item.high) if v is not None)
    return "–".join(known) or "not known"


def _bound(item: Quantity) -> str:
    about = "about" if item.approximate else "exactly"
    if item.low is None or item.high is None:
        return "at least" if item.high is None else "at most"
    return about if item.low == item.high or item.approximate else "between"


def _bare(one: Side, other: Side) -> Iterator[Touch]:
    """Digits that were changed and are no part of a quantity or a time."""
    left, right = (find(side, _bare_of(side), _own) for side in (one, other))
    for before, after in pair(left, right, (one, other)):
        if before is not None and after is not None:
            if one.folded(before.spans) != other.folded(after.spans):
                words = Aspect(of="words", old=one.line(before.spans), new=other.line(after.spans))
                yield touch_of(TouchKind.NUMBER, (before, after), (one, other), (words,))
        else:
            yield from _lone(TouchKind.NUMBER, before, after, one, other)


def _bare_of(side: Side) -> Iterator[Bare]:
    words, text = side.units.words, side.units.text
    read = (*side.reading.quantities, *side.reading.times)
    covered = side.words([item.span for item in read])
    for at in np.setdiff1d(np.flatnonzero(side.gone), covered).tolist():
        span = Span(int(words.starts[at]), int(words.ends[at]))
        if _DIGITS.search(text, span.start, span.end):
            yield Bare(span)


def _names(one: Side, other: Side) -> Iterator[Touch]:
    """Names of someone who appears or is gone from the text, and names put for others."""
    left, right = (find(side, _mentions(side), _own) for side in (one, other))
    known = _known(one, one.reading.mentions), _known(other, other.reading.mentions)
    seen: set[Hashable] = set()
    for before, after in pair(left, right, (one, other)):
        if before is not None and after is not None and _comparable(before, after, one, other):
            aspect = _name_aspect(before, after, one, other)
            if aspect is not None and aspect not in seen:
                seen.add(aspect)
                yield touch_of(TouchKind.NAME, (before, after), (one, other), (aspect,))
            continue
        for item, found in ((before, (before, None)), (after, (None, after))):
            side, elsewhere = (one, known[1]) if item is before else (other, known[0])
            if item is None or not is_gone(item, side) or _keys(item.item, side) & elsewhere:
                continue
            key = (item is before, _entity(item.item, side))
            if key not in seen:
                seen.add(key)
                yield touch_of(TouchKind.NAME, found, (one, other))


def _mentions(side: Side) -> Iterator[Mention]:
    """Names, but not those of places, which are told as places."""
    text = side.units.text
    places = {place.span for place in side.reading.places}
    for mention in side.reading.mentions:
        named = any(char.isupper() for char in mention.span.text_of(text))
        if named and mention.kind is not MentionKind.PLACE and mention.span not in places:
            yield mention


def _entity(item: Mention, side: Side) -> str:
    return item.entity.id if item.entity else " ".join(side.folded((item.span,)))


def _keys(item: Mention, side: Side) -> frozenset[str]:
    """What a name is known by: whom it stands for, and its last word."""
    return frozenset((_entity(item, side), *side.folded((item.span,))[-1:]))


def _known(side: Side, items: Iterable[Mention]) -> frozenset[str]:
    return frozenset(key for item in items for key in _keys(item, side))


def _comparable(left: Found[Mention], right: Found[Mention], one: Side, other: Side) -> bool:
    """Whether one name may stand for the other: a person for a person, or spelled alike."""
    return left.item.kind is right.item.kind or _alike(left, right, one, other) >= _SPELLING


def _alike(left: Found[Mention], right: Found[Mention], one: Side, other: Side) -> float:
    old, new = " ".join(one.folded(left.spans)), " ".join(other.folded(right.spans))
    return float(SequenceMatcher(None, old, new, autojunk=False).ratio())


def _name_aspect(
    left: Found[Mention], right: Found[Mention], one: Side, other: Side
) -> Aspect | None:
    old, new = one.folded(left.spans), other.folded(right.spans)
    letters = [_letters(side.line(item.spans)) for side, item in ((one, left), (other, right))]
    if old == new and letters[0] != letters[1]:
        return Aspect(of="spelling", old=one.line(left.spans), new=other.line(right.spans))
    if set(old) <= set(new) or set(new) <= set(old):
        return None
    words = one.line(left.spans), other.line(right.spans)
    if _alike(left, right, one, other) >= _SPELLING:
        return Aspect(of="spelling", old=words[0], new=words[1])
    if _entity(left.item, one) == _entity(right.item, other):
        return None
    return Aspect(of="name", old=words[0], new=words[1])


def _letters(name: str) -> str:
    """A name with its accents, but without case and punctuation."""
    plain = unicodedata.normalize("NFC", name.casefold())
    return "".join(char for char in plain if char.isalnum())


def _timely(one: Side, other: Side) -> Iterator[Touch]:
    left, right = (find(s, s.reading.times, _own) for s in (one, other))
    yield from _worded(TouchKind.TIME, left, right, one, other)


def _placed(one: Side, other: Side) -> Iterator[Touch]:
    """Places that changed, or that the other version does not name anywhere."""
    left, right = (find(s, s.reading.places, _own) for s in (one, other))
    known = [{key_of(one.line((p.span,))) for p in one.reading.places}]
    known.append({key_of(other.line((p.span,))) for p in other.reading.places})
    for touch in _worded(TouchKind.PLACE, left, right, one, other):
        words, elsewhere = (touch.old, known[1]) if touch.b is None else (touch.new, known[0])
        if touch.how is TouchHow.CHANGED or key_of(words or "") not in elsewhere:
            yield touch


def _worded(
    what: TouchKind, left: list[Found[T]], right: list[Found[T]], one: Side, other: Side
) -> Iterator[Touch]:
    """Times or places whose words changed."""
    for before, after in pair(left, right, (one, other)):
        if before is not None and after is not None:
            edited = is_gone(before, one) or is_gone(after, other)
            if edited and one.folded(before.spans) != other.folded(after.spans):
                words = Aspect(of="words", old=one.line(before.spans), new=other.line(after.spans))
                yield touch_of(what, (before, after), (one, other), (words,))
        else:
            yield from _lone(what, before, after, one, other)
