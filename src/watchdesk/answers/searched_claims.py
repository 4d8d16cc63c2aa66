"""Claims found by the words of the sentences that tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.answers.cited import Cut, Words, words_at
from watchdesk.answers.searched import MOST, Wanted, matches, searched
from watchdesk.records import Address, Claim, Member, Span, Standing, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import Match, View

_ARTICLES = 40
"""Articles whose claims are looked at for one page."""


class FoundClaim(Frozen):
    """A claim of which a telling holds the words."""

    claim: Claim
    """The claim."""
    words: Words
    """The telling that holds them."""


class SearchedClaims(Frozen):
    """Claims whose tellings hold some words."""

    items: tuple[FoundClaim, ...]
    """Those with the best sentence first, each once."""
    cut: Cut
    """How much of the list this is."""
    is_all: bool
    """Whether every sentence that holds the words was looked at for claims."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def searched_claims(
    view: View,
    watch: Watch,
    wanted: Wanted,
    standing: Standing | None = None,
    page: tuple[int, int] = (0, 20),
) -> SearchedClaims:
    """The claims of which a telling holds the words; ``standing``: those that stand so; ``page``:
    how many are left out before, and how many are shown."""
    offset, limit = page
    found = matches(view, watch, wanted, MOST)
    ended: list[bool] = []
    told: dict[str, tuple[Claim, Match]] = {}
    for claim, match in _claims(view, found.found, standing, ended):
        if standing is None or claim.standing is standing:
            told.setdefault(claim.id, (claim, match))
        if len(told) > offset + limit:
            break
    shown = list(told.values())[offset : offset + limit]
    places = {claim.id: _place(claim, match) for claim, match in shown}
    words = words_at(view, watch, places.values())
    items = (FoundClaim(claim=c, words=words[places[c.id]]) for c, _ in shown)
    more = len(told) > offset + limit
    whole = not more and found.is_all and not ended
    return SearchedClaims(
        items=tuple(items),
        cut=Cut(offset=offset, shown=len(shown), total=len(told) if whole else None, more=more),
        is_all=found.is_all and not ended,
        why_empty="" if shown else _why(view, watch, wanted, whole=whole),
    )


def _claims(
    view: View, found: Sequence[Match], standing: Standing | None, ended: list[bool]
) -> Iterator[tuple[Claim, Match]]:
    """The claims of sentences, the best first; ``ended`` gets an item where more articles hold
    sentences than are looked at."""
    by_article: dict[str, list[Match]] = {}
    for match in found:
        by_article.setdefault(match.article, []).append(match)
    looked_at = 0
    for article, here in by_article.items():
        if looked_at == _ARTICLES:
            ended.append(True)
            return
        spans = (Span(one.start, one.end) for one in here)
        claims = view.claims_in(article, spans, standing.value if standing else None)
        looked_at += bool(claims)
        for match in here:
            yield from ((one, match) for one in claims if _tells(one, match))


def _tells(claim: Claim, match: Match) -> bool:
    return any(_stands_in(member, match) for member in claim.members)


def _stands_in(member: Member, match: Match) -> bool:
    same = member.at.article == match.article
    return same and member.sentence.overlaps(Span(match.start, match.end))


def _place(claim: Claim, match: Match) -> Address:
    """Where a claim is told in a sentence."""
    return next(member.at for member in claim.members if _stands_in(member, match))


def _why(view: View, watch: Watch, wanted: Wanted, *, whole: bool) -> str:
    told = searched(view, watch, wanted, 0, 1)
    if told.why_empty:
        return told.why_empty
    if not whole:
        return "None of the claims that were looked at fits; there are more sentences than those."
    return "Sentences hold these words, but no claim of this standing is told in them."
