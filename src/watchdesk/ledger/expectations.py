"""What is said to be coming, by whom, for when; and what later reports say became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watchdesk.ledger.forward import Cue, clause_end, find_cue
from watchdesk.ledger.grouping import group
from watchdesk.ledger.settle import Settler
from watchdesk.ledger.statements import Page, Statement, text_of
from watchdesk.records import (
    Address,
    Attribution,
    Expectation,
    ExpectationStatus,
    Family,
    Interval,
    Link,
    LinkKind,
    Reading,
    Role,
    Span,
    Time,
    Verification,
    content_id,
)
from watchdesk.reuse.families import first_order

_APART = 30
"""Days after which the same words without a date announce something new."""
_OF_A_NOUN = frozenset({"to", "of", "for", "from", "since", "the"})
_UNSURE = frozenset({Verification.DENIED, Verification.DISPUTED, Verification.NO_COMMENT})


@dataclass(frozen=True, eq=False)
class Announcement:
    """One telling of something to come."""

    told: Statement
    """The words."""
    sentence: Span
    """The sentence they stand in."""
    cue: Cue
    """What makes it an announcement."""
    by: tuple[Link, ...]
    """Who says so."""
    subject: frozenset[int]
    """Folded words of the names before the cue: who is to do it."""
    due: Interval
    """For when."""
    due_at: Span | None
    """The words the day was read from."""

    @property
    def published(self) -> Interval:
        """When this telling was published."""
        return self.told.published


def _is_ahead(time: Time, cue: Span, published: Interval) -> bool:
    """Whether a time can be that of what a cue announces."""
    if time.is_unknown or published.is_unknown:
        return not time.is_unknown and time.anchor == "absolute" and time.start >= cue.end
    if time.start >= cue.end:
        return not time.precedes(published)
    return published.precedes(time)


def _doubt(text: str, time: Time, cue: Span) -> int:
    """How much speaks against a time being that of the deed: one that stands before the cue, or
    belongs to a noun, as in "results for the year to 31 March"."""
    before = text[max(0, time.start - 12) : time.start].split()
    return 2 * (time.start < cue.end) + (bool(before) and before[-1].lower() in _OF_A_NOUN)


def _due(page: Page, cue: Span, what: Span) -> tuple[Interval, Span | None]:
    published = page.reading.article.published.interval
    end = clause_end(page.text, cue, what.end)
    near = [
        time
        for time in page.times_in(Span(what.start, max(what.start, end)))
        if _is_ahead(time, cue, published)
    ]
    if not near:
        return Interval.unknown(), None
    best = min(near, key=lambda t: (_doubt(page.text, t, cue), abs(t.start - cue.end)))
    return best.interval, best.span


def _by(reading: Reading, around: Attribution | None) -> tuple[Link, ...]:
    if around is not None:
        return around.chain
    if reading.article.outlet:
        return (Link(name=reading.article.outlet, kind=LinkKind.OUTLET),)
    return ()


def _announcements(reading: Reading) -> Iterable[Announcement]:
    page: Page | None = None
    for sentence in reading.sentences:
        cue = find_cue(text_of(reading), sentence)
        if cue is None:
            continue
        page = page or Page(reading)
        around = page.covering(cue.span)
        if not page.is_told(sentence) or (around and around.verification in _UNSURE):
            continue
        what = sentence
        if around:
            held = next(s for s in around.content if s.contains(cue.span))
            start, end = max(held.start, sentence.start), min(held.end, sentence.end)
            what = Span(start, end).trim(page.text)
        told = page.statement((what,), around, Verification.UNMARKED)
        if len(told.words) < 4:
            continue
        due, due_at = _due(page, cue.span, what)
        ahead = Span(what.start, max(what.start, cue.span.start))
        subject = page.people_in(ahead) or page.names_in(ahead)
        yield Announcement(told, sentence, cue, _by(reading, around), subject, due, due_at)


def _is_one(first: Announcement, other: Announcement, copies: bool) -> bool:
    """Whether the same words announce the same thing."""
    if not first.due.is_unknown and not other.due.is_unknown:
        return first.due.intersects(other.due)
    if copies:
        return True
    early, late = first.published.latest, other.published.earliest
    return early is not None and late is not None and (late - early).days <= _APART


def _merged(found: Sequence[Announcement], family_of: dict[str, str]) -> list[list[Announcement]]:
    by_statement = {id(one.told): one for one in found}
    out: list[list[Announcement]] = []
    for same in group([one.told for one in found], family_of):
        heads: list[list[Announcement]] = []
        for told in same.members:
            one = by_statement[id(told)]
            for head in heads:
                left, right = head[0].told.reading.article.id, told.reading.article.id
                copies = family_of.get(left, left) == family_of.get(right, right)
                if _is_one(head[0], one, copies):
                    head.append(one)
                    break
            else:
                heads.append([one])
        out.extend(heads)
    return out


def _address(one: Announcement) -> Address:
    reading = one.told.reading
    return Address(capture=reading.capture.id, article=reading.article.id, span=one.told.span)


def _expectation(tellings: list[Announcement], settler: Settler) -> Expectation:
    first = tellings[0]
    dated = next((one for one in tellings if not one.due.is_unknown), first)
    settled = settler.settle(first.told, first.cue.verb, first.subject, dated.due)
    return Expectation(
        id=content_id("exp", first.told.reading.article.id, first.told.span, first.cue.span),
        what=first.told.text,
        at=_address(first),
        sentence=first.sentence,
        cue=first.cue.span,
        by=first.by,
        due=dated.due,
        due_at=dated.due_at if dated is first else None,
        status=settled.status if settled else ExpectationStatus.OPEN,
        evidence=(settled.evidence,) if settled else (),
        articles=tuple(dict.fromkeys(one.told.reading.article.id for one in tellings)),
        published=first.published,
    )


def expectations(
    readings: Sequence[Reading], families: Sequence[Family]
) -> tuple[Expectation, ...]:
    """What the readings say is coming, first told first, whatever the order they come in.

    ``due`` is read from a time in the same clause that does not lie before publication, and is
    unknown without one. Tellings in the same words for the same days are one expectation. It is
    settled only by words of a later article; that its day has passed settles nothing. Raises
    ``ValueError`` for a reading without its text.
    """
    usable = {r.article.id: r for r in readings if r.article.role is not Role.TEASER}
    ordered = sorted(usable.values(), key=first_order)
    family_of = {article: f.id for f in families for article in f.articles}
    found = [one for reading in ordered for one in _announcements(reading)]
    found.sort(key=lambda one: one.told.order)
    settler = Settler(ordered)
    made = [_expectation(tellings, settler) for tellings in _merged(found, family_of)]
    order = {id_: i for i, id_ in enumerate(one.told.reading.article.id for one in found)}
    return tuple(sorted(made, key=lambda e: (order[e.at.article], e.at.span, e.id)))
