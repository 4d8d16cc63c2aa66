"""What happened to a statement beside being told: somebody would not comment, it was taken back.

A mark is kept as an item that is found by the statement it belongs to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from watchdesk.ledger.book import Book, Item, Posted
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes
from watchdesk.records import (
    Act,
    Address,
    Attribution,
    Interval,
    Link,
    Span,
    StepKind,
    Verification,
    content_id,
)
from watchdesk.records.span import Frozen

MARK = "mark"
"""Items that hold a mark."""
_BACK = 2
"""Sentences before a refusal to comment in which what it is about can stand."""
_MOST = 40
"""Refusals of one article that are looked at."""


class Mark(Frozen):
    """Something that happened to a statement."""

    kind: StepKind
    """What."""
    statement: str
    """Statement id."""
    on: Interval
    """When it was said, or else published."""
    at: Address
    """The words that tell it."""
    by: tuple[Link, ...] = ()
    """Who; outermost first."""


def statement_key(statement: str) -> int:
    """The key of a statement's marks."""
    return int(statement.rpartition("-")[2], 16) >> 1


def item_of(mark: Mark, article: str) -> Item:
    """A mark as an item that is dropped with the article that tells it."""
    return Item(
        kind=MARK,
        id=content_id("mrk", mark.kind.value, mark.statement, mark.at.article, mark.at.span),
        article=article,
        keys=(statement_key(mark.statement),),
        day=None,
        data=mark.model_dump_json().encode(),
    )


def marks_of(book: Book, statements: Iterable[str]) -> dict[str, list[Mark]]:
    """The marks of some statements, by statement id, in the order of their words."""
    wanted = {statement_key(one): one for one in statements}
    found = book.holding(MARK, wanted)
    items = book.items(MARK, {name for names in found.values() for name in names})
    out: dict[str, list[Mark]] = {}
    for item in items.values():
        mark = Mark.model_validate_json(item.data)
        out.setdefault(mark.statement, []).append(mark)
    return {one: sorted(marks, key=_order) for one, marks in out.items()}


def _order(mark: Mark) -> tuple[str, str, Span]:
    return str(mark.on), mark.at.article, mark.at.span


def dropped(book: Book, article: str) -> frozenset[str]:
    """Forget the marks an article tells; the statements they belonged to."""
    items = book.of_article(MARK, article)
    book.drop(MARK, [item.id for item in items])
    return frozenset(Mark.model_validate_json(item.data).statement for item in items)


def post_silences(book: Book, changed: Sequence[Posted], gone: Collection[str]) -> frozenset[str]:
    """Note who would not comment on which statement; ids of the statements that touches.

    What somebody would not comment on is the statement whose words the refusal names or stands
    beside: in its own sentence, else the nearest one before it. Marks that these articles told
    earlier are to be dropped before.
    """
    del gone
    touched: set[str] = set()
    for article in changed:
        silent = [a for a in article.reading.attributions if a.act is Act.SILENCE][:_MOST]
        if not silent:
            continue
        items = book.of_article(STATEMENT, article.id)
        told = sorted((from_bytes(i.data) for i in items), key=lambda k: k.span)
        for one in silent:
            about = _about(article, one, told)
            if about is not None:
                mark = _mark(article, one, about)
                book.put([item_of(mark, article.id)])
                touched.add(about.id)
    return frozenset(touched)


def _mark(article: Posted, one: Attribution, about: Kept) -> Mark:
    published = article.reading.article.published.interval
    said = one.said if one.said is not None and one.said.is_bounded else published
    words = next(filter(None, (one.cue, *one.evidence, one.source)), about.span)
    at = Address(
        capture=article.reading.capture.id,
        article=article.id,
        span=article.page.sentence(words),
    )
    return Mark(kind=StepKind.NO_COMMENT, statement=about.id, on=said, at=at, by=one.chain)


def _about(article: Posted, one: Attribution, told: Sequence[Kept]) -> Kept | None:
    """What somebody would not comment on; ``None`` when it is no refusal to comment."""
    if one.verification is not Verification.NO_COMMENT or one.cue is None:
        return None
    sentences = list(article.reading.sentences)
    at = next((n for n, s in enumerate(sentences) if s.overlaps(one.cue)), None)
    if at is None:
        return None
    near = Span(sentences[max(0, at - _BACK)].start, one.cue.start)
    ahead = list(_before(told, near, one.id, one.source))
    return ahead[-1] if ahead else None


def _before(told: Sequence[Kept], near: Span, silence: str, source: Span | None) -> Iterator[Kept]:
    """Statements that end before a refusal begins, and not those about the refusal itself."""
    for statement in told:
        if statement.attribution == silence or not near.contains(statement.span):
            continue
        if source is not None and statement.span.overlaps(source):
            continue
        yield statement
