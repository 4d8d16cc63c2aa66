"""What publishers took back: notes of correction, retracted pages, words silently gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b

from watchdesk.ledger.book import Book, Item, Posted, Tools
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes
from watchdesk.ledger.marks import Mark, dropped, item_of
from watchdesk.ledger.notes import (
    MOST,
    NOTE,
    Note,
    address,
    keep_notes,
    named_by,
    noted_on,
    telling_words,
    when_there,
)
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
from watchdesk.reuse.compare import compare

PAGE = "page"
"""Items by which the captures of one address find each other."""
_SHORT = 1_200
"""Code points of a page that has nothing but a notice of removal."""
_ON_ONE = {EditKind.REMOVED, EditKind.ADDED}
_REMOVED = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,2}(?:article|story|report|post|page|piece|item)\s+"
    r"(?:\w+\s+){0,4}?(?:removed|withdrawn|retracted|taken\s+down|deleted|unpublished|"
    r"no\s+longer\s+available)\b"
    r"|\b(?:has|have|had)\s+(?:removed|withdrawn|retracted|taken\s+down|deleted|unpublished)\s+"
    r"(?:an?|this|the|our|its)\s+(?:\w+\s+){0,2}?(?:article|story|report|post|page|piece|item)\b"
    r"|\b(?:article|story|report|post|page)\s+(?:removed|withdrawn|retracted|taken\s+down)\b"
    r"|^HTTP\s4(?:04\sNot\sFound|10\sGone)$",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"\bretract(?:ed|ion|s|ing)?\b|\bwithdrawn\b|\bwithdraws?\b|\bstands?\s+corrected\b",
    re.IGNORECASE,
)


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
            keep_notes(book, one.reading)
            _keepaddress(book, one)
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
    names = {tie.b if tie.a == one.id else tie.a for tie in ties} | _at_oneaddress(book, one.id)
    for name in sorted(names - {one.id})[:MOST]:
        other = tools.reading(name)
        if other is not None and other.article.role is Role.MAIN:
            yield other


def _keepaddress(book: Book, one: Posted) -> None:
    """Keep the address a page was found at, by which its other captures find it."""
    url = one.reading.capture.declared.url
    if url:
        key = int.from_bytes(blake2b(url.encode(), digest_size=8).digest()) >> 1
        book.put([Item(PAGE, one.id, one.id, (key,), one.day, b"")])


def _is_page(tie: Relation) -> bool:
    return tie.kind in {RelationKind.SAME_PAGE, RelationKind.UPDATED}


def _between(older: Reading, newer: Reading) -> Interval:
    """The days between two captures, in which a page was changed."""
    first, last = when_there(older), when_there(newer)
    if first.earliest and last.latest and first.earliest <= last.latest:
        return Interval.between(first.earliest, last.latest)
    return last


def _by_age(a: Reading, b: Reading) -> tuple[Reading, Reading]:
    """Two captures of which one is a notice of removal; that one is the newer."""
    return (b, a) if _is_removed(a) else (a, b)


def _notice_line(reading: Reading) -> Span | None:
    """The words of a short page that say that what stood there was removed."""
    text = text_of(reading)
    told = sum(part.span.length for part in reading.article.parts if part.kind.is_told)
    if told > _SHORT:
        return None
    found = [_line_of(text, m.start()) for m in _REMOVED.finditer(text, 0, 20_000)][:MOST]
    return max(found, key=lambda line: line.length, default=None)


def _line_of(text: str, at: int) -> Span:
    """The line a place stands in."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return Span(start, end if end >= 0 else len(text)).trim(text)


def _is_removed(reading: Reading) -> bool:
    return _notice_line(reading) is not None


def _is_back(page: Reading, notice: Reading) -> bool:
    """Whether a page was taken after the notice that it is gone."""
    taken, told = page.capture.captured_at, notice.capture.captured_at
    return taken is not None and told is not None and taken > told


def _removed(book: Book, older: Reading, newer: Reading) -> Iterator[Correction]:
    """A page that was replaced by a notice that it was removed."""
    line = _notice_line(newer)
    if line is None or _is_removed(older) or _is_back(older, newer):
        return
    words = line.text_of(text_of(newer))
    kind = CorrectionKind.RETRACTION if _RETRACTED.search(words) else CorrectionKind.DELETION
    every = _statements(book, older.article.id)
    told = named_by(telling_words(words), every) or every
    titles = older.article.spans(PartKind.TITLE)
    span = titles[0] if titles else told[0].sentence if told else Span(0, 0)
    yield _record(
        kind,
        (address(newer, line), address(older, span)),
        noted_on(newer, line, _between(older, newer)),
        told,
        f"the page was replaced by a notice: “{_short(words)}”",
    )


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
        told = [k for one in others for k in _statements(book, one)]
        held = named_by(telling_words(note.words), told)
        yield Correction(
            id=content_id("cor", kind.value, note.at.article, note.at.span),
            kind=kind,
            at=note.at,
            before=held[0].address if held else None,
            on=note.on,
            statements=tuple(one.id for one in held),
            why=f"the page notes: “{_short(note.words)}”",
        )


def _beside(book: Book, article: str) -> list[str]:
    """An article with those that are copies or other captures of it."""
    ties = [tie for tie in book.relations([article]) if tie.kind.is_copy]
    copies = {one for tie in ties for one in (tie.a, tie.b)}
    return sorted({article, *copies, *_at_oneaddress(book, article)})


def _at_oneaddress(book: Book, article: str) -> set[str]:
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
    for edit in kept[:MOST]:
        kind = _kind(edit, note, known=told.order is not EditOrder.UNKNOWN)
        if kind is not None:
            held = [k for k in statements if _is_touched(k, edit)]
            words = address(newer, edit.b), address(older, edit.a)
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
        return f"“{old or new}” stands in one capture alone; {tail}"
    if not known:
        return f"“{old}” in one capture, “{new}” in the other; {tail}"
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
