"""Which statements belong to which claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from watchdesk.ledger.alike import Alike
from watchdesk.ledger.alike_judge import VECTOR, Judge
from watchdesk.ledger.alike_keys import Shelf, candidates, item_of
from watchdesk.ledger.alike_rulings import Ruled, ruled, standing
from watchdesk.ledger.book import Book, Item, Posted, Similar, Tools
from watchdesk.ledger.gather import Gathered, gather
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes, kept
from watchdesk.ledger.statements import statements_of

HOME = "home"
"""Items that tell of a statement, by its id, which claim it belongs to: the data is the claim's
id. Each is found by the claim's key, :func:`claim_key`."""
TIE = "tie"
"""Items that tell why two statements are one; each is found by the keys of both."""
_REACH = 1000
"""Statements that are looked at together at most."""
_EQUAL = 500
"""Tellings of the same words that are kept: what more articles print is part of their pages."""


class Homes(NamedTuple):
    """What a change made of the claims it touched."""

    changed: dict[str, tuple[Kept, ...]]
    """By claim id its statements, the first known first; none for a claim that is no more."""
    reasons: dict[str, str]
    """By claim id why its statements are one."""
    rulings: dict[str, tuple[str, ...]]
    """By claim id the analyst's rulings that shaped it."""


def claim_key(claim: str) -> int:
    """The key of a claim's statements."""
    return int(claim.rpartition("-")[2], 16) >> 1


def group_statements(
    book: Book, changed: Sequence[Posted], gone: Collection[str], tools: Tools
) -> Homes:
    """Enter the statements of articles that are new or known differently, forget those of articles
    that are no more, and tell what became of the claims this touches.

    A claim gathers statements with the same words, the same quotation, nearly the same words, or
    the same matter in other words, and no number, actor, day or negation that differs. What is
    told as untrue is a claim of its own. What the analyst ruled wins. The outcome depends on the
    articles alone, not on the order in which they came, as long as no more than ``_EQUAL`` tell the
    same words. Raises ``ValueError`` for a reading without its text.
    """
    shelf = Shelf(book)
    lost = _drop(book, {*gone, *(one.id for one in changed)})
    new = _enter(book, shelf, changed)
    _tie(book, shelf, [*new, *_others(book, shelf, lost.forms)], tools.similar)
    reach = _reach(book, shelf, [*(one.id for one in new), *lost.beside])
    return _settle(book, reach, lost.claims, {one.id for one in changed})


class _Lost(NamedTuple):
    """What was forgotten."""

    forms: frozenset[int]
    """Forms of the statements."""
    claims: frozenset[str]
    """Ids of the claims they belonged to."""
    beside: frozenset[str]
    """Ids of the other statements of those claims, and of those that were tied to them."""


def _drop(book: Book, articles: Collection[str]) -> _Lost:
    """Forget the statements of some articles with their ties and homes."""
    items = [item for one in sorted(articles) for item in book.of_article(STATEMENT, one)]
    ids = {item.id for item in items}
    ties = set(chain.from_iterable(_ties_of(book, ids).values()))
    claims = frozenset(item.data.decode() for item in book.items(HOME, ids).values())
    members = book.holding(HOME, map(claim_key, claims), most=_REACH)
    beside = {*chain.from_iterable(members.values()), *chain.from_iterable(map(_ends, ties))}
    book.drop(TIE, ties)
    book.drop(HOME, ids)
    book.drop(VECTOR, ids)
    book.drop(STATEMENT, ids)
    forms = frozenset(from_bytes(item.data).form for item in items)
    return _Lost(forms, claims, frozenset(beside - ids))


def _ties_of(book: Book, ids: Collection[str]) -> dict[int, list[str]]:
    return book.holding(TIE, map(claim_key, sorted(ids)), most=_REACH) if ids else {}


def _ends(tie: str) -> tuple[str, str]:
    left, _, right = tie.partition("|")
    return left, right


def _enter(book: Book, shelf: Shelf, changed: Sequence[Posted]) -> list[Kept]:
    """Make and keep the statements of some articles."""
    ones = [kept(one, posted.family) for posted in changed for one in statements_of(posted.page)]
    equal = book.holding(STATEMENT, {one.form for one in ones}, most=_EQUAL)
    count = {form: len(found) for form, found in equal.items()}
    new: list[Kept] = []
    for one in ones:
        count[one.form] = count.get(one.form, 0) + 1
        if count[one.form] <= _EQUAL:
            new.append(one)
    shelf.add(new)
    book.put([item_of(one, shelf.keys(one)) for one in new])
    return new


