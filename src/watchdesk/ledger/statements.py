"""What each article says, one statement at a time, ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from watchdesk.attribution import cues
from watchdesk.ledger.page import NESTED, Page, Placed, Statement
from watchdesk.records import (
    Act,
    Attribution,
    Reading,
    Role,
    Span,
    Spanned,
    Strength,
    Telling,
    Verification,
    combine,
    merge_spans,
)

_NARRATED = 6
"""Fewest words of a sentence that counts as a statement of the article itself."""
_WRAP = 4
"""An outer attribution with fewer words of its own than this only wraps the inner one."""
_GAP = 3
"""Words, such as auxiliaries, that may stand between a source and its cue."""
_UNSAID = frozenset({Act.SILENCE, Act.STANCE})
"""Nothing is stated by who is silent, and a wish or judgement is the article's own to tell."""
_STANDS = frozenset({Verification.DENIED, Verification.DISPUTED, Verification.CONFIRMED})
_POINTERS = frozenset("the this that these those such it them its their his her all any".split())
_POINTING = 3
"""Words by which a text points at what was told before."""
_ADDRESS = re.compile(r"https?://|\bwww\.|(?:^|\s)@\w|\w@\w|\bpic\.twitter", re.IGNORECASE)
"""Words of a page that point elsewhere."""


def _reach(page: Page, one: Attribution, outer: Attribution) -> list[Span]:
    """What an inner attribution takes up of an outer content: from cue to content with all that
    stands between, and the source with an apposition; not what its subject did before."""
    inside = [s for s in one.content if any(c.contains(s) for c in outer.content)]
    cue = one.cue if one.cue and any(c.contains(one.cue) for c in outer.content) else None
    told = [*inside, *([cue] if cue else [])]
    if not told:
        return []
    reach = Span(min(told).start, max(span.end for span in told))
    source = one.source
    if source is None or source.start >= reach.start:
        return [reach]
    gap = Span(source.end, max(source.end, reach.start))
    low, high = page.range(gap)
    aside = gap.text_of(page.text).lstrip()[:1] in {",", "(", "—", "–"}
    return [reach.hull(source)] if aside or high - low <= _GAP else [reach, source]


def _own_words(page: Page, outer: Attribution, inner: list[Attribution]) -> int:
    """Words of an attribution's content that stand outside what the inner ones take up."""
    taken: set[int] = set()
    for one in inner:
        for span in _reach(page, one, outer):
            taken.update(range(*page.range(span)))
    own = {i for span in outer.content for i in range(*page.range(span))}
    return len(own - taken)


def _attributed(page: Page) -> Iterator[Statement]:
    by_id = {one.id: one for one in page.reading.attributions}
    inside: dict[str, list[Attribution]] = {}
    for one in page.reading.attributions:
        if one.within in by_id and one.content and not _points_back(page, one):
            inside.setdefault(str(one.within), []).append(one)
    for one in page.reading.attributions:
        content = tuple(span for span in one.content if span.length and page.is_told(span))
        if not _was_said(one) or _names_only(page, one):
            continue
        if one.within in by_id and _points_back(page, one):
            continue
        if not content or sum(h - w for w, h in map(page.range, content)) == 0:
            continue
        inner = inside.get(one.id, [])
        if inner and len(inner) <= NESTED and _own_words(page, one, inner) < _WRAP:
            continue
        yield page.statement(content, one, combine(_marks(one, by_id)))


def _points_back(page: Page, one: Attribution) -> bool:
    """Whether somebody only takes a stand on what was told before: "rejects the accusation".

    Inside what another teller says such words state nothing of their own.
    """
    if one.verification not in _STANDS or len(one.content) != 1:
        return False
    low, high = page.range(one.content[0])
    words = one.content[0].text_of(page.text).split()
    return high - low <= _POINTING and words[0].lower() in _POINTERS


def _names_only(page: Page, one: Attribution) -> bool:
    """Whether a thing is only called hearsay ("an alleged plot"); its sentence is what tells."""
    if one.source is not None or one.cue is None or one.strength is not Strength.WEAK:
        return False
    doubted = cues.shipped().get("adjective", one.cue.text_of(page.text).lower())
    return doubted is not None and "noun" in doubted.frames


def _was_said(one: Attribution) -> bool:
    """Whether something was stated; not kept silent on, asked, or only expected to be said."""
    stated = one.act not in _UNSAID and one.mood is not Telling.QUESTION
    return stated and one.telling is Telling.ASSERTED


def _marks(one: Attribution, by_id: dict[str, Attribution]) -> list[Verification]:
    """The verification of an attribution and of all it is told inside of; silence on something
    says nothing of what else is told."""
    out, seen = [one.verification], {one.id}
    while one.within in by_id and one.within not in seen:
        one = by_id[one.within]
        seen.add(one.id)
        if one.verification is not Verification.NO_COMMENT:
            out.append(one.verification)
    return out


def _is_fragment(words: str) -> bool:
    """Whether a line tells nothing by itself: a question, a heading or caption without an end, the
    words before a list, a sentence cut off, an address."""
    bare = words.rstrip("”’\"') ]")
    return not bare.endswith((".", "!", "…")) or _ADDRESS.search(words) is not None


def _narrated(page: Page) -> Iterator[Statement]:
    covered = merge_spans(
        span
        for one in page.reading.attributions
        if one.act is not Act.STANCE and not _names_only(page, one)
        for span in (*one.content, *filter(None, (one.source, one.cue)))
        if span.length
    )
    starts = [span.start for span in covered]
    remarks = Placed(
        Spanned(start=span.start, end=span.end)
        for one in page.reading.attributions
        for span in one.evidence
    )
    for sentence in page.reading.sentences:
        at = bisect_right(starts, sentence.end - 1) - 1
        if at >= 0 and covered[at].end > sentence.start:
            continue
        if any(2 * remark.span.length >= sentence.length for remark in remarks.inside(sentence)):
            continue
        low, high = page.range(sentence)
        if high - low < _NARRATED or not page.is_told(sentence):
            continue
        if _is_fragment(sentence.text_of(page.text)):
            continue
        yield page.statement((sentence,), None, Verification.UNMARKED)


def statements_of(page: Page) -> list[Statement]:
    """Every statement of an article, in the order of its text; none of a teaser.

    Left out is the same as by :func:`statements`.
    """
    if page.reading.article.role is Role.TEASER:
        return []
    return sorted((*_attributed(page), *_narrated(page)), key=lambda s: s.order)


def statements(readings: Iterable[Reading]) -> list[Statement]:
    """Every statement of main and other articles, in the order they were first known.

    Teasers are left out, and so are sentences that only say how sure another statement is, and
    what was not said, or only asked or expected to be. Of attributions inside each other the
    innermost counts, unless the outer one says something of its own. Questions and fragments of
    the article's own voice are left out.
    Raises ``ValueError`` for a reading without its text.
    """
    out: list[Statement] = []
    seen: set[str] = set()
    for reading in readings:
        if reading.article.role is Role.TEASER or reading.article.id in seen:
            continue
        seen.add(reading.article.id)
        out.extend(statements_of(Page(reading)))
    return sorted(out, key=lambda s: s.order)
