"""Two captures side by side: heads, bodies, furniture, and what the edits touched. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from watchdesk.records import PartKind, Passage, Reading, RelationKind, Span
from watchdesk.records.edit import (
    Comparison,
    Declaration,
    EditKind,
    EditOrder,
    FurnitureEdit,
    HeadEdit,
    HeadPart,
    Notice,
    Side,
    Touch,
)
from watchdesk.reuse.edits import Edits, find_edits
from watchdesk.reuse.notices import find_notices
from watchdesk.reuse.pages import relate_pages
from watchdesk.reuse.relate import name_key, page_key, relate, reuse_text
from watchdesk.reuse.rest import Line, Rest, lines_of
from watchdesk.reuse.touched import touched
from watchdesk.reuse.units import Units, text_of, units

BODY = (PartKind.BODY, PartKind.SUBHEADING)
HEAD = (PartKind.TITLE, PartKind.DECK)
_AROUND = frozenset({*BODY, *HEAD, PartKind.BYLINE, PartKind.DATELINE})
"""What is told as head or body, and so is no furniture."""
_Lines = tuple[tuple[Line, ...], tuple[Line, ...]]
_ONE_STORY = 0.5
"""Articles are versions of one story when so much of the shorter one stands in the other."""
_PASSAGE = 12
"""Fewest words that two different stories have in common to be told."""


def compare(a: Reading, b: Reading) -> Comparison:
    """What differs between two captures; the older one comes first where that is known.

    Raises ``ValueError`` when a reading comes without its text.
    """
    order, swapped = _order(a, b)
    if swapped:
        a, b = b, a
    lines = lines_of(a), lines_of(b)
    edits = _edits(a, b, BODY, lines)
    relation = relate(reuse_text(a), reuse_text(b))
    kind = relation.kind if relation is not None else None
    shares = _share(edits, edits.a), _share(edits, edits.b)
    one_page = _one_page(a, b, kind)
    copies = kind is not None and kind.is_copy
    one_story = copies or one_page is True or max(shares) >= _ONE_STORY
    told = Comparison(
        a=_side(a, edits.a),
        b=_side(b, edits.b),
        order=order,
        relation=kind,
        one_story=one_story,
        one_page=one_page,
        one_capture=a.capture.id == b.capture.id,
        share_a=shares[0],
        share_b=shares[1],
        passages=() if one_story or relation is None else _turned(relation.passages, relation.a, a),
        too_long=edits.matched.too_long,
        declared=Declaration.UNCHANGED,
        notices=find_notices(a, b, lines),
    )
    if one_story:
        return _of_one_story(told, edits, (a, b), lines)
    return told if relation is not None else told.model_copy(update=_around(a, b))


def _around(a: Reading, b: Reading) -> dict[str, object]:
    """What two pages of different stories share beside them."""
    pages = relate_pages([a], [b])
    if not pages.passages:
        return {}
    passages = tuple(Passage(a=found.a, b=found.b) for found in pages.passages)
    return {"relation": pages.kind, "passages": passages, "around": True}


def _of_one_story(
    told: Comparison, edits: Edits, readings: tuple[Reading, Reading], lines: _Lines
) -> Comparison:
    a, b = readings
    changed, same = _furniture(edits, lines)
    made = told.model_copy(
        update={
            "head": tuple(_head(a, b)),
            "edits": edits.edits,
            "setting": edits.setting,
            "touched": (*_touched_head(a, b, lines), *touched(edits, a, b)),
            "furniture": changed,
            "furniture_same": same,
        }
    )
    return made.model_copy(update={"declared": _declared(made)})


def _order(a: Reading, b: Reading) -> tuple[EditOrder, bool]:
    """On what the order rests, and whether the second capture is the older one."""
    taken = _moment(a.capture.captured_at), _moment(b.capture.captured_at)
    if taken[0] is not None and taken[1] is not None and taken[0] != taken[1]:
        return EditOrder.CAPTURED, taken[1] < taken[0]
    if a.article.published.precedes(b.article.published):
        return EditOrder.PUBLISHED, False
    if b.article.published.precedes(a.article.published):
        return EditOrder.PUBLISHED, True
    return EditOrder.UNKNOWN, False


def _moment(when: datetime | None) -> datetime | None:
    """A time that others can be compared with; without a zone it is read as UTC."""
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


def _one_page(a: Reading, b: Reading, kind: RelationKind | None) -> bool | None:
    """Whether the two are captures of one page; ``None`` when nothing tells."""
    one, other = (page_key(reading.capture.declared.url) for reading in (a, b))
    if (
        kind is RelationKind.SAME_PAGE
        or a.article.id == b.article.id
        or (one is not None and one == other)
    ):
        return True
    if kind is RelationKind.SAME_TEMPLATE and _days_apart(a, b):
        return False
    houses = name_key(a.article.outlet), name_key(b.article.outlet)
    apart = (one is not None and other is not None) or (None not in houses and len({*houses}) > 1)
    return False if apart else None


def _days_apart(a: Reading, b: Reading) -> bool:
    one, other = a.article.published, b.article.published
    return one.precedes(other) or other.precedes(one)


def _side(reading: Reading, body: Units) -> Side:
    capture, article = reading.capture, reading.article
    return Side(
        capture=capture.id,
        article=article.id,
        uri=capture.uri,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        captured_at=capture.captured_at,
        partial=capture.partial,
        words=len(body.words),
    )


def _edits(a: Reading, b: Reading, kinds: tuple[PartKind, ...], lines: _Lines) -> Edits:
    rests = (Rest(found, kinds) for found in lines)
    return find_edits(units(a, *kinds), units(b, *kinds), *rests)


def _share(edits: Edits, units: Units) -> float:
    """Part of one body's words that stand in the other; two without words are the same."""
    if len(units.words) == 0:
        return 0.0 if len(edits.a) or len(edits.b) else 1.0
    return round(edits.common / len(units.words), 4)


