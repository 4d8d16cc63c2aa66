"""Names as the rules and the engine together find them.

The engine names things by the guidelines of several corpora; the rules know tables, titles, head
words and forms. On developing parts of wikigold and GUM the engine alone is right far more often
than the rules where only the words around a name speak, and the rules where a table or the form of
a name speaks, so each is heard there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from watchdesk.language.document import Name
from watchdesk.language.names import Told
from watchdesk.language.sequences import Words, is_headline
from watchdesk.language.syntax import Syntax
from watchdesk.language.vocabulary import NO_NAME, TITLE_HEADS, TITLE_MODIFIERS
from watchdesk.records import MentionKind, Span

FIRST, SECOND, OWN = "wikigold", "gum", "watchdesk"
"""Guidelines, by whose kind counts: four plain kinds, then finer ones; our own knows weapons."""
_KINDS: Mapping[str, Mapping[str, MentionKind]] = {
    FIRST: {
        "PER": MentionKind.PERSON,
        "ORG": MentionKind.ORGANISATION,
        "LOC": MentionKind.PLACE,
    },
    SECOND: {
        "person": MentionKind.PERSON,
        "organization": MentionKind.ORGANISATION,
        "place": MentionKind.PLACE,
        "event": MentionKind.EVENT,
    },
}
_NATIONALITY = "nationality"
_FINER = {
    MentionKind.OTHER: {
        MentionKind.WEAPON,
        MentionKind.DOCUMENT,
        MentionKind.EVENT,
        MentionKind.FACILITY,
        MentionKind.GROUP,
    },
    MentionKind.PLACE: {MentionKind.FACILITY},
    MentionKind.ORGANISATION: {MentionKind.GROUP},
}
"""What our own guideline, learned from written sentences alone, may make of a kind."""


_OWNS = re.compile(r"\w['’]s\s")


class _Seen(NamedTuple):
    """A name by the engine."""

    span: Span
    kind: MentionKind | None
    """``None``: an adjective of nationality, which is no name."""
    agreed: bool
    """Both guidelines cut it so and call it the same."""


def join_names(told: Sequence[Told], syntax: Syntax, doc: Words) -> tuple[Name, ...]:
    """The names of a document in the order of the text, none overlapping another.

    A name the rules are sure of stands, unless the engine's is longer and holds it; else the
    engine's counts, with the kind the rules give to the same words where it knows none.
    """
    seen = [
        _without_title(one._replace(span=_aligned(one.span, doc)), doc) for one in _seen(syntax)
    ]
    seen = [one for one in seen if not _is_description(one, doc)]
    kept: list[Name] = []
    by_rule = _Overlaps([one.name.span for one in told])
    by_engine = _Overlaps([one.span for one in seen])
    taken: set[int] = set()
    for one in told:
        if not one.sure:
            continue
        over = list(by_engine.of(one.name.span))
        if any(seen[k].kind and _holds(seen[k].span, one.name.span, doc.text) for k in over):
            continue
        taken.update(over)
        kept.append(one.name)
    doubtful = _in_headlines(seen, doc)
    for number, found in enumerate(seen):
        if number not in taken and found.kind is not None and number not in doubtful:
            same = [told[k] for k in by_rule.of(found.span) if told[k].name.span == found.span]
            unknown = same and found.kind is MentionKind.OTHER
            kept.append(Name(found.span, same[0].name.kind if unknown else found.kind))
    return _apart(kept)


def _in_headlines(seen: Sequence[_Seen], doc: Words) -> frozenset[int]:
    """Names of headlines in capitals that stand nowhere else and that one guideline alone sees."""
    lines = [
        span
        for span, (low, high) in zip(doc.sentences, doc.bounds, strict=True)
        if low < high and is_headline(doc, low, high)
    ]
    if not lines:
        return frozenset()
    headlines = _Overlaps(lines)
    inside = {number for number, one in enumerate(seen) if headlines.of(one.span)}
    elsewhere = {
        one.span.text_of(doc.text).lower()
        for number, one in enumerate(seen)
        if number not in inside
    }
    return frozenset(
        number
        for number in inside
        if not seen[number].agreed and seen[number].span.text_of(doc.text).lower() not in elsewhere
    )


def _without_title(one: _Seen, doc: Words) -> _Seen:
    """A person's name without the title before it: ``Gen. Oleksandr Syrskyi``."""
    start, end = doc.tokens_of(one.span)
    if one.kind is not MentionKind.PERSON:
        return one
    titles = start
    while titles < end - 1 and doc.small[titles] in TITLE_HEADS | TITLE_MODIFIERS:
        titles += 1
    return one._replace(span=doc.span(titles, end)) if titles > start else one


