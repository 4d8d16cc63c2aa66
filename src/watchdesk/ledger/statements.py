"""What each article says, one statement at a time, ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from watchdesk.attribution import cues
from watchdesk.ledger.denials_asides import asides_in
from watchdesk.ledger.page import NESTED, Page, Placed, Statement
from watchdesk.ledger.predicates import (
    CLAUSE_END,
    is_of_page,
    is_predicate,
    states,
    trimmed,
    without_stamp,
)
from watchdesk.records import (
    Act,
    Attribution,
    Reading,
    Role,
    Span,
    Spanned,
    Speech,
    Strength,
    Telling,
    Verification,
    combine,
    merge_spans,
)

_NARRATED = 4
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
_AND_THAT = re.compile(r"[,;]?\s+(?:and|but)\s+that\s+|;\s+")
_ANOTHER = re.compile(r"[\s,;]*(?:and|but)\s")
_DONE = re.compile(r"(\s+[a-z]\w*ed(?:\s+[^\s,;:.]+){2,25}?),?\s+and\s*$")
"""A predicate before the one that tells that something was said."""
_OPENING = 3
"""Code points before the subject of a sentence that begins with it."""
_CLAUSE = 4
"""Fewest words of a clause that is a statement of its own."""
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


def _own_words(
    page: Page, outer: Attribution, inner: list[Attribution], content: Sequence[Span]
) -> int:
    """Words of an attribution's content that stand outside what the inner ones take up."""
    taken: set[int] = set()
    for one in inner:
        for span in _reach(page, one, outer):
            taken.update(range(*page.range(span)))
    own = {i for span in content for i in range(*page.range(span))}
    return len(own - taken)


def _attributed(page: Page) -> Iterator[Statement]:
    by_id = {one.id: one for one in page.reading.attributions}
    inside: dict[str, list[Attribution]] = {}
    for one in page.reading.attributions:
        if one.within in by_id and one.content and _was_said(one) and not _points_back(page, one):
            inside.setdefault(str(one.within), []).append(one)
    for one in page.reading.attributions:
        content = tuple(
            _without_aside(page, span) for span in one.content if span.length and page.is_told(span)
        )
        if not _was_said(one) or _names_only(page, one):
            continue
        if one.within in by_id and _points_back(page, one):
            continue
        if not content or sum(h - w for w, h in map(page.range, content)) == 0:
            continue
        inner = inside.get(one.id, [])[: NESTED + 1]
        marks = combine(_marks(one, by_id))
        for part in _parts(page, one, content):
            wraps = [i for i in inner if any(s.overlaps(p) for s in i.content for p in part)]
            if wraps and len(inner) <= NESTED and _own_words(page, one, wraps, part) < _WRAP:
                continue
            if (words := _stated(page, part, one)) is not None:
                yield page.statement(words, one, marks)


def _stated(
    page: Page, part: tuple[Span, ...], one: Attribution | None = None
) -> tuple[Span, ...] | None:
    """The words that state something, without what joins them to those before; ``None`` where they
    are only a name, a date or a pointer."""
    spans = (trimmed(page.text, part[0]), *part[1:])
    hull = spans[0].hull(spans[-1])
    dates = sorted(t.span for t in page.times_in(hull))
    told = []
    for span in spans:
        start = span.start
        for date in (d for d in dates if span.contains(d)):
            told.append(page.text[start : date.start])
            start = max(start, date.end)
        told.append(page.text[start : span.end])
    cue = one.cue.text_of(page.text).lower() if one and one.cue else ""
    stands = one is not None and one.verification in _STANDS  # "the ministry denied it"
    if stands or states(without_stamp(" ".join(told)), cue, dated=bool(dates)):
        return spans
    return _with_cue(page, one, hull) if one is not None and is_predicate(cue) else None


def _with_cue(page: Page, one: Attribution, content: Span) -> tuple[Span, ...] | None:
    """What somebody did with what stands for little by itself, to the end of the clause: "spoke
    against it", "called on everyone to leave"."""
    if one.cue is None or one.cue.start > content.start:
        return None
    stop = CLAUSE_END.search(page.text, content.end, page.sentence(content).end)
    whole = Span(one.cue.start, stop.start() if stop else page.sentence(content).end)
    return (whole.trim(page.text),) if page.is_told(whole) else None


