"""An article as it was captured, with what it tells and what is known of its copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from watchdesk.answers.cited import ArticleLine, article_lines
from watchdesk.answers.marked import Block, Highlight, Layer, blocks, window_of
from watchdesk.display import with_one_name
from watchdesk.records import (
    Article,
    CaptureHead,
    Claim,
    Correction,
    Expectation,
    Interval,
    Link,
    PartKind,
    Position,
    Reading,
    Relation,
    RelationKind,
    Role,
    Span,
    Standing,
    Verification,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import View

SHOWN = 30_000
"""Code points of a text that are shown at once."""
_CLAIMS = 300
_OTHERS = 100
_COPIES = 60
_QUOTED = 220


class Look(NamedTuple):
    """What of an article is wanted."""

    words: Span | None = None
    """Words to be marked, and around which a long text is shown."""
    start: int | None = None
    """Where a long text is shown from."""
    layers: frozenset[Layer] = frozenset({Layer.CLAIM})
    """What is to be highlighted."""
    most: int = SHOWN
    """Code points that are shown at most."""


class ToldClaim(Frozen):
    """A claim as an article tells it."""

    claim: str
    """Claim id."""
    words: str
    """The article's words, cut where they are long."""
    span: Span
    """Where they stand."""
    chain: tuple[Link, ...]
    """Who told whom; empty for the article's own voice."""
    verification: Verification
    """How sure this article says it is."""
    standing: Standing
    """Where the claim stands over all articles."""
    articles: int
    """How many articles tell it."""
    origins: int
    """How many independent origins."""


class Copy(Frozen):
    """Another article of the family."""

    article: ArticleLine
    """It."""
    relation: RelationKind | None = None
    """What the two are to each other; null where only others tie them."""
    share: float | None = None
    """Part of its words that stand here, 0 to 1."""

    @property
    def is_version(self) -> bool:
        """Whether it is another capture or an update of the same page."""
        return self.relation in {RelationKind.SAME_PAGE, RelationKind.UPDATED}


class ReadArticle(Frozen):
    """An article to be read."""

    line: ArticleLine
    """What a list shows of it."""
    article: Article
    """The article, with those of its parts that stand in the window."""
    capture: CaptureHead
    """Where its text was found."""
    whole: Span
    """Where the article stands in its capture."""
    window: Span
    """What of it is shown."""
    asked: Span | None
    """The words that were asked for, as far as they stand in the text."""
    is_beyond: bool = False
    """Whether words were asked for that the text is too short for."""
    blocks: tuple[Block, ...]
    """The text, line by line."""
    claims: tuple[ToldClaim, ...]
    """What it tells, in the order of the text."""
    more_claims: bool = False
    """Whether it tells more claims than were looked at."""
    positions: tuple[Position, ...] = ()
    """Positions that rest on it."""
    expectations: tuple[Expectation, ...] = ()
    """What it says is coming."""
    corrections: tuple[Correction, ...] = ()
    """What its publisher changed or took back."""
    evidence: tuple[str, ...] = ()
    """The words that its date was read from."""
    copies: tuple[Copy, ...] = ()
    """The others of its family."""
    more_copies: int = 0
    """How many of these are left out."""
    beside: tuple[ArticleLine, ...] = ()
    """The other articles on the same capture."""


def read_article(view: View, watch: Watch, name: str, look: Look = Look()) -> ReadArticle | None:  # noqa: B008 — a tuple
    """An article by its id; ``None`` when there is none."""
    line = article_lines(view, watch, [name]).get(name)
    capture = view.capture(line.capture) if line else None
    if line is None or capture is None:
        return None
    text = capture.text
    whole, is_beyond, asked = _places(view, name, line, look, text)
    window = window_of(text, whole, asked, look.start, look.most)
    reading = view.reading_within(name, window)
    if reading is None:
        return None
    labels = [f"article:{name}"]
    if window == whole:
        claims = view.records(Claim, labels, None, _CLAIMS + 1)
    else:
        claims = view.claims_in(name, reading.sentences)
    told = sorted(_told(claims[:_CLAIMS], name, text), key=lambda one: one.span)
    positions = with_one_name(view, view.records(Position, labels, None, _OTHERS))
    expectations = view.records(Expectation, labels, None, _OTHERS)
    kept = [one for one in told if one.span.overlaps(window)] if whole != window else told
    marks = _marks(reading, kept, positions, expectations)
    chosen = [one for one in marks if one.layer in look.layers]
    parts = [part for part in reading.article.parts if part.span.overlaps(window)]
    copies, more = _copies(view, watch, line)
    others = [one for one in view.articles_in(line.capture) if one != name]
    return ReadArticle(
        line=line,
        article=reading.article.model_copy(update={"parts": tuple(parts)}),
        capture=capture.head(),
        whole=whole,
        window=window,
        asked=asked,
        is_beyond=is_beyond,
        blocks=blocks(text, window, parts, chosen, asked),
        claims=tuple(kept),
        more_claims=len(claims) > _CLAIMS,
        positions=tuple(positions),
        expectations=tuple(expectations),
        corrections=tuple(view.records(Correction, labels)),
        evidence=tuple(_evidence(line, text)),
        copies=copies,
        more_copies=more,
        beside=tuple(article_lines(view, watch, others).values()),
    )


