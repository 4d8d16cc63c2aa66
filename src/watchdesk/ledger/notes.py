"""Lines of a page that say that it was corrected, and which statements they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.ledger.book import Book, Item
from watchdesk.ledger.kept import Kept
from watchdesk.ledger.lexicon import date_words, plain_words
from watchdesk.ledger.page import text_of
from watchdesk.records import Address, Interval, Reading, Span, content_id
from watchdesk.records.span import Frozen
from watchdesk.reuse.notices import is_note
from watchdesk.reuse.rest import lines_of
from watchdesk.reuse.words import normalise

NOTE = "note"
"""Items that hold a note of correction."""
MOST = 12
"""Notes of a page, captures it is compared with, and statements and edits that are told."""
_LONGEST = 2_000
"""Code points of a line that can be a note."""
_SHARED = 3
"""Telling words a note must share with the statement it corrects; one fewer beside a number."""
_FACTS = re.compile(r"\d|(?<!^)\b[A-ZÀ-Þ]\w")
"""A number or a name."""


class Note(Frozen):
    """A line of a page that says that it was corrected."""

    at: Address
    """The line."""
    words: str
    """The same, verbatim."""
    on: Interval
    """When the page stood there."""


def keep_notes(book: Book, reading: Reading) -> None:
    """Keep the lines of a page that say that it was corrected, to be met with its captures."""
    text = text_of(reading)
    items = []
    for line in lines_of(reading):
        words = line.span.text_of(text)
        if len(words) > _LONGEST or not is_note(words, line.kind) or not _FACTS.search(words):
            continue
        note = Note(at=address(reading, line.span), words=words, on=noted_on(reading, line.span))
        name = content_id("nte", reading.article.id, line.span)
        data = note.model_dump_json().encode()
        items.append(Item(NOTE, name, reading.article.id, (), None, data))
    book.put(items[:MOST])


def telling_words(words: str) -> frozenset[int]:
    """The folded words of a note."""
    return frozenset(normalise(words, [Span(0, len(words))]).hashes.tolist())


def named_by(wanted: frozenset[int], told: Sequence[Kept]) -> list[Kept]:
    """Statements that a note names by a number or name and some of their telling words."""
    rare = wanted - plain_words() - date_words()
    out = []
    for one in told:
        shared = one.bag & rare
        facts = (one.figures | one.numbers | one.names) & wanted
        counted = bool(one.figures & wanted)
        if len(shared) >= _SHARED - counted and facts:
            out.append((-len(shared), one.order, one))
    return [one for _, _, one in sorted(out, key=lambda row: row[:2])][:MOST]


def noted_on(reading: Reading, line: Span, else_on: Interval | None = None) -> Interval:
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
    return max(told, key=lambda on: str(on.latest)) if told else else_on or when_there(reading)


def when_there(reading: Reading) -> Interval:
    """When a page stood there: the day it was taken, or else from its publication on."""
    taken = reading.capture.captured_at
    if taken is not None:
        return Interval.on(taken.date())
    return reading.article.published.interval


def address(reading: Reading, span: Span) -> Address:
    """Where words of a reading stand."""
    return Address(capture=reading.capture.id, article=reading.article.id, span=span)