def _others(book: Book, shelf: Shelf, forms: Collection[int]) -> list[Kept]:
    """One statement of each form of which another was forgotten: its ties stood for both."""
    held = book.holding(STATEMENT, sorted(forms)) if forms else {}
    return list(shelf.get([min(found) for found in held.values()]).values())


def _tie(book: Book, shelf: Shelf, ones: Sequence[Kept], similar: Similar) -> None:
    """Keep ties between statements and those they are found to be one with."""
    found = candidates(book, shelf, ones)
    known = {one.id: one for one in ones}
    judge = Judge(book, similar)
    for name, near in found.items():
        for other in near.words:
            judge.look_at(known[name], other)
        for other in near.matter:
            judge.compare(known[name], other)
    book.put(
        Item(
            TIE,
            f"{a.id}|{b.id}",
            a.article,
            (claim_key(a.id), claim_key(b.id)),
            None,
            f"{why.strength:.4f} {why.reason}".encode(),
        )
        for a, b, why in judge.ties()
    )


class _Reach(NamedTuple):
    """All that hangs together with what was touched."""

    ones: dict[str, Kept]
    """Statements by id."""
    ties: dict[tuple[str, str], Alike]
    """Why any two of them are one."""
    rulings: list[Ruled]
    """What the analyst ruled on them."""


def _reach(book: Book, shelf: Shelf, start: Iterable[str]) -> _Reach:
    """Go from statements to those of the same form, those tied to them, and those ruled on."""
    out = _Reach({}, {}, [])
    rulings = standing(book.rulings())
    edge = shelf.get(sorted(set(start)))
    articles: set[str] = set()
    while edge and len(out.ones) < _REACH:
        out.ones.update(edge)
        equal = book.holding(STATEMENT, {one.form for one in edge.values()}, most=_EQUAL)
        ties = set(chain.from_iterable(_ties_of(book, edge).values()))
        new = {one.article for one in edge.values()} - articles
        articles |= new
        for tie, item in book.items(TIE, sorted(ties)).items():
            strength, _, reason = item.data.decode().partition(" ")
            out.ties[_ends(tie)] = Alike(reason, float(strength))
        said = list(ruled(book, shelf, rulings, new)) if rulings else []
        on = [r for r in said if r.a in out.ones or r.b in out.ones]
        near = {*chain.from_iterable(equal.values()), *chain.from_iterable(map(_ends, ties))}
        near |= {one for r in on for one in (r.a, r.b)}
        edge = shelf.get(sorted(near - set(out.ones)))
    if rulings:
        out.rulings.extend(ruled(book, shelf, rulings, {o.article for o in out.ones.values()}))
    return out


def _settle(book: Book, reach: _Reach, lost: frozenset[str], articles: Collection[str]) -> Homes:
    """Put what hangs together into claims, and tell which of these are others than before."""
    before = {name: item.data.decode() for name, item in book.items(HOME, reach.ones).items()}
    members: dict[str, set[str]] = {claim: set() for claim in lost}
    for name, claim in before.items():
        members.setdefault(claim, set()).add(name)
    out = Homes({}, {}, {})
    standing_claims: set[str] = set()
    for group in gather(list(reach.ones.values()), reach.ties, reach.rulings):
        found = group.members
        claim = found[0].claim
        standing_claims.add(claim)
        equal = members.get(claim) == {one.id for one in found} and claim not in lost
        if equal and not group.rulings and not any(one.article in articles for one in found):
            continue
        out.changed[claim] = found
        out.reasons[claim] = _why(group)
        out.rulings[claim] = tuple(sorted(group.rulings))
        book.put(_home(one, claim) for one in found if before.get(one.id) != claim)
    over = sorted(set(members) - standing_claims)
    held = book.holding(HOME, map(claim_key, over), most=1) if over else {}
    out.changed.update({claim: () for claim in over if claim_key(claim) not in held})
    return out


def _home(one: Kept, claim: str) -> Item:
    return Item(HOME, one.id, one.article, (claim_key(claim),), one.day, claim.encode())


def _why(group: Gathered) -> str:
    """Why statements are one claim, in words."""
    told = [f"{reason} ({count})" for reason, count in sorted(group.reasons.items()) if count]
    return ", ".join(told) if told else "told once"
