"""How an actor's stand on an issue went: what is told of it in order, cut where it moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from watchdesk.ledger.actors_of import Rank
from watchdesk.ledger.positions_record import WEIGHT, About, Told, position_of
from watchdesk.ledger.positions_vague import dated_by_order, in_order
from watchdesk.records import (
    Interval,
    LinkKind,
    Position,
    PositionBasis,
    Span,
    Stance,
)

_STRAYS = timedelta(days=21)
"""How near a higher office must speak for what a lower one says to be straying."""
_VAGUELY = 3
"""Words of a target that says too little by itself: "such requests"."""
_COARSE = 10
"""Days of an interval up to which it tells when something was in the order of others."""
_SAME_LIMITS = 0.3
"""Share of common telling words from which two limits are taken for one."""
_MORE = frozenset(
    "deep deeper depth longer farther further beyond wider broader unlimited unrestricted".split()
)
"""Words for more than what is allowed."""
_PLAIN = frozenset(
    "the a an of to in on at for from if only as long so those these that this it its they them "
    "their is are was were be been being has have had not but and or near would could which who "
    "with by into than more any all just anywhere unless provided until".split()
)
_ALLOWING = (Stance.FOR, Stance.CONDITIONAL)
_NOT_JUST = re.compile(r"\bnot (?:just|only)\b")
_WORD = re.compile(r"[^\W_]+")


def line(actor: str, issue: str, told: Iterable[Told]) -> list[Position]:
    """The positions of an actor on an issue in their order, each ending where the next begins."""
    kept, strays = _without_strays(_without_copies(told))
    before = [one for one in kept if one.taken.earlier]
    dated = [one for one in kept if one.is_dated and not one.taken.earlier]
    vague = [one for one in kept if not one.is_dated and not one.taken.earlier]
    clear = [one for one in vague if _is_apart(one, dated)]
    dated += clear
    vague = [one for one in vague if one not in clear]
    runs = _runs(_ordered(dated))
    known = dated_by_order(vague, runs, is_same)
    if known:
        vague = [one for one in vague if one.taken.id not in known]
        runs = _runs(_ordered([*dated, *known.values()]))
    if not runs:
        runs, vague = in_order(vague, is_same)
    apart: list[list[Told]] = []
    for one in before:
        _lay_before(one, runs, apart)
    for one in vague:
        _lay(one, runs, apart)
    about = About(actor, issue, strays)
    return _linked([position_of(about, run) for run in runs]) + [
        position_of(about, o) for o in apart
    ]


def _is_apart(one: Told, dated: Sequence[Told]) -> bool:
    """Whether a vague stand is surely before, or after, each of those whose day is known."""
    on = one.taken.on
    apart = [on.precedes(o.taken.on) or o.taken.on.precedes(on) for o in dated]
    return on.is_bounded and on != one.taken.published and bool(apart) and all(apart)


def _linked(positions: Sequence[Position]) -> list[Position]:
    """Each with the one it replaced, until the next begins, and since no later than that."""
    out: list[Position] = []
    for number, position in enumerate(positions):
        until = positions[number + 1].since if number + 1 < len(positions) else None
        link = {"until": until, "previous": positions[number - 1].id if number else None}
        out.append(position.model_copy(update={**link, "since": _by(position.since, until)}))
    return out


def _by(since: Interval, until: Interval | None) -> Interval:
    """An interval that ends no later than another does."""
    last = until.latest if until else None
    if last is None or (since.latest is not None and since.latest <= last):
        return since
    first = since.earliest
    return Interval.between(first if first is None or first <= last else None, last)


def _lay_before(one: Told, runs: list[list[Told]], apart: list[list[Told]]) -> None:
    """Put what is told as how things stood before with the last that is known to have stood so;
    else before all that is known, unless it was given up and something else is known before."""
    day = one.taken.on.latest
    known = [run for run in runs if day is None or _begun(run) <= day]
    for run in reversed(known):
        if is_same(run, one):
            run.append(one)
            return
    beside = any(t.taken.article == one.taken.article for run in runs for t in run)
    if (day is None and not beside) or (one.taken.former and len(known) > 1):
        _lay(one, [], apart)
    elif runs and runs[0][0].taken.earlier and is_same(runs[0], one):
        runs[0].append(one)
    else:
        runs.insert(0, [one])


def _begun(run: Sequence[Told]) -> date:
    on = run[0].taken.on
    return on.earliest or on.latest or date.min


def _ordered(told: Sequence[Told]) -> list[Told]:
    """In the order of days; what is told for a month goes with a day in it that tells the same."""
    exact = [one for one in told if (one.taken.on.days or _COARSE + 1) <= _COARSE]
    known = {one.taken.id for one in exact}
    keys: dict[str, tuple[float, date, str, Span]] = {}
    for one in told:
        if one.taken.id in known or one.taken.earlier:
            continue
        same = [x for x in exact if x.stance is one.stance and x.taken.on.intersects(one.taken.on)]
        near = [x for x in same if is_same([x], one)]
        if near:
            first = min(near, key=lambda x: x.key)
            keys[one.taken.id] = (first.key[0], *one.key[1:])
    return sorted(told, key=lambda one: keys.get(one.taken.id, one.key))


def _lay(one: Told, runs: list[list[Told]], apart: list[list[Told]]) -> None:
    """Put what no day is known of beside what is of the same stance; it moves nothing."""
    for run in (*runs, *apart):
        if is_same(run, one):
            run.append(one)
            return
    apart.append([one])


def _without_copies(told: Iterable[Told]) -> list[Told]:
    """In their order, what copies of one story tell again left out."""
    seen: set[tuple[str, str, Stance]] = set()
    out: list[Told] = []
    for one in sorted(told, key=lambda t: t.key):
        known = (one.family, " ".join(one.taken.around[0].split()), one.stance)
        if known not in seen:
            seen.add(known)
            out.append(one)
    return out


def _without_strays(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Without what a lower office says that a higher one contradicts at about that time."""
    high = [one for one in told if one.side.rank >= Rank.MINISTER]
    high = [one for one in high if one.is_dated and not one.taken.earlier and one.weight[1] > 1]
    highest = max((one.side.rank for one in high), default=0)
    kept: list[Told] = []
    strays: list[Told] = []
    for one in told:
        top = one.side.rank >= highest
        nearest = None if top else _decides(one, high)
        stances = {nearest.stance, one.stance} if nearest else set()
        over = len(stances) > 1 and stances != {Stance.FOR, Stance.CONDITIONAL}
        (strays if over else kept).append(one)
    return kept, strays