def _turned(passages: tuple[Passage, ...], first: str, a: Reading) -> tuple[Passage, ...]:
    """Passages of a relation with the side of ``a`` first."""
    if first == a.article.id:
        return passages
    return tuple(Passage(a=passage.b, b=passage.a) for passage in passages)


# The head


def _head(a: Reading, b: Reading) -> Iterator[HeadEdit]:
    one, other = a.article, b.article
    yield from _part(HeadPart.SERIES, one.series, other.series)
    yield from _part(HeadPart.TITLE, one.title, other.title, _where(a, b, PartKind.TITLE))
    yield from _part(HeadPart.DECK, one.deck, other.deck, _where(a, b, PartKind.DECK))
    old, new = (", ".join(article.authors) or None for article in (one, other))
    yield from _part(HeadPart.BYLINE, old, new, _where(a, b, PartKind.BYLINE))
    old, new = (_joined(reading, PartKind.DATELINE) for reading in (a, b))
    yield from _part(HeadPart.DATELINE, old, new, _where(a, b, PartKind.DATELINE))
    if one.published.interval != other.published.interval:
        old, new = (None if p.is_unknown else p.edtf for p in (one.published, other.published))
        where = tuple(next(iter(p.evidence), None) for p in (one.published, other.published))
        yield from _part(HeadPart.PUBLISHED, old, new, where)


_Where = tuple[Span | None, ...]


def _where(a: Reading, b: Reading, kind: PartKind) -> _Where:
    return tuple(next(iter(reading.article.spans(kind)), None) for reading in (a, b))


def _joined(reading: Reading, kind: PartKind) -> str | None:
    text = text_of(reading)
    return " ".join(span.text_of(text) for span in reading.article.spans(kind)) or None


def _part(
    part: HeadPart, old: str | None, new: str | None, where: _Where = (None, None)
) -> Iterator[HeadEdit]:
    before, after = (" ".join(words.split()) if words else None for words in (old, new))
    if before == after:
        return
    setting = before is not None and after is not None and _letters(before) == _letters(after)
    a, b = where[0] if before else None, where[1] if after else None
    yield HeadEdit(part=part, old=before, new=after, a=a, b=b, setting=setting)


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def _touched_head(a: Reading, b: Reading, lines: _Lines) -> Iterator[Touch]:
    """What was touched in headline and standfirst; these edits have no number."""
    titles = a.article.spans(PartKind.TITLE), b.article.spans(PartKind.TITLE)
    for touch in touched(_edits(a, b, HEAD, lines), a, b):
        side, at = (1, touch.b) if touch.b is not None else (0, touch.a)
        inside = at is not None and any(span.overlaps(at) for span in titles[side])
        part = HeadPart.TITLE if inside else HeadPart.DECK
        yield touch.model_copy(update={"edit": None, "head": part})


# What stands around


def _furniture(edits: Edits, lines: _Lines) -> tuple[tuple[FurnitureEdit, ...], int]:
    rests = Rest(lines[0], _AROUND), Rest(lines[1], _AROUND)
    told = [e for e in edits.edits if e.kind is EditKind.RELABELLED]
    relabelled = _keys(lines[0], (e.a for e in told)), _keys(lines[1], (e.b for e in told))
    counts = [Counter(line.key for line in rest.lines if line.key) for rest in rests]
    common = counts[0] & counts[1]
    apart = [_apart(rest.lines, common, relabelled[1 - side]) for side, rest in enumerate(rests)]
    kinds = [kind for kind in PartKind if any(line.kind is kind for side in apart for line in side)]
    changed = tuple(
        FurnitureEdit(
            kind=kind,
            removed=tuple(line.span for line in apart[0] if line.kind is kind),
            added=tuple(line.span for line in apart[1] if line.kind is kind),
        )
        for kind in kinds
    )
    return changed, common.total()


def _apart(lines: Iterable[Line], common: Counter[bytes], left_out: frozenset[bytes]) -> list[Line]:
    """Lines that do not stand on the other page as often."""
    left = Counter(common)
    out = []
    for line in lines:
        if left[line.key] > 0:
            left[line.key] -= 1
        elif line.key and line.key not in left_out:
            out.append(line)
    return out


def _keys(lines: Sequence[Line], spans: Iterable[Span]) -> frozenset[bytes]:
    """The keys of lines in which some sentences stand."""
    starts = [line.span.start for line in lines]
    out: set[bytes] = set()
    for span in spans:
        if span.length:
            first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)
            out.update(line.key for line in lines[max(0, first) : last])
    return frozenset(out)


def _declared(told: Comparison) -> Declaration:
    head = any(
        not edit.setting and edit.part in (HeadPart.TITLE, HeadPart.DECK) for edit in told.head
    )
    if not head and all(edit.kind is EditKind.RELABELLED or edit.note for edit in told.edits):
        return Declaration.UNCHANGED
    if told.one_page is False:
        return Declaration.APART
    new = [notice for notice in told.notices if _is_news(notice, told.order)]
    if any(not notice.stamp for notice in new):
        return Declaration.DECLARED
    there = any(notice.b is not None for notice in told.notices)
    return Declaration.UNCLEAR if there or new else Declaration.SILENT


def _is_news(notice: Notice, order: EditOrder) -> bool:
    """Whether a line stands on the newer page only; where the order is not known, on one."""
    if order is EditOrder.UNKNOWN:
        return (notice.a is None) != (notice.b is None)
    return notice.a is None
