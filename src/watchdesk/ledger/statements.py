"""What each article says, one statement at a time, ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from watchdesk.attribution import cues
from watchdesk.ledger.lexicon import (
    DEGREES,
    FIRST_PERSON,
    HEDGES,
    NEGATIONS,
    NO_NAMES,
    NUMBERS,
    PRONOUNS,
    hashes_of,
)
from watchdesk.records import (
    Act,
    Attribution,
    Capture,
    Interval,
    Link,
    LinkKind,
    Mention,
    MentionKind,
    Quantity,
    Reading,
    Role,
    Span,
    Spanned,
    Speech,
    Strength,
    Telling,
    Time,
    Verification,
    combine,
    merge_spans,
)
from watchdesk.reuse.families import first_order
from watchdesk.reuse.fingerprints import shingles
from watchdesk.reuse.relate import name_key
from watchdesk.reuse.words import Words, normalise

T = TypeVar("T", bound=Spanned)

_NESTED = 50
"""How many attributions around or inside a place are looked at; bounds the work on huge texts."""
GRAM = 3
"""Words in a shingle by which statements are compared: they are short."""
_NARRATED = 6
"""Fewest words of a sentence that counts as a statement of the article itself."""
_WRAP = 4
"""An outer attribution with fewer words of its own than this only wraps the inner one."""
_GAP = 3
"""Words, such as auxiliaries, that may stand between a source and its cue."""
_LONGEST = 600
"""Code points of content told in several pieces that are still quoted as one stretch."""


_UNSAID = frozenset({Act.SILENCE, Act.STANCE})
"""Nothing is stated by who is silent, and a wish or judgement is the article's own to tell."""
_STANDS = frozenset({Verification.DENIED, Verification.DISPUTED, Verification.CONFIRMED})
_POINTERS = frozenset("the this that these those such it them its their his her all any".split())
_POINTING = 3
"""Words by which a text points at what was told before."""
_ADDRESS = re.compile(r"https?://|\bwww\.|(?:^|\s)@\w|\w@\w|\bpic\.twitter", re.IGNORECASE)
"""Words of a page that point elsewhere."""


@dataclass(frozen=True, eq=False)
class Statement:
    """Words an article tells, in its own voice or somebody else's."""

    reading: Reading
    """The article."""
    known: tuple[date, date, float, str]
    """Sort key: the order in which articles were first known."""
    published: Interval
    """When the article was published."""
    attribution: Attribution | None
    """Through whom; ``None`` for the article's own voice."""
    span: Span
    """The words, as one stretch of the captured text."""
    sentence: Span
    """The sentence or sentences they stand in."""
    chain: tuple[Link, ...]
    """Who told whom, outermost first."""
    verification: Verification
    """How sure the article says it is."""
    words: NDArray[np.uint64]
    """Folded words of the content alone."""
    names: frozenset[int]
    """Folded words of names in it."""
    named: tuple[frozenset[int], ...]
    """The same by name: the words of each that stand next to each other."""
    persons: frozenset[str]
    """Words of the names of persons in it, lower case."""
    figures: frozenset[int]
    """Folded numbers written in figures."""
    quoted: bool
    """Whether the words stand in quotation marks as a whole."""

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.span.text_of(text_of(self.reading))

    @cached_property
    def order(self) -> tuple[tuple[date, date, float, str], Span, str]:
        """Sort key: the order in which statements were first known."""
        return self.known, self.span, self.attribution.id if self.attribution else ""

    @cached_property
    def _set(self) -> frozenset[int]:
        return frozenset(self.words.tolist())

    @cached_property
    def grams(self) -> frozenset[int]:
        """Hashes of its runs of three words; of all its words when there are fewer."""
        return frozenset(shingles(self.words, min(GRAM, max(1, len(self.words)))).tolist())

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Numbers in it, in figures or words."""
        return (self._set & hashes_of(NUMBERS)) | self.figures

    @cached_property
    def polarity(self) -> tuple[frozenset[int], frozenset[int], bool]:
        """Negations, hedges and words of degree in it; whether it is told as untrue."""
        denied = self.verification is Verification.DENIED
        negations = self._set & hashes_of(NEGATIONS)
        return negations, self._set & hashes_of(f"{HEDGES} {DEGREES}"), denied

    @cached_property
    def is_first_person(self) -> bool:
        """Whether the speaker speaks of themselves."""
        return bool(self._set & hashes_of(FIRST_PERSON))

    @cached_property
    def pronouns(self) -> int:
        """How many words need the text around it to be understood."""
        unclear = hashes_of(f"{PRONOUNS} {FIRST_PERSON}")
        return sum(word in unclear for word in self.words.tolist())

    @cached_property
    def speaker(self) -> str | None:
        """Key of the original speaker, when named."""
        if not self.chain or self.chain[-1].kind in {
            LinkKind.GROUP,
            LinkKind.ANONYMOUS,
            LinkKind.UNKNOWN,
        }:
            return None
        last = self.chain[-1]
        return last.entity.id if last.entity else name_key(last.name)


def text_of(reading: Reading) -> str:
    """The captured text. Raises ``ValueError`` when the capture comes without it."""
    if not isinstance(reading.capture, Capture):
        raise ValueError(f"{reading.capture.id}: the ledger needs the text of a capture")
    return reading.capture.text


class Placed(Generic[T]):
    """Items of a text in its order, to be found by place without looking at all of them."""

    def __init__(self, items: Iterable[T]) -> None:
        """Any order will do."""
        self._items = sorted(items, key=lambda item: (item.start, item.end))
        self._starts = [item.start for item in self._items]

    def inside(self, span: Span) -> list[T]:
        """Those that lie wholly in a span."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [item for item in self._items[low:high] if item.end <= span.end]


