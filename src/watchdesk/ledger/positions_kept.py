"""Stands as the book keeps them: all that is needed to place them, without their article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from watchdesk.ledger.actors_of import Actor, actors_of
from watchdesk.ledger.book import Item, Posted, Similar
from watchdesk.ledger.issues_about import Words, issues_on
from watchdesk.ledger.issues_near import likely, topics
from watchdesk.ledger.issues_owners import owned
from watchdesk.ledger.page import Page
from watchdesk.records import (
    Attribution,
    Interval,
    Issue,
    Link,
    PositionBasis,
    Span,
    Stance,
    Stand,
    Strength,
    Watch,
)
from watchdesk.records.span import Frozen

STAND = "stand"
"""Items that hold a stand; each is found by the months of the actors and issues it counts for."""
_BEFORE = 6
"""Sentences before its own that are looked at for what a stand points back at."""
_AT_FIRST = frozenset({"first", "initially", "originally", "formerly", "previously"})
_EARLIER = frozenset({"previously", "earlier", "once", "initially", "originally", "formerly"})
_RELATIVE = frozenset({"which", "who", "had", "long"})
_NOW = frozenset({"now"})
"""Words by which the rest of a sentence tells how things stand today: "which voted no, now"."""
_MOST = 24
"""Actors and issues one stand counts for at most."""


class Taken(Frozen):
    """A stand with what it takes to place it. Offsets are into its capture's text."""

    id: str
    """Of the stand."""
    article: str
    """Article id."""
    capture: str
    """Capture id."""
    who: tuple[Link, ...]
    """Who takes it."""
    chain: tuple[Link, ...]
    """Who tells it, outermost first."""
    stance: Stance
    """Towards what stands behind the last word that turns it."""
    basis: PositionBasis
    strength: Strength
    cue: Span
    span: Span
    """From the cue to the end of its target, or the other way round."""
    sentence: Span
    target: str
    """Text of the target."""
    turned: tuple[str, ...]
    """Words that turn the stance round, in lower case."""
    around: tuple[str, ...]
    """Text of its sentence and of those before it, the nearest first."""
    close: int
    """How many of these stand in its own paragraph."""
    heading: str
    """Title of its article."""
    limits: Span | None
    limited: str
    """Text of the limits."""
    on: Interval
    """When it was taken, or else told."""
    earlier: bool
    """Whether it is told as how things stood before."""
    former: bool = False
    """Whether it is told as what was given up for another stand at that time."""
    moved: bool = False
    """Whether it is told as what one within limits was given up for."""
    published: Interval
    """When the article was published."""

    @property
    def words(self) -> Words:
        """What tells which issue it is on."""
        return Words(
            stance=self.stance,
            target=self.target,
            turned=self.turned,
            limited=self.limited,
            around=self.around,
            heading=self.heading,
            before=self.around[0][: max(0, self.cue.start - self.sentence.start)],
            plain=self.basis is PositionBasis.WORDS
            and (self.strength is Strength.STRONG or bool(self.limited)),
            close=self.close,
        )

    @property
    def key(self) -> tuple[float, date, str, Span]:
        """Sort key: the order in which stands were taken, and then told. An interval counts by its
        middle, so that a day of a month comes after what is told for the month as a whole."""
        ends = [d.toordinal() for d in (self.on.earliest, self.on.latest) if d is not None]
        day = sum(ends) / len(ends) if ends else float("inf")
        if self.earlier:
            day = 0.0
        return day, self.published.earliest or date.max, self.article, self.cue


def pair_key(actor: str, issue: str) -> int:
    """The key by which the months are found in which an actor takes a stand on an issue."""
    return int.from_bytes(blake2b(f"{actor}|{issue}".encode(), digest_size=8).digest()) >> 1


