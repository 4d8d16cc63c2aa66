"""The sentences of an article that say that something is coming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from watchdesk.ledger.deeds import kinds_of, kinds_of_noun
from watchdesk.ledger.due import due
from watchdesk.ledger.expectations_kept import LINKS, Coming, End
from watchdesk.ledger.expectations_setting import Setting
from watchdesk.ledger.expectations_words import Sayings, deed_words
from watchdesk.ledger.forward import ENOUGH, Cue, find_cues
from watchdesk.ledger.forward_words import Kind, Tone
from watchdesk.ledger.outcomes import called_off
from watchdesk.ledger.page import Page
from watchdesk.records import (
    Act,
    Attribution,
    Interval,
    Link,
    LinkKind,
    Span,
    Verification,
    content_id,
)
from watchdesk.reuse.families import first_order

_LEAST = 4
"""Words of an announcement, at least."""
_JOINT = re.compile(r"(?:,|;|\s[–—-])\s+(?:(?:and|but|while|that)\s+)?|\s+and\s+(?=that\b)")
"""What joins two clauses."""
_ARTICLE = re.compile(
    r"\b(?:the|an?|its|his|her|their|this|another)\s+(?:[\w’“”\"'-]+\s+){0,4}[“\"‘]?$",
    re.IGNORECASE,
)
_NOUN_PHRASE = 60
"""Code points before an event in which the words for it begin."""
_TOGETHER = re.compile(r"\btogether\b")
_DEED = 120
"""Code points behind a cue in which its deed is told."""
_BACK = re.compile(r"(?:It|They|That|This|These|Those)\s")
_UNSURE = frozenset({Verification.DENIED, Verification.DISPUTED})
_NOT_BEFORE = re.compile(r"\bnot\b.*\b(?:before|until)$", re.IGNORECASE)
_ON_CONDITION = re.compile(r"^[“\"']?(?:if|unless|should|provided)\b[^,]{1,200},\s+", re.IGNORECASE)
"""Words that set a condition before what they are the condition of."""


def _by(page: Page, cue: Cue, around: Attribution | None) -> tuple[Link, ...]:
    if around is not None:
        return around.chain
    for told in page.reading.attributions:
        if told.cue is not None and told.cue.overlaps(cue.span):
            return told.chain
    if page.reading.article.outlet:
        return (Link(name=page.reading.article.outlet, kind=LinkKind.OUTLET),)
    return ()


def comings(sayings: Sayings) -> Iterator[Coming]:
    """What a page says is coming, in the order of its sentences."""
    for sentence in sayings.page.reading.sentences:
        if sayings.page.is_told(sentence) and not _moves(sayings.page.text, sentence):
            yield from _announced(sayings, sentence)


def _moves(text: str, sentence: Span) -> bool:
    """Whether a sentence gives a new day to what the one before told: "It is now set for May"."""
    if not _BACK.match(text, sentence.start):
        return False
    ended = called_off(text, sentence)
    return ended is not None and ended.end is End.POSTPONED


def _announced(sayings: Sayings, sentence: Span) -> Iterable[Coming]:
    """The best cue of every content of a sentence, and of its own words; of clauses that each tell
    a deed with a day of its own, the best of each."""
    page = sayings.page
    found: dict[Span, list[Setting]] = {}
    for cue in find_cues(page.text, sentence):
        around = page.covering(cue.span)
        if around and (around.verification in _UNSURE or around.act is Act.SILENCE):
            continue
        one = Setting(page, sentence, cue, around)
        if one.weight >= ENOUGH:
            found.setdefault(one.what, []).append(one)
    best = [max(some, key=_rank) for some in found.values()]
    told = [one for one in best if one.cue.kind is not Kind.NAMED]
    for one in told or [_of_the_event(one) for one in best]:
        for clause in _clauses(one, found[one.what]) if one.what in found else [one]:
            low, high = page.range(clause.what)
            if high - low >= _LEAST:
                yield _coming(sayings, clause)


def _rank(one: Setting) -> tuple[bool, bool, int, int]:
    return one.cue.kind is not Kind.NAMED, bool(one.times), one.weight, -one.cue.span.start


def _clauses(one: Setting, others: Iterable[Setting]) -> list[Setting]:
    """The clauses of a content that each tell a deed with a day of its own; what is told best
    alone where there are fewer than two."""
    text, what = one.page.text, one.what
    at = [what.start, *(m.end() for m in _JOINT.finditer(text, what.start, what.end)), what.end]
    best: dict[Span, Setting] = {}
    for part in map(Span, at, at[1:]) if len(at) > 2 else ():
        inside = [o for o in others if o.is_whole_in(part) and o.cue.kind is not Kind.NAMED]
        if inside:
            best[part] = replace(max(inside, key=_rank), part=part)
    deeds = {clause.cue.verb for clause in best.values()}
    return list(best.values()) if len(deeds) == len(best) > 1 else [one]


def _of_the_event(one: Setting) -> Setting:
    """What is told only by naming an event with its day, cut down to those words."""
    start = one.cue.span.start
    lead = _ARTICLE.search(one.page.text, max(one.what.start, start - _NOUN_PHRASE), start)
    end = max(one.cue.span.end, one.times[0].span.end) if one.times else one.cue.span.end
    return replace(one, part=Span(lead.start() if lead else start, max(start, end)))


def _coming(sayings: Sayings, one: Setting) -> Coming:
    page, cue, what = one.page, one.cue, one.what
    reading = page.reading
    day, day_at = due(page.text, one.times)
    if _NOT_BEFORE.search(cue.span.text_of(page.text)):
        day, day_at = Interval.unknown(), None
    at = min(max(what.start, cue.span.start), what.end)
    lead = _ON_CONDITION.match(page.text[what.start : at])
    first = what.start + (lead.end() if lead else 0)
    before = sayings.matter(Span(first, at), one.sentence.start)
    behind = sayings.matter(Span(min(max(at, cue.span.end), what.end), what.end), -1)
    if cue.tone is Tone.FORECAST and len(cue.span.text_of(page.text).split()) > 2:
        before = sayings.matter(cue.span, -1)  # "expects the bloc to": who is to do it is inside
    subjects = before.names
    source = one.around.source if one.around and cue.tone is not Tone.FORECAST else None
    if not subjects and source and (one.is_own or one.is_theirs or at == what.start):
        subjects = sayings.matter(source, -1).names
    return Coming(
        id=content_id("exp", reading.article.id, what, cue.span),
        article=reading.article.id,
        capture=reading.capture.id,
        known=first_order(reading),
        published=reading.article.published.interval,
        kind=one.kind(day),
        text=what.text_of(page.text),
        span=what,
        sentence=one.sentence,
        cue=cue.span,
        told_by=LINKS.dump_json(_by(page, cue, one.around)).decode(),
        due=day,
        due_at=day_at,
        kinds=_kinds(page, cue),
        subjects=subjects,
        objects=behind.names,
        context=() if subjects or behind.names else sayings.context(one.sentence),
        content=(before.content | behind.content) - deed_words(cue.verb),
        figures=before.figures | behind.figures,
    )


def _kinds(page: Page, cue: Cue) -> frozenset[str]:
    """What kinds of deed a cue announces; to bring people together is to have them meet."""
    kinds = kinds_of(cue.verb).union(*map(kinds_of_noun, cue.nouns))
    together = cue.verb in {"bring", "come", "get"} and _TOGETHER.search(
        page.text, cue.span.end, cue.span.end + _DEED
    )
    return kinds | kinds_of("meet") if together else kinds
