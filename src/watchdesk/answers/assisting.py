"""What an assistant asks of a desk, answered in short: nothing is left out without saying so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from watchdesk.answers import changing, filters
from watchdesk.answers.cited import words_at
from watchdesk.answers.digest import (
    MOST_BYTES,
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


def search(view: View, watch: Watch, wanted: Wanted, page: Turned) -> Answer[FoundSentence]:
    """Sentences that hold some words, copies folded, the best first; a page of stories."""
    offset = page.offset
    wanted, taken = _understood(view, wanted)
    found = searched(view, watch, wanted, offset, page.limit)
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
    made = Answer[FoundSentence](
        items=tuple(items), shown=len(items), total=found.sentences, note=taken + note
    )
    return fitted(made, taken)


_NARROW = "narrow by a speaker, an issue, a week or more words, or ask on with offset."


def find_claims(
    view: View, watch: Watch, wanted: Wanted, standing: Standing | None, page: Turned
) -> Answer[ClaimDigest]:
    """Claims of which a telling holds some words."""
    wanted, taken = _understood(view, wanted)
    found = searched_claims(view, watch, wanted, standing, (page.offset, page.limit))
    items = tuple(claim_digest(one.claim, one.words) for one in found.items)
    cut = found.cut
    made = _answer(Answer[ClaimDigest], items, cut.total, cut.more, found.why_empty)
    return fitted(made.model_copy(update={"note": taken + made.note}), taken)


def _understood(view: View, wanted: Wanted) -> tuple[Wanted, str]:
    """The same with the entity id of its speaker, and as whom the name was taken."""
    if wanted.speaker is None:
        return wanted, ""
    meant = who(view, wanted.speaker)
    named = view.names_of(meant.ids)
    speaker = next((one for one in meant.ids if one in named), meant.ids[0])
    return wanted._replace(speaker=speaker), meant.note


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
    if found.id in view.dismissed():
        note = f"An analyst of the desk dismissed this claim: do not rely on it. {made.note}"
        return made.model_copy(update={"note": note})
    return made


_TELLINGS = 20


class Who(NamedTuple):
    """Somebody, as a name is understood."""

    ids: tuple[str, ...]
    """Entity ids that they have."""
    note: str = ""
    """As whom the name was taken, where it is not one that the articles give in full."""
    near: tuple[Named, ...] = ()
    """Who else may be meant."""


def who(view: View, name: str) -> Who:
    """Whom a name stands for: whoever goes by it, or else the one most often named with it."""
    ids = tuple(entities(name))
    if view.names_of(ids) or view.records(Position, [f"actor:{one}" for one in ids], None, 1):
        return Who(ids)
    near = near_names(view, name)
    if not near:
        return Who(ids)
    taken = near[0]
    note = f"“{plain(name)}” was taken as {taken.name} ({taken.entity}). "
    return Who((taken.entity,), note, near[1:])


def positions(
    view: View, watch: Watch, actor: str, issue: str | None, *, past: bool
) -> Answer[PositionDigest]:
    """Where somebody stands, the latest first; ``past``: what they left, too."""
    meant = who(view, actor)
    held = with_one_name(view, view.records(Position, [f"actor:{one}" for one in meant.ids]))
    told = [one for one in held if (past or one.until is None) and issue in {None, one.issue}]
    told.sort(key=lambda one: (one.until is not None, -_ordinal(one.since)))
    words = words_at(view, watch, filter(None, (_gist(one) for one in told)))
    why = "" if told else _why_no_position(view, actor, issue, meant, held)
    items = tuple(position_digest(one, words) for one in told)
    made = _answer(Answer[PositionDigest], items, len(items), False, why)
    note = meant.note + made.note
    return fitted(made.model_copy(update={"near": meant.near, "note": note}), meant.note)


def _gist(one: Position) -> Address | None:
    return one.gist or (one.evidence[0].at if one.evidence else None)


def _ordinal(when: Interval) -> int:
    return when.latest.toordinal() if when.latest else 0


def _why_no_position(
    view: View, actor: str, issue: str | None, meant: Who, held: Sequence[Position]
) -> str:
    on = f" on {issue}" if issue else ""
    if held:
        issues = ", ".join(sorted({one.issue for one in held}))
        return (
            f"No position{on} that holds was found; there are some, held or left, on: {issues}. "
            "Not found is not neutral."
        )
    if not view.newest_articles(Interval.unknown(), 1):
        return why_empty(view, "positions")
    if view.names_of(meant.ids):
        return (
            f"The articles name them, and no position of theirs{on} was found. "
            "Not found is not neutral."
        )
    return f"No article of this desk names “{plain(actor)}” as one who speaks or takes positions."


def contradictions(
    view: View, watch: Watch, period: Interval | None, limit: int, offset: int = 0
) -> Answer[ContradictionDigest]:
    """Claims that cannot both hold, the newest days first."""
    found = listed(view, watch, Contradiction, Wish(Turned(limit, offset), period, words=False))
    words = words_at(view, watch, (at for one in found.items for at in one.evidence[:4]))
    items = tuple(contradiction_digest(one, words) for one in found.items)
    return fitted(_listed(Answer[ContradictionDigest], items, found))


def narrowed(
    watch: Watch, standing: Standing | None, speaker: str | None, issue: str | None
) -> tuple[Filter, ...]:
    """What claims are narrowed by."""
    found = (
        filters.by_standing(standing) if standing else None,
        filters.by_speaker(speaker) if speaker else None,
        filters.about(watch, issue) if issue else None,
    )
    return tuple(one for one in found if one)


def claims(
    view: View,
    watch: Watch,
    period: Interval | None,
    fitting: tuple[Filter, ...],
    page: Turned,
) -> Answer[ClaimDigest]:
    """Claims of a time, the newest days first."""
    wish = Wish(page, period, fitting)
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
        found = changing.within(view, watch, changing.happened(view, days), page, only)
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
    note = why or (f"Showing {len(items)}, and there are more; {_ON}" if more else "These are all.")
    if more and total is not None:
        note = f"Showing {len(items)} of {total}; {_ON}"
    return kind(items=items, shown=len(items), total=total, note=note)


_ON = "narrow by a time, an issue or a name, or ask on with offset."


def fitted(answer: Answer[A], taken: str = "") -> Answer[A]:
    """An answer with as many of its items as fit; ``taken``: how its note begins."""
    items = answer.items
    size = len(answer.model_dump_json().encode())
    while size > MOST_BYTES and len(items) > 1:
        items = items[: max(1, min(len(items) - 1, len(items) * MOST_BYTES // size))]
        of = f" of {answer.total}" if answer.total is not None else ""
        note = f"{taken}Showing {len(items)}{of}, which is all that fits; {_ON}"
        answer = answer.model_copy(update={"items": items, "shown": len(items), "note": note})
        size = len(answer.model_dump_json().encode())
    return answer
