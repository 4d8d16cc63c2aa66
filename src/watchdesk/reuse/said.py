"""Which attributions an edit touched, and in what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchdesk.records import Attribution, LinkKind, Span, Speech
from watchdesk.records.edit import Aspect, Touch, TouchKind
from watchdesk.reuse.paired import Found, Side, find, is_gone, key_of, pair, touch_of

_SHARED = 0.3
"""Attributions are one when so much of what the shorter one holds stands in both."""


def attributions(one: Side, other: Side) -> Iterator[Touch]:
    """Attributions that were put in or taken out, or of which something was changed."""
    left, right = (_told(side) for side in (one, other))
    for before, after in pair(left, right, (one, other), _SHARED):
        if before is not None and after is not None:
            aspects = tuple(_attribution_aspects(before, after, one, other))
            if aspects:
                yield touch_of(TouchKind.ATTRIBUTION, (before, after), (one, other), aspects)
        elif before is not None and _attribution_gone(before, one):
            yield touch_of(TouchKind.ATTRIBUTION, (before, None), (one, other))
        elif after is not None and _attribution_gone(after, other):
            yield touch_of(TouchKind.ATTRIBUTION, (None, after), (one, other))


def _told(side: Side) -> list[Found[Attribution]]:
    """Attributions, told with the speaker first."""
    found = find(side, side.reading.attributions, _whole, _signal)
    return [replace(one, shown=(*_signal(one.item), *one.item.content)) for one in found]


def _signal(item: Attribution) -> tuple[Span, ...]:
    return tuple(span for span in (item.source, item.cue) if span is not None)


def _whole(item: Attribution) -> tuple[Span, ...]:
    return tuple(sorted((*_signal(item), *item.content)))


def _attribution_gone(item: Found[Attribution], side: Side) -> bool:
    """Whether the words that make it an attribution, or most of its content, were changed; where
    they were not, only the reading of them differs."""
    signal = side.words(_signal(item.item))
    if len(signal) and side.gone[signal].any():
        return True
    return bool(side.gone[item.at].mean() > 1 / 2)


def _attribution_aspects(
    left: Found[Attribution], right: Found[Attribution], one: Side, other: Side
) -> Iterator[Aspect]:
    before, after = left.item, right.item
    edited = is_gone(left, one) or is_gone(right, other)
    tellers = _tellers(before), _tellers(after)
    others = [key_of(name) for name in tellers[0]] != [key_of(name) for name in tellers[1]]
    if others and (edited or _pronoun_of_another(left, right, one, other)):
        yield Aspect(of="speaker", old=_chain(tellers[0]), new=_chain(tellers[1]))
    if not edited and not _reset(left, right, one, other):
        return
    cues = _of(before.cue), _of(after.cue)
    if all(cues) and one.folded(cues[0]) != other.folded(cues[1]):
        yield Aspect(of="cue", old=one.line(cues[0]), new=other.line(cues[1]))
    if before.verification is not after.verification:
        yield Aspect(of="standing", old=before.verification.value, new=after.verification.value)
    if before.speech is not after.speech:
        yield Aspect(of="speech", old=before.speech.value, new=after.speech.value)
    if _content_changed(before, one) or _content_changed(after, other):
        direct = Speech.DIRECT in (before.speech, after.speech)
        old, new = one.line(before.content), other.line(after.content)
        yield Aspect(of="quotation" if direct else "content", old=old, new=new)


def _of(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _content_changed(item: Attribution, side: Side) -> bool:
    at = side.words(item.content)
    return bool(len(at) and side.gone[at].any())


def _reset(left: Found[Attribution], right: Found[Attribution], one: Side, other: Side) -> bool:
    """Whether the words are set otherwise, as when quotation marks are put around them."""
    return one.line(left.spans) != other.line(right.spans)


def _tellers(item: Attribution) -> list[str]:
    """The chain without the outlet that prints it."""
    printed = item.chain[:1] and item.chain[0].kind is LinkKind.OUTLET and not item.chain[0].span
    return [link.name for link in item.chain[1 if printed else 0 :]]


def _chain(names: Sequence[str]) -> str:
    return " › ".join(names) or "not named"


def _pronoun_of_another(
    left: Found[Attribution], right: Found[Attribution], one: Side, other: Side
) -> bool:
    """Whether the same words name someone else since an edit before them: "he said"."""
    ends = [item.item.chain[-1:] for item in (left, right)]
    if not all(end and end[0].kind is LinkKind.PERSON for end in ends):
        return False
    sources = _of(left.item.source), _of(right.item.source)
    same = all(sources) and one.folded(sources[0]) == other.folded(sources[1])
    named = [key_of(name) for item in (left, right) for name in _tellers(item.item)[-1:]]
    own = " ".join(one.folded(sources[0])) if same else ""
    return same and len(named) == 2 and named[0] != named[1] and own not in named
