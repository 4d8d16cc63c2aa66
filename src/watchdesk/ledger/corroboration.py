"""Claims as records: the clearest words, who stands behind them, where they stand, how credible."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from watchdesk.ledger.book import Book, Tools
from watchdesk.ledger.homes import HOME, Homes, claim_key
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes
from watchdesk.ledger.marks import Mark, marks_of
from watchdesk.ledger.predicates import has_verb
from watchdesk.ledger.standing import Denial, credibility, history
from watchdesk.records import (
    Claim,
    Interval,
    LinkKind,
    Member,
    Origin,
    OriginKind,
    Standing,
    StepKind,
    Verification,
    claim_id,
    combine,
)
from watchdesk.reuse.origins import roots_of
from watchdesk.reuse.tellers import Tellers

_NAMED = {LinkKind.OUTLET, LinkKind.PERSON, LinkKind.ORGANISATION, LinkKind.DOCUMENT}
_LONG = 60
"""Words after which a longer gist is no clearer."""
_OPENING, _CLOSING = frozenset('“"«„‘'), frozenset('”"»“’')
_MOST = 400
"""Tellings of one claim that its record lists; of more the first known are."""


def _is_cut(one: Kept) -> bool:
    """Whether the sentence breaks off."""
    sentence = one.around.rstrip("”’\"') ")
    return not sentence.endswith((".", "!", "?", ":", ";")) or sentence.endswith("...")


def _clearness(one: Kept) -> tuple[object, ...]:
    """Sort key: whole before cut off, a sentence before a phrase, longest named chain, fewest
    pronouns, longest."""
    named = sum(link.kind in _NAMED for link in one.chain)
    length = -min(len(one.words), _LONG)
    return _is_cut(one), not has_verb(one.text), -named, one.pronouns, length, one.order


def statements_of(book: Book, claims: Collection[str]) -> dict[str, tuple[Kept, ...]]:
    """The statements of some claims, the first known first; none for a claim that is no more."""
    found = book.holding(HOME, map(claim_key, claims), most=_MOST)
    names = {name for held in found.values() for name in held}
    homes = {name: item.data.decode() for name, item in book.items(HOME, names).items()}
    kept = {name: from_bytes(item.data) for name, item in book.items(STATEMENT, homes).items()}
    out: dict[str, list[Kept]] = {claim: [] for claim in claims}
    for name, claim in homes.items():
        if claim in out and name in kept:
            out[claim].append(kept[name])
    return {claim: tuple(sorted(held, key=lambda k: k.order)) for claim, held in out.items()}


def homes_of(book: Book, statements: Iterable[str]) -> dict[str, str]:
    """The claims some statements belong to, by statement id."""
    return {name: item.data.decode() for name, item in book.items(HOME, statements).items()}


Denials = Callable[
    [Book, Collection[str]], Mapping[str, Sequence[tuple[Kept, str, StepKind, bool]]]
]
"""By claim id the tellings of other claims that speak against it, as ``standing.Denial``."""


class Touched(NamedTuple):
    """What else a change touched beside the tellings of claims."""

    claims: Collection[str] = ()
    """Ids of claims whose denials changed."""
    statements: Collection[str] = ()
    """Ids of statements about which something else became known."""
    articles: Collection[str] = ()
    """Ids of articles that have other copies than before."""


def write_claims(
    book: Book, homes: Homes, touched: Touched, tools: Tools, denials_of: Denials
) -> None:
    """Write the claims that a change touched, and erase those that are no more.

    What an earlier record says of why its statements are one stays where grouping had no reason
    to look again.
    """
    around = (item for one in touched.articles for item in book.of_article(HOME, one))
    told = {item.data.decode() for item in around}
    known = {*touched.claims, *homes_of(book, touched.statements).values(), *told}
    members = statements_of(book, known - homes.changed.keys()) | dict(homes.changed)
    gone = sorted(claim for claim, held in members.items() if not held)
    book.erase(Claim, gone)
    standing = {claim: held[:_MOST] for claim, held in members.items() if held}
    if not standing:
        return
    tellers = tools.tellers({k.article for held in standing.values() for k in held})
    before = book.read(Claim, standing.keys() - homes.reasons.keys())
    denied = denials_of(book, standing)
    marks = marks_of(book, (k.id for held in standing.values() for k in held))
    for claim in sorted(standing):
        held, old = standing[claim], before.get(claim)
        why = homes.reasons.get(claim) or (old.why if old else "told once")
        ruled = homes.rulings.get(claim, old.rulings if old else ())
        beside = Beside(
            why=why,
            rulings=ruled,
            denials=tuple(Denial(*one) for one in denied.get(claim, ())),
            marks=tuple(mark for k in held for mark in marks.get(k.id, ())),
        )
        _write(book, claim_of(claim, held, tellers, beside))


def _write(book: Book, claim: Claim) -> None:
    articles = dict.fromkeys(f"article:{member.at.article}" for member in claim.members)
    speakers = dict.fromkeys(
        f"speaker:{member.chain[-1].entity.id}"
        for member in claim.members
        if member.chain and member.chain[-1].entity
    )
    origins = dict.fromkeys(f"origin:{origin.id}" for origin in claim.origins)
    statements = dict.fromkeys(f"statement:{member.statement}" for member in claim.members)
    names = dict.fromkeys(f"id:{name_of(member)}" for member in claim.members)
    standing = f"standing:{claim.standing.value}"
    labels = (*articles, *speakers, *origins, *statements, *names, standing)
    book.write(claim, labels, reduce(Interval.hull, (m.published for m in claim.members)))


def name_of(member: Member) -> str:
    """Id the claim has where this telling is the first one known."""
    return claim_id(member.at.article, member.at.span, member.attribution)


class Beside(NamedTuple):
    """What is known of a claim beside its statements."""

    why: str = "told once"
    """Why its statements are one claim."""
    rulings: tuple[str, ...] = ()
    """Ids of the analyst's rulings that shaped it."""
    denials: tuple[Denial, ...] = ()
    """Tellings of other claims that call it untrue."""
    marks: tuple[Mark, ...] = ()
    """What else happened to its statements."""