def taken(posted: Posted) -> list[Taken]:
    """The stands of an article. Raises ``ValueError`` for a reading without its text."""
    attributions = {a.id: a for a in posted.reading.attributions}
    times = {t.span: t.interval for t in posted.reading.times}
    out: list[Taken] = []
    for stand in posted.reading.stands:
        told = attributions.get(stand.attribution or "")
        time = times.get(stand.time) if stand.time else None
        out.append(_taken(posted.page, stand, told, time))
    limited = [one for one in out if one.former and one.stance is Stance.CONDITIONAL]
    left = {(one.sentence, link.name) for one in limited for link in one.who}
    return [
        one.model_copy(update={"moved": not one.former and (one.sentence, one.who[0].name) in left})
        for one in out
    ]


def _taken(page: Page, stand: Stand, told: Attribution | None, time: Interval | None) -> Taken:
    reading, text = page.reading, page.text
    sentence = page.sentence(stand.cue)
    published = reading.article.published.interval
    span = stand.cue
    for piece in stand.target:
        if sentence.contains(piece):
            span = span.hull(piece)
    earlier = stand.former or (time is None and _is_earlier(text, sentence, stand.cue))
    around = _around(page, sentence)
    return Taken(
        id=stand.id,
        article=reading.article.id,
        capture=reading.capture.id,
        who=stand.who,
        chain=told.chain if told else (),
        stance=stand.stance,
        basis=stand.basis,
        strength=stand.strength,
        cue=stand.cue,
        span=span,
        sentence=sentence,
        target="\n".join(s.text_of(text) for s in stand.target),
        turned=tuple(s.text_of(text).lower() for s in stand.turned),
        around=tuple(s.text_of(text) for s in around),
        close=_close(text, around),
        heading=reading.article.title or "",
        limits=stand.limits,
        limited=stand.limits.text_of(text) if stand.limits else "",
        on=_when(time, published, told.said if told else None, earlier=earlier),
        earlier=earlier,
        former=stand.former,
        published=published,
    )


def _around(page: Page, sentence: Span) -> list[Span]:
    sentences = page.reading.sentences
    first = bisect_left(sentences, sentence.start, key=lambda span: span.start)
    return [sentence, *reversed(sentences[max(0, first - _BEFORE) : first])]


def _close(text: str, around: Sequence[Span]) -> int:
    """How many sentences, from the first one back, no line break parts."""
    for number, (after, before) in enumerate(pairwise(around), 1):
        if "\n" in text[before.end : after.start]:
            return number
    return len(around)


def _is_earlier(text: str, sentence: Span, cue: Span) -> bool:
    """ "Had previously forbidden": how things stood, with no day told."""
    before = text[sentence.start : cue.start].lower().split()[-5:]
    at_first = bool(_AT_FIRST & set(before[-2:]))
    if at_first or ("had" in before and bool(_EARLIER & set(before))):
        return True
    after = text[cue.end : sentence.end].lower().split()
    relative = bool(_RELATIVE & set(before[-3:])) and not _NOW & set(before)
    return (relative or "once" in before[-3:]) and bool(_NOW & set(after))


def _when(
    time: Interval | None, published: Interval, said: Interval | None, *, earlier: bool
) -> Interval:
    """When a stand was taken: on a day told with it that is not to come, else when it was said."""
    for told in (time, said):
        if told is None or told.earliest is None or told.latest is None:
            continue
        last = published.latest
        if last is None or told.earliest <= last:
            return Interval.between(told.earliest, min(told.latest, last or told.latest))
    return Interval.between(None, published.latest) if earlier else published


class Side(Frozen):
    """What a stand comes to for one actor on one issue."""

    actor: str
    name: str
    rank: int
    through: str
    issue: str
    stance: Stance
    by: int
    """Which of those who take it."""


def sides(one: Taken, on: Iterable[tuple[Issue, Stance]]) -> tuple[Side, ...]:
    """For whom a stand counts, given what it is on."""
    found: dict[tuple[str, str], Side] = {}
    for issue, stance in on:
        for number, link in enumerate(one.who):
            for actor in actors_of(link, one.on):
                side = _side(actor, issue, stance, number)
                held = found.get((side.actor, side.issue))
                if held is None or held.rank < side.rank:
                    found[side.actor, side.issue] = side
    return tuple(found.values())[:_MOST]