def _decides(one: Told, high: Sequence[Told]) -> Told | None:
    """What a higher office last said at about the time of a stand, or else said next."""
    near = [h for h in high if h.side.rank > one.side.rank and abs(h.day - one.day) <= _STRAYS]
    body = one.taken.who[one.side.by].kind is LinkKind.ORGANISATION
    if body:  # a ministry speaks for its state until a higher office says otherwise
        near = [h for h in near if h.day >= one.day]
    before = [h for h in near if h.day <= one.day]
    if before:
        return max(before, key=lambda h: (h.day, h.key))
    return min(near, key=lambda h: (h.day, h.key), default=None)


def _runs(told: Sequence[Told]) -> list[list[Told]]:
    """Cut where the stance or its limits move. Of one day the weightiest counts, and what is told
    weakly does not move what was told plainly."""
    runs: list[list[Told]] = []
    firm = 0
    for same in _by_day(told):
        group = same
        if runs:
            group = [_within(runs[-1], one) for one in group]
        best = max(group, key=lambda t: (t.weight, t.key))
        for one in [best, *(t for t in group if t is not best)]:
            weight = WEIGHT[one.taken.strength]
            if not runs:
                runs.append([one])
                firm = weight
            elif is_same(runs[-1], one):
                runs[-1].append(one)
                firm = max(firm, weight)
            elif one is best and (weight > 1 or firm == 1 or _carries_out(runs[-1], one)):
                runs.append([one])
                firm = weight
    return [sorted(run, key=lambda t: t.key) for run in runs]


def _carries_out(run: Sequence[Told], one: Told) -> bool:
    """Whether it does, in the article's own voice, what it was for within limits."""
    deed = one.taken.basis is PositionBasis.ACTION and not one.taken.chain
    if any(t.taken.article == one.taken.article for t in run):
        return False
    return deed and one.stance is Stance.FOR and run[-1].stance is Stance.CONDITIONAL


def _by_day(told: Sequence[Told]) -> list[list[Told]]:
    groups: list[list[Told]] = []
    for one in told:
        same = groups and groups[-1][0].taken.on == one.taken.on
        if same and groups[-1][0].taken.earlier == one.taken.earlier:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _within(run: Sequence[Told], one: Told) -> Told:
    """What who allows a thing within limits says of more: the limits, told anew."""
    open_ = one.stance in (Stance.AGAINST, Stance.RESERVED)
    if run[-1].stance is not Stance.CONDITIONAL or not open_:
        return one
    of_more = _is_more(one.taken.target)
    vague = len(one.taken.target.split()) <= _VAGUELY and _is_more(one.taken.around[0])
    if not of_more and not vague:
        return one
    side = one.side.model_copy(update={"stance": Stance.CONDITIONAL})
    refuses = one.stance is Stance.AGAINST
    if one.stance is Stance.RESERVED or not of_more:
        return Told(one.taken, side, one.family, refuses)
    told = {"limits": one.taken.span, "limited": one.taken.target}
    return Told(one.taken.model_copy(update=told), side, one.family, refuses)


def _is_more(text: str) -> bool:
    """Whether words speak of more than what is allowed."""
    plain = text.casefold().replace("-", " ")
    return bool(_MORE & set(_WORD.findall(plain))) or "long range" in plain


def is_same(run: Sequence[Told], one: Told) -> bool:
    """Whether a stand is the one of a run: the same stance, within much the same limits.

    Who was for a thing within limits and then only says to be for it has not moved.
    """
    last = run[-1]
    allows = one.taken.basis is PositionBasis.ACTION and one.stance in _ALLOWING
    if allows and any(t.refuses and t.day < one.day for t in run):
        return False  # what was refused is allowed now
    if last.stance is Stance.CONDITIONAL and one.stance is Stance.FOR:
        return one.taken.basis is PositionBasis.WORDS and not one.taken.moved
    if last.stance is not one.stance:
        return False
    if one.stance is not Stance.CONDITIONAL:
        return True
    limits = next((t.taken.limited for t in reversed(run) if t.taken.limited), "")
    if not limits or not one.taken.limited:
        return True
    a, b = _telling(limits), _telling(one.taken.limited)
    return len(a & b) >= _SAME_LIMITS * min(len(a), len(b)) if a and b else True


def _telling(text: str) -> set[str]:
    told = _NOT_JUST.split(text.casefold())[0]
    return {word for word in _WORD.findall(told) if word not in _PLAIN}