def _is_description(one: _Seen, doc: Words) -> bool:
    """Whether words are no name by our custom: ``Lorvian defence ministry``, ``junta``, ``TV``."""
    start, end = doc.tokens_of(one.span)
    if start >= end:
        return False
    words = doc.words[start:end]
    if one.kind is MentionKind.PERSON and all(word.lower() in TITLE_HEADS for word in words):
        return all(word.endswith(".") for word in words)
    no_name = one.kind is MentionKind.OTHER and all(word in NO_NAME for word in words)
    return no_name or words[-1].islower()


def _holds(outer: Span, inner: Span, text: str) -> bool:
    """Whether a name is part of a longer one, and not its owner or what it owns (``Lorvia's``)."""
    if not outer.contains(inner) or outer.length == inner.length:
        return False
    return not _OWNS.search(text[outer.start : outer.end])


class _Overlaps:
    """Which of some spans, sorted and apart, share code points with another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = np.array([span.start for span in spans], dtype=np.int64)
        self._ends = np.array([span.end for span in spans], dtype=np.int64)

    def of(self, span: Span) -> range:
        low = int(np.searchsorted(self._ends, span.start, side="right"))
        high = int(np.searchsorted(self._starts, span.end, side="left"))
        return range(low, high)


def _seen(syntax: Syntax) -> list[_Seen]:
    """The names of the engine's guidelines as one list, sorted and apart.

    What two guidelines cut alike comes first, then the longer.
    """
    first, second, own = (_of(syntax, guideline) for guideline in (FIRST, SECOND, OWN))

    def cut_alike(place: tuple[int, int]) -> bool:
        return place in first and place in second

    found: list[tuple[tuple[int, int], _Seen]] = []
    for place in first.keys() | second.keys():
        kinds = (first.get(place), second.get(place))
        agreed = None not in kinds and _kind(kinds[0], None, None) == _kind(None, kinds[1], None)
        kind = _kind(*kinds, own.get(place))
        found.append((place, _Seen(syntax.span(*place), kind, agreed)))
    found.sort(key=lambda one: (not cut_alike(one[0]), one[0][0] - one[0][1], one[0]))
    free = np.ones(len(syntax), dtype=np.bool_)
    kept: list[_Seen] = []
    for (start, end), one in found:
        if free[start:end].all():
            free[start:end] = False
            kept.append(one)
    return sorted(kept, key=lambda one: one.span.start)


def _of(syntax: Syntax, guideline: str) -> dict[tuple[int, int], str]:
    """First word and word after the last to the kind, by one guideline; empty if it has no head."""
    if guideline not in syntax.names:
        return {}
    kinds = syntax.labels.names[guideline]
    return {(a, b): kinds[kind] for a, b, kind in syntax.names[guideline].tolist()}


def _kind(first: str | None, second: str | None, own: str | None) -> MentionKind | None:
    if second == _NATIONALITY and first in (None, "MISC"):
        return None
    told = [
        _KINDS[guideline][label]
        for guideline, label in ((FIRST, first), (SECOND, second))
        if label is not None and label in _KINDS[guideline]
    ]
    kind = told[0] if told else MentionKind.OTHER
    try:
        finer = MentionKind(own) if own else kind
    except ValueError:
        return kind
    return finer if finer in _FINER.get(kind, ()) else kind


def _aligned(span: Span, doc: Words) -> Span:
    """A span at the edges of tokens; one inside a token (``Russia`` of ``Russia-led``) stays."""
    low = int(np.searchsorted(doc.ends, span.start, side="right"))
    high = int(np.searchsorted(doc.starts, span.end, side="left"))
    if high - low <= 1:
        return span
    return doc.span(low, high)


def _apart(names: Sequence[Name]) -> tuple[Name, ...]:
    return tuple(_in_turn(sorted(names, key=lambda name: (name.span.start, -name.span.end))))


def _in_turn(names: Sequence[Name]) -> Iterator[Name]:
    done = 0
    for name in names:
        if name.span.start >= done:
            done = name.span.end
            yield name
