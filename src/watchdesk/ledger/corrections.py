"""What publishers took back: notes of correction, retracted pages, words silently gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b

from watchdesk.ledger.book import Book, Item, Posted, Tools
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes
from watchdesk.ledger.lexicon import date_words, plain_words
from watchdesk.ledger.marks import Mark, dropped, item_of
from watchdesk.ledger.page import text_of
from watchdesk.records import (
    Address,
    Correction,
    CorrectionKind,
    Interval,
    Link,
    LinkKind,
    PartKind,
    Reading,
    Relation,
    RelationKind,
    Role,
    Span,
    StepKind,
    content_id,
)
from watchdesk.records.edit import Comparison, Declaration, Edit, EditKind, EditOrder, Notice
from watchdesk.records.span import Frozen
from watchdesk.reuse.compare import compare
from watchdesk.reuse.notices import is_note
from watchdesk.reuse.rest import lines_of
from watchdesk.reuse.words import normalise

PAGE = "page"
"""Items by which the captures of one address find each other."""
NOTE = "note"
"""Items that hold a note of correction."""
_MOST = 12
"""Other captures of a page it is compared with, and edits of one comparison that are told."""
_LONGEST = 2_000
"""Code points of a line that can be a note."""
_SHORT = 1_200
"""Code points of a page that has nothing but a notice of removal."""
_ON_ONE = {EditKind.REMOVED, EditKind.ADDED}
_SHARED = 3
"""Telling words a note must share with the statement it corrects."""
_REMOVED = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,2}(?:article|story|report|post|page|piece|item)\s+"
    r"(?:\w+\s+){0,4}?(?:removed|withdrawn|retracted|taken\s+down|deleted|unpublished|"
    r"no\s+longer\s+available)\b"
    r"|\b(?:has|have|had)\s+(?:removed|withdrawn|retracted|taken\s+down|deleted|unpublished)\s+"
    r"(?:an?|this|the|our|its)\s+(?:\w+\s+){0,2}?(?:article|story|report|post|page|piece|item)\b"
    r"|\b(?:article|story|report|post|page)\s+(?:removed|withdrawn|retracted|taken\s+down)\b",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"\bretract(?:ed|ion|s|ing)?\b|\bwithdrawn\b|\bwithdraws?\b|\bstands?\s+corrected\b",
    re.IGNORECASE,
)
_FACTS = re.compile(r"\d|(?<!^)\b[A-ZÀ-Þ]\w")
"""A number or a name."""


def post_corrections(
    book: Book, changed: Sequence[Posted], gone: Collection[str], tools: Tools
) -> frozenset[str]:
    """Find what the changed articles correct, or what other captures of their pages do.

    Writes corrections, and marks on the statements they touch; gives the ids of all statements
    whose marks may be others now. Marks of these articles are dropped first, those of refusals
    to comment with them.
    """
    touched: set[str] = set()
    for article in [*(one.id for one in changed), *gone]:
        touched |= dropped(book, article)
        for kind in (PAGE, NOTE):
            book.drop(kind, [item.id for item in book.of_article(kind, article)])
        old = book.labelled(Correction, [f"article:{article}"])
        touched.update(one for record in old.values() for one in record.statements)
        book.erase(Correction, old)
    for one in changed:
        if one.reading.article.role is Role.MAIN:
            _keep_notes(book, one.reading)
            _keep_address(book, one)
    for one in changed:
        if one.reading.article.role is Role.MAIN:
            touched |= _of_article(book, one, tools)
    return frozenset(touched)


def _of_article(book: Book, one: Posted, tools: Tools) -> set[str]:
    touched: set[str] = set()
    for found in _found(book, one, tools):
        _write(book, found)
        touched.update(found.statements)
    return touched


def _found(book: Book, one: Posted, tools: Tools) -> Iterator[Correction]:
    """Corrections on an article's page, and between it and other captures of the page."""
    yield from _noted(book, one.id)
    for other in _captures(book, one, tools):
        if _is_removed(other) != _is_removed(one.reading):
            yield from _removed(book, *_by_age(one.reading, other))
        else:
            # In the order of their ids, so that it is the same whichever of them came last.
            pair = sorted((one.reading, other), key=lambda r: r.article.id)
            yield from _edited(book, compare(*pair), (pair[0], pair[1]))


