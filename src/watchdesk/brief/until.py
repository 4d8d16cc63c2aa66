"""Claims as far as they were told by the end of a period: a brief of a past week counts and cites
nothing that was printed after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from watchdesk.records import Claim, Member, OriginKind, Step
from watchdesk.records.verification import combine


def told_until(claim: Claim, last: date, family_of: Mapping[str, str]) -> Claim:
    """A claim without the tellings and steps that certainly came after a day.

    One that was only told later stays as it is. ``family_of``: family ids by article id.
    """
    kept = tuple(one for one in claim.members if not _is_after(one, last))
    if not kept or len(kept) == len(claim.members):
        return claim
    articles = dict.fromkeys(one.at.article for one in kept)
    origins = tuple(
        one.model_copy(update={"articles": tuple(a for a in one.articles if a in articles)})
        for one in claim.origins
        if any(article in articles for article in one.articles)
    )
    history = tuple(step for step in claim.history if not _is_after(step, last))
    counted = [one for one in origins if one.kind is not OriginKind.UNKNOWN]
    return claim.model_copy(
        update={
            "members": kept,
            "at": kept[0].at,
            "articles": len(articles),
            "families": len({family_of.get(article, article) for article in articles}),
            "origins": origins,
            "anonymous": sum(one.kind is OriginKind.ANONYMOUS for one in counted),
            "named": sum(one.kind is not OriginKind.ANONYMOUS for one in counted),
            "history": history,
            "standing": history[-1].standing if history else claim.standing,
            "status": combine(one.verification for one in kept),
        }
    )


def _is_after(told: Member | Step, last: date) -> bool:
    when = told.published if isinstance(told, Member) else told.on
    return when.earliest is not None and when.earliest > last
