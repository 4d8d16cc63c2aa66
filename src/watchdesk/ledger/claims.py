"""Claims: statements of different articles that say the same thing, with their roots counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from watchdesk.ledger.grouping import Group, group
from watchdesk.ledger.page import Statement, text_of
from watchdesk.ledger.statements import statements
from watchdesk.records import (
    Address,
    Claim,
    Family,
    Link,
    LinkKind,
    Member,
    Reading,
    Relation,
    Source,
    claim_id,
    combine,
)
from watchdesk.reuse.origins import origins
from watchdesk.reuse.tellers import Tellers, tellers

_NAMED = {LinkKind.OUTLET, LinkKind.PERSON, LinkKind.ORGANISATION, LinkKind.DOCUMENT}
_LONG = 60
"""Words after which a longer gist is no clearer."""


def _named_links(chain: Sequence[Link]) -> int:
    return sum(link.kind in _NAMED for link in chain)


def _is_cut(one: Statement) -> bool:
    """Whether the sentence breaks off."""
    sentence = one.sentence.text_of(text_of(one.reading)).rstrip("”’\"') ")
    return not sentence.endswith((".", "!", "?", ":", ";")) or sentence.endswith("...")


def _clearness(one: Statement) -> tuple[bool, int, int, int]:
    """Sort key: whole before cut off, longest named chain, fewest pronouns, longest."""
    length = min(len(one.words), _LONG)
    return _is_cut(one), -_named_links(one.chain), one.pronouns, -length


def _clearest(one: Statement) -> tuple[object, ...]:
    return _clearness(one), one.order


def _member(one: Statement) -> Member:
    return Member.model_construct(  # all parts are valid records; checking them again is slow
        attribution=one.attribution.id if one.attribution else None,
        at=address(one),
        sentence=one.sentence,
        chain=one.chain,
        verification=one.verification,
        published=one.published,
    )


def address(one: Statement) -> Address:
    """Where a statement's words stand."""
    reading = one.reading
    return Address.model_construct(
        capture=reading.capture.id, article=reading.article.id, span=one.span
    )


def _why(found: Group) -> str:
    if len(found.members) == 1:
        return "told once"
    reasons = ", ".join(f"{reason} ({count})" for reason, count in sorted(found.reasons.items()))
    return f"compared with the first telling: {reasons}"


def _claim(
    found: Group,
    told: Tellers,
    family_of: Mapping[str, str],
) -> Claim:
    first = found.members[0]
    best = first if len(found.members) == 1 else min(found.members, key=_clearest)
    ranked = [best, *(one for one in found.members if one is not best)]
    members = tuple(map(_member, ranked))
    articles = {one.reading.article.id for one in found.members}
    return Claim.model_construct(
        id=claim_id(
            first.reading.article.id,
            first.span,
            first.attribution.id if first.attribution else None,
        ),
        gist=best.text,
        at=members[0].at,
        members=members,
        articles=len(articles),
        families=len({family_of.get(one, one) for one in articles}),
        origins=origins(members, told),
        first_seen=first.published,
        status=combine(one.verification for one in found.members),
        why=_why(found),
    )


def claims(
    readings: Sequence[Reading],
    families: Sequence[Family],
    sources: Sequence[Source] = (),
    relations: Sequence[Relation] = (),
) -> tuple[Claim, ...]:
    """Every claim of the readings, first known first, whatever the order they come in.

    A claim gathers statements with the same words, the same quotation, or nearly the same words
    and no number, name or negation that differs. What is told as untrue is a claim of its own.
    Teasers tell nothing. With ``relations``, what an article says in a passage it shares with an
    earlier article of another family has the earlier one's origin. Raises ``ValueError`` for a
    reading without its text.
    """
    family_of = {article: f.id for f in families for article in f.articles}
    told = tellers(readings, families, relations, sources)
    found = group(statements(readings), family_of)
    return tuple(_claim(one, told, family_of) for one in found)
