"""One bullet: verbatim words, who told them, and the citations that carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from watchdesk.brief import gate
from watchdesk.brief.material import Material
from watchdesk.records import (
    Address,
    Bullet,
    Citation,
    Claim,
    Counts,
    Link,
    LinkKind,
    Member,
    Reading,
    Span,
    Stopped,
    Verification,
    content_id,
)

OUTLET_NOT_NAMED = "outlet not named"
"""Printed where the article's own outlet is not known."""
SOURCE_NOT_NAMED = "source not named"
"""Printed where the text does not say who told it."""
OWN_VOICE = ", in its own voice"
"""Printed where the article tells something without a source."""
CONTRADICTED = "Another report says otherwise; see what is disputed."
"""Printed under a claim that stands against another one."""
_PRONOUNS = frozenset("he she it they we i you who both these those this that one".split())
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý.'’-]{1,30}(?: [A-ZÀ-Ý.'’-]{2,30}){0,3}(?:, [\w. ]{2,30}){0,2}"
    r"(?: \([^()]{2,40}\))? ?[—–-] (?=\S)"
)
_LONGEST = 900
"""Code points; a quotation that runs on longer is cut at the end of a sentence."""
_MOST_TOLD = 3
"""Other families cited beside the first; more adds no proof."""
_CONTEXT = 160
"""Code points of context kept on either side of cited words."""


@dataclass
class Desk:
    """Numbers citations, lets bullets through the gate, and keeps what was stopped."""

    material: Material
    citations: list[Citation] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)
    _numbers: dict[Address, int] = field(default_factory=dict)

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
        quotes = [self.material.words(at) for at in bullet.cited]
        outlets = [name for at in bullet.cited if (name := self.material.outlets.get(at.article))]
        tellers = [
            name.removesuffix(OWN_VOICE)
            for name in bullet.told_by
            if name.removesuffix(OWN_VOICE) not in (OUTLET_NOT_NAMED, SOURCE_NOT_NAMED)
        ]
        stopped = gate.stop(bullet.text, quotes)
        for name in tellers:
            stopped += gate.stop(name, [*quotes, *outlets])
        if stopped:
            found = (item.model_copy(update={"text": bullet.text}) for item in stopped)
            self.stopped.extend(item for item in found if item not in self.stopped)
            return None
        return Bullet(
            id=content_id("bul", bullet.text, *(at.fragment for at in bullet.cited)),
            text=bullet.text,
            citations=tuple(self.cite(at) for at in bullet.cited),
            told_by=bullet.told_by,
            note=bullet.note,
            record=bullet.record,
            counts=bullet.counts,
            verification=bullet.verification,
        )


@dataclass(frozen=True)
class Draft:
    """A bullet before the gate."""

    text: str
    cited: tuple[Address, ...]
    told_by: tuple[str, ...] = ()
    note: str | None = None
    record: str | None = None
    counts: Counts | None = None
    verification: Verification = Verification.UNMARKED


def one_line(words: str) -> str:
    """Cited words as they are printed: white space folded, a list dash at the start dropped."""
    return " ".join(words.split()).lstrip("—–-• ").strip()


def passage(material: Material, member: Member) -> Span:
    """The sentences that carry a member, from the first to the last it touches."""
    reading = material.readings[member.at.article]
    touched = [s for s in reading.sentences if s.overlaps(member.at.span)]
    text = material.text(member.at.article)
    span = after_dateline(text, member.sentence)
    if member.at.span.text_of(text).casefold() in _PRONOUNS:
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
            return sentence.hull(span) if near and any(t.contains(sentence) for t in told) else span
    return span


def after_dateline(text: str, sentence: Span) -> Span:
    """The sentence without "CITY, Country (Agency) — " before it."""
    match = _DATELINE.match(sentence.text_of(text))
    return Span(sentence.start + match.end(), sentence.end) if match else sentence


