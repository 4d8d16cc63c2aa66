"""One bullet: verbatim words, who told them, and the citations that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from watchdesk.brief import estimates, gate
from watchdesk.brief.material import Material
from watchdesk.brief.select import leans
from watchdesk.brief.speakers import (
    OUTLET_NOT_NAMED,
    OWN_VOICE,
    PRONOUNS,
    SOURCE_NOT_NAMED,
    named_elsewhere,
    speaker,
    tellers,
    with_referents,
)
from watchdesk.records import (
    Address,
    Bullet,
    Citation,
    Claim,
    Counts,
    Member,
    Reading,
    Span,
    Stopped,
    Verification,
    content_id,
)

CONTRADICTED = "Another report says otherwise; see what is disputed."
"""Printed under a claim that stands against another one."""
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý.'’-]{1,30}(?: [A-ZÀ-Ý.'’-]{2,30}){0,3}(?:, [\w. ]{2,30}){0,2}"
    r"(?: \([^()]{2,40}\))? ?[—–-] (?=\S)"
)
_LABEL = re.compile(r"(?!QUESTION|Q\b)(?:[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+ ?){1,4}: (?=\S)")
"""Who speaks in a transcript, before their words."""
_LONGEST = 900
"""Code points; a quotation that runs on longer is cut at the end of a sentence."""
_MOST_TOLD = 3
"""Other families cited beside the first; more adds no proof."""
_CONTEXT = 160
"""Code points of context kept on either side of cited words."""


@dataclass(frozen=True)
class Draft:
    """A bullet before the gate."""

    text: str
    """What is to be printed."""
    cited: tuple[Address, ...]
    """The words that carry it; first those that are printed."""
    told_by: tuple[str, ...] = ()
    """Who told whom, outermost first."""
    note: str | None = None
    """What Watchdesk worked out itself."""
    record: str | None = None
    """Id of what it tells of."""
    counts: Counts | None = None
    """How widely it is told."""
    verification: Verification = Verification.UNMARKED
    """How sure the sources say it is."""
    because: str | None = None
    """Why it stands where it does."""
    speaker: str | None = None
    """Whose words it tells."""
    role: str | None = None
    """In which office they speak."""
    printed: int = 1
    """How many of ``cited``, from the first, the text prints in full."""


@dataclass
class Desk:
    """Numbers citations, lets bullets through the gate, and keeps what was stopped and printed."""

    material: Material
    citations: list[Citation] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)
    _numbers: dict[Address, int] = field(default_factory=dict)
    _printed: dict[str, list[Span]] = field(default_factory=dict)
    _words: set[str] = field(default_factory=set)

    def has_told(self, at: Address) -> bool:
        """Whether these words stand in the brief already, here or in another article."""
        spans = self._printed.get(at.article, ())
        return any(span.overlaps(at.span) for span in spans) or self._key(at) in self._words

    def tell(self, places: Iterable[Address]) -> None:
        """Note that these words are printed."""
        for at in places:
            self._printed.setdefault(at.article, []).append(at.span)
            self._words.add(self._key(at))

    def _key(self, at: Address) -> str:
        words = self.material.words(at).casefold()
        return " ".join(re.findall(r"\w+", words))

    def cite(self, at: Address) -> int:
        """The number of these words, given on first use."""
        if at not in self._numbers:
            number = len(self.citations) + 1
            self._numbers[at] = number
            self.citations.append(self._citation(number, at))
        return self._numbers[at]

    def _citation(self, number: int, at: Address) -> Citation:
        reading = self.material.readings[at.article]
        text = self.material.text(at.article)
        before = text[max(0, at.span.start - _CONTEXT) : at.span.start].rpartition("\n")[2]
        after = text[at.span.end : at.span.end + _CONTEXT].partition("\n")[0]
        return Citation(
            number=number,
            at=at,
            quote=at.span.text_of(text),
            before=before,
            after=after,
            outlet=self.material.outlets.get(at.article),
            title=reading.article.title,
            uri=reading.capture.declared.url or reading.capture.uri,
            published=reading.article.published,
        )

    def pass_gate(self, bullet: Draft) -> Bullet | None:
        """The bullet with its numbers, or ``None`` when the gate stopped it."""
        stopped = self._stopped(bullet)
        if stopped:
            found = (item.model_copy(update={"text": bullet.text}) for item in stopped)
            self.stopped.extend(item for item in found if item not in self.stopped)
            return None
        self.tell(bullet.cited[: bullet.printed])
        return Bullet(
            id=content_id("bul", bullet.text, *(at.fragment for at in bullet.cited)),
            text=bullet.text,
            citations=tuple(self.cite(at) for at in bullet.cited),
            told_by=bullet.told_by,
            note=bullet.note,
            record=bullet.record,
            counts=bullet.counts,
            verification=bullet.verification,
            because=bullet.because,
            speaker=bullet.speaker,
            role=bullet.role,
        )

    def _stopped(self, bullet: Draft) -> tuple[Stopped, ...]:
        quotes = [self.material.words(at) for at in bullet.cited]
        outlets = [name for at in bullet.cited if (name := self.material.outlets.get(at.article))]
        stopped = gate.stop(bullet.text, quotes)
        for name in (told.removesuffix(OWN_VOICE) for told in bullet.told_by):
            if name not in (OUTLET_NOT_NAMED, SOURCE_NOT_NAMED):
                stopped += gate.stop_name(name, [*quotes, *outlets])
        own = (words for words in (bullet.note, bullet.because) if words)
        return stopped + tuple(found for words in own for found in estimates.stop(words, quotes))


def passage(material: Material, member: Member) -> Span:
    """The sentences that carry a member, from the first to the last it touches."""
    reading = material.readings[member.at.article]
    touched = [s for s in reading.sentences if s.overlaps(member.at.span)]
    text = material.text(member.at.article)
    span = after_dateline(text, member.sentence)
    if member.at.span.text_of(text).casefold() in PRONOUNS:
        span = _with_sentence_before(reading, text, span)
    for sentence in touched:
        if sentence.start >= span.start and sentence.end - span.start <= _LONGEST:
            span = span.hull(sentence)
    return span


def _with_sentence_before(reading: Reading, text: str, span: Span) -> Span:
    """ "The ministry denied it" says nothing without the sentence before."""
    told = [part.span for part in reading.article.parts if part.kind.is_told]
    for sentence in reversed(reading.sentences):
        if sentence.end <= span.start:
            near = not text[sentence.end : span.start].strip()
            if not near or not any(t.contains(sentence) for t in told):
                return span
            if leans(sentence.text_of(text)):
                return span
            return after_dateline(text, sentence).hull(span)
    return span


def after_dateline(text: str, sentence: Span) -> Span:
    """The sentence without "CITY, Country (Agency) — ", or "MS SPEAKER: ", before it."""
    words = sentence.text_of(text)
    match = _DATELINE.match(words) or _LABEL.match(words)
    return Span(sentence.start + match.end(), sentence.end) if match else sentence


def sentence_at(material: Material, at: Address, sentence: Span | None = None) -> Address:
    """The whole sentence words stand in, without a dateline."""
    text, reading = material.text(at.article), material.readings[at.article]
    touched = [s for s in reading.sentences if s.overlaps(at.span)] if sentence is None else []
    whole = sentence or (touched[0].hull(touched[-1]) if touched else at.span)
    whole = after_dateline(text, whole.hull(at.span))
    return at.model_copy(update={"span": whole})


def quoted(words: str) -> str:
    """Words in quotation marks, without an introducing "that"; marks inside become single ones."""
    words = words.removeprefix("that ")
    if words[:1] in '“"‘' and words[-1:] in '”"’' and len(words) > 2:
        words = words[1:-1]
    for mark, single in (("“", "‘"), ("”", "’"), ('"', "'")):
        words = words.replace(mark, single)
    return f"“{words}”"


def claim_draft(
    material: Material,
    claim: Claim,
    member: Member,
    note: str | None = None,
    *,
    alone: bool = False,
) -> Draft:
    """A claim in the words of one member.

    A sentence that opens with a pronoun nobody resolves has the one before it printed with it,
    unless ``alone`` is set.
    """
    span = passage(material, member)
    at = Address(capture=member.at.capture, article=member.at.article, span=span)
    text = with_referents(material, at, member.chain)
    if not alone and "[" not in text and leans(text):
        reading = material.readings[at.article]
        span = _with_sentence_before(reading, material.text(at.article), span)
        at = at.model_copy(update={"span": span})
        text = with_referents(material, at, member.chain)
    named = named_elsewhere(material, at, member.chain)
    name, role = speaker(material, at.article, member.chain)
    return Draft(
        text=text,
        cited=(at, *named, *_corroboration(material, claim, member)),
        told_by=tellers(material, member.at.article, member.chain),
        note=note or _note(claim),
        record=claim.id,
        counts=counts_of(claim),
        verification=claim.status,
        speaker=name,
        role=role,
    )


def _note(claim: Claim) -> str | None:
    """Which agencies had a part in its texts."""
    names = sorted({name for origin in claim.origins for name in origin.contributors})
    return f"With a contribution of {' and '.join(names)}, not counted apart." if names else None


def counts_of(claim: Claim) -> Counts:
    """The three counts of a claim."""
    return Counts(articles=claim.articles, families=claim.families, origins=claim.origin_count)


def _corroboration(material: Material, claim: Claim, member: Member) -> tuple[Address, ...]:
    """The same claim in other families, one telling each, at most three."""
    own = material.family_of[member.at.article].id
    seen = {own}
    out: list[Address] = []
    for other in claim.members:
        if len(out) == _MOST_TOLD:
            break
        family = material.family_of[other.at.article].id
        if family not in seen:
            seen.add(family)
            span = passage(material, other)
            out.append(other.at.model_copy(update={"span": span}))
    return tuple(out)


def numbered_in_order(
    bullets: Sequence[Sequence[Bullet]], citations: Sequence[Citation]
) -> tuple[list[tuple[Bullet, ...]], tuple[Citation, ...]]:
    """Bullets of the sections and their citations, numbered anew in the order of printing."""
    order = dict.fromkeys(n for some in bullets for one in some for n in one.citations)
    new = {old: number for number, old in enumerate(order, 1)}
    by_number = {citation.number: citation for citation in citations}
    told = [
        tuple(
            one.model_copy(update={"citations": tuple(new[n] for n in one.citations)})
            for one in some
        )
        for some in bullets
    ]
    cited = tuple(by_number[old].model_copy(update={"number": n}) for old, n in new.items())
    return told, cited