class Page:
    """One article with its told words and sentences at hand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = text_of(reading)
        self._known = first_order(reading)
        self._published = reading.article.published.interval
        self.told = [p.span for p in reading.article.parts if p.kind.is_told]
        self._told_starts = [span.start for span in self.told]
        self.words: Words = normalise(self.text, self.told)
        self._sentence_starts = [s.start for s in reading.sentences]
        marked = self.words.details.copy()
        starts = self._starts = self.words.starts.tolist()
        self._hashes: list[int] = self.words.hashes.tolist()
        for sentence in reading.sentences:
            low, high = self.range(sentence)
            if low < high and self.text[starts[low]].isupper():
                marked[low] = True
        people = np.zeros(len(self.words), np.bool_)
        for mention in reading.mentions:
            low, high = self.range(mention.span)
            marked[low:high] = True
            if mention.kind is MentionKind.PERSON:
                people[low:high] = True
        self._marked, self._people = marked, people
        self._figures = np.fromiter(
            (self.text[at].isdigit() for at in starts),
            np.bool_,
            len(self.words),
        )
        self._kept: list[bool] = (marked & ~self._figures).tolist()

    def range(self, span: Span) -> tuple[int, int]:
        """First word that begins in a span, and one past the last."""
        low = bisect_left(self._starts, span.start)
        return low, bisect_left(self._starts, span.end, low)

    def folded(self, start: int, end: int) -> frozenset[int]:
        """The folded words that begin between two offsets."""
        low = bisect_left(self._starts, start)
        return frozenset(self._hashes[low : bisect_left(self._starts, end, low)])

    def names_in(self, span: Span) -> frozenset[int]:
        """Folded words of names in a span; figures and words of grammar are none."""
        low, high = self.range(span)
        at = self._marked[low:high] & ~self._figures[low:high]
        return frozenset(self.words.hashes[low:high][at].tolist()) - hashes_of(NO_NAMES)

    def people_in(self, span: Span) -> frozenset[int]:
        """Folded words of the names of persons in a span."""
        low, high = self.range(span)
        return frozenset(self.words.hashes[low:high][self._people[low:high]].tolist())

    def places_in(self, span: Span) -> frozenset[int]:
        """Folded words of the names of places in a span."""
        return frozenset(
            word
            for m in self._mentions.inside(span)
            if m.kind is MentionKind.PLACE
            for word in self.folded(m.start, m.end)
        )

    def mentions_in(self, span: Span) -> list[Mention]:
        """Names in a span."""
        return self._mentions.inside(span)

    def times_in(self, span: Span) -> list[Time]:
        """Time expressions in a span."""
        return self._times.inside(span)

    def quantities_in(self, span: Span) -> list[Quantity]:
        """Amounts in a span."""
        return self._quantities.inside(span)

    def covering(self, span: Span) -> Attribution | None:
        """The innermost attribution in one of whose contents a span stands."""
        contents, starts = self._contents
        at = bisect_right(starts, span.start)
        near = contents[max(0, at - _NESTED) : at]
        around = [(s.length, a.id, a) for s, a in near if s.contains(span)]
        return min(around)[2] if around else None

    @cached_property
    def _mentions(self) -> Placed[Mention]:
        return Placed(self.reading.mentions)

    @cached_property
    def _times(self) -> Placed[Time]:
        return Placed(time for time in self.reading.times if time.tells_when)

    @cached_property
    def _quantities(self) -> Placed[Quantity]:
        return Placed(self.reading.quantities)

    @cached_property
    def _contents(self) -> tuple[list[tuple[Span, Attribution]], list[int]]:
        pairs = [(span, a) for a in self.reading.attributions for span in a.content]
        pairs.sort(key=lambda pair: (pair[0], pair[1].id))
        return pairs, [span.start for span, _ in pairs]

    def is_told(self, span: Span) -> bool:
        """Whether the article speaks there."""
        at = bisect_right(self._told_starts, span.start) - 1
        return at >= 0 and self.told[at].contains(span)

    def sentence(self, span: Span) -> Span:
        """The sentences a span stands in, as one stretch; the span itself when there are none."""
        sentences = self.reading.sentences
        at = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        out = span
        for sentence in sentences[at:]:
            if sentence.start >= span.end:
                break
            if sentence.overlaps(span):
                out = out.hull(sentence)
        return out

    def statement(
        self,
        content: tuple[Span, ...],
        attribution: Attribution | None,
        verification: Verification,
    ) -> Statement:
        """A statement of this article."""
        ranges = [self.range(span) for span in content]
        at = np.concatenate([np.arange(low, high) for low, high in ranges])
        span = content[0].hull(content[-1])
        if span.length > _LONGEST and len(content) > 1:
            span = max(content, key=lambda s: s.length)
        span = span.trim(self.text)
        people = at[self._people[at]]
        named = self._named(at)
        return Statement(
            reading=self.reading,
            known=self._known,
            published=self._published,
            attribution=attribution,
            span=span,
            sentence=self.sentence(span),
            chain=attribution.chain if attribution else (),
            verification=verification,
            words=self.words.hashes[at],
            names=frozenset().union(*named),
            named=named,
            persons=frozenset(self._word(int(i)) for i in people),
            figures=frozenset(self.words.hashes[at][self._figures[at]].tolist()),
            quoted=attribution is not None and attribution.speech is Speech.DIRECT,
        )

    def _named(self, at: NDArray[np.int64]) -> tuple[frozenset[int], ...]:
        """The names among some words, each as the folded words that stand next to each other."""
        plain, kept = hashes_of(NO_NAMES), self._kept
        runs: list[list[int]] = []
        last = -2
        for index in at.tolist():
            if not kept[index] or self._hashes[index] in plain:
                continue
            if index != last + 1:
                runs.append([])
            runs[-1].append(self._hashes[index])
            last = index
        return tuple(map(frozenset, runs))

    def _word(self, index: int) -> str:
        return self.text[self.words.starts[index] : self.words.ends[index]].lower()


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
        if inner and len(inner) <= _NESTED and _own_words(page, one, inner) < _WRAP:
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
        page = Page(reading)
        out.extend(_attributed(page))
        out.extend(_narrated(page))
    return sorted(out, key=lambda s: s.order)
