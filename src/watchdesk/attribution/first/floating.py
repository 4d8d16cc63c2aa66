"""Quotations that stand without a cue of their own."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import Range
from watchdesk.attribution.first.find import span
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.groups import group_at
from watchdesk.attribution.first.phrases import main_subject, noun_phrase_after, noun_phrase_before
from watchdesk.attribution.quotes import Quote
from watchdesk.attribution.first.tellers import can_tell
from watchdesk.attribution.first.units import Paragraph, Sentence
from watchdesk.records import Act, Span

_FEWEST_WORDS = 4
_SPOKEN = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT, Act.BELIEF})


def attach_quotations(text: str, paragraphs: list[Paragraph], found: list[Found]) -> list[Found]:
    """Give free-standing quotations to the speaker next to them, or to nobody.

    A sentence that is all quotation belongs to the attribution of the sentence before it, or,
    opening a paragraph, to that of the sentence after it. A paragraph that is all quotation
    continues the speaker of the paragraph before. What is left becomes an attribution without
    source and cue; a few words in quotation marks inside a sentence never do.
    """
    attacher = _Attacher(text, paragraphs, found)
    for k in range(len(paragraphs)):
        attacher.paragraph(k)
    everything = found + attacher.made
    for one in everything:
        one.content = sorted(set(one.content))
    return everything


class _Attacher:
    """Walks through the paragraphs and keeps who spoke last."""

    def __init__(self, text: str, paragraphs: list[Paragraph], found: list[Found]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.found = found
        self.made: list[Found] = []
        self.by_sentence: dict[int, list[Found]] = {}
        for one in found:
            if one.quote is None:
                self.by_sentence.setdefault(one.sentence.start, []).append(one)
        self.last: Found | None = None
        """Who spoke at the end of the paragraph before."""

    def paragraph(self, k: int) -> None:
        """Give the free quotations of one paragraph away."""
        paragraph = self.paragraphs[k]
        adjacent = self.last
        self.last = None
        for n, units in enumerate(paragraph.sentences):
            rows = self.by_sentence.get(units[0].start, [])
            own = _speaker(rows)
            if own is not None:
                self.last = adjacent = own
                continue
            quotes = _all_quotation(units)
            if quotes is None:
                adjacent = None
                self.last = self.last if rows else None
                continue
            if n == 0:
                adjacent = self._above(k) or adjacent
            self.last = adjacent = self._give(paragraph, n, quotes, adjacent)

    def _above(self, k: int) -> Found | None:
        """The speaker announced by a colon at the end of the paragraph before."""
        pending = _announcing(self.paragraphs[k - 1]) if k else None
        return _announced(pending, self.by_sentence, self.made) if pending else None

    def _give(
        self, paragraph: Paragraph, n: int, quotes: list[Quote], adjacent: Found | None
    ) -> Found | None:
        owner = adjacent or _following(paragraph, n, self.by_sentence)
        if owner is not None:
            owner.content.extend(q.span for q in quotes)
            return owner
        if len(self.text[quotes[0].start : quotes[-1].end].split()) < _FEWEST_WORDS:
            return None
        owner = _nobody(paragraph.sentences[n], quotes, paragraph.index)
        self.made.append(owner)
        return owner


def _speaker(rows: list[Found]) -> Found | None:
    """The attribution of a sentence that a quotation after it would continue."""
    spoken = [
        r for r in rows if r.act in _SPOKEN and r.kind in ("verb", "accord", "colon") and r.content
    ]
    if not spoken:
        return None
    verbs = [r for r in spoken if r.kind != "accord"] or spoken
    return max(verbs, key=lambda r: (max(c.end for c in r.content), r.cue.start if r.cue else 0))


def _all_quotation(units: Sentence) -> list[Quote] | None:
    quotes = [u.quote for u in units if u.quote is not None]
    if not quotes or any(u.is_word for u in units):
        return None
    return quotes


def _announcing(paragraph: Paragraph) -> Sentence | None:
    """The last sentence of a paragraph that ends in a colon."""
    last = paragraph.sentences[-1] if paragraph.sentences else []
    return last if len(last) > 1 and last[-1].low == ":" else None


def _announced(
    units: Sentence, by_sentence: dict[int, list[Found]], made: list[Found]
) -> Found | None:
    """Give the quotation below a colon to the subject of the sentence that ends in it."""
    where, cue = announcer(units)
    if where is None or not can_tell(units, where, strict=True):
        return None
    start, end = units[0].start, units[-1].end
    one = Found(
        kind="colon",
        cue=span(units, cue),
        source=span(units, where),
        content=[],
        act=Act.SPEECH,
        sentence=Span(start, end),
        paragraph=-1,
        lemma=units[cue.end - 1].low,
    )
    for other in by_sentence.get(start, []):
        if other.cue == one.cue:
            return other
    made.append(one)
    return one


def announcer(units: Sentence) -> tuple[Range | None, Range]:
    """Source and cue of a sentence like "The envoy continued:"."""
    colon = len(units) - 1
    for i in range(colon - 1, -1, -1):
        group = group_at(units, i)
        if group is not None and not group.passive and "quote" in group.entry.frames:
            where = noun_phrase_before(units, 0, group.start)
            if where is None and i + 1 < colon:
                where = noun_phrase_after(units, i + 1, colon)
            if where is not None:
                return where, Range(group.start, group.end)
    return main_subject(units, 0, colon), Range(colon, colon + 1)


def _following(paragraph: Paragraph, n: int, by_sentence: dict[int, list[Found]]) -> Found | None:
    if n + 1 >= len(paragraph.sentences):
        return None
    after = paragraph.sentences[n + 1]
    own = _speaker(by_sentence.get(after[0].start, []))
    if own is not None and after[0].quote is not None:
        return own
    return None


def _nobody(units: Sentence, quotes: list[Quote], paragraph: int) -> Found:
    return Found(
        kind="quote",
        cue=None,
        source=None,
        content=[q.span for q in quotes],
        act=Act.SPEECH,
        sentence=Span(units[0].start, units[-1].end),
        paragraph=paragraph,
    )
