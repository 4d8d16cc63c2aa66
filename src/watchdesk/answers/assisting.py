"""What an assistant asks of a desk, answered in short: nothing is left out without saying so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from watchdesk.answers import changing
from watchdesk.answers.cited import words_at
from watchdesk.answers.digest import (
    Answer,
    ChangeDigest,
    ClaimDigest,
    ClaimEvidence,
    ContradictionDigest,
    PositionDigest,
    Quoted,
    change_digest,
    claim_digest,
    claim_evidence,
    contradiction_digest,
    plain,
    position_digest,
    quoted,
)
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Filter, Listed, Named, Turned, Wish, listed, near_names
from watchdesk.answers.resolved import resolved
from watchdesk.answers.searched import Wanted, searched
from watchdesk.answers.searched_claims import searched_claims
from watchdesk.asking import entities
from watchdesk.display import with_one_name
from watchdesk.lookup import later
from watchdesk.records import (
    Address,
    Brief,
    Bullet,
    ChangeKind,
    Claim,
    Contradiction,
    Interval,
    Position,
    Standing,
    Verification,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import View

R = TypeVar("R", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)
MOST_BYTES = 12_000
"""Of an answer as JSON."""


class FoundSentence(Frozen):
    """A sentence that holds the words."""

    words: Quoted
    """The sentence."""
    speakers: tuple[str, ...]
    """Names of those whose words it tells."""
    standings: tuple[Verification, ...]
    """What it says of the standing of these, where it says anything."""
    copies: int
    """In how many copies of its article it stands again."""


class Point(Frozen):
    """A bullet of a brief."""

    text: str
    """What it tells; its names, numbers, days and quotations are in the cited words."""
    note: str | None
    """What Watchdesk worked out itself."""
    verification: Verification
    """How sure the sources say it is."""
    told_by: tuple[str, ...]
    """Who told whom, outermost first."""
    record: str | None
    """Id of the claim, contradiction, position or expectation it tells of."""
    addresses: tuple[str, ...]
    """Where the words stand that carry it."""


class Heading(Frozen):
    """A section of a brief."""

    title: str
    """Its heading."""
    note: str | None
    """Why it is empty, or how to read it."""
    points: tuple[Point, ...]
    """Its bullets."""
    total: int
    """How many it has."""


class BriefDigest(Frozen):
    """A brief in short."""

    period: str
    """Days covered, as EDTF."""
    articles: int
    """Articles of the period."""
    origins: int
    """Independent origins of what is told."""
    sections: tuple[Heading, ...]
    """Its sections, in order."""
    note: str
    """Whether this is all of it."""


def brief(made: Brief) -> BriefDigest:
    """A brief, with as many bullets of each section as fit."""
    most = max((len(one.bullets) for one in made.sections), default=0)
    short = _shortened(made, most)
    while len(short.model_dump_json().encode()) > MOST_BYTES and most > 1:
        most -= max(1, most // 5)
        short = _shortened(made, most)
    return short


def _shortened(made: Brief, most: int) -> BriefDigest:
    cited = {one.number: one.at.fragment for one in made.citations}
    sections = tuple(
        Heading(
            title=one.title,
            note=one.note,
            points=tuple(_point(bullet, cited) for bullet in one.bullets[:most]),
            total=len(one.bullets),
        )
        for one in made.sections
    )
    left = sum(one.total - len(one.points) for one in sections)
    note = "This is all of it."
    if left:
        note = f"{left} bullets are left out, the last of each section; the brief's page has them."
    if not made.counts.articles:
        note = f"No article of this desk is known to be from {made.period}: it is not covered."
    return BriefDigest(
        period=str(made.period),
        articles=made.counts.articles,
        origins=made.counts.origins,
        sections=sections,
        note=note,
    )


def _point(bullet: Bullet, cited: Mapping[int, str]) -> Point:
    return Point(
        text=plain(bullet.text) or "",
        note=plain(bullet.note),
        verification=bullet.verification,
        told_by=tuple(filter(None, map(plain, bullet.told_by))),
        record=bullet.record,
        addresses=tuple(cited[number] for number in bullet.citations[:3] if number in cited),
    )


class AroundWords(Frozen):
    """Words at an address, or what an id stands for."""

    id: str
    """What the address or id leads to now."""
    kind: str
    """What that is."""
    before: str = ""
    """What stands before the words in their paragraph."""
    words: Quoted | None = None
    """The words."""
    after: str = ""
    """What stands behind them."""


def search(
    view: View, watch: Watch, wanted: Wanted, limit: int, offset: int = 0
) -> Answer[FoundSentence]:
    """Sentences that hold some words, copies folded, the best first."""
    found = searched(view, watch, wanted, offset, limit)
    items = [
        FoundSentence(
            words=quoted(one.words),
            speakers=tuple(filter(None, map(plain, one.speakers))),
            standings=one.standings,
            copies=len(one.copies),
        )
        for story in found.stories
        for one in story.sentences[:3]
    ]
    note = found.why_empty
    for near in found.near:
        if near.offered:
            note += f" Near “{near.word}”: {', '.join(near.offered)}."
    if items:
        note = (
            f"{found.sentences} sentences in {found.cut.total} stories hold the words"
            f"{'' if found.is_all else ', of those that were looked at'}; of a story three are "
            "shown at most."
        )
        if found.cut.more or offset:
            note += f" Shown are stories {offset + 1} to {offset + found.cut.shown}; {_NARROW}"
    return fitted(
        Answer[FoundSentence](
            items=tuple(items), shown=len(items), total=found.sentences, note=note
        )
    )


_NARROW = "narrow by a speaker, an issue, a week or more words, or ask on with offset."


def find_claims(
    view: View, watch: Watch, wanted: Wanted, standing: Standing | None, limit: int
) -> Answer[ClaimDigest]:
    """Claims of which a telling holds some words."""
    found = searched_claims(view, watch, wanted, standing, (0, limit))
    items = tuple(claim_digest(one.claim, one.words) for one in found.items)
    return fitted(
        _answer(Answer[ClaimDigest], items, found.cut.total, found.cut.more, found.why_empty)
    )


def claim(view: View, watch: Watch, name: str) -> ClaimEvidence | None:
    """A claim with its tellings, origins, steps and contradictions; of an id that was merged away
    the claim that took it up. ``None`` when there is none."""
    found = view.record(Claim, name) or later(view, name)
    if found is None:
        return None
    against = view.records(Contradiction, [f"claim:{found.id}"])
    most = _TELLINGS
    words = words_at(
        view,
        watch,
        [
            found.at,
            *(one.at for one in found.members[:most]),
            *(at for one in against[:most] for at in one.evidence[:4]),
        ],
    )
    made = claim_evidence(found, against, words, most)
    while len(made.model_dump_json().encode()) > MOST_BYTES and most > 1:
        most -= max(1, most // 4)
        made = claim_evidence(found, against, words, most)
    return made


_TELLINGS = 20


def positions(
    view: View, watch: Watch, actor: str, issue: str | None, *, past: bool
) -> Answer[PositionDigest]:
    """Where somebody stands, the latest first; ``past``: what they left, too."""
    ids = entities(actor)
    held = with_one_name(view, view.records(Position, [f"actor:{one}" for one in ids]))
    told = [one for one in held if (past or one.until is None) and issue in {None, one.issue}]
    told.sort(key=lambda one: (one.until is not None, -_ordinal(one.since)))
    words = words_at(view, watch, filter(None, (_gist(one) for one in told)))
    near: tuple[Named, ...] = ()
    why = ""
    if not told:
        near = () if held else near_names(view, actor)
        why = _why_no_position(view, actor, issue, held, near)
    items = tuple(position_digest(one, words) for one in told)
    made = _answer(Answer[PositionDigest], items, len(items), False, why)
    return fitted(made.model_copy(update={"near": near}))


def _gist(one: Position) -> Address | None:
    return one.gist or (one.evidence[0].at if one.evidence else None)


def _ordinal(when: Interval) -> int:
    return when.latest.toordinal() if when.latest else 0


def _why_no_position(
    view: View,
    actor: str,
    issue: str | None,
    held: Sequence[Position],
    near: Sequence[Named],
) -> str:
    on = f" on {issue}" if issue else ""
    if held:
        issues = ", ".join(sorted({one.issue for one in held}))
        return (
            f"No position of {actor}{on} that holds was found; there are some on: {issues}. "
            "Not found is not neutral."
        )
    if view.names_of(entities(actor)):
        return (
            f"The articles name {actor}, and no position of theirs{on} was found in them. "
            "Not found is not neutral."
        )
    told = why_empty(view, "positions", None, [f"the name {actor}"])
    return f"{told} Names that come close are in near." if near else told


def contradictions(
    view: View, watch: Watch, period: Interval | None, limit: int, offset: int = 0
) -> Answer[ContradictionDigest]:
    """Claims that cannot both hold, the newest days first."""
    found = listed(view, watch, Contradiction, Wish(Turned(limit, offset), period, words=False))
    words = words_at(view, watch, (at for one in found.items for at in one.evidence[:4]))
    items = tuple(contradiction_digest(one, words) for one in found.items)
    return fitted(_listed(Answer[ContradictionDigest], items, found))


def claims(
    view: View,
    watch: Watch,
    period: Interval | None,
    narrowed: Iterable[Filter | None],
    page: Turned,
) -> Answer[ClaimDigest]:
    """Claims of a time, the newest days first."""
    wish = Wish(page, period, tuple(one for one in narrowed if one))
    found = listed(view, watch, Claim, wish)
    words = {one.at: one for one in found.words}
    items = tuple(claim_digest(one, words[one.at]) for one in found.items if one.at in words)
    return fitted(_listed(Answer[ClaimDigest], items, found))


def changes(
    view: View,
    watch: Watch,
    when: Interval | date | None,
    page: Turned,
    only: Collection[ChangeKind] = (),
) -> Answer[ChangeDigest]:
    """What changed on the days of a period, or what the ledger came to hold since a day; by default
    of the newest period with an article."""
    if isinstance(when, date):
        found = changing.since(view, watch, when, page, only)
    else:
        days = when or changing.newest_period(view, watch)
        found = changing.within(view, watch, days, page, only)
    words = {one.at: one for one in found.words}
    items = tuple(change_digest(one, words) for one in found.items)
    cut = found.cut
    return fitted(_answer(Answer[ChangeDigest], items, cut.total, cut.more, found.why_empty))


def words(view: View, watch: Watch, name: str) -> AroundWords | None:
    """What stands at an address, or what an id stands for; ``None`` for nothing."""
    found = resolved(view, watch, name)
    if found is None:
        return None
    if found.words is None:
        return AroundWords(id=found.id, kind=found.kind)
    return AroundWords(
        id=found.id,
        kind=found.kind,
        before=plain(found.words.before) or "",
        words=quoted(found.words),
        after=plain(found.words.after) or "",
    )


def _listed(kind: type[Answer[A]], items: tuple[A, ...], found: Listed[R]) -> Answer[A]:
    made = _answer(kind, items, found.cut.total, found.cut.more, found.why_empty)
    return made.model_copy(update={"near": found.near})


def _answer(
    kind: type[Answer[A]], items: tuple[A, ...], total: int | None, more: bool, why: str
) -> Answer[A]:
    note = why or ("There are more; " + _ON if more else "These are all.")
    if more and total is not None:
        note = f"Showing {len(items)} of {total}; {_ON}"
    return kind(items=items, shown=len(items), total=total, note=note)


_ON = "narrow by a time, an issue or a name, or ask on with offset."


def fitted(answer: Answer[A]) -> Answer[A]:
    """An answer with as many of its items as fit."""
    items = answer.items
    size = len(answer.model_dump_json().encode())
    while size > MOST_BYTES and len(items) > 1:
        items = items[: max(1, min(len(items) - 1, len(items) * MOST_BYTES // size))]
        of = f" of {answer.total}" if answer.total is not None else ""
        note = f"Showing {len(items)}{of}, which is all that fits; {_ON}"
        answer = answer.model_copy(update={"items": items, "shown": len(items), "note": note})
        size = len(answer.model_dump_json().encode())
    return answer
