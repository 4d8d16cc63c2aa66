"""What is said to be coming, by whom, for when; and what later reports say became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from watchdesk.ledger.due import Ahead, due, is_next_to, times_ahead
from watchdesk.ledger.forward import DATED, ENOUGH, LIMITED, OWN, Cue, Kind, find_cues
from watchdesk.ledger.grouping import group
from watchdesk.ledger.lexicon import date_words, role_words
from watchdesk.ledger.page import Page, Statement
from watchdesk.ledger.settle import Settler
from watchdesk.records import (
    Act,
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
    Speech,
    Verification,
    content_id,
)
from watchdesk.reuse.families import first_order

_APART = 30
"""Days after which the same words without a date announce something new."""
_RETOLD = 14
"""Days before publication from which an announcement is only told again."""
_UNSURE = frozenset({Verification.DENIED, Verification.DISPUTED})
_SPOKEN = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})
_TELLS_NOW = re.compile(
    r"\b(?:says|say|tells|thinks|believes|argues|suggests|claims|warns|insists|notes|adds)\b", re.I
)
_TOLD = re.compile(
    r"\b(?:said|told|announced|added|confirmed|promised|reported|pledged|according\s+to)\b", re.I
)
_SELF = frozenset("he she it they".split())
_GIVEN = re.compile(r"(?:ed|took)\s+to$", re.IGNORECASE)


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


def _by(reading: Reading, around: Attribution | None) -> tuple[Link, ...]:
    if around is not None:
        return around.chain
    if reading.article.outlet:
        return (Link(name=reading.article.outlet, kind=LinkKind.OUTLET),)
    return ()


@dataclass(frozen=True, eq=False)
class _Setting:
    """Where a cue stands."""

    page: Page
    sentence: Span
    cue: Cue
    around: Attribution | None
    """The innermost attribution that tells it."""

    @cached_property
    def what(self) -> Span:
        """The words that announce: the content the cue stands in, or the sentence."""
        if self.around is None:
            return self.sentence
        held = next(s for s in self.around.content if s.contains(self.cue.span))
        start, end = max(held.start, self.sentence.start), min(held.end, self.sentence.end)
        return Span(start, end).trim(self.page.text)

    @cached_property
    def times(self) -> list[Ahead]:
        """Times to come in the clause."""
        return times_ahead(self.page, self.cue.span, self.what)

    @property
    def is_reported(self) -> bool:
        """Whether it is indirect speech told in the past, where "would" is a future."""
        text = self.page.text
        lead = text[self.sentence.start : self.cue.span.start]
        if lead.count("“") > lead.count("”") or lead.count('"') % 2:
            return False
        if self.around is None:
            return bool(_TOLD.search(self.sentence.text_of(text)))
        if self.around.speech is Speech.DIRECT or self.around.act not in _SPOKEN:
            return False
        cue = self.around.cue
        return cue is None or not _TELLS_NOW.search(cue.text_of(text))

    @property
    def is_own(self) -> bool:
        """Whether the content begins with the speaker as who is to do it: "it would ask"."""
        lead = self.page.text[self.what.start : self.cue.span.start].lower().split()
        return self.around is not None and 0 < len(lead) <= 3 and lead[-1] in _SELF

    @property
    def is_retold(self) -> bool:
        """Whether it was announced long before publication and is only recalled."""
        published = self.page.reading.article.published.earliest
        if published is None:
            return False
        times = [t for t in self.page.times_in(self.sentence) if t.latest and t.latest <= published]
        if self.around is None:
            given = _GIVEN.search(self.cue.span.text_of(self.page.text))
            days = [t.latest for t in times if t.latest] if given and not self.times else []
        else:
            days = [t.latest for t in times if t.latest and not t.span.overlaps(self.what)]
        if days:
            return (published - max(days)).days > _RETOLD
        cue = self.around.cue if self.around else None
        return cue is not None and cue.text_of(self.page.text).lower().startswith("had ")

    @property
    def weight(self) -> int:
        """How surely the cue announces something here; 0 when it does not."""
        cue, times, word = self.cue, self.times, self.cue.span.text_of(self.page.text).lower()
        if self.is_retold:
            return 0
        if cue.kind is Kind.DATED:
            near = [one for one in times if is_next_to(self.page, cue.span, one)]
            certain = near and (near[0].sure or not word.startswith("w") or self.is_reported)
            return cue.weight if certain else 0
        bonus = (LIMITED if times[0].limit else DATED) if times else 0
        if cue.kind is Kind.PAST and not (self.is_reported or any(one.sure for one in times)):
            return 0
        if cue.kind is Kind.SHIFTED:
            if not self.is_reported or (word in {"should", "could"} and not times):
                return 0
            bonus += OWN if word == "would" and self.is_own else 0
        return cue.weight + bonus


def _announced(page: Page, sentence: Span) -> Iterable[Announcement]:
    """The best cue of every content of a sentence, and of its own words."""
    best: dict[Span, tuple[tuple[bool, int, int], _Setting]] = {}
    for cue in find_cues(page.text, sentence):
        around = page.covering(cue.span)
        if around and (around.verification in _UNSURE or around.act is Act.SILENCE):
            continue
        one = _Setting(page, sentence, cue, around)
        rank = (bool(one.times), one.weight, -cue.span.start)
        if one.weight >= ENOUGH and (one.what not in best or rank > best[one.what][0]):
            best[one.what] = (rank, one)
    for _, one in best.values():
        told = page.statement((one.what,), one.around, Verification.UNMARKED)
        if len(told.words) < 4:
            continue
        cue, by = one.cue, _by(page.reading, one.around)
        ahead = Span(one.what.start, max(one.what.start, cue.span.start))
        subject = page.people_in(ahead) or page.names_in(ahead)
        yield Announcement(told, sentence, cue, by, subject, *due(page.text, one.times))


def _announcements(page: Page) -> Iterable[Announcement]:
    for sentence in page.reading.sentences:
        if page.is_told(sentence):
            yield from _announced(page, sentence)


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


def _is_same_event(a: Announcement, b: Announcement) -> bool:
    """Whether two announcements in other words are of one deed of the same people and days."""
    if a.cue.verb != b.cue.verb or not (a.due.is_bounded and b.due.is_bounded):
        return False
    if max(a.due.days or 0, b.due.days or 0) > _APART or not a.due.intersects(b.due):
        return False
    plain = date_words() | role_words()
    left, right = (frozenset().union(*one.told.named) - plain for one in (a, b))
    shared = left & right
    return len(shared) >= max(2, 0.6 * min(len(left), len(right)))


def _gathered(heads: list[list[Announcement]]) -> list[list[Announcement]]:
    """Announcements of one event together, whatever their words."""
    out: list[list[Announcement]] = []
    by_verb: dict[str, list[list[Announcement]]] = {}
    for head in sorted(heads, key=lambda tellings: tellings[0].told.order):
        alike = by_verb.setdefault(head[0].cue.verb, [])
        home = next((one for one in alike if _is_same_event(one[0], head[0])), None)
        if home is None:
            alike.append(head)
            out.append(head)
        else:
            home.extend(head)
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
    pages = [Page(reading) for reading in ordered]
    found = [one for page in pages for one in _announcements(page)]
    found.sort(key=lambda one: one.told.order)
    settler = Settler(pages)
    made = [_expectation(tellings, settler) for tellings in _gathered(_merged(found, family_of))]
    order = {id_: i for i, id_ in enumerate(one.told.reading.article.id for one in found)}
    return tuple(sorted(made, key=lambda e: (order[e.at.article], e.at.span, e.id)))