def _places(
    view: View, name: str, line: ArticleLine, look: Look, text: str
) -> tuple[Span, bool, Span | None]:
    """Where the article stands, whether words beyond the text are asked for, and those words."""
    asked = look.words
    beyond = asked is not None and asked.end > len(text)
    if asked is not None:
        asked = Span(min(asked.start, len(text)), min(asked.end, len(text)))
    whole = Span(0, len(text))
    if line.role is not Role.MAIN:
        nothing = view.reading_within(name, Span(0, 0))
        parts = [part.span for part in nothing.article.parts] if nothing else []
        if parts:
            whole = Span(min(p.start for p in parts), max(p.end for p in parts))
    if asked is not None and not whole.contains(asked):
        whole = Span(0, len(text))
    return whole, beyond, asked if asked and asked.length else None


def _told(claims: Iterable[Claim], article: str, text: str) -> Iterator[ToldClaim]:
    for claim in claims:
        for member in claim.members:
            if member.at.article != article:
                continue
            words = " ".join(member.at.span.text_of(text).split())
            yield ToldClaim(
                claim=claim.id,
                words=words if len(words) <= _QUOTED else f"{words[:_QUOTED].rpartition(' ')[0]} …",
                span=member.at.span,
                chain=member.chain,
                verification=member.verification,
                standing=claim.standing,
                articles=claim.articles,
                origins=claim.origin_count,
            )


def _marks(
    reading: Reading,
    claims: Sequence[ToldClaim],
    positions: Sequence[Position],
    expectations: Sequence[Expectation],
) -> Iterator[Highlight]:
    """Everything in the text that leads somewhere, or that was read in it."""
    for claim in claims:
        told = f"claim, {claim.standing.value}"
        yield Highlight(span=claim.span, layer=Layer.CLAIM, record=claim.claim, told=told)
    article = reading.article.id
    for position in positions:
        told = f"position of {position.name} on {position.issue}: {position.stance.value}"
        for one in position.evidence:
            if one.at.article == article:
                span = one.at.span
                yield Highlight(span=span, layer=Layer.POSITION, record=position.id, told=told)
    for item in expectations:
        if item.at.article == article:
            told, span = f"expected, {item.status.value}", item.at.span
            yield Highlight(span=span, layer=Layer.EXPECTATION, record=item.id, told=told)
    for attribution in reading.attributions:
        speaker = attribution.chain[-1].name if attribution.chain else "nobody named"
        for span in attribution.content or filter(None, (attribution.source, attribution.cue)):
            yield Highlight(
                span=span, layer=Layer.ATTRIBUTION, record=attribution.id, told=f"said by {speaker}"
            )
    for event in reading.events:
        told = f"event {event.type.lower()}, {event.modality.value}"
        yield Highlight(span=event.trigger, layer=Layer.EVENT, record=event.id, told=told)
    for time in reading.times:
        yield Highlight(span=time.span, layer=Layer.TIME, told=_days(time))


def _days(time: object) -> str:
    edtf = getattr(time, "edtf", None)
    return f"time, {edtf or 'not known'}"


def _evidence(line: ArticleLine, text: str) -> Iterator[str]:
    if line.published.same_words is not None:
        return
    for span in line.published.evidence:
        if span.end <= len(text):
            yield " ".join(span.text_of(text).split())


def _copies(view: View, watch: Watch, line: ArticleLine) -> tuple[tuple[Copy, ...], int]:
    """The others of a family with their relation to one of it, its versions first."""
    others = [one.article for one in view.family(line.family) if one.article != line.article]
    if not others:
        return (), 0
    ties = {_other(tie, line.article): tie for tie in view.relations([line.article])}
    order = sorted(others, key=lambda one: (one not in ties, one))[:_COPIES]
    lines = article_lines(view, watch, order)
    found = [_copy(lines[one], ties.get(one)) for one in order if one in lines]
    found.sort(
        key=lambda one: (not one.is_version, _day(one.article.published), one.article.article)
    )
    return tuple(found), len(others) - len(found)


def _day(published: Interval) -> str:
    return str(published.latest or published.earliest or "9999")


def _copy(line: ArticleLine, tie: Relation | None) -> Copy:
    if tie is None:
        return Copy(article=line)
    share = tie.share_b if tie.a == line.article else tie.share_a
    return Copy(article=line, relation=tie.kind, share=share)


def _other(tie: Relation, one: str) -> str:
    return tie.b if tie.a == one else tie.a


READ = frozenset(
    {
        PartKind.TITLE,
        PartKind.DECK,
        PartKind.BYLINE,
        PartKind.DATELINE,
        PartKind.BODY,
        PartKind.SUBHEADING,
        PartKind.SECTION,
        PartKind.CAPTION,
    }
)
"""Parts that belong to what is read; the rest of a page stands around it."""