def claim_draft(material: Material, claim: Claim, member: Member, note: str | None = None) -> Draft:
    """A claim in the words of one member."""
    span = passage(material, member)
    at = Address(capture=member.at.capture, article=member.at.article, span=span)
    named = named_elsewhere(material, at, member.chain)
    return Draft(
        text=one_line(material.words(at)),
        cited=(at, *named, *_corroboration(material, claim, member)),
        told_by=tellers(material, member.at.article, member.chain),
        note=note or _note(material, claim),
        record=claim.id,
        counts=counts_of(claim),
        verification=claim.status,
    )


def _note(material: Material, claim: Claim) -> str | None:
    """That another report contradicts it, and which agencies had a part in its texts."""
    names = sorted({name for origin in claim.origins for name in origin.contributors})
    told = f"With a contribution of {' and '.join(names)}, not counted apart." if names else None
    contradicted = CONTRADICTED if claim.id in material.contradicted else None
    return " ".join(filter(None, (contradicted, told))) or None


def counts_of(claim: Claim) -> Counts:
    """The three counts of a claim."""
    return Counts(articles=claim.articles, families=claim.families, origins=claim.origin_count)


def tellers(material: Material, article: str, chain: Sequence[Link]) -> tuple[str, ...]:
    """Names of a chain, outermost first, starting with the article's own outlet or its absence."""
    names = [material.outlets.get(article) or OUTLET_NOT_NAMED]
    told = [link for link in chain if link.span is not None or link.kind is not LinkKind.OUTLET]
    if not chain or not told:
        return (f"{names[0]}{OWN_VOICE}",)
    names += [one_line(_teller(material, article, link)) for link in told]
    once = {name.casefold().removeprefix("the "): name for name in reversed(names)}
    return tuple(name for name in dict.fromkeys(names) if name in once.values())


def _teller(material: Material, article: str, link: Link) -> str:
    """The full name when the article has it, else the words that stand there."""
    text = material.text(article)
    if link.kind is LinkKind.UNKNOWN or link.span is None:
        return SOURCE_NOT_NAMED
    words = link.span.text_of(text)
    if link.name.casefold() in _PRONOUNS:
        return f"“{words}”, not resolved"
    named = link.kind is not LinkKind.PERSON and words != words.lower()
    found = None if named else _full_name(material, article, link)
    if found is None:
        return words
    return found.text_of(text)


def _full_name(material: Material, article: str, link: Link) -> Span | None:
    """Where the article names a teller in full, with the office when it stands beside the name."""
    text = material.text(article)
    for mention in material.readings[article].mentions:
        if mention.span.text_of(text) == link.name:
            return _with_role(text, mention.span, link.entity.role if link.entity else None)
    if link.span is not None and link.name in link.span.text_of(text):
        return link.span
    return None


def _with_role(text: str, name: Span, role: str | None) -> Span:
    if not role:
        return name
    before = Span(max(0, name.start - len(role) - 2), name.start)
    if role in before.text_of(text):
        return Span(before.start + before.text_of(text).index(role), name.end)
    after = Span(name.end, min(len(text), name.end + len(role) + 4))
    return (
        Span(name.start, name.end + after.text_of(text).find(role) + len(role))
        if (role in after.text_of(text))
        else name
    )


def named_elsewhere(material: Material, at: Address, chain: Sequence[Link]) -> tuple[Address, ...]:
    """Where the tellers' full names and offices stand, when the words at an address have only
    "he" or a surname."""
    words = one_line(material.words(at))
    out: list[Address] = []
    for link in chain:
        if link.span is None or link.kind is LinkKind.UNKNOWN:
            continue
        found = _full_name(material, at.article, link)
        if _teller(material, at.article, link) in words or found is None:
            continue
        if not at.span.contains(found):
            out.append(at.model_copy(update={"span": found}))
    return tuple(dict.fromkeys(out))


def _corroboration(material: Material, claim: Claim, member: Member) -> tuple[Address, ...]:
    """The same claim in other families, one telling each, at most three."""
    own = material.family_of[member.at.article].id
    seen = {own}
    out: list[Address] = []
    for other in claim.members:
        family = material.family_of[other.at.article].id
        if family not in seen and len(out) < _MOST_TOLD:
            seen.add(family)
            out.append(
                Address(
                    capture=other.at.capture,
                    article=other.at.article,
                    span=passage(material, other),
                )
            )
    return tuple(out)