def _captures(book: Book, one: Posted, tools: Tools) -> Iterator[Reading]:
    """Other captures of an article's page, by its words or its address."""
    ties = [tie for tie in book.relations([one.id]) if _is_page(tie)]
    names = {tie.b if tie.a == one.id else tie.a for tie in ties} | _at_one_address(book, one.id)
    for name in sorted(names - {one.id})[:_MOST]:
        other = tools.reading(name)
        if other is not None and other.article.role is Role.MAIN:
            yield other


def _keep_address(book: Book, one: Posted) -> None:
    """Keep the address a page was found at, by which its other captures find it."""
    url = one.reading.capture.declared.url
    if url:
        key = int.from_bytes(blake2b(url.encode(), digest_size=8).digest()) >> 1
        book.put([Item(PAGE, one.id, one.id, (key,), one.day, b"")])


def _is_page(tie: Relation) -> bool:
    return tie.kind in {RelationKind.SAME_PAGE, RelationKind.UPDATED}


def _when(reading: Reading) -> Interval:
    """When a page stood there: the day it was taken, or else from its publication on."""
    taken = reading.capture.captured_at
    if taken is not None:
        return Interval.on(taken.date())
    return reading.article.published.interval


def _noted_on(reading: Reading, line: Span, else_on: Interval | None = None) -> Interval:
    """When a note was put on a page: the last day that it or the line below it tells, if that is
    after the page was published; else when the page stood there."""
    published = reading.article.published.interval
    text = text_of(reading)
    below = text.find("\n", min(len(text), line.end + 2))
    near = Span(line.start, max(line.end, below if below >= 0 else len(text)))
    told = [
        time.interval
        for time in reading.times
        if near.contains(time.span) and time.is_bounded and published.precedes(time.interval)
    ]
    return max(told, key=lambda on: str(on.latest)) if told else else_on or _when(reading)


def _between(older: Reading, newer: Reading) -> Interval:
    """The days between two captures, in which a page was changed."""
    first, last = _when(older), _when(newer)
    if first.earliest and last.latest and first.earliest <= last.latest:
        return Interval.between(first.earliest, last.latest)
    return last


def _by_age(a: Reading, b: Reading) -> tuple[Reading, Reading]:
    """Two captures of which one is a notice of removal; that one is the newer."""
    return (b, a) if _is_removed(a) else (a, b)


def _address(reading: Reading, span: Span) -> Address:
    return Address(capture=reading.capture.id, article=reading.article.id, span=span)


def _notice_line(reading: Reading) -> Span | None:
    """The words of a short page that say that what stood there was removed."""
    text = text_of(reading)
    told = sum(part.span.length for part in reading.article.parts if part.kind.is_told)
    if told > _SHORT:
        return None
    found = [_line_of(text, m.start()) for m in _REMOVED.finditer(text, 0, 20_000)][:_MOST]
    return max(found, key=lambda line: line.length, default=None)