def claim_of(name: str, held: Sequence[Kept], told: Tellers, beside: Beside) -> Claim:
    """A claim from its statements, the first known first; there must be one at least.

    The gist is the clearest telling, verbatim.
    """
    best = min(held, key=_clearness) if len(held) > 1 else held[0]
    ranked = (best, *(one for one in held if one is not best))
    members = tuple(one.member() for one in ranked)
    apart = [one for one in ranked if not _wraps(one, held)]
    repeats = {one.id for one in apart if _repeats(one, apart)}
    roots = roots_of([one.member() for one in apart], told, repeats)
    origin_of = _origins_of(apart, roots.origins, roots.of)
    steps = history(apart, origin_of, beside.marks, beside.denials)
    standing = steps[-1].standing if steps else Standing.REPORTED
    judged = credibility(roots.origins, standing, steps)
    known = [o for o in roots.origins if o.kind is not OriginKind.UNKNOWN]
    unnamed = sum(origin.kind is OriginKind.ANONYMOUS for origin in known)
    return Claim.model_construct(  # all parts are valid records; checking them again is slow
        id=name,
        gist=best.text,
        at=members[0].at,
        members=members,
        articles=len({one.article for one in held}),
        families=len({one.family for one in held}),
        origins=roots.origins,
        first_seen=held[0].published,
        status=_status(held, standing),
        why=beside.why,
        standing=standing,
        history=steps,
        named=len(known) - unnamed,
        anonymous=unnamed,
        credibility=judged.number,
        credibility_why=judged.why,
        rulings=beside.rulings,
    )


def _wraps(one: Kept, held: Sequence[Kept]) -> bool:
    """Whether a telling only passes on one that stands inside it: one sentence tells a thing once,
    and the innermost speaker tells it."""
    return any(
        other.article == one.article and other.span != one.span and one.span.contains(other.span)
        for other in held
    )


def _repeats(one: Kept, held: Sequence[Kept]) -> bool:
    """Whether an article only quotes, in its own voice: the words stand in quotation marks as a
    whole, or it tells that somebody said them who is named as their speaker elsewhere."""
    if one.chain and (one.chain[-1].kind is not LinkKind.OUTLET or one.chain[-1].span):
        return False
    words = one.text.strip(" .,;—–-")
    if words[:1] in _OPENING and words[-1:] in _CLOSING and len(words) > 1:
        return not any(mark in words[1:-1] for mark in _OPENING)
    if not any(mark in words for mark in _OPENING):
        return False
    return any(k.speaker in one.entities for k in held if k is not one and k.speaker)


def _origins_of(
    ranked: Sequence[Kept], origins: Sequence[Origin], of: Sequence[str]
) -> Mapping[str, str | None]:
    """By statement the origin it leads to; ``None`` for an unknown one."""
    known = {origin.id for origin in origins if origin.kind is not OriginKind.UNKNOWN}
    return {
        one.id: (origin if origin in known else None)
        for one, origin in zip(ranked, of, strict=True)
    }


def _status(held: Sequence[Kept], standing: Standing) -> Verification:
    """What the words around all tellings say, with what other claims deny."""
    status = combine(one.verification for one in held)
    if standing is Standing.DISPUTED:
        return status | Verification.DISPUTED
    if standing is Standing.DENIED and status is not Verification.DENIED:
        return status | Verification.DENIED
    return status