def _parts(page: Page, one: Attribution, content: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """What was said, one thing at a time: by sentence where the teller is named in between, and
    at "and that". Of words in two pieces of a sentence, a remark behind the teller is left out."""
    pieces: list[tuple[Span, ...]] = []
    for span in sorted(content):
        if pieces and page.sentence(pieces[-1][-1]).overlaps(span):
            pieces[-1] = (*pieces[-1], span)
        else:
            pieces.append((span,))
    for piece in pieces:
        if len(piece) > 1 and one.speech is Speech.INDIRECT:
            for span in _said_in(page, piece):
                yield from ((part,) for part in _clauses(page, span))
        elif one.speech is Speech.INDIRECT:
            yield from ((part,) for part in _clauses(page, piece[0]))
        else:
            yield piece


def _said_in(page: Page, pieces: tuple[Span, ...]) -> list[Span]:
    """The pieces of one sentence that were said: the first, unless it is hardly a clause, and one
    behind the teller that tells another thing, as in "…, he said, and the fleet …"."""
    low, high = page.range(pieces[0])
    first = pieces[0] if high - low >= _CLAUSE else max(pieces, key=lambda s: s.length)
    more = (s for s in pieces[1:] if s != first and _ANOTHER.match(s.text_of(page.text)))
    return [first, *more]


def _clauses(page: Page, span: Span) -> Iterator[Span]:
    """Words parted where another thing that was said begins; the words between are in neither."""
    start = span.start
    for match in _AND_THAT.finditer(page.text, span.start, span.end):
        parts = Span(start, match.start()), Span(match.end(), span.end)
        if all(high - low >= _CLAUSE for low, high in map(page.range, parts)):
            yield parts[0].trim(page.text)
            start = match.end()
    yield Span(start, span.end).trim(page.text)


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
        if one.act is not Act.STANCE and not _names_only(page, one) and not _is_silent(one)
        for span in (*one.content, *filter(None, (one.source, one.cue)))
        if span.length
    )
    starts = [span.start for span in covered]
    covered_ends = [span.end for span in covered]
    remarks = Placed(
        Spanned(start=span.start, end=span.end)
        for one in page.reading.attributions
        for span in one.evidence
    )
    silences = Placed(
        Spanned(start=one.cue.start, end=one.cue.end)
        for one in page.reading.attributions
        if one.cue and _is_silent(one)
    )
    for sentence in page.reading.sentences:
        at = bisect_right(starts, sentence.end - 1) - 1
        if at >= 0 and covered[at].end > sentence.start:
            low = bisect_right(covered_ends, sentence.start)
            for part in _beside(page, sentence, covered[low : at + 1]):
                if (told := _stated(page, (part,))) is not None:
                    yield page.statement(told, None, Verification.UNMARKED)
            continue
        if any(2 * remark.span.length >= sentence.length for remark in remarks.inside(sentence)):
            continue
        low, high = page.range(sentence)
        if high - low < _NARRATED or not page.is_told(sentence):
            continue
        words = sentence.text_of(page.text)
        if _is_fragment(words) or is_of_page(words):
            continue
        silent = silences.inside(sentence)
        mark = Verification.NO_COMMENT if silent else Verification.UNMARKED
        for part in _clauses(page, sentence):
            if (told := _stated(page, (part,))) is not None:
                yield page.statement(told, None, mark)


def _beside(page: Page, sentence: Span, covered: Sequence[Span]) -> Iterator[Span]:
    """What a sentence tells in the article's own voice beside what somebody says in it: done by
    the speaker before ("visited the plant and said"), or told behind ("…, and the road shut")."""
    if not page.is_told(sentence):
        return
    for before, after in pairwise(covered):
        done = _DONE.match(page.text, before.end, after.start)
        if done and before.start - sentence.start < _OPENING:
            yield Span(before.start, done.end(1))
    last = Span(covered[-1].end, max(covered[-1].end, sentence.end))
    another = _ANOTHER.match(page.text, last.start, last.end)
    low, high = page.range(last)
    if another and high - low > _NARRATED and not _is_fragment(last.text_of(page.text)):
        yield Span(another.end(), last.end).trim(page.text)


def _without_aside(page: Page, span: Span) -> Span:
    """Words of a teller without the aside behind them by which another calls them untrue."""
    for aside, _ in asides_in(page.text, page.sentence(span)):
        if aside.end == span.end and aside.start > span.start:
            cut = page.text[span.start : aside.start].rstrip(" ,—–-")
            return Span(span.start, span.start + len(cut))
    return span


def _asides(page: Page) -> Iterator[Statement]:
    """What sentences add on who calls untrue what they tell, in the article's own voice."""
    for sentence in page.reading.sentences:
        for aside, _ in asides_in(page.text, sentence):
            if page.is_told(aside):
                yield page.statement((aside,), None, Verification.UNMARKED)


def _is_silent(one: Attribution) -> bool:
    """Whether somebody is told to have said nothing, and on nothing in particular."""
    return one.act is Act.SILENCE and (not one.content or one.mood is Telling.QUESTION)


def statements_of(page: Page) -> list[Statement]:
    """Every statement of an article, in the order of its text; none of a teaser.

    Left out is the same as by :func:`statements`.
    """
    if page.reading.article.role is Role.TEASER:
        return []
    return sorted((*_attributed(page), *_narrated(page), *_asides(page)), key=lambda s: s.order)


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