def _line_of(text: str, at: int) -> Span:
    """The line a place stands in."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return Span(start, end if end >= 0 else len(text)).trim(text)


def _is_removed(reading: Reading) -> bool:
    return _notice_line(reading) is not None


def _removed(book: Book, older: Reading, newer: Reading) -> Iterator[Correction]:
    """A page that was replaced by a notice that it was removed."""
    line = _notice_line(newer)
    if line is None or _is_removed(older):
        return
    words = line.text_of(text_of(newer))
    kind = CorrectionKind.RETRACTION if _RETRACTED.search(words) else CorrectionKind.DELETION
    told = _statements(book, older.article.id)
    titles = older.article.spans(PartKind.TITLE)
    span = titles[0] if titles else told[0].sentence if told else Span(0, 0)
    yield _record(
        kind,
        (_address(newer, line), _address(older, span)),
        _noted_on(newer, line, _between(older, newer)),
        told,
        f"the page was replaced by a notice: “{_short(words)}”",
    )


class Note(Frozen):
    """A line of a page that says that it was corrected."""

    at: Address
    """The line."""
    words: str
    """The same, verbatim."""
    on: Interval
    """When the page stood there."""


def _keep_notes(book: Book, reading: Reading) -> None:
    """Keep the lines of a page that say that it was corrected, to be met with its captures."""
    text = text_of(reading)
    items = []
    for line in lines_of(reading):
        words = line.span.text_of(text)
        if len(words) > _LONGEST or not is_note(words, line.kind) or not _FACTS.search(words):
            continue
        note = Note(at=_address(reading, line.span), words=words, on=_noted_on(reading, line.span))
        name = content_id("nte", reading.article.id, line.span)
        data = note.model_dump_json().encode()
        items.append(Item(NOTE, name, reading.article.id, (), None, data))
    book.put(items[:_MOST])


def _noted(book: Book, article: str) -> Iterator[Correction]:
    """What the notes of an article and of its copies correct in the copies of each."""
    notes = [
        (home, Note.model_validate_json(item.data))
        for home in _beside(book, article)
        for item in book.of_article(NOTE, home)
    ]
    for home, note in notes:
        others = [one for one in _beside(book, home) if one != home]
        retracted = _RETRACTED.search(note.words) is not None
        kind = CorrectionKind.RETRACTION if retracted else CorrectionKind.CORRECTION
        held = _corrected(note, [k for one in others for k in _statements(book, one)])
        yield Correction(
            id=content_id("cor", kind.value, note.at.article, note.at.span),
            kind=kind,
            at=note.at,
            before=held[0].address if held else None,
            on=note.on,
            statements=tuple(one.id for one in held),
            why=f"the page notes: “{_short(note.words)}”",
        )


def _corrected(note: Note, told: Sequence[Kept]) -> list[Kept]:
    """Statements that a note names by a number or name and some of their telling words."""
    wanted = frozenset(normalise(note.words, [Span(0, len(note.words))]).hashes.tolist())
    telling = wanted - plain_words() - date_words()
    out = []
    for one in told:
        shared = one.bag & telling
        facts = (one.figures | one.numbers | one.names) & wanted
        if len(shared) >= _SHARED and facts:
            out.append((-len(shared), one.order, one))
    return [one for _, _, one in sorted(out, key=lambda row: row[:2])][:_MOST]


def _beside(book: Book, article: str) -> list[str]:
    """An article with those that are copies or other captures of it."""
    ties = [tie for tie in book.relations([article]) if tie.kind.is_copy]
    copies = {one for tie in ties for one in (tie.a, tie.b)}
    return sorted({article, *copies, *_at_one_address(book, article)})


def _at_one_address(book: Book, article: str) -> set[str]:
    """Captures of the address an article was found at."""
    keys = [key for item in book.of_article(PAGE, article) for key in item.keys]
    return {name for names in book.holding(PAGE, keys).values() for name in names}


def _statements(book: Book, article: str) -> list[Kept]:
    items = book.of_article(STATEMENT, article)
    return sorted((from_bytes(item.data) for item in items), key=lambda k: k.span)


def _edited(
    book: Book, told: Comparison, readings: tuple[Reading, Reading]
) -> Iterator[Correction]:
    """Edits of one page that change facts. Where nothing tells which capture came first, that is
    said, and what only one of them holds is no deletion."""
    if told.one_page is not True or told.one_capture:
        return
    if told.declared in {Declaration.APART, Declaration.UNCHANGED}:
        return
    by_id = {reading.article.id: reading for reading in readings}
    older, newer = by_id[told.a.article], by_id[told.b.article]
    note = next((notice for notice in told.notices if _is_new(notice)), None)
    touched = {touch.edit for touch in told.touched}
    statements = _statements(book, older.article.id)
    kept = [
        edit
        for number, edit in enumerate(told.edits)
        if not edit.note and (edit.kind in _ON_ONE or number in touched)
    ]
    for edit in kept[:_MOST]:
        kind = _kind(edit, note, known=told.order is not EditOrder.UNKNOWN)
        if kind is not None:
            held = [k for k in statements if _is_touched(k, edit)]
            words = _address(newer, edit.b), _address(older, edit.a)
            known = told.order is not EditOrder.UNKNOWN
            on = _between(older, newer) if known else Interval.unknown()
            why = _why(edit, older, newer, note, known=known)
            yield _record(kind, words, on, held, why)


def _is_new(notice: Notice) -> bool:
    return notice.a is None and notice.b is not None and not notice.stamp


def _is_touched(one: Kept, edit: Edit) -> bool:
    """Whether words of a statement were changed or taken out."""
    if edit.kind is EditKind.REMOVED or not edit.changes:
        return one.span.overlaps(edit.a)
    return any(one.span.overlaps(change.a) for change in edit.changes if change.a.length)


def _kind(edit: Edit, note: Notice | None, *, known: bool) -> CorrectionKind | None:
    """What an edit is; ``known``: whether it is known which capture came first."""
    edited = {EditKind.REWORDED, EditKind.REPLACED, EditKind.REMOVED, EditKind.ADDED}
    if edit.kind not in (edited if not known else edited - {EditKind.ADDED}):
        return None
    if note is not None:
        return CorrectionKind.CORRECTION
    if edit.kind is EditKind.REMOVED and known:
        return CorrectionKind.DELETION
    return CorrectionKind.SILENT_EDIT


def _why(edit: Edit, older: Reading, newer: Reading, note: Notice | None, *, known: bool) -> str:
    old, new = (_short(s.text_of(text_of(r))) for s, r in ((edit.a, older), (edit.b, newer)))
    tail = f"the page says: “{_short(note.words)}”" if note else "the page does not say so"
    if not known:
        tail = "which came first is not known"
    if edit.kind in _ON_ONE:
        return f"“{old or new}” stands on one capture alone; {tail}"
    if not known:
        return f"“{old}” on one capture, “{new}” on the other; {tail}"
    return f"“{old}” became “{new}”; {tail}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 160 else f"{line[:159]}…"


def _record(
    kind: CorrectionKind,
    words: tuple[Address, Address],
    on: Interval,
    told: Sequence[Kept],
    why: str,
) -> Correction:
    """``words``: as they stand now, and as they stood."""
    at, before = words
    return Correction(
        id=content_id("cor", kind.value, at.article, at.span, before.article, before.span),
        kind=kind,
        at=at,
        before=before,
        on=on,
        statements=tuple(one.id for one in told),
        why=why,
    )


def _write(book: Book, found: Correction) -> None:
    articles = {found.at.article, *((found.before.article,) if found.before else ())}
    book.write(found, sorted(f"article:{one}" for one in articles), found.on)
    facts = book.facts(articles)
    outlet = next((f.outlet for f in facts.values() if f.outlet), None)
    by = (Link(name=outlet, kind=LinkKind.OUTLET),) if outlet else ()
    taken_back = found.kind is CorrectionKind.RETRACTION
    step = StepKind.RETRACTED if taken_back else StepKind.CORRECTED
    marks = [
        Mark(kind=step, statement=one, on=found.on, at=found.at, by=by)
        for one in found.statements
        if found.kind is not CorrectionKind.SILENT_EDIT
    ]
    book.put([item_of(mark, found.at.article) for mark in marks])