def placed(ones: Sequence[Taken], watch: Watch, similar: Similar | None) -> list[Entered]:
    """The stands of one article with what they come to under a watch.

    Where the words leave it open which issue a stand is on, a few are settled by how alike their
    sentences are to the issues; with no ``similar`` these are left out.
    """
    about = topics(watch.issue, [one.words for one in ones])
    on = [issues_on(watch.issue, one.words, about) for one in ones]
    unclear = [n for n, found in enumerate(on) if not found]
    if unclear:
        around = [one.words for one in ones]
        beside = {k: _beside(ones, on, n, watch) for k, n in enumerate(unclear)}
        told = [(ones[n].words, ones[n].strength) for n in unclear]
        for place, found in likely(watch.issue, told, around, similar, beside).items():
            on[unclear[place]] = [found]
    rows = zip(ones, on, strict=True)
    told_by = [(one.cue, one.who, found) for one, found in rows if not one.former]
    for n, one in enumerate(ones):
        on[n] = owned(one.target, one.cue, told_by, one.stance) or on[n] or _of_move(ones, on, n)
    return [Entered(taken=o, sides=sides(o, found)) for o, found in zip(ones, on, strict=True)]


def _of_move(
    ones: Sequence[Taken], on: Sequence[Sequence[tuple[Issue, Stance]]], place: int
) -> list[tuple[Issue, Stance]]:
    """The issues of what was given up for a stand, or the other way round: a move is on one."""
    one = ones[place]
    for other, found in zip(ones, on, strict=True):
        beside = other.sentence == one.sentence and other.who[0].name == one.who[0].name
        if found and beside and other.former != one.former:
            return [(issue, one.stance) for issue, _ in found]
    return []


def _beside(
    ones: Sequence[Taken], on: Sequence[Sequence[tuple[Issue, Stance]]], place: int, watch: Watch
) -> list[int]:
    """The issues on which a stand's sentence tells another one of the same actor; of a stand that
    names nothing ("is in favour") that of the last one told before it in its paragraph."""
    one = ones[place]
    pairs = list(zip(ones, on, strict=True))
    near = [
        issue
        for other, found in pairs
        for issue, _ in found
        if other.sentence == one.sentence and other.who[0].name == one.who[0].name
    ]
    if not near and not one.target:
        back = one.around[: one.close]
        told = [row for row in pairs if row[1] and row[0].cue < one.cue]
        last = next((row for row in reversed(told) if row[0].around[0] in back), None)
        near = [issue for issue, _ in last[1]] if last else []
    return sorted({watch.issue.index(issue) for issue in near})


def _side(actor: Actor, issue: Issue, stance: Stance, by: int) -> Side:
    return Side(
        actor=actor.id,
        name=actor.name,
        rank=int(actor.rank),
        through=actor.through,
        issue=issue.name,
        stance=stance,
        by=by,
    )


class Entered(Frozen):
    """A stand and what it comes to."""

    taken: Taken
    sides: tuple[Side, ...]


def item_of(one: Entered, keys: Iterable[int]) -> Item:
    """A stand to be kept, found by some keys."""
    day = one.taken.on.latest or one.taken.on.earliest
    return Item(
        kind=STAND,
        id=one.taken.id,
        article=one.taken.article,
        keys=tuple(sorted(set(keys))),
        day=day.toordinal() if day else None,
        data=one.model_dump_json().encode(),
    )


def entered(item: Item) -> Entered:
    """What an item holds."""
    return _entered(item.data)


@lru_cache(maxsize=2048)
def _entered(data: bytes) -> Entered:
    """Kept at hand: those who speak often are met again with the next article."""
    return Entered.model_validate_json(data)
